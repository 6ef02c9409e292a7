// Starting, stopping and being killed: what a machine does to a service.

import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/runtimes/node/config.ts'
import { openLedger } from '../../src/runtimes/node/open-ledger.ts'
import { CliLedger, call, provision } from '../support/cli.ts'

let ledger: CliLedger
beforeEach(() => {
  ledger = new CliLedger()
})
afterEach(() => ledger.remove())

test('the first start makes a master key and an API key for their owner only, the second start neither', async () => {
  const first = await ledger.serve()
  expect(first.stdout()).toContain(ledger.masterKeyFile)
  expect(first.stdout()).not.toContain('kb_')
  const masterKey = readFileSync(ledger.masterKeyFile, 'utf8')
  const keyFile = join(ledger.dataDir, 'first-api-key')
  for (const file of [ledger.masterKeyFile, keyFile, join(ledger.dataDir, 'ledger.db')]) {
    expect(statSync(file).mode & 0o777, file).toBe(0o600)
  }
  const key = readFileSync(keyFile, 'utf8').trim()
  const api = { url: first.url, key }
  expect((await call(api, 'POST', '/v1/provisions', provision('A-1'))).status).toBe(201)
  expect((await first.end()).code).toBe(0)

  const second = await ledger.serve()
  expect(second.stdout()).not.toContain('Made the master key')
  expect(second.stdout()).not.toContain('first API key')
  expect(readFileSync(ledger.masterKeyFile, 'utf8')).toBe(masterKey)
  expect(JSON.parse((await ledger.run(['key', 'list', '--json'])).stdout)).toHaveLength(1)
  expect((await call({ ...api, url: second.url }, 'GET', '/v1/provisions/1')).status).toBe(200)
})

test('the log is one JSON object a line and names nobody', async () => {
  const { key } = await ledger.key('provisions:write', 'provisions:read')
  const service = await ledger.serve()
  const api = { url: service.url, key }
  await call(api, 'POST', '/v1/provisions', provision('A-1', '秘密 太郎'))
  await call(api, 'GET', '/v1/provisions/1?name=secret')
  const { stderr } = await service.end()
  const entries = stderr
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(entries.map(({ event }) => event)).toEqual(['listening', 'request', 'request', 'stopped'])
  expect(stderr).not.toMatch(/秘密|secret|kb_/)
})

test('a second server on the same data directory is refused, and says so', async () => {
  await ledger.serve()
  const { code, stderr } = await ledger.run(['serve', '--port', '0'])
  expect(code).toBe(1)
  expect(stderr).toContain('Another Kirokubo server already serves')
})

test('a taken port is told with its mend', async () => {
  const other = new CliLedger()
  try {
    const { url } = await other.serve()
    const { code, stderr } = await ledger.run(['serve', '--port', new URL(url).port])
    expect(code).toBe(1)
    expect(stderr).toMatch(/is taken by another program.\n {2}→ .*--port/)
  } finally {
    other.remove()
  }
})

test('without its master key a ledger does not start, and no other key is made', async () => {
  await ledger.run(['migrate'])
  const elsewhere = join(ledger.folder, 'elsewhere', 'master.key')
  const { code, stderr } = await ledger.run(['serve', '--port', '0'], {
    KIROKUBO_MASTER_KEY_FILE: elsewhere,
  })
  expect(code).toBe(1)
  expect(stderr).toContain('is missing')
  expect(statSync(elsewhere, { throwIfNoEntry: false })).toBeUndefined()
})

test('SIGTERM to npm stops the service too', async () => {
  const service = await ledger.serveByNpm()
  // `close` comes when the last process that holds the pipes has ended, not with the shell.
  const { stderr } = await service.end()
  expect(stderr).toContain('"event":"stopped"')
  await expect(fetch(`${service.url}/healthz`)).rejects.toThrow()
})

test('a request that runs when the service is told to stop is answered', async () => {
  const { key } = await ledger.key('provisions:write')
  const service = await ledger.serve()
  const answer = fetch(`${service.url}/v1/provisions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    duplex: 'half',
    body: new ReadableStream({
      async start(controller) {
        const text = JSON.stringify(provision('A-1'))
        controller.enqueue(Buffer.from(text.slice(0, 20)))
        await new Promise(resolve => setTimeout(resolve, 500))
        void service.end()
        await new Promise(resolve => setTimeout(resolve, 500))
        controller.enqueue(Buffer.from(text.slice(20)))
        controller.close()
      },
    }),
  } as RequestInit)
  expect((await answer).status).toBe(201)
  expect((await service.end()).code).toBe(0)
  expect(service.stderr()).toContain('"event":"stopped"')
})

describe.each(['SIGTERM', 'SIGKILL'] as const)('%s in the middle of a stream', signal => {
  test('loses nothing that was acknowledged', async () => {
    const { key } = await ledger.key('provisions:write')
    const service = await ledger.serve()
    const acknowledged: number[] = []
    let posted = 0
    const response = await fetch(`${service.url}/v1/provisions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' },
      duplex: 'half',
      body: new ReadableStream({
        async pull(controller) {
          posted += 1
          controller.enqueue(Buffer.from(`${JSON.stringify(provision(`S-${posted}`))}\n`))
          await new Promise(resolve => setTimeout(resolve, 2))
        },
      }),
    } as RequestInit)
    let ended: ReturnType<typeof service.end> | undefined
    let rest = ''
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const { status, record_no: recordNo } = JSON.parse(line)
          if (status === 201) acknowledged.push(recordNo)
        }
        if (acknowledged.length >= 50) ended ??= service.end(signal)
      }
    } catch {
      // The stream is cut: that is what this is about.
    }
    await ended
    expect(acknowledged.length).toBeGreaterThanOrEqual(50)

    const config = loadConfig({}, { dataDir: ledger.dataDir })
    const { deps, close } = await openLedger(config)
    const kept = await deps.stores.records.findCurrent(acknowledged)
    close()
    expect(kept).toHaveLength(acknowledged.length)
    expect((await ledger.run(['verify'])).code).toBe(0)
  })
})

test('the first start keeps a link for its owner, from which the first administrator comes; later ones do not', async () => {
  const first = await ledger.serve()
  const file = join(ledger.dataDir, 'first-administrator')
  expect(first.stdout()).toContain(file)
  expect(first.stdout()).not.toContain('/first/')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const link = readFileSync(file, 'utf8').trim()
  const local = `${first.url}${new URL(link).pathname}`
  const page = await fetch(local)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('最初の管理者')])
  expect(first.stderr()).not.toContain(link.split('/first/')[1] as string)
  await first.end()

  const made = await ledger.run([
    ...['user', 'create', '--name', '見本 花子', '--email', 'a@example.jp'],
    ...['--role', 'administrator', '--json'],
  ])
  expect(JSON.parse(made.stdout).link).toMatch(/^http:\/\/localhost:8787\/invite\/[\w-]{43}$/)
  const second = await ledger.serve()
  expect(second.stdout()).not.toContain('first administrator')
  expect((await fetch(`${second.url}${new URL(link).pathname}`)).status).toBe(410)
  await second.end()
})
