// A real ledger for tests: a file in a fresh folder, real migrations, a clock that tests move.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStores } from '../../src/db/stores.ts'
import { type Operator, operatorSchema } from '../../src/domain/operator.ts'
import { provisionEventSchema } from '../../src/domain/provision-schema.ts'
import { nodeJanitor } from '../../src/runtimes/node/janitor.ts'
import { migrate } from '../../src/runtimes/node/migrate.ts'
import { startPrinter } from '../../src/runtimes/node/printer.ts'
import { openSqliteDatabase, type SqliteDatabase } from '../../src/runtimes/node/sqlite-database.ts'
import type { Caller, Deps } from '../../src/usecases/ports.ts'
import { type RecordOutcome, recordProvisions } from '../../src/usecases/record-provisions.ts'
import { registerThirdParty } from '../../src/usecases/register-third-party.ts'
import { apiKeyText } from '../../src/vault/api-key.ts'
import { credentialTools } from '../../src/vault/credentials.ts'
import { createKeyRing, openKeyRing } from '../../src/vault/key-ring.ts'

export const SAMPLES = ['orthodontics', 'portal'] as const
export type Sample = (typeof SAMPLES)[number]

/** The day that samples/*\/expected.json assumes. */
export const SAMPLE_NOW = Date.parse('2026-11-22T09:30:00+09:00')

/** Fonts and templates are read once for all ledgers of a test file. */
const printer = startPrinter()

export interface TestLedger {
  deps: Deps
  database: SqliteDatabase
  folder: string
  caller: Caller
  setNow(instant: number | string): void
  record(...events: object[]): Promise<RecordOutcome[]>
  close(): void
}

export interface TestLedgerOptions {
  operator?: Partial<Operator>
  now?: number
}

export async function openTestLedger(options: TestLedgerOptions = {}): Promise<TestLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-test-'))
  const database = openSqliteDatabase(join(folder, 'ledger.db'))
  migrate(database.raw)
  const { masterKey, rows } = testKeys()
  for (const { purpose, keyNo, wrapped } of rows) {
    database.raw.prepare('insert into data_key values (?, ?, ?)').run(purpose, keyNo, wrapped)
  }
  database.raw.prepare("insert into source (name) values ('test')").run()
  let now = options.now ?? SAMPLE_NOW
  const deps: Deps = {
    clock: () => now,
    vault: openKeyRing(rows, masterKey),
    operator: operatorSchema.parse(options.operator ?? {}),
    stores: createStores(database),
    apiKeyText,
    credentials: credentialTools,
    janitor: nodeJanitor(join(folder, 'ledger.db')),
    printer,
    papers: printer,
  }
  const caller: Caller = {
    actor: 'key:test',
    sourceId: 1,
    source: 'test',
    scopes: ['provisions:write', 'provisions:read', 'disclosures', 'retention', 'admin'],
  }
  return {
    deps,
    database,
    folder,
    caller,
    setNow: instant => {
      now = typeof instant === 'number' ? instant : Date.parse(instant)
    },
    record: (...events) =>
      recordProvisions(
        deps,
        events.map(event => ({
          caller,
          event: provisionEventSchema.parse(event),
          content: JSON.stringify(event),
        })),
      ),
    close: () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A ledger that holds one operator's sample: third parties registered, 600 events recorded. */
export async function openSampleLedger(
  sample: Sample,
  options: TestLedgerOptions = {},
): Promise<TestLedger> {
  const operator = readSample(sample, 'operator.json')
  const ledger = await openTestLedger({
    ...options,
    operator: { ...operator, ...options.operator },
  })
  for (const { code, ...wording } of readSample(sample, 'third-parties.json')) {
    await registerThirdParty(ledger.deps, ledger.caller, { code, ...wording })
  }
  const events = readSampleEvents(sample)
  for (let at = 0; at < events.length; at += 100) {
    await ledger.record(...events.slice(at, at + 100))
  }
  return ledger
}

// biome-ignore lint/suspicious/noExplicitAny: samples are read as they are posted
export function readSample(sample: Sample, file: string): any {
  return JSON.parse(readFileSync(sampleFile(sample, file), 'utf8'))
}

// biome-ignore lint/suspicious/noExplicitAny: samples are read as they are posted
export function readSampleEvents(sample: Sample): any[] {
  return readFileSync(sampleFile(sample, 'events.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
}

export function sampleFile(sample: Sample, file: string): URL {
  return new URL(`../../samples/${sample}/${file}`, import.meta.url)
}

let keys: { masterKey: Buffer; rows: ReturnType<typeof createKeyRing> } | undefined
function testKeys() {
  const masterKey = Buffer.alloc(32, 7)
  keys ??= { masterKey, rows: createKeyRing(masterKey) }
  return keys
}
