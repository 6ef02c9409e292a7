// Which records a legal hold keeps at this moment, and how many would go without it.

import { addDays, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { LegalHold } from '../domain/legal-hold.ts'
import { findHeldPerson } from './held-person.ts'
import { walkDue } from './list-due.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import type { WhichRecords } from './retention-ports.ts'
import { parseCursor } from './search-records.ts'
import { type Sight, sightOf } from './sight.ts'

/**
 * A page of the records that are there, the newest day first; what a mark hides is told to the restricted role alone.
 * @param after `2026-11-22.41`: the last one of the page before.
 */
export async function listHeldRecords(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  { scope, after, limit }: Pick<LegalHold, 'scope'> & { after?: string; limit: number },
): Promise<RecordVersion[]> {
  const sight = sightOf(caller)
  const which = await filterOf(deps, scope, sight)
  if (!which) return []
  const place = after === undefined ? {} : { after: parseCursor(after) }
  return deps.stores.records.list({ ...which, ...place, sight, limit })
}

/** Undefined when nothing can be found: an unknown third party. */
async function filterOf(
  deps: Deps,
  scope: LegalHold['scope'],
  sight: Sight,
): Promise<WhichRecords | undefined> {
  if (scope.third_party !== undefined) {
    const [party] = await deps.stores.thirdParties.findByCodes([scope.third_party])
    return party && { thirdPartyId: party.thirdPartyId }
  }
  const person = scope.data_subject
  return {
    recordNos: scope.record_nos ?? (person ? [...(await findHeldPerson(deps, person, sight))] : []),
  }
}

/**
 * Records that the next night would erase if the hold were released now: their day has come, and nothing else keeps
 * them. Incomplete ones are left out: they wait for an approval of their own. Counted up to COUNTED_AT_MOST.
 */
export async function countKeptAlone(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  { code, scope }: Pick<LegalHold, 'scope'> & { code: string },
): Promise<number> {
  const sight = sightOf(caller)
  const which = await filterOf(deps, scope, sight)
  if (!which) return 0
  const asOf = addDays(legalDayOfInstant(deps.clock()), 1)
  let kept = 0
  for await (const { reasons, holdCodes } of walkDue(deps, { asOf, sight, which })) {
    if (reasons.length === 1 && holdCodes.length === 1 && holdCodes[0] === code) kept += 1
    if (kept === COUNTED_AT_MOST) break
  }
  return kept
}

/** So many, or more. */
export const COUNTED_AT_MOST = 1_000
