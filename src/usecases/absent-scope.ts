// What a hold or a mark names and is not there for its author: a slip of the pen would keep or protect nothing.

import type { Caller, Deps } from './ports.ts'
import { type Sight, sightOf } from './sight.ts'

/** A record, and a line of it; 0: the record as a whole. */
export interface NamedLine {
  recordNo: number
  line: number
}

/** In their order. */
export async function findAbsentLines(
  { stores }: Pick<Deps, 'stores'>,
  named: readonly NamedLine[],
  sight: Sight,
): Promise<NamedLine[]> {
  const numbers = [...new Set(named.map(({ recordNo }) => recordNo))]
  const records = await stores.records.findCurrent(numbers, sight)
  const lineCounts = new Map(records.map(({ recordNo, lines }) => [recordNo, lines.length]))
  return named.filter(({ recordNo, line }) => line > (lineCounts.get(recordNo) ?? -1))
}

/** The first thing named that is not there; what the caller may not see is not there either. */
export async function findAbsent(
  deps: Pick<Deps, 'stores'>,
  caller: Pick<Caller, 'scopes'>,
  { lines = [], thirdParty }: { lines?: readonly NamedLine[]; thirdParty?: string | undefined },
): Promise<NamedLine | { thirdParty: string } | undefined> {
  const sight = sightOf(caller)
  if (thirdParty === undefined) return (await findAbsentLines(deps, lines, sight))[0]
  const parties = await deps.stores.thirdParties.list({ codes: [thirdParty], limit: 1, sight })
  return parties.length > 0 ? undefined : { thirdParty }
}
