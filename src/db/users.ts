// People at the console and what proves them.

import { type RawBuilder, sql } from 'kysely'
import type { StoredCredential, StoredUser, UserStore } from '../usecases/user-ports.ts'
import { insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import type { Tables } from './tables.ts'

export function userStore(db: SqlDatabase): UserStore {
  const change = (userId: string, columns: Partial<Tables['console_user']>) =>
    sqlite.updateTable('console_user').set(columns).where('user_id', '=', userId).compile()
  return {
    async find(userId) {
      const [row] = await db.all(users().where('user_id', '=', userId).compile())
      return row && toUser(row)
    },
    async findByDigest(digest) {
      const [row] = await db.all(users().where('digest', '=', digest).compile())
      return row && toUser(row)
    },
    async list() {
      return (await db.all(users().orderBy('created_at').orderBy('user_id').compile())).map(toUser)
    },
    async countWaiting() {
      const [row] = await db.all(
        sqlite
          .selectFrom('console_user as u')
          .select(({ fn }) => fn.countAll<number>().as('users'))
          .where('u.disabled_at', 'is', null)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('credential as c')
                  .select('c.credential_id')
                  .whereRef('c.user_id', '=', 'u.user_id')
                  .where('c.kind', '=', 'password'),
              ),
            ),
          )
          .compile(),
      )
      return row?.users ?? 0
    },
    insert: user =>
      sqlite
        .insertInto('console_user')
        .values({
          user_id: user.userId,
          digest: user.digest,
          role: user.role,
          created_at: user.createdAt,
          created_by: user.createdBy,
          disabled_at: user.disabledAt,
          sealed: user.sealed,
        })
        .compile(),
    changeRole: (userId, role) => change(userId, { role }),
    disable: (userId, at) => change(userId, { disabled_at: at }),
    async listCredentials(userId) {
      const query = credentials().where('user_id', '=', userId)
      const rows = await db.all(query.orderBy('created_at').orderBy('credential_id').compile())
      return rows.map(toCredential)
    },
    async findCredential(digest) {
      const [row] = await db.all(credentials().where('digest', '=', digest).compile())
      return row && toCredential(row)
    },
    insertCredentials: list =>
      insertRows(
        'credential',
        ['credential_id', 'user_id', 'kind', '#digest', 'created_at', '#sealed'],
        list.map(one => [
          one.credentialId,
          one.userId,
          one.kind,
          one.digest,
          one.createdAt,
          one.sealed,
        ]),
      ),
    removeCredentials: credentialIds =>
      sqlite.deleteFrom('credential').where('credential_id', 'in', values(credentialIds)).compile(),
    removeCredentialsOf: userId =>
      sqlite.deleteFrom('credential').where('user_id', '=', userId).compile(),
    requireProven: ({ userId, credentialIds, sessionId = null }) =>
      failWhere(
        userId,
        sql`not (
          u.disabled_at is null
          and ${credentialIds.length} = (
            select count(*) from credential as c
            where c.user_id = u.user_id and c.credential_id in ${values(credentialIds)})
          and (${sessionId} is null or exists (
            select 1 from console_session as s
            where s.user_id = u.user_id and s.session_id = ${sessionId})))`,
      ),
    requireOtherAdministrator: userId =>
      failWhere(
        userId,
        sql`u.role = 'administrator' and u.disabled_at is null and not exists (
          select 1 from console_user as other
          join credential as c on c.user_id = other.user_id and c.kind = 'password'
          where other.user_id <> u.user_id
            and other.role = 'administrator' and other.disabled_at is null)`,
      ),
    touchCredential: (credentialId, at, sealed) =>
      sqlite
        .updateTable('credential')
        .set({ last_used_at: at, ...(sealed ? { sealed } : {}) })
        .where('credential_id', '=', credentialId)
        .compile(),
  }
}

/** Breaks the primary key, and with it the commit, when this is so of the person. */
function failWhere(userId: string, condition: RawBuilder<unknown>) {
  return sql`insert into console_user
    select u.* from console_user as u where u.user_id = ${userId} and ${condition}`.compile(sqlite)
}

const users = () => sqlite.selectFrom('console_user').selectAll()
const credentials = () => sqlite.selectFrom('credential').selectAll()

function toUser(row: Tables['console_user']): StoredUser {
  return {
    userId: row.user_id,
    digest: row.digest,
    role: row.role,
    createdAt: row.created_at,
    createdBy: row.created_by,
    disabledAt: row.disabled_at,
    sealed: row.sealed,
  }
}

function toCredential(row: Tables['credential']): StoredCredential {
  return {
    credentialId: row.credential_id,
    userId: row.user_id,
    kind: row.kind,
    digest: row.digest,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    sealed: row.sealed,
  }
}
