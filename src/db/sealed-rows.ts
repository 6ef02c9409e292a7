// A walk over every sealed value, table by table in the order of its key.

import { sql } from 'kysely'
import type { SealedRow, SealedRowStore, SealedTable } from '../usecases/vault-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'

const TABLES: Record<SealedTable, { key: readonly string[]; bound?: string }> = {
  wording: { key: ['wording_id'], bound: 'digest' },
  amendment: { key: ['record_no', 'version'] },
  disclosure_request: { key: ['request_no'] },
  disclosure_step: { key: ['request_no', 'step'] },
  extract_chunk: { key: ['extract_no', 'part', 'chunk'] },
  legal_hold: { key: ['code', 'revision'] },
  retention_approval: { key: ['record_no', 'approved_by'] },
  erasure: { key: ['run_id', 'record_no'], bound: 'approved_by' },
}

export function sealedRowStore(db: SqlDatabase): SealedRowStore {
  return {
    async page(table, { after, limit }) {
      const { key, bound } = TABLES[table]
      const columns = sql.join(key.map(column => sql.ref(column)))
      const later = after ? sql`(${columns}) > (${sql.join(after)})` : sql`true`
      const query = sql<Record<string, SealedRow['key'][number] | SealedRow['bound']>>`
        select ${columns}, ${bound ? sql.ref(bound) : sql`null`} as bound, sealed
        from ${sql.table(table)} where ${later} and sealed is not null
        order by ${columns} limit ${limit}`
      const rows = await db.all(query.compile(sqlite))
      return rows.map(row => ({
        key: key.map(column => row[column] as string | number),
        bound: row.bound as SealedRow['bound'],
        sealed: row.sealed as Uint8Array,
      }))
    },
    replace: (table, rows) =>
      rows.map(row => {
        const { key } = TABLES[table]
        const same = key.map((column, n) => sql`${sql.ref(column)} = ${row.key[n]}`)
        return sql`update ${sql.table(table)} set sealed = ${row.sealed}
          where ${sql.join(same, sql` and `)}`.compile(sqlite)
      }),
  }
}
