// Counting attempts to prove oneself, so that guessing meets a wait.

import { FORGET_ATTEMPTS_MS, waitAfter } from '../domain/lockout.ts'
import type { SessionDeps } from './console-sessions.ts'
import { StaleWriteError } from './ports.ts'
import { retryStale } from './retry-stale.ts'
import type { StoredUser } from './user-ports.ts'

/**
 * Counts an attempt before it is judged, so that many at once are no way around it; false while there is
 * a wait. Addresses that nobody has are counted alike.
 */
export function takeAttempt(
  { clock, stores }: SessionDeps,
  digest: Uint8Array,
  user: StoredUser | undefined,
): Promise<boolean> {
  const attempt = async () => {
    const at = clock()
    const newest = await stores.sessions.newestAttempt(digest)
    const forgetBefore = at - FORGET_ATTEMPTS_MS
    const made = newest?.attempt ?? 0
    if (newest && at < newest.at + waitAfter(made)) return false
    const detail = user && { user_id: user.userId, attempts: made + 1 }
    const repeated = detail && waitAfter(made + 1) > 0
    const event = { at, kind: 'user.attempts_repeated' as const, actor: 'console' }
    await stores.commit([
      ...stores.sessions.insertAttempt({ digest, attempt: made + 1, at, forgetBefore }),
      // Not whether it fails: that would take another commit, which could be timed.
      ...(repeated ? stores.audit.insert([{ ...event, detail }]) : []),
    ])
    return true
  }
  return retryStale(attempt).catch(error => {
    // So many at once that this one never had its turn: it has to wait as well.
    if (error instanceof StaleWriteError) return false
    throw error
  })
}
