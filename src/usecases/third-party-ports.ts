// What third parties need from outside: the codes seen so far and the revisions of their wording.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { Sight } from './sight.ts'
import type { Write } from './write.ts'

export interface ThirdPartyRevision {
  revision: number
  effectiveOn: CalendarDate
  wordingId: number
  registeredAt: number
  registeredBy: string
}

export interface StoredThirdParty {
  thirdPartyId: number
  code: string
  /** In order; empty while the code only ever stood in events. */
  revisions: ThirdPartyRevision[]
}

export interface ThirdPartyStore {
  findByCodes(codes: readonly string[]): Promise<StoredThirdParty[]>
  /** In order of code; one never registered that only hidden records name stays hidden with them. */
  list(page: {
    codes?: readonly string[]
    afterCode?: string
    /** Only those that stand in events and in no revision. */
    unregistered?: boolean
    limit: number
    sight?: Sight
  }): Promise<StoredThirdParty[]>
  insert(parties: readonly { thirdPartyId: number; code: string }[]): Write[]
  insertRevision(thirdPartyId: number, revision: ThirdPartyRevision): Write
}
