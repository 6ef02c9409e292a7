// /marks: placed and released in the browser, from the page that was read, and for what is there.

import { afterEach, expect, test } from 'vitest'
import { placeProtectiveMark, releaseProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { provision, TARO } from '../support/disclosure-ledger.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'

let office: TestConsole
afterEach(() => office.close())

async function open() {
  office = await openTestConsole()
  await office.record(provision([TARO, { name: '別人 一郎' }]), provision([TARO]))
  return office.signedIn('restricted_officer')
}
const WHY = { ground: 'order-11-1', reason: '所在を知られると危害のおそれ' }
const place = (browser: Browser, fields: Record<string, string>) =>
  browser.submit('/marks.new', { ...WHY, ...fields }, { from: '/marks.new' })
const hidden = async () =>
  (await office.deps.stores.protectiveMarks.findLines([1, 2])).map(
    ({ recordNo, line }) => `${recordNo}-${line}`,
  )

test.each([
  ['41-2', '1-2', ['1-2']],
  ['the words of the page', '記録1の2行目、記録2の1行目', ['1-2', '2-1']],
  ['full-width digits', '１－２', ['1-2']],
])('lines are read as %s', async (_what, records, lines) => {
  const browser = await open()
  await place(browser, { scope_by: 'lines', records })
  expect((await hidden()).sort()).toEqual(lines)
})

test.each([
  ['a line where records are asked for', 'records', '記録1の2行目', '「記録1の2行目」は'],
  ['a record where lines are asked for', 'lines', '1', '「1」は行の番号として読めません'],
  ['a line that is not there', 'lines', '1-3', '記録1の3行目はありません'],
  ['the last of many', 'records', `${'1、'.repeat(9_999)}99`, '記録99はありません'],
])('%s protects nothing and says what is wrong', async (_what, scope_by, records, words) => {
  const browser = await open()
  const page = await place(browser, { scope_by, records })
  expect([page.status, await hidden()]).toEqual([422, []])
  expect(page.words).toContain(words)
})

test('a mark of that code meanwhile stays as it is, and a release means the mark that was read', async () => {
  const browser = await open()
  const form = await browser.get('/marks.new')
  const mark = { code: 'P-1', ground: 'order-11-1', reason: 'x' } as const
  await placeProtectiveMark(office.deps, office.caller, { ...mark, scope: { record_nos: [1] } })
  const sent = { ...form.hidden('/marks.new'), ...WHY, scope_by: 'records', records: '2' }
  expect((await browser.post('/marks.new', { ...sent, code: 'P-1' })).words).toContain(
    'この番号の指定があります',
  )
  expect(await hidden()).toEqual(['1-0'])
  const release = (await browser.get('/marks/P-1/release')).hidden('/marks/P-1/release')
  await releaseProtectiveMark(office.deps, office.caller, 'P-1')
  await placeProtectiveMark(office.deps, office.caller, { ...mark, scope: { record_nos: [2] } })
  const refused = await browser.post('/marks/P-1/release', release)
  expect(refused.words).toContain('ほかの方が内容を変更しました')
  expect(await hidden()).toEqual(['2-0'])
})

test('the file of marks has what the list shows, and what they cover', async () => {
  const browser = await open()
  await place(browser, { scope_by: 'records', records: '2', code: 'P-1' })
  const file = await browser.get('/marks.csv')
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(file.text).toMatch(/P-1,保護中,.*,記録1件,2026-11-22 09:30,記録 2,見本 次郎/)
})
