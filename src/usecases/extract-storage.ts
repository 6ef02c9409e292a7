// The bytes of issued documents: sealed in chunks, each bound to its place, and put together again.

import type { ExtractPart } from './disclosure-ports.ts'
import type { Deps, Write } from './ports.ts'
import { chunkContext } from './seal-contexts.ts'

/** Plain bytes a chunk: sealed it stays under 1 MiB, as D1 asks. */
const CHUNK_BYTES = 1_000_000

export function sealParts(
  { vault, stores }: Pick<Deps, 'vault' | 'stores'>,
  extractNo: number,
  parts: Readonly<Record<ExtractPart, Uint8Array>>,
): Write[] {
  return (Object.entries(parts) as [ExtractPart, Uint8Array][]).flatMap(([part, bytes]) => {
    const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES))
    return Array.from({ length: chunks }, (_, chunk) => {
      const plain = bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES)
      const sealed = vault.seal(plain, chunkContext(extractNo, part, chunk))
      return stores.disclosures.insertChunk({ extractNo, part, chunk, sealed })
    })
  })
}

/** Undefined once the document was erased with the register of requests. */
export async function openPart(
  { vault, stores }: Pick<Deps, 'vault' | 'stores'>,
  extractNo: number,
  part: ExtractPart,
): Promise<Uint8Array | undefined> {
  const chunks = await stores.disclosures.findChunks(extractNo, part)
  if (chunks.length === 0) return undefined
  const opened = chunks.map(({ chunk, sealed }) =>
    vault.open(sealed, chunkContext(extractNo, part, chunk)),
  )
  const bytes = new Uint8Array(opened.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const plain of opened) {
    bytes.set(plain, at)
    at += plain.length
  }
  return bytes
}
