// The first API key of a ledger whose machine has no shell: the operator makes its text, we know its digest.

import { SCOPES } from '../../usecases/access-ports.ts'
import { type Deps, StaleWriteError } from '../../usecases/ports.ts'

const SOURCE = 'bootstrap'
/** All but what is hidden from everybody else: that right is given on purpose, never by default. */
const BOOTSTRAP_SCOPES = SCOPES.filter(scope => scope !== 'restricted')

/** Installs the key once. A key that was revoked keeps its row, and so never comes back. */
export async function installBootstrapKey(
  { clock, stores }: Pick<Deps, 'clock' | 'stores'>,
  digest: Uint8Array,
): Promise<boolean> {
  if (await stores.apiKeys.findByDigest(digest)) return false
  const at = clock()
  const keyId = `bootstrap-${Buffer.from(digest.subarray(0, 4)).toString('hex')}`
  const key = { keyId, source: SOURCE, scopes: BOOTSTRAP_SCOPES }
  const detail = { key_id: keyId, source: SOURCE, scopes: BOOTSTRAP_SCOPES }
  try {
    await stores.commit([
      ...stores.apiKeys.insert({ ...key, digest, createdAt: at, expiresAt: null }),
      ...stores.audit.insert([{ at, kind: 'key.created', actor: 'bootstrap', detail }]),
    ])
    return true
  } catch (error) {
    // Another isolate was faster.
    if (error instanceof StaleWriteError) return false
    throw error
  }
}
