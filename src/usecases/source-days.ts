// What each source posted on a day, recorded or refused: an officer sees that a sender fell silent or needs mending.

import { isRecordedLate } from '../domain/advice.ts'
import { addDays, type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { Caller, Deps, Write } from './ports.ts'

/** Over how many days posts are summed. */
const SOURCE_DAYS = 30

/** The first of these days. */
export const sourceDaysSince = (now: number): CalendarDate =>
  addDays(legalDayOfInstant(now), 1 - SOURCE_DAYS)

/** Goes into the commit of the group. */
export function sourceWrites(
  { stores, operator }: Pick<Deps, 'stores' | 'operator'>,
  posted: readonly { sourceId: number; recordNo: number; event: ProvisionEvent }[],
  now: number,
): Write[] {
  const day = legalDayOfInstant(now)
  const context = { recordedOn: day, lateAfterDays: operator.late_after_days }
  const bySource = Map.groupBy(posted, ({ sourceId }) => sourceId)
  return stores.counts.noteSources(
    [...bySource].map(([sourceId, own]) => ({
      sourceId,
      day,
      recordNos: numbersOf(own),
      lateNos: numbersOf(own.filter(({ event }) => isRecordedLate(event, context))),
      refused: 0,
    })),
  )
}

const numbersOf = (records: readonly { recordNo: number }[]) =>
  records.map(({ recordNo }) => recordNo)

/** A number only: what was refused may name people, and is kept nowhere. */
export async function noteRefused(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  { sourceId }: Pick<Caller, 'sourceId'>,
  refused: number,
): Promise<void> {
  if (refused === 0) return
  const day = legalDayOfInstant(clock())
  await stores.commit(
    stores.counts.noteSources([{ sourceId, day, recordNos: [], lateNos: [], refused }]),
  )
}
