// /holds: placed, reviewed and released in the browser; what they keep is told.

import { afterEach, expect, test } from 'vitest'
import { provision, TARO } from '../support/disclosure-ledger.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'
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
  browser.submit('/holds/new', fields, { from: '/holds/new' })
const inForce = async () =>
  (await office.deps.stores.retention.listHolds()).filter(one => !one.released).length

test('an empty list says when to place one', async () => {
  const browser = await open()
  const page = await browser.get('/holds')
  expect(page.words).toContain('保全はまだありません')
  expect(page.text).toContain('href="/holds/new"')
})

test.each([
  ['a person', { scope_by: 'person', name: '架空 太郎', birth_date: '1990-04-01' }, '記録1'],
  ['a person by an identifier', { scope_by: 'person', id_member_id: 'M-1' }, '記録1'],
  ['a third party', { scope_by: 'third_party', third_party: 'clinic' }, '記録2'],
  ['records', { scope_by: 'records', records: '1、2' }, '記録1 記録2'],
])('a hold on %s is placed, and tells what it keeps', async (_what, scope, kept) => {
  const browser = await open()
  const page = await place(browser, { matter: '訴訟 甲第1号', ...scope } as never)
  expect(page.url).toMatch(/^\/holds\/H-[a-z2-7]{6}$/)
  expect(page.words).toContain('保全を始めました')
  expect(page.words).toContain(kept)
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
  expect((await browser.get('/holds')).words).not.toContain('見直しの日を過ぎた')
  office.setNow('2026-12-05T10:00:00+09:00')
  await browser.signIn((await office.person('officer')).email)
  expect((await browser.get('/holds')).words).toContain('見直しの日を過ぎた保全が1件')
  await browser.get('/holds/suit')
  const reviewed = await browser.submit('/holds/suit', { matter: '訴訟', review_on: '2027-06-01' })
  expect(reviewed.words).toContain('2027-06-01')
  expect(reviewed.words).not.toContain('過ぎています')
  const same = await place(browser, { matter: 'x', ...scope })
  expect(same.words).toContain('この番号の保全があります')
  const over = await browser.submit('/holds/suit/release', {}, { from: '/holds/suit/release' })
  expect([over.url, await inForce()]).toEqual(['/holds', 0])
  expect(over.words).toContain('解除した保全')
})

test('an auditor gives a reason, reads, and is offered nothing to do', async () => {
  const officer = await open()
  const scope = { scope_by: 'person', name: '架空 太郎', code: 'suit' }
  await place(officer, { matter: '訴訟', ...scope })
  const auditor = await office.signedIn('auditor')
  expect((await auditor.get('/holds')).words).toContain('閲覧の理由')
  const page = await auditor.submit('/reason', { reason: '内部監査' })
  expect(page.words).toContain('架空 太郎')
  expect(page.text).not.toContain('/holds/new')
  expect((await auditor.get('/holds/suit')).text).not.toContain('action="/holds/suit"')
})
