// Long bytes in pieces that a database takes as one value each.

/** Plain bytes a chunk: sealed it stays under 1 MiB, as D1 asks. */
const CHUNK_BYTES = 1_000_000

/** At least one piece, so that nothing at all can be told from what was erased. */
export function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES))
  return Array.from({ length: chunks }, (_, n) =>
    bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES),
  )
}

export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** SHA-256 in hex. */
export async function digestBytes(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Buffer.from(digest).toString('hex')
}
