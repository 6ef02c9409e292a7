// /gaps: what is missing, by third party and item, and one form that mends many records.

import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let office: TestConsole
afterEach(() => office.close())

const PARTY = {
  kind: 'corporation',
  name: '見本歯科',
  address: '東京都港区例町1-1',
  representative: '理事長 例示 一郎',
}
const event = (more: object = {}) => ({
  event_id: `E-${randomUUID()}`,
  direction: 'provided',
  basis: 'consent',
  occurred_on: '2026-11-01',
  third_party: { code: 'clinic', ...PARTY },
  data_subjects: [{ name: '架空 太郎' }],
  items: ['氏名'],
  consent: {},
  ...more,
})
const lacking = (more: object = {}) => event({ consent: undefined, ...more })

async function open(...events: object[]) {
  const ledger = await openTestLedger()
  await ledger.record(...events)
  office = await openTestConsole(ledger)
  return office.signedIn('officer')
}
const missing = async () =>
  (await office.deps.stores.records.list({ limit: 99, oldestFirst: true })).map(
    one => one.missing.join(' ') || one.conflicts.join(' '),
  )

test('an empty list says what will stand there', async () => {
  const browser = await open(event())
  expect((await browser.get('/gaps')).words).toContain('補う記録はありません')
  expect((await browser.get('/gaps?kind=conflict')).words).toContain('不整合のある記録はありません')
  expect((await browser.get('/gaps?gap=CONSENT')).words).toContain('補う記録はありません')
})

test('gaps stand by item and by third party with their age, conflicts apart, void records nowhere', async () => {
  const browser = await open(
    lacking({ occurred_on: '2025-01-15' }),
    lacking(),
    lacking({ third_party: { ...PARTY, address: undefined } }),
    event({ basis: 'opt_out', method: 'batch', period: { first_day: '2026-11-01' } }),
  )
  const page = await browser.get('/gaps')
  expect(page.words).toMatch(/本人の同意 3 2025-01-15/)
  expect(page.words).toMatch(/第三者の住所 1/)
  expect(page.words).toMatch(/未登録\(clinic\) 2 1 1 2025-01/)
  expect(page.words).toMatch(/コードのない第三者 1 1 2026-11/)
  expect(page.words).not.toContain('オプトアウトで都度')
  expect((await browser.get('/gaps?kind=conflict')).words).toContain(
    'オプトアウトで都度の記録でない',
  )
  expect((await browser.get('/gaps?third_party=-')).words).toContain('第三者の住所')
  expect((await browser.get('/gaps?third_party=nobody')).words).toContain('補う記録はありません')
})

test('one form fills the records chosen and no others, with a reason and evidence each', async () => {
  const browser = await open(lacking(), lacking(), lacking())
  await browser.get('/gaps?gap=CONSENT&third_party=clinic')
  const incomplete = await browser.submit('/gaps/mend', { record_no: ['1', '2'] })
  expect([incomplete.status, await missing()]).toEqual([422, ['CONSENT', 'CONSENT', 'CONSENT']])
  expect(incomplete.text).toMatch(/id="record_no-2"[^>]* checked/)
  const fields = { day: '2026-10-01', reason: '同意書を確認', evidence: '同意書 総務課' }
  const nobody = await browser.submit('/gaps/mend', fields)
  expect(nobody.words).toContain('記録を選んでください')
  const done = await browser.submit('/gaps/mend', { record_no: ['1', '2'], ...fields })
  expect([done.url, await missing()]).toEqual([
    '/gaps?third_party=clinic&gap=CONSENT',
    ['', '', 'CONSENT'],
  ])
  expect(done.words).toContain('2件に登録しました')
  const { stores } = office.deps
  const filled = await stores.audit.list({ after: 0, kind: 'record.filled', limit: 9 })
  expect(filled.map(({ detail }) => detail.record_no)).toEqual([1, 2])
  expect(filled[0]?.actor).toMatch(/^user:/)
})

test.each([
  ['CONFIRM', 'provided', { words: '提供先から書面で確認' }],
  ['ACQ', 'received', { words: '申込書に本人が記入' }],
  ['PERIOD', 'provided', { day: '2026-10-01', last_day: '2026-10-31' }],
  ['ITEMS', 'provided', { words: '氏名\n 電話番号\n' }],
  ['TP_ADDR', 'provided', { words: '東京都港区例町1-1' }],
  ['TP_REP', 'provided', { none: 'yes' }],
  ['TP_NAME', 'provided', { words: '見本歯科' }],
] as const)('%s is filled from the form', async (gap, direction, fields) => {
  const gone: Record<string, object> = {
    CONFIRM: { basis: 'related_information', data_subjects: [] },
    PERIOD: { basis: 'related_information', method: 'batch' },
    ITEMS: { items: [] },
    TP_ADDR: { third_party: { ...PARTY, address: undefined } },
    TP_REP: { third_party: { ...PARTY, representative: undefined } },
    TP_NAME: { third_party: { ...PARTY, name: undefined } },
  }
  const browser = await open(event({ direction, ...gone[gap] }))
  expect((await missing())[0]).toContain(gap)
  await browser.get(`/gaps?gap=${gap}`)
  const empty = await browser.submit('/gaps/mend', { record_no: '1', reason: 'x', evidence: 'x' })
  expect(empty.status).toBe(422)
  await browser.submit('/gaps/mend', { record_no: '1', reason: 'x', evidence: 'x', ...fields })
  expect((await missing())[0]).not.toContain(gap)
})

test('many conflicts are settled as breaches or by the right basis; what does not cure one is told', async () => {
  const batch = { basis: 'opt_out', method: 'batch', period: { first_day: '2026-11-01' } }
  const browser = await open(event(batch), event(batch), event(batch))
  await browser.get('/gaps?gap=opt_out_method')
  const evidence = '是正報告書'
  const undecided = await browser.submit('/gaps/mend', { record_no: '1', evidence })
  expect(undecided.status).toBe(422)
  const breach = { settle_by: 'breach', measures: '提供を停止し、個別の記録に改めた' }
  await browser.submit('/gaps/mend', { record_no: '1', evidence, ...breach })
  await browser.submit('/gaps/mend', {
    record_no: '2',
    evidence,
    settle_by: 'basis',
    basis: 'consent',
  })
  expect((await missing()).slice(0, 2)).toEqual(['', ''])
  const wrong = { settle_by: 'basis', basis: 'private_person' }
  const page = await browser.submit('/gaps/mend', { record_no: '3', evidence, ...wrong })
  expect(page.words).toMatch(/記録3の提供・受領の別には使えない根拠です/)
  const uncured = { settle_by: 'basis', basis: 'opt_out' }
  const left = await browser.submit('/gaps/mend', { record_no: '3', evidence, ...uncured })
  expect(left.words).toMatch(/0件に登録しました.*記録3: この根拠では不整合が解消しません/)
  expect((await missing())[2]).toBe('opt_out_method')
})

test('a conflict offers the bases of its direction only, and stays a conflict when it is narrowed', async () => {
  const batch = { basis: 'opt_out', method: 'batch', period: { first_day: '2026-11-01' } }
  const browser = await open(event(batch), lacking())
  const list = await browser.get('/gaps?kind=conflict&third_party=clinic')
  expect(list.words).toContain('見本歯科の不整合')
  expect(list.text).toMatch(/type="hidden" name="kind" value="conflict"/)
  expect(list.text).toContain('href="/gaps?third_party=clinic&amp;gap=opt_out_method"')
  const { text } = await browser.get('/gaps?gap=opt_out_method')
  expect(text).toContain('value="consent"')
  expect(text).not.toContain('value="private_person"')
})

test('a fault on a later page keeps the page and the choice', async () => {
  const browser = await open(...Array.from({ length: 60 }, () => lacking()))
  const first = await browser.get('/gaps?gap=CONSENT')
  const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  await browser.get(next)
  const page = await browser.submit('/gaps/mend', { record_no: ['55', '56'], reason: '例' })
  expect(page.status).toBe(422)
  expect(page.text).toMatch(/id="record_no-56"[^>]* checked/)
  const fields = { record_no: ['55', '56'], reason: '例', evidence: '同意書' }
  const done = await browser.submit('/gaps/mend', fields)
  expect([done.url, done.words.includes('2件に登録しました')]).toEqual([next, true])
})

test('all records of a page are chosen by a link, and what a third party lacks leads to its forms', async () => {
  const browser = await open(lacking(), lacking({ third_party: { code: 'clinic' } }))
  const party = await browser.get('/gaps?third_party=clinic')
  expect(party.words).toMatch(/本人の同意\(2件\)をまとめて補う/)
  expect(party.words).toContain('第三者を登録して補う')
  const { text } = await browser.get('/gaps?gap=CONSENT&choose=all')
  expect(text.match(/id="record_no-\d+"[^>]* checked/g)).toHaveLength(2)
})

test('the overview is exported by item and by third party', async () => {
  const browser = await open(lacking(), lacking({ third_party: PARTY }))
  const lines = async (path: string) => (await browser.get(path)).text.trimEnd().split('\r\n')
  expect(await lines('/gaps/items.csv')).toContain('本人の同意,2,2026-11-01')
  expect(await lines('/gaps/third-parties.csv')).toHaveLength(3)
  expect(await lines('/gaps/third-parties.csv?kind=conflict')).toHaveLength(1)
})

test('counts by item say so, on the page and in the file, where only the oldest records were counted', async () => {
  const browser = await open(...Array.from({ length: 1_999 }, () => lacking()))
  const told = async () => {
    const [page, file] = [await browser.get('/gaps'), await browser.get('/gaps/items.csv')]
    return [page.words, file.text].map(words => words.includes('古い2000件のうち'))
  }
  expect(await told()).toEqual([false, false])
  await office.record(lacking(), lacking())
  expect(await told()).toEqual([true, true])
})

test('hidden records are neither counted, listed nor mended; an auditor reads and mends nothing', async () => {
  const browser = await open(lacking(), lacking())
  await browser.get('/gaps?gap=CONSENT')
  await placeProtectiveMark(office.deps, office.caller, {
    code: 'P',
    ground: 'order-11-1',
    reason: 'x',
    scope: { record_nos: [2] },
  })
  const fields = { reason: 'x', evidence: 'x' }
  const page = await browser.submit('/gaps/mend', { record_no: ['1', '2'], ...fields })
  expect(page.words).toContain('1件に登録しました')
  expect((await browser.get('/gaps')).words).toContain('補う記録はありません')
  const all = await office.deps.stores.records.findCurrent([2], 'all')
  expect(all[0]?.missing).toEqual(['CONSENT'])
  const auditor = await office.signedIn('auditor')
  expect((await auditor.get('/gaps?gap=CONSENT')).text).not.toContain('type="checkbox"')
})

test('a list is paged by its keys and exported whole', async () => {
  const browser = await open(...Array.from({ length: 60 }, () => lacking()))
  const first = await browser.get('/gaps?gap=CONSENT')
  const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&')
  const numbers = (text: string) => [...text.matchAll(/\/records\/(\d+)"/g)].map(one => one[1])
  const second = await browser.get(next ?? '')
  expect([numbers(first.text).length, numbers(second.text).length]).toEqual([50, 10])
  expect(new Set([...numbers(first.text), ...numbers(second.text)]).size).toBe(60)
  const csv = await browser.get('/gaps.csv?gap=CONSENT')
  expect(csv.text.trim().split('\r\n')).toHaveLength(61)
  expect(Buffer.byteLength(first.text)).toBeLessThan(60_000)
})

test('a consent that cures nothing is not offered, and not written when it is sent', async () => {
  const abroad = {
    basis: 'entrustment',
    third_party: { ...PARTY, country: 'US' },
    consent: undefined,
  }
  const browser = await open(lacking(), event(abroad))
  const page = await browser.get('/gaps?gap=CONSENT')
  expect(page.text).toContain('href="/records/2/conflicts/foreign_consent_needed"')
  expect(page.text).not.toContain('id="record_no-2"')
  const fields = { reason: '同意書を確認', evidence: '同意書 総務課' }
  const done = await browser.submit('/gaps/mend', { record_no: ['1', '2'], ...fields })
  expect(done.words).toContain('1件に登録しました')
  const versions = await office.deps.stores.records.list({ limit: 9, oldestFirst: true })
  expect(versions.map(({ version }) => version)).toEqual([1, 0])
})
