// kirokubo user: people made, listed, let in again and shut out, here and behind a URL.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CliLedger } from '../support/cli.ts'

let ledger: CliLedger
beforeEach(() => {
  ledger = new CliLedger()
})
afterEach(() => ledger.remove())

const create = (role: string, email = `${role}@example.jp`) => [
  ...['user', 'create', '--name', '見本 花子', '--email', email, '--role', role],
]
const json = async (args: string[]) => JSON.parse((await ledger.run([...args, '--json'])).stdout)

test('a user is made with a link for the address that people open, listed, and shut out', async () => {
  const env = { KIROKUBO_BASE_URL: 'https://records.example.jp' }
  const made = await ledger.run(create('administrator'), env)
  expect(made.stdout).toMatch(/https:\/\/records\.example\.jp\/invite\/[\w-]{43}\n/)
  const { id } = await json(create('officer'))
  const users = await json(['user', 'list'])
  expect(users).toMatchObject([
    { name: '見本 花子', role: 'administrator', joined: false, disabled_at: null },
    { id, role: 'officer' },
  ])
  const again = await json(['user', 'link', id])
  expect(again.link).toMatch(/\/invite\/[\w-]{43}$/)
  expect(await json(['user', 'disable', id])).toEqual({ id, disabled: true })
  expect(await json(['user', 'disable', id])).toEqual({ id, disabled: false })
  const gone = await ledger.run(['user', 'link', id])
  expect([gone.code, gone.stdout]).toEqual([1, ''])
})

test('what cannot be is told with its mend, and changes nothing', async () => {
  const { id } = await json(create('administrator'))
  for (const [args, code, words] of [
    [create('administrator'), 1, 'There is a user with this e-mail address'],
    [create('king'), 2, 'Allowed choices are officer'],
    [create('officer', 'hanako'), 2, 'must be an e-mail address'],
    [['user', 'disable', id], 1, 'only administrator'],
    [['user', 'disable', 'nobody'], 1, 'nothing here'],
  ] as [string[], number, string][]) {
    const { code: found, stderr } = await ledger.run(args)
    expect([found, stderr]).toEqual([code, expect.stringContaining(words)])
  }
  expect(await json(['user', 'list'])).toHaveLength(1)
})

test('behind a URL the same, with an admin key', async () => {
  const { key } = await ledger.key('admin')
  const file = join(ledger.folder, 'key')
  writeFileSync(file, key, { mode: 0o600 })
  const service = await ledger.serve()
  const at = ['--url', service.url, '--key-file', file]
  const made = JSON.parse((await ledger.run([...create('officer'), ...at, '--json'])).stdout)
  expect(made.link.startsWith(`${service.url}/invite/`)).toBe(true)
  expect((await fetch(made.link)).status).toBe(200)
  expect((await ledger.run(['user', 'disable', made.id, ...at])).stdout).toContain('Disabled user')
  expect((await fetch(made.link)).status).toBe(410)
  expect((await ledger.run(['user', 'list', ...at])).stdout).toContain('officer')
  await service.end()
})
