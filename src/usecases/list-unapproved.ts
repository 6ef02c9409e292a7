// Incomplete records whose time is over: they wait until somebody fills them or approves that they go.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import type { Caller, Deps } from './ports.ts'
import { NO_HOLDS } from './retention-holds.ts'
import { judgePage, type Place } from './retention-judgement.ts'
import { sightOf } from './sight.ts'

export interface UnapprovedRecord {
  record_no: number
  occurred_on: CalendarDate
  deletable_from: CalendarDate
  missing: ItemCode[]
}

const PAGE = 500
/** Pages walked through at once; the next call goes on. */
const MAX_PAGES = 4

/** By number. `next`: where the list goes on, also when nothing was found up to there. Names nobody. */
export async function listUnapproved(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<{ records: UnapprovedRecord[]; next: number | undefined }> {
  const sight = sightOf(caller)
  // An actor nobody can be: what anybody approved is not listed.
  const options = { asOf: legalDayOfInstant(deps.clock()), actor: '', limit: PAGE, sight }
  const records: UnapprovedRecord[] = []
  let place: Place | undefined = { open: after }
  for (let pages = 0; place && pages < MAX_PAGES; pages += 1) {
    // What holds a record does not make its approval superfluous.
    const page = await judgePage(deps, NO_HOLDS, place, options)
    for (const record of page.judged) {
      if (!record.reasons.includes('approval_missing')) continue
      if (records.length === limit) return { records, next: records.at(-1)?.record_no }
      records.push({
        record_no: record.recordNo,
        occurred_on: record.occurredOn,
        deletable_from: record.deletableFrom,
        missing: record.missing,
      })
    }
    place = page.next
    await deps.janitor.rest()
  }
  return { records, next: place?.open }
}
