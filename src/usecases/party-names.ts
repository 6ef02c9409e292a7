// What bodies are called, by their codes: a third party that is an individual keeps its code on pages that name nobody.

import { legalDayOfInstant } from '../domain/calendar-date.ts'
import type { ThirdPartyWording } from '../domain/provision-event.ts'
import type { Deps } from './ports.ts'
import { revisionOn } from './third-party-register.ts'
import { readWordings } from './wordings.ts'

/** Absent: individuals, and codes that were never registered. */
export async function nameBodies(
  deps: Pick<Deps, 'clock' | 'vault' | 'stores'>,
  codes: Iterable<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(codes)].filter(code => code !== null)
  if (wanted.length === 0) return new Map()
  const today = legalDayOfInstant(deps.clock())
  const parties = await deps.stores.thirdParties.findByCodes(wanted)
  const inForce = parties.map(party => ({
    ...party,
    wordingId: revisionOn(party, today)?.wordingId,
  }))
  const wordings = await readWordings(
    deps,
    inForce.flatMap(({ wordingId }) => wordingId ?? []),
  )
  return new Map(
    inForce.flatMap(({ code, wordingId }) => {
      const wording = wordings.get(wordingId ?? 0) as ThirdPartyWording | undefined
      return wording?.name === undefined || wording.kind === 'individual'
        ? []
        : [[code, wording.name] as const]
    }),
  )
}
