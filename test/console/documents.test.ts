// /documents and /registers: papers looked at, checked and made in the browser.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { faultInWords } from '../../src/console/template-fault-words.ts'
import { startPrinter } from '../../src/runtimes/node/printer.ts'
import { SHIPPED_TEMPLATES } from '../../src/runtimes/node/template-files.ts'
import { OPERATOR, provision, TARO } from '../support/disclosure-ledger.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let office: TestConsole
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0)) await one()
  office.close()
})

async function open() {
  const ledger = await openTestLedger({ operator: OPERATOR })
  await ledger.record(provision([TARO]))
  office = await openTestConsole(ledger)
  return office.signedIn('officer')
}

/** The words of a PDF that a page of ours answered with. */
async function pdfAt(browser: Browser, path: string, init: RequestInit = {}) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await office.app.request(`http://localhost:8787${path}`, {
    ...init,
    headers: { ...init.headers, Cookie: cookie },
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const pages = await pdfPages(new Uint8Array(await response.arrayBuffer()))
  return { response, text: pages.join('').replaceAll(/\s/g, '') }
}

test('every paper stands by its title, with a preview of invented data in both editions', async () => {
  const officer = await open()
  const page = await officer.get('/documents')
  for (const title of ['第三者提供記録簿', '廃棄記録', '委任状', '文書の送付について']) {
    expect(page.words).toContain(title)
  }
  const previews = [...page.text.matchAll(/href="(\/documents\/papers\/[^"]+)"/g)]
  expect(previews.length).toBe(2 * (await office.deps.papers.listPapers()).length)
  const ja = await pdfAt(officer, '/documents/papers/withdrawal?edition=ja')
  expect(ja.text).toContain('ご請求の取下げについて')
  expect(ja.response.headers.get('content-disposition')).toMatch(/^inline/)
  const en = await pdfAt(officer, '/documents/papers/erasure-record?edition=en')
  expect(en.text).toMatch(/erasure/i)
  for (const path of ['nothing', 'common', 'withdrawal?edition=fr']) {
    expect((await officer.get(`/documents/papers/${path}`)).status).toBe(404)
  }
})

test('the forms for requesters are downloaded with the operator’s letterhead', async () => {
  const officer = await open()
  const form = await pdfAt(officer, '/documents/forms/request_form?edition=ja')
  expect(form.text).toContain('株式会社見本')
  expect(form.response.headers.get('content-disposition')).toMatch(/^attachment/)
  expect((await officer.get('/documents/forms/withdrawal')).status).toBe(404)
})

test('a check names every fault of the files as they lie there, in the officer’s words', async () => {
  const officer = await open()
  const templatesDir = mkdtempSync(join(tmpdir(), 'kirokubo-templates-'))
  undo.push(() => rmSync(templatesDir, { recursive: true }))
  cpSync(SHIPPED_TEMPLATES, templatesDir, { recursive: true })
  const printer = startPrinter({ templatesDir })
  undo.push(() => printer.close())
  office.deps.papers = printer
  expect((await officer.get('/documents')).words).toContain('まだ点検していません')
  expect((await officer.get('/documents/check')).words).toContain('すべての文書を印刷できます')

  const edit = (name: string, change: (text: string) => string) => {
    const file = join(templatesDir, name)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  }
  edit('withdrawal.json', text => text.replace('"title"', '"titel"'))
  edit('not-exist.json', text => text.replaceAll('{receivedOn', '{recievedOn'))
  edit('cover-letter.json', text => text.slice(0, -5))
  edit('common.json', text => text.replace(/\{scopeFrom\}|\{docNo\}/, '{docNumber}'))
  rmSync(join(templatesDir, 'annex.json'))
  writeFileSync(join(templatesDir, 'coverletter.json'), '{}')
  writeFileSync(join(templatesDir, 'annex.json'), '{"mark": "別紙"}')
  const faults = await printer.checkTemplates()
  expect(faults.length).toBeGreaterThan(4)
  expect(faults.map(one => faultInWords(one, 'ja')).join('\n')).not.toContain(
    '書き方が正しくありません',
  )
  const page = await officer.get('/documents/check')
  expect(page.words).toContain(`問題が${faults.length}件あります`)
  expect(page.words).toContain('JSONとして読めません')
  expect(page.words).toContain('必要な項目がありません')
  expect(page.words).toContain('「cover-letter.json」ではありませんか')
  expect((await officer.get('/documents')).words).toContain(`問題が${faults.length}件ありました`)
  // What is printed meanwhile are the words of the start.
  await pdfAt(officer, '/documents/papers/withdrawal')
})

test('a register is made with a reason, sealed into the log, and listed afterwards', async () => {
  const officer = await open()
  expect((await officer.get('/registers')).words).toContain('まだ作成していません')
  const without = await officer.submit('/registers', { edition: 'full' })
  expect([without.status, without.text.includes('id="reason-fault"')]).toEqual([422, true])
  const backwards = { from: '2026-11-02', to: '2026-11-01', reason: 'x', edition: 'full' }
  expect((await officer.submit('/registers', backwards)).text).toContain('id="to-fault"')
  const nobody = { third_party: 'nobody', reason: 'x', edition: 'full' }
  expect((await officer.submit('/registers', nobody)).text).toContain('id="third_party-fault"')

  const post = (fields: Record<string, string>, browser = officer) => {
    const { _csrf = '' } = browser.page?.hidden('/registers') ?? {}
    return pdfAt(browser, '/registers', {
      method: 'POST',
      body: new URLSearchParams({ ...fields, _csrf }),
      headers: { Origin: 'http://localhost:8787', 'Sec-Fetch-Site': 'same-origin' },
    })
  }
  const full = await post({ edition: 'full', reason: '内部監査 例示太郎' })
  expect(full.text).toContain('架空太郎')
  const bare = await post({ edition: 'without_persons', reason: 'x', translation: 'en' })
  expect(bare.text).not.toContain('架空太郎')
  const [event] = await office.deps.stores.audit.newest({ kind: 'register.made', limit: 1 })
  expect(JSON.stringify(event)).not.toContain('例示')
  const list = await officer.get('/registers')
  expect(list.words).toMatch(/見本 花子 本人欄省略版 全期間 .*見本 花子 全部版/)
  const auditor = await office.signedIn('auditor')
  await auditor.get('/registers')
  expect((await post({ edition: 'full', reason: '監査' }, auditor)).text).toContain('架空太郎')
})
