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
  return async (place: ExtractPlace, bytes: Uint8Array): Promise<Write[]> => {
    const { extractNo, part } = place
    // A PDF is compressed inside. Rows repeat themselves: what all wait for, the commit, halves.
    const stored = part === 'pdf' ? bytes : await piped(bytes, new CompressionStream('gzip'))
    return splitBytes(stored).map(plain => {
      const chunk = next[part]++
      const sealed = vault.seal(plain, chunkContext(extractNo, part, chunk))
      return stores.disclosures.insertChunk({ ...place, chunk, sealed })
    })
  }
}

/** Undefined where there is no such volume or edition, and once the document was erased with its request. */
export async function openPart(
  { vault, stores }: Pick<Deps, 'vault' | 'stores'>,
  place: ExtractPlace,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks = await stores.disclosures.findChunks(place)
  if (chunks.length === 0) return undefined
  const { extractNo, part } = place
  const stored = joinBytes(
    chunks.map(({ chunk, sealed }) => vault.open(sealed, chunkContext(extractNo, part, chunk))),
  )
  return isGzip(stored) ? piped(stored, new DecompressionStream('gzip')) : stored
}

/** JSON, CSV with its mark and PDF, which older extracts hold as they are, begin otherwise. */
const isGzip = ([first, second]: Uint8Array) => first === 0x1f && second === 0x8b

async function piped(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  return new Uint8Array(await new Response(stream.pipeThrough(through)).arrayBuffer())
}
