// The records that a hold on a person keeps: every line, of any version, that may be theirs.

import type { LegalHold } from '../domain/legal-hold.ts'
import { identityLookUpKeys } from '../domain/look-up-keys.ts'
import { matchPrepared, prepareIdentity } from '../domain/matching.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import { lookUpDigest } from './plan-wordings.ts'
import type { Deps } from './ports.ts'
import { readWordings } from './wordings.ts'

/**
 * Numbers of the records with a line that matches everything stated, exactly or as a candidate. Unlike a
 * disclosure it also looks at versions since amended: a hold must not lose a record to a correction.
 */
export async function findHeldPerson(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  person: NonNullable<LegalHold['scope']['data_subject']>,
): Promise<Set<number>> {
  const { stores, operator } = deps
  const schemes = operator.identifier_schemes
  const stated = {
    names: person.name === undefined ? [] : [person.name],
    readings: person.name_kana === undefined ? [] : [person.name_kana],
    birthDate: person.birth_date,
    identifiers: Object.fromEntries(
      Object.entries(person.identifiers ?? {}).map(([scheme, value]) => [scheme, [value]]),
    ),
  }
  const keys = identityLookUpKeys(stated, schemes)
  const wordingIds = await stores.wordings.lookUp(keys.map(key => lookUpDigest(deps, key)))
  const identity = prepareIdentity(
    { proven: stated, claimed: { names: [], readings: [], identifiers: {} } },
    schemes,
  )
  const wordings = await readWordings(deps, wordingIds)
  const theirs = wordingIds.filter(id => matchPrepared(wordings.get(id) as DataSubject, identity))
  const lines = await stores.records.findLines(theirs)
  return new Set(lines.map(({ recordNo }) => recordNo))
}
