// What of the ledger a reading may see: lines under a protective mark exist for the restricted role alone (令11条).

import type { Caller } from './ports.ts'

/** `unprotected` leaves out what marks in force hide, in the same queries; it is the default everywhere. */
export type Sight = 'unprotected' | 'all'

/** Stands in the lines of a version in place of a wording that is hidden: line numbers stay. */
export const HIDDEN_WORDING = 0

export function sightOf({ scopes = [] }: Partial<Pick<Caller, 'scopes'>>): Sight {
  return scopes.includes('restricted') ? 'all' : 'unprotected'
}
