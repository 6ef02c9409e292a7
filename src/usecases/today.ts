// What asks for somebody's attention today, by numbers, days and codes: nobody is named, nothing is logged.

import { legalDayOfInstant } from '../domain/calendar-date.ts'
import { type ApprovalSummary, listWaitingApprovals } from './approvals.ts'
import { countOldRecords } from './count-old-records.ts'
import type { GapCount } from './count-ports.ts'
import { ageBand } from './gap-groups.ts'
import { listOpenRequests, type OpenRequest } from './list-requests.ts'
import { nameBodies } from './party-names.ts'
import type { Caller, Deps } from './ports.ts'
import { type AlertPage, listOpenAlerts } from './request-alerts.ts'
import { findRequestGaps, type RequestGap } from './request-gaps.ts'
import { sightOf } from './sight.ts'
import { listSourcesToday, type SourceToday } from './today-sources.ts'
import { readUpkeep, type UpkeepToday } from './today-upkeep.ts'

/** A screenful of each; the page of its own has them all. */
const REQUESTS = 12
const GAPS_OF_REQUESTS = 8
const PARTIES = 6
const ALERTS = 10

/** Null: third parties without a code. */
export interface PartyGaps {
  code: string | null
  /** Of a body that is registered. */
  name: string | null
  /** As ageBand has it. */
  ages: [number, number, number]
  records: number
}

export interface OfficersToday extends UpkeepToday {
  /** Records that are not counted yet: figures lack them. */
  uncounted: number
  requests: { list: OpenRequest[]; more: number }
  /** Those that the caller may answer. */
  approvals: ApprovalSummary[]
  request_gaps: { list: RequestGap[]; more: number }
  /** Oldest first. A record that lacks an item and has a conflict stands in both. */
  gaps: { list: PartyGaps[]; parties: number; records: number }
  conflicts: { list: PartyGaps[]; parties: number; records: number }
  alerts: { list: AlertPage['alerts']; more: boolean }
  sources: SourceToday[]
}

export async function officersToday(
  deps: Deps,
  caller: Pick<Caller, 'actor' | 'scopes'>,
): Promise<OfficersToday> {
  const sight = sightOf(caller)
  const open = await listOpenRequests(deps)
  const list = open.slice(0, REQUESTS)
  const touched = await findRequestGaps(
    deps,
    list.map(({ request_no }) => request_no),
    sight,
  )
  const uncounted = await countOldRecords(deps, atMost(2))
  const gaps = await deps.stores.counts.listGaps(sight)
  const alerts = await listOpenAlerts(deps, { limit: ALERTS })
  return {
    uncounted,
    requests: { list, more: open.length - list.length },
    approvals: (await listWaitingApprovals(deps, caller)).filter(({ own }) => !own),
    request_gaps: {
      list: touched.slice(0, GAPS_OF_REQUESTS),
      more: Math.max(0, touched.length - GAPS_OF_REQUESTS),
    },
    gaps: await byParty(deps, gaps, 'lacking'),
    conflicts: await byParty(deps, gaps, 'conflicting'),
    alerts: { list: alerts.alerts, more: alerts.next_after !== null },
    sources: await listSourcesToday(deps, caller),
    ...(await readUpkeep(deps, caller)),
  }
}

export interface AdministratorsToday {
  sources: SourceToday[]
  users_waiting: number
  checks: UpkeepToday['checks']
}

export async function administratorsToday(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
): Promise<AdministratorsToday> {
  return {
    sources: await listSourcesToday(deps, caller),
    users_waiting: await deps.stores.users.countWaiting(),
    checks: (await readUpkeep(deps, caller)).checks,
  }
}

/** Where no process counts at its start (Workers), whoever looks counts a little. */
function atMost(pieces: number) {
  let left = pieces
  return () => left-- > 0
}

async function byParty(
  deps: Deps,
  counts: readonly GapCount[],
  kind: 'lacking' | 'conflicting',
): Promise<OfficersToday['gaps']> {
  const today = legalDayOfInstant(deps.clock())
  const parties = new Map<string | null, PartyGaps>()
  // Months come in order: whose oldest gap is older stands before.
  for (const { code, month, [kind]: records } of counts) {
    if (records === 0) continue
    const party = parties.get(code) ?? { code, name: null, ages: [0, 0, 0], records: 0 }
    parties.set(code, party)
    party.ages[ageBand(month, today)] += records
    party.records += records
  }
  const list = [...parties.values()].slice(0, PARTIES)
  const names = await nameBodies(
    deps,
    list.map(({ code }) => code),
  )
  return {
    list: list.map(party => ({ ...party, name: names.get(party.code ?? '') ?? null })),
    parties: parties.size,
    records: [...parties.values()].reduce((sum, { records }) => sum + records, 0),
  }
}
