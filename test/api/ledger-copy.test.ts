// Moving house over HTTP: a ledger exported from one service and imported into another, cut and resumed.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportLedger } from '../../src/cli/export.ts'
import { readManifest, tableFile } from '../../src/cli/export-folder.ts'
import { moveIn } from '../../src/cli/import-ledger.ts'
import type { LedgerClient } from '../../src/cli/ledger-client.ts'
import { RemoteProblem } from '../../src/cli/remote.ts'
import { remoteLedger } from '../../src/cli/remote-ledger.ts'
import { COPY_COLUMNS } from '../../src/usecases/ledger-columns.ts'
import {
  LEDGER_TABLES,
  type LedgerTable,
  PASSING_TABLES,
} from '../../src/usecases/ledger-copy-ports.ts'
import { createKeyRing, openKeyRing } from '../../src/vault/key-ring.ts'
import { liveALife } from '../support/ledger-life.ts'
import { EVENT, openTestApi, type TestApi } from '../support/test-api.ts'

const MASTER = Buffer.alloc(32, 7)

let opened: TestApi[] = []
let folder: string
let source: TestApi
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kirokubo-export-'))
  source = await open()
})
afterEach(() => {
  for (const api of opened) api.close()
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<TestApi> {
  const api = await openTestApi()
  opened.push(api)
  return api
}

/** A new ledger with keys of its own, under the same master key. */
async function openEmpty(): Promise<TestApi> {
  const api = await open()
  const ring = createKeyRing(MASTER)
  api.database.raw.exec('delete from data_key')
  await api.deps.stores.commit(api.deps.stores.dataKeys.insert(ring, []))
  api.deps.vault = openKeyRing(ring, MASTER)
  return api
}

/** As the command line calls it; `failAt`: the call with that number is cut. */
function client(api: TestApi, failAt = Number.POSITIVE_INFINITY): LedgerClient {
  const key = api.key('mover', 'admin')
  let calls = 0
  return remoteLedger({
    url: 'http://test',
    async call(method, path, { body } = {}) {
      calls += 1
      if (calls === failAt) throw new Error('cut')
      const { status, json } = await api.send(method, path, {
        key,
        ...(body === undefined ? {} : { body }),
      })
      if (status >= 400) throw new RemoteProblem(json.code, json.detail, json.fix)
      return json
    },
  })
}

/** The rows of these tables in the order of their keys, as text that can be compared. */
function contents({ database }: TestApi, tables: readonly LedgerTable[]) {
  return tables.map(table => {
    const order = COPY_COLUMNS[table].key.join(', ')
    const rows = database.raw.prepare(`select * from ${table} order by ${order}`).raw().all()
    return `${table} ${JSON.stringify(rows)}`
  })
}

const MOVED_WHOLE = LEDGER_TABLES.filter(
  table => !['source', 'api_key', 'audit_event'].includes(table),
)

test('an export names every table and every column of the schema but api_key.last_used_at', () => {
  const schema = source.database.raw
    .prepare<[], { table: string; name: string; type: string; pk: number }>(
      `select t.name as "table", c.name, c.type, c.pk from sqlite_schema as t, pragma_table_info(t.name) as c
       where t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'd1_migrations'`,
    )
    .all()
  const sorted = (list: readonly string[]) => [...list].sort()
  expect(sorted([...new Set(schema.map(({ table }) => table))])).toEqual(
    sorted([...LEDGER_TABLES, ...PASSING_TABLES]),
  )
  for (const table of LEDGER_TABLES) {
    const columns = schema.filter(column => column.table === table)
    const names = columns.map(({ name }) => name).filter(name => name !== 'last_used_at')
    const { columns: copied, key, blobs } = COPY_COLUMNS[table]
    expect(sorted(copied), table).toEqual(sorted(names))
    expect(sorted(key), table).toEqual(sorted(columns.filter(c => c.pk > 0).map(c => c.name)))
    expect(copied.slice(0, key.length), `${table}: the key comes first`).toEqual(key)
    const binary = columns.filter(({ type }) => type === 'BLOB').map(({ name }) => name)
    expect(sorted(blobs), table).toEqual(sorted(binary))
  }
})

test('tables stand after those they refer to', () => {
  const references = source.database.raw.prepare<[string], string>(
    'select "table" from pragma_foreign_key_list(?)',
  )
  for (const [n, table] of LEDGER_TABLES.entries()) {
    for (const parent of references.pluck().all(table)) {
      if (parent !== table) expect(LEDGER_TABLES.slice(0, n), table).toContain(parent)
    }
  }
})

describe('a ledger with a whole life behind it', () => {
  beforeEach(async () => {
    await liveALife(source)
    source.setNow('2031-01-02T12:00:00+09:00')
  })

  test('stands in its new house row by row, and numbers go on where they stood', async () => {
    const before = contents(source, MOVED_WHOLE)
    const sequences = source.database.raw.prepare('select * from sqlite_sequence').all()
    const manifest = await exportLedger(client(source), folder)
    const target = await openEmpty()
    const { written, tables } = await moveIn(client(target), folder, manifest)

    expect(tables.filter(({ same }) => !same)).toEqual([])
    expect(written).toBe(manifest.tables.reduce((sum, { rows }) => sum + rows, 0))
    expect(contents(target, MOVED_WHOLE)).toEqual(before)
    const moved = target.database.raw.prepare('select name, seq from sqlite_sequence').all()
    for (const { name, seq } of sequences as { name: string; seq: number }[]) {
      const there = (moved as typeof sequences).find(
        one => (one as { name: string }).name === name,
      ) as { seq: number }
      expect(there.seq, name).toBeGreaterThanOrEqual(seq)
    }
    expect(target.database.raw.pragma('foreign_key_check')).toEqual([])
    const kinds = (api: TestApi, count: number) =>
      api.deps.stores.audit
        .list({ after: 0, limit: 10_000 })
        .then(events => events.slice(-count).map(({ kind }) => kind))
    expect(await kinds(source, 1)).toEqual(['ledger.exported'])
    expect(await kinds(target, 2)).toEqual(['ledger.import_begun', 'ledger.imported'])

    const again = await moveIn(client(target), folder, manifest)
    expect(again.written).toBe(0)
    expect(again.tables.every(({ same }) => same)).toBe(true)
  })

  test('an export that was cut goes on, and is what it would have been', async () => {
    const whole = await exportLedger(client(source), join(folder, 'whole'))
    const cut = join(folder, 'cut')
    for (const failAt of [3, 6, 9, 14, 20]) {
      await expect(exportLedger(client(source, failAt), cut)).rejects.toThrow('cut')
      writeFileSync(tableFile(cut, 'data_key'), '["half a li', { flag: 'a' })
    }
    const resumed = await exportLedger(client(source), cut)
    // The first export left its event in the log.
    const same = (tables: typeof whole.tables) =>
      tables.filter(({ table }) => table !== 'audit_event')
    expect(same(resumed.tables)).toEqual(same(whole.tables))
    expect(readManifest(cut)).toEqual(resumed)
  })

  test('an import that was cut goes on', async () => {
    const manifest = await exportLedger(client(source), folder)
    const target = await openEmpty()
    for (const failAt of [1, 2, 5, 9, 15, 25]) {
      await expect(moveIn(client(target, failAt), folder, manifest)).rejects.toThrow('cut')
    }
    const { tables } = await moveIn(client(target), folder, manifest)
    expect(tables.filter(({ same }) => !same)).toEqual([])
  })

  test('what was written meanwhile makes an export begin anew; what was read does not', async () => {
    const calls = 10
    await expect(exportLedger(client(source, calls), folder)).rejects.toThrow('cut')
    await source.send('GET', '/v1/disclosure-requests')
    await source.send('POST', '/v1/provisions/search', {
      body: { data_subject: { name: '見本太郎' }, reason: 'x' },
    })
    const before = readFileSync(join(folder, 'begun.json'), 'utf8')
    await expect(exportLedger(client(source, calls), folder)).rejects.toThrow('cut')
    expect(readFileSync(join(folder, 'begun.json'), 'utf8')).toBe(before)
    await source.send('POST', '/v1/provisions', { body: { ...EVENT, event_id: 'new' } })
    await exportLedger(client(source), folder)
    expect(readFileSync(tableFile(folder, 'record'), 'utf8')).toContain('"new"')
  })

  test('an export is refused when somebody writes while it is made', async () => {
    const writing: LedgerClient = {
      ...client(source),
      async readPage(page) {
        if (page.table === 'line') {
          await source.send('POST', '/v1/provisions', { body: { ...EVENT, event_id: 'x' } })
        }
        return client(source).readPage(page)
      },
    }
    await expect(exportLedger(writing, folder)).rejects.toThrow('written to while')
  })
})

test('an import shows nobody what a mark hides, at no moment of it', async () => {
  await source.send('POST', '/v1/provisions', { body: EVENT })
  await source.send('POST', '/v1/provisions', { body: { ...EVENT, event_id: 'hidden' } })
  const mark = { ground: 'order-11-1', reason: 'x', scope: { record_nos: [2] } }
  expect((await source.send('PUT', '/v1/protective-marks/P-1', { body: mark })).status).toBe(200)
  const manifest = await exportLedger(client(source), folder)
  const target = await openEmpty()
  const { records } = target.deps.stores
  const shown: number[][] = []
  const mover = client(target)
  const watched: LedgerClient = {
    ...mover,
    async importRows(...page) {
      const written = await mover.importRows(...page)
      shown.push((await records.list({ limit: 9 })).map(({ recordNo }) => recordNo))
      return written
    },
  }
  await moveIn(watched, folder, manifest)
  expect(shown.flat()).toContain(1)
  expect(shown.flat()).not.toContain(2)
  expect(await records.list({ limit: 9, sight: 'all' })).toHaveLength(2)
})

describe('the ledger that takes the export in', () => {
  beforeEach(async () => {
    await source.send('POST', '/v1/provisions', { body: EVENT })
  })

  test('answers what the old one answered: replays 200, keys valid, searches alike', async () => {
    const oldKey = source.key('booking', 'provisions:write', 'provisions:read')
    await source.send('POST', '/v1/provisions', { key: oldKey, body: { ...EVENT, event_id: 'b' } })
    const target = await openEmpty()
    target.key('booking', 'admin')
    target.key('elsewhere', 'admin')
    await moveIn(client(target), folder, await exportLedger(client(source), folder))
    target.deps.vault = openKeyRing(await target.deps.stores.dataKeys.list(), MASTER)

    const replay = { key: oldKey, body: { ...EVENT, event_id: 'b' } }
    const again = await target.send('POST', '/v1/provisions', replay)
    expect(again.status).toBe(200)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const search = {
      key: oldKey,
      body: { data_subject: { name: '髙橋花子' }, reason: 'x' },
    }
    const found = await Promise.all(
      [source, target].map(api => api.send('POST', '/v1/provisions/search', search)),
    )
    expect(found[0]?.json.records).toHaveLength(2)
    expect(found[1]?.json).toEqual(found[0]?.json)
    const fresh = { key: oldKey, body: { ...EVENT, event_id: 'c' } }
    expect((await target.send('POST', '/v1/provisions', fresh)).json.record_no).toBe(3)
    // Its own keys stay valid; a source of the same name is one with the imported one.
    const { keys } = (await target.send('GET', '/v1/api-keys')).json
    expect(keys.filter((key: { source: string }) => key.source === 'elsewhere')).toHaveLength(1)
    expect(keys.filter((key: { source: string }) => key.source === 'booking')).toHaveLength(2)
    expect(
      target.database.raw.prepare('select name from source order by name').pluck().all(),
    ).toEqual(['booking', 'elsewhere', 'mover', 'test'])
  })

  test('refuses when it holds something else, and stays as it is', async () => {
    const target = await openEmpty()
    await target.send('POST', '/v1/provisions', { body: { ...EVENT, event_id: 'other' } })
    const manifest = await exportLedger(client(source), folder)
    const before = contents(target, MOVED_WHOLE)
    await expect(moveIn(client(target), folder, manifest)).rejects.toMatchObject({
      code: 'ledger_taken',
    })
    expect(contents(target, MOVED_WHOLE)).toEqual(before)
  })

  test('refuses a copy that went its own way since', async () => {
    const target = await openEmpty()
    await moveIn(client(target), folder, await exportLedger(client(source), folder))
    target.deps.vault = openKeyRing(await target.deps.stores.dataKeys.list(), MASTER)
    await target.send('POST', '/v1/provisions', { body: { ...EVENT, event_id: 'there' } })
    await source.send('POST', '/v1/provisions', { body: { ...EVENT, event_id: 'here' } })
    const later = join(folder, 'later')
    const manifest = await exportLedger(client(source), later)
    await expect(moveIn(client(target), later, manifest)).rejects.toMatchObject({
      code: 'ledger_taken',
    })
  })

  test('refuses an export under another master key, and one of other tables', async () => {
    const target = await openEmpty()
    const manifest = await exportLedger(client(source), folder)
    for (const { purpose, keyNo, wrapped } of await target.deps.stores.dataKeys.list()) {
      wrapped.fill(0, 1, 5)
      target.database.raw
        .prepare('update data_key set wrapped = ? where purpose = ? and key_no = ?')
        .run(wrapped, purpose, keyNo)
    }
    await expect(moveIn(client(target), folder, manifest)).rejects.toMatchObject({
      code: 'master_key_differs',
    })
    const older = { ...manifest, tables: manifest.tables.slice(1) }
    await expect(moveIn(client(target), folder, older)).rejects.toMatchObject({
      code: 'ledger_differs',
    })
  })
})

test('keys are made, listed and revoked from afar, each with its audit event', async () => {
  const body = { source: 'crm', scopes: ['provisions:write'], expires_in_days: 3 }
  const made = await source.send('POST', '/v1/api-keys', { body })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ source: 'crm', scopes: ['provisions:write'] })
  const { id, key } = made.json
  const posted = await source.send('POST', '/v1/provisions', { key, body: EVENT })
  expect(posted.status).toBe(201)
  const { json: list, text } = await source.send('GET', '/v1/api-keys')
  expect(list.keys).toContainEqual(expect.objectContaining({ id, source: 'crm' }))
  expect(text).not.toContain('kb_')
  const revoke = () => source.send('POST', `/v1/api-keys/${id}/revoke`)
  expect((await revoke()).json).toEqual({ id, revoked: true })
  expect((await revoke()).json).toEqual({ id, revoked: false })
  expect((await source.send('GET', '/v1/provisions/1', { key })).status).toBe(401)
  expect((await source.send('POST', '/v1/api-keys/nobody/revoke')).status).toBe(404)
  const wrong = { source: 'Mr X', scopes: [], admin: true }
  expect((await source.send('POST', '/v1/api-keys', { body: wrong })).json.errors).toHaveLength(3)
  const events = await source.deps.stores.audit.list({ after: 0, limit: 100 })
  expect(events.map(({ kind }) => kind)).toEqual(['key.created', 'records.recorded', 'key.revoked'])
})

test('what needs the master key at hand says where to do it', async () => {
  for (const path of ['/v1/vault/rotate-master', '/v1/vault/sealing-keys']) {
    const answer = await source.send('POST', path)
    expect(answer.status).toBe(409)
    expect(answer.json).toMatchObject({ code: 'not_on_this_runtime' })
    expect(answer.json.fix).toContain('without --url')
  }
})
