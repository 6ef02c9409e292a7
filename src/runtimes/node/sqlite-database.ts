// The rim of db/ on Node, over better-sqlite3: durable commits, secure deletes, and patience while another process writes.

import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import type { SqlDatabase } from '../../db/database.ts'
import {
  StaleWriteError,
  StoreBusyError,
  StoreFullError,
  type Write,
} from '../../usecases/ports.ts'

/** Before it, a write that races a checkpoint can lose a commit. */
const OLDEST_SQLITE = '3.51.3'
/** How long a commit waits for another process (an erasure's VACUUM, a command) before it answers 503. */
const PATIENCE_MS = 30_000

export interface SqliteDatabase extends SqlDatabase {
  /** Empties the WAL into the database; false while a reader stands in the way. */
  checkpoint(): boolean
  /** Rebuilds the file without what was erased. Blocks other writers while it runs. */
  vacuum(): void
  close(): void
  readonly raw: Database.Database
}

/** Opens (or creates) the ledger's file. Throws when the connection is not durable. */
export function openSqliteDatabase(file: string): SqliteDatabase {
  const raw = new Database(file, { timeout: 0 })
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('secure_delete = ON')
  raw.pragma('foreign_keys = ON')
  raw.pragma('temp_store = MEMORY')
  raw.pragma('cache_size = -32768')
  assertDurable(raw)

  const statements = new Map<string, Database.Statement>()
  const prepare = (sql: string) => {
    let statement = statements.get(sql)
    if (!statement) {
      statement = raw.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }

  return {
    raw,
    async all<Row>(query: CompiledQuery<Row>) {
      return prepare(query.sql).all(...query.parameters) as Row[]
    },
    async commit(writes) {
      const deadline = performance.now() + PATIENCE_MS
      for (let pause = 2; ; pause = Math.min(pause * 2, 100)) {
        try {
          return commitNow(raw, prepare, writes)
        } catch (error) {
          if (!isBusy(error)) throw storeError(error)
          if (performance.now() > deadline) throw new StoreBusyError('the ledger stayed locked')
          // Never wait inside SQLite: that would stop the whole event loop.
          await sleep(pause)
        }
      }
    },
    checkpoint() {
      const [row] = raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return row?.busy === 0
    },
    vacuum() {
      raw.exec('VACUUM')
    },
    close() {
      raw.close()
    },
  }
}

function commitNow(
  raw: Database.Database,
  prepare: (sql: string) => Database.Statement,
  writes: readonly Write[],
) {
  prepare('begin immediate').run()
  try {
    for (const { sql, parameters } of writes) prepare(sql).run(...parameters)
    prepare('commit').run()
  } catch (error) {
    if (raw.inTransaction) prepare('rollback').run()
    throw error
  }
}

function assertDurable(raw: Database.Database) {
  const version = raw.prepare('select sqlite_version()').pluck().get() as string
  if (version.localeCompare(OLDEST_SQLITE, undefined, { numeric: true }) < 0) {
    throw new Error(`SQLite ${version} can lose commits: Kirokubo needs ${OLDEST_SQLITE} or newer`)
  }
  const expected = { journal_mode: 'wal', synchronous: 2, secure_delete: 1, foreign_keys: 1 }
  for (const [pragma, value] of Object.entries(expected)) {
    const actual = raw.pragma(pragma, { simple: true })
    if (actual !== value) {
      throw new Error(`the ledger is not durable here: ${pragma} is ${actual}, not ${value}`)
    }
  }
}

const codeOf = (error: unknown) => (error instanceof Database.SqliteError ? error.code : undefined)

const isBusy = (error: unknown) => codeOf(error)?.startsWith('SQLITE_BUSY') === true

function storeError(error: unknown): unknown {
  const code = codeOf(error)
  if (
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
    code === 'SQLITE_CONSTRAINT_FOREIGNKEY' ||
    // The trigger record_version_follows.
    (error as Error).message === 'stale version'
  ) {
    return new StaleWriteError('another writer came first', { cause: error })
  }
  if (code === 'SQLITE_FULL') return new StoreFullError('the disk is full', { cause: error })
  return error
}
