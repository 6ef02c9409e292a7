// Which records a legal hold keeps at this moment.

import type { LegalHold } from '../domain/legal-hold.ts'
import { findHeldPerson } from './held-person.ts'
import type { Caller, Deps } from './ports.ts'
import { sightOf } from './sight.ts'

export interface HeldRecords {
  /** In no order; the newest days first where a third party is held. */
  record_nos: number[]
  /** There are more than the limit. */
  more: boolean
}

/** Numbers of records that are there; what a mark hides is told to the restricted role alone. */
export async function listHeldRecords(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  { scope, limit }: Pick<LegalHold, 'scope'> & { limit: number },
): Promise<HeldRecords> {
  const found = await findHeld(deps, caller, { scope, limit: limit + 1 })
  return { record_nos: found.slice(0, limit), more: found.length > limit }
}

async function findHeld(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  { scope, limit }: Pick<LegalHold, 'scope'> & { limit: number },
): Promise<number[]> {
  const { records, thirdParties } = deps.stores
  const sight = sightOf(caller)
  if (scope.data_subject) return [...(await findHeldPerson(deps, scope.data_subject, sight))]
  if (scope.record_nos) {
    const current = await records.findCurrent(scope.record_nos, sight)
    return current.map(({ recordNo }) => recordNo)
  }
  const codes = scope.third_party === undefined ? [] : [scope.third_party]
  const [party] = await thirdParties.list({ codes, limit: 1, sight })
  if (!party) return []
  const page = await records.list({ thirdPartyId: party.thirdPartyId, sight, limit })
  return page.map(({ recordNo }) => recordNo)
}
