// Recording over HTTP: what the contract promises to a backend (sections 2 and 8).

import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EVENT, openTestApi, type TestApi } from '../support/test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi({
    operator: {
      identifier_schemes: {
        member_id: { kind: 'code', unique_to_person: true },
        phone: { kind: 'phone' },
      },
    },
  })
})
afterEach(() => api.close())

const post = (body: unknown, query = '', options = {}) =>
  api.send('POST', `/v1/provisions${query}`, { body, ...options })
const ndjson = (lines: string, query = '', headers = {}) =>
  post(lines, query, { headers: { 'Content-Type': 'application/x-ndjson', ...headers } })
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
const records = () => api.database.raw.prepare('select count(*) from record').pluck().get()

describe('a single event', () => {
  test('is recorded, and findable at once', async () => {
    const answer = await post(EVENT)
    expect(answer.status).toBe(201)
    expect(answer.json).toEqual({
      record_no: 1,
      event_id: 'A-000001',
      source: 'test',
      recorded_at: '2026-11-22T09:30:00.000+09:00',
      occurred_on: '2026-11-21',
      duty: {
        required: true,
        rule: 'provided/consent',
        articles: ['29-1', '規則20-1-2'],
        disclosable: true,
      },
      retention: {
        class: 'R3',
        keep_through: '2029-11-22',
        deletable_from: '2029-12-23',
        final: true,
      },
      gaps: [],
    })
    const read = await api.send('GET', '/v1/provisions/1')
    expect(read.status).toBe(200)
    expect(read.json.lines).toEqual([{ line: 1, ...EVENT.data_subjects[0] }])
    expect(read.json.third_party).toEqual(EVENT.third_party)
    expect(read.json.event).toMatchObject({
      items: EVENT.items,
      consent: EVENT.consent,
      method: 'each',
    })
    expect(read.json.history).toEqual([])
    expect(read.json.voided).toBeNull()
  })

  test('sent again with the same content replays, whatever the order of its keys', async () => {
    await post(EVENT)
    const again = await post(Object.fromEntries(Object.entries(EVENT).reverse()))
    expect(again.status).toBe(200)
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.json.record_no).toBe(1)
    expect(records()).toBe(1)
  })

  test('sent again with other content is refused, and the first stands', async () => {
    await post(EVENT)
    const other = await post({ ...EVENT, items: ['氏名'] })
    expect(other.status).toBe(409)
    expect(other.json).toMatchObject({ code: 'event_conflict', status: 409 })
    expect(other.json.fix).toBeTruthy()
    expect((await api.send('GET', '/v1/provisions/1')).json.event.items).toEqual(EVENT.items)
  })

  test('of another source is another event, whatever its id', async () => {
    await post(EVENT)
    const answer = await post(EVENT, '', { key: api.key('other', 'provisions:write') })
    expect(answer.status).toBe(201)
    expect(answer.json.record_no).toBe(2)
  })

  test('with gaps is recorded with them, each with its item, statute and fix', async () => {
    const { consent: _consent, ...event } = EVENT
    const answer = await post({ ...event, third_party: { code: 'never-seen' } })
    expect(answer.status).toBe(201)
    expect(answer.json.gaps.map((gap: { item: string }) => gap.item)).toEqual([
      'CONSENT',
      'TP_NAME',
      'TP_ADDR',
      'TP_REP',
    ])
    expect(answer.json.gaps[2]).toMatchObject({
      kind: 'missing_item',
      code: 'third_party_address_missing',
      statute: '規則20条1項2号ロ',
    })
    expect(answer.json.retention).toMatchObject({
      final: false,
      keep_through: null,
      deletable_from: null,
    })
  })

  test('with gaps is refused by strict=true, with the same list, and nothing is kept', async () => {
    const { consent: _consent, ...event } = EVENT
    const refused = await post(event, '?strict=true')
    expect(refused.status).toBe(422)
    expect(refused.json.code).toBe('gaps_refused')
    expect(refused.json.gaps.map((gap: { item: string }) => gap.item)).toEqual(['CONSENT'])
    expect(records()).toBe(0)
    expect((await post(EVENT, '?strict=true')).status).toBe(201)
  })

  test('may be gzip', async () => {
    const answer = await post(gzipSync(JSON.stringify(EVENT)), '', {
      headers: { 'Content-Encoding': 'gzip' },
    })
    expect(answer.status).toBe(201)
  })

  test('holds up to 10,000 lines', async () => {
    const data_subjects = Array.from({ length: 10_000 }, (_, n) => ({ name: `見本 ${n}` }))
    expect((await post({ ...EVENT, data_subjects })).status).toBe(201)
    expect(api.database.raw.prepare('select count(*) from line').pluck().get()).toBe(10_000)
    const over = await post({
      ...EVENT,
      event_id: 'B',
      data_subjects: [...data_subjects, { name: '見本' }],
    })
    expect(over.json.errors[0].pointer).toBe('/data_subjects')
  })
})

describe('a faulty event', () => {
  const at = (fields: object) => ({ ...EVENT, ...fields })
  test.each([
    ['no event_id', at({ event_id: undefined }), '/event_id'],
    ['a day that does not exist', at({ occurred_on: '2026-02-30' }), '/occurred_on'],
    ['an instant without offset', at({ occurred_on: '2026-11-21T09:00:00' }), '/occurred_on'],
    ['an unknown field', at({ admin: true }), '/admin'],
    ['an unknown basis', at({ basis: 'because' }), '/basis'],
    ['a basis of the other direction', at({ basis: 'private_person' }), '/basis'],
    ['a line of nobody', at({ data_subjects: [{ birth_date: '1990-01-01' }] }), '/data_subjects/0'],
    [
      'a name without a visible character',
      at({ data_subjects: [{ name: '\u200b\u0000' }] }),
      '/data_subjects/0',
    ],
    ['a blank name', at({ data_subjects: [{ name: ' ' }] }), '/data_subjects/0'],
    ['an empty code', at({ third_party: { code: '' } }), '/third_party/code'],
    [
      'unspecified many received',
      at({ direction: 'received', third_party: { unspecified_many: true } }),
      '/third_party/unspecified_many',
    ],
    ['a back-fill without evidence', at({ record_made_on: '2026-01-05' }), '/record_made_on'],
    [
      'an unknown exemption',
      at({ basis: 'interpretation', exemption: { code: 'X', reason: 'x' } }),
      '/exemption/code',
    ],
    [
      'a period that ends before it begins',
      at({ period: { first_day: '2026-02-02', last_day: '2026-02-01' } }),
      '/period/last_day',
    ],
    ['a lone surrogate', at({ note: '\ud800' }), '/note'],
    ['no object', null, ''],
  ])('%s is refused with a pointer to it', async (_name, body, pointer) => {
    const answer = await post(JSON.stringify(body))
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer)
    expect(records()).toBe(0)
  })

  test('names all its faults at once, and repeats no value', async () => {
    const answer = await post({
      ...EVENT,
      direction: '秘密太郎',
      occurred_on: '秘密花子',
      data_subjects: [{ name: 4 }, { identifiers: { '090-1111-2222': 'x', 秘密: '1' } }],
      秘密項目: 1,
    })
    expect(answer.status).toBe(422)
    expect(answer.json.errors.length).toBeGreaterThanOrEqual(5)
    expect(answer.text).not.toMatch(/秘密|090-1111/)
    expect(JSON.stringify(api.log)).not.toMatch(/秘密|090-1111|髙橋/)
  })

  test.each([
    ['cut off', '{"event_id":"A', 'application/json', 400],
    ['another encoding', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400],
    ['another media type', '<a/>', 'text/xml', 415],
    ['over 8 MiB', `{"note":"${'x'.repeat(8 * 1024 * 1024)}"}`, 'application/json', 413],
  ])('%s has its own status', async (_name, body, type, status) => {
    const answer = await post(body, '', { headers: { 'Content-Type': type } })
    expect(answer.status).toBe(status)
    expect(answer.json.fix).toBeTruthy()
  })

  test('that claims to be gzip and is not answers 400; a gzip bomb answers 413', async () => {
    const headers = { 'Content-Encoding': 'gzip' }
    expect((await post('{}', '', { headers })).status).toBe(400)
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20))
    expect((await post(bomb, '', { headers })).status).toBe(413)
  })
})

describe('a stream', () => {
  const line = (n: number, more = {}) => JSON.stringify({ ...EVENT, event_id: `S-${n}`, ...more })

  test('is answered line by line, in order; a bad line harms no other, a blank one counts', async () => {
    const answer = await ndjson(
      [line(1), '', '{"x"', line(2, { items: 1 }), line(1), line(1, { items: [] }), line(3)].join(
        '\n',
      ),
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    expect(
      linesOf(answer.text).map(({ line, status, record_no }) => [line, status, record_no]),
    ).toEqual([
      [1, 201, 1],
      [3, 400, undefined],
      [4, 422, undefined],
      [5, 200, 1],
      [6, 409, undefined],
      [7, 201, 2],
    ])
    expect(records()).toBe(2)
  })

  test('with answers=faults tells only the faults, and a summary', async () => {
    const answer = await ndjson([line(1), 'x', line(2)].join('\r\n'), '?answers=faults')
    const [fault, last] = linesOf(answer.text)
    expect(fault).toMatchObject({ line: 2, status: 400 })
    expect(last).toEqual({ summary: { lines: 3, statuses: { 201: 2, 400: 1 } } })
  })

  test('may be gzip and end without a newline', async () => {
    const answer = await ndjson(gzipSync(`${line(1)}\n${line(2)}`) as unknown as string, '', {
      'Content-Encoding': 'gzip',
    })
    expect(linesOf(answer.text).map(({ status }) => status)).toEqual([201, 201])
  })

  test('refuses a line over 8 MiB alone', async () => {
    const long = line(2, { note: 'x'.repeat(8 * 1024 * 1024) })
    const answer = await ndjson([line(1), long, line(3)].join('\n'))
    expect(linesOf(answer.text).map(({ line, status }) => [line, status])).toEqual([
      [1, 201],
      [2, 413],
      [3, 201],
    ])
  })

  test('that is cut and sent again whole records nothing twice', async () => {
    const all = Array.from({ length: 50 }, (_, n) => line(n))
    await ndjson(`${all.slice(0, 20).join('\n')}\n{"event_id":"S-20","dir`)
    const answer = await ndjson(all.join('\n'))
    const statuses = linesOf(answer.text).map(({ status }) => status)
    expect(statuses).toEqual([...Array(20).fill(200), ...Array(30).fill(201)])
    expect(records()).toBe(50)
  })

  test('with strict=true refuses the lines with gaps and records the others', async () => {
    const answer = await ndjson(
      [line(1), line(2, { consent: undefined })].join('\n'),
      '?strict=true',
    )
    expect(linesOf(answer.text).map(({ status }) => status)).toEqual([201, 422])
  })
})

test('concurrent single posts share commits', async () => {
  const events = Array.from({ length: 64 }, (_, n) => ({ ...EVENT, event_id: `C-${n}` }))
  const answers = await Promise.all(events.map(event => post(event)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ json }) => json.record_no)).size).toBe(64)
  const groups = api.database.raw
    .prepare("select count(*) from audit_event where kind = 'records.recorded'")
    .pluck()
    .get()
  expect(groups).toBeLessThanOrEqual(4)
})
