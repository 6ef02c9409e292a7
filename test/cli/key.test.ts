// API keys made and revoked beside a running service.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { CliLedger, call, provision, type RunningService } from '../support/cli.ts'

const ledger = new CliLedger()
let service: RunningService
beforeAll(async () => {
  service = await ledger.serve()
})
afterAll(() => ledger.remove())

test('a key made beside a running server works at once, and a revoked one is refused at once', async () => {
  const made = await ledger.run(
    'key create --source booking --scope provisions:write --scope provisions:read --json'.split(
      ' ',
    ),
  )
  expect(made).toMatchObject({ code: 0, stderr: '' })
  const key = JSON.parse(made.stdout)
  expect(Object.keys(key)).toEqual(['id', 'key', 'source', 'scopes', 'expires_at'])
  expect(key).toMatchObject({
    source: 'booking',
    scopes: ['provisions:write', 'provisions:read'],
    expires_at: null,
  })
  expect(key.key).toMatch(/^kb_[0-9A-Za-z]{36}$/)
  const api = { url: service.url, key: key.key }
  expect((await call(api, 'POST', '/v1/provisions', provision('A-1'))).status).toBe(201)

  const revoked = await ledger.run(['key', 'revoke', key.id, '--json'])
  expect(JSON.parse(revoked.stdout)).toEqual({ id: key.id, revoked: true })
  expect((await call(api, 'POST', '/v1/provisions', provision('A-2'))).status).toBe(401)
})

test('a key with days to live says when it ends', async () => {
  const { stdout } = await ledger.run(
    'key create --source crm --scope admin --expires-in-days 30 --json'.split(' '),
  )
  const inDays = (Date.parse(JSON.parse(stdout).expires_at) - Date.now()) / 86_400_000
  expect(inDays).toBeGreaterThan(29.9)
  expect(inDays).toBeLessThan(30.1)
})

test('the list never shows the text of a key', async () => {
  const { key } = await ledger.key('provisions:read')
  const { stdout } = await ledger.run(['key', 'list', '--json'])
  expect(stdout).not.toContain(key)
  expect(JSON.parse(stdout)).toContainEqual(
    expect.objectContaining({ source: 'test', scopes: ['provisions:read'], revoked_at: null }),
  )
})

test('making and revoking keys stands in the audit log, without the text of a key', async () => {
  const admin = await ledger.key('admin')
  const { body } = await call(
    { url: service.url, key: admin.key },
    'GET',
    '/v1/audit-events?after=0&kind=key.created',
  )
  const text = JSON.stringify(body)
  expect(text).toContain(admin.id)
  expect(text).not.toContain('kb_')
})

test.each([
  ['an unknown scope', 'key create --source a --scope everything', /Scopes are provisions:write/],
  ['a source with capitals', 'key create --source A --scope admin', /A source is 1–64/],
  ['no scope', 'key create --source a', /--scope/],
  ['an unknown command', 'key steal', /unknown command/],
  ['an unknown option', 'key list --colour', /unknown option/],
  ['--dry-run where nothing can be tried', 'key revoke abc --dry-run', /nothing was done/],
])('%s is a usage error: exit code 2', async (_name, args, message) => {
  const { code, stdout, stderr } = await ledger.run(args.split(' '))
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(message)
})

test('revoking a key that is none fails with exit code 1 and does not repeat a key text', async () => {
  const { code, stderr } = await ledger.run(['key', 'revoke', 'kb_shouldNotBeRepeated'])
  expect(code).toBe(1)
  expect(stderr).toContain('kirokubo key list')
  expect(stderr).not.toContain('shouldNotBeRepeated')
})
