// The records that a hold on a person keeps: every line, of any version, that may be theirs.

import type { LegalHold } from '../domain/legal-hold.ts'
import { identityOfStated } from '../domain/stated-person.ts'
import { findRecordNosEver } from './find-matching-lines.ts'
import type { Deps } from './ports.ts'
import type { Sight } from './sight.ts'

/** Numbers of the records with a line that matches everything stated, exactly or as a candidate. */
export async function findHeldPerson(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  person: NonNullable<LegalHold['scope']['data_subject']>,
  sight: Sight = 'all',
): Promise<Set<number>> {
  return new Set(await findRecordNosEver(deps, identityOfStated(person), sight))
}
