// Objections that an extract notes: those of the person whose row it is, and nobody else's.

import { matchLine } from '../domain/matching.ts'
import { differingMatters } from '../domain/person-matters.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import { identityOfStated } from '../domain/stated-person.ts'
import { openNote } from './amendment-note.ts'
import type { Deps, RecordVersion, StoredAmendment } from './ports.ts'
import type { RequestMatch } from './request-matches.ts'
import { readWordings } from './wordings.ts'

/** Whether this version noted an objection to the row's line, by the person whose line it is now. */
export type Objected = (match: RequestMatch, version: RecordVersion) => boolean

export async function readObjections(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  histories: readonly RecordVersion[],
  amendments: readonly StoredAmendment[],
): Promise<Objected> {
  const lines = new Map(
    amendments.flatMap(one => {
      const { objection } = openNote(deps, one)
      return objection ? [[placeOf(one), objection.line] as const] : []
    }),
  )
  const wordingOf = (version: RecordVersion, line: number) => version.lines[line - 1] ?? null
  const subjects = await readWordings(
    deps,
    histories.map(version => wordingOf(version, lines.get(placeOf(version)) ?? 0)),
  )
  return (match, version) => {
    if (lines.get(placeOf(version)) !== match.line) return false
    const wordingId = wordingOf(version, match.line)
    if (wordingId === match.wordingId) return true
    const then = subjects.get(wordingId as number) as DataSubject | undefined
    return then !== undefined && isSamePerson(deps, then, match.subject)
  }
}

/**
 * The line may have gone to somebody else since, of whom the row must leave no trace: in doubt it has.
 * Where nothing but an address or a reading was corrected it has not.
 */
function isSamePerson({ operator }: Pick<Deps, 'operator'>, then: DataSubject, now: DataSubject) {
  const schemes = operator.identifier_schemes
  const identity = identityOfStated(now)
  const match = matchLine(then, identity, schemes)
  if (match !== 'candidate') return match === 'exact'
  const addresses = now.address === undefined ? [] : [now.address]
  return differingMatters(then, { identity: identity.proven, addresses }, schemes).every(
    matter => matter === 'address' || matter === 'name_kana',
  )
}

const placeOf = ({ recordNo, version }: { recordNo: number; version: number }) =>
  `${recordNo}:${version}`
