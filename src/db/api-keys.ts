// API keys, kept as SHA-256, and the sources they post for.

import type { ApiKeyStore } from '../usecases/access-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'
import type { Tables } from './tables.ts'

export function apiKeyStore(db: SqlDatabase): ApiKeyStore {
  return {
    async findByDigest(digest) {
      const [row] = await db.all(withSource().where('digest', '=', digest).compile())
      return row && toKey(row)
    },
    async list() {
      return (await db.all(withSource().orderBy('created_at').orderBy('key_id').compile())).map(
        toKey,
      )
    },
    insert: key => [
      sqlite
        .insertInto('source')
        .values({ name: key.source })
        .onConflict(conflict => conflict.column('name').doNothing())
        .compile(),
      sqlite
        .insertInto('api_key')
        .columns(['key_id', 'digest', 'source_id', 'scopes', 'created_at', 'expires_at'])
        .expression(
          sqlite
            .selectFrom('source')
            .select(({ val }) => [
              val(key.keyId).as('key_id'),
              val(key.digest).as('digest'),
              'source_id',
              val(JSON.stringify(key.scopes)).as('scopes'),
              val(key.createdAt).as('created_at'),
              val(key.expiresAt).as('expires_at'),
            ])
            .where('name', '=', key.source),
        )
        .compile(),
    ],
    revoke: (keyId, at) =>
      sqlite
        .updateTable('api_key')
        .set({ revoked_at: at })
        .where('key_id', '=', keyId)
        .where('revoked_at', 'is', null)
        .compile(),
    touch: (keyId, at) =>
      sqlite.updateTable('api_key').set({ last_used_at: at }).where('key_id', '=', keyId).compile(),
  }
}

function withSource() {
  return sqlite
    .selectFrom('api_key as k')
    .innerJoin('source as s', 's.source_id', 'k.source_id')
    .selectAll('k')
    .select('s.name as source')
}

type KeyRow = Tables['api_key'] & { source: string }

function toKey(row: KeyRow) {
  return {
    keyId: row.key_id,
    digest: row.digest,
    sourceId: row.source_id,
    source: row.source,
    scopes: JSON.parse(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }
}
