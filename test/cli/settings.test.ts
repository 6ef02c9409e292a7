// Settings: everything checked at start, every fault told at once.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../../src/runtimes/node/config.ts'
import { nextInTokyo } from '../../src/runtimes/node/daily.ts'
import { CliLedger } from '../support/cli.ts'

const ledger = new CliLedger()
afterAll(() => ledger.remove())

test('an unknown KIROKUBO_ variable is refused with the name that was meant', async () => {
  const { code, stderr } = await ledger.run(['serve'], { KIROKUBO_PROT: '9000' })
  expect(code).toBe(2)
  expect(stderr).toContain('KIROKUBO_PROT is no setting')
  expect(stderr).toContain('Did you mean KIROKUBO_PORT?')
})

test('all faults are told at once, those of the operator file too', () => {
  const operator = join(ledger.folder, 'operator.json')
  writeFileSync(operator, '{"name": "", "disclosure": {"due_days": "14"}, "fax": "1"}')
  const faults = faultsOf({
    KIROKUBO_PORT: '70000',
    KIROKUBO_BASE_URL: 'records.example.jp',
    KIROKUBO_OPERATOR_FILE: operator,
    KIROKUBO_DATADIR: '/x',
  })
  expect(faults.map(({ name }) => name)).toEqual([
    'KIROKUBO_DATADIR',
    'KIROKUBO_PORT',
    'KIROKUBO_BASE_URL',
    operator,
    operator,
    operator,
  ])
  expect(faults.map(({ detail }) => detail).join()).toMatch(
    /at \/name: .*at \/disclosure\/due_days: /,
  )
  expect(faults.every(({ fix }) => fix.length > 0)).toBe(true)
})

test('the operator file is found in the data directory, with a byte order mark too', () => {
  mkdirSync(ledger.dataDir, { recursive: true })
  writeFileSync(join(ledger.dataDir, 'operator.json'), '\uFEFF{"name": "見本"}')
  expect(loadConfig({}, { dataDir: ledger.dataDir }).operator.name).toBe('見本')
})

test('a blank variable counts as absent, --data-dir stands before the environment', () => {
  const config = loadConfig(
    { KIROKUBO_PORT: ' ', KIROKUBO_DATA_DIR: '/nowhere', UNRELATED: 'x' },
    { dataDir: ledger.dataDir },
  )
  expect(config).toMatchObject({ port: 8787, host: '127.0.0.1', dataDir: ledger.dataDir })
  expect(config.masterKeyFile.startsWith(`${ledger.dataDir}/`)).toBe(false)
})

test('the quiet hour is 03:30 in Japan, the next one, never now', () => {
  const at = (instant: string) =>
    new Date(nextInTokyo(Date.parse(instant), { hour: 3, minute: 30 })).toISOString()
  expect(at('2026-11-22T03:29:59+09:00')).toBe('2026-11-21T18:30:00.000Z')
  expect(at('2026-11-22T03:30:00+09:00')).toBe('2026-11-22T18:30:00.000Z')
  expect(at('2026-11-22T23:00:00+09:00')).toBe('2026-11-22T18:30:00.000Z')
})

function faultsOf(env: Record<string, string>) {
  try {
    loadConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}
