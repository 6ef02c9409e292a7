// From when a record without dates could go (contract 7): an incomplete one after approval, a running one never.

import { type CalendarDate, laterOf } from './calendar-date.ts'
import type { ProvisionEvent } from './provision-event.ts'
import { deletableFrom, keepThrough, STATUTORY_YEARS } from './retention-period.ts'

export interface OpenRecord
  extends Pick<ProvisionEvent, 'method' | 'occurred_on' | 'period' | 'record_made_on'> {
  recordedOn: CalendarDate
  filledOn: CalendarDate | null
}

/**
 * Whether provisions may still be added: a batch without its last day (規則19条2項), and a contract flow
 * that has begun a period and not closed it.
 */
export function isStillRunning({ method, period }: Pick<OpenRecord, 'method' | 'period'>): boolean {
  if (period?.last_day !== undefined) return false
  return method === 'batch' || (method === 'contract' && period !== undefined)
}

/**
 * The first day on which it could go if it were complete. The longest class (R3), counted from the latest
 * day that anyone could argue for: made here or elsewhere, filled, first or last provided.
 */
export function deletableIfApproved(record: OpenRecord, graceDays: number): CalendarDate {
  const { recordedOn } = record
  const base = laterOf(
    recordedOn,
    record.record_made_on,
    record.filledOn ?? undefined,
    record.occurred_on,
    record.period?.first_day,
    record.period?.last_day,
  )
  return deletableFrom({
    keepThrough: keepThrough(base, STATUTORY_YEARS.R3),
    recordedOn,
    graceDays,
  })
}
