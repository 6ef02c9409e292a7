// Counting the records that were there before there were counts: in pieces, while others are served.

import type { Deps } from './ports.ts'
import { sourceDaysSince } from './source-days.ts'

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

/** A night's work: forgets the days of sources that nobody looks back to, and counts what is left to count. */
export async function tendCounts(
  deps: Pick<Deps, 'stores' | 'janitor' | 'clock'>,
  mayGoOn?: () => boolean,
): Promise<void> {
  const { stores, clock } = deps
  await stores.commit(stores.counts.forgetSourceDays(sourceDaysSince(clock())))
  await countOldRecords(deps, mayGoOn)
}
