// Who is calling: an API key in, its source and scopes out.

import type { ApiKeyText } from './access-ports.ts'
import type { Caller, Clock, Stores } from './ports.ts'

/** `last_used_at` is a day's worth of truth, not an access log: it costs one commit a minute at most. */
const TOUCH_EVERY_MS = 60_000

/** Undefined for no, malformed, unknown, expired and revoked keys alike. */
export async function authenticate(
  deps: { clock: Clock; stores: Pick<Stores, 'apiKeys' | 'commit'>; apiKeyText: ApiKeyText },
  text: string | undefined,
): Promise<Caller | undefined> {
  const digest = text === undefined ? undefined : deps.apiKeyText.digest(text)
  if (!digest) return undefined
  const key = await deps.stores.apiKeys.findByDigest(digest)
  const now = deps.clock()
  if (!key || key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) {
    return undefined
  }
  if (key.lastUsedAt === null || now - key.lastUsedAt >= TOUCH_EVERY_MS) {
    await deps.stores.commit([deps.stores.apiKeys.touch(key.keyId, now)])
  }
  return {
    actor: `key:${key.keyId}`,
    sourceId: key.sourceId,
    source: key.source,
    scopes: key.scopes,
  }
}
