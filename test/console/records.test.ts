// Records and third parties as an officer works with them: found, read, mended, and what each reading leaves behind.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amendRecord } from '../../src/usecases/amend-record.ts'
import { openDisclosureRequest } from '../../src/usecases/open-disclosure-request.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { listRecords } from '../../src/usecases/search-records.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openSampleLedger } from '../support/test-ledger.ts'

let office: TestConsole
let officer: Browser
beforeAll(async () => {
  office = await openTestConsole(await openSampleLedger('orthodontics'))
  officer = await office.signedIn('officer')
}, 60_000)
afterAll(() => office.close())

const events = async (kind: string) => office.deps.stores.audit.newest({ kind, limit: 5 })

/** An event that lacks nothing, but for what `fields` takes away. */
const event = (event_id: string, fields: object = {}) => ({
  event_id,
  direction: 'provided',
  basis: 'consent',
  occurred_on: '2026-11-20',
  third_party: {
    kind: 'corporation',
    name: '株式会社例示',
    address: '例町3番',
    representative: '代表取締役 例示 花',
  },
  data_subjects: [{ name: '記録 花子', identifiers: { phone: '090-0000-9999' } }],
  items: ['氏名', '電話番号'],
  consent: { obtained_on: '2026-11-01' },
  ...fields,
})

async function recorded(fields: object = {}): Promise<number> {
  const id = `T-${Math.floor(performance.now() * 1_000)}`
  const [outcome] = await office.record(event(id, fields))
  if (!outcome || !('record' in outcome)) throw new Error('not recorded')
  return outcome.record.record_no
}

describe('the list', () => {
  test('pages forward without showing a record twice, newest day first', async () => {
    const numbers: string[] = []
    let page = await officer.get('/records')
    for (let n = 0; n < 3; n += 1) {
      numbers.push(
        ...[...page.text.matchAll(/href="\/records\/(\d+)"/g)].map(([, no]) => no as string),
      )
      const [, next = ''] = /href="([^"]*after=[^"]*)" rel="next"/.exec(page.text) ?? []
      page = await officer.get(next.replaceAll('&amp;', '&'))
    }
    expect(numbers).toHaveLength(150)
    expect(new Set(numbers).size).toBe(150)
  })

  test('filters by third party, period, basis and gap', async () => {
    const page = await officer.get(
      '/records?third_party=ads-us&basis=entrustment&gap=foreign_consent_needed&from=2023-11-01&to=2023-11-30',
    )
    expect(page.status).toBe(200)
    expect(page.text).toContain('href="/records/1"')
    expect((await officer.get('/records?third_party=ads-us&basis=opt_out')).words).toContain(
      '条件に合う記録はありません',
    )
  })

  test('filters by an item of data, however it is written, and pages by day', async () => {
    const later = await recorded({ items: ['歯列の撮影画像', '氏名'], occurred_on: '2026-11-19' })
    const other = await recorded({ items: ['ｽﾎﾟｰﾂ歴'], occurred_on: '2026-11-18' })
    const found = async (query: string) =>
      [...(await officer.get(`/records?${query}`)).text.matchAll(/href="\/records\/(\d+)"/g)].map(
        ([, no]) => Number(no),
      )
    expect(await found('item=撮影画像')).toEqual([later])
    expect(await found('item=スポーツ')).toEqual([other])
    expect(await found('item=撮影画像&basis=opt_out')).toEqual([])
    expect(await found('item=撮影画像&gap=any')).toEqual([])
    expect(await found('item=見当たらない')).toEqual([])
    const page = await officer.get('/records?item=氏名')
    const [, next = ''] = /href="([^"]*after=[^"]*)" rel="next"/.exec(page.text) ?? []
    expect(next).toContain('item=')
    const { listed } = await listRecords(office.deps, office.caller, { item: '氏名', limit: 500 })
    const { length } = listed
    const csv = await officer.get('/records.csv?item=氏名')
    expect(csv.text.trimEnd().split('\r\n').length - 1).toBeGreaterThanOrEqual(length)
    expect(listed.every(({ event: { items } }) => items.some(one => one.includes('氏名')))).toBe(
      true,
    )
  })

  test('says what is wrong with an address, and lists nothing', async () => {
    for (const path of ['/records?foo=1', '/third-parties?foo=1']) {
      const page = await officer.get(path)
      expect([page.status, /role="alert"/.test(page.text)]).toEqual([422, true])
      expect(page.words).not.toMatch(/ありません。まず|まだ記録は/)
    }
  })

  test('says which field of the filter is wrong', async () => {
    const page = await officer.get('/records?from=2026-02-30')
    expect(page.status).toBe(422)
    expect(page.words).toContain('実在する日付を入力してください')
  })

  test('is exported whole, however many pages it has', async () => {
    const { text, headers } = await officer.get('/records.csv?direction=received')
    expect(headers.get('content-type')).toContain('text/csv')
    const received = (
      await office.deps.stores.records.list({ direction: 'received', limit: 1_000 })
    ).length
    expect(text.trimEnd().split('\r\n')).toHaveLength(received + 1)
  })
})

describe('a search for a person', () => {
  const search = (fields: Record<string, string>) =>
    officer.submit('/records/search', fields, { from: '/records/search' })

  test('needs a clue, and a request or a reason', async () => {
    const page = await search({ birth_date: '1950-08-21' })
    expect(page.status).toBe(422)
    expect(page.words).toContain('氏名・フリガナ・番号等のいずれかを入力してください')
    expect(page.words).toContain('開示請求の受付番号か理由を入力してください')
    expect((await search({ name: '髙橋', request_no: 'R2026-9999' })).words).toContain(
      'この受付番号の開示請求はありません',
    )
  })

  test('names nobody in the address, and finds other ways of writing', async () => {
    const page = await search({ name: '高橋 大翔', reason: '電話での問い合わせ' })
    expect(page.url).toMatch(/^\/records\?search=[\w-]+$/)
    expect(decodeURIComponent(page.url)).not.toMatch(/高橋|電話/)
    const narrowed = await officer.get(`${page.url}&to=2023-11-01`)
    expect(narrowed.text).toContain('href="/records/1"')
    expect(narrowed.words).toContain('1行目')
  })

  test('is logged with its sealed reason and the numbers found, each time it is read', async () => {
    const page = await search({ id_member_id: 'OM-001002', reason: '例示の理由' })
    const [first] = await events('records.searched')
    expect(first?.detail).toMatchObject({ by_person: true })
    expect(first?.detail.record_nos).toContain(1)
    expect(JSON.stringify(first)).not.toContain('例示')
    await officer.get(page.url)
    const [second] = await events('records.searched')
    expect(second?.auditNo).toBeGreaterThan(first?.auditNo ?? 0)
    expect(second?.detail).toHaveProperty('sealed_reason')
  })

  test('ends after half an hour, and opens for nobody else', async () => {
    const { url } = await search({ name: '高橋 大翔', reason: '例' })
    const other = await office.signedIn('restricted_officer')
    expect((await other.get(url)).url).toBe('/records/search')
    const now = office.deps.clock()
    office.setNow(now + 20 * 60_000)
    await officer.get('/today')
    office.setNow(now + 31 * 60_000)
    const over = await officer.get(url)
    office.setNow(now)
    expect(over.url).toBe('/records/search')
    expect(over.words).toContain('検索の有効期限')
  })

  test('shows an auditor nothing before a reason', async () => {
    const auditor = await office.signedIn('auditor')
    for (const path of ['/records', '/records/1', '/records.csv', '/records/search']) {
      const page = await auditor.get(path)
      expect(page.words).toContain('閲覧の理由を入力してください')
      expect(page.text).not.toContain('髙橋')
    }
    await auditor.submit('/reason', { reason: '内部監査' }, { from: '/records/1' })
    expect(auditor.page?.url).toBe('/records/1')
    expect(auditor.page?.words).toContain('髙橋 大翔')
    expect(auditor.page?.text).not.toContain('/records/1/void')
  })
})

describe('a record', () => {
  test('stands with its articles, its days and who read it', async () => {
    const page = await officer.get(`/records/${await recorded()}`)
    expect(page.words).toContain('法第29条第1項')
    expect(page.words).toContain('施行規則第20条第1項第2号')
    expect(page.words).toContain('記録を作成した日、欠けた事項を補った日')
    expect(page.words).toContain('2029-11-22')
    expect(page.words).toContain('2029-12-23')
    expect(page.words).toContain('見本 花子')
  })

  test('says which requests and documents concern it', async () => {
    const no = await recorded({ data_subjects: [{ name: '請求 一郎' }] })
    const before = await officer.get(`/records/${no}`)
    expect(before.words).toContain('発行した文書はありません')
    const { request_no: requestNo } = await openDisclosureRequest(office.deps, office.caller, {
      received_on: '2026-11-22',
      channel: 'post',
      requester: { kind: 'self' },
      data_subject: { name: '請求 一郎' },
      delivery: 'document',
    } as never)
    const page = await officer.get(`/records/${no}`)
    expect(page.text).toContain(`href="/requests/${requestNo}"`)
    expect(page.words).toContain('それまで廃棄しません')
  })

  test('that is not there, or is no number, is not found', async () => {
    for (const path of ['/records/999999', '/records/0', '/records/x', '/records/1/amend/x']) {
      expect((await officer.get(path)).status).toBe(404)
    }
  })
})

describe('mending', () => {
  test('amends only what was typed anew, and the history tells both', async () => {
    const no = await recorded({ note: '元の備考', means: '専用線' })
    const path = `/records/${no}/amend/others`
    await officer.get(path)
    const page = await officer.submit(path, {
      means: '専用線',
      note: '新しい備考',
      reason: '誤記',
    })
    expect(page.url).toBe(`/records/${no}`)
    expect(page.words).toContain('訂正しました')
    expect(page.words).toMatch(/備考 元の備考 新しい備考/)
    expect(page.words).not.toMatch(/提供の方法 専用線 専用線/)
  })

  test('takes a consent away when it is unticked, and the item is missing', async () => {
    const no = await recorded()
    const path = `/records/${no}/amend/matters`
    await officer.get(path)
    const page = await officer.submit(path, {
      items: '氏名\r\n電話番号',
      consent_obtained_on: '2026-11-01',
      reason: '同意書が見つからない',
    })
    expect(page.url).toBe(`/records/${no}`)
    expect(page.words).toContain('欠落 1')
  })

  const MEANWHILE = 'ほかの方が内容を変更しました'

  test('is refused when somebody else changed the record, until the page showed what stands now', async () => {
    const no = await recorded()
    const path = `/records/${no}/amend/others`
    await officer.get(path)
    const other = await office.signedIn('restricted_officer')
    await other.submit(path, { note: '先の変更', reason: '例' }, { from: path })
    // Another fault comes first: it does not make the change of the colleague seen.
    expect((await officer.submit(path, { note: '後の変更', reason: '' })).status).toBe(422)
    const refused = await officer.submit(path, { note: '後の変更', reason: '例' })
    expect([refused.status, refused.words.includes(MEANWHILE)]).toEqual([422, true])
    expect(refused.words).toMatch(/備考 先の変更 後の変更/)
    const page = await officer.submit(path, { note: '後の変更', reason: '例' })
    expect([page.url, page.words.includes('後の変更')]).toEqual([`/records/${no}`, true])
  })

  test('of a line, a conflict or the whole is refused so too', async () => {
    const no = await recorded({
      basis: 'opt_out',
      method: 'batch',
      period: { first_day: '2026-11-01' },
    })
    const forms: Record<string, Record<string, string>> = {
      [`/records/${no}/lines/1`]: { name: '記録 桃子', reason: '例' },
      [`/records/${no}/conflicts/opt_out_method`]: { way: 'breach', measures: '停止した' },
      [`/records/${no}/void`]: { reason: 'duplicate' },
    }
    const other = await office.signedIn('restricted_officer')
    const note = `/records/${no}/amend/others`
    for (const [path, fields] of Object.entries(forms)) {
      await officer.get(path)
      await other.submit(note, { note: `変更 ${path}`, reason: '例' }, { from: note })
      const page = await officer.submit(path, fields)
      expect([page.status, page.words.includes(MEANWHILE)]).toEqual([422, true])
    }
  })

  test('does not tell of a change of what is hidden', async () => {
    const no = await recorded({ data_subjects: [{ name: '公開 五郎' }, { name: '秘匿 六郎' }] })
    const restricted = { ...office.caller, scopes: ['restricted' as const] }
    await placeProtectiveMark(office.deps, restricted, {
      code: `hidden-${no}`,
      ground: 'order-11-1',
      reason: '例',
      scope: { lines: [{ record_no: no, line: 2 }] },
    })
    const path = `/records/${no}/lines/1`
    await officer.get(path)
    const changes = { lines: [{ line: 2, set: { name: '秘匿 七郎' } }] }
    await amendRecord(office.deps, restricted, no, { reason: '例', changes })
    const page = await officer.submit(path, { name: '公開 八郎', reason: '例' })
    expect(page.url).toBe(`/records/${no}`)
  })

  test('a breach stands as a breach with its measures, and its consent is not to be filled', async () => {
    const country = { country: 'US', kind: 'corporation', name: 'Example Inc.', address: 'x' }
    const no = await recorded({ third_party: country, consent: undefined })
    const path = `/records/${no}/conflicts/foreign_consent_needed`
    await officer.get(path)
    const page = await officer.submit(path, {
      way: 'breach',
      measures: '提供を止めた',
      proof: '報告書',
    })
    expect(page.words).toMatch(/違反として記録 .*講じた措置 提供を止めた/)
    expect(page.words).toContain('補う事項はありません')
    expect(page.words).toContain('アメリカ合衆国')
  })

  test('fills a missing item only with its evidence', async () => {
    const no = await recorded({ consent: undefined })
    const path = `/records/${no}/fill`
    const form = await officer.get(path)
    expect(form.text).toContain('name="consent_evidence"')
    expect(form.text).not.toContain('name="note"')
    const refused = await officer.submit(path, { consent: 'yes', reason: '判明' })
    expect(refused.status).toBe(422)
    const page = await officer.submit(path, { consent: 'yes', reason: '判明', proof: '同意書 12' })
    expect(page.url).toBe(`/records/${no}`)
    expect(page.words).toContain('補いました')
    expect(page.words).not.toContain('欠落 1')
    expect(page.words).toContain('同意書 12')
  })

  test('adds a person whom the record did not name', async () => {
    const no = await recorded({ data_subjects: [] })
    const path = `/records/${no}/lines/new`
    await officer.get(path)
    const page = await officer.submit(path, {
      name: '追加 次郎',
      id_phone: '03-0000-0000',
      reason: '照会により判明',
      proof: '照会の回答',
    })
    expect(page.url).toBe(`/records/${no}`)
    expect(page.words).toContain('追加 次郎')
    const line = `/records/${no}/lines/1`
    await officer.get(line)
    const changed = await officer.submit(line, { name: '追加 二郎', reason: '誤記' })
    expect(changed.words).toContain('追加 二郎')
    expect(changed.words).toMatch(/本人\(1行目\) 追加 次郎 \/ 電話番号 03-0000-0000 追加 二郎/)
    expect((await officer.get(`/records/${no}/lines/2`)).status).toBe(404)
  })

  test('settles a conflict by the right basis or as a breach, not by another wrong one', async () => {
    const abroad = {
      country: 'US',
      kind: 'corporation',
      name: 'Example Inc.',
      address: '1 Example',
    }
    const no = await recorded({ third_party: { ...abroad, representative: 'Jane Doe' } })
    const path = `/records/${no}/conflicts/foreign_consent_needed`
    await officer.get(path)
    const refused = await officer.submit(path, { way: 'basis', basis: 'joint_use' })
    expect(refused.words).toContain('この根拠では不整合が解消しません')
    const page = await officer.submit(path, { way: 'basis', basis: 'foreign_consent' })
    expect(page.words).toContain('不整合を解消しました')
    expect(page.words).not.toContain('不整合 1')
    expect((await officer.get(path)).status).toBe(404)
  })

  test('voids on a page of its own, once', async () => {
    const no = await recorded()
    const path = `/records/${no}/void`
    expect((await officer.get(path)).words).toContain('元には戻せません')
    expect((await officer.submit(path)).status).toBe(422)
    const page = await officer.submit(path, { reason: 'duplicate', note: '再送' })
    expect(page.words).toContain('この記録は')
    expect(page.text).not.toContain(`${path}"`)
    expect((await officer.get(path)).status).toBe(409)
  })
})

describe('what a mark hides (令11条)', () => {
  test('is for the restricted officer alone, in lists, on pages and in forms', async () => {
    const no = await recorded({ data_subjects: [{ name: '秘匿 三郎' }, { name: '公開 四郎' }] })
    const whole = await recorded({ data_subjects: [{ name: '秘匿 五郎' }] })
    const restricted = { ...office.caller, scopes: ['restricted' as const] }
    const mark = { ground: 'order-11-1', reason: '例' } as const
    await placeProtectiveMark(office.deps, restricted, {
      code: 'm1',
      ...mark,
      scope: { lines: [{ record_no: no, line: 1 }] },
    })
    await placeProtectiveMark(office.deps, restricted, {
      code: 'm2',
      ...mark,
      scope: { record_nos: [whole] },
    })
    const page = await officer.get(`/records/${no}`)
    expect(page.words).toContain('公開 四郎')
    expect(page.text).not.toContain('秘匿')
    for (const path of [`/records/${no}/lines/1`, `/records/${whole}`, `/records/${whole}/void`]) {
      expect((await officer.get(path)).status).toBe(404)
    }
    expect((await officer.get('/records?from=2026-11-20')).text).not.toContain(`/records/${whole}"`)
    const other = await office.signedIn('restricted_officer')
    expect((await other.get(`/records/${whole}`)).words).toContain('秘匿 五郎')
  })
})

describe('third parties', () => {
  test('that only stood in events come first and lead to their registration and its fillings', async () => {
    const no = await recorded({ third_party: { code: 'late-01' } })
    const register = await officer.get('/third-parties')
    expect(register.words).toMatch(/登録を待つ第三者.*late-01.*すべての第三者/)
    const path = '/third-parties/late-01/edit'
    await officer.get(path)
    const refused = await officer.submit(path, { kind: 'corporation' })
    expect(refused.status).toBe(422)
    const page = await officer.submit(path, {
      kind: 'corporation',
      name: '株式会社後日',
      address: '後日町1番',
      representative: '代表取締役 後日 一',
      country: 'JP',
    })
    expect(page.url).toBe('/third-parties/late-01/proposals')
    expect(page.words).toContain('第三者の氏名又は名称、第三者の住所、代表者の氏名')
    const filled = await officer.submit('/third-parties/late-01/proposals', {
      record_nos: String(no),
      reason: '登録した',
    })
    expect(filled.words).toContain('1件の記録を補いました')
    expect((await officer.get(`/records/${no}`)).words).toContain('株式会社後日')
  })

  test('tell what went to them, how often and which items', async () => {
    const page = await officer.get('/third-parties/clinic-001')
    const { length } = await office.deps.stores.records.list({
      thirdPartyId: (await office.deps.stores.thirdParties.findByCodes(['clinic-001']))[0]
        ?.thirdPartyId as number,
      limit: 1_000,
    })
    expect(page.words).toContain(`全期間で${length}件`)
    expect(page.words).toContain('氏名')
  })

  test('keep their earlier wordings', async () => {
    const path = '/third-parties/clinic-002/edit'
    await officer.get(path)
    const page = await officer.submit(path, {
      kind: 'corporation',
      name: '医療法人社団新名称',
      address: '新町1番',
      representative_none: 'yes',
      country: 'JP',
      effective_on: '2026-12-01',
    })
    expect(page.words).toContain('登録の履歴')
    expect(page.words).toContain('医療法人社団見本会 第2歯科医院')
    expect(page.words).toContain('2026-12-01')
  })

  test('a corporate number and a code are read as a letterhead or a keyboard gives them', async () => {
    const typed = { code: 'ｎｅｗ-01', kind: 'corporation', name: '例示', country: 'JP' }
    const page = await officer.submit(
      '/third-parties.new',
      { ...typed, corporate_number: '７ ０００-０１２-０５０００２' },
      { from: '/third-parties.new' },
    )
    expect(page.url).toBe('/third-parties/new-01')
    expect(page.words).toContain('7000012050002')
  })

  test('are found by part of any name, which stands in no address', async () => {
    const page = await officer.submit(
      '/third-parties',
      { named: '見本　銀座' },
      { from: '/third-parties' },
    )
    expect(page.url).toMatch(/^\/third-parties\?search=[\w-]+$/)
    const none = await officer.submit('/third-parties', { named: '見当たらない社' })
    expect(none.words).toContain('該当する第三者はありません')
    const code = await officer.submit('/third-parties', { named: 'CLINIC-001' })
    expect(code.text).toContain('href="/third-parties/clinic-001"')
    const csv = await officer.get(code.url.replace('/third-parties?', '/third-parties.csv?'))
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(2)
    const other = await office.signedIn('restricted_officer')
    expect((await other.get(code.url)).words).toContain('ほかの方の検索です')
  })

  test('that wait, and what one can fill, are exported', async () => {
    await recorded({ third_party: { code: 'late-02' } })
    const waiting = await officer.get('/third-parties.csv?only=waiting')
    expect(waiting.text).toMatch(/late-02,1,1/)
    expect(waiting.text).not.toContain('clinic-001')
    const csv = await officer.get('/third-parties/late-01/proposals.csv')
    expect(csv.status).toBe(200)
  })

  test('a revision is not overwritten unseen', async () => {
    const path = '/third-parties/clinic-001/edit'
    const typed = { kind: 'corporation', name: '例示', country: 'US' }
    await officer.get(path)
    const other = await office.signedIn('restricted_officer')
    await other.submit(path, { ...typed, facility: '先の変更' }, { from: path })
    expect((await officer.submit(path, { name: '例示', facility: '後の変更' })).status).toBe(422)
    const refused = await officer.submit(path, { ...typed, facility: '後の変更' })
    expect(refused.status).toBe(422)
    expect(refused.words).toContain('ほかの方が内容を変更しました')
    expect(refused.words).toMatch(/施設 先の変更 後の変更/)
    const page = await officer.submit(path, { ...typed, facility: '後の変更' })
    expect(page.status).toBe(200)
    expect(page.words).toMatch(/後の変更.*アメリカ合衆国/)
  })

  test('a code is registered once, and a wrong corporate number is refused', async () => {
    const path = '/third-parties.new'
    await officer.get(path)
    const wrong = await officer.submit(path, {
      code: 'clinic-001',
      kind: 'corporation',
      name: '例',
      corporate_number: '1234567890123',
    })
    expect(wrong.words).toContain('法人番号の桁数か検査用数字が合いません')
    const taken = await officer.submit(path, { code: 'clinic-001', kind: 'individual', name: '例' })
    expect(taken.words).toContain('登録済みです')
  })
})

test('a person is found by what they are commonly known by, also where no identifier is declared', async () => {
  const plain = await openTestConsole()
  try {
    await plain.record(event('T-1'), event('T-2', { data_subjects: [{ name: '別人 一' }] }))
    const browser = await plain.signedIn('officer')
    const search = { id_phone: '090-0000-9999', reason: '例' }
    const page = await browser.submit('/records/search', search, { from: '/records/search' })
    expect(page.text).toContain('href="/records/1"')
    expect(page.text).not.toContain('href="/records/2"')
  } finally {
    plain.close()
  }
})

test('nothing that a record says becomes part of a page', async () => {
  const text = '"><img src=x onerror=alert(1)>'
  const no = await recorded({
    third_party: { name: text, address: text, representative: text, facility: text },
    data_subjects: [{ name: text, name_kana: text, address: text, identifiers: { phone: text } }],
    items: [text],
    consent: { evidence: text },
    acquisition: text,
    means: text,
    purpose: text,
    note: text,
    evidence: text,
  })
  const amend = `/records/${no}/amend/others`
  await officer.submit(amend, { note: `${text}2`, reason: text, proof: text }, { from: amend })
  const parts = ['', '/amend/basis', '/amend/third_party', '/amend/matters', '/amend/others']
  for (const path of [...parts, '/lines/1', '/lines/new', '/void']) {
    const page = await officer.get(`/records/${no}${path}`)
    expect([path, page.status, page.text.includes('<img')]).toEqual([path, 200, false])
  }
  for (const path of ['/records', `/records?third_party=${encodeURIComponent(text)}`]) {
    expect((await officer.get(path)).text).not.toContain('<img')
  }
  const found = await officer.submit(
    '/records/search',
    { name: text, reason: text },
    { from: '/records/search' },
  )
  expect(found.words).toContain('1行目')
  expect(found.text).not.toContain('<img')
  expect((await officer.get('/records.csv?from=2026-11-20')).text).toContain('""')
})

test('every page speaks English too', async () => {
  const reader = await office.signedIn('officer')
  await reader.get('/records')
  await reader.submit('/view', { language: 'en' })
  const titles: [string, string][] = [
    ['/records', 'Records'],
    ['/records/search', 'Find a person’s records'],
    ['/records/1', 'Act, Art. 29(1)'],
    ['/records/1/amend/basis', 'Amend record 1'],
    ['/records/1/fill', 'Settle the conflict first'],
    ['/records/1/void', 'Void record 1'],
    ['/third-parties', 'Waiting to be registered'],
    ['/third-parties/clinic-001', 'records in all'],
  ]
  for (const [path, title] of titles) expect((await reader.get(path)).words).toContain(title)
})

test('no page weighs more than 60 KB', async () => {
  for (const path of ['/records', '/records/1', '/third-parties', '/third-parties/clinic-001']) {
    const page = await officer.get(path)
    expect([path, Buffer.byteLength(page.text) <= 60_000]).toEqual([path, true])
  }
})
