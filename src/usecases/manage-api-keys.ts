// Making, listing and revoking API keys. A key is shown once, when it is made.

import { formatInstant } from '../domain/calendar-date.ts'
import { notFound } from '../domain/domain-error.ts'
import type { Scope } from './access-ports.ts'
import type { Deps } from './ports.ts'
import { newId } from './random-text.ts'

/** Names of sources: they stand in records, logs and the audit, so they are short and plain. */
export const SOURCE_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/

const DAY_MS = 86_400_000

export interface NewApiKey {
  id: string
  key: string
  source: string
  scopes: Scope[]
  expires_at: string | null
}

export interface ApiKeyView extends Omit<NewApiKey, 'key'> {
  created_at: string
  revoked_at: string | null
  last_used_at: string | null
}

type KeyDeps = Pick<Deps, 'clock' | 'apiKeyText'> & {
  stores: Pick<Deps['stores'], 'apiKeys' | 'audit' | 'commit'>
}

/** Makes a key for a source, which comes to be with its first key. The text is nowhere else. */
export async function createApiKey(
  { clock, apiKeyText, stores }: KeyDeps,
  actor: string,
  wanted: { source: string; scopes: readonly Scope[]; expiresInDays?: number | undefined },
): Promise<NewApiKey> {
  const { source, expiresInDays } = wanted
  const scopes = [...new Set(wanted.scopes)]
  const key = apiKeyText.create()
  const id = newId()
  const now = clock()
  const expiresAt = expiresInDays === undefined ? null : now + expiresInDays * DAY_MS
  await stores.commit([
    ...stores.apiKeys.insert({
      keyId: id,
      digest: apiKeyText.digest(key) as Uint8Array,
      source,
      scopes,
      createdAt: now,
      expiresAt,
    }),
    ...stores.audit.insert([
      { at: now, kind: 'key.created', actor, detail: { key_id: id, source, scopes } },
    ]),
  ])
  return {
    id,
    key,
    source,
    scopes,
    expires_at: expiresAt === null ? null : formatInstant(expiresAt),
  }
}

/** Every key, revoked and expired ones too, oldest first. */
export async function listApiKeys({ stores }: Pick<KeyDeps, 'stores'>): Promise<ApiKeyView[]> {
  const instant = (at: number | null) => (at === null ? null : formatInstant(at))
  return (await stores.apiKeys.list()).map(key => ({
    id: key.keyId,
    source: key.source,
    scopes: key.scopes,
    created_at: formatInstant(key.createdAt),
    expires_at: instant(key.expiresAt),
    revoked_at: instant(key.revokedAt),
    last_used_at: instant(key.lastUsedAt),
  }))
}

/** From the next request on the key is refused. False when it was revoked before. Throws not_found. */
export async function revokeApiKey(
  { clock, stores }: KeyDeps,
  actor: string,
  keyId: string,
): Promise<boolean> {
  const key = (await stores.apiKeys.list()).find(known => known.keyId === keyId)
  if (!key) throw notFound()
  if (key.revokedAt !== null) return false
  const now = clock()
  await stores.commit([
    stores.apiKeys.revoke(keyId, now),
    ...stores.audit.insert([{ at: now, kind: 'key.revoked', actor, detail: { key_id: keyId } }]),
  ])
  return true
}
