// npm run sql: writes the SQL that the stores emit over a ledger's life to test/sql/, so that reviewers
// read SQL. With --check it fails when they differ, or when a store's function was never called.

import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CompiledQuery } from 'kysely'
import type { Stores, Write } from '../../src/usecases/ports.ts'
import { liveALife } from './ledger-life.ts'
import { openTestLedger, type TestLedger } from './test-ledger.ts'

const FOLDER = fileURLToPath(new URL('../sql/', import.meta.url))

const ledger = await openTestLedger()
const statements = listen(ledger)
await liveALife(ledger)
const files = new Map([['schema.sql', schema(ledger)], ...perStore(statements)])
ledger.close()

const check = process.argv.includes('--check')
mkdirSync(FOLDER, { recursive: true })
let failed = false
for (const [label, emitted] of statements) {
  if (emitted.size > 0) continue
  failed = true
  process.stderr.write(`${label} was never called: call it in test/support/ledger-life.ts\n`)
}
for (const [name, text] of files) {
  const path = `${FOLDER}${name}`
  if (check && (!existsSync(path) || readFileSync(path, 'utf8') !== text)) {
    failed = true
    process.stderr.write(
      `test/sql/${name} differs from what is emitted: run npm run sql, review, commit\n`,
    )
  }
  if (!check) writeFileSync(path, text)
}
process.exit(failed ? 1 : 0)

/** Distinct SQL by `store.function`, gathered from now on. */
function listen({ deps, database }: TestLedger): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const calling = new AsyncLocalStorage<string>()
  const all = database.all.bind(database)
  database.all = <Row>(query: CompiledQuery<Row>) => {
    const label = calling.getStore()
    if (label !== undefined) found.get(label)?.add(query.sql)
    return all(query)
  }
  for (const [name, store] of Object.entries(deps.stores)) {
    if (typeof store === 'function') continue
    const wrapped: Record<string, unknown> = {}
    for (const [method, call] of Object.entries(
      store as Record<string, (...a: unknown[]) => unknown>,
    )) {
      const label = `${name}.${method}`
      found.set(label, new Set())
      wrapped[method] = (...args: unknown[]) => {
        const result = calling.run(label, () => call(...args))
        for (const write of writesIn(result)) found.get(label)?.add(write.sql)
        return result
      }
    }
    deps.stores[name as keyof Stores] = wrapped as never
  }
  return found
}

function writesIn(result: unknown): Write[] {
  const isWrite = (value: unknown): value is Write =>
    typeof value === 'object' && value !== null && 'sql' in value
  if (Array.isArray(result)) return result.filter(isWrite)
  return isWrite(result) ? [result] : []
}

function perStore(found: Map<string, Set<string>>): [string, string][] {
  const byStore = Map.groupBy([...found], ([label]) => label.split('.')[0] as string)
  return [...byStore].map(([store, entries]) => [
    `${store}.sql`,
    entries
      .map(([label, emitted]) => `-- ${label}\n${[...emitted].sort().map(pretty).join('\n')}`)
      .join('\n'),
  ])
}

/** One clause a line. */
function pretty(sql: string): string {
  const lines = sql
    .replaceAll(/\s+/g, ' ')
    .replaceAll(
      / (from|left join|inner join|cross join|where|order by|limit|values|set|on conflict|union) /g,
      '\n$1 ',
    )
  return `${lines};\n`
}

function schema({ database }: TestLedger): string {
  const parts = database.raw
    .prepare(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' and name <> 'd1_migrations' order by type, name",
    )
    .pluck()
    .all()
  return `${parts.join(';\n\n')};\n`
}
