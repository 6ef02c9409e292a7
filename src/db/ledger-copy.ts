// Every table as rows of plain cells, for moving a ledger between databases.

import { sql } from 'kysely'
import { COPY_COLUMNS, type CopyColumns } from '../usecases/ledger-columns.ts'
import type {
  CopyCell,
  CopyKey,
  CopyRange,
  CopyRow,
  LedgerCopyStore,
  LedgerTable,
} from '../usecases/ledger-copy-ports.ts'
import type { Write } from '../usecases/ports.ts'
import { insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { ownRowWrites } from './ledger-copy-own-rows.ts'

/** Rows looked at for one page; what they weigh decides how many of them it takes. */
const PAGE_ROWS = 2_000

export function ledgerCopyStore(db: SqlDatabase): LedgerCopyStore {
  return {
    async count(table) {
      const query = sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`
      const [row] = await db.all(query.compile(sqlite))
      return row?.rows ?? 0
    },
    async page(table, range, maxBytes) {
      const weighed = await db.all(weightsQuery(table, range))
      let bytes = 0
      const over = weighed.findIndex(({ weight }) => {
        bytes += weight
        return bytes > maxBytes
      })
      const limit = over === -1 ? weighed.length : Math.max(1, over)
      return limit === 0 ? [] : db.all(rowsQuery(table, range, limit)).then(toRows(table))
    },
    range: (table, range, limit) => db.all(rowsQuery(table, range, limit)).then(toRows(table)),
    insert: insertCopies,
    async sequences() {
      const query = sqlite
        .selectFrom('sqlite_sequence')
        .select(['name', 'seq'])
        .where('name', 'in', values(Object.keys(COPY_COLUMNS)))
        .orderBy('name')
      return Object.fromEntries((await db.all(query.compile())).map(({ name, seq }) => [name, seq]))
    },
    raiseSequence: (table, to) => [
      sql`insert into sqlite_sequence (name, seq) select ${table}, 0
        where not exists (select 1 from sqlite_sequence where name = ${table})`.compile(sqlite),
      sql`update sqlite_sequence set seq = ${to} where name = ${table} and seq < ${to}`.compile(
        sqlite,
      ),
    ],
    async newestAuditNo() {
      const [row] = await db.all(newestAudit().compile())
      return row?.audit_no ?? 0
    },
    async newestChangeNo(readKinds) {
      const [row] = await db.all(newestAudit().where('kind', 'not in', values(readKinds)).compile())
      return row?.audit_no ?? 0
    },
    ...ownRowWrites,
  }
}

function newestAudit() {
  return sqlite.selectFrom('audit_event').select('audit_no').orderBy('audit_no', 'desc').limit(1)
}

function weightsQuery(table: LedgerTable, range: CopyRange) {
  const { columns, key } = COPY_COLUMNS[table]
  // Ten bytes for the number or the quotes; octet_length() does not read the value.
  const weight = columns.map(name => sql`coalesce(octet_length(${sql.ref(name)}), 0) + 10`)
  return sql<{ weight: number }>`select ${sql.join(weight, sql` + `)} as weight
    from ${sql.table(table)} where ${within(COPY_COLUMNS[table], range)}
    order by ${columnsOf(key)} limit ${PAGE_ROWS}`.compile(sqlite)
}

function rowsQuery(table: LedgerTable, range: CopyRange, limit: number) {
  const { columns, key } = COPY_COLUMNS[table]
  return sql<Record<string, CopyCell | Uint8Array>>`select ${columnsOf(columns)}
    from ${sql.table(table)} where ${within(COPY_COLUMNS[table], range)}
    order by ${columnsOf(key)} limit ${limit}`.compile(sqlite)
}

function within(table: CopyColumns, { after, from, through }: CopyRange) {
  const columns = columnsOf(table.key)
  const bound = (key: CopyKey) =>
    sql.join(key.map((cell, n) => toValue(table, table.key[n] as string, cell)))
  return sql.join(
    [
      sql`true`,
      ...(after ? [sql`(${columns}) > (${bound(after)})`] : []),
      ...(from ? [sql`(${columns}) >= (${bound(from)})`] : []),
      ...(through ? [sql`(${columns}) <= (${bound(through)})`] : []),
    ],
    sql` and `,
  )
}

const columnsOf = (names: readonly string[]) => sql.join(names.map(name => sql.ref(name)))

const toRows =
  (table: LedgerTable) =>
  (found: Record<string, CopyCell | Uint8Array>[]): CopyRow[] =>
    found.map(row =>
      COPY_COLUMNS[table].columns.map(name => {
        const cell = row[name] as CopyCell | Uint8Array
        return cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : cell
      }),
    )

function toValue({ blobs }: CopyColumns, column: string, cell: CopyCell): CopyCell | Uint8Array {
  if (!blobs.includes(column) || cell === null) return cell
  return new Uint8Array(Buffer.from(String(cell), 'base64'))
}

function insertCopies(table: LedgerTable, rows: readonly CopyRow[]): Write[] {
  const shape = COPY_COLUMNS[table]
  const marked = shape.columns.map(name => (shape.blobs.includes(name) ? `#${name}` : name))
  const cells = rows.map(row =>
    shape.columns.map((name, n) => toValue(shape, name, row[n] as CopyCell)),
  )
  return insertRows(table, marked, cells)
}
