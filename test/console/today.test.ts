// The page of the day: what it says first, to whom, and that its figures are those of the ledger.

import { afterEach, expect, test } from 'vitest'
import { requestWords } from '../../src/console/request-words.ts'
import { noteImport } from '../../src/usecases/import-ledger.ts'
import { placeLegalHold } from '../../src/usecases/legal-holds.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { registerThirdParty } from '../../src/usecases/register-third-party.ts'
import { confirmClock } from '../../src/usecases/retention-clock.ts'
import { noteRefused } from '../../src/usecases/source-days.ts'
import { sweepRetention } from '../../src/usecases/sweep-retention.ts'
import { OPERATOR, provision, TARO } from '../support/disclosure-ledger.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { insertKey } from '../support/test-api.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openSampleLedger } from '../support/test-ledger.ts'

let office: TestConsole
afterEach(() => office.close())

const CLINIC = { code: 'clinic', kind: 'corporation', name: '医療法人社団見本会' } as const
const DAY = 86_400_000
const at = (day: string) => Date.parse(`${day}T12:00:00+09:00`)

/** The words between two headings of the page. */
function section(words: string, from: string, to: string): string {
  const start = words.indexOf(from)
  expect(start, from).toBeGreaterThan(-1)
  return words.slice(start, words.indexOf(to, start + from.length))
}

test('an empty ledger says what to do first, and what to look at stands in the order of the day', async () => {
  office = await openTestConsole()
  const { words } = await (await office.signedIn('officer')).get('/today')
  const headings = [
    '受付する',
    '本人の記録を探す',
    '欠落を補う',
    '開示請求(期限の近い順)',
    '回答が必要な承認の依頼',
    '対応中の請求に関わる欠落・不整合',
    'そのほかの欠落(古い順)',
    '不整合のある記録はありません',
    '要対応(発行した書面',
    '記録を送るシステム(直近30日)',
    '30日以内の廃棄',
    '見直しの日が来た保全',
    '検査と控え',
    '6か月以内に変わる法令',
    'グラフ',
  ]
  const places = headings.map(heading => words.indexOf(heading))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(words).toContain('請求が届いたら「受付する」から登録してください')
  expect(words).toContain('システムが記録を送ると、月ごとの件数がここに表示されます')
})

test('a gap on a record of who asks stands first, the others by third party and age, conflicts apart', async () => {
  office = await openTestConsole({ operator: OPERATOR })
  await registerThirdParty(office.deps, office.caller, { ...CLINIC, address: undefined } as never)
  const old = { third_party: { code: 'clinic' }, occurred_on: '2025-01-10' }
  await office.record(
    provision([TARO]),
    provision([TARO], { consent: undefined }),
    provision([{ name: '別人 次郎' }], old),
    provision([{ name: '別人 次郎' }], { ...old, occurred_on: '2026-11-01' }),
    provision([{ name: '別人 次郎' }], { basis: 'opt_out', method: 'contract' }),
  )
  await disclosureSteps(office).openVerified(TARO)
  const page = await (await office.signedIn('officer')).get('/today')
  const touched = section(page.words, '対応中の請求に関わる', 'そのほかの欠落')
  expect(touched).toMatch(/2 本人の同意 R2026-0001/)
  expect(touched).not.toMatch(/ 3 /)
  expect(page.text).toContain('href="/requests/R2026-0001"')
  const others = section(page.words, 'そのほかの欠落', '不整合 ')
  expect(others).toContain('医療法人社団見本会 1 1 2')
  expect(page.text).toContain('href="/gaps?third_party=clinic"')
  const conflicts = section(page.words, '不整合のある記録は1件', '要対応')
  expect(conflicts).toContain('コードのない第三者 1 1')
  expect(page.text).toContain('href="/gaps?third_party=-&amp;kind=conflict"')
  expect(page.text).not.toMatch(/架空|別人/)
})

test('records under a mark count for the restricted officer alone', async () => {
  office = await openTestConsole({ operator: OPERATOR })
  await office.record(provision([TARO]), provision([{ name: '秘匿 太郎' }], { consent: undefined }))
  await placeProtectiveMark(office.deps, office.caller, {
    code: 'm',
    ground: 'order-11-1',
    reason: 'x',
    scope: { record_nos: [2] },
  })
  const seen = async (role: 'officer' | 'auditor' | 'restricted_officer') => {
    const { words } = await (await office.signedIn(role)).get('/today')
    return {
      total: /提供と受領。合計(\d+)件/.exec(
        (await (await office.signedIn(role)).get('/today')).text,
      )?.[1],
      gap: !words.includes('欠けている事項のある記録はありません'),
    }
  }
  expect(await seen('officer')).toEqual({ total: '1', gap: false })
  expect(await seen('auditor')).toEqual({ total: '1', gap: false })
  expect(await seen('restricted_officer')).toEqual({ total: '2', gap: true })
})

test('sources: refused lines, late records, silence and keys that end', async () => {
  office = await openTestConsole()
  const now = office.deps.clock()
  const scopes = ['provisions:write' as const]
  insertKey(office, { text: 'a', source: 'test', scopes, expiresAt: now + 5 * DAY })
  insertKey(office, { text: 'b', source: 'booking', scopes })
  await office.record(provision([TARO], { occurred_on: '2026-01-01' }), provision([TARO]))
  await noteRefused(office.deps, office.caller, 3)
  office.setNow(now + 4 * DAY)
  const words = async (role: 'officer' | 'administrator') =>
    section((await (await office.signedIn(role)).get('/today')).words, '記録を送るシステム', '検査')
  for (const role of ['officer', 'administrator'] as const) {
    expect(await words(role)).toMatch(
      /test 2026-11-22 09:30 2 3 1 APIキーの期限があと1日で切れます/,
    )
  }
  office.setNow(now + 8 * DAY)
  const later = await words('officer')
  expect(later).toMatch(/booking 2026-11-22 09:30 0 0 0 8日間、記録が届いていません/)
})

test('erasures to come, what stopped the last ones, holds past their review, the newest check', async () => {
  office = await openTestConsole({ operator: OPERATOR, now: at('2026-11-22') })
  await office.record(provision([TARO]), provision([TARO]), provision([{ name: '別人' }]))
  const hold = { matter: '調査', scope: { record_nos: [1] } }
  await placeLegalHold(office.deps, office.caller, { code: 'case-1', ...hold })
  // Kept through 2029-11-22, and for thirty days more.
  office.setNow(at('2029-12-10'))
  const officer = async () => (await (await office.signedIn('officer')).get('/today')).words
  expect(await officer()).toContain(
    '30日以内に新たに廃棄の時期を迎える記録は3件、すでに時期を過ぎて残っている記録は0件です。',
  )
  expect(await officer()).toMatch(/case-1 2027-11-22/)
  office.setNow(at('2029-12-23'))
  await confirmClock(office.deps, { actor: 'key:admin' })
  await sweepRetention(office.deps, 'schedule')
  const after = await officer()
  expect(after).toContain('時期を過ぎて残っている記録は1件です')
  expect(after).toMatch(/保全されている 1/)
  expect(after).toContain('前回は2029-12-23を基準日として2件を廃棄しました')
  expect(after).toContain('まだ行われていません。管理者に検査をご依頼ください')
  expect(after).toMatch(/復元の訓練 記録がありません。/)
  const administrator = await office.signedIn('administrator')
  expect((await administrator.get('/today')).words).toContain('kirokubo verify で検査します')
  await noteImport(office.deps, { actor: 'test' }, {})
  expect(await officer()).toContain('この記録簿は 2029-12-23 12:00 に控えから取り込まれました')
})

test('everything that a request lacks is told, and an auditor is offered no approval to give', async () => {
  office = await openTestConsole({ operator: OPERATOR })
  const requester = {
    kind: 'appointed_agent',
    name: '代理 次郎',
    authority: 'power_of_attorney',
  }
  await disclosureSteps(office).open({ data_subject: TARO, requester })
  const page = await (await office.signedIn('officer')).get('/today')
  const { missing } = requestWords.ja
  const all = [missing.identity_data_subject, missing.identity_agent, missing.identity_authority]
  expect(page.words).toContain(`担当者 ${all.join('、')}`)
  expect(page.words).toMatch(/今日 2026年11月22日\(日\)/)
  expect(page.words).toContain('受付番号')
  expect(page.words).toContain('回答が必要な承認の依頼')
  const auditor = await office.signedIn('auditor')
  expect((await auditor.get('/today')).words).not.toContain('回答が必要な承認の依頼')
})

test('the charts show the records of the ledger, each with its table, in no more than 60 kB', async () => {
  office = await openTestConsole(await openSampleLedger('orthodontics'))
  const { text, words } = await (await office.signedIn('officer')).get('/today')
  expect(Buffer.byteLength(text)).toBeLessThan(60_000)
  expect(text.match(/<figure class="chart">/g)).toHaveLength(4)
  expect(text.match(/<details>/g)).toHaveLength(4)
  const inYear = office.database.raw
    .prepare(
      "select direction, count(*) n from current_record where void is null and occurred_on >= '2025-12-01' and occurred_on < '2026-12-01' group by 1",
    )
    .all() as { direction: number; n: number }[]
  const total = inYear.reduce((sum, { n }) => sum + n, 0)
  expect(total).toBeGreaterThan(100)
  expect(text).toContain(`提供と受領。合計${total}件`)
  expect(words).not.toContain('髙橋')
})
