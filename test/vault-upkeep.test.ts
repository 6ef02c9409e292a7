// The vault's upkeep beside a serving connection: a new master key, a new sealing key, and cuts in between.

import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStores } from '../src/db/stores.ts'
import { LedgerVault } from '../src/runtimes/node/ledger-vault.ts'
import { createMasterKey, readMasterKey } from '../src/runtimes/node/master-key.ts'
import { openSqliteDatabase, type SqliteDatabase } from '../src/runtimes/node/sqlite-database.ts'
import { addSealingKey, ensureKeys, rotateMaster } from '../src/runtimes/node/vault-upkeep.ts'
import { appendVersion } from '../src/usecases/append-version.ts'
import { approveErasure } from '../src/usecases/approve-erasure.ts'
import { findHeldPerson } from '../src/usecases/held-person.ts'
import { issueExtract } from '../src/usecases/issue-extract.ts'
import { placeLegalHold, readLegalHold } from '../src/usecases/legal-holds.ts'
import type { Deps } from '../src/usecases/ports.ts'
import { readEvents } from '../src/usecases/record-view.ts'
import { resealLedger } from '../src/usecases/reseal.ts'
import { openKeyRing } from '../src/vault/key-ring.ts'
import { keyNoOf } from '../src/vault/vault.ts'
import { OPERATOR } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { openTestLedger, type TestLedger } from './support/test-ledger.ts'

const ADMIN = { actor: 'key:admin' }

let ledger: TestLedger
let other: SqliteDatabase
let masterKeyFile: string
let requestNo: string
/** The serving process, and the command beside it: each with its own connection and vault. */
let serving: Deps
let command: Deps

beforeEach(async () => {
  ledger = await openTestLedger({ operator: OPERATOR })
  ledger.database.raw.exec('delete from data_key')
  masterKeyFile = join(ledger.folder, 'keys', 'master.key')
  await ensureKeys({ stores: ledger.deps.stores, masterKeyFile })
  other = openSqliteDatabase(join(ledger.folder, 'ledger.db'))
  serving = connect(ledger.database)
  command = connect(other)
  ledger.deps.vault = serving.vault
})
afterEach(() => {
  other.close()
  ledger.close()
})

const connect = (database: SqliteDatabase): Deps => ({
  ...ledger.deps,
  stores: createStores(database),
  vault: new LedgerVault({ database, masterKeyFile }),
})

const upkeep = () => ({ stores: command.stores, masterKeyFile, clock: command.clock })

const event = (n: number, more: object = {}) => ({
  event_id: `E-${n}`,
  direction: 'provided',
  basis: 'consent',
  occurred_on: '2026-11-21',
  third_party: { name: '乙株式会社' },
  data_subjects: [{ name: `山田 ${n}` }],
  items: ['氏名'],
  note: `備考 ${n}`,
  ...more,
})

async function fill() {
  await ledger.record(...Array.from({ length: 700 }, (_, n) => event(n)))
  await appendVersion(serving, ADMIN, 1, (_, current) => ({
    event: { ...current, note: '訂正' },
    reason: '誤記',
  }))
  await placeLegalHold(serving, ADMIN, {
    code: 'H-1',
    matter: '訴訟',
    scope: { data_subject: { name: '山田 3' } },
  })
  await approveErasure(serving, ADMIN, { record_nos: [1, 2], reason: '廃業' })
  const steps = disclosureSteps(ledger)
  requestNo = await steps.openVerified({ name: '照会 一郎' })
  await steps.decide(requestNo, 'not_exist')
  await issueExtract(serving, ledger.caller, { requestNo })
}

async function notes(deps: Deps) {
  const current = await deps.stores.records.findCurrent([1, 2, 700])
  return (await readEvents(deps, current)).map(({ note }) => note)
}

function sealedKeyNos(): number[] {
  const sealed = ledger.database.raw
    .prepare(
      `select sealed from wording union all select sealed from amendment
       union all select sealed from disclosure_request union all select sealed from disclosure_step
       union all select sealed from extract_chunk union all select sealed from legal_hold union all select sealed from retention_approval`,
    )
    .pluck()
    .all() as Buffer[]
  return [...new Set(sealed.map(keyNoOf))]
}

describe('the first start', () => {
  test('makes a master key that only its owner reads, and never replaces one', async () => {
    expect(statSync(masterKeyFile).mode & 0o777).toBe(0o600)
    expect(() => createMasterKey(masterKeyFile)).toThrow(/EEXIST/)
    expect(await ensureKeys({ stores: command.stores, masterKeyFile })).toBe(false)
  })

  test('a ledger whose master key is missing says so', () => {
    renameSync(masterKeyFile, `${masterKeyFile}.away`)
    expect(() => connect(other)).toThrow(/is missing/)
  })
})

describe('a new sealing key', () => {
  test('is learnt by a serving process, and resealing leaves nothing under the old one', async () => {
    await fill()
    const before = await findHeldPerson(serving, { name: '山田 3' })
    const letter = await disclosureSteps(ledger).bytes(1, 'pdf')
    expect(await addSealingKey(upkeep(), ADMIN)).toBe(2)
    const resealing = resealLedger(command, ADMIN)
    await ledger.record(event(900), event(901))
    const report = await resealing
    expect(report).toMatchObject({ sealing_key_no: 2, left: 0, files: { vacuumed: true } })
    expect(report.resealed).toMatchObject({
      amendment: 1,
      disclosure_request: 1,
      disclosure_step: 3,
      extract_chunk: 4,
      legal_hold: 1,
      retention_approval: 2,
    })
    expect(report.resealed.wording).toBeGreaterThan(1400)
    expect(sealedKeyNos()).toEqual([2])
    expect(await notes(serving)).toEqual(['訂正', '備考 1', '備考 699'])
    expect(await disclosureSteps(ledger).bytes(1, 'pdf')).toEqual(letter)
    expect(await findHeldPerson(serving, { name: '山田 3' })).toEqual(before)
    expect(before.size).toBe(1)
    expect(await readLegalHold(serving, ADMIN, 'H-1')).toMatchObject({ matter: '訴訟' })
    const [again] = await ledger.record(event(5))
    expect(again).toMatchObject({ status: 'replayed', record: { record_no: 6 } })
  })

  test('a reseal that was cut goes on where it stood', async () => {
    await fill()
    await addSealingKey(upkeep(), ADMIN)
    let commits = 0
    const cut = {
      ...command,
      stores: {
        ...command.stores,
        commit: async (writes: Parameters<Deps['stores']['commit']>[0]) => {
          commits += 1
          if (commits === 2) throw new Error('cut')
          return command.stores.commit(writes)
        },
      },
    }
    await expect(resealLedger(cut, ADMIN)).rejects.toThrow('cut')
    expect(sealedKeyNos().sort()).toEqual([1, 2])
    expect(await notes(serving)).toEqual(['訂正', '備考 1', '備考 699'])
    const report = await resealLedger(command, ADMIN)
    expect(report.left).toBe(0)
    expect(sealedKeyNos()).toEqual([2])
    expect((await resealLedger(command, ADMIN)).resealed.wording).toBe(0)
  })

  test('added while the keys changed is refused', async () => {
    const { dataKeys, commit } = command.stores
    const seen = await dataKeys.list()
    await rotateMaster(upkeep(), ADMIN)
    const stray = { purpose: 'sealing' as const, keyNo: 2, wrapped: Buffer.alloc(65) }
    await expect(commit(dataKeys.insert([stray], seen))).rejects.toThrow('another writer')
    await expect(commit(dataKeys.rewrap(seen, seen))).rejects.toThrow('another writer')
    expect(await dataKeys.list()).toHaveLength(2)
  })
})

describe('a new master key', () => {
  test('opens what the old one sealed; the old one opens nothing; serving goes on', async () => {
    await fill()
    const old = readMasterKey(masterKeyFile) as Buffer
    await rotateMaster(upkeep(), ADMIN)
    const rows = await command.stores.dataKeys.list()
    expect(() => openKeyRing(rows, old)).toThrow(/does not open/)
    expect(existsSync(`${masterKeyFile}.new`)).toBe(false)
    expect(statSync(masterKeyFile).mode & 0o777).toBe(0o600)
    await ledger.record(event(900))
    expect(await notes(serving)).toEqual(['訂正', '備考 1', '備考 699'])
    expect(await notes(connect(other))).toEqual(['訂正', '備考 1', '備考 699'])
    expect((await findHeldPerson(connect(other), { name: '山田 3' })).size).toBe(1)
  })

  test('and then a new sealing key reach a process that knows neither', async () => {
    await fill()
    await rotateMaster(upkeep(), ADMIN)
    await addSealingKey(upkeep(), ADMIN)
    await resealLedger(command, ADMIN)
    expect(await notes(serving)).toEqual(['訂正', '備考 1', '備考 699'])
  })

  test('a rotation cut after its commit is finished by the next opening', async () => {
    await fill()
    const before = readFileSync(masterKeyFile)
    await rotateMaster(upkeep(), ADMIN)
    renameSync(masterKeyFile, `${masterKeyFile}.new`)
    writeFileSync(masterKeyFile, before, { mode: 0o600 })
    expect(await notes(connect(other))).toEqual(['訂正', '備考 1', '備考 699'])
    expect(existsSync(`${masterKeyFile}.new`)).toBe(false)
    expect(readFileSync(masterKeyFile)).not.toEqual(before)
    expect(await notes(connect(other))).toEqual(['訂正', '備考 1', '備考 699'])
  })

  test('a rotation cut before its commit changes nothing, and another one waits for it', async () => {
    await fill()
    createMasterKey(`${masterKeyFile}.new`)
    expect(await notes(connect(other))).toEqual(['訂正', '備考 1', '備考 699'])
    await expect(rotateMaster(upkeep(), ADMIN)).rejects.toThrow(/under way/)
    expect(await notes(connect(other))).toEqual(['訂正', '備考 1', '備考 699'])
  })
})
