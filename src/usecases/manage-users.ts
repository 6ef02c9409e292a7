// Making, listing, changing and disabling people at the console.

import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import type { Role } from '../domain/role.ts'
import type { NewUser } from '../domain/user-schema.ts'
import type { SessionDeps } from './console-sessions.ts'
import { emailDigest, openUser, readProofs, sealUser } from './console-users.ts'
import { emailTaken, makeLink, type OneTimeLink } from './one-time-links.ts'
import { type Caller, StaleWriteError, type Write } from './ports.ts'
import { newId } from './random-text.ts'

export interface UserView {
  id: string
  name: string
  email: string
  role: Role
  created_at: string
  disabled_at: string | null
  /** Has set a password. */
  joined: boolean
  second_factor: boolean
}

/** The link is shown once: whoever opens it sets the password. Throws email_taken. */
export async function createUser(
  deps: SessionDeps,
  { actor }: Pick<Caller, 'actor'>,
  { name, email, role }: NewUser,
): Promise<{ id: string; link: OneTimeLink }> {
  const { stores, clock } = deps
  const userId = newId()
  const at = clock()
  const { link, writes } = makeLink(deps, userId)
  try {
    await stores.commit([
      stores.users.insert({
        userId,
        digest: emailDigest(deps, email),
        role,
        createdAt: at,
        createdBy: actor,
        disabledAt: null,
        sealed: sealUser(deps, { userId, name, email }),
      }),
      ...writes,
      ...stores.audit.insert([
        { at, kind: 'user.created', actor, detail: { user_id: userId, role } },
      ]),
    ])
  } catch (error) {
    throw error instanceof StaleWriteError ? emailTaken() : error
  }
  return { id: userId, link }
}

/** Everybody, oldest first, disabled ones too. */
export async function listUsers(deps: SessionDeps): Promise<UserView[]> {
  return Promise.all(
    (await deps.stores.users.list()).map(async stored => {
      const { userId, name, email, role, createdAt, disabledAt } = openUser(deps, stored)
      const { password, totp, passkeys } = await readProofs(deps, userId)
      return {
        id: userId,
        name,
        email,
        role,
        created_at: formatInstant(createdAt),
        disabled_at: disabledAt === null ? null : formatInstant(disabledAt),
        joined: password !== undefined,
        second_factor: totp !== undefined || passkeys.length > 0,
      }
    }),
  )
}

/** The person has to sign in again. Throws not_found, last_administrator. */
export async function changeRole(
  deps: SessionDeps,
  { actor }: Pick<Caller, 'actor'>,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  const { stores, clock } = deps
  const user = await stores.users.find(userId)
  if (!user) throw notFound()
  if (user.role === role) return
  const detail = { user_id: userId, role, before: user.role }
  await commitUnlessTheLast(deps, userId, [
    stores.users.changeRole(userId, role),
    stores.sessions.endAll(userId),
    ...stores.audit.insert([{ at: clock(), kind: 'user.role_changed', actor, detail }]),
  ])
}

/** From the next request on the person is out. False when that was so before. Throws not_found, last_administrator. */
export async function disableUser(
  deps: SessionDeps,
  { actor }: Pick<Caller, 'actor'>,
  userId: string,
): Promise<boolean> {
  const { stores, clock } = deps
  const user = await stores.users.find(userId)
  if (!user) throw notFound()
  if (user.disabledAt !== null) return false
  const at = clock()
  await commitUnlessTheLast(deps, userId, [
    stores.users.disable(userId, at),
    stores.sessions.endAll(userId),
    stores.sessions.removeLinks(userId),
    ...stores.audit.insert([{ at, kind: 'user.disabled', actor, detail: { user_id: userId } }]),
  ])
  return true
}

/** Throws not_found. */
export async function enableUser(
  { stores, clock }: SessionDeps,
  { actor }: Pick<Caller, 'actor'>,
  userId: string,
): Promise<void> {
  const user = await stores.users.find(userId)
  if (!user) throw notFound()
  if (user.disabledAt === null) return
  const event = { at: clock(), kind: 'user.enabled' as const, actor, detail: { user_id: userId } }
  await stores.commit([stores.users.disable(userId, null), ...stores.audit.insert([event])])
}

/** Nobody locks the house and throws the key away, nor do two who do it to each other at once. */
async function commitUnlessTheLast(
  { stores }: SessionDeps,
  userId: string,
  writes: readonly Write[],
) {
  try {
    await stores.commit([stores.users.requireOtherAdministrator(userId), ...writes])
  } catch (error) {
    if (!(error instanceof StaleWriteError)) throw error
    throw new DomainError('last_administrator', 'This is the only administrator there is.', {
      fix: 'Make another administrator first, who opens the link and sets a password.',
    })
  }
}
