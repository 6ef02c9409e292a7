// Sessions of people at the console: opened with a new secret each time, idle for half an hour at most.

import { SCOPES_OF_ROLE } from '../domain/role.ts'
import { type ConsoleUser, openUser } from './console-users.ts'
import type { Caller, Deps } from './ports.ts'
import { newId, newToken } from './random-text.ts'
import { stateReason } from './state-reason.ts'
import type { SignInMethod, StoredSession } from './user-ports.ts'
import type { Write } from './write.ts'

/** NIST SP 800-63B-4, 2.2.3 (AAL2): twelve hours at most, half an hour without a sign of life. */
export const LASTS_MS = 12 * 3_600_000
const IDLE_MS = 30 * 60_000
/** Its row stays a day longer: a form that comes then is known to be whose. */
const KNOWN_MS = 24 * 3_600_000
/** A sign of life is written once a minute at most. */
const TOUCH_EVERY_MS = 60_000
/** How long an auditor sees people after giving a reason. */
const REASON_MS = 15 * 60_000

export interface SignedIn {
  user: ConsoleUser
  session: StoredSession
  caller: Caller
}

export type SessionDeps = Pick<Deps, 'clock' | 'vault'> & {
  stores: Pick<Deps['stores'], 'users' | 'sessions' | 'audit' | 'commit'>
}

/** The secret of a new session, for its cookie, and the writes that begin it. */
export function beginSession(
  { clock, vault, stores }: SessionDeps,
  { userId, method, startedAt }: { userId: string; method: SignInMethod; startedAt?: number },
): { token: string; sessionId: string; writes: Write[] } {
  const now = clock()
  const token = newToken()
  const sessionId = newId()
  const times = { startedAt: startedAt ?? now, seenAt: now, reasonUntil: null }
  return {
    token,
    sessionId,
    writes: [
      ...stores.sessions.sweep({
        startedAt: now - LASTS_MS - KNOWN_MS,
        seenAt: now - IDLE_MS - KNOWN_MS,
        now,
      }),
      stores.sessions.insert({
        sessionId,
        digest: sessionDigest(vault, token),
        userId,
        method,
        ...times,
      }),
    ],
  }
}

/** The same person goes on under a new secret, and no longer than before: what they may prove has changed. */
export function renewSession(
  deps: SessionDeps,
  { session }: Pick<SignedIn, 'session'>,
): { token: string; sessionId: string; writes: Write[] } {
  const { userId, method, startedAt, sessionId } = session
  const next = beginSession(deps, { userId, method, startedAt })
  return { ...next, writes: [deps.stores.sessions.end(sessionId), ...next.writes] }
}

/** Who holds this secret; undefined when nobody does, or not any more. */
export async function findSignedIn(
  deps: SessionDeps,
  token: string | undefined,
): Promise<SignedIn | undefined> {
  if (!token) return undefined
  const { clock, vault, stores } = deps
  const session = await stores.sessions.findByDigest(sessionDigest(vault, token))
  const now = clock()
  if (!session || isOver(session, now)) return undefined
  const stored = await stores.users.find(session.userId)
  if (!stored || stored.disabledAt !== null) return undefined
  if (now >= session.seenAt + TOUCH_EVERY_MS) {
    await stores.commit([stores.sessions.touch(session.sessionId, now)])
  }
  const user = openUser(deps, stored)
  return { user, session, caller: callerOf(user) }
}

/** The user whose session with this secret ran out lately. */
export async function whoseSessionEnded(
  { clock, vault, stores }: SessionDeps,
  token: string | undefined,
): Promise<string | undefined> {
  if (!token) return undefined
  const session = await stores.sessions.findByDigest(sessionDigest(vault, token))
  return session && isOver(session, clock()) ? session.userId : undefined
}

function isOver({ startedAt, seenAt }: StoredSession, now: number): boolean {
  return now >= startedAt + LASTS_MS || now >= seenAt + IDLE_MS
}

export function callerOf({ userId, role }: Pick<ConsoleUser, 'userId' | 'role'>): Caller {
  return {
    actor: `user:${userId}`,
    // No source has it: a person posts no events.
    sourceId: 0,
    source: 'console',
    everySource: true,
    scopes: SCOPES_OF_ROLE[role],
  }
}

export async function signOut(
  { clock, stores }: SessionDeps,
  { session, caller }: SignedIn,
): Promise<void> {
  const detail = { session_id: session.sessionId }
  await stores.commit([
    stores.sessions.end(session.sessionId),
    ...stores.audit.insert([{ at: clock(), kind: 'user.signed_out', actor: caller.actor, detail }]),
  ])
}

export interface SessionView {
  sessionId: string
  method: SignInMethod
  startedAt: number
  seenAt: number
  isThis: boolean
}

/** Those of the same person that are still open, newest first. */
export async function listSessions(
  { clock, stores }: SessionDeps,
  { session, user }: SignedIn,
): Promise<SessionView[]> {
  const now = clock()
  return (await stores.sessions.listOf(user.userId))
    .filter(one => !isOver(one, now))
    .map(({ sessionId, method, startedAt, seenAt }) => ({
      sessionId,
      method,
      startedAt,
      seenAt,
      isThis: sessionId === session.sessionId,
    }))
}

/** Ends one of the person's own sessions, or without an id all but this one. */
export async function endSessions(
  { clock, stores }: SessionDeps,
  { session, user, caller }: SignedIn,
  sessionId?: string,
): Promise<void> {
  const own = await stores.sessions.listOf(user.userId)
  const ended = own.filter(one =>
    sessionId === undefined ? one.sessionId !== session.sessionId : one.sessionId === sessionId,
  )
  if (ended.length === 0) return
  const detail = { session_ids: ended.map(one => one.sessionId) }
  await stores.commit([
    ...ended.map(one => stores.sessions.end(one.sessionId)),
    ...stores.audit.insert([
      { at: clock(), kind: 'user.sessions_ended', actor: caller.actor, detail },
    ]),
  ])
}

/** An auditor sees people after saying why: the reason is kept sealed in the audit log. */
export async function giveReason(
  deps: SessionDeps,
  { session, caller }: SignedIn,
  reason: string,
): Promise<void> {
  await stateReason(deps, caller, { reason, of: { session_id: session.sessionId } })
  const until = deps.clock() + REASON_MS
  await deps.stores.commit([deps.stores.sessions.giveReason(session.sessionId, until)])
}

function sessionDigest(vault: Deps['vault'], token: string): Uint8Array {
  return vault.digest(token, 'console-session', 16)
}
