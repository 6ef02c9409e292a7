// The records whose time is over, one by one: which of them the next run erases, and what keeps the others.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import { findHeldRecordNos } from './held-by-requests.ts'
import type { Caller, Deps } from './ports.ts'
import { type Holds, NO_HOLDS, readHolds } from './retention-holds.ts'
import {
  type HeldReason,
  type JudgedPage,
  type JudgedRecord,
  judgePage,
  type Place,
} from './retention-judgement.ts'
import type { WhichRecords } from './retention-ports.ts'
import { parseCursor } from './search-records.ts'
import { type Sight, sightOf } from './sight.ts'

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
/** Every page of some records sorts all of them. */
const PAGE_OF_SOME = 5_000

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
  const asOf = legalDayOfInstant(deps.clock())
  const records: DueRecord[] = []
  for await (const one of walkDue(deps, { asOf, sight, after })) {
    records.push({
      record_no: one.recordNo,
      occurred_on: one.occurredOn,
      rule: one.rule,
      class: one.retentionClass,
      deletable_from: one.deletableFrom,
      reasons: one.reasons,
      key: `${one.keepThrough}.${one.recordNo}`,
    })
    if (records.length === limit) break
  }
  return records
}

/** The records whose time is over as of a day, each judged by what holds it now. */
export async function* walkDue(
  deps: Deps,
  {
    after,
    ...of
  }: { asOf: CalendarDate; sight: Sight; which?: WhichRecords; after?: string | undefined },
): AsyncGenerator<JudgedRecord> {
  // An actor nobody can be: whose approval it would take is not asked here.
  const options = { ...of, actor: '', limit: of.which ? PAGE_OF_SOME : PAGE }
  let holds: Holds | undefined
  let place: Place | undefined = after === undefined ? {} : { due: placeOf(after) }
  while (place && place.open === undefined) {
    let page: JudgedPage = await judgePage(deps, holds ?? NO_HOLDS, place, options)
    // Requests are many and dear to read: only where they could hold something.
    if (!holds && page.judged.length > 0) {
      holds = await readHolds(deps, findHeldRecordNos, of.sight)
      page = await judgePage(deps, holds, place, options)
    }
    yield* page.judged
    place = page.next
    await deps.janitor.rest()
  }
}

function placeOf(after: string) {
  const { occurredOn: keepThrough, recordNo } = parseCursor(after)
  return { keepThrough, recordNo }
}
