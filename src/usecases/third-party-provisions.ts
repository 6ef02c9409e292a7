// What went to a third party and came from it, by the items of its newest records.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { BasisCode, Direction } from '../domain/legal-basis.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { sightOf } from './sight.ts'
import { readWordings } from './wordings.ts'

export interface ItemsProvided {
  direction: Direction
  basis: BasisCode
  items: string[]
  records: number
  firstOn: CalendarDate
  lastOn: CalendarDate
}

/** Records looked at for what was in them. */
const NEWEST = 300

/**
 * Same items on the same basis together, the most frequent first, among so many of the newest records; void ones
 * left out. Names of items only: nobody is named, nothing is logged.
 */
export async function findItemsProvided(
  deps: Pick<Deps, 'vault' | 'stores'>,
  caller: Pick<Caller, 'scopes'>,
  code: string,
): Promise<{ groups: ItemsProvided[]; among: number }> {
  const { thirdParties, records } = deps.stores
  const sight = sightOf(caller)
  const [party] = await thirdParties.list({ codes: [code], limit: 1, sight })
  if (!party) return { groups: [], among: 0 }
  const { thirdPartyId } = party
  const newest = await records.list({ thirdPartyId, sight, limit: NEWEST })
  const valid = newest.filter(record => record.void === null)
  return { groups: await groupByItems(deps, valid), among: valid.length }
}

async function groupByItems(
  deps: Pick<Deps, 'vault' | 'stores'>,
  records: readonly RecordVersion[],
): Promise<ItemsProvided[]> {
  const wordings = await readWordings(
    deps,
    records.map(({ itemsWordingId }) => itemsWordingId),
  )
  const together = Map.groupBy(
    records,
    ({ direction, basis, itemsWordingId }) => `${direction}/${basis}/${itemsWordingId}`,
  )
  return [...together.values()]
    .map(([newest, ...older]) => {
      const { direction, basis, itemsWordingId, occurredOn } = newest as RecordVersion
      return {
        direction,
        basis,
        items: (itemsWordingId === null ? [] : wordings.get(itemsWordingId)) as string[],
        records: 1 + older.length,
        firstOn: older.at(-1)?.occurredOn ?? occurredOn,
        lastOn: occurredOn,
      }
    })
    .sort((a, b) => b.records - a.records)
}
