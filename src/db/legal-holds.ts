// Legal holds: every revision stays, the newest one counts.

import type { RetentionStore, StoredHold } from '../usecases/retention-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'
import { newestRevisions } from './newest-revisions.ts'
import type { Tables } from './tables.ts'

export function holdQueries(
  db: SqlDatabase,
): Pick<RetentionStore, 'listHolds' | 'findHold' | 'insertHold'> {
  return {
    async listHolds() {
      return (await db.all(newestRevisions('legal_hold').orderBy('r.code').compile())).map(toHold)
    },
    async findHold(code) {
      const [row] = await db.all(newestRevisions('legal_hold').where('r.code', '=', code).compile())
      return row && toHold(row)
    },
    insertHold: hold =>
      sqlite
        .insertInto('legal_hold')
        .values({
          code: hold.code,
          revision: hold.revision,
          released: hold.released ? 1 : 0,
          at: hold.at,
          by: hold.by,
          sealed: hold.sealed,
        })
        .compile(),
  }
}

function toHold(row: Tables['legal_hold']): StoredHold {
  return {
    code: row.code,
    revision: row.revision,
    released: row.released === 1,
    at: row.at,
    by: row.by,
    sealed: row.sealed,
  }
}
