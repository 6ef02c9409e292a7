// /holds: placed, reviewed and released in the browser; what they keep is told.

import { afterEach, expect, test, vi } from 'vitest'
import { amendRecord } from '../../src/usecases/amend-record.ts'
import type { AgeingRecord } from '../../src/usecases/retention-ports.ts'
import { provision, TARO } from '../support/disclosure-ledger.ts'
import {
  type Browser,
  openTestConsole,
  type Page,
  type TestConsole,
} from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let office: TestConsole
afterEach(() => office.close())

async function open() {
  const ledger = await openTestLedger({
    operator: { identifier_schemes: { member_id: { kind: 'code', unique_to_person: true } } },
  })
  await ledger.record(
    provision([TARO]),
    provision([{ name: '別人 一郎' }], { third_party: { code: 'clinic', name: '見本歯科' } }),
  )
  office = await openTestConsole(ledger)
  return office.signedIn('officer')
}
const place = (browser: Browser, fields: Record<string, string>) =>
  browser.submit('/holds.new', fields, { from: '/holds.new' })
const keptOn = ({ text }: Page) =>
  [...text.matchAll(/href="\/records\/(\d+)"/g)].map(match => match[1]).sort()
const inForce = async () =>
  (await office.deps.stores.retention.listHolds()).filter(one => !one.released).length

test('an empty list says when to place one', async () => {
  const browser = await open()
  const page = await browser.get('/holds')
  expect(page.words).toContain('保全はまだありません')
  expect(page.text).toContain('href="/holds.new"')
})

test.each([
  ['a person', { scope_by: 'person', name: '架空 太郎', birth_date: '1990-04-01' }, ['1']],
  ['a person by an identifier', { scope_by: 'person', id_member_id: 'M-1' }, ['1']],
  ['a third party', { scope_by: 'third_party', third_party: 'clinic' }, ['2']],
  ['records', { scope_by: 'records', records: '1、2' }, ['1', '2']],
])('a hold on %s is placed, and tells what it keeps', async (_what, scope, kept) => {
  const browser = await open()
  const page = await place(browser, { matter: '訴訟 甲第1号', ...scope } as never)
  expect(page.url).toMatch(/^\/holds\/H-[a-z2-7]{6}$/)
  expect(page.words).toContain('保全を始めました')
  expect(keptOn(page)).toEqual(kept)
  expect(page.words).toContain('2027-11-22')
  expect(await inForce()).toBe(1)
})

test.each([
  ['matter', { scope_by: 'records', records: '1' }, 'matter'],
  ['who it is about', { matter: 'x', scope_by: 'person', birth_date: '1990-04-01' }, 'name'],
  ['which records', { matter: 'x', scope_by: 'records' }, 'records'],
  ['a third party', { matter: 'x', scope_by: 'third_party' }, 'third_party'],
  [
    'a real day',
    { matter: 'x', scope_by: 'records', records: '1', review_on: '2027-02-30' },
    'review_on',
  ],
])('a form without %s comes back with the fault at its field', async (_what, fields, at) => {
  const browser = await open()
  const page = await place(browser, fields as never)
  expect(page.status).toBe(422)
  expect(page.text).toContain(`id="${at}-fault"`)
  expect(await inForce()).toBe(0)
})

test('a hold past its review says so; reviewed, it goes on; released, it is over', async () => {
  const browser = await open()
  const scope = { scope_by: 'records', records: '1', review_on: '2026-12-01', code: 'suit' }
  await place(browser, { matter: '訴訟', ...scope })
  expect((await browser.get('/holds')).words).not.toContain('見直しの日が来た')
  // Due on the day itself, here as on the page of the day.
  office.setNow('2026-12-01T10:00:00+09:00')
  await browser.signIn((await office.person('officer')).email)
  expect((await browser.get('/holds')).words).toContain('見直しの日が来た保全が1件')
  expect((await browser.get('/today')).words).toMatch(/suit 2026-12-01/)
  await browser.get('/holds/suit')
  const reviewed = await browser.submit('/holds/suit', { matter: '訴訟', review_on: '2027-06-01' })
  expect(reviewed.words).toContain('2027-06-01')
  expect(reviewed.words).not.toContain('来ています')
  const same = await place(browser, { matter: 'x', ...scope })
  expect(same.words).toContain('この番号の保全があります')
  const from = { from: '/holds/suit/release' }
  expect((await browser.submit('/holds/suit/release', {}, from)).text).toContain('reason-fault')
  const over = await browser.submit('/holds/suit/release', { reason: '和解が成立した' }, from)
  expect([over.url, await inForce()]).toEqual(['/holds', 0])
  expect(over.words).toMatch(/suit 解除済み/)
  expect((await browser.get('/holds/suit')).words).toContain('解除する理由 和解が成立した')
})

test('what a colleague changed meanwhile is neither changed nor released from an older page', async () => {
  const browser = await open()
  await place(browser, { matter: '訴訟', scope_by: 'records', records: '1', code: 'suit' })
  const stale = (await browser.get('/holds/suit')).hidden('/holds/suit')
  const release = await browser.get('/holds/suit/release')
  await browser.submit('/holds/suit', { matter: '訴訟 甲第2号' }, { from: '/holds/suit' })
  const refused = await browser.post('/holds/suit', { ...stale, matter: '調停' })
  expect(refused.status).toBe(422)
  expect(refused.words).toContain('ほかの方が内容を変更しました')
  expect(refused.words).toMatch(/お送りになった内容.* 調停 .*事案 訴訟 甲第2号/)
  const reason = '和解'
  const kept = await browser.post('/holds/suit/release', {
    ...release.hidden('/holds/suit/release'),
    reason,
  })
  expect([kept.words.includes('ほかの方が'), await inForce()]).toEqual([true, 1])
  await browser.submit('/holds/suit/release', { reason }, { from: '/holds/suit/release' })
  // Over; the page that was opened before does not bring it back.
  const back = await browser.post('/holds/suit', { ...stale, matter: '調停' })
  expect([back.status, await inForce()]).toEqual([422, 0])
})

test('before a release the page tells how many records the next erasure would take', async () => {
  const browser = await open()
  await place(browser, { matter: '訴訟', scope_by: 'records', records: '1 2', code: 'suit' })
  await place(browser, { matter: '調査', scope_by: 'records', records: '2', code: 'other' })
  expect((await browser.get('/holds/suit/release')).words).toContain('今はありません')
  office.setNow('2031-01-10T12:00:00+09:00')
  await browser.signIn((await office.person('officer')).email)
  expect((await browser.get('/holds/suit/release')).words).toContain('次の廃棄でなくなる記録: 1件')
  expect((await browser.get('/holds/other/release')).words).toContain('今はありません')
})

test('and looks at no other records for it, but at those that named the third party once', async () => {
  const browser = await open()
  const scope = { scope_by: 'third_party', third_party: 'dentist', code: 'suit' }
  const { third_party: whole } = provision([TARO]) as { third_party: object }
  await office.record(provision([TARO], { third_party: { ...whole, code: 'dentist' } }))
  await place(browser, { matter: '訴訟', ...scope })
  await amendRecord(office.deps, office.caller, 3, {
    reason: '誤記',
    changes: { third_party: { ...whole, code: 'other' } },
  })
  office.setNow('2031-01-10T12:00:00+09:00')
  await browser.signIn((await office.person('officer')).email)
  const pages = vi.spyOn(office.deps.stores.retention, 'pageDue')
  expect((await browser.get('/holds/suit/release')).words).toContain('次の廃棄でなくなる記録: 1件')
  const seen = await Promise.all(pages.mock.results.map(({ value }) => value as AgeingRecord[]))
  expect(new Set(seen.flat().map(({ recordNo }) => recordNo))).toEqual(new Set([3]))
})

test.each([
  ['a space and a comma of lists', '1、 2', ['1', '2']],
  ['full-width digits', '１　２', ['1', '2']],
  ['the words of the page', '記録1、記録2', ['1', '2']],
])('record numbers are read with %s', async (_what, records, kept) => {
  const browser = await open()
  const page = await place(browser, { matter: 'x', scope_by: 'records', records })
  expect(keptOn(page)).toEqual(kept)
})

test.each([
  [
    'a comma between digits, which may be of thousands',
    '1,002',
    '「1,002」は記録番号として読めません',
  ],
  ['a word', '1 abc', '「abc」は記録番号として読めません'],
  ['a line', '1-2', '「1-2」は記録番号として読めません'],
  ['a record that is not there', '1 99', '記録99はありません'],
])('record numbers with %s place nothing and say what is wrong', async (_what, records, words) => {
  const browser = await open()
  const page = await place(browser, { matter: 'x', scope_by: 'records', records })
  expect([page.status, await inForce()]).toEqual([422, 0])
  expect(page.words).toContain(words)
  expect(page.text).toContain('id="records-fault"')
})

test('without identifiers of its own the office is offered what intake offers', async () => {
  office = await openTestConsole()
  const browser = await office.signedIn('officer')
  const { text } = await browser.get('/holds.new')
  for (const scheme of ['member_id', 'email', 'phone'])
    expect(text).toContain(`name="id_${scheme}"`)
})

test('an auditor gives a reason, reads, and is offered nothing to do', async () => {
  const officer = await open()
  const scope = { scope_by: 'person', name: '架空 太郎', code: 'suit' }
  await place(officer, { matter: '訴訟', ...scope })
  const auditor = await office.signedIn('auditor')
  expect((await auditor.get('/holds')).words).toContain('閲覧の理由')
  const page = await auditor.submit('/reason', { reason: '内部監査' })
  expect(page.words).toContain('架空 太郎')
  expect(page.text).not.toContain('/holds.new')
  expect((await auditor.get('/holds/suit')).text).not.toContain('action="/holds/suit"')
})

test('holds and what one keeps come in pages, and whole as files', async () => {
  const browser = await open()
  await office.record(...Array.from({ length: 60 }, () => provision([{ name: '例示 次郎' }])))
  const numbers = Array.from({ length: 62 }, (_, n) => String(n + 1))
  const scope = { scope_by: 'records', records: numbers.join(' '), code: 'suit' }
  const page = await place(browser, { matter: '=訴訟', ...scope })
  const next = /href="([^"]+)" rel="next"/.exec(page.text)?.[1] ?? ''
  const shown = [...keptOn(page), ...keptOn(await browser.get(next))]
  expect(shown.sort()).toEqual(numbers.sort())
  const file = await browser.get('/holds/suit/records.csv')
  expect(file.text.trimEnd().split('\r\n')).toHaveLength(63)
  expect((await browser.get('/holds.csv')).text).toMatch(/suit,保全中,'=訴訟,/)
})
