// kirokubo register: the registers as files, for a reason, and only into places that are free.

import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CliLedger } from '../support/cli.ts'
import { pdfInfo } from '../support/pdf-text.ts'

let ledger: CliLedger
beforeAll(async () => {
  ledger = new CliLedger()
  await ledger.key('admin')
  await ledger.run(['retention', 'run', '--yes'])
})
afterAll(() => ledger.remove())

async function drawErasure(name: string): Promise<Uint8Array> {
  const out = join(ledger.folder, name)
  expect((await ledger.run(['register', 'erasure', '1', '--out', out])).code).toBe(0)
  return new Uint8Array(readFileSync(out))
}

test('the record of erasure is drawn by the number of its run', async () => {
  expect((await pdfInfo(await drawErasure('1.pdf'))).info.Title).toBe('廃棄記録')
  expect((await ledger.run(['register', 'erasure', '9'])).code).toBe(1)
})

test('a verification is kept, and the record of erasure says when it was', async () => {
  await ledger.run(['verify'])
  const unverified = readFileSync(join(ledger.folder, '1.pdf'))
  expect(Buffer.compare(await drawErasure('2.pdf'), unverified)).not.toBe(0)
})

test('the register of provision records asks for a reason, and is for its maker only', async () => {
  const out = join(ledger.folder, 'register.pdf')
  const refused = await ledger.run(['register', 'provisions', '--out', out])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--reason')])
  const args = ['register', 'provisions', '--edition', 'without_persons', '--reason', 'x']
  const made = await ledger.run([...args, '--out', out, '--json'])
  expect(JSON.parse(made.stdout)).toEqual({ file: out, bytes: readFileSync(out).length })
  expect((await pdfInfo(new Uint8Array(readFileSync(out)))).info.Title).toBe('第三者提供記録簿')
  expect(statSync(out).mode & 0o077).toBe(0)
  const again = await ledger.run([...args, '--out', out])
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is there already')])
})

test('a day that does not exist is a fault of the command', async () => {
  const args = ['register', 'provisions', '--reason', 'x', '--from', '2026-02-30']
  const { code, stderr } = await ledger.run(args)
  expect([code, stderr]).toEqual([2, expect.stringContaining('--from')])
})
