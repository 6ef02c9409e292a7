// Second factors of a person: an authenticator app and passkeys, added and taken away.

import { DomainError, notFound } from '../domain/domain-error.ts'
import type { SignedIn } from './console-sessions.ts'
import { hasSecondFactor, type Proofs, readProofs, sealPasskey } from './console-users.ts'
import { idsOf, newRecoveryCodes, proveAgain, type Renewed, renew, tooLate } from './prove-again.ts'
import { newId, randomBytes } from './random-text.ts'
import { credentialContext } from './seal-contexts.ts'
import { passkeyDigest, type SignInDeps, spend } from './sign-in.ts'
import { readTicket, writeTicket } from './ticket.ts'
import type { Site, StoredCredential } from './user-ports.ts'

/** A secret for the authenticator app; nothing is kept before its first code comes back. */
export async function beginTotp(deps: SignInDeps, { user }: SignedIn) {
  const secret = await deps.credentials.totp.newSecret()
  return {
    secret,
    uri: await deps.credentials.totp.uri({ secret, email: user.email }),
    ticket: writeTicket(deps, `totp:${user.userId}`, secret),
  }
}

/** The same secret again, after a mistake. */
export async function resumeTotp(deps: SignInDeps, { user }: SignedIn, ticket: string) {
  const secret = readTicket<string>(deps, `totp:${user.userId}`, ticket)
  if (secret === undefined) return undefined
  const uri = await deps.credentials.totp.uri({ secret, email: user.email })
  return { secret, uri, ticket }
}

/** Takes the place of an earlier app. Throws too_late, password_wrong, code_wrong. */
export async function addTotp(
  deps: SignInDeps,
  me: SignedIn,
  { ticket, code, password }: { ticket: string; code: string; password: string },
): Promise<Renewed> {
  const { userId } = me.user
  const secret = readTicket<string>(deps, `totp:${userId}`, ticket)
  if (secret === undefined) throw tooLate()
  const proofs = await proveAgain(deps, me, password)
  const typed = code.normalize('NFKC').replaceAll(/\s/g, '')
  const step = await deps.credentials.totp.stepOf({ secret, code: typed, at: deps.clock() })
  if (step === undefined) throw new DomainError('code_wrong', 'The code does not fit.')
  const { users } = deps.stores
  const codes = hasSecondFactor(proofs) ? undefined : newRecoveryCodes(deps, userId)
  const writes = [
    ...spend(deps, `totp:${userId}:${step}`),
    users.removeCredentials(idsOf([proofs.totp])),
    ...users.insertCredentials([
      totpCredential(deps, userId, secret),
      ...(codes?.credentials ?? []),
    ]),
  ]
  const renewed = await renew(deps, me, { kind: 'user.totp_added', proofs, writes })
  return { ...renewed, ...(codes ? { recoveryCodes: codes.texts } : {}) }
}

/** Throws password_wrong, password_must_stand_alone. */
export async function removeTotp(deps: SignInDeps, me: SignedIn, password: string) {
  const proofs = await proveAgain(deps, me, password)
  const left = { ...proofs, totp: undefined }
  return removeFactor(deps, me, { proofs, left, kind: 'user.totp_removed', gone: [proofs.totp] })
}

/** What the browser is to make a passkey from. */
export async function beginPasskey(deps: SignInDeps, { user }: SignedIn, site: Site) {
  const { passkeys: known } = await readProofs(deps, user.userId)
  const challenge = randomBytes(32)
  const options = await deps.credentials.passkeys.creationOptions({ site, challenge, user, known })
  const content = Buffer.from(challenge).toString('base64url')
  return { options, ticket: writeTicket(deps, `passkey:${user.userId}`, content) }
}

/** Throws too_late, password_wrong, passkey_refused. */
export async function addPasskey(
  deps: SignInDeps,
  me: SignedIn,
  proof: { site: Site; ticket: string; answer: unknown; label: string; password: string },
): Promise<Renewed> {
  const { userId } = me.user
  const asked = readTicket<string>(deps, `passkey:${userId}`, proof.ticket)
  if (asked === undefined) throw tooLate()
  const proofs = await proveAgain(deps, me, proof.password)
  const challenge = Buffer.from(asked, 'base64url')
  const { site, answer, label } = proof
  const passkey = await deps.credentials.passkeys.register({ site, challenge, answer })
  if (!passkey) throw new DomainError('passkey_refused', 'The passkey was not accepted.')
  const credentialId = newId()
  const codes = hasSecondFactor(proofs) ? undefined : newRecoveryCodes(deps, userId)
  const writes = [
    ...spend(deps, `challenge:${asked}`),
    ...deps.stores.users.insertCredentials([
      {
        credentialId,
        userId,
        kind: 'passkey',
        digest: passkeyDigest(deps.vault, passkey.passkeyId),
        createdAt: deps.clock(),
        lastUsedAt: null,
        sealed: sealPasskey(deps, credentialId, { ...passkey, label }),
      },
      ...(codes?.credentials ?? []),
    ]),
  ]
  const renewed = await renew(deps, me, { kind: 'user.passkey_added', proofs, writes })
  return { ...renewed, ...(codes ? { recoveryCodes: codes.texts } : {}) }
}

/** Throws not_found, password_wrong, password_must_stand_alone. */
export async function removePasskey(
  deps: SignInDeps,
  me: SignedIn,
  { credentialId, password }: { credentialId: string; password: string },
): Promise<Renewed> {
  const proofs = await proveAgain(deps, me, password)
  const gone = proofs.passkeys.find(({ credential }) => credential.credentialId === credentialId)
  if (!gone) throw notFound()
  const left = { ...proofs, passkeys: proofs.passkeys.filter(one => one !== gone) }
  return removeFactor(deps, me, { proofs, left, kind: 'user.passkey_removed', gone: [gone] })
}

/** With the last factor the recovery codes go; a short password may not stay alone. */
async function removeFactor(
  deps: SignInDeps,
  me: SignedIn,
  change: {
    proofs: Proofs
    left: Proofs
    kind: 'user.totp_removed' | 'user.passkey_removed'
    gone: ({ credential: StoredCredential } | undefined)[]
  },
): Promise<Renewed> {
  const { proofs, left, kind, gone } = change
  const isLast = !hasSecondFactor(left)
  if (isLast && !proofs.password?.alone) {
    throw new DomainError(
      'password_must_stand_alone',
      'Without a second factor the password needs 15 characters.',
      { fix: 'Change the password first.' },
    )
  }
  const codes = isLast ? proofs.recoveryCodes.map(one => one.credentialId) : []
  const writes = [deps.stores.users.removeCredentials([...idsOf(gone), ...codes])]
  return renew(deps, me, { kind, proofs, writes })
}

function totpCredential(
  { vault, clock }: SignInDeps,
  userId: string,
  secret: string,
): StoredCredential {
  const credentialId = newId()
  const sealed = vault.seal(JSON.stringify({ secret }), credentialContext(credentialId))
  const times = { createdAt: clock(), lastUsedAt: null }
  return { credentialId, userId, kind: 'totp', digest: null, ...times, sealed }
}
