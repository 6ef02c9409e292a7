// Signing in: a password, then a second factor where there is one; or a passkey. Whoever fails learns nothing.

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
import { takeAttempt } from './take-attempt.ts'
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
  if (!mayTry || !matches || !user || !proofs.password) return REFUSED
  const { userId, credentialId: passwordId } = proofs.password.credential
  if (hasSecondFactor(proofs)) {
    return { state: 'second_factor', ticket: writeTicket(deps, STEP, { userId, passwordId }) }
  }
  return enter(deps, user, { method: 'password', credentialIds: [passwordId] })
}

/** What may be asked for after the password; undefined when that is too long ago. */
export async function secondFactorsOf(
  deps: SignInDeps,
  ticket: string,
): Promise<{ totp: boolean; passkeys: boolean } | undefined> {
  const step = await readStep(deps, ticket)
  if (!step) return undefined
  const { totp, passkeys } = step.proofs
  return { totp: totp !== undefined, passkeys: passkeys.length > 0 }
}

/** @param code of the authenticator app, or a recovery code. */
export async function signInWithCode(
  deps: SignInDeps,
  { ticket, code }: { ticket: string; code: string },
): Promise<SignInAnswer> {
  const step = await readStep(deps, ticket)
  if (!step) return TOO_LATE
  const { user, proofs, passwordId } = step
  if (!(await takeAttempt(deps, user.digest, user))) return REFUSED
  const proven = await proveCode(deps, { user, proofs, code })
  if (!proven) return REFUSED
  return enter(deps, user, { ...proven, credentialIds: [passwordId, ...proven.credentialIds] })
}

/** The challenge of a sign-in by passkey. With the ticket of the password, of that person alone. */
export async function askForPasskey(
  deps: SignInDeps,
  { site, ticket }: { site: Site; ticket?: string },
): Promise<{ options: object; challengeTicket: string }> {
  const step = ticket === undefined ? undefined : await readStep(deps, ticket)
  const known = step?.proofs.passkeys ?? []
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
  const sealed = moved && sealPasskey(deps, found.credentialId, moved)
  return enter(deps, user, {
    method: 'passkey',
    credentialIds: [found.credentialId],
    writes: [
      ...spend(deps, `challenge:${asked}`),
      stores.users.touchCredential(found.credentialId, deps.clock(), sealed),
    ],
    ...(moved ? { changed: 'user.passkey_counted' } : {}),
  })
}

const STEP = 'second-factor'
const CHALLENGE = 'sign-in-challenge'

/** Which proof the code is, with the writes that spend it. */
async function proveCode(
  deps: SignInDeps,
  { user, proofs, code }: { user: StoredUser; proofs: Proofs; code: string },
): Promise<Entrance | undefined> {
  const typed = code.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(typed)) {
    if (!proofs.totp) return undefined
    const { secret, credential } = proofs.totp
    const step = await deps.credentials.totp.stepOf({ secret, code: typed, at: deps.clock() })
    if (step === undefined) return undefined
    const { credentialId } = credential
    const used = deps.stores.users.touchCredential(credentialId, deps.clock())
    const writes = [...spend(deps, `totp:${user.userId}:${step}`), used]
    return { method: 'totp', credentialIds: [credentialId], writes }
  }
  const digest = recoveryDigest(deps.vault, user.userId, typed)
  const found = proofs.recoveryCodes.find(
    one => one.digest && Buffer.from(digest).equals(one.digest),
  )
  if (!found) return undefined
  const credentialIds = [found.credentialId]
  return {
    method: 'recovery_code',
    credentialIds,
    writes: [
      ...spend(deps, `code:${found.credentialId}`),
      deps.stores.users.removeCredentials(credentialIds),
    ],
    changed: 'user.recovery_code_used',
  }
}

interface Entrance {
  method: SignInMethod
  /** All that was proven: whoever lost one of them meanwhile does not enter. */
  credentialIds: readonly string[]
  writes?: readonly Write[]
  /** Tells of a proof that is not as it was: a sign-in by itself changes nothing that stays. */
  changed?: 'user.recovery_code_used' | 'user.passkey_counted'
}

/** What counts once has its row in the same commit: the second one to use it is refused. */
async function enter(
  deps: SignInDeps,
  user: StoredUser,
  { method, credentialIds, writes = [], changed }: Entrance,
): Promise<SignInAnswer> {
  const { stores, clock } = deps
  const attempts = (await stores.sessions.newestAttempt(user.digest))?.attempt ?? 0
  const { userId } = user
  const session = beginSession(deps, { userId, method })
  const detail = { session_id: session.sessionId, method, attempts }
  const event = { at: clock(), actor: `user:${userId}`, detail }
  try {
    await stores.commit([
      stores.users.requireProven({ userId, credentialIds }),
      ...writes,
      ...session.writes,
      stores.sessions.clearAttempts(user.digest),
      ...stores.audit.insert([
        { ...event, kind: 'user.signed_in' },
        ...(changed ? [{ ...event, kind: changed }] : []),
      ]),
    ])
  } catch (error) {
    if (error instanceof StaleWriteError) return REFUSED
    throw error
  }
  return { state: 'signed_in', token: session.token }
}

/** Whoever gave the password at the step before, for as long as it is their password. */
async function readStep(deps: SignInDeps, ticket: string) {
  const step = readTicket<{ userId: string; passwordId: string }>(deps, STEP, ticket)
  const user = step && whoMayEnter(await deps.stores.users.find(step.userId))
  if (!user) return undefined
  const { passwordId } = step
  const proofs = await readProofs(deps, user.userId)
  const isTheSame = proofs.password?.credential.credentialId === passwordId
  return isTheSame ? { user, proofs, passwordId } : undefined
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
