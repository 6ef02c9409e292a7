// The Worker as it is built, in workerd, beside Node: whatever is asked, both answer the same.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { createStores } from '../../src/db/stores.ts'
import { operatorSchema } from '../../src/domain/operator.ts'
import { provisionEventSchema } from '../../src/domain/provision-schema.ts'
import { createApp } from '../../src/http/app.ts'
import { documentationAsset } from '../../src/runtimes/node/documentation-asset.ts'
import { installBootstrapKey } from '../../src/runtimes/worker/bootstrap-key.ts'
import { d1Database } from '../../src/runtimes/worker/d1-database.ts'
import { QueryBudget } from '../../src/runtimes/worker/query-budget.ts'
import { WorkerVault } from '../../src/runtimes/worker/worker-vault.ts'
import type { Deps } from '../../src/usecases/ports.ts'
import { recordProvisions } from '../../src/usecases/record-provisions.ts'
import { type BlackBox, playSample } from '../support/black-box.ts'
import { type BootedWorker, type Bundle, bootWorker, buildWorker } from '../support/built-worker.ts'
import { EVENT } from '../support/test-api.ts'
import { Browser } from '../support/test-console.ts'
import { openTestLedger, readSample, SAMPLES, sampleFile } from '../support/test-ledger.ts'

const MAX_GZIPPED_BYTES = 1_000_000
/** What workerd itself has under nodejs_compat and the shared rooms may use. */
const PROVIDED = ['node:crypto', 'node:buffer', 'node:async_hooks']

let bundle: Bundle
let worker: BootedWorker | undefined
beforeAll(() => {
  bundle = buildWorker()
})
afterAll(() => worker?.stop())

/** The next empty Worker; the one before it stops. */
async function boot(vars: Record<string, string> = {}): Promise<BootedWorker> {
  await worker?.stop()
  worker = await bootWorker(bundle, vars)
  return worker
}

const boxOf = ({ url, key }: BootedWorker): BlackBox => ({
  key,
  fetch: (path, init) => fetch(new URL(path, url), init),
})

const post = (booted: BootedWorker, path: string, body: unknown, type = 'application/json') =>
  fetch(new URL(path, booted.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${booted.key}`, 'Content-Type': type },
    body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  })

async function linesOf(
  response: Response,
): Promise<{ line: number; status: number; problem?: object }[]> {
  const text = await response.text()
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
}

describe('the bundle', () => {
  test('is below a megabyte gzipped, without fonts', () => {
    const { length } = gzipSync(bundle.code)
    console.log(`Worker bundle: ${bundle.code.length} bytes, ${length} gzipped`)
    expect(length).toBeLessThan(MAX_GZIPPED_BYTES)
  })

  test('imports nothing of Node’s but what nodejs_compat provides natively', () => {
    const outside = Object.values(bundle.meta.outputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external }) => external)
      .map(({ path }) => path)
    expect(outside.filter(path => !PROVIDED.includes(path))).toEqual([])
    const inputs = Object.keys(bundle.meta.inputs)
    expect(inputs.length).toBeGreaterThan(100)
    // A polyfill that does nothing would hide a driver or a file that is not there.
    expect(inputs.filter(path => /better-sqlite3|unenv|hono\/node-server/.test(path))).toEqual([])
  })
})

describe.each(SAMPLES)('%s', sample => {
  test('gets from the Worker every answer that Node gives', { timeout: 120_000 }, async () => {
    const operator = readSample(sample, 'operator.json')
    const booted = await boot({ OPERATOR: JSON.stringify(operator) })
    const node = await openTestLedger({ operator })
    node.deps.clock = Date.now
    await installBootstrapKey(node.deps, booted.digest)
    const app = createApp({
      deps: node.deps,
      nextTurn: () => new Promise(resolve => setImmediate(resolve)),
      log: () => undefined,
      version: packageJson.version,
      newRequestId: () => randomUUID(),
      documentationAsset,
    })
    const expected = await playSample(
      { key: booted.key, fetch: async (path, init) => app.request(path, init) },
      sample,
    )
    node.close()
    const answers = await playSample(boxOf(booted), sample)
    expect(answers.map(({ call, status }) => `${status} ${call}`)).toEqual(
      expected.map(({ call, status }) => `${status} ${call}`),
    )
    for (const [n, answer] of answers.entries()) expect(answer).toEqual(expected[n])
    const count = (status: number) => answers.filter(answer => answer.status === status).length
    expect(count(500)).toBe(0)
    expect(count(201)).toBeGreaterThan(40)
  })
})

test('what the budget of a stream cannot hold answers 503, and sending it again ends well', async () => {
  const booted = await boot({ QUERY_BUDGET: '40' })
  let lines = readFileSync(sampleFile('portal', 'events.ndjson'), 'utf8').trimEnd().split('\n')
  for (let round = 1; lines.length > 0; round += 1) {
    const body = Buffer.from(lines.join('\n'))
    const answers = await linesOf(
      await post(booted, '/v1/provisions', body, 'application/x-ndjson'),
    )
    expect(answers).toHaveLength(lines.length)
    const left = answers.filter(({ status }) => status > 201)
    expect(left.filter(({ status }) => status !== 503)).toEqual([])
    if (round === 1) expect(left[0]?.problem).toMatchObject({ code: 'send_again', status: 503 })
    // Every go records something, so that going on comes to an end.
    expect(left.length).toBeLessThan(lines.length)
    lines = left.map(({ line }) => lines[line - 1] as string)
  }
  const single = await post(booted, '/v1/provisions', EVENT)
  expect([single.status, (await single.json()) as object]).toMatchObject([201, { record_no: 601 }])
})

test('requests that come at the same time are all recorded, none waits for another’s end', async () => {
  const booted = await boot()
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      post(booted, '/v1/provisions', { ...EVENT, event_id: `same-time-${n}` }),
    ),
  )
  const bodies = await Promise.all(
    answers.map(answer => answer.json() as Promise<{ record_no: number }>),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter(status => status !== 201)).toEqual([])
  expect(new Set(bodies.map(({ record_no }) => record_no)).size).toBe(40)
})

test('the night’s erasure is bounded, goes on at the next tick, and says what D1 keeps', async () => {
  const booted = await boot({ QUERY_BUDGET: '150' })
  expect((await post(booted, '/v1/provisions', EVENT)).status).toBe(201)
  await recordLongAgo(booted, 450)
  const scheduled = async (cron: string) => {
    const service = (await booted.miniflare.getWorker()) as unknown as {
      scheduled(event: { cron: string }): Promise<unknown>
    }
    await service.scheduled({ cron })
  }
  await scheduled('30 18 * * *')
  // The clock of the newest record is years behind: an administrator has to confirm it first.
  expect(await runsOf(booted)).toEqual([])
  expect((await post(booted, '/v1/retention/clock-confirmations', {})).status).toBeLessThan(300)
  await scheduled('*/5 19 * * *')
  expect(await runsOf(booted)).toEqual([])
  await scheduled('30 18 * * *')
  const [first] = await runsOf(booted)
  expect(first).toMatchObject({ state: 'stopped', report: { stopped_for: 'budget' } })
  expect(first?.erased).toBeGreaterThan(0)
  for (let tick = 0; tick < 10; tick += 1) await scheduled('*/5 19 * * *')
  const runs = await runsOf(booted)
  expect(runs.reduce((sum, { erased }) => sum + erased, 0)).toBe(450)
  expect(runs[0]).toMatchObject({
    state: 'done',
    started_by: 'schedule',
    report: {
      files: {
        vacuumed: false,
        refused: expect.arrayContaining(['vacuum', 'integrity_check']),
        kept_in_backups: { where: 'D1 Time Travel', days: 30 },
      },
    },
  })
  expect(runs.length).toBeLessThan(10)
})

test('a Worker without its secrets says which, and how they are set', async () => {
  const booted = await boot({ MASTER_KEY: 'short', QUERY_BUDGET: 'many', OPERATOR: '{"name": 3}' })
  const answer = await fetch(new URL('/healthz', booted.url))
  expect(answer.status).toBe(503)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const { errors } = (await answer.json()) as { errors: { pointer: string; fix: string }[] }
  expect(errors.map(({ pointer }) => pointer)).toEqual([
    '/MASTER_KEY',
    '/QUERY_BUDGET',
    '/OPERATOR',
  ])
  for (const { fix } of errors) expect(fix).not.toBe('')
})

test('people join by a link that an admin key asks for, and sign in', async () => {
  const booted = await boot()
  const answer = await post(booted, '/v1/users', {
    name: '見本 花子',
    email: 'hanako@example.jp',
    role: 'administrator',
  })
  const { link } = (await answer.json()) as { link: string }
  const site = booted.url.origin
  const browser = new Browser((url, init) => fetch(url, init), site)
  await browser.get(link)
  const password = 'ame no hi ha kasa wo wasureru'
  const page = await browser.submit(link, { password, repeated_password: password })
  expect([page.url, page.words]).toEqual(['/account', expect.stringContaining('見本 花子')])
  const [, style = ''] = /href="(\/console\/console\.\w+\.css)"/.exec(page.text) ?? []
  const css = await fetch(new URL(style, site))
  expect([css.status, css.headers.get('cache-control')]).toEqual([
    200,
    expect.stringContaining('immutable'),
  ])
  const another = new Browser((url, init) => fetch(url, init), site)
  expect((await another.signIn('hanako@example.jp', 'not the password')).status).toBe(422)
  expect((await another.signIn('hanako@example.jp', password)).url).toBe('/today')
})

interface Run {
  state: string
  erased: number
  started_by: string
  report: object
}

async function runsOf({ url, key }: BootedWorker): Promise<Run[]> {
  const answer = await fetch(new URL('/v1/retention/runs', url), {
    headers: { Authorization: `Bearer ${key}` },
  })
  const { runs } = (await answer.json()) as { runs: Run[] }
  return runs
}

/** Through the same use case and the same D1, with a clock of 2020. */
async function recordLongAgo(booted: BootedWorker, count: number) {
  const stores = createStores(d1Database(booted.d1, () => new QueryBudget(1_000_000)))
  const clock = () => Date.parse('2020-01-10T12:00:00+09:00')
  const vault = await WorkerVault.open({ masterKeys: [booted.masterKey], stores, clock })
  const deps = { clock, vault, stores, operator: operatorSchema.parse({}) } as unknown as Deps
  const caller = { actor: 'key:test', sourceId: 1, source: 'bootstrap' }
  const entries = Array.from({ length: count }, (_, n) => {
    const event = { ...EVENT, event_id: `old-${n}`, occurred_on: '2020-01-09' }
    return { caller, event: provisionEventSchema.parse(event), content: JSON.stringify(event) }
  })
  await recordProvisions(deps, entries)
}
