// Links that count once: the first administrator's, an invitation, a way back in for who lost every proof.

import { DomainError, notFound } from '../domain/domain-error.ts'
import { passwordFault, passwordText, standsAlone } from '../domain/password-rules.ts'
import type { NewUser } from '../domain/user-schema.ts'
import { beginSession, type SessionDeps } from './console-sessions.ts'
import { type ConsoleUser, emailDigest, openUser, sealUser } from './console-users.ts'
import { type Caller, type Deps, StaleWriteError, type Write } from './ports.ts'
import { newId, newToken } from './random-text.ts'
import { credentialContext } from './seal-contexts.ts'
import type { StoredLink, StoredUser } from './user-ports.ts'

export type LinkDeps = SessionDeps & Pick<Deps, 'credentials'>

const FIRST_LASTS_MS = 24 * 3_600_000
const INVITATION_LASTS_MS = 72 * 3_600_000

export interface OneTimeLink {
  token: string
  expiresAt: number
}

/**
 * The link that makes the first administrator, while there is none; each call makes the one before it
 * worthless. Undefined when there is one, or one is invited.
 */
export async function offerFirstLink(deps: SessionDeps): Promise<OneTimeLink | undefined> {
  const { stores, clock } = deps
  if (await hasAdministrator(deps)) return undefined
  const { link, writes } = makeLink(deps, null, FIRST_LASTS_MS)
  const event = {
    at: clock(),
    kind: 'user.first_link_made' as const,
    actor: 'first-start',
    detail: {},
  }
  await stores.commit([...writes, ...stores.audit.insert([event])])
  return link
}

/** For a user that is there: whoever opens it sets a new password. Throws not_found. */
export async function invite(
  deps: SessionDeps,
  { actor }: Pick<Caller, 'actor'>,
  userId: string,
): Promise<OneTimeLink> {
  const { stores, clock } = deps
  const user = await stores.users.find(userId)
  if (!user || user.disabledAt !== null) throw notFound()
  const { link, writes } = makeLink(deps, userId, INVITATION_LASTS_MS)
  const event = { at: clock(), kind: 'user.link_made' as const, actor, detail: { user_id: userId } }
  await stores.commit([...writes, ...stores.audit.insert([event])])
  return link
}

export function makeLink(
  { clock, vault, stores }: SessionDeps,
  userId: string | null,
  lastsMs = INVITATION_LASTS_MS,
): { link: OneTimeLink; writes: Write[] } {
  const token = newToken()
  const madeAt = clock()
  const expiresAt = madeAt + lastsMs
  const digest = linkDigest(vault, token)
  return {
    link: { token, expiresAt },
    writes: [
      stores.sessions.removeLinks(userId),
      stores.sessions.insertLink({ digest, userId, madeAt, expiresAt }),
    ],
  }
}

/** Whom the link is for: null for the first administrator. Throws link_gone. */
export async function readLink(deps: SessionDeps, token: string): Promise<ConsoleUser | null> {
  const { user } = await findLink(deps, token)
  return user && openUser(deps, user)
}

/** Throws link_gone, email_taken, password_too_short, password_too_long, password_too_common. */
export async function acceptFirstLink(
  deps: LinkDeps,
  token: string,
  { name, email, password }: Pick<NewUser, 'name' | 'email'> & { password: string },
): Promise<{ token: string }> {
  const { link, user } = await findLink(deps, token)
  if (user) throw linkGone()
  const userId = newId()
  const actor = `user:${userId}`
  const at = deps.clock()
  const { users, audit } = deps.stores
  const digest = emailDigest(deps, email)
  if (await users.findByDigest(digest)) throw emailTaken()
  const made = {
    userId,
    digest,
    role: 'administrator' as const,
    createdAt: at,
    createdBy: 'first-start',
    disabledAt: null,
    sealed: sealUser(deps, { userId, name, email }),
  }
  const detail = { user_id: userId, role: made.role }
  return redeem(deps, { link, userId, own: [name, email], password, actor }, [
    users.insert(made),
    ...audit.insert([{ at, kind: 'user.created', actor, detail }]),
  ])
}

/**
 * Takes every proof away that the person had, and every session. Throws link_gone, password_too_short,
 * password_too_long, password_too_common.
 */
export async function acceptInvitation(
  deps: LinkDeps,
  token: string,
  password: string,
): Promise<{ token: string }> {
  const { link, user } = await findLink(deps, token)
  if (!user) throw linkGone()
  const { userId } = user
  const { name, email } = openUser(deps, user)
  const { users, sessions } = deps.stores
  const actor = `user:${userId}`
  return redeem(deps, { link, userId, own: [name, email], password, actor }, [
    // Those too that came while the new password was hashed.
    users.removeCredentialsOf(userId),
    sessions.endAll(userId),
    sessions.clearAttempts(user.digest),
  ])
}

interface Redemption {
  link: StoredLink
  userId: string
  own: readonly string[]
  password: string
  actor: string
}

async function redeem(
  deps: LinkDeps,
  { link, userId, own, password, actor }: Redemption,
  writes: readonly Write[],
): Promise<{ token: string }> {
  const { stores, clock } = deps
  const credential = await passwordCredential(deps, { userId, own, password })
  const session = beginSession(deps, { userId, method: 'link' })
  const now = clock()
  const detail = { user_id: userId, session_id: session.sessionId }
  try {
    await stores.commit([
      stores.users.requireProven({ userId, credentialIds: [] }),
      ...stores.sessions.spend(link.digest, { now, forgetAt: link.expiresAt }),
      stores.sessions.removeLinks(link.userId),
      ...writes,
      ...stores.users.insertCredentials([credential]),
      ...session.writes,
      ...stores.audit.insert([{ at: now, kind: 'user.link_used', actor, detail }]),
    ])
  } catch (error) {
    if (error instanceof StaleWriteError) throw linkGone()
    throw error
  }
  return { token: session.token }
}

/** A password as it is kept. Throws password_too_short, password_too_long, password_too_common. */
export async function passwordCredential(
  { credentials, vault, clock }: LinkDeps,
  wanted: { userId: string; own: readonly string[]; password: string; hasSecondFactor?: boolean },
) {
  const { userId, own, password, hasSecondFactor = false } = wanted
  const fault = passwordFault(password, { hasSecondFactor, own })
  if (fault) throw new DomainError(fault, 'This password is not taken.', { fix: PASSWORD_FIX })
  const hash = await credentials.passwords.hash(passwordText(password))
  const credentialId = newId()
  const content = JSON.stringify({ hash, alone: standsAlone(password) })
  return {
    credentialId,
    userId,
    kind: 'password' as const,
    digest: null,
    createdAt: clock(),
    lastUsedAt: null,
    sealed: vault.seal(content, credentialContext(credentialId)),
  }
}

const PASSWORD_FIX =
  'Take 15 characters or more (8 beside a second factor) that nobody guesses: a few words that do not belong together.'

async function findLink(
  { clock, vault, stores }: SessionDeps,
  token: string,
): Promise<{ link: StoredLink; user: StoredUser | null }> {
  const link = await stores.sessions.findLink(linkDigest(vault, token))
  if (!link || clock() >= link.expiresAt) throw linkGone()
  if (link.userId === null) {
    // Somebody came in another way, by the command line.
    if (await hasAdministrator({ stores })) throw linkGone()
    return { link, user: null }
  }
  const user = await stores.users.find(link.userId)
  if (!user || user.disabledAt !== null) throw linkGone()
  return { link, user }
}

async function hasAdministrator({ stores }: Pick<SessionDeps, 'stores'>): Promise<boolean> {
  const isOne = ({ role, disabledAt }: StoredUser) =>
    role === 'administrator' && disabledAt === null
  return (await stores.users.list()).some(isOne)
}

export function emailTaken(): DomainError {
  return new DomainError('email_taken', 'There is a user with this e-mail address.', {
    fix: 'Make a new link for that user, or give another address.',
  })
}

function linkGone(): DomainError {
  return new DomainError('link_gone', 'This link was used, replaced or is over.', {
    fix: 'Ask an administrator for a new one; the first administrator starts the service again.',
  })
}

function linkDigest(vault: Deps['vault'], token: string): Uint8Array {
  return vault.digest(token, 'one-time-link', 16)
}
