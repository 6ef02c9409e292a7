// Silence about records under 令11条 (documents.md 1.4 and 7): the way of a person who has such records, its
// papers and its queries are those of a person who has none.

import { afterEach, describe, expect, test } from 'vitest'
import { SCOPES, type Scope } from '../src/usecases/access-ports.ts'
import { OPERATOR, provision, TARO } from './support/disclosure-ledger.ts'
import { pdfPages } from './support/pdf-text.ts'
import { type Answer, openTestApi, type TestApi } from './support/test-api.ts'

const OTHERS = SCOPES.filter(scope => scope !== 'restricted')
const MARK = { ground: 'order-11-4', reason: '捜査への協力が知られるおそれ' }
const FILLER = provision([{ name: '他者 一郎', identifiers: { phone: '090-9999-0000' } }])
const OPEN = [provision([TARO]), provision([TARO], { direction: 'received', acquisition: '本人' })]
const SECRET = [
  provision([TARO], { third_party: { name: '秘匿支援室', kind: 'unincorporated_body' } }),
  provision([{ name: '例示 花子' }, { name: '架空太郎' }]),
]

let apis: TestApi[] = []
afterEach(() => {
  for (const api of apis) api.close()
  apis = []
})

/** A ledger with these events; the hidden ones are marked, as records, lines or a person. */
async function ledgerOf(events: object[], hidden: object[] = [], scope?: object) {
  const api = await openTestApi({ operator: OPERATOR })
  apis.push(api)
  for (const body of [FILLER, ...events, ...hidden])
    await api.send('POST', '/v1/provisions', { body })
  const recordNos = hidden.map((_, n) => 2 + events.length + n)
  const body = { ...MARK, scope: scope ?? { record_nos: recordNos } }
  if (hidden.length > 0) await api.send('PUT', '/v1/protective-marks/P-1', { body })
  return api
}

/** The front desk's way to the papers; every answer of it, as it came. */
async function ask(api: TestApi, scopes: readonly Scope[], decisions: string[]) {
  const key = api.key('desk', ...scopes)
  const answers: Answer[] = []
  const send = async (method: string, path: string, body?: object) => {
    answers.push(await api.send(method, path, { key, ...(body ? { body } : {}) }))
    return answers.at(-1) as Answer
  }
  const opened = await send('POST', '/v1/disclosure-requests', {
    received_on: '2026-11-20',
    channel: 'web',
    requester: { kind: 'self' },
    delivery: 'electronic_record',
    data_subject: TARO,
  })
  const path = `/v1/disclosure-requests/${opened.json.request_no}`
  const verification = { method: 'online', result: 'passed', verified_on: '2026-11-20' }
  const proven = ['name', 'birth_date', 'identifiers.member_id', 'identifiers.phone']
  const documents = ['driving_licence']
  await send('POST', `${path}/identity-verification`, { ...verification, documents, proven })
  await send('GET', `${path}/matches`)
  await send('GET', `${path}/matches?voluntary=true`)
  for (const outcome of decisions) await send('POST', `${path}/decision`, { outcome })
  await send('POST', `${path}/extracts`)
  for (const part of ['pdf', 'json', 'csv', 'manifest']) await send('GET', `/v1/extracts/1/${part}`)
  await send('POST', `${path}/delivery`, { method: 'download', delivered_on: '2026-11-22' })
  await send('GET', path)
  await send('GET', '/v1/disclosure-requests')
  await send('POST', '/v1/provisions/search', { data_subject: TARO, reason: 'x' })
  return { told: answers.map(toldBy), statuses: answers.map(({ status }) => status) }
}

/** All but ids of requests, keys and documents, instants and digests. */
const toldBy = ({ status, text, headers }: Answer) => {
  const media = headers.get('content-type')
  if (media === 'application/pdf') return { status, media }
  const left = text
    .replaceAll(/"(sha256|instance|[a-z_]*by)":"[^"]*"/g, '"$1":"…"')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(\+09:00|Z)/g, '…')
  return { status, media, left }
}

const paperOf = async (api: TestApi) => {
  const key = api.key('desk', ...OTHERS)
  const response = await api.app.request('/v1/extracts/1/pdf', {
    headers: { Authorization: `Bearer ${key}` },
  })
  return pdfPages(new Uint8Array(await response.arrayBuffer()))
}

const DECISIONS = {
  none: ['disclosed_full', 'not_exist'],
  rows: ['not_exist', 'disclosed_full'],
}

describe.each([
  ['by record', undefined],
  [
    'by line',
    {
      lines: [
        { record_no: 2, line: 1 },
        { record_no: 3, line: 2 },
      ],
    },
  ],
  ['by person', { data_subject: { name: '架空 太郎' } }],
])('whoever has nothing but records under 令11条, marked %s', (_how, scope) => {
  test('gets every answer, page, JSON and CSV of a person who has none', async () => {
    const marked = await ledgerOf([], SECRET, scope)
    const none = await ledgerOf([])
    const answered = await ask(marked, OTHERS, DECISIONS.none)
    expect(answered).toEqual(await ask(none, OTHERS, DECISIONS.none))
    expect(answered.statuses).toEqual([
      201, 201, 200, 200, 409, 201, 201, 200, 200, 200, 200, 201, 200, 200, 200,
    ])
    const paper = await paperOf(marked)
    expect(paper).toEqual(await paperOf(none))
    expect(paper.join('').replaceAll(/\s/g, '')).toContain(
      '開示の対象となる第三者提供記録は存在しませんでした',
    )
  })
})

test('whoever has rows besides gets the answers, pages, JSON and CSV of the rows alone', async () => {
  const marked = await ledgerOf(OPEN, SECRET)
  const none = await ledgerOf(OPEN)
  expect(await ask(marked, OTHERS, DECISIONS.rows)).toEqual(await ask(none, OTHERS, DECISIONS.rows))
  const paper = await paperOf(marked)
  expect(paper).toEqual(await paperOf(none))
  expect(paper.join('')).not.toContain('秘匿支援室')
})

test('the person’s own line of a shared record prints without a trace of the hidden one', async () => {
  const shared = (line: object) => provision([line, TARO], { event_id: 'S-1' })
  const scope = { lines: [{ record_no: 2, line: 1 }] }
  const marked = await ledgerOf([], [shared({ name: '秘匿 三郎' })], scope)
  const plain = await ledgerOf([shared({ name: '公開 四郎' })])
  const [ours, theirs] = [
    await ask(marked, OTHERS, ['disclosed_full']),
    await ask(plain, OTHERS, ['disclosed_full']),
  ]
  // The search alone counts the lines in sight.
  expect(ours.told.slice(0, -1)).toEqual(theirs.told.slice(0, -1))
  expect(await paperOf(marked)).toEqual(await paperOf(plain))
})

const ROLES: [name: string, scopes: readonly Scope[]][] = [
  ['a desk', ['disclosures']],
  ['a desk that also reads records', ['disclosures', 'provisions:read']],
  ['everybody but the restricted role', OTHERS],
  ['the restricted role itself', SCOPES],
]
test.each(ROLES)('what %s decides and issues is the same', async (_name, scopes) => {
  const marked = await ledgerOf([], SECRET)
  const { statuses } = await ask(marked, scopes, DECISIONS.none)
  // The first decision does not fit, the second does.
  expect(statuses.slice(4, 7)).toEqual([409, 201, 201])
  expect((await paperOf(marked)).join('')).not.toContain('別紙')
})

test.each(SCOPES.filter(scope => scope !== 'restricted').map(scope => [scope]))(
  'a key of %s alone neither reads nor makes a mark',
  async scope => {
    const api = await ledgerOf([], SECRET)
    const key = api.key('x', scope)
    for (const [method, path] of [
      ['GET', '/v1/protective-marks'],
      ['GET', '/v1/protective-marks/P-1'],
      ['GET', '/v1/protective-marks/none'],
      ['POST', '/v1/protective-marks/P-1/release'],
    ] as const) {
      expect((await api.send(method, path, { key })).status, path).toBe(403)
    }
  },
)

test('the restricted role sees the lines flagged, and nobody can confirm or disclose them', async () => {
  const api = await ledgerOf(OPEN.slice(0, 1), SECRET)
  const key = api.key('guard', 'disclosures', 'restricted')
  const send = (method: string, path: string, body?: object) =>
    api.send(method, path, { key, ...(body ? { body } : {}) })
  const { told } = await ask(api, SCOPES, [])
  expect(told.length).toBeGreaterThan(5)
  const { json } = await send('GET', '/v1/disclosure-requests/R2026-0001/matches')
  const shown = [...json.exact, ...json.candidates].map(one => [
    one.record_no,
    one.line,
    one.disclosable,
    one.protected,
  ])
  expect(shown).toEqual([
    [2, 1, true, undefined],
    [3, 1, false, { ground: 'order-11-4' }],
    [4, 2, false, { ground: 'order-11-4' }],
  ])
  const confirm = [{ record_no: 4, line: 2 }]
  const settled = await send('POST', '/v1/disclosure-requests/R2026-0001/matches', {
    confirm,
    reject: [],
  })
  expect(settled.json.code).toBe('not_a_candidate')
})

test('a line marked after the decision is in no document; nothing else being left, it is decided anew', async () => {
  const api = await ledgerOf(OPEN)
  const key = api.key('desk', ...OTHERS)
  const mark = (code: string, recordNo: number) =>
    api.send('PUT', `/v1/protective-marks/${code}`, {
      body: { ...MARK, scope: { record_nos: [recordNo] } },
    })
  const opened = await ask(api, OTHERS, [])
  expect(opened.statuses.slice(4, 5)).toEqual([409])
  const path = '/v1/disclosure-requests/R2026-0001'
  await api.send('POST', `${path}/decision`, { key, body: { outcome: 'disclosed_full' } })
  await mark('P-1', 2)
  await mark('P-2', 3)
  const issued = await api.send('POST', `${path}/extracts`, { key })
  expect([issued.status, issued.json.code]).toEqual([409, 'outcome_does_not_fit'])
  await api.send('POST', '/v1/protective-marks/P-2/release')
  expect((await api.send('POST', `${path}/extracts`, { key })).status).toBe(201)
  const { rows } = (await api.send('GET', '/v1/extracts/1/manifest', { key })).json
  expect(rows.map(({ record_no }: { record_no: number }) => record_no)).toEqual([3])
})

test('an amendment of a line that was marked since the document was issued raises no alert', async () => {
  const api = await ledgerOf(OPEN)
  const key = api.key('desk', ...OTHERS)
  await ask(api, OTHERS, ['disclosed_full'])
  const body = { ...MARK, scope: { record_nos: [2] } }
  await api.send('PUT', '/v1/protective-marks/P-1', { body })
  for (const recordNo of [2, 3]) {
    const changes = { items: ['氏名'] }
    const amended = await api.send('POST', `/v1/provisions/${recordNo}/amendments`, {
      body: { reason: '誤記', changes },
    })
    expect(amended.status).toBe(201)
  }
  const { alerts } = (await api.send('GET', '/v1/disclosure-alerts', { key })).json
  expect(alerts.map(({ record_no }: { record_no: number }) => record_no)).toEqual([3])
})

test('the front desk’s way takes the same statements in the same order', async () => {
  const statementsOf = async (api: TestApi) => {
    const taken: string[] = []
    const { all, commit } = api.database
    api.database.all = query => {
      taken.push(query.sql)
      return all(query)
    }
    api.database.commit = writes => {
      taken.push('begin', ...writes.map(({ sql }) => sql), 'commit')
      return commit(writes)
    }
    await ask(api, OTHERS, DECISIONS.none)
    return taken
  }
  const marked = await statementsOf(await ledgerOf([], SECRET))
  expect(marked).toEqual(await statementsOf(await ledgerOf([])))
  expect(marked.length).toBeGreaterThan(40)
})
