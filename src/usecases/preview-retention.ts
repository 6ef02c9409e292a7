// What a retention run would do on a day, and what comes in the year after (contract 7).

import { addYears, type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { findHeldRecordNos } from './held-by-requests.ts'
import type { Deps } from './ports.ts'
import { judgeRequests } from './redact-requests.ts'
import { type HeldByRequests, type Holds, readHolds } from './retention-holds.ts'
import { judgePage, type Place } from './retention-judgement.ts'
import { Tally, type TallyReport } from './retention-tally.ts'
import type { Sight } from './sight.ts'
import type { RequestTally } from './sweep-requests.ts'

export interface RetentionPreview extends Omit<TallyReport, 'erased'>, RequestTally {
  as_of: CalendarDate
  grace_days: number
  /** Months (`2027-01`) of the coming year in which records reach their day. */
  upcoming: { month: string; records: number }[]
}

const PAGE = 2000
const REQUEST_PAGE = 100

/**
 * @param asOf default: today. Nothing is erased, so that any day may be asked for.
 * @param sight what a mark hides (令11条) neither counts nor holds, unless all is to be seen.
 */
export async function previewRetention(
  deps: Deps,
  {
    asOf = legalDayOfInstant(deps.clock()),
    sight = 'unprotected',
  }: { asOf?: CalendarDate; sight?: Sight } = {},
  heldByRequests: HeldByRequests = findHeldRecordNos,
): Promise<RetentionPreview> {
  const holds = await readHolds(deps, heldByRequests, sight)
  const tally = new Tally()
  const months = new Map<string, number>(comingMonths(asOf).map(month => [month, 0]))
  // An actor nobody can be: in a preview every approval is somebody else's.
  const options = { asOf, until: addYears(asOf, 1), actor: '', limit: PAGE, sight }
  for (let place: Place | undefined = {}; place; ) {
    const page = await judgePage(deps, holds, place, options)
    for (const record of page.judged) {
      if (record.reasons.length > 0) tally.held(record)
      else tally.erasable(record, false)
    }
    for (const { day } of page.later) {
      const month = day.slice(0, 7)
      if (months.has(month)) months.set(month, (months.get(month) ?? 0) + 1)
    }
    place = page.next
    await deps.janitor.rest()
  }
  const { erased: _none, ...report } = tally.report()
  return {
    as_of: asOf,
    grace_days: deps.operator.retention.grace_days,
    ...report,
    ...(await previewRequests(deps, holds, asOf)),
    upcoming: [...months].map(([month, records]) => ({ month, records })),
  }
}

async function previewRequests(
  deps: Deps,
  holds: Holds,
  asOf: CalendarDate,
): Promise<RequestTally> {
  const counted = { requests_due: 0, requests_held: 0 }
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await judgeRequests(deps, holds, { after, asOf, limit: REQUEST_PAGE })
    counted.requests_due += page.judged.length
    counted.requests_held += page.judged.filter(({ held }) => held).length
    after = page.next
    await deps.janitor.rest()
  }
  return counted
}

/** The month of the day and the eleven after it, as far as the calendar goes. */
function comingMonths(day: CalendarDate): string[] {
  const first = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: 12 }, (_, n) => first + n)
    .filter(month => month < 10_000 * 12)
    .map(month => {
      const year = String(Math.floor(month / 12)).padStart(4, '0')
      return `${year}-${String((month % 12) + 1).padStart(2, '0')}`
    })
}
