// What the registers count: records by day, periods of holds, extracts that outlive an erased record.

import { sql } from 'kysely'
import type { DayCount, RegisterStore } from '../usecases/register-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'
import { isUnprotected, unprotectedLines } from './protective-marks.ts'

/** The register store over any SqlDatabase. */
export function registerStore(db: SqlDatabase): RegisterStore {
  return {
    async countByDay({ thirdPartyId, from, to, sight }) {
      const lines = sight === 'all' ? sql`json_array_length(r.lines)` : unprotectedLines
      let query = sqlite
        .selectFrom('current_record as r')
        .select(({ fn }) => ['r.occurred_on as day', fn.countAll<number>().as('records')])
        .select(sql<number>`sum(max(1, ${lines}))`.as('lines'))
      if (sight !== 'all') query = query.where(isUnprotected)
      if (thirdPartyId !== undefined) query = query.where('r.third_party_id', '=', thirdPartyId)
      if (from !== undefined) query = query.where('r.occurred_on', '>=', from)
      if (to !== undefined) query = query.where('r.occurred_on', '<=', to)
      return db.all<DayCount>(query.groupBy('r.occurred_on').orderBy('r.occurred_on').compile())
    },
    async countRecords() {
      const [row] = await db.all(COUNT_RECORDS)
      return row?.records ?? 0
    },
    async listHoldRevisions() {
      const rows = await db.all(
        sqlite
          .selectFrom('legal_hold')
          .select(['code', 'revision', 'released', 'at'])
          .orderBy('code')
          .orderBy('revision')
          .compile(),
      )
      return rows.map(row => ({ ...row, released: row.released === 1 }))
    },
    async countExtractsOfErased(runId) {
      const [row] = await db.all(
        sqlite
          .selectFrom('erasure as e')
          .innerJoin('extract_line as l', 'l.record_no', 'e.record_no')
          .select(({ fn }) => fn.count<number>('l.extract_no').distinct().as('extracts'))
          .where('e.run_id', '=', runId)
          .compile(),
      )
      return row?.extracts ?? 0
    },
  }
}

/** The index of first versions counts all; then only records with marks are looked at. */
const COUNT_RECORDS = sql<{ records: number }>`select
  (select count(*) from record where version = 0) - (
    select count(*) from current_record as r
    where r.record_no in (select record_no from protected_line) and not ${isUnprotected}
  ) as records`.compile(sqlite)
