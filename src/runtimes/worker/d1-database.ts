// The rim of db/ on Workers, over D1: one batch is one commit, and every statement counts against a budget.

import type { CompiledQuery } from 'kysely'
import type { SqlDatabase } from '../../db/database.ts'
import {
  StaleWriteError,
  StoreBudgetError,
  StoreBusyError,
  StoreFullError,
  StoreUnsureError,
  type Write,
} from '../../usecases/ports.ts'
import type { D1Binding, D1Statement } from './bindings.ts'
import type { QueryBudget } from './query-budget.ts'

/** Speaks to D1; each statement, in a batch too, is taken from the budget of the invocation. */
export function d1Database(d1: D1Binding, budget: () => QueryBudget): SqlDatabase {
  const prepare = ({ sql, parameters }: Write): D1Statement => {
    const statement = d1.prepare(sql)
    return parameters.length > 0 ? statement.bind(...parameters.map(toBound)) : statement
  }
  const spend = (statements: number) => {
    if (budget().spend(statements)) return
    throw new StoreBudgetError('this invocation has used up its queries')
  }
  return {
    async all<Row>(query: CompiledQuery<Row>) {
      spend(1)
      try {
        const { results } = await prepare(query).all()
        return results.map(fromD1) as Row[]
      } catch (error) {
        throw storeError(error)
      }
    },
    async commit(writes) {
      if (writes.length === 0) return
      spend(writes.length)
      try {
        await d1.batch(writes.map(prepare))
      } catch (error) {
        throw storeError(error)
      }
    },
  }
}

/** D1 takes bytes as an ArrayBuffer of their own, not as a view into a larger one. */
function toBound(value: unknown): unknown {
  return value instanceof Uint8Array ? new Uint8Array(value).buffer : value
}

/** D1 hands BLOBs back as lists of numbers; no other value is a list. */
function fromD1(row: Record<string, unknown>): Record<string, unknown> {
  for (const name in row) {
    const value = row[name]
    if (Array.isArray(value)) row[name] = Uint8Array.from(value)
  }
  return row
}

/** D1 has no error codes: its messages are all there is. What they quote of the SQL stays in `cause`. */
const MEANINGS: [RegExp, (cause: unknown) => Error][] = [
  [
    /(UNIQUE|FOREIGN KEY|PRIMARY KEY) constraint failed|stale version/,
    cause => new StaleWriteError('another writer came first', { cause }),
  ],
  [
    /database or disk is full|SQLITE_FULL|exceeded maximum (DB|database) size|SQLITE_TOOBIG|string or blob too big/i,
    cause => new StoreFullError('the database is full, or a value too large for it', { cause }),
  ],
  [
    /overloaded|too many requests queued|SQLITE_BUSY|SQLITE_LOCKED|is locked/i,
    cause => new StoreBusyError('the database is overloaded', { cause }),
  ],
  [
    /network connection lost|was reset|storage caused object to be reset|code was updated|timed? ?out|internal error/i,
    cause => new StoreUnsureError('the connection to the database was cut', { cause }),
  ],
  [
    /too many (API|subrequests)|subrequest/i,
    cause => new StoreBudgetError('this invocation has used up its queries', { cause }),
  ],
]

function storeError(error: unknown): unknown {
  const text = messagesOf(error)
  return MEANINGS.find(([pattern]) => pattern.test(text))?.[1](error) ?? error
}

function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return error.cause === undefined ? error.message : `${error.message} ${messagesOf(error.cause)}`
}
