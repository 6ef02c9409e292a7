// Commands on a ledger: the vault's keys, import, verify, retention, the demo.

import {
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CliLedger, call, freePorts, provision } from '../support/cli.ts'

let ledger: CliLedger
beforeEach(() => {
  ledger = new CliLedger()
})
afterEach(() => ledger.remove())

test('a new master key, and a new sealing key, leave a running server serving and every look-up finding', async () => {
  const { key } = await ledger.key('provisions:write', 'provisions:read')
  const service = await ledger.serve()
  const api = { url: service.url, key }
  await call(api, 'POST', '/v1/provisions', provision('A-1'))
  const before = readFileSync(ledger.masterKeyFile, 'utf8')

  expect((await ledger.run(['vault', 'rotate-master'])).code).toBe(0)
  expect(readFileSync(ledger.masterKeyFile, 'utf8')).not.toBe(before)
  expect(statSync(ledger.masterKeyFile).mode & 0o777).toBe(0o600)
  expect((await call(api, 'POST', '/v1/provisions', provision('A-2'))).status).toBe(201)
  expect(await found(api)).toBe(2)

  expect((await ledger.run(['vault', 'reseal'])).code).toBe(0)
  expect((await call(api, 'POST', '/v1/provisions', provision('A-3'))).status).toBe(201)
  expect(await found(api)).toBe(3)

  await service.end()
  const again = await ledger.serve()
  expect(await found({ ...api, url: again.url })).toBe(3)
})

async function found(api: { url: string; key: string }): Promise<number> {
  const { body } = await call(api, 'POST', '/v1/provisions/search', {
    data_subject: { name: '見本花子' },
    reason: 'test',
  })
  return body.records.length
}

test('an import records what can be understood, names each other line, and may be run again', async () => {
  const file = join(ledger.folder, 'events.ndjson')
  const lines = [
    JSON.stringify(provision('A-1')),
    '',
    'no JSON',
    JSON.stringify({ ...provision('A-2', '秘密 太郎'), basis: 'whim' }),
    JSON.stringify(provision('A-3')),
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  const early = await ledger.run(['import', file, '--source', 'test'])
  expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no ledger') })

  await ledger.key('provisions:write')
  const tried = await ledger.run(['import', file, '--source', 'test', '--dry-run', '--json'])
  expect(JSON.parse(tried.stdout)).toMatchObject({ lines: 4, recorded: 2 })
  const first = await ledger.run(['import', file, '--source', 'test', '--json'])
  expect(first.code).toBe(1)
  expect(JSON.parse(first.stdout)).toMatchObject({ lines: 4, recorded: 2, replayed: 0 })
  expect(first.stderr).toMatch(/^line 3: 400 invalid_json/m)
  expect(first.stderr).toMatch(/^line 4: 422 invalid_body.*\n {2}\/basis: /m)
  expect(first.stderr).not.toContain('秘密')
  const second = await ledger.run(['import', file, '--source', 'test', '--json'])
  expect(JSON.parse(second.stdout)).toMatchObject({ recorded: 0, replayed: 2 })

  const unknown = await ledger.run(['import', file, '--source', 'nobody'])
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('no source nobody') })
})

test('verify tells a sealed value that was edited, and a damaged file, with exit code 3', async () => {
  await ledger.key('provisions:write')
  const file = join(ledger.folder, 'events.ndjson')
  writeFileSync(file, `${JSON.stringify(provision('A-1'))}\n`)
  await ledger.run(['import', file, '--source', 'test'])
  const whole = await ledger.run(['verify', '--json'])
  expect(whole.code).toBe(0)
  expect(JSON.parse(whole.stdout)).toMatchObject({ ok: true, records: 1, faults: [] })

  const path = join(ledger.dataDir, 'ledger.db')
  const raw = new Database(path)
  const id = raw.prepare('select max(wording_id) from wording').pluck().get()
  raw.prepare('update wording set sealed = zeroblob(60) where wording_id = ?').run(id)
  raw.close()
  const edited = await ledger.run(['verify', '--json'])
  expect(edited.code).toBe(3)
  expect(JSON.parse(edited.stdout).faults).toEqual([`wording ${id} does not open`])

  const handle = openSync(path, 'r+')
  for (let at = 8192; at < statSync(path).size; at += 512) {
    writeSync(handle, Buffer.alloc(256, 0xff), 0, 256, at)
  }
  expect((await ledger.run(['verify'])).code).toBe(3)
})

test('retention run erases only when told so, and a dry run never', async () => {
  await ledger.run(['migrate'])
  const refused = await ledger.run(['retention', 'run'])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('Add --yes') })
  const dry = await ledger.run(['retention', 'run', '--dry-run', '--as-of', '2040-01-01', '--json'])
  expect(JSON.parse(dry.stdout)).toMatchObject({ state: 'done', dry_run: true, erased: 0 })
  const run = await ledger.run(['retention', 'run', '--yes', '--json'])
  expect(JSON.parse(run.stdout)).toMatchObject({ state: 'done', dry_run: false, erased: 0 })
  const preview = await ledger.run(['retention', 'preview', '--as-of', '2026-02-30'])
  expect(preview).toMatchObject({ code: 2, stderr: expect.stringContaining('a day that exists') })
})

test('the doctor finds nothing in the way of a new ledger, and says what is', async () => {
  expect((await ledger.run(['doctor'])).code).toBe(0)
  await ledger.run(['migrate'])
  expect((await ledger.run(['doctor'])).code).toBe(0)
  const lost = await ledger.run(['doctor'], {
    KIROKUBO_MASTER_KEY_FILE: join(ledger.folder, 'lost.key'),
  })
  expect(lost.code).toBe(1)
  expect(lost.stdout).toMatch(/^fail {2}Master key file: .* is missing\n {6}→ /m)
})

test('the demo works both operators through to a PDF, and its ledger answers the command line', async () => {
  const port = await freePorts(2)
  const { code, stdout, stderr } = await ledger.run(
    ['demo', '--once', '--json', '--port', String(port)],
    { TMPDIR: ledger.folder, KIROKUBO_DATA_DIR: '' },
  )
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const { ledgers, folder } = JSON.parse(stdout)
  expect(ledgers).toHaveLength(2)
  for (const { pdf, events, curl, console: link } of ledgers) {
    expect(events).toBe(600)
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(curl).toContain('/v1/provisions')
    expect(link).toMatch(/^http:\/\/localhost:\d+\/invite\//)
  }
  const dataDir = join(folder, 'portal', 'data')
  expect((await ledger.run(['verify', '--data-dir', dataDir])).code).toBe(0)

  const extract = ['extract', '1', '--data-dir', dataDir, '--out', join(ledger.folder, 'out.pdf')]
  const silent = await ledger.run(extract)
  expect(silent).toMatchObject({ code: 2, stderr: expect.stringContaining('--reason') })
  expect(existsSync(join(ledger.folder, 'out.pdf'))).toBe(false)
  expect((await ledger.run([...extract, '--reason', '郵送のため'])).code).toBe(0)
  expect(readFileSync(join(ledger.folder, 'out.pdf'))).toEqual(readFileSync(ledgers[1].pdf))
  expect(readdirSync(ledger.folder).filter(name => name.endsWith('.tmp'))).toEqual([])
})

test('a taken port of the demo is told with its mend', async () => {
  const service = await ledger.serve()
  const { port } = new URL(service.url)
  const { code, stderr } = await ledger.run(['demo', '--once', '--port', port], {
    TMPDIR: ledger.folder,
  })
  expect(code).toBe(1)
  expect(stderr).toContain('--port')
})
