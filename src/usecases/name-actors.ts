// Who stands behind an actor of the log or of a history, as a colleague would say it.

import { openUser } from './console-users.ts'
import type { Deps } from './ports.ts'

/**
 * `user:…` → the name of the person, `key:…` → the source of the key. An actor that is neither, or of whom
 * nothing is left, is absent.
 */
export async function nameActors(
  deps: Pick<Deps, 'vault'> & { stores: Pick<Deps['stores'], 'users' | 'apiKeys'> },
  actors: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(actors)
  const isThere = (kind: string) => [...wanted].some(actor => actor.startsWith(kind))
  const [users, keys] = await Promise.all([
    isThere('user:') ? deps.stores.users.list() : [],
    isThere('key:') ? deps.stores.apiKeys.list() : [],
  ])
  return new Map([
    ...users
      .filter(({ userId }) => wanted.has(`user:${userId}`))
      .map(user => [`user:${user.userId}`, openUser(deps, user).name] as const),
    ...keys
      .filter(({ keyId }) => wanted.has(`key:${keyId}`))
      .map(({ keyId, source }) => [`key:${keyId}`, source] as const),
  ])
}
