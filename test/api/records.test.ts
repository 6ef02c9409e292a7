// Mending, searching and the third-party register over HTTP (contract 4 and 5).

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

const record = async (fields: object = {}) =>
  (await api.send('POST', '/v1/provisions', { body: { ...EVENT, ...fields } })).json
const read = async (no: number) => (await api.send('GET', `/v1/provisions/${no}`)).json
const amend = (no: number, body: object) =>
  api.send('POST', `/v1/provisions/${no}/amendments`, { body })
const search = async (body: object) =>
  (await api.send('POST', '/v1/provisions/search', { body })).json
const found = async (body: object) =>
  (await search({ reason: 'test', ...body })).records.map(
    (one: { record_no: number }) => one.record_no,
  )
const auditKinds = async () =>
  (await api.send('GET', '/v1/audit-events')).json.events.map(
    (event: { kind: string }) => event.kind,
  )

describe('an amendment', () => {
  test('changes what is in force; the earlier wording stays readable with its reason and author', async () => {
    await record()
    const answer = await amend(1, {
      reason: '項目の誤り',
      changes: { items: ['氏名'], purpose: null },
    })
    expect(answer.status).toBe(201)
    const view = await read(1)
    expect(view.event.items).toEqual(['氏名'])
    expect(view.history).toEqual([
      {
        at: '2026-11-22T09:30:00.000+09:00',
        by: expect.stringMatching(/^key:/),
        kind: 'amendment',
        reason: '項目の誤り',
        evidence: null,
        before: { items: EVENT.items },
        after: { items: ['氏名'] },
      },
    ])
    expect(await auditKinds()).toEqual(['records.recorded', 'record.amended', 'record.read'])
  })

  test('that fills a missing item needs evidence, and starts the clock on its day', async () => {
    await record({ consent: undefined })
    api.setNow('2027-01-10T12:00:00+09:00')
    const changes = { consent: { obtained_on: '2026-11-20' } }
    const refused = await amend(1, { reason: '同意の記録漏れ', changes })
    expect(refused.status).toBe(422)
    expect(refused.json.errors[0].pointer).toBe('/evidence')
    const filled = await amend(1, { reason: '同意の記録漏れ', evidence: '同意書', changes })
    expect(filled.json.gaps).toEqual([])
    expect(filled.json.retention).toMatchObject({ final: true, keep_through: '2030-01-10' })
    expect((await read(1)).history[0].kind).toBe('filling')
  })

  test('that corrects something does not restart the clock', async () => {
    const before = await record()
    api.setNow('2027-01-10T12:00:00+09:00')
    const after = await amend(1, { reason: 'x', changes: { items: ['氏名'] } })
    expect(after.json.retention).toEqual(before.retention)
  })

  test('of a line finds the new person and no longer the old one', async () => {
    await record()
    await amend(1, {
      reason: '別人',
      changes: {
        lines: [{ line: 1, set: { name: '見本 一郎', identifiers: { member_id: 'M-2' } } }],
      },
    })
    expect((await read(1)).lines).toEqual([
      { line: 1, name: '見本 一郎', identifiers: { member_id: 'M-2', phone: '090-0000-0001' } },
    ])
    expect(await found({ data_subject: { identifiers: { member_id: 'M-2' } } })).toEqual([1])
    expect(await found({ data_subject: { identifiers: { member_id: 'M-1' } } })).toEqual([])
    await amend(1, {
      reason: '戻す',
      changes: { lines: [{ line: 1, set: EVENT.data_subjects[0] as object }] },
    })
    expect(await found({ data_subject: { identifiers: { member_id: 'M-1' } } })).toEqual([1])
  })

  test('adds lines after the last one', async () => {
    await record()
    await amend(1, { reason: '追加', changes: { add_lines: [{ name: '見本 次郎' }] } })
    expect((await read(1)).lines[1]).toEqual({ line: 2, name: '見本 次郎' })
    expect(await found({ data_subject: { name: '見本次郎' } })).toEqual([1])
  })

  test('closes a running batch, which then has its dates', async () => {
    const running = await record({ method: 'batch', period: { first_day: '2026-10-01' } })
    expect(running.retention).toMatchObject({ class: 'R2', final: false, keep_through: null })
    const closed = await amend(1, {
      reason: '終了',
      changes: { period: { last_day: '2026-11-30' } },
    })
    expect(closed.json.retention).toMatchObject({ final: true, keep_through: '2029-11-30' })
  })

  test('of the third party may state that a body has no representative', async () => {
    await record({ third_party: { kind: 'unincorporated_body', name: '町内会', address: '例町' } })
    const filled = await amend(1, {
      reason: '確認',
      evidence: '規約',
      changes: { third_party: { representative: null } },
    })
    expect(filled.json.gaps).toEqual([])
    expect((await read(1)).third_party.representative).toBeNull()
  })

  test.each([
    ['the event id', { event_id: 'B' }, '/changes/event_id'],
    ['the direction', { direction: 'received' }, '/changes/direction'],
    ['all lines at once', { data_subjects: [] }, '/changes/data_subjects'],
    ['an unknown field', { nonsense: 1 }, '/changes/nonsense'],
    ['its third party away', { third_party: null, note: 'x' }, '/changes/third_party'],
    [
      'a line into nobody',
      { lines: [{ line: 1, set: { name: null, identifiers: null } }] },
      '/changes/lines/0/set',
    ],
    ['a new line of nobody', { add_lines: [{ name: ' ' }] }, '/changes/add_lines/0'],
    ['a day that does not exist', { occurred_on: '2026-02-30' }, '/changes/occurred_on'],
    ['required fields', { third_party: { code: '' } }, '/changes/third_party/code'],
  ])('never touches %s', async (_name, changes, pointer) => {
    await record()
    const answer = await amend(1, { reason: 'x', evidence: 'x', changes })
    expect(answer.status).toBe(422)
    expect(answer.json.errors[0].pointer).toBe(pointer)
    expect((await read(1)).history).toEqual([])
  })

  test('repeats nothing of what was sent, however deep and odd', async () => {
    await record()
    const deep = `${'{"a":'.repeat(10_000)}"山田"${'}'.repeat(10_000)}`
    for (const changes of [
      '{"lines":[{"line":1,"set":{"山田花子":"x","name":5}}],"山田":1}',
      '{"third_party":{"山田 花子":"x"}}',
      `{"third_party":${deep}}`,
    ]) {
      const body = `{"reason":"x","changes":${changes}}`
      const answer = await api.send('POST', '/v1/provisions/1/amendments', { body })
      expect(answer.status).toBe(422)
      expect(answer.text).not.toContain('山田')
    }
  })

  test('that fills an item while it changes the basis is a filling all the same', async () => {
    await record({ direction: 'received', basis: 'consent', acquisition: undefined })
    api.setNow('2028-06-01T12:00:00+09:00')
    const changes = { basis: 'private_person', acquisition: '本人から取得' }
    expect((await amend(1, { reason: 'x', changes })).json.code).toBe('evidence_needed')
    const filled = await amend(1, { reason: 'x', evidence: '申込書', changes })
    expect(filled.json.retention.keep_through).toBe('2031-06-01')
  })

  test('after which an item is no longer demanded is no filling', async () => {
    await record({ third_party: { kind: 'corporation', name: '見本' } })
    api.setNow('2028-06-01T12:00:00+09:00')
    const moved = await amend(1, { reason: '日付の誤り', changes: { occurred_on: '2022-03-31' } })
    expect(moved.json.retention).toMatchObject({ final: true, keep_through: '2029-11-22' })
  })

  test('that names a third party takes its wording of the Japanese day it names', async () => {
    const clinic = { kind: 'corporation', name: '旧名', address: '例町', representative: '例示' }
    await api.send('PUT', '/v1/third-parties/z', { body: clinic })
    await api.send('PUT', '/v1/third-parties/z', {
      body: { ...clinic, name: '新名', effective_on: '2026-11-21' },
    })
    await record({ occurred_on: '2026-11-01' })
    const changes = { occurred_on: '2026-11-20T20:00:00Z', third_party: { code: 'z' } }
    await amend(1, { reason: 'x', changes })
    expect((await read(1)).third_party.name).toBe('新名')
  })

  test('of a record erased meanwhile answers 404 and brings nothing back', async () => {
    await record()
    const { records } = api.deps.stores
    const findVersions = records.findVersions.bind(records)
    records.findVersions = async recordNo => {
      const versions = await findVersions(recordNo)
      // Retention, in another process, between the reading and the commit.
      api.database.raw.exec(
        "insert or ignore into erased_record values (1, x'00000000000000000000000000000000'); delete from line; delete from record",
      )
      return versions
    }
    expect((await amend(1, { reason: 'x', changes: { note: 'x' } })).status).toBe(404)
    expect(api.database.raw.prepare('select count(*) from record').pluck().get()).toBe(0)
  })

  test('of a line there is not, or of nothing, is refused', async () => {
    await record()
    const line = await amend(1, {
      reason: 'x',
      changes: { lines: [{ line: 2, set: { name: 'x' } }] },
    })
    expect(line.json.code).toBe('no_such_line')
    expect((await amend(1, { reason: 'x', changes: {} })).json.code).toBe('nothing_changed')
  })

  test('is not lost when many come at once', async () => {
    await record()
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => amend(1, { reason: 'x', changes: { note: `${n}` } })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect((await read(1)).history).toHaveLength(5)
  })
})

describe('a conflict', () => {
  const abroad = { ...EVENT.third_party, code: 'us-1', country: 'US' }

  test('abroad is settled by the consent that was given', async () => {
    const recorded = await record({ third_party: abroad })
    expect(recorded.duty.rule).toBe('provided/foreign_consent')
    expect(recorded.gaps.map((gap: { code: string }) => gap.code)).toEqual([
      'consent_missing',
      'foreign_consent_needed',
    ])
    const settled = await api.send('POST', '/v1/provisions/1/conflicts/foreign_consent_needed', {
      body: { basis: 'foreign_consent' },
    })
    expect(settled.status).toBe(201)
    expect(settled.json.gaps).toEqual([])
    expect(settled.json.retention.final).toBe(true)
  })

  test('is not settled by a basis that leaves it open', async () => {
    await record({ third_party: abroad })
    const settled = await api.send('POST', '/v1/provisions/1/conflicts/foreign_consent_needed', {
      body: { basis: 'joint_use' },
    })
    expect(settled.status).toBe(422)
    expect((await read(1)).history).toEqual([])
  })

  test('settled as a breach is closed with its measures, and the missing consent stays missing', async () => {
    await record({ third_party: abroad })
    const settled = await api.send('POST', '/v1/provisions/1/conflicts/foreign_consent_needed', {
      body: { breach: { measures: '提供を停止し、削除を求めました' } },
    })
    expect(settled.json.gaps.map((gap: { code: string }) => gap.code)).toEqual(['consent_missing'])
    const again = await api.send('POST', '/v1/provisions/1/conflicts/foreign_consent_needed', {
      body: { breach: { measures: 'x' } },
    })
    expect(again.json.code).toBe('no_such_conflict')
    expect((await read(1)).history[0]).toMatchObject({
      kind: 'settlement',
      reason: '提供を停止し、削除を求めました',
    })
  })
})

test('a void record stays readable, takes no amendment, and keeps its dates', async () => {
  const before = await record()
  const voided = await api.send('POST', '/v1/provisions/1/void', { body: { reason: 'duplicate' } })
  expect(voided.status).toBe(201)
  expect(voided.json.retention).toEqual(before.retention)
  expect((await read(1)).voided).toEqual({
    reason: 'duplicate',
    at: '2026-11-22T09:30:00.000+09:00',
  })
  expect((await amend(1, { reason: 'x', changes: { note: 'x' } })).json.code).toBe('already_void')
})

describe('a search', () => {
  beforeEach(async () => {
    await record({ event_id: 'A-1', occurred_on: '2026-11-01' })
    await record({
      event_id: 'A-2',
      occurred_on: '2026-11-03',
      consent: undefined,
      data_subjects: [{ name: '見本 次郎' }],
    })
    await record({
      event_id: 'A-3',
      occurred_on: '2026-11-02',
      third_party: { code: 'clinic-2' },
      data_subjects: [{ name_kana: 'ﾀｶﾊｼ ﾊﾅｺ' }],
    })
  })

  test.each([
    ['everything, newest day first', {}, [2, 3, 1]],
    ['by third party', { third_party: 'clinic-2' }, [3]],
    ['by an unknown third party', { third_party: 'nobody' }, []],
    ['by period', { from: '2026-11-02', to: '2026-11-02' }, [3]],
    ['by any gap', { gap: 'any' }, [2, 3]],
    ['by item code', { gap: 'CONSENT' }, [2]],
    ['by gap code', { gap: 'third_party_name_missing' }, [3]],
    ['by name in another spelling', { data_subject: { name: '高橋花子' } }, [1]],
    ['by reading', { data_subject: { name_kana: 'タカハシ ハナコ' } }, [3]],
    [
      'by phone with a country code',
      { data_subject: { identifiers: { phone: '+81 90 0000 0001' } } },
      [1],
    ],
    [
      'by a name and a period without it',
      { data_subject: { name: '高橋花子' }, from: '2026-11-02' },
      [],
    ],
  ])('finds %s', async (_name, body, expected) => {
    expect(await found(body)).toEqual(expected)
  })

  test('pages to the end without a gap or a repeat', async () => {
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page: { records: { record_no: number }[]; next_cursor: string | null } = await search({
        limit: 1,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.records.map(one => one.record_no))
      cursor = page.next_cursor
    } while (cursor)
    expect(seen).toEqual([2, 3, 1])
  })

  test('by person without a reason is refused; with one it is logged without the person', async () => {
    const body = { data_subject: { name: '高橋花子' } }
    const refused = await api.send('POST', '/v1/provisions/search', { body })
    expect(refused.status).toBe(422)
    expect(refused.json.errors[0].pointer).toBe('/reason')
    await search({ ...body, reason: '高橋花子さんからの電話' })
    const events = (await api.send('GET', '/v1/audit-events?kind=records.searched')).json.events
    expect(events.at(-1).detail).toMatchObject({ by_person: true, record_nos: [1], found: 1 })
    expect(JSON.stringify(events)).not.toContain('高橋')
  })

  test('finds a person by a scheme that was declared only afterwards', async () => {
    const { operator } = api.deps
    const { phone, ...undeclared } = operator.identifier_schemes
    operator.identifier_schemes = undeclared
    await record({ event_id: 'A-4', data_subjects: [{ identifiers: { phone: '03-1234-5678' } }] })
    operator.identifier_schemes = { ...undeclared, ...(phone ? { phone } : {}) }
    expect(await found({ data_subject: { identifiers: { phone: '+81 3 1234 5678' } } })).toEqual([
      4,
    ])
  })

  test.each(['見本 花子', 'R2026-0099'])(
    'for the request %s, which there is not, is refused',
    async request_no => {
      const body = { data_subject: { name: '高橋花子' }, request_no }
      const answer = await api.send('POST', '/v1/provisions/search', { body })
      expect(answer.status).toBe(422)
      expect(answer.json.errors[0].pointer).toBe('/request_no')
    },
  )

  test('by a birth date alone is refused', async () => {
    const answer = await api.send('POST', '/v1/provisions/search', {
      body: { data_subject: { birth_date: '1990-01-01' }, reason: 'x' },
    })
    expect(answer.json.errors[0].pointer).toBe('/data_subject')
  })
})

describe('the third-party register', () => {
  const clinic = {
    kind: 'corporation',
    name: '医療法人社団例示会',
    address: '例町1番',
    representative: '理事長 例示 花子',
  }
  const put = (code: string, body: object) => api.send('PUT', `/v1/third-parties/${code}`, { body })

  test('freezes into a record the wording valid on its day', async () => {
    expect((await put('c', clinic)).status).toBe(201)
    expect(
      (
        await put('c', {
          ...clinic,
          representative: '理事長 例示 次郎',
          effective_on: '2026-11-10',
        })
      ).json,
    ).toEqual({ code: 'c', revision: 2 })
    await record({ event_id: 'old', occurred_on: '2026-11-09', third_party: { code: 'c' } })
    await record({ event_id: 'new', occurred_on: '2026-11-10', third_party: { code: 'c' } })
    await put('c', { ...clinic, name: '改称後', effective_on: '2026-11-22' })
    expect((await read(1)).third_party).toMatchObject({ code: 'c', ...clinic })
    expect((await read(2)).third_party.representative).toBe('理事長 例示 次郎')
    expect((await read(2)).third_party.name).toBe(clinic.name)
  })

  test('takes the same wording again as nothing new', async () => {
    await put('c', clinic)
    const again = await put('c', clinic)
    expect([again.status, again.json.revision]).toEqual([200, 1])
  })

  test('refuses a 法人番号 whose check digit is wrong, which in an event is advice', async () => {
    const answer = await put('c', { ...clinic, corporate_number: '1234567890123' })
    expect(answer.json.errors[0].pointer).toBe('/corporate_number')
    const event = await record({
      third_party: { ...EVENT.third_party, corporate_number: '1234567890123' },
    })
    expect(event.gaps).toEqual([
      expect.objectContaining({ kind: 'advice', code: 'corporate_number_check_digit' }),
    ])
  })

  test('logs who reads of a third party that is a person', async () => {
    await put('person', { kind: 'individual', name: '例示 花子', address: '例町' })
    await api.send('GET', '/v1/third-parties/person')
    const { events } = (await api.send('GET', '/v1/audit-events?kind=third_party.read')).json
    expect(events.map((event: { detail: object }) => event.detail)).toEqual([{ codes: ['person'] }])
  })

  test('fills a record once, however often its proposal is accepted at the same time', async () => {
    await record({ third_party: { code: 'late' } })
    await put('late', clinic)
    await Promise.all(
      [1, 2, 3].map(() => api.send('POST', '/v1/third-parties/late/proposals', { body: {} })),
    )
    expect((await read(1)).history).toHaveLength(1)
  })

  test('completed later proposes one filling per waiting record', async () => {
    await record({ event_id: 'w-1', third_party: { code: 'late' } })
    await record({ event_id: 'w-2', third_party: { code: 'late', name: '手書きの名称' } })
    expect((await api.send('GET', '/v1/third-parties/late')).json.revision).toBe(0)
    await put('late', clinic)
    const { proposals } = (await api.send('GET', '/v1/third-parties/late/proposals')).json
    expect(
      proposals.map((p: { record_no: number; fills: string[] }) => [p.record_no, p.fills]),
    ).toEqual([
      [2, ['TP_ADDR', 'TP_REP']],
      [1, ['TP_NAME', 'TP_ADDR', 'TP_REP']],
    ])
    const accepted = await api.send('POST', '/v1/third-parties/late/proposals', {
      body: { record_nos: [1] },
    })
    expect(accepted.json.filled.map((r: { record_no: number }) => r.record_no)).toEqual([1])
    const view = await read(1)
    expect(view.gaps).toEqual([])
    expect(view.history[0]).toMatchObject({
      kind: 'filling',
      evidence: 'third-party register: late, revision 1',
    })
    await api.send('POST', '/v1/third-parties/late/proposals', { body: {} })
    expect((await read(2)).third_party.name).toBe('手書きの名称')
    expect((await api.send('GET', '/v1/third-parties/late/proposals')).json.proposals).toEqual([])
  })
})
