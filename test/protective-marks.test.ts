// Protective marks (令11条): what they hide, from whom, from when on, and what becomes of it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { SCOPES, type Scope } from '../src/usecases/access-ports.ts'
import { placeProtectiveMark } from '../src/usecases/protective-marks.ts'
import { OPERATOR, provision, TARO } from './support/disclosure-ledger.ts'
import { openTestApi, type TestApi } from './support/test-api.ts'

const OTHERS = SCOPES.filter(scope => scope !== 'restricted')
const CLINIC = {
  code: 'clinic',
  kind: 'corporation',
  name: '秘匿医院',
  address: '例町9番',
  representative: '甲',
}
const MARK = { ground: 'order-11-1', reason: '所在が知られると危険が及ぶおそれ' }
const BYSTANDER = { name: '他者 一郎', identifiers: { member_id: 'M-9' } }

let api: TestApi
afterEach(() => api.close())

/** Posts the events as `source`; answers their record numbers. */
async function open(...events: object[]) {
  api = await openTestApi({ operator: OPERATOR })
  return post(...events)
}

async function post(...events: object[]): Promise<number[]> {
  const answers = []
  for (const body of events) answers.push(await api.send('POST', '/v1/provisions', { body }))
  return answers.map(({ json }) => json.record_no)
}

const as = (scopes: readonly Scope[]) => ({ key: api.key('desk', ...scopes) })
const mark = (code: string, scope: object, more: object = {}) =>
  api.send('PUT', `/v1/protective-marks/${code}`, { body: { ...MARK, scope, ...more } })
const release = (code: string) => api.send('POST', `/v1/protective-marks/${code}/release`)
const search = async (body: object, scopes: readonly Scope[] = OTHERS) =>
  (await api.send('POST', '/v1/provisions/search', { body, ...as(scopes) })).json
const numbers = async (body: object = {}, scopes: readonly Scope[] = OTHERS): Promise<number[]> =>
  (await search(body, scopes)).records.map((one: { record_no: number }) => one.record_no).sort()
const get = (recordNo: number, scopes: readonly Scope[] = OTHERS) =>
  api.send('GET', `/v1/provisions/${recordNo}`, as(scopes))
const protectedRows = () =>
  api.database.raw.prepare('select count(*) from protected_line').pluck().get()

describe('a mark hides', () => {
  const SCOPED: [what: string, scope: object][] = [
    ['records by number', { record_nos: [2] }],
    [
      'every line of a record',
      {
        lines: [
          { record_no: 2, line: 1 },
          { record_no: 2, line: 2 },
        ],
      },
    ],
    ['a third party', { third_party: 'clinic' }],
  ]
  test.each(SCOPED)('%s, from every list and every reading', async (_what, scope) => {
    const [open1, hidden] = (await open(
      provision([BYSTANDER]),
      provision([TARO, BYSTANDER], { third_party: { ...CLINIC, address: undefined } }),
    )) as [number, number]
    await api.send('PUT', '/v1/third-parties/clinic', { body: { ...CLINIC, code: undefined } })
    const proposals = '/v1/third-parties/clinic/proposals'
    expect((await api.send('GET', proposals, as(OTHERS))).json.proposals).toHaveLength(1)
    expect((await mark('P-1', scope)).status).toBe(200)

    expect(await numbers()).toEqual([open1])
    expect(await numbers({ third_party: 'clinic' })).toEqual([])
    expect(await numbers({ gap: 'any' })).toEqual([])
    expect(await numbers({ basis: 'consent' })).toEqual([open1])
    expect(await numbers({ data_subject: BYSTANDER, reason: 'x' })).toEqual([open1])
    expect(await numbers({ data_subject: { name: TARO.name }, reason: 'x' })).toEqual([])
    expect((await api.send('GET', proposals, as(OTHERS))).json.proposals).toEqual([])
    const gone = await get(hidden)
    const never = await get(999)
    expect(gone.status).toBe(404)
    expect({ ...gone.json, instance: '' }).toEqual({ ...never.json, instance: '' })

    expect(await numbers({}, SCOPES)).toEqual([open1, hidden])
    expect((await get(hidden, SCOPES)).json.lines).toHaveLength(2)
  })

  test('a third party’s code, while only hidden records name it', async () => {
    await open(provision([TARO], { third_party: CLINIC }))
    const list = async () => (await api.send('GET', '/v1/third-parties', as(OTHERS))).json
    expect((await list()).third_parties).toHaveLength(1)
    await mark('P-1', { third_party: 'clinic' })
    expect((await list()).third_parties).toEqual([])
    for (const path of ['/v1/third-parties/clinic', '/v1/third-parties/clinic/proposals']) {
      expect((await api.send('GET', path, as(OTHERS))).status).toBe(404)
    }
  })

  test('a page full of records as if the hidden ones were not there', async () => {
    await open(...Array.from({ length: 6 }, (_, n) => provision([n % 2 ? TARO : BYSTANDER])))
    await mark('P-1', { data_subject: { name: TARO.name } })
    const first = await search({ limit: 2 })
    const second = await search({ limit: 2, cursor: first.next_cursor })
    const found = [...first.records, ...second.records].map(({ record_no }) => record_no)
    expect(found).toEqual([5, 3, 1])
    expect(second.next_cursor).toBeNull()
  })

  test('one line of a shared record, with its wordings of the past', async () => {
    const [no] = (await open(provision([BYSTANDER, TARO, { name: '第三 二郎' }]))) as [number]
    const amend = (changes: object) =>
      api.send('POST', `/v1/provisions/${no}/amendments`, {
        body: { reason: '架空太郎の転居', changes },
      })
    await amend({ lines: [{ line: 2, set: { address: '転居先1番' } }] })
    await amend({ note: '備考' })
    await mark('P-1', { lines: [{ record_no: no, line: 2 }] })
    const { json, text } = await get(no)
    expect(json.lines.map(({ line }: { line: number }) => line)).toEqual([1, 3])
    expect(json.event.data_subjects).toHaveLength(2)
    expect(json.history).toHaveLength(1)
    expect(text).not.toMatch(/架空 太郎|M-1|転居先/)
    expect((await search({})).records[0].line_count).toBe(2)
    expect((await get(no, SCOPES)).json.history).toHaveLength(2)
  })

  test('a person’s exact lines and candidates, until they are another person’s', async () => {
    const [exact, candidate, corrected, other] = (await open(
      provision([TARO]),
      provision([{ name: '架空太郎' }]),
      provision([{ name: '架空 太郎' }]),
      provision([{ ...TARO, name: '架空 次郎', birth_date: '1999-01-01', identifiers: {} }]),
    )) as [number, number, number, number]
    await mark('P-1', { data_subject: TARO })
    expect(await numbers()).toEqual([other])
    const set = { name: '例示 花子' }
    const body = { reason: '誤記', changes: { lines: [{ line: 1, set }] } }
    await api.send('POST', `/v1/provisions/${corrected}/amendments`, { body })
    const { json, text } = await get(corrected)
    expect(json.lines).toEqual([{ line: 1, name: '例示 花子' }])
    expect(text).not.toContain('架空')
    expect([(await get(exact)).status, (await get(candidate)).status]).toEqual([404, 404])
    const { hides } = (await api.send('GET', '/v1/protective-marks/P-1')).json
    expect(hides).toEqual({ records: 3, lines: 3 })
  })
})

describe('what comes later', () => {
  test('is hidden in the commit that writes it: posts, streams, amendments', async () => {
    await open()
    await mark('P-1', { data_subject: { identifiers: { phone: '+81 90 0000 0001' } } })
    await mark('P-2', { third_party: 'clinic' })
    const [amended] = await post(
      provision([BYSTANDER]),
      provision([TARO]),
      provision([BYSTANDER], { third_party: CLINIC }),
    )
    const stream = [provision([TARO]), provision([BYSTANDER])].map(one => JSON.stringify(one))
    const headers = { 'Content-Type': 'application/x-ndjson' }
    await api.send('POST', '/v1/provisions', { body: stream.join('\n'), headers })
    expect(await numbers()).toEqual([1, 5])
    const body = { reason: 'x', changes: { lines: [{ line: 1, set: TARO }] } }
    expect((await api.send('POST', `/v1/provisions/${amended}/amendments`, { body })).status).toBe(
      201,
    )
    expect(await numbers()).toEqual([5])
  })

  test('no post escapes a mark that is placed, changed or released while they stream in', async () => {
    await open()
    const events = Array.from({ length: 300 }, () => provision([TARO]))
    const marking = async () => {
      for (let n = 0; n < 4; n++) {
        await mark('P-1', { data_subject: { name: TARO.name } }, { reason: `理由 ${n}` })
        if (n < 3) await release('P-1')
      }
    }
    const statuses = await Promise.all([
      ...events.map(async body => (await api.send('POST', '/v1/provisions', { body })).status),
      marking().then(() => 201),
    ])
    expect(new Set(statuses)).toEqual(new Set([201]))
    expect(await numbers()).toEqual([])
    await release('P-1')
    expect((await search({ limit: 500 })).records).toHaveLength(300)
    expect(protectedRows()).toBe(0)
  })

  test('neither a post judged before a mark nor a mark judged before a post goes past the other', async () => {
    await open()
    const { deps } = api
    const { commit } = deps.stores
    const scope = { data_subject: { name: TARO.name } }
    /** Does something right before the next commit goes to disk. */
    const before = (meanwhile: () => Promise<unknown>) => {
      deps.stores.commit = async writes => {
        deps.stores.commit = commit
        await meanwhile()
        return commit(writes)
      }
    }
    before(() =>
      placeProtectiveMark(deps, { actor: 'x' }, { code: 'P-1', ...MARK, scope } as never),
    )
    await api.record(provision([TARO]))
    expect(await numbers()).toEqual([])
    await release('P-1')
    expect(await numbers()).toEqual([1])
    before(() => api.record(provision([{ ...TARO, address: '新住所' }])))
    await mark('P-2', scope)
    expect(await numbers()).toEqual([])
    await release('P-2')
    expect(await numbers()).toEqual([1, 2])
  })

  test('a mark placed anew hides what it says now, and nothing else', async () => {
    await open(provision([TARO]), provision([BYSTANDER]))
    expect((await mark('P-1', { record_nos: [1] })).json).toEqual({
      code: 'P-1',
      revision: 1,
      created: true,
    })
    expect((await mark('P-1', { record_nos: [1] })).json).toMatchObject({
      revision: 1,
      created: false,
    })
    expect((await mark('P-1', { record_nos: [2] })).json).toMatchObject({ revision: 2 })
    expect(await numbers()).toEqual([1])
    expect((await release('P-1')).json).toEqual({ code: 'P-1', revision: 3 })
    expect((await release('P-1')).json.code).toBe('already_released')
    expect(await numbers()).toEqual([1, 2])
  })
})

describe('who knows', () => {
  test('a mark that names what is not there is refused: it would protect nobody', async () => {
    await open(provision([TARO]))
    const unknown = await mark('P-1', {
      lines: [
        { record_no: 1, line: 1 },
        { record_no: 1, line: 2 },
      ],
    })
    expect([unknown.status, unknown.json.errors[0].pointer]).toEqual([422, '/scope/lines/1'])
    expect((await mark('P-1', { record_nos: [7] })).status).toBe(422)
    expect((await mark('P-1', { record_nos: [1], third_party: 'x' })).status).toBe(422)
    expect((await mark('P-1', { record_nos: [1] }, { ground: '33-2-1' })).status).toBe(422)
    expect(protectedRows()).toBe(0)
  })

  test('placing, reading and releasing are logged, for those who may know', async () => {
    const [no] = (await open(provision([TARO]))) as [number]
    await mark('P-1', { data_subject: TARO })
    await api.send('GET', '/v1/protective-marks')
    await get(no, SCOPES)
    await search({}, SCOPES)
    await release('P-1')
    const kinds = async (scopes: readonly Scope[]) =>
      (await api.send('GET', '/v1/audit-events', as(scopes))).json.events.map(
        ({ kind }: { kind: string }) => kind,
      )
    const about = ['placed', 'read', 'records_read', 'records_read', 'released']
    expect(await kinds(SCOPES)).toEqual([
      'records.recorded',
      ...about.slice(0, 4).map(name => `protective_mark.${name}`),
      'records.searched',
      'protective_mark.released',
    ])
    expect(await kinds(OTHERS)).toEqual(['records.recorded', 'records.searched'])
    const filtered = await api.send(
      'GET',
      '/v1/audit-events?kind=protective_mark.read',
      as(['admin']),
    )
    expect(filtered.json.events).toEqual([])
  })

  test('reason and person of a mark stand sealed on disk', async () => {
    await open()
    await mark('P-1', { data_subject: { name: '封印 確認' } })
    api.database.checkpoint()
    const file = readFileSync(join(api.folder, 'ledger.db')).toString('latin1')
    for (const text of ['封印 確認', MARK.reason]) {
      expect(file).not.toContain(Buffer.from(text).toString('latin1'))
    }
  })

  test('the source goes on with its own record as before', async () => {
    const event = provision([TARO], { consent: undefined })
    const [no] = (await open(event)) as [number]
    const source = { key: api.key('test', 'provisions:write', 'provisions:read') }
    const amend = (body: object) =>
      api.send('POST', `/v1/provisions/${no}/amendments`, { body, ...source })
    const before = await amend({ reason: 'x', changes: { note: '1' } })
    await mark('P-1', { data_subject: TARO })
    expect(await amend({ reason: 'x', changes: { note: '2' } })).toMatchObject({
      status: 201,
      json: before.json,
    })
    const again = await api.send('POST', '/v1/provisions', { body: event, ...source })
    expect([again.status, again.json]).toEqual([200, before.json])
    expect((await api.send('GET', `/v1/provisions/${no}`, source)).status).toBe(404)
  })
})

describe('retention', () => {
  const DUE = '2031-01-01'
  const preview = async (...scopes: Scope[]) =>
    (await api.send('GET', `/v1/retention/preview?as_of=${DUE}`, as(scopes))).json

  test('neither a preview nor a hold on the person tells that hidden records are there', async () => {
    await open(provision([TARO]), provision([BYSTANDER]), provision([BYSTANDER, TARO]))
    await mark('P-1', { data_subject: TARO })
    const body = { matter: '探り', scope: { data_subject: TARO } }
    await api.send('PUT', '/v1/legal-holds/H-1', { body, ...as(['retention']) })
    expect(await preview('retention')).toMatchObject({ due: 2, held: 0, legal_holds: {} })
    expect(await preview('retention', 'restricted')).toMatchObject({
      due: 3,
      legal_holds: { 'H-1': 2 },
    })
    const dry = { body: { as_of: DUE, dry_run: true }, ...as(['retention']) }
    const { report } = (await api.send('POST', '/v1/retention/runs', dry)).json
    expect(report).toMatchObject({ due: 2, held: 0, legal_holds: {} })
    api.setNow(`${DUE}T12:00:00+09:00`)
    await api.send('POST', '/v1/retention/clock-confirmations', {})
    const run = await api.send('POST', '/v1/retention/runs', { body: {}, ...as(['retention']) })
    // The shared record stays, and everybody sees that it does; the other one nobody hears of.
    expect(run.json.report).toMatchObject({ due: 2, erased: 1, held: 1, legal_holds: { 'H-1': 1 } })
    expect(await numbers({}, SCOPES)).toEqual([1, 3])
  })

  test('a hidden record goes when its time comes, and its mark’s rows with it', async () => {
    await open(provision([TARO]), provision([TARO], { consent: undefined }))
    await mark('P-1', { data_subject: TARO })
    await mark('P-2', { record_nos: [1] })
    const approve = (scopes: Scope[]) =>
      api.send('POST', '/v1/retention/approvals', {
        body: { record_nos: [2], reason: 'x' },
        ...as(scopes),
      })
    expect((await approve(['retention'])).status).toBe(404)
    expect((await approve(['retention', 'restricted'])).status).toBe(201)
    api.setNow(`${DUE}T12:00:00+09:00`)
    await api.send('POST', '/v1/retention/clock-confirmations', {})
    const run = await api.send('POST', '/v1/retention/runs', { body: {} })
    expect(run.json.report).toMatchObject({ erased: 2 })
    expect([await numbers({}, SCOPES), protectedRows()]).toEqual([[], 0])
  })
})
