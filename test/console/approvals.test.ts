// /approvals and /marks: what two people do in two browsers, where the settings ask for two.

import { afterEach, expect, test } from 'vitest'
import type { Operator } from '../../src/domain/operator.ts'
import type { Role } from '../../src/domain/role.ts'
import { requestApproval } from '../../src/usecases/approvals.ts'
import { createUser } from '../../src/usecases/manage-users.ts'
import { acceptInvitation } from '../../src/usecases/one-time-links.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { OPERATOR, provision, TARO } from '../support/disclosure-ledger.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { openTestConsole, PASSWORD, type TestConsole } from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let office: TestConsole
afterEach(() => office.close())

const ALL_OFF = { erasure: false, protective_marks: false, release: false }
async function open(settings: Partial<Operator['second_person']> = {}) {
  const second_person = { ...ALL_OFF, ...settings }
  const ledger = await openTestLedger({ operator: { ...OPERATOR, second_person } })
  await ledger.record(provision([TARO]))
  office = await openTestConsole(ledger)
}

/** Another person of the role. */
async function colleague(role: Role) {
  const wanted = { name: '同僚 花子', email: 'colleague@example.jp', role }
  const { link } = await createUser(office.deps, { actor: 'test' }, wanted)
  await acceptInvitation(office.deps, link.token, PASSWORD)
  const browser = office.browser()
  await browser.signIn(wanted.email)
  return browser
}

const MARK = {
  ground: 'order-11-1',
  reason: '所在が知られると危険',
  scope_by: 'person',
  name: '架空 太郎',
}
const hidden = async () => (await office.deps.stores.records.list({ limit: 9 })).length === 0

test('where nobody is asked for, the page says how to change that', async () => {
  await open()
  const officer = await office.signedIn('officer')
  const page = await officer.get('/approvals')
  expect(page.words).toContain('二人で確かめる設定になっていません')
  expect(page.words).toContain('依頼はまだありません')
})

test('a mark is placed at once by one person, seen by no other role, and released', async () => {
  await open()
  const officer = await office.signedIn('officer')
  const restricted = await office.signedIn('restricted_officer')
  expect((await restricted.get('/marks')).words).toContain('保護の指定はまだありません')
  const placed = await restricted.submit(
    '/marks.new',
    { ...MARK, code: 'P-1' },
    { from: '/marks.new' },
  )
  expect(placed.words).toContain('記録1件(うち1行)')
  expect(await hidden()).toBe(true)
  expect((await officer.get('/marks')).status).toBe(403)
  expect((await officer.get('/today')).text).not.toContain('/marks')
  await restricted.submit('/marks/P-1/release', {}, { from: '/marks/P-1/release' })
  expect(await hidden()).toBe(false)
})

test('a mark names what is there, or the form comes back', async () => {
  await open({ protective_marks: true })
  const restricted = await office.signedIn('restricted_officer')
  const wrong = { ...MARK, scope_by: 'lines', records: '1-1 9-1' }
  const page = await restricted.submit('/marks.new', wrong, { from: '/marks.new' })
  expect(page.status).toBe(422)
  expect(page.text).toContain('id="records-fault"')
  expect(page.words).toContain('記録9の1行目はありません')
})

test('a mark waits for a colleague, who sees exactly what was asked for', async () => {
  await open({ protective_marks: true })
  const asker = await office.signedIn('restricted_officer')
  const asked = await asker.submit('/marks.new', { ...MARK, code: 'P-1' }, { from: '/marks.new' })
  expect(asked.words).toContain('承認を依頼しました')
  expect(asked.words).toContain('別の方の回答をお待ちください')
  expect(asked.text).not.toContain('name="decision"')
  expect(await hidden()).toBe(false)
  const officer = await office.signedIn('officer')
  expect((await officer.get('/approvals')).words).not.toContain('P-1')
  expect((await officer.get(asked.url)).status).toBe(404)

  const other = await colleague('restricted_officer')
  const list = await other.get('/approvals')
  expect(list.words).toContain('見本 次郎')
  const page = await other.get(asked.url)
  for (const told of ['架空 太郎', '所在が知られると危険', '施行令第11条第1号']) {
    expect(page.words).toContain(told)
  }
  expect((await other.submit(asked.url)).status).toBe(422)
  const unexplained = await other.submit(asked.url, { decision: 'refused' })
  expect(unexplained.words).toContain('理由を入力してください')
  expect((await other.submit(asked.url, { decision: 'approved' })).words).toContain('承認しました')
  expect(await hidden()).toBe(false)
  await asker.get(asked.url)
  const done = await asker.submit(`${asked.url}/placing`)
  expect(done.words).toContain('保護を指定しました')
  expect(done.words).toContain('実行済み')
  expect(await hidden()).toBe(true)

  const release = await asker.get('/marks/P-1/release')
  expect(release.words).toContain('別の方の承認が必要です')
  expect(release.text).not.toContain('action="/marks/P-1/release"')
  await asker.get('/approvals/new?kind=mark_release&subject=P-1')
  const second = await asker.submit('/approvals/new', { reason: '危険が去った' })
  await other.get(second.url)
  await other.submit(second.url, { decision: 'approved' })
  await asker.submit('/marks/P-1/release', {}, { from: '/marks/P-1/release' })
  expect(await hidden()).toBe(false)
})

test('who asked cannot answer, even by a form of their own making', async () => {
  await open({ erasure: true })
  const officer = await office.signedIn('officer')
  await officer.get('/approvals/new?kind=retention_run&subject=2026-11-22')
  const { url } = await officer.submit('/approvals/new', { reason: '年次の廃棄' })
  const { _csrf = '' } = officer.page?.hidden('/sign-out') ?? {}
  const page = await officer.post(url, { _csrf, decision: 'approved' })
  expect([page.status, page.words.includes('自分では承認できません')]).toEqual([422, true])
  const auditor = await office.signedIn('auditor')
  await auditor.get(url)
  const read = await auditor.submit('/reason', { reason: '内部監査' })
  expect(read.words).toContain('年次の廃棄')
  expect(read.text).not.toContain('name="decision"')
})

test('a refusal is told with its reason', async () => {
  await open({ release: true })
  const steps = disclosureSteps(office)
  const requestNo = await steps.openVerified(TARO)
  await steps.decide(requestNo, 'disclosed_full')
  const officer = await office.signedIn('officer')
  await officer.get(`/approvals/new?kind=extract&subject=${requestNo}`)
  const { url } = await officer.submit('/approvals/new', { reason: '決定のとおり' })
  const other = await colleague('officer')
  await other.get(url)
  await other.submit(url, { decision: 'refused', reason: '宛先を確認してください' })
  const told = await officer.get(url)
  expect(told.words).toContain('承認されませんでした')
  expect(told.words).toContain('宛先を確認してください')
  expect(told.words).toContain('同僚 花子')
})

test('nothing can be asked for that is not there', async () => {
  await open({ erasure: true, release: true })
  const officer = await office.signedIn('officer')
  for (const query of [
    '',
    '?kind=retention_run',
    '?kind=mark_placing&subject=P-1',
    '?kind=x&subject=y',
  ]) {
    expect((await officer.get(`/approvals/new${query}`)).status).toBe(404)
  }
  await officer.get('/approvals/new?kind=extract&subject=R1999-0001')
  expect((await officer.submit('/approvals/new', { reason: 'x' })).status).toBe(404)
})

test('who answers sees what would leave the house, and no more once it changed', async () => {
  await open({ release: true })
  const steps = disclosureSteps(office)
  const requestNo = await steps.openVerified(TARO)
  await steps.decide(requestNo, 'disclosed_full')
  const officer = await office.signedIn('officer')
  await officer.get(`/approvals/new?kind=extract&subject=${requestNo}`)
  const { url } = await officer.submit('/approvals/new', { reason: '決定のとおり' })
  const other = await colleague('officer')
  const page = await other.get(url)
  for (const told of ['提供の記録1件', '架空 太郎', '電磁的記録の提供']) {
    expect(page.words).toContain(told)
  }
  expect(page.text).toContain(`href="/requests/${requestNo}/draft.pdf"`)
  await steps.decide(requestNo, 'disclosed_full')
  const late = await other.submit(url, { decision: 'approved' })
  expect(late.status).toBe(422)
  const changed = await other.get(url)
  expect(changed.words).toContain('依頼の後に内容が変わった')
  expect(changed.text).not.toContain('value="approved"')
})

test('an approved erasure tells how much goes, and is withdrawn by a colleague', async () => {
  await open({ erasure: true })
  const officer = await office.signedIn('officer')
  await officer.get('/approvals/new?kind=retention_run&subject=2026-11-22')
  const { url } = await officer.submit('/approvals/new', { reason: '年次の廃棄' })
  const other = await colleague('officer')
  expect((await other.get(url)).words).toContain('保存期間が過ぎた記録は0件')
  const file = await other.get('/approvals/waiting.csv')
  expect(file.text).toContain('記録の廃棄,2026-11-22,回答待ち,見本 花子')
  await other.get(url)
  const approved = await other.submit(url, { decision: 'approved' })
  expect(approved.words).toContain('取り下げる')
  const withdrawn = await other.submit(`${url}/withdrawal`, { closing: '保全の要否を確認中' })
  for (const told of ['取り下げました', '同僚 花子', '保全の要否を確認中']) {
    expect(withdrawn.words).toContain(told)
  }
  expect(withdrawn.text).not.toContain('/retention/run')
  expect((await other.get('/approvals.csv')).text).toContain('取り下げられました')
})

test('a mark that would show what is hidden now is told as a release', async () => {
  await open({ protective_marks: true })
  const { deps } = office
  const mark = { ground: 'order-11-1' as const, reason: '危険', scope: { record_nos: [1] } }
  deps.operator.second_person.protective_marks = false
  await placeProtectiveMark(deps, { actor: 'test' }, { code: 'P-1', ...mark })
  deps.operator.second_person.protective_marks = true
  const person = { ...mark, scope: { data_subject: { name: TARO.name } } }
  const asker = { actor: 'test', scopes: ['restricted' as const] }
  const asked = { kind: 'mark_placing', code: 'P-1', mark: person, reason: 'x' } as const
  const { approval_id: id } = await requestApproval(deps, asker, asked)
  const restricted = await office.signedIn('restricted_officer')
  const page = await restricted.get(`/approvals/${id}`)
  expect(page.words).toContain('保護の一部の解除に当たります')
  expect(page.words).toContain('記録 1')
})
