// The register of third parties as recording needs it: the wording in force on a day, and new codes.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { RecordedThirdParty, ThirdPartyWording } from '../domain/provision-event.ts'
import type { Deps } from './ports.ts'
import type { StoredThirdParty, ThirdPartyRevision } from './third-party-ports.ts'
import { readWordings } from './wordings.ts'

export interface KnownThirdParties {
  /** The wording valid on `day`; fields stated beside the code win (contract 2, 4). */
  freeze(stated: RecordedThirdParty, day: CalendarDate): RecordedThirdParty
  /** Numbers those of `codes` that were never met before, after `lastId`. */
  numberNew(
    codes: readonly (string | undefined)[],
    lastId: number,
  ): { thirdPartyId: number; code: string }[]
  /** Null for a third party without a code. */
  idOf(code: string | undefined): number | null
}

export async function readThirdParties(
  deps: Pick<Deps, 'vault' | 'stores'>,
  codes: readonly string[],
): Promise<KnownThirdParties> {
  const wanted = [...new Set(codes)]
  const parties = wanted.length > 0 ? await deps.stores.thirdParties.findByCodes(wanted) : []
  const wordings = await readWordings(
    deps,
    parties.flatMap(({ revisions }) => revisions.map(({ wordingId }) => wordingId)),
  )
  const byCode = new Map(parties.map(party => [party.code, party]))
  const ids = new Map(parties.map(({ code, thirdPartyId }) => [code, thirdPartyId]))

  return {
    freeze(stated, day) {
      const revision =
        stated.code === undefined ? undefined : revisionOn(byCode.get(stated.code), day)
      if (!revision) return stated
      return { ...(wordings.get(revision.wordingId) as ThirdPartyWording), ...stated }
    },
    numberNew(codes, lastId) {
      const fresh = [...new Set(codes)]
        .filter(code => code !== undefined)
        .filter(code => !ids.has(code))
        .map((code, n) => ({ thirdPartyId: lastId + 1 + n, code }))
      for (const { code, thirdPartyId } of fresh) ids.set(code, thirdPartyId)
      return fresh
    },
    idOf: code => (code === undefined ? null : (ids.get(code) ?? null)),
  }
}

/**
 * The revision with the latest effective day on or before `day` (of two on one day, the newer). The first
 * one is effective from the beginning, whatever its day.
 */
export function revisionOn(party: StoredThirdParty | undefined, day: CalendarDate) {
  const since = ({ revision, effectiveOn }: ThirdPartyRevision) =>
    revision === 1 ? '' : effectiveOn
  return party?.revisions
    .filter(revision => since(revision) <= day)
    .reduce<ThirdPartyRevision | undefined>(
      (latest, revision) => (latest && since(latest) > since(revision) ? latest : revision),
      undefined,
    )
}
