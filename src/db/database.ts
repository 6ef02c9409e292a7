// How SQL leaves this room: kysely compiles, a runtime's SqlDatabase executes. No driver is known here.

import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { Write } from '../usecases/ports.ts'
import type { Tables } from './tables.ts'

/** The rim: better-sqlite3 on Node, D1 on Workers. Rows come back with snake_case names, BLOBs as bytes. */
export interface SqlDatabase {
  all<Row>(query: CompiledQuery<Row>): Promise<Row[]>
  /** One atomic, durable commit. Throws the store errors of usecases/ports.ts. */
  commit(writes: readonly Write[]): Promise<void>
}

/** Compiles only; nothing is executed through it. */
export const sqlite = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** A list as one JSON parameter, for `in (select value from json_each(?))`. */
export function values<Value extends string | number>(list: readonly Value[]) {
  return sql<Value>`(select value from json_each(${JSON.stringify(list)}))`
}

/** The same for BLOBs. */
export function blobs(list: readonly Uint8Array[]) {
  return sql<Uint8Array>`(select unhex(value) from json_each(${JSON.stringify(list.map(toHex))}))`
}

/** Parameters stay below a megabyte: D1 takes a string or BLOB of 2 MB at most. */
const MAX_PARAMETER_LENGTH = 900_000

/**
 * Inserts any number of rows with one JSON parameter a statement: D1 takes 100 bound parameters at most,
 * and the SQL text stays the same however many rows come. A row too long for it stands alone, its cells
 * bound as they are.
 * @param columns names in the order of the cells; a name that starts with `#` is a BLOB.
 */
export function insertRows(
  table: keyof Tables,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Write[] {
  if (rows.length === 0) return []
  const names = columns.map(column => column.replace('#', ''))
  const cells = columns.map((column, n) =>
    column.startsWith('#') ? `unhex(value ->> ${n})` : `value ->> ${n}`,
  )
  const into = `insert into ${table} (${names.join(', ')})`
  const many = `${into} select ${cells.join(', ')} from json_each(?)`
  const alone = `${into} values (${names.map(() => '?').join(', ')})`
  return chunkRows(rows).map(chunk =>
    typeof chunk === 'string'
      ? { sql: many, parameters: [chunk] }
      : { sql: alone, parameters: chunk },
  )
}

/** JSON lists of rows, in order; a row longer than a parameter may be as it is. */
function chunkRows(rows: readonly (readonly unknown[])[]): (string | readonly unknown[])[] {
  const chunks: (string | readonly unknown[])[] = []
  let parts: string[] = []
  let length = 0
  const close = () => {
    if (parts.length > 0) chunks.push(`[${parts.join(',')}]`)
    parts = []
    length = 0
  }
  for (const row of rows) {
    const part = JSON.stringify(row.map(cell => (cell instanceof Uint8Array ? toHex(cell) : cell)))
    if (length + part.length > MAX_PARAMETER_LENGTH) close()
    if (part.length > MAX_PARAMETER_LENGTH) {
      chunks.push(row)
      continue
    }
    parts.push(part)
    length += part.length + 1
  }
  close()
  return chunks
}
