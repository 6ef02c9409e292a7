// Which records a legal hold keeps at this moment, and how many would go without it.

import { addDays, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { LegalHold } from '../domain/legal-hold.ts'
import { findHeldRecordNos } from './held-by-requests.ts'
import { findHeldPerson } from './held-person.ts'
import type { Caller, Deps } from './ports.ts'
import { readHolds } from './retention-holds.ts'
import { judgePage, type Place } from './retention-judgement.ts'
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

const PAGE = 2000

/**
 * Records that the next night would erase if the hold were released now: their day has come, and nothing else keeps
 * them. Incomplete ones are left out: they wait for an approval of their own.
 */
export async function countKeptAlone(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  code: string,
): Promise<number> {
  const sight = sightOf(caller)
  const asOf = addDays(legalDayOfInstant(deps.clock()), 1)
  const holds = await readHolds(deps, findHeldRecordNos, sight)
  let kept = 0
  for (let place: Place | undefined = {}; place && place.open === undefined; ) {
    const page = await judgePage(deps, holds, place, { asOf, actor: '', limit: PAGE, sight })
    kept += page.judged.filter(
      ({ reasons, holdCodes }) =>
        reasons.length === 1 && holdCodes.length === 1 && holdCodes[0] === code,
    ).length
    place = page.next
    await deps.janitor.rest()
  }
  return kept
}
