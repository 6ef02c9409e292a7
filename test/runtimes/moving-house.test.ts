// Moving house between SQLite and D1 in real workerd, there and back: what returns is what left.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportLedger } from '../../src/cli/export.ts'
import { moveIn } from '../../src/cli/import-ledger.ts'
import type { LedgerClient } from '../../src/cli/ledger-client.ts'
import { createStores } from '../../src/db/stores.ts'
import { installBootstrapKey } from '../../src/runtimes/worker/bootstrap-key.ts'
import { d1Database } from '../../src/runtimes/worker/d1-database.ts'
import { QueryBudget } from '../../src/runtimes/worker/query-budget.ts'
import { WorkerVault } from '../../src/runtimes/worker/worker-vault.ts'
import { describeLedger, noteExport, readLedgerPage } from '../../src/usecases/export-ledger.ts'
import { beginImport, importRows, noteImport } from '../../src/usecases/import-ledger.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import type { Deps } from '../../src/usecases/ports.ts'
import { readExtract } from '../../src/usecases/read-extract.ts'
import { createKeyRing } from '../../src/vault/key-ring.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { liveALife } from '../support/ledger-life.ts'
import { type D1Databases, startD1 } from '../support/miniflare-d1.ts'
import { openTestLedger, type TestLedger } from '../support/test-ledger.ts'

const MASTER = Buffer.alloc(32, 7)
const CALLER = { actor: 'key:mover' }
/** A chunk as large as one may be. */
const LARGEST_CHUNK = 1_000_031

let databases: D1Databases
let folder: string
let source: TestLedger
let back: TestLedger
beforeAll(async () => {
  databases = startD1(1)
  folder = mkdtempSync(join(tmpdir(), 'kirokubo-move-'))
  source = await openTestLedger()
  back = await openTestLedger()
})
afterAll(async () => {
  await databases.stop()
  for (const ledger of [source, back]) ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The use cases as each call of the API meets them. */
function client(deps: Pick<Deps, 'clock' | 'stores'>): LedgerClient {
  return {
    place: 'test',
    atOneMoment: read => read(),
    describe: () => describeLedger(deps),
    readPage: page => readLedgerPage(deps, page),
    noteExport: tables => noteExport(deps, CALLER, tables),
    beginImport: beginning => beginImport(deps, CALLER, beginning),
    importRows: (table, rows) => importRows(deps, table, rows),
    noteImport: tables => noteImport(deps, CALLER, tables),
  } as LedgerClient
}

test('Node → D1 → Node: every row returns, and the extract is the same document', async () => {
  await liveALife(source)
  const extractNo = await answerSomebody()
  source.database.raw
    .prepare(
      "insert into extract_chunk (extract_no, part, chunk, sealed) values (?, 'pdf', 1, zeroblob(?))",
    )
    .run(extractNo, LARGEST_CHUNK)
  const manifest = await exportLedger(client(source.deps), join(folder, 'node'))

  // Each call of a Worker has queries of its own; no page may need many.
  let budget = new QueryBudget(0)
  const db = d1Database(await databases.next(), () => budget)
  const fresh = <Result>(work: () => Result) => {
    budget = new QueryBudget(70)
    return work()
  }
  const stores = createStores(db)
  const { clock } = source.deps
  await fresh(() => WorkerVault.open({ masterKeys: [MASTER], stores, clock }))
  const digest = Uint8Array.from(Buffer.alloc(32, 9))
  await fresh(() => installBootstrapKey({ clock, stores }, digest))
  const onD1 = new Proxy(client({ clock, stores }), {
    get: (target, name: keyof LedgerClient) => {
      const call = target[name]
      if (typeof call !== 'function' || name === 'atOneMoment') return call
      return (...args: never[]) => fresh(() => (call as (...a: never[]) => unknown)(...args))
    },
  })
  const there = await moveIn(onD1, join(folder, 'node'), manifest)
  expect(there.tables.filter(({ same }) => !same)).toEqual([])

  const returned = await exportLedger(onD1, join(folder, 'd1'))
  back.database.raw.exec('delete from data_key')
  await back.deps.stores.commit(back.deps.stores.dataKeys.insert(createKeyRing(MASTER), []))
  const here = await moveIn(client(back.deps), join(folder, 'd1'), returned)
  expect(here.tables.filter(({ same }) => !same)).toEqual([])
  const own = ['source', 'api_key', 'audit_event']
  const digests = (tables: typeof manifest.tables) =>
    tables.filter(({ table }) => !own.includes(table)).map(({ table, sha256 }) => [table, sha256])
  expect(digests(returned.tables)).toEqual(digests(manifest.tables))

  for (const ledger of [source, back])
    ledger.database.raw.exec('delete from extract_chunk where chunk = 1')
  const vault = await fresh(() =>
    WorkerVault.open({ masterKeys: [MASTER], stores: back.deps.stores, clock }),
  )
  const pdf = (deps: Deps) =>
    readExtract(deps, source.caller, { extractNo, part: 'pdf' }).then(({ bytes }) => bytes)
  expect(await pdf({ ...back.deps, vault })).toEqual(await pdf(source.deps))
})

/** The request of the ledger's life is redacted by its end: this one's extract is there to be read. */
async function answerSomebody(): Promise<number> {
  const { deps, caller } = source
  const steps = disclosureSteps(source)
  const requestNo = await steps.openVerified({ name: '見本 次郎' })
  await steps.decide(requestNo, 'not_exist')
  return (await issueExtract(deps, caller, { requestNo })).extract_no
}
