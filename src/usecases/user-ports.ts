// What people at the console need from outside: their rows, their sessions, and the tools that judge proofs.

import type { Role } from '../domain/role.ts'
import type { Write } from './write.ts'

export interface StoredUser {
  userId: string
  digest: Uint8Array
  role: Role
  createdAt: number
  createdBy: string
  disabledAt: number | null
  /** Name and e-mail address. */
  sealed: Uint8Array
}

export type CredentialKind = 'password' | 'totp' | 'recovery_code' | 'passkey'

export interface StoredCredential {
  credentialId: string
  userId: string
  kind: CredentialKind
  digest: Uint8Array | null
  createdAt: number
  lastUsedAt: number | null
  sealed: Uint8Array | null
}

/** What a step was begun with, long before its commit: judging a password takes its time. */
export interface Proven {
  userId: string
  credentialIds: readonly string[]
  sessionId?: string
}

export interface UserStore {
  find(userId: string): Promise<StoredUser | undefined>
  findByDigest(digest: Uint8Array): Promise<StoredUser | undefined>
  /** Oldest first. */
  list(): Promise<StoredUser[]>
  /** How many have not set a password yet, disabled ones apart. */
  countWaiting(): Promise<number>
  insert(user: StoredUser): Write
  changeRole(userId: string, role: Role): Write
  /** Null enables again. */
  disable(userId: string, at: number | null): Write
  listCredentials(userId: string): Promise<StoredCredential[]>
  findCredential(digest: Uint8Array): Promise<StoredCredential | undefined>
  insertCredentials(credentials: readonly StoredCredential[]): Write[]
  removeCredentials(credentialIds: readonly string[]): Write
  removeCredentialsOf(userId: string): Write
  /** The commit is stale unless the person is enabled, and all of this is still there and theirs. */
  requireProven(proven: Proven): Write
  /** The commit is stale when this is an enabled administrator, and no other one has a password. */
  requireOtherAdministrator(userId: string): Write
  /** Used now; with `sealed` its counter moved on. */
  touchCredential(credentialId: string, at: number, sealed?: Uint8Array): Write
}

export type SignInMethod = 'password' | 'totp' | 'recovery_code' | 'passkey' | 'link'

export interface StoredSession {
  sessionId: string
  digest: Uint8Array
  userId: string
  method: SignInMethod
  startedAt: number
  seenAt: number
  reasonUntil: number | null
}

export interface StoredLink {
  digest: Uint8Array
  /** Null: it makes the first administrator. */
  userId: string | null
  madeAt: number
  expiresAt: number
}

export interface SessionStore {
  findByDigest(digest: Uint8Array): Promise<StoredSession | undefined>
  /** Newest first. */
  listOf(userId: string): Promise<StoredSession[]>
  insert(session: StoredSession): Write
  touch(sessionId: string, at: number): Write
  giveReason(sessionId: string, until: number): Write
  end(sessionId: string): Write
  /** All of the user's, but for `except`. */
  endAll(userId: string, except?: string): Write
  /** Sessions that started or were seen before these instants, and links that ended by now. */
  sweep(before: { startedAt: number; seenAt: number; now: number }): Write[]
  findLink(digest: Uint8Array): Promise<StoredLink | undefined>
  insertLink(link: StoredLink): Write
  /** Every link of the user; of nobody: those for the first administrator. */
  removeLinks(userId: string | null): Write
  /** The commit is stale when it was spent before. */
  spend(digest: Uint8Array, times: { now: number; forgetAt: number }): Write[]
  /** It counts again: what it was spent for did not happen. */
  unspend(digest: Uint8Array): Write
  newestAttempt(digest: Uint8Array): Promise<{ attempt: number; at: number } | undefined>
  /** The commit is stale when the number is taken; attempts before `forgetBefore` at addresses of nobody go. */
  insertAttempt(attempt: {
    digest: Uint8Array
    attempt: number
    at: number
    forgetBefore: number
  }): Write[]
  clearAttempts(digest: Uint8Array): Write
}

/** Slow on purpose; the text of a hash says how it was made. */
export interface PasswordTool {
  hash(password: string): Promise<string>
  matches(password: string, hash: string): Promise<boolean>
  /** The hash of no password, for whoever has none: judging it takes as long. */
  readonly ofNobody: string
}

/** Codes that change every half minute (RFC 6238). */
export interface TotpTool {
  newSecret(): Promise<string>
  /** For the authenticator's QR code. */
  uri(account: { secret: string; email: string }): Promise<string>
  /** The time step the code belongs to, one before or after now included; undefined when it is wrong. */
  stepOf(attempt: { secret: string; code: string; at: number }): Promise<number | undefined>
}

/** Where the console is: an origin such as https://records.example.jp. */
export type Site = string

export interface Passkey {
  passkeyId: string
  /** COSE, base64url. */
  publicKey: string
  counter: number
  transports: string[]
}

/** WebAuthn with user verification: something one has, and is or knows. Answers are what a browser gave. */
export interface PasskeyTool {
  creationOptions(offer: {
    site: Site
    challenge: Uint8Array
    user: { userId: string; name: string; email: string }
    known: readonly Passkey[]
  }): Promise<object>
  register(proof: {
    site: Site
    challenge: Uint8Array
    answer: unknown
  }): Promise<Passkey | undefined>
  /** Of no user in particular while `known` is empty. */
  requestOptions(request: {
    site: Site
    challenge: Uint8Array
    known: readonly Passkey[]
  }): Promise<object>
  /** The passkey with its counter as it is now. */
  check(proof: {
    site: Site
    challenge: Uint8Array
    answer: unknown
    passkey: Passkey
  }): Promise<Passkey | undefined>
}

export interface CredentialTools {
  passwords: PasswordTool
  totp: TotpTool
  passkeys: PasskeyTool
}
