// Who is signed in, what counts only once, and attempts to sign in: rows that come and go.

import type { SessionStore, StoredLink, StoredSession } from '../usecases/user-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'
import type { Tables } from './tables.ts'

export function sessionStore(db: SqlDatabase): SessionStore {
  return {
    async findByDigest(digest) {
      const [row] = await db.all(sessions().where('digest', '=', digest).compile())
      return row && toSession(row)
    },
    async listOf(userId) {
      const query = sessions().where('user_id', '=', userId).orderBy('started_at', 'desc')
      return (await db.all(query.orderBy('session_id').compile())).map(toSession)
    },
    insert: session =>
      sqlite
        .insertInto('console_session')
        .values({
          session_id: session.sessionId,
          digest: session.digest,
          user_id: session.userId,
          method: session.method,
          started_at: session.startedAt,
          seen_at: session.seenAt,
          reason_until: session.reasonUntil,
        })
        .compile(),
    touch: (sessionId, at) => change(sessionId, { seen_at: at }),
    giveReason: (sessionId, until) => change(sessionId, { reason_until: until }),
    end: sessionId =>
      sqlite.deleteFrom('console_session').where('session_id', '=', sessionId).compile(),
    endAll: (userId, except = '') =>
      sqlite
        .deleteFrom('console_session')
        .where('user_id', '=', userId)
        .where('session_id', '<>', except)
        .compile(),
    sweep: ({ startedAt, seenAt, now }) => [
      sqlite
        .deleteFrom('console_session')
        .where(({ eb, or }) => or([eb('started_at', '<', startedAt), eb('seen_at', '<', seenAt)]))
        .compile(),
      sqlite.deleteFrom('one_time_link').where('expires_at', '<=', now).compile(),
    ],
    async findLink(digest) {
      const query = sqlite.selectFrom('one_time_link').selectAll().where('digest', '=', digest)
      const [row] = await db.all(query.compile())
      return row && toLink(row)
    },
    insertLink: link =>
      sqlite
        .insertInto('one_time_link')
        .values({
          digest: link.digest,
          user_id: link.userId,
          made_at: link.madeAt,
          expires_at: link.expiresAt,
        })
        .compile(),
    removeLinks: userId =>
      sqlite.deleteFrom('one_time_link').where('user_id', 'is', userId).compile(),
    spend: (digest, { now, forgetAt }) => [
      sqlite.deleteFrom('spent_once').where('forget_at', '<=', now).compile(),
      sqlite.insertInto('spent_once').values({ digest, forget_at: forgetAt }).compile(),
    ],
    unspend: digest => sqlite.deleteFrom('spent_once').where('digest', '=', digest).compile(),
    async newestAttempt(digest) {
      const query = sqlite
        .selectFrom('sign_in_attempt')
        .select(['attempt', 'at'])
        .where('digest', '=', digest)
        .orderBy('attempt', 'desc')
        .limit(1)
      return (await db.all(query.compile()))[0]
    },
    insertAttempt: ({ digest, attempt, at, forgetBefore }) => [
      sqlite
        .deleteFrom('sign_in_attempt')
        .where('at', '<', forgetBefore)
        .where('digest', 'not in', sqlite.selectFrom('console_user').select('digest'))
        .compile(),
      sqlite.insertInto('sign_in_attempt').values({ digest, attempt, at }).compile(),
    ],
    clearAttempts: digest =>
      sqlite.deleteFrom('sign_in_attempt').where('digest', '=', digest).compile(),
  }
}

const sessions = () => sqlite.selectFrom('console_session').selectAll()

function change(sessionId: string, columns: Partial<Tables['console_session']>) {
  return sqlite
    .updateTable('console_session')
    .set(columns)
    .where('session_id', '=', sessionId)
    .compile()
}

function toSession(row: Tables['console_session']): StoredSession {
  return {
    sessionId: row.session_id,
    digest: row.digest,
    userId: row.user_id,
    method: row.method,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    reasonUntil: row.reason_until,
  }
}

function toLink(row: Tables['one_time_link']): StoredLink {
  return {
    digest: row.digest,
    userId: row.user_id,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
  }
}
