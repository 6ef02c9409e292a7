// The words of the papers on the command line: checked, overridden one file at a time, looked at.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { loadTemplates } from '../../src/runtimes/node/template-files.ts'
import { CliLedger } from '../support/cli.ts'
import { pdfInfo, pdfPages } from '../support/pdf-text.ts'

const SHIPPED = fileURLToPath(new URL('../../templates/', import.meta.url))

const ledger = new CliLedger()
afterAll(() => ledger.remove())
const own = join(ledger.folder, 'templates')
const env = { KIROKUBO_TEMPLATES_DIR: own }

beforeEach(() => {
  rmSync(own, { recursive: true, force: true })
  mkdirSync(join(own, 'en'), { recursive: true })
})

/** Puts an edited copy of a shipped file into the operator's folder. */
function override(file: string, edit: (text: string) => string) {
  copyFileSync(join(SHIPPED, file), join(own, file))
  writeFileSync(join(own, file), edit(readFileSync(join(own, file), 'utf8')))
}

test('the shipped templates pass the check', async () => {
  const { code, stdout } = await ledger.run(['template', 'check', '--json'])
  expect({ code, stdout: JSON.parse(stdout) }).toEqual({
    code: 0,
    stdout: { ok: true, faults: [] },
  })
})

test('the check names file, place and the nearest valid name of every fault, and ends with 1', async () => {
  override('not-exist.json', text => text.replace('{arrivedOn}', '{arivedOn}'))
  override('en/withdrawal.json', text => text.replace('"sections"', '"sektions"'))
  override('common.json', text => text.replace('"記"', '"記😀"'))
  writeFileSync(join(own, 'not-exists.json'), '{}')
  const { code, stdout } = await ledger.run(['template', 'check'], env)
  expect(code).toBe(1)
  expect(stdout).toContain(
    'not-exist.json, opening: unknown placeholder {arivedOn}; did you mean "arrivedOn"?',
  )
  expect(stdout).toContain('en/withdrawal.json, sektions: unknown field; did you mean "sections"?')
  expect(stdout).toContain(
    'not-exists.json, (whole file): no paper has a template of this name; did you mean "not-exist.json"?',
  )
})

test('a character that no font has is a fault of its template', async () => {
  override('common.json', text => text.replace('"記"', '"記😀"'))
  const { code, stdout } = await ledger.run(['template', 'check', '--json'], env)
  expect(code).toBe(1)
  expect(JSON.parse(stdout).faults).toEqual([
    {
      file: 'common.json',
      path: 'notice',
      message: 'no font has U+1F600: write it with other characters',
    },
  ])
})

test('one file of the operator replaces one shipped file, in either edition', () => {
  override('not-exist.json', text => text.replace('(不存在のお知らせ)', '(ご通知)'))
  override('en/not-exist.json', text => text.replace('"title": "Notice', '"title": "Letter'))
  const { ja, en } = loadTemplates(own)
  const shipped = loadTemplates()
  expect(ja.letters.not_exist.title).toBe('第三者提供記録の開示のご請求について(ご通知)')
  expect(en.letters.not_exist.title).toBe('Letter that no such record exists')
  expect(ja.letters.disclosed_full).toEqual(shipped.ja.letters.disclosed_full)
  expect(ja.common).toEqual(shipped.ja.common)
  expect(en.annex).toEqual(shipped.en.annex)
})

test('a preview is a PDF of the paper in the words of the operator, written over the one before', async () => {
  override('not-exist.json', text => text.replace('(不存在のお知らせ)', '(ご通知)'))
  const out = join(ledger.folder, 'preview.pdf')
  for (let time = 1; time <= 2; time++) {
    const { code, stdout } = await ledger.run(
      ['template', 'preview', 'not-exist', '--out', out],
      env,
    )
    expect(code).toBe(0)
    expect(stdout).toContain(out)
  }
  const bytes = new Uint8Array(readFileSync(out))
  expect((await pdfInfo(bytes)).info.Title).toBe('第三者提供記録の開示のご請求について(ご通知)')
  expect((await pdfPages(bytes)).join('')).toContain('𠮷邉 髙﨑')
})

test('a preview in English is told by its name, and an unknown paper by the nearest', async () => {
  const out = join(ledger.folder, 'english.pdf')
  const args = ['template', 'preview', 'request-form', '--edition', 'en', '--out', out, '--json']
  const { stdout } = await ledger.run(args)
  expect(JSON.parse(stdout)).toMatchObject({ name: 'request-form', edition: 'en', file: out })
  expect((await pdfInfo(new Uint8Array(readFileSync(out)))).lang).toBe('en')
  const unknown = await ledger.run(['template', 'preview', 'request-from'])
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('did you mean "request-form"?')
})
