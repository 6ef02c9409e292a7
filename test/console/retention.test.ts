// /retention: counted, approved, run and reported in the browser.

import { afterEach, expect, test } from 'vitest'
import type { Operator } from '../../src/domain/operator.ts'
import { placeLegalHold } from '../../src/usecases/legal-holds.ts'
import { confirmClock } from '../../src/usecases/retention-clock.ts'
import { startRetentionRun } from '../../src/usecases/sweep-retention.ts'
import { provision, TARO } from '../support/disclosure-ledger.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let office: TestConsole
afterEach(() => office.close())

const YEARS_LATER = '2031-01-10T12:00:00+09:00'

/** Three records whose time is over in 2031: one held, one incomplete. */
async function open(operator: Partial<Operator> = {}) {
  const ledger = await openTestLedger({ operator: { name: '株式会社見本', ...operator } })
  await ledger.record(
    provision([TARO]),
    provision([{ name: '保全 対象' }]),
    provision([{ name: '欠落 あり' }], { consent: undefined }),
  )
  const hold = { code: 'suit', matter: '訴訟', scope: { record_nos: [2] } }
  await placeLegalHold(ledger.deps, ledger.caller, hold)
  ledger.setNow(YEARS_LATER)
  office = await openTestConsole(ledger)
  return office.signedIn('officer')
}
const trustClock = () => confirmClock(office.deps, { actor: 'key:admin' })
const left = async () =>
  (await office.deps.stores.records.list({ limit: 9 })).map(one => one.recordNo).sort()

test('a count tells what may go, by class, what keeps the rest, and erases nothing', async () => {
  const officer = await open()
  expect((await officer.get('/retention')).words).toContain('まだ試算していません')
  const run = await officer.submit('/retention/count')
  expect(run.url).toBe('/retention/runs/1')
  expect(run.words).toMatch(/保存期間が過ぎた件数 3件 .*廃棄できる件数 1件 .*残す件数 2件/)
  expect(run.text).toContain('href="/holds/suit"')
  expect(run.text).toContain('href="/retention/incomplete"')
  expect(await left()).toEqual([1, 2, 3])
  const page = await officer.get('/retention')
  expect(page.words).toContain('2031-01-10 の時点の試算')
  // The incomplete one has no day yet.
  expect(page.words).toContain('保存期間が過ぎている記録は2件です')
})

test('what comes in the next year stands by month and rule, without a count', async () => {
  const officer = await open()
  await office.record(provision([TARO], { basis: 'opt_out', method: 'each' }))
  office.setNow('2029-06-01T12:00:00+09:00')
  await officer.signIn((await office.person('officer')).email)
  const page = await officer.get('/retention')
  expect(page.words).toContain('保存期間が過ぎている記録はありません')
  // Kept through 2029-11-22, and 30 days of grace; the last one was recorded in 2031.
  expect(page.words).toContain('2029-12 2')
  expect(page.words).toMatch(/提供: 本人の同意 記録を作成した日から3年 2029-12 2/)
  office.setNow('2033-06-01T12:00:00+09:00')
  await officer.signIn((await office.person('officer')).email)
  const later = await officer.get('/retention')
  expect(later.words).toMatch(/提供: オプトアウト 記録を作成した日から3年 2034-02 1/)
})

test('the records whose time is over are listed, those that go and those that stay, and as a file', async () => {
  const officer = await open()
  const page = await officer.get('/retention/due')
  expect(page.words).toMatch(/ 1 2026-11-01 提供: 本人の同意 2029-12-23 廃棄できる/)
  expect(page.words).toMatch(/ 2 2026-11-01 提供: 本人の同意 2029-12-23 保全されている/)
  const lines = async (path: string) => (await officer.get(path)).text.trimEnd().split('\r\n')
  expect(await lines('/retention/due.csv')).toHaveLength(3)
  expect((await lines('/retention/incomplete.csv'))[1]).toBe('3,2026-11-01,2029-12-23,本人の同意')
  await officer.get('/retention')
  await officer.submit('/retention/count')
  expect((await lines('/retention/runs.csv'))[1]).toMatch(/^1,試算,完了,2031-01-10,.*,見本 花子,$/)
})

test('what was chosen on the second page of incomplete records stays chosen when a reason lacks', async () => {
  const officer = await open()
  office.setNow('2026-11-22T09:30:00+09:00')
  const incomplete = () => provision([{ name: '欠落 あり' }], { consent: undefined })
  await office.record(...Array.from({ length: 60 }, incomplete))
  office.setNow(YEARS_LATER)
  await officer.signIn((await office.person('officer')).email)
  const first = await officer.get('/retention/incomplete')
  const path = /href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? ''
  await officer.get(path)
  const page = await officer.submit(path, { record_no: '60' })
  expect(page.status).toBe(422)
  expect(page.text).toMatch(/value="60"[^>]* checked/)
})

test('a wrong clock erases nothing until an administrator has confirmed it', async () => {
  const officer = await open()
  const refused = await officer.submit('/retention/run', {}, { from: '/retention/run' })
  expect([refused.status, await left()]).toEqual([422, [1, 2, 3]])
  expect(refused.words).toContain('管理者に時刻の確認をご依頼ください')
  const administrator = await office.signedIn('administrator')
  expect((await administrator.get('/clock')).words).toContain('2026-11-22 09:30')
  expect((await administrator.submit('/clock')).words).toContain('24時間')
  const run = await officer.submit('/retention/run', {}, { from: '/retention/run' })
  expect(run.words).toMatch(/廃棄した件数 1件 /)
  expect(await left()).toEqual([2, 3])
})

test('an erasure is confirmed on its own page, reported, and printed as the record of erasure', async () => {
  const officer = await open()
  await trustClock()
  const form = await officer.get('/retention/run')
  expect(form.words).toMatch(/元に戻せません.*保存期間が過ぎた件数 2件/)
  const run = await officer.submit('/retention/run')
  expect(run.words).toMatch(/種類 廃棄 .*状態 完了/)
  expect(run.words).toContain('保全されている')
  expect(await left()).toEqual([2, 3])
  const response = await office.app.request(`${run.url}/record?edition=ja`, {
    headers: { Cookie: [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const text = (await pdfPages(new Uint8Array(await response.arrayBuffer()))).join('')
  expect(text.replaceAll(/\s/g, '')).toContain('廃棄記録')
  expect((await officer.get(`${run.url}/record?edition=fr`)).status).toBe(404)
  expect((await officer.get('/retention/runs/99')).status).toBe(404)
})

test('a run that goes on shows how far it is, outlives a reload, and can be stopped', async () => {
  const officer = await open()
  await trustClock()
  const { janitor } = office.deps
  let goOn = () => {}
  const paused = new Promise<void>(resolve => {
    goOn = resolve
  })
  const rest = janitor.rest.bind(janitor)
  janitor.rest = () => paused
  const { finished } = await startRetentionRun(office.deps, { actor: 'schedule' }, {})
  const page = await officer.get('/retention/runs/1')
  expect(page.words).toContain('処理中')
  expect(page.headers.get('refresh')).toBe('3')
  expect(page.text).toContain('<progress')
  expect((await officer.get('/retention')).words).toContain('処理が進んでいます')
  await officer.get('/retention/runs/1')
  await officer.submit('/retention/runs/1/stop')
  janitor.rest = rest
  goOn()
  await finished
  const over = await officer.get('/retention/runs/1')
  expect(over.words).toContain('途中で止まりました')
  expect(over.headers.get('refresh')).toBeNull()
})

test('an incomplete record goes only after another person than the run’s approved it, without names', async () => {
  const officer = await open()
  await trustClock()
  const list = await officer.get('/retention/incomplete')
  expect(list.words).toMatch(/2026-11-01 .* 本人の同意/)
  expect((await officer.submit('/retention/incomplete', { reason: 'x' })).words).toContain(
    '記録を選んでください',
  )
  const named = await officer.submit('/retention/incomplete', {
    record_no: '3',
    reason: '欠落 ありさんの同意書は廃棄済み',
  })
  expect([named.status, named.words.includes('氏名')]).toEqual([422, true])
  const done = await officer.submit('/retention/incomplete', {
    record_no: '3',
    reason: '同意書は保存期間が過ぎて廃棄済み',
  })
  expect(done.words).toContain('1件の廃棄を承認しました')
  expect(done.words).toContain('承認を待つ記録はありません')
  await officer.submit('/retention/run', {}, { from: '/retention/run' })
  expect(await left()).toEqual([2, 3])
  const other = await office.signedIn('restricted_officer')
  await other.submit('/retention/run', {}, { from: '/retention/run' })
  expect(await left()).toEqual([2])
})

test('where a second person is asked for, the page leads there, and the run uses their word', async () => {
  const second_person = { erasure: true, protective_marks: false, release: false }
  const officer = await open({ second_person })
  await trustClock()
  const form = await officer.get('/retention/run')
  expect(form.words).toContain('別の方の承認が必要です')
  expect(form.text).not.toContain('action="/retention/run"')
  await officer.get('/approvals/new?kind=retention_run&subject=2031-01-10')
  const { url } = await officer.submit('/approvals/new', { reason: '年次の廃棄' })
  const other = await office.signedIn('restricted_officer')
  await other.get(url)
  await other.submit(url, { decision: 'approved' })
  expect((await officer.get(url)).text).toContain('/retention/run?as_of=2031-01-10')
  expect((await officer.get('/retention/run?as_of=2031-01-11')).words).toContain('承認が必要です')
  office.setNow('2031-01-11T12:00:00+09:00')
  await trustClock()
  await officer.signIn((await office.person('officer')).email)
  const approved = await officer.get('/retention/run')
  expect(approved.words).toContain('承認されています')
  expect(approved.text).toContain('value="2031-01-10"')
  await officer.submit('/retention/run')
  expect(await left()).toEqual([2, 3])
})

test('an auditor reads the reports and is offered no run', async () => {
  const officer = await open()
  await officer.get('/retention')
  await officer.submit('/retention/count')
  const auditor = await office.signedIn('auditor')
  const page = await auditor.get('/retention')
  expect(page.words).toContain('廃棄できる件数 1件')
  expect(page.text).not.toContain('/retention/run"')
  expect((await auditor.get('/retention/incomplete')).text).not.toContain('type="checkbox"')
})
