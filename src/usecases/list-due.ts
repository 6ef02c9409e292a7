// The records whose time is over, one by one: which of them the next run erases, and what keeps the others.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import { findHeldRecordNos } from './held-by-requests.ts'
import type { Caller, Deps } from './ports.ts'
import { readHolds } from './retention-holds.ts'
import { type HeldReason, judgePage, type Place } from './retention-judgement.ts'
import { parseCursor } from './search-records.ts'
import { sightOf } from './sight.ts'

export interface DueRecord {
  record_no: number
  occurred_on: CalendarDate
  rule: RuleCode
  class: RetentionClass
  deletable_from: CalendarDate
  /** Empty when it may go. */
  reasons: HeldReason[]
  /** Where the next page begins. */
  key: string
}

const PAGE = 500

/**
 * Longest over first. Incomplete records are no part of it (list-unapproved.ts). Names nobody.
 * @param after the key of the last one of the page before.
 */
export async function listDue(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  { after, limit }: { after?: string; limit: number },
): Promise<DueRecord[]> {
  const sight = sightOf(caller)
  const holds = await readHolds(deps, findHeldRecordNos, sight)
  // An actor nobody can be: whose approval it would take is not asked here.
  const options = { asOf: legalDayOfInstant(deps.clock()), actor: '', limit: PAGE, sight }
  const records: DueRecord[] = []
  let place: Place | undefined = after === undefined ? {} : { due: placeOf(after) }
  while (place && place.open === undefined && records.length < limit) {
    const page = await judgePage(deps, holds, place, options)
    records.push(
      ...page.judged.map(one => ({
        record_no: one.recordNo,
        occurred_on: one.occurredOn,
        rule: one.rule,
        class: one.retentionClass,
        deletable_from: one.deletableFrom,
        reasons: one.reasons,
        key: `${one.keepThrough}.${one.recordNo}`,
      })),
    )
    place = page.next
    await deps.janitor.rest()
  }
  return records.slice(0, limit)
}

function placeOf(after: string) {
  const { occurredOn: keepThrough, recordNo } = parseCursor(after)
  return { keepThrough, recordNo }
}
