// A person at the console as use cases see them: the row opened, the credentials read.

import type { Role } from '../domain/role.ts'
import { comparableEmail } from '../domain/user-schema.ts'
import type { Deps } from './ports.ts'
import { credentialContext, userContext } from './seal-contexts.ts'
import type { Passkey, StoredCredential, StoredUser } from './user-ports.ts'

export interface ConsoleUser {
  userId: string
  name: string
  email: string
  role: Role
  createdAt: number
  disabledAt: number | null
}

export interface PasswordSecret {
  hash: string
  /** Long enough to be all that is asked for. */
  alone: boolean
}

export interface LabelledPasskey extends Passkey {
  label: string
}

/** What a person can prove themselves with. */
export interface Proofs {
  password: (PasswordSecret & { credential: StoredCredential }) | undefined
  totp: { secret: string; credential: StoredCredential } | undefined
  passkeys: (LabelledPasskey & { credential: StoredCredential })[]
  recoveryCodes: StoredCredential[]
}

type UserDeps = Pick<Deps, 'vault'> & { stores: Pick<Deps['stores'], 'users'> }

export function emailDigest({ vault }: Pick<Deps, 'vault'>, email: string): Uint8Array {
  return vault.digest(comparableEmail(email), 'console-email', 16)
}

export function openUser({ vault }: Pick<Deps, 'vault'>, stored: StoredUser): ConsoleUser {
  const { userId, role, createdAt, disabledAt } = stored
  const { name, email } = readJson(vault, stored.sealed, userContext(userId))
  return { userId, name, email, role, createdAt, disabledAt }
}

export function sealUser(
  { vault }: Pick<Deps, 'vault'>,
  { userId, name, email }: Pick<ConsoleUser, 'userId' | 'name' | 'email'>,
): Uint8Array {
  return vault.seal(JSON.stringify({ name, email }), userContext(userId))
}

/** Of nobody (undefined) there are none; it is asked all the same, so that it takes as long. */
export async function readProofs(
  { vault, stores }: UserDeps,
  userId: string | undefined,
): Promise<Proofs> {
  const all = await stores.users.listCredentials(userId ?? '')
  const open = (credential: StoredCredential) =>
    readJson(vault, credential.sealed as Uint8Array, credentialContext(credential.credentialId))
  const of = (kind: StoredCredential['kind']) => all.filter(one => one.kind === kind)
  const [password] = of('password')
  const [totp] = of('totp')
  return {
    password: password && { ...open(password), credential: password },
    totp: totp && { ...open(totp), credential: totp },
    passkeys: of('passkey').map(credential => ({ ...open(credential), credential })),
    recoveryCodes: of('recovery_code'),
  }
}

export function sealPasskey(
  { vault }: Pick<Deps, 'vault'>,
  credentialId: string,
  { label, passkeyId, publicKey, counter, transports }: LabelledPasskey,
): Uint8Array {
  const content = { label, passkeyId, publicKey, counter, transports }
  return vault.seal(JSON.stringify(content), credentialContext(credentialId))
}

export function hasSecondFactor({ totp, passkeys }: Proofs): boolean {
  return totp !== undefined || passkeys.length > 0
}

// biome-ignore lint/suspicious/noExplicitAny: only what was sealed here comes back
function readJson(vault: Deps['vault'], sealed: Uint8Array, context: string): any {
  return JSON.parse(Buffer.from(vault.open(sealed, context)).toString('utf8'))
}
