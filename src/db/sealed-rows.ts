// A walk over every sealed value, table by table in the order of its key.

import { sql } from 'kysely'
import type {
  ResealedRow,
  SealedRow,
  SealedRowStore,
  SealedTable,
} from '../usecases/vault-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'

const TABLES: Record<SealedTable, { key: readonly string[]; bound?: string }> = {
  wording: { key: ['wording_id'], bound: 'digest' },
  amendment: { key: ['record_no', 'version'] },
  disclosure_request: { key: ['request_no'] },
  disclosure_step: { key: ['request_no', 'step'] },
  extract_chunk: { key: ['extract_no', 'part', 'chunk'] },
  letter_chunk: { key: ['letter_no', 'edition', 'chunk'] },
  protective_mark: { key: ['code', 'revision'] },
  approval: { key: ['approval_id', 'revision'] },
  legal_hold: { key: ['code', 'revision'] },
  retention_approval: { key: ['record_no', 'approved_by'] },
  erasure: { key: ['run_id', 'record_no'], bound: 'approved_by' },
  console_user: { key: ['user_id'] },
  credential: { key: ['credential_id'] },
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
    replace(table, rows) {
      const { key } = TABLES[table]
      const light = rows.filter(({ sealed }) => sealed.length <= LIGHT_BYTES)
      const heavy = rows.filter(({ sealed }) => sealed.length > LIGHT_BYTES)
      return [
        ...listsOf(light).map(list => {
          const same = key.map(
            (column, n) =>
              sql`${sql.ref(`${table}.${column}`)} = replacement.value ->> ${sql.lit(n)}`,
          )
          return sql`update ${sql.table(table)} set sealed = unhex(replacement.value ->> ${sql.lit(key.length)})
            from json_each(${list}) as replacement
            where ${sql.join(same, sql` and `)}
            and ${beginning} = unhex(replacement.value ->> ${sql.lit(key.length + 1)})`.compile(
            sqlite,
          )
        }),
        ...heavy.map(row => {
          const same = key.map((column, n) => sql`${sql.ref(column)} = ${row.key[n]}`)
          return sql`update ${sql.table(table)} set sealed = ${row.sealed}
            where ${sql.join(same, sql` and `)} and ${beginning} = ${beginningOf(row.was)}`.compile(
            sqlite,
          )
        }),
      ]
    },
  }
}

/** One statement for many rows, because Workers count statements; a list stays below a megabyte. */
const LIGHT_BYTES = 200_000
const LIST_LENGTH = 400_000

/** Format, key number and nonce: no two sealings share them, so that they tell which value it is. */
const BEGINNING_BYTES = 15
const beginning = sql`substr(sealed, 1, ${sql.lit(BEGINNING_BYTES)})`
const beginningOf = (sealed: Uint8Array) => sealed.slice(0, BEGINNING_BYTES)

function listsOf(rows: readonly ResealedRow[]): string[] {
  const lists: string[][] = []
  let length = LIST_LENGTH
  for (const { key, sealed, was } of rows) {
    const part = JSON.stringify([...key, hex(sealed), hex(beginningOf(was))])
    if (length + part.length > LIST_LENGTH) {
      lists.push([])
      length = 0
    }
    lists.at(-1)?.push(part)
    length += part.length
  }
  return lists.map(parts => `[${parts.join(',')}]`)
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
