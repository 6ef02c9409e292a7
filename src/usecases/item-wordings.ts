// Which lists of items name an item: the lists are few, however many records share them, and are opened to be searched.

import type { Deps } from './ports.ts'
import { readWordings } from './wordings.ts'

/** Lists that are opened for one search, those first met last: some 20 ms. */
const LOOKED_AT = 2_000

export interface ItemWordings {
  wordingIds: number[]
  /** Older lists were not looked at. */
  more: boolean
}

/** @param item part of an item's name, 番号 for 電話番号; width and case do not matter. */
export async function findItemWordings(
  deps: Pick<Deps, 'vault' | 'stores'>,
  item: string,
): Promise<ItemWordings> {
  const found = await deps.stores.records.newestItemWordings(LOOKED_AT + 1)
  const lists = await readWordings(deps, found.slice(0, LOOKED_AT))
  const wanted = fold(item)
  const wordingIds = [...lists].flatMap(([id, items]) =>
    (items as string[]).some(one => fold(one).includes(wanted)) ? [id] : [],
  )
  return { wordingIds, more: found.length > LOOKED_AT }
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
