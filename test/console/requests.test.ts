// The guided way of a disclosure request at the console, as a browser without script takes it.

import { afterEach, describe, expect, test } from 'vitest'
import { appendVersion } from '../../src/usecases/append-version.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { readDisclosureRequest } from '../../src/usecases/read-disclosure-request.ts'
import { HANAKO, OPERATOR, provision, TARO } from '../support/disclosure-ledger.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'

let offices: TestConsole[] = []
afterEach(() => {
  for (const office of offices) office.close()
  offices = []
})

async function open(events: object[], operator: object = OPERATOR) {
  const office = await openTestConsole({ operator })
  offices.push(office)
  await office.record(...events)
  const browser = await office.signedIn('officer')
  return { office, browser, steps: disclosureSteps(office) }
}

const INTAKE = {
  received_on: '2026-11-20',
  channel: 'post',
  requester: 'self',
  name: TARO.name,
  birth_date: TARO.birth_date,
  'id-member_id': 'M-1',
  'id-phone': '090-0000-0001',
  delivery: 'document',
}
const CHECK = {
  result: 'passed',
  verified_on: '2026-11-21',
  method: 'post',
  documents: ['driving_licence'],
}
const PROVEN = ['name', 'birth_date', 'identifiers.member_id', 'identifiers.phone']

/** Of a page: the path of its request. */
const requestOf = (browser: Browser) =>
  /^\/requests\/R\d+-\d+/.exec(browser.page?.url ?? '')?.[0] ?? 'no request'

async function words(bytes: ArrayBuffer) {
  const pages = await pdfPages(new Uint8Array(bytes))
  return pages.join('\n').replaceAll(/[ \n]/g, '')
}

/** A file as the browser downloads it. */
async function download(office: TestConsole, browser: Browser, path: string) {
  const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return office.app.request(`http://localhost:8787${path}`, { headers: { Cookie: cookies } })
}

test('a request goes from its arrival to a delivered document, step by step', async () => {
  const { office, browser } = await open([
    provision([TARO]),
    provision([{ ...TARO, name: '架空 太郎', identifiers: { phone: '+81 90 0000 0001' } }]),
    provision([HANAKO]),
  ])
  await browser.get('/requests')
  expect(browser.page?.words).toContain('対応中の開示請求はありません。')

  const opened = await browser.submit('/requests/new', INTAKE, { from: '/requests/new' })
  const path = requestOf(browser)
  expect(opened.words).toContain('受け付けました')
  expect(opened.words).toContain('本人確認の結果を登録してください')
  expect(opened.words).toContain('2026-12-04')
  expect(opened.words).toContain('2026-12-05')

  expect((await browser.get(`${path}/matches`)).words).toContain('本人確認が済むまで')
  await browser.get(`${path}/identity`)
  const verified = await browser.submit(`${path}/identity`, { ...CHECK, proven: PROVEN })
  expect(verified.url).toBe(`${path}/matches`)
  expect(verified.words).toContain('判断の済んでいない候補が1行あります')
  expect(verified.words).toContain('例示 花子')
  const settled = await browser.submit(`${path}/matches?show=open`, {
    'v-3-1': 'reject',
    why: '氏名と会員番号が異なるご家族',
  })
  expect(settled.words).toContain('判断の済んでいない候補はありません。')
  expect(settled.words).not.toContain('例示 花子')

  const decision = await browser.get(`${path}/decision`)
  expect(decision.words).toContain('開示の対象となる行は2行です。')
  await browser.submit(`${path}/decision`, { outcome: 'disclosed_full' })
  expect(browser.page?.url).toBe(`${path}/draft`)
  const draft = await download(office, browser, `${path}/draft.pdf`)
  expect(draft.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''draft_R/)
  const drafted = await words(await draft.arrayBuffer())
  expect(drafted).toContain('見本歯科')

  const issued = await browser.submit(`${path}/draft`)
  expect(issued.words).toContain('個開2026-0001号')
  const pdf = await download(office, browser, `${path}/extract/pdf?volume=1&edition=ja`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(await words(await pdf.arrayBuffer())).toBe(drafted.replaceAll('下書き', '個開2026-0001号'))
  const csv = await download(office, browser, `${path}/extract/csv`)
  expect(await csv.text()).toContain('見本歯科')
  const manifest = await download(office, browser, `${path}/extract/manifest`)
  expect(await manifest.json()).toMatchObject({ extract_no: 1 })

  await browser.get(`${path}/delivery`)
  const delivered = await browser.submit(`${path}/delivery`, {
    method: 'registered_post',
    form: 'document',
    delivered_on: '2026-11-22',
  })
  expect(delivered.words).toContain('この請求は終了しました。')
  expect(delivered.words).toContain('全部開示')
  const list = await browser.get('/requests?show=closed')
  expect(list.words).toContain('終了(全部開示)')
  const csvList = await download(office, browser, '/requests.csv?show=all')
  expect(await csvList.text()).toContain('R2026-0001,2026-11-20')
  const history = await browser.get(`${path}/history`)
  expect(history.words).toContain('見本 花子')
  expect(office.log.filter(({ level }) => level === 'error')).toEqual([])
})

test('what is missing or impossible is said at its field, and what was typed stays', async () => {
  const { browser } = await open([])
  const refused = await browser.submit(
    '/requests/new',
    { ...INTAKE, name: '', requester: 'appointed_agent', birth_date: '1990-02-30' },
    { from: '/requests/new' },
  )
  expect(refused.status).toBe(422)
  for (const id of ['name-fault', 'agent_name-fault', 'birth_date-fault']) {
    expect(refused.text).toContain(`id="${id}"`)
  }
  expect(refused.words).toContain('実在する日付を入力してください')
  expect(refused.text).toContain('>M-1</textarea>')
  const future = await browser.submit('/requests/new', { ...INTAKE, received_on: '2026-11-23' })
  expect(future.words).toContain('今日までの日付を入力してください。')
})

test('more rows for papers keep what was typed, and the papers are registered', async () => {
  const { browser } = await open([])
  const typed = { ...INTAKE, 'document-0': 'driving_licence', 'form-0': 'copy', more: '1' }
  const grown = await browser.submit('/requests/new', typed, { from: '/requests/new' })
  expect(grown.text).toContain('name="document-7"')
  expect(grown.text).toContain('架空 太郎')
  const { more: _more, ...fields } = typed
  const opened = await browser.submit('/requests/new', {
    ...fields,
    'afterwards-0': 'destroyed',
    'document-7': 'request_form',
    'form-7': 'original',
    'afterwards-7': 'returned',
  })
  expect(opened.words).toContain('運転免許証 1 写し 廃棄')
  expect(opened.words).toContain('開示請求書 1 原本 返却')
})

test('digits may be of any width; what is no number is refused at its own row', async () => {
  const { browser, steps } = await open([])
  const paper = { 'document-1': 'driving_licence', 'form-1': 'copy', 'afterwards-1': 'destroyed' }
  const typed = { ...INTAKE, ...paper, 'copies-1': '二通' }
  const refused = await browser.submit('/requests/new', typed, { from: '/requests/new' })
  expect(refused.text).toContain('id="copies-1-fault"')
  const opened = await browser.submit('/requests/new', { ...typed, 'copies-1': '２' })
  expect(opened.words).toContain('運転免許証 2 写し 廃棄')
  const no = await steps.open({ data_subject: TARO })
  await browser.get(`/requests/${no}/fee`)
  const wrong = await browser.submit(`/requests/${no}/fee`, {
    paid_on: '2026-11-21',
    yen: '五百円',
  })
  expect(wrong.text).toContain('id="yen-fault"')
  await browser.submit(`/requests/${no}/fee`, { paid_on: '2026-11-21', yen: '１，０００円' })
  expect(browser.page?.words).toContain('1,000円(2026-11-21入金)')
})

test('a form sent twice counts once: one request, one letter', async () => {
  const { office, browser } = await open([])
  await browser.get('/requests/new')
  const fields = { ...browser.page?.hidden('/requests/new'), ...INTAKE }
  await browser.post('/requests/new', fields)
  const path = requestOf(browser)
  expect((await browser.post('/requests/new', fields)).status).toBe(409)
  expect(await office.deps.stores.disclosures.list({ limit: 9 })).toHaveLength(1)
  const letter = `${path}/letters/acknowledgement`
  await browser.get(letter)
  const sent = browser.page?.hidden(letter) ?? {}
  await browser.post(letter, sent)
  expect((await browser.post(letter, sent)).status).toBe(409)
  const { letterNo } = await office.deps.stores.letters.last(2026)
  expect(letterNo).toBe(1)
})

test('a letter keeps how to reach a desk whole, and names what it cannot print with its mend', async () => {
  const { office, browser, steps } = await open([])
  const no = await steps.open({ data_subject: TARO })
  const path = `/requests/${no}/letters/other_desks`
  await browser.get(path)
  expect((await browser.submit(path)).words).toContain('ほかの窓口: 入力してください。')
  const rare = await browser.submit(path, { desk_other: '訂正、😀窓口、電話 03-0000-0000' })
  expect(rare.status).toBe(422)
  expect(rare.words).toContain('U+1F600')
  expect(rare.words).toContain('別の文字で作成し直します')
  await browser.submit(path, { desk_other: '訂正、相談窓口、電話 03-0000-0000、平日9時から17時' })
  const pdf = await download(office, browser, `/requests/${no}/letters/1/pdf`)
  expect(await words(await pdf.arrayBuffer())).toContain('電話03-0000-0000、平日9時から17時')
})

test('a query that nobody understands is said to be so; the list says nothing of requests', async () => {
  const { browser, steps } = await open([])
  await steps.open({ data_subject: TARO })
  for (const query of ['?foo=1', '?from=2026-02-30']) {
    const page = await browser.get(`/requests${query}`)
    expect(page.status).toBe(422)
    expect(page.text).toContain('id="faults"')
    expect(page.words).not.toContain('ありません')
  }
  expect((await browser.get('/requests?no=2026-0001')).url).toBe('/requests/R2026-0001')
})

describe('candidates', () => {
  const near = { name: '高橋 太郎', identifiers: { phone: '+81 90 0000 0001' } }
  const other = { name: '髙橋 太郎', birth_date: '1990-04-01' }
  const person = {
    name: '髙橋 太郎',
    birth_date: '1990-04-01',
    identifiers: { phone: '090-0000-0001' },
  }

  test('stand beside what was stated with each difference marked', async () => {
    const { browser, steps } = await open([provision([near]), provision([other])])
    const no = await steps.open({ data_subject: person })
    await steps.verify(no, { proven: ['name', 'birth_date'] })
    const page = await browser.get(`/requests/${no}/matches`)
    expect(page.words).toContain('判断の済んでいない候補が2行あります')
    expect(page.text).toContain('<mark>髙</mark>橋 太郎')
    expect(page.text).toContain('<mark>高</mark>橋 太郎')
    expect(page.text).toContain('<mark>+81 </mark>90')
    expect(page.words).toContain('表記の違い')
  })

  test('are settled many at once, some of them otherwise, and can be settled anew', async () => {
    const { browser, steps } = await open([provision([near]), provision([other])])
    const no = await steps.open({ data_subject: person })
    await steps.verify(no, { proven: ['name', 'birth_date'] })
    const path = `/requests/${no}/matches`
    await browser.get(path)
    const action = `${path}?show=open`
    const refused = await browser.submit(action, { 'v-2-1': 'reject', rest: 'confirm' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('id="why-fault"')
    const settled = await browser.submit(action, {
      'v-2-1': 'reject',
      rest: 'confirm',
      why: '別の方と確認',
    })
    expect(settled.words).toContain('判断を登録しました。')
    expect((await steps.matches(no)).candidates.map(one => one.settled)).toEqual([
      'confirmed',
      'rejected',
    ])
    const again = await browser.get(`${path}?show=settled`)
    expect(again.words).toContain('別の方と確認')
    expect(again.words).toContain('今の判断のまま')
    expect(again.words).not.toContain('すべて別の方の行とする')
    await browser.submit(`${path}?show=settled`, { 'v-2-1': 'confirm' })
    expect((await steps.matches(no)).candidates.map(one => one.settled)).toEqual([
      'confirmed',
      'confirmed',
    ])
  })

  test('that differ in something are not taken for the person’s many at once', async () => {
    const namesake = { name: '髙橋 太郎', birth_date: '1985-01-01' }
    const { browser, steps } = await open([provision([near]), provision([namesake])])
    const no = await steps.open({ data_subject: person })
    await steps.verify(no, { proven: ['name'] })
    const path = `/requests/${no}/matches`
    const page = await browser.get(path)
    expect(page.words).toContain('「異なる」のない行をすべてご本人の行とする(1行)')
    await browser.submit(`${path}?show=open`, { rest: 'confirm' })
    const settled = (await steps.matches(no)).candidates.map(one => one.settled)
    expect(settled).toEqual(['confirmed', null])
  })

  test('under another name need that name marked as the person’s own', async () => {
    const former = { name: '旧姓 太郎', identifiers: { phone: '090-0000-0001' } }
    const { browser, steps } = await open([provision([former])])
    const no = await steps.open({ data_subject: person })
    await steps.verify(no, { proven: ['name', 'identifiers.phone'] })
    const path = `/requests/${no}/matches`
    await browser.get(path)
    const refused = await browser.submit(`${path}?show=open`, { 'v-1-1': 'confirm' })
    expect(refused.words).toContain('請求と異なる氏名の行です。')
    await browser.submit(`${path}?show=open`, { 'v-1-1': 'confirm', 'own-1-1': 'name' })
    expect((await steps.matches(no)).candidates[0]?.settled).toBe('confirmed')
  })
})

describe('a decision', () => {
  const REASON = {
    'ground-1': '33-2-1',
    'letter-1': '開示すると第三者の権利利益を害するおそれがあるためです。',
    'internal-1': '経緯',
  }

  test('refuses items of chosen lines and discloses the rest', async () => {
    const { browser, steps } = await open([provision([TARO]), provision([TARO])])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}/decision`
    const page = await browser.get(path)
    expect(page.words).toContain('法第33条第2項第1号')
    expect(page.words).toContain('第三者の住所')
    const fields = {
      outcome: 'disclosed_partial',
      'line-2-1': '1',
      'items-1': ['TP_NAME', 'TP_ADDR'],
    }
    const refused = await browser.submit(path, { ...fields, ...REASON, 'letter-1': '短い' })
    expect(refused.words).toContain('15文字以上で')
    await browser.submit(path, { ...fields, ...REASON })
    expect(browser.page?.url).toBe(`/requests/${no}/draft`)
    const decided = await browser.get(path)
    expect(decided.words).toContain('第三者の氏名又は名称、第三者の住所')
    expect(decided.words).toContain('経緯')
  })

  test('that does not fit what is left is refused at its field', async () => {
    const { browser, steps } = await open([provision([TARO])])
    const no = await steps.openVerified(TARO)
    await browser.get(`/requests/${no}/decision`)
    const refused = await browser.submit(`/requests/${no}/decision`, { outcome: 'not_exist' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('id="outcome-fault"')
  })

  test('is not taken by a page that shows other lines than there are by now', async () => {
    const former = { name: TARO.name }
    const { browser, steps } = await open([provision([former]), provision([TARO])])
    const no = await steps.openVerified(TARO)
    await steps.settle(no, { reject: [{ record_no: 1, line: 1, why: '別の方と確認' }] })
    const path = `/requests/${no}/decision`
    await browser.get(path)
    await steps.settle(no, { confirm: [{ record_no: 1, line: 1 }] })
    const fields = { outcome: 'disclosed_partial', 'line-2-1': '1', ...REASON }
    const stale = await browser.submit(path, fields)
    expect([stale.status, stale.words.includes('ほかの方が内容を変更しました')]).toEqual([
      422,
      true,
    ])
    expect(stale.text).toContain('経緯')
    expect((await steps.matches(no)).exact).toHaveLength(1)
    await browser.submit(path, fields)
    expect(browser.page?.url).toBe(`/requests/${no}/draft`)
  })

  test('is not taken over a colleague’s, nor where a record came in meanwhile', async () => {
    const { office, browser, steps } = await open([provision([TARO])])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}/decision`
    await browser.get(path)
    await office.record(provision([TARO]))
    expect((await browser.submit(path, { outcome: 'disclosed_full' })).status).toBe(422)
    await steps.decide(no, 'disclosed_full')
    expect((await browser.submit(path, { outcome: 'disclosed_full' })).status).toBe(422)
  })

  test.each([
    [
      'disclosed_partial',
      REASON,
      'letter-1-fault',
      'この理由に当てはまる行・項目が選ばれていません',
    ],
    ['disclosed_full', REASON, 'letter-1-fault', 'この理由に当てはまる行・項目が選ばれていません'],
    ['disclosed_partial', {}, 'lines', '開示しない行が選ばれていません'],
    ['disclosed_full', { 'line-1-1': '1', ...REASON }, 'outcome-fault', 'この結論では、開示しない'],
    [
      'disclosed_full',
      { not_accepted_for: 'identity' },
      'not_accepted_for-fault',
      '当てはまらない入力',
    ],
    ['disclosed_partial', { 'line-1-1': '1', ...REASON }, 'outcome-fault', '結論を「不開示」に'],
  ])('of %s that does not fit says what to change: %o', async (outcome, fields, id, told) => {
    const { browser, steps } = await open([provision([TARO])])
    const no = await steps.openVerified(TARO)
    await browser.get(`/requests/${no}/decision`)
    const refused = await browser.submit(`/requests/${no}/decision`, { outcome, ...fields })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(`id="${id}"`)
    expect(refused.words).toContain(told)
  })

  test('warns of gaps in what is about to be disclosed, as the draft does', async () => {
    const third_party = { kind: 'corporation', name: '見本歯科' }
    const { browser, steps } = await open([provision([TARO], { third_party })])
    const no = await steps.openVerified(TARO)
    const told = '開示する記録のうち1件に、欠落又は不整合があります'
    expect((await browser.get(`/requests/${no}/decision`)).words).toContain(told)
    await steps.decide(no, 'disclosed_full')
    expect((await browser.get(`/requests/${no}/draft`)).words).toContain(told)
  })

  test('names any line of a long list one by one', async () => {
    const { browser, steps } = await open([provision(Array.from({ length: 60 }, () => TARO))])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}/decision`
    await browser.get(path)
    const fields = { outcome: 'disclosed_partial', ...REASON, 'lines-1': '1-57、１-60' }
    const wrong = await browser.submit(path, { ...fields, 'lines-1': '1-57 1-3 9-9' })
    expect(wrong.words).toContain('「1-3, 9-9」は')
    await browser.submit(path, fields)
    const decided = await browser.get(path)
    expect([...decided.words.matchAll(/記録1の(\d+)行目 行の全部/g)].map(([, n]) => n)).toEqual([
      '57',
      '60',
    ])
  })

  test('refuses a line of a long list for every reason that names it, and no item twice', async () => {
    const { office, browser, steps } = await open([
      provision(Array.from({ length: 60 }, () => TARO)),
    ])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}/decision`
    await browser.get(path)
    await browser.submit(path, { more: 'yes' })
    const second = Object.entries(REASON).map(([name, words]) => [name.replace('1', '2'), words])
    const fields = {
      outcome: 'disclosed_partial',
      ...REASON,
      ...Object.fromEntries(second),
      'lines-1': '1-50 1-51',
      'lines-2': '1-50 1-52',
      'items-1': 'ITEMS',
      'items-2': 'PERSON',
    }
    const twice = await browser.submit(path, { ...fields, 'items-2': 'ITEMS' })
    expect([twice.status, twice.url]).toEqual([422, path])
    await browser.submit(path, fields)
    const { deps, caller } = office
    const { decision } = await readDisclosureRequest(deps, caller, no)
    expect(decision?.refusals?.map(({ line, items }) => [line, items])).toEqual([
      [50, ['ITEMS']],
      [50, ['PERSON']],
      [51, ['ITEMS']],
      [52, ['PERSON']],
    ])
  })

  test('for a statutory agent asks for each place once, before anything is disclosed', async () => {
    const child = { ...TARO, address: '東京都架空区1-1' }
    const { office, browser, steps } = await open([provision([child]), provision([child])])
    const requester = { kind: 'statutory_agent', name: '架空 花江', authority: 'family_register' }
    const no = await steps.open({ data_subject: TARO, requester })
    const path = `/requests/${no}`
    await browser.get(`${path}/identity`)
    for (const of of ['data_subject', 'agent', 'authority']) {
      await browser.get(`${path}/identity?of=${of}`)
      await browser.submit(`${path}/identity`, {
        ...CHECK,
        ...(of === 'data_subject' ? { proven: PROVEN } : {}),
        ...(of === 'authority'
          ? { authority_kind: 'family_register', authority_scope: ['request'] }
          : {}),
      })
    }
    expect(browser.page?.url).toBe(`${path}/matches`)
    const page = await browser.get(`${path}/decision`)
    expect(page.words.match(/ご本人の住所: 東京都架空区1-1/g)).toHaveLength(1)
    const refused = await browser.submit(`${path}/decision`, { outcome: 'disclosed_full' })
    expect(refused.words).toContain('開示してよいかどうかを選んでください。')
    const answers = {
      'place-address-1-1': 'refuse',
      'place-telephone-1-1': 'release',
      'place-third_party_place-1-1': 'release',
      'letter-safety': 'ご本人の安全に関わるおそれがあるため、開示しません。',
      'internal-safety': '別居',
    }
    await browser.submit(`${path}/decision`, { outcome: 'disclosed_partial', ...answers })
    expect(browser.page?.url).toBe(`${path}/draft`)
    const issued = await browser.submit(`${path}/draft`)
    expect(issued.words).toContain('書面を発行しました。')
    const pdf = await download(office, browser, `${path}/extract/pdf`)
    const text = await words(await pdf.arrayBuffer())
    expect(text).toContain('住所不開示')
    expect(text).not.toContain('架空区')
  })

  test('asks about each natural person on the other side', async () => {
    const friend = { kind: 'individual', name: '例示 一郎', address: '例町3番' }
    const { browser, steps } = await open([provision([TARO], { third_party: friend })])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}/decision`
    expect((await browser.get(path)).words).toContain('例示 一郎 例町3番')
    expect((await browser.submit(path, { outcome: 'disclosed_full' })).status).toBe(422)
    await browser.submit(path, { outcome: 'disclosed_full', 'party-1-1': 'show' })
    expect(browser.page?.url).toBe(`/requests/${no}/draft`)
  })

  test('that the request cannot be accepted leads to its letter, and to the end', async () => {
    const { browser, steps } = await open([])
    const no = await steps.open({ data_subject: TARO })
    const path = `/requests/${no}`
    const page = await browser.get(`${path}/decision`)
    expect(page.words).not.toContain('全部開示')
    await browser.submit(`${path}/decision`, {
      outcome: 'not_accepted',
      not_accepted_for: 'identity',
    })
    expect(browser.page?.url).toBe(`${path}/letters/not_accepted`)
    const written = await browser.submit(`${path}/letters/not_accepted`)
    expect(written.words).toContain('文書を作成しました。')
    await browser.get(`${path}/delivery`)
    await browser.submit(`${path}/delivery`, { method: 'post', delivered_on: '2026-11-22' })
    expect(browser.page?.words).toContain('この請求は終了しました。')
  })
})

test('a character that no font has is named with its mend, and printed as its code point if accepted', async () => {
  const rare = { ...TARO, name: '架空 太郎😀' }
  const { browser, steps } = await open([provision([rare])])
  const no = await steps.openVerified(rare)
  await steps.decide(no, 'disclosed_full')
  const path = `/requests/${no}/draft`
  const page = await browser.get(path)
  expect(page.words).toContain('書体にない文字があります')
  expect(page.words).toContain('U+1F600')
  const refused = await browser.submit(path)
  expect(refused.text).toContain('id="substitutes-fault"')
  const issued = await browser.submit(path, { substitutes: ['U+1F600'] })
  expect(issued.words).toContain('書面を発行しました。')
})

test('what is issued is what was looked at: a decision or a record changed since is looked at anew', async () => {
  const { office, browser, steps } = await open([provision([TARO]), provision([TARO])])
  const no = await steps.openVerified(TARO)
  await steps.decide(no, 'disclosed_full')
  const path = `/requests/${no}/draft`
  await browser.get(path)
  await steps.decideWith(no, {
    outcome: 'disclosed_partial',
    refusals: [
      {
        record_no: 1,
        line: 1,
        items: ['TP_NAME'],
        ground: '33-2-1',
        letter_reason: '開示すると第三者の権利利益を害するおそれがあるためです。',
        internal_reason: '経緯',
      },
    ],
  })
  const stale = await browser.submit(path)
  expect([stale.status, stale.words.includes('ほかの方が内容を変更しました')]).toEqual([422, true])
  await appendVersion(office.deps, office.caller, 2, (_current, event) => ({
    event: { ...event, third_party: { ...event.third_party, address: '例町9番' } },
    reason: '移転',
  }))
  expect((await browser.submit(path)).status).toBe(422)
  expect((await browser.submit(path)).words).toContain('書面を発行しました。')
  const again = await browser.post(path, { _csrf: browser.page?.hidden('/sign-out')._csrf ?? '' })
  expect(again.words).toContain('個開2026-0001号')
  expect((await steps.json(1, 'manifest')).extract_no).toBe(1)
})

describe('lists of a request', () => {
  test('come as files: lines with their persons, refusals, letters, history; and open alerts of all', async () => {
    const { office, browser, steps } = await open([provision([TARO])])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}`
    const letter = `${path}/letters/acknowledgement`
    await browser.submit(letter, {}, { from: letter })
    const refused = { record_no: 1, line: 1, items: ['TP_NAME'], ground: '33-2-1' }
    const why = '開示すると第三者の権利利益を害するおそれがあるためです。'
    await steps.decideWith(no, {
      outcome: 'disclosed_partial',
      refusals: [{ ...refused, letter_reason: why, internal_reason: '経緯' }],
    })
    const file = async (place: string) => (await download(office, browser, place)).text()
    expect(await file(`${path}/matches.csv?show=exact`)).toContain('氏名: 架空 太郎')
    expect(await file(`${path}/decision.csv`)).toContain(why)
    expect(await file(`${path}/letters.csv`)).toContain('個連2026-0001号')
    expect(await file(`${path}/history.csv`)).toContain('見本 花子')
    const read = (await office.deps.stores.audit.newest({ limit: 9, sight: 'all' })).map(
      ({ kind }) => kind,
    )
    expect(read).toContain('disclosure.matches_read')

    await browser.submit(`${path}/draft`, {}, { from: `${path}/draft` })
    expect((await browser.get('/alerts')).words).toContain('対応の要ることはありません。')
    const amend = { event: (event: object) => ({ ...event, items: ['氏名'] }), reason: '誤記' }
    await appendVersion(office.deps, office.caller, 1, (_current, event) => ({
      event: amend.event(event) as typeof event,
      reason: amend.reason,
    }))
    expect((await browser.get('/alerts')).text).toContain(`href="${path}/alerts"`)
    expect(await file('/alerts.csv')).toContain(no)
  })

  test('stay light with many lines: refusals in pages, an objection by the line’s numbers', async () => {
    const many = Array.from({ length: 120 }, () => TARO)
    const { browser, steps } = await open([provision(many)])
    const no = await steps.openVerified(TARO)
    const path = `/requests/${no}`
    const why = '開示すると第三者の権利利益を害するおそれがあるためです。'
    await steps.decideWith(no, {
      outcome: 'not_disclosed',
      refusals: many.map((_, n) => ({
        record_no: 1,
        line: n + 1,
        ground: '33-2-1',
        letter_reason: why,
        internal_reason: '経緯',
      })),
    })
    const page = await browser.get(`${path}/decision`)
    expect(page.words.match(new RegExp(why, 'g'))).toHaveLength(50)
    expect(page.text).toContain('refused_after=50')
    const form = await browser.get(`${path}/objection`)
    expect(form.text).not.toContain('<option')
    const wrong = { which: '1-999', statement: '提供に同意していない' }
    expect((await browser.submit(`${path}/objection`, wrong)).text).toContain('id="which-fault"')
    await browser.submit(`${path}/objection`, { ...wrong, which: '記録１の１１９行目' })
    expect(browser.page?.words).toContain('お申出を登録しました。')
  })
})

test('where a second person has to release the answer, it is asked for on the page, anew for each decision', async () => {
  const { office, browser, steps } = await open([], {
    ...OPERATOR,
    second_person: { release: true },
  })
  const no = await steps.openVerified(TARO)
  await steps.decide(no, 'not_exist')
  const path = `/requests/${no}/draft`
  const ask = `kind=extract&amp;subject=${no}`
  const page = await browser.get(path)
  expect(page.text).toContain(ask)
  expect(page.text).not.toContain(`action="${path}"`)
  const { _csrf = '' } = page.hidden('/sign-out')
  expect((await browser.post(path, { _csrf })).status).toBe(422)

  await browser.get(`/approvals/new?kind=extract&subject=${no}`)
  const { url } = await browser.submit('/approvals/new', { reason: '決定のとおり' })
  const other = await office.signedIn('restricted_officer')
  await other.get(url)
  await other.submit(url, { decision: 'approved' })
  expect((await browser.get(path)).text).toContain(`action="${path}"`)
  await steps.decide(no, 'not_exist')
  const anew = await browser.get(path)
  expect(anew.words).toContain('前回の依頼の後に内容が変わったため')
  expect(anew.text).toContain(ask)
  expect(anew.text).not.toContain(`action="${path}"`)
})

test('a line under a protective mark is shown to the restricted officer alone, and to nobody for a choice', async () => {
  const near = { name: TARO.name }
  const { office, browser, steps } = await open([provision([TARO]), provision([near])])
  const mark = { ground: 'order-11-1' as const, reason: 'x', scope: { record_nos: [2] } }
  const { deps, caller } = office
  await placeProtectiveMark(deps, caller, { code: 'M-1', ...mark })
  const no = await steps.openVerified(TARO)
  const path = `/requests/${no}/matches?show=other`
  const seen = await browser.get(path)
  expect(seen.words).toContain('対象外 0')
  const restricted = await office.signedIn('restricted_officer')
  const page = await restricted.get(path)
  expect(page.words).toContain('保護(施行令第11条)')
  expect(page.text).not.toContain('name="v-2-1"')
})

test('clock, fee and method are kept beside the way, each with its letter', async () => {
  const fee = { records_yen: 500, how_paid: '銀行振込' }
  const disclosure = { due_days: 14, clock_stops_for_correction: true, fee }
  const { browser, steps } = await open([], { ...OPERATOR, disclosure })
  const no = await steps.open({ data_subject: TARO })
  const path = `/requests/${no}`
  expect((await browser.get(path)).words).toContain('手数料の入金を確認できていません')

  await browser.get(`${path}/clock`)
  await browser.submit(`${path}/clock`, {
    kind: 'stop',
    stopped_on: '2026-11-22',
    waiting_for: ['id_missing'],
    reply_by: '2026-12-10',
  })
  expect(browser.page?.words).toContain('請求者からの返答待ち')
  expect(browser.page?.words).toContain('本人確認書類が添付されていない')
  await browser.get(`${path}/letters/completion_request`)
  await browser.submit(`${path}/letters/completion_request`, {
    how: 'post',
    reply_by: '2026-12-10',
  })
  expect(browser.page?.words).toContain('補正のお願い')
  await browser.get(`${path}/clock`)
  await browser.submit(`${path}/clock`, { kind: 'resume', resumed_on: '2026-11-22' })
  expect((await browser.get(`${path}/letters`)).words).toContain('(先に、期限の延長を登録します)')
  await browser.get(`${path}/clock`)
  const empty = await browser.submit(`${path}/clock`, { kind: 'extend' })
  expect(empty.words).toContain('新しい回答予定日: 入力してください。')
  const early = await browser.submit(`${path}/clock`, {
    kind: 'extend',
    due_on: '2026-11-30',
    letter_reason: '確認に時間を要するためです。',
  })
  expect(early.words).toContain('今の期限より後の日付を入力してください。')
  await browser.submit(`${path}/clock`, {
    kind: 'extend',
    due_on: '2026-12-20',
    letter_reason: '確認に時間を要するためです。',
  })
  expect(browser.page?.words).toContain('2026-12-20')

  await browser.get(`${path}/fee`)
  await browser.submit(`${path}/fee`, { paid_on: '2026-11-21', yen: '500' })
  expect(browser.page?.words).toContain('500円(2026-11-21入金)')
  await browser.get(`${path}/method`)
  await browser.submit(`${path}/method`, {
    stage: 'consultation',
    letter_reason: 'ご希望の媒体を取り扱っていないためです。',
    alternatives: ['other'],
    reply_by: '2026-12-10',
  })
  await browser.get(`${path}/letters/method_consultation`)
  const written = await browser.submit(`${path}/letters/method_consultation`)
  expect(written.words).toContain('個連2026-0002号')
})

test('what comes after the answer: returned mail, an objection, and alerts until they are settled', async () => {
  const { browser, steps } = await open([provision([TARO])])
  const no = await steps.openVerified(TARO)
  const path = `/requests/${no}`
  await steps.decide(no, 'disclosed_full')
  await browser.get(`${path}/draft`)
  await browser.submit(`${path}/draft`)
  await browser.get(`${path}/delivery`)
  await browser.submit(`${path}/delivery`, { method: 'post', delivered_on: '2026-11-22' })
  await browser.get(`${path}/returned`)
  const returned = await browser.submit(`${path}/returned`, { returned_on: '2026-11-22' })
  expect(returned.words).toContain('お送りした書面が戻ってきました')
  expect(returned.words).toContain('戻ってきた書面を、もう一度お渡しください')
  const alert = /alerts\/(returned-\d+)/.exec(returned.text)?.[1]
  const refused = await browser.submit(`${path}/alerts/${alert}`)
  expect(refused.status).toBe(422)
  await browser.submit(`${path}/alerts/${alert}`, { [`how-${alert}`]: '宛先を確かめて再送した' })
  expect(browser.page?.words).toContain('対応済み')
  await browser.get(`${path}/delivery`)
  await browser.submit(`${path}/delivery`, { method: 'post', delivered_on: '2026-11-22' })
  expect(browser.page?.words).toContain('この請求は終了しました。')

  await browser.get(`${path}/objection`)
  await browser.submit(`${path}/objection`, { which: '1-1', statement: '提供に同意していない' })
  expect(browser.page?.words).toContain('お申出を登録しました。')
})

test('the list stands by due day, pages by its keys, and finds a request by its number', async () => {
  const { browser, steps } = await open([])
  for (let n = 0; n < 52; n += 1) {
    const received_on = n % 2 === 0 ? '2026-11-20' : '2026-11-19'
    await steps.open({ data_subject: { name: `見本 ${n}` }, received_on })
  }
  const first = await browser.get('/requests')
  const numbers = (text: string) => [...text.matchAll(/>(R2026-\d+)</g)].map(([, no]) => no)
  expect(numbers(first.text).slice(0, 2)).toEqual(['R2026-0002', 'R2026-0004'])
  expect(numbers(first.text)).toHaveLength(50)
  const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await browser.get(next)
  expect(numbers(second.text)).toEqual(['R2026-0049', 'R2026-0051'])
  expect((await browser.get('/requests?no=R2026-0007')).url).toBe('/requests/R2026-0007')
  expect((await browser.get('/requests?no=R2026-0099')).words).toContain(
    'この番号の請求はありません。',
  )
  expect(first.words).not.toContain('見本 1')
})

test('an auditor reads a request after giving a reason, and finds no form there', async () => {
  const { office, steps } = await open([provision([TARO])])
  const no = await steps.openVerified(TARO)
  const auditor = await office.signedIn('auditor')
  expect((await auditor.get('/requests')).words).toContain(no)
  expect((await auditor.get(`/requests/${no}`)).words).toContain('閲覧の理由')
  const page = await auditor.submit('/reason', { reason: '内部監査' })
  expect(page.words).toContain(TARO.name)
  for (const place of ['', '/identity', '/matches', '/decision', '/draft', '/letters', '/alerts']) {
    const { text, status } = await auditor.get(`/requests/${no}${place}`)
    expect(status, place).toBe(200)
    expect(text.match(/<form method="post" action="\/requests/), place).toBeNull()
  }
})
