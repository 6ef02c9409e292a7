// What keeps records from erasure at this moment: legal holds, and lines that disclosure requests concern.

import type { ClaimedIdentity } from '../domain/matching.ts'
import { identityOfStated } from '../domain/stated-person.ts'
import { findHeldPerson } from './held-person.ts'
import { openHold } from './legal-holds.ts'
import type { Deps } from './ports.ts'
import type { AgeingRecord } from './retention-ports.ts'
import type { Sight } from './sight.ts'

/** Somebody asks for the record, or asked and was refused so lately that they may still complain or sue. */
export type RequestHold = 'disclosure_request' | 'disclosure_answered'

/** Records that open or recently answered disclosure requests concern. */
export type HeldByRequests = (
  deps: Deps,
  sight?: Sight,
) => Promise<ReadonlyMap<number, RequestHold>>

export interface Holds {
  /** Newest audit event before they were read. */
  seenAuditNo: number
  requests: ReadonlyMap<number, RequestHold>
  /** Codes of the holds on a record. */
  legal: ReadonlyMap<number, readonly string[]>
  /** Codes of the holds on every record of a third party. */
  thirdParties: ReadonlyMap<number, readonly string[]>
  /** The people that holds name. */
  persons: readonly ClaimedIdentity[]
}

/** For whoever asks for days alone. */
export const NO_HOLDS: Holds = {
  seenAuditNo: 0,
  requests: new Map(),
  legal: new Map(),
  thirdParties: new Map(),
  persons: [],
}

/** The holds in force now. A hidden line holds like any other, but is not counted for everybody. */
export async function readHolds(
  deps: Deps,
  heldByRequests: HeldByRequests,
  sight: Sight = 'all',
): Promise<Holds> {
  const { retention, thirdParties } = deps.stores
  // Read first: what happens while the holds are being read makes them stale, and that shall be seen.
  const seenAuditNo = await retention.newestAuditNo()
  const requests = await heldByRequests(deps, sight)
  const legal = new Map<number, string[]>()
  const parties = new Map<number, string[]>()
  const persons: ClaimedIdentity[] = []
  for (const placed of await retention.listHolds()) {
    if (placed.released) continue
    const { scope } = openHold(deps, placed)
    if (scope.third_party !== undefined) {
      const [party] = await thirdParties.findByCodes([scope.third_party])
      if (party) add(parties, party.thirdPartyId, placed.code)
      continue
    }
    if (scope.data_subject) persons.push(identityOfStated(scope.data_subject))
    const held = scope.record_nos ?? (await findHeldPerson(deps, scope.data_subject ?? {}, sight))
    for (const recordNo of held) add(legal, recordNo, placed.code)
  }
  return { seenAuditNo, requests, legal, thirdParties: parties, persons }
}

/** The holds as they were, or anew when anything happened that may have changed them. */
export async function refreshHolds(
  deps: Deps,
  holds: Holds,
  heldByRequests: HeldByRequests,
  sight: Sight,
): Promise<Holds> {
  const changed = await deps.stores.retention.holdsMayHaveChanged(holds.seenAuditNo)
  return changed ? readHolds(deps, heldByRequests, sight) : holds
}

/** For each of these records the codes of the legal holds on it; absent where there is none. */
export async function findLegalHolds(
  { stores }: Pick<Deps, 'stores'>,
  holds: Holds,
  records: readonly Pick<AgeingRecord, 'recordNo'>[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const codes = new Map<number, string[]>()
  for (const { recordNo } of records) {
    for (const code of holds.legal.get(recordNo) ?? []) add(codes, recordNo, code)
  }
  if (holds.thirdParties.size === 0 || records.length === 0) return codes
  const found = await stores.retention.findOfThirdParties(
    records.map(({ recordNo }) => recordNo),
    [...holds.thirdParties.keys()],
  )
  for (const { recordNo, thirdPartyId } of found) {
    for (const code of holds.thirdParties.get(thirdPartyId) ?? []) add(codes, recordNo, code)
  }
  return codes
}

function add(codes: Map<number, string[]>, key: number, code: string) {
  const known = codes.get(key)
  if (!known) codes.set(key, [code])
  else if (!known.includes(code)) known.push(code)
}
