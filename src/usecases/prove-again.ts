// Changing the own proofs: the password is asked for again, and the session goes on under a new secret.

import { DomainError, notFound } from '../domain/domain-error.ts'
import { passwordText } from '../domain/password-rules.ts'
import type { AuditKind } from './audit-kinds.ts'
import { renewSession, type SignedIn } from './console-sessions.ts'
import { type Proofs, readProofs } from './console-users.ts'
import { StaleWriteError, type Write } from './ports.ts'
import { newId } from './random-text.ts'
import { recoveryDigest, type SignInDeps } from './sign-in.ts'
import { takeAttempt } from './take-attempt.ts'
import type { StoredCredential } from './user-ports.ts'

/** The cookie's new secret, and codes that are shown this once where there are new ones. */
export interface Renewed {
  token: string
  recoveryCodes?: string[]
}

const RECOVERY_CODES = 10
/** 50 random bits each. */
const CODE_LENGTH = 10

/** The password once more, counted like an attempt to sign in. Throws password_wrong. */
export async function proveAgain(
  deps: SignInDeps,
  { user }: SignedIn,
  password: string,
): Promise<Proofs> {
  const { stores, credentials } = deps
  const stored = await stores.users.find(user.userId)
  if (!stored) throw notFound()
  const proofs = await readProofs(deps, user.userId)
  const mayTry = await takeAttempt(deps, stored.digest, stored)
  const hash = proofs.password?.hash ?? credentials.passwords.ofNobody
  const matches = await credentials.passwords.matches(passwordText(password), hash)
  if (!mayTry || !matches) {
    throw new DomainError('password_wrong', 'The password does not fit.', {
      fix: 'Type it again; after several attempts wait a while.',
    })
  }
  await stores.commit([stores.sessions.clearAttempts(stored.digest)])
  return proofs
}

/** @param proofs what `proveAgain` answered. Throws too_late when the person, the session or the password is gone. */
export async function renew(
  deps: SignInDeps,
  me: SignedIn,
  { kind, proofs, writes }: { kind: AuditKind; proofs: Proofs; writes: readonly Write[] },
): Promise<{ token: string }> {
  const session = renewSession(deps, me)
  const { actor } = me.caller
  const { userId } = me.user
  const detail = { user_id: userId, session_id: session.sessionId }
  const { sessionId } = me.session
  try {
    await deps.stores.commit([
      deps.stores.users.requireProven({
        userId,
        credentialIds: idsOf([proofs.password]),
        sessionId,
      }),
      ...writes,
      ...session.writes,
      ...deps.stores.audit.insert([{ at: deps.clock(), kind, actor, detail }]),
    ])
  } catch (error) {
    if (error instanceof StaleWriteError) throw tooLate()
    throw error
  }
  return { token: session.token }
}

/** Ten codes for one use each, as people type them, and their rows. */
export function newRecoveryCodes(deps: SignInDeps, userId: string) {
  const texts = Array.from({ length: RECOVERY_CODES }, () => newId(CODE_LENGTH))
  const createdAt = deps.clock()
  return {
    texts: texts.map(text => `${text.slice(0, 5)}-${text.slice(5)}`),
    credentials: texts.map(
      (text): StoredCredential => ({
        credentialId: newId(),
        userId,
        kind: 'recovery_code',
        digest: recoveryDigest(deps.vault, userId, text),
        createdAt,
        lastUsedAt: null,
        sealed: null,
      }),
    ),
  }
}

export function idsOf(proofs: readonly ({ credential: StoredCredential } | undefined)[]): string[] {
  return proofs.flatMap(proof => proof?.credential.credentialId ?? [])
}

export function tooLate(): DomainError {
  return new DomainError('too_late', 'This page was open for too long, or was sent twice.', {
    fix: 'Open the page again and repeat the step.',
  })
}
