// Signing in: a password, then a second factor where there is one; or a passkey. Whoever fails learns nothing.

import { FORGET_ATTEMPTS_MS, waitAfter } from '../domain/lockout.ts'
import { passwordText } from '../domain/password-rules.ts'
import { beginSession, type SessionDeps } from './console-sessions.ts'
import {
  emailDigest,
  hasSecondFactor,
  type Proofs,
  readProofs,
  sealPasskey,
} from './console-users.ts'
import { type Deps, StaleWriteError, type Write } from './ports.ts'
import { randomBytes } from './random-text.ts'
import { retryStale } from './retry-stale.ts'
import { readTicket, writeTicket } from './ticket.ts'
import type { SignInMethod, Site, StoredUser } from './user-ports.ts'

export type SignInDeps = SessionDeps & Pick<Deps, 'credentials'>

export type SignInAnswer =
  /** Whatever was wrong: the address, the proof, or that it has to wait. */
  | { state: 'refused' }
  /** The step before is too long ago. */
  | { state: 'too_late' }
  | { state: 'second_factor'; ticket: string }
  | { state: 'signed_in'; token: string }

const REFUSED = { state: 'refused' } as const
const TOO_LATE = { state: 'too_late' } as const

/** A code counts once for as long as its steps could come round in a clock that is a little off. */
const SPENT_MS = 10 * 60_000

export async function signInWithPassword(
  deps: SignInDeps,
  { email, password }: { email: string; password: string },
): Promise<SignInAnswer> {
  const { stores, credentials } = deps
  const digest = emailDigest(deps, email)
  const user = whoMayEnter(await stores.users.findByDigest(digest))
  const proofs = await readProofs(deps, user?.userId)
  const mayTry = await takeAttempt(deps, digest, user)
  const { passwords } = credentials
  const matches = await passwords.matches(
    passwordText(password),
    proofs.password?.hash ?? passwords.ofNobody,
  )
  if (!mayTry || !matches || !user) return REFUSED
  if (hasSecondFactor(proofs)) {
    return { state: 'second_factor', ticket: writeTicket(deps, STEP, user.userId) }
  }
  return enter(deps, user, 'password')
}

/** What may be asked for after the password; undefined when that is too long ago. */
export async function secondFactorsOf(
  deps: SignInDeps,
  ticket: string,
): Promise<{ totp: boolean; passkeys: boolean } | undefined> {
  const user = await userOfTicket(deps, ticket)
  if (!user) return undefined
  const { totp, passkeys } = await readProofs(deps, user.userId)
  return { totp: totp !== undefined, passkeys: passkeys.length > 0 }
}

/** @param code of the authenticator app, or a recovery code. */
export async function signInWithCode(
  deps: SignInDeps,
  { ticket, code }: { ticket: string; code: string },
): Promise<SignInAnswer> {
  const user = await userOfTicket(deps, ticket)
  if (!user) return TOO_LATE
  if (!(await takeAttempt(deps, user.digest, user))) return REFUSED
  const proofs = await readProofs(deps, user.userId)
  const proven = await proveCode(deps, { user, proofs, code })
  if (!proven) return REFUSED
  return enter(deps, user, proven.method, proven.writes)
}

/** The challenge of a sign-in by passkey. With the ticket of the password, of that person alone. */
export async function askForPasskey(
  deps: SignInDeps,
  { site, ticket }: { site: Site; ticket?: string },
): Promise<{ options: object; challengeTicket: string }> {
  const user = ticket === undefined ? undefined : await userOfTicket(deps, ticket)
  const { passkeys: known } = await readProofs(deps, user?.userId)
  const challenge = randomBytes(32)
  const options = await deps.credentials.passkeys.requestOptions({ site, challenge, known })
  const content = Buffer.from(challenge).toString('base64url')
  return { options, challengeTicket: writeTicket(deps, CHALLENGE, content) }
}

/** @param answer what the browser gave. */
export async function signInWithPasskey(
  deps: SignInDeps,
  { site, challengeTicket, answer }: { site: Site; challengeTicket: string; answer: unknown },
): Promise<SignInAnswer> {
  const asked = readTicket<string>(deps, CHALLENGE, challengeTicket)
  if (asked === undefined) return TOO_LATE
  const { stores, credentials, vault } = deps
  const id = (answer as { id?: unknown } | null)?.id
  const found = await stores.users.findCredential(passkeyDigest(vault, String(id)))
  const user = whoMayEnter(found && (await stores.users.find(found.userId)))
  if (!found || !user) return REFUSED
  const { passkeys } = await readProofs(deps, user.userId)
  const known = passkeys.find(({ credential }) => credential.credentialId === found.credentialId)
  if (!known) return REFUSED
  const challenge = Buffer.from(asked, 'base64url')
  const passkey = await credentials.passkeys.check({ site, challenge, answer, passkey: known })
  if (!passkey) return REFUSED
  const moved = passkey.counter === known.counter ? undefined : { ...known, ...passkey }
  return enter(deps, user, 'passkey', [
    ...spend(deps, `challenge:${asked}`),
    stores.users.touchCredential(
      found.credentialId,
      deps.clock(),
      moved && sealPasskey(deps, found.credentialId, moved),
    ),
  ])
}

const STEP = 'second-factor'
const CHALLENGE = 'sign-in-challenge'

/**
 * Counts an attempt before it is judged, so that many at once are no way around it; false while there is
 * a wait. Addresses that nobody has are counted alike.
 */
export function takeAttempt(
  { clock, stores }: SessionDeps,
  digest: Uint8Array,
  user: StoredUser | undefined,
): Promise<boolean> {
  return retryStale(async () => {
    const at = clock()
    const newest = await stores.sessions.newestAttempt(digest)
    const forgetBefore = at - FORGET_ATTEMPTS_MS
    const made = newest && newest.at >= forgetBefore ? newest.attempt : 0
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
  })
}

/** Which proof the code is, with the writes that spend it. */
async function proveCode(
  deps: SignInDeps,
  { user, proofs, code }: { user: StoredUser; proofs: Proofs; code: string },
): Promise<{ method: SignInMethod; writes: Write[] } | undefined> {
  const typed = code.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(typed)) {
    if (!proofs.totp) return undefined
    const { secret, credential } = proofs.totp
    const step = await deps.credentials.totp.stepOf({ secret, code: typed, at: deps.clock() })
    if (step === undefined) return undefined
    const used = deps.stores.users.touchCredential(credential.credentialId, deps.clock())
    return { method: 'totp', writes: [...spend(deps, `totp:${user.userId}:${step}`), used] }
  }
  const digest = recoveryDigest(deps.vault, user.userId, typed)
  const found = proofs.recoveryCodes.find(one => Buffer.from(digest).equals(one.digest ?? digest))
  if (!found) return undefined
  const gone = deps.stores.users.removeCredentials([found.credentialId])
  return { method: 'recovery_code', writes: [...spend(deps, `code:${found.credentialId}`), gone] }
}

/** What counts once has its row in the same commit: the second one to use it is refused. */
async function enter(
  deps: SignInDeps,
  user: StoredUser,
  method: SignInMethod,
  writes: readonly Write[] = [],
): Promise<SignInAnswer> {
  const { stores, clock } = deps
  const attempts = (await stores.sessions.newestAttempt(user.digest))?.attempt ?? 0
  const session = beginSession(deps, { userId: user.userId, method })
  const detail = { session_id: session.sessionId, method, attempts }
  const actor = `user:${user.userId}`
  try {
    await stores.commit([
      ...writes,
      ...session.writes,
      stores.sessions.clearAttempts(user.digest),
      ...stores.audit.insert([{ at: clock(), kind: 'user.signed_in', actor, detail }]),
    ])
  } catch (error) {
    if (error instanceof StaleWriteError) return REFUSED
    throw error
  }
  return { state: 'signed_in', token: session.token }
}

async function userOfTicket(deps: SignInDeps, ticket: string): Promise<StoredUser | undefined> {
  const userId = readTicket<string>(deps, STEP, ticket)
  return userId === undefined ? undefined : whoMayEnter(await deps.stores.users.find(userId))
}

function whoMayEnter(user: StoredUser | undefined): StoredUser | undefined {
  return user?.disabledAt === null ? user : undefined
}

export function spend({ vault, clock, stores }: SessionDeps, what: string): Write[] {
  const now = clock()
  const digest = vault.digest(what, 'spent-once', 16)
  return stores.sessions.spend(digest, { now, forgetAt: now + SPENT_MS })
}

export function passkeyDigest(vault: Deps['vault'], passkeyId: string): Uint8Array {
  return vault.digest(passkeyId, 'passkey', 16)
}

/** @param code without hyphens, in lower case. */
export function recoveryDigest(vault: Deps['vault'], userId: string, code: string): Uint8Array {
  return vault.digest(`${userId}:${code}`, 'recovery-code', 16)
}
