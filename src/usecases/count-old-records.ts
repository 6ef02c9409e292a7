// Counting the records that were there before there were counts: in pieces, while others are served.

import type { Deps } from './ports.ts'

/** Some 30 ms of one commit. */
const PIECE = 2_000

/**
 * Counts until all are counted or `mayGoOn` says no; a later call goes on. Harmless where another process does
 * the same. @returns how many records are still to be counted, at most.
 */
export async function countOldRecords(
  { stores, janitor }: Pick<Deps, 'stores' | 'janitor'>,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  for (;;) {
    const countedFrom = await stores.counts.countedFrom()
    if (countedFrom === 1 || !mayGoOn()) return countedFrom - 1
    await stores.commit(stores.counts.countBefore(countedFrom, PIECE))
    await janitor.rest()
  }
}
