// The bytes of issued documents: sealed in chunks, each bound to its place, and put together again.

import { joinBytes, splitBytes } from './byte-chunks.ts'
import { EXTRACT_PARTS, type ExtractPart, type ExtractPlace } from './disclosure-ports.ts'
import type { Deps, Write } from './ports.ts'
import { chunkContext } from './seal-contexts.ts'

/** Seals one file after the other, so that none of them has to wait in clear for the others. */
export function extractSealer({ vault, stores }: Pick<Deps, 'vault' | 'stores'>) {
  const next = Object.fromEntries(EXTRACT_PARTS.map(part => [part, 0])) as Record<
    ExtractPart,
    number
  >
  return (place: ExtractPlace, bytes: Uint8Array): Write[] =>
    splitBytes(bytes).map(plain => {
      const { extractNo, part } = place
      const chunk = next[part]++
      const sealed = vault.seal(plain, chunkContext(extractNo, part, chunk))
      return stores.disclosures.insertChunk({ ...place, chunk, sealed })
    })
}

/** Undefined where there is no such volume or edition, and once the document was erased with its request. */
export async function openPart(
  { vault, stores }: Pick<Deps, 'vault' | 'stores'>,
  place: ExtractPlace,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks = await stores.disclosures.findChunks(place)
  if (chunks.length === 0) return undefined
  const { extractNo, part } = place
  return joinBytes(
    chunks.map(({ chunk, sealed }) => vault.open(sealed, chunkContext(extractNo, part, chunk))),
  )
}
