// The bytes of issued letters: sealed in chunks, each bound to its place, and put together again.

import { joinBytes, splitBytes } from './byte-chunks.ts'
import type { Edition } from './letter-document.ts'
import type { Deps, Write } from './ports.ts'
import { letterContext } from './seal-contexts.ts'

export function sealLetter(
  { vault, stores }: Pick<Deps, 'vault' | 'stores'>,
  { letterNo, edition, pdf }: { letterNo: number; edition: Edition; pdf: Uint8Array },
): Write[] {
  return splitBytes(pdf).map((plain, chunk) => {
    const sealed = vault.seal(plain, letterContext(letterNo, edition, chunk))
    return stores.letters.insertChunk({ letterNo, edition, chunk, sealed })
  })
}

/** Undefined where there is no such edition, and once the letter was erased with its request. */
export async function openLetter(
  { vault, stores }: Pick<Deps, 'vault' | 'stores'>,
  letterNo: number,
  edition: Edition,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks = await stores.letters.findChunks(letterNo, edition)
  if (chunks.length === 0) return undefined
  return joinBytes(
    chunks.map(({ chunk, sealed }) => vault.open(sealed, letterContext(letterNo, edition, chunk))),
  )
}
