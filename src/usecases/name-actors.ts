// Who stands behind an actor of the log or of a history, as a colleague would say it.

import { openUser } from './console-users.ts'
import type { Deps } from './ports.ts'

type NamingDeps = Pick<Deps, 'vault'> & { stores: Pick<Deps['stores'], 'users' | 'apiKeys'> }

/**
 * `user:…` → the name of the person, `key:…` → the source of the key. An actor that is neither, or of whom
 * nothing is left, is absent.
 */
export async function nameActors(
  deps: NamingDeps,
  actors: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(actors)
  const isThere = (kind: string) => [...wanted].some(actor => actor.startsWith(kind))
  const [users, keys] = await Promise.all([
    isThere('user:') ? namedUsers(deps, actor => wanted.has(actor)) : [],
    isThere('key:') ? namedKeys(deps) : [],
  ])
  return new Map([...users, ...keys.filter(([actor]) => wanted.has(actor))])
}

/** The same of everybody there is, people first. */
export async function nameEveryActor(deps: NamingDeps): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await namedUsers(deps, () => true)), ...(await namedKeys(deps))])
}

async function namedUsers(deps: NamingDeps, isWanted: (actor: string) => boolean) {
  return (await deps.stores.users.list())
    .map(user => [`user:${user.userId}`, user] as const)
    .filter(([actor]) => isWanted(actor))
    .map(([actor, user]) => [actor, openUser(deps, user).name] as const)
}

async function namedKeys({ stores }: NamingDeps) {
  return (await stores.apiKeys.list()).map(({ keyId, source }) => [`key:${keyId}`, source] as const)
}
