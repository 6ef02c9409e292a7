// The wrapped data keys of the vault: few rows, changed only as a whole.

import { sql } from 'kysely'
import type { DataKeyStore, StoredDataKey } from '../usecases/vault-ports.ts'
import { insertRows, type SqlDatabase, sqlite } from './database.ts'

export function dataKeyStore(db: SqlDatabase): DataKeyStore {
  return {
    async list() {
      const rows = await db.all(
        sqlite.selectFrom('data_key').selectAll().orderBy('purpose').orderBy('key_no').compile(),
      )
      return rows.map(row => ({ purpose: row.purpose, keyNo: row.key_no, wrapped: row.wrapped }))
    },
    insert: (keys, seen) => [
      failUnlessUnchanged(seen),
      ...insertRows(
        'data_key',
        ['purpose', 'key_no', '#wrapped'],
        keys.map(({ purpose, keyNo, wrapped }) => [purpose, keyNo, wrapped]),
      ),
    ],
    rewrap: (keys, seen) => [
      failUnlessUnchanged(seen),
      ...keys.map(({ purpose, keyNo, wrapped }) =>
        sqlite
          .updateTable('data_key')
          .set({ wrapped })
          .where('purpose', '=', purpose)
          .where('key_no', '=', keyNo)
          .compile(),
      ),
    ],
  }
}

/**
 * Breaks the primary key, and with it the commit, when the rows are no longer those seen: a key added
 * during a rotation would stay under the old master key, and then nothing would open.
 */
function failUnlessUnchanged(seen: readonly StoredDataKey[]) {
  const expected = seen.map(({ wrapped }) => Buffer.from(wrapped).toString('hex').toUpperCase())
  return sql`insert into data_key (purpose, key_no, wrapped)
    select purpose, key_no, wrapped from data_key
    where (
      select group_concat(hex(wrapped), ' ')
      from (select wrapped from data_key order by purpose, key_no)
    ) <> ${expected.join(' ')}
    limit 1`.compile(sqlite)
}
