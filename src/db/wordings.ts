// Wordings: sealed text stored once, found again by keyed digests.

import type { WordingStore } from '../usecases/ports.ts'
import { blobs, insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { isLineUnprotected } from './protective-marks.ts'

export function wordingStore(db: SqlDatabase): WordingStore {
  return {
    async findIds(digests) {
      const rows = await db.all(
        sqlite
          .selectFrom('wording')
          .select(['wording_id', 'digest'])
          .where('digest', 'in', blobs(digests))
          .compile(),
      )
      return rows.map(row => ({ wordingId: row.wording_id, digest: row.digest }))
    },
    async find(wordingIds) {
      const rows = await db.all(
        sqlite
          .selectFrom('wording')
          .selectAll()
          .where('wording_id', 'in', values(wordingIds))
          .compile(),
      )
      return rows.map(row => ({
        wordingId: row.wording_id,
        digest: row.digest,
        sealed: row.sealed,
      }))
    },
    async lookUp(digests, sight) {
      let query = sqlite
        .selectFrom('look_up_key')
        .select('wording_id')
        .distinct()
        .where('digest', 'in', blobs(digests))
      if (sight !== 'all') {
        query = query.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('line')
              .select('line.line')
              .whereRef('line.wording_id', '=', 'look_up_key.wording_id')
              .where(isLineUnprotected),
          ),
        )
      }
      const rows = await db.all(query.compile())
      return rows.map(row => row.wording_id)
    },
    insert: wordings =>
      insertRows(
        'wording',
        ['wording_id', '#digest', '#sealed'],
        wordings.map(({ wordingId, digest, sealed }) => [wordingId, digest, sealed]),
      ),
    insertLookUpKeys: keys =>
      insertRows(
        'look_up_key',
        ['#digest', 'wording_id'],
        keys.map(({ digest, wordingId }) => [digest, wordingId]),
      ),
  }
}
