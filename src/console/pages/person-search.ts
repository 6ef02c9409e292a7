// A search for a person on its way from the form to the list: sealed, for half an hour, for whoever typed it.

import type { Search } from '../../domain/record-schema.ts'
import type { SignedIn } from '../../usecases/console-sessions.ts'
import type { Deps } from '../../usecases/ports.ts'
import { readTicket, writeTicket } from '../../usecases/ticket.ts'

/** Whom, and why: each reading of a page of it is logged with both. */
export type PersonSearch = Required<Pick<Search, 'data_subject'>> &
  Pick<Search, 'reason' | 'request_no'>

const PURPOSE = 'search'
const LASTS_MS = 30 * 60_000

/** Its id for an address: it names nobody and opens for nobody else. */
export function writeSearch(deps: Deps, { user }: SignedIn, search: PersonSearch): string {
  return writeTicket(deps, PURPOSE, { userId: user.userId, search }, LASTS_MS)
}

/** Undefined when it is over, or somebody else's. */
export function readSearch(
  deps: Deps,
  { user }: SignedIn,
  ticket: string,
): PersonSearch | undefined {
  const content = readTicket<{ userId: string; search: PersonSearch }>(deps, PURPOSE, ticket)
  return content?.userId === user.userId ? content.search : undefined
}
