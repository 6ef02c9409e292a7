// Moving house with real processes: a worked ledger into a new folder and into a running service.

import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CliLedger, call, freePorts, type RunningService } from '../support/cli.ts'

/** The house that is left: one of the demo's operators, with an issued extract. */
const old = new CliLedger()
let oldData: string
let oldKey: string
let oldPdf: string
let folder: string
const opened: CliLedger[] = [old]
afterAll(() => {
  for (const ledger of opened) ledger.remove()
})

beforeAll(async () => {
  const port = await freePorts(2)
  const demo = await old.run(['demo', '--once', '--json', '--port', String(port)], {
    TMPDIR: old.folder,
    KIROKUBO_DATA_DIR: '',
  })
  const { folder: demoFolder, ledgers } = JSON.parse(demo.stdout)
  oldData = join(demoFolder, 'portal', 'data')
  oldPdf = ledgers[1].pdf
  oldKey = /Bearer (kb_\w+)/.exec(ledgers[1].curl)?.[1] as string
  folder = join(old.folder, 'export')
  const { code } = await old.run(['export', '--to', folder, '--data-dir', oldData])
  expect(code).toBe(0)
}, 120_000)

/** A new house under the master key of the old one. */
function newHouse(): CliLedger {
  const ledger = new CliLedger()
  opened.push(ledger)
  mkdirSync(dirname(ledger.masterKeyFile), { recursive: true })
  cpSync(join(`${oldData}.keys`, 'master.key'), ledger.masterKeyFile)
  return ledger
}

async function serveAsOperator(ledger: CliLedger): Promise<RunningService> {
  return ledger.serve({ KIROKUBO_OPERATOR_FILE: join(oldData, 'operator.json') })
}

/** A file that holds a key of that ledger. */
async function keyFile(ledger: CliLedger, ...scopes: string[]): Promise<string> {
  const file = join(ledger.folder, `${scopes.join('-')}.key`)
  writeFileSync(file, `${(await ledger.key(...scopes)).key}\n`, { mode: 0o600 })
  return file
}

function sampleEvents(): { data_subjects: { name?: string }[] }[] {
  const text = readFileSync('samples/portal/events.ndjson', 'utf8')
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

function someName(events: ReturnType<typeof sampleEvents>): string {
  return events.flatMap(event => event.data_subjects ?? []).find(({ name }) => name)?.name as string
}

async function behaves(service: RunningService) {
  const api = { url: service.url, key: oldKey }
  const events = sampleEvents()
  const replay = await call(api, 'POST', '/v1/provisions', events[7])
  expect(replay.status).toBe(200)
  const found = await call(api, 'POST', '/v1/provisions/search', { limit: 5 })
  expect(found.body.records).toHaveLength(5)
  const name = someName(events)
  const person = { data_subject: { name }, reason: 'test' }
  const searched = await call(api, 'POST', '/v1/provisions/search', person)
  expect(searched.body.records.length).toBeGreaterThan(0)
  const pdf = await fetch(`${service.url}/v1/extracts/1/pdf`, {
    headers: { Authorization: `Bearer ${oldKey}` },
  })
  expect(Buffer.from(await pdf.arrayBuffer())).toEqual(readFileSync(oldPdf))
}

test('an export is for its owner only, and shows nobody', () => {
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  expect(manifest.tables).toContainEqual(expect.objectContaining({ table: 'record', rows: 600 }))
  const name = someName(sampleEvents())
  for (const file of readdirSync(folder)) {
    expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600)
    expect(readFileSync(join(folder, file), 'utf8'), file).not.toContain(name)
  }
})

test('a finished export is not overwritten, and a folder of something else is left alone', async () => {
  const again = await old.run(['export', '--to', folder, '--data-dir', oldData])
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('finished export') })
  const taken = await old.run(['export', '--to', oldData, '--data-dir', oldData])
  expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') })
})

test('a new folder takes the ledger in: same counts and digests, same answers, same document', async () => {
  const house = newHouse()
  const dry = await house.run(['import', folder, '--dry-run', '--json'])
  expect(JSON.parse(dry.stdout).tables).toContainEqual({ table: 'record', rows: 600 })
  expect(readdirSync(house.folder)).toEqual(['data.keys'])

  const moved = await house.run(['import', folder, '--json'])
  expect(moved).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(moved.stdout)).toMatchObject({ ok: true })
  expect((await house.run(['verify'])).code).toBe(0)
  await behaves(await serveAsOperator(house))
  const words = await house.run(['import', folder])
  expect(words).toMatchObject({ code: 0, stdout: expect.stringContaining('same master key') })
})

test('a running service takes the ledger in over HTTP and answers as the old one did', async () => {
  const house = newHouse()
  const admin = await keyFile(house, 'admin')
  const service = await serveAsOperator(house)
  const remote = ['--url', service.url, '--key-file', admin]
  const moved = await house.run(['import', folder, '--json', ...remote])
  expect(moved).toMatchObject({ code: 0, stderr: '' })
  await behaves(service)
  expect(service.stderr()).not.toMatch(/"level":"error"/)

  const back = join(house.folder, 'back')
  const exported = await house.run(['export', '--to', back, '--json', ...remote])
  expect(exported.code).toBe(0)
  const digests = (text: string) =>
    JSON.parse(text)
      .tables.filter(({ table }: { table: string }) => table !== 'audit_event')
      .map(({ table, sha256 }: { table: string; sha256: string }) => `${table} ${sha256}`)
  const original = digests(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const returned = digests(exported.stdout)
  // Its own sources and keys came along, and events were replayed, which changes nothing else.
  const differing = original.filter((one: string) => !returned.includes(one))
  expect(differing.map((one: string) => one.split(' ')[0])).toEqual(['source', 'api_key'])
})

describe('nothing goes in', () => {
  test('of an export that was changed on the way: exit code 3', async () => {
    const house = newHouse()
    const changed = join(house.folder, 'changed')
    cpSync(folder, changed, { recursive: true })
    const file = join(changed, 'record.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"each"', '"batch"').replace('1', '2'))
    const { code, stdout } = await house.run(['import', changed])
    expect(code).toBe(3)
    expect(stdout).toContain('FAULT record.ndjson')
    expect(readdirSync(house.dataDir ? house.folder : '')).not.toContain('data')
  })

  test('of an export that was cut, or without the master key, or into another ledger', async () => {
    const house = newHouse()
    const cut = join(house.folder, 'cut')
    cpSync(folder, cut, { recursive: true })
    rmSync(join(cut, 'manifest.json'))
    const unfinished = await house.run(['import', cut])
    expect(unfinished).toMatchObject({ code: 1, stderr: expect.stringContaining('no finished') })

    const stranger = new CliLedger()
    opened.push(stranger)
    const keyless = await stranger.run(['import', folder])
    expect(keyless).toMatchObject({ code: 1, stderr: expect.stringContaining('master key') })
    expect(readdirSync(stranger.folder)).toEqual([])
    await stranger.key('admin')
    const other = await stranger.run(['import', folder])
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('another master key') })
  })
})

describe('the command line on a ledger behind a URL', () => {
  const house = new CliLedger()
  opened.push(house)
  let service: RunningService
  let admin: string
  beforeAll(async () => {
    admin = await keyFile(house, 'admin', 'retention')
    service = await house.serve()
  })
  const remote = (args: string, file = admin) =>
    house.run([...args.split(' '), '--url', service.url, '--key-file', file])

  test('makes, lists and revokes keys', async () => {
    const made = await remote('key create --source booking --scope provisions:write --json')
    expect(made).toMatchObject({ code: 0, stderr: '' })
    const { id, key } = JSON.parse(made.stdout)
    const list = await remote('key list --json')
    expect(JSON.parse(list.stdout)).toContainEqual(expect.objectContaining({ id }))
    expect(list.stdout).not.toContain(key)
    expect(JSON.parse((await remote(`key revoke ${id} --json`)).stdout)).toEqual({
      id,
      revoked: true,
    })
    const unknown = await remote('key revoke nobody')
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('key list') })
  })

  test('previews and runs retention, and reseals; the master key stays with its machine', async () => {
    const preview = await remote('retention preview --json')
    expect(JSON.parse(preview.stdout)).toMatchObject({ due: 0 })
    const run = await remote('retention run --yes --json')
    expect(JSON.parse(run.stdout)).toMatchObject({ state: 'done', erased: 0 })
    const resealed = await remote('vault reseal --json')
    expect(JSON.parse(resealed.stdout)).toMatchObject({ sealing_key_no: 2, left: 0 })
    const rotated = await remote('vault rotate-master')
    expect(rotated).toMatchObject({ code: 1, stderr: expect.stringContaining('without --url') })
  })

  test('says what the key may not do, and where a command must run', async () => {
    const weak = await keyFile(house, 'provisions:read')
    const refused = await remote('key list', weak)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('scope admin') })
    const local = await remote('verify')
    expect(local).toMatchObject({ code: 2, stderr: expect.stringContaining('this machine only') })
  })

  test.each([['a key file that others may read', 0o644, /chmod 600/]])(
    '%s is refused',
    async (_name, mode, message) => {
      const open = join(house.folder, 'open.key')
      writeFileSync(open, readFileSync(admin, 'utf8'), { mode })
      expect((await remote('key list', open)).stderr).toMatch(message)
    },
  )

  test('the key goes over https, or stays on this machine', async () => {
    const plain = ['key', 'list', '--url', 'http://records.example.jp', '--key-file', admin]
    expect(await house.run(plain)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('https://'),
    })
    const bare = await house.run(['key', 'list', '--url', service.url])
    expect(bare).toMatchObject({ code: 2, stderr: expect.stringContaining('--key-file') })
  })
})
