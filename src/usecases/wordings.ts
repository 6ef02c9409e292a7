// Wordings in clear: canonical JSON in, one sealed row per distinct wording, JSON out.

import canonicalize from 'canonicalize'
import type { StoredWording, Vault, WordingStore } from './ports.ts'
import { wordingContext } from './seal-contexts.ts'

export type WordingKind = 'data_subject' | 'third_party' | 'items' | 'terms'

export interface PreparedWording {
  /** The digest as text, to find it in a Map. */
  key: string
  digest: Uint8Array
  plain: string
}

const DIGEST_BYTES = 16

/** The canonical form (RFC 8785) of a wording and its keyed digest. */
export function prepareWording(vault: Vault, kind: WordingKind, value: unknown): PreparedWording {
  const plain = canonicalize(value) as string
  const digest = vault.digest(plain, `wording/${kind}`, DIGEST_BYTES)
  return { key: keyOf(digest), digest, plain }
}

export function sealWording(vault: Vault, wording: PreparedWording): Uint8Array {
  return vault.seal(wording.plain, wordingContext(wording.key))
}

export function openWording<Value>(vault: Vault, wording: StoredWording): Value {
  const plain = vault.open(wording.sealed, wordingContext(keyOf(wording.digest)))
  return JSON.parse(decoder.decode(plain))
}

/** Opens any number of wordings, by number. */
export async function readWordings(
  deps: { vault: Vault; stores: { wordings: WordingStore } },
  wordingIds: Iterable<number | null>,
): Promise<Map<number, unknown>> {
  const wanted = [...new Set(wordingIds)].filter(id => id !== null)
  if (wanted.length === 0) return new Map()
  const stored = await deps.stores.wordings.find(wanted)
  return new Map(stored.map(wording => [wording.wordingId, openWording(deps.vault, wording)]))
}

export function keyOf(digest: Uint8Array): string {
  return Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength).toString('base64')
}

const decoder = new TextDecoder()
