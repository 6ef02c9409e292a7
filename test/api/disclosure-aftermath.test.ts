// What comes after an answer, as callers see it: statuses, answers and audit events.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATOR, provision, TARO } from '../support/disclosure-ledger.ts'
import { openTestApi, type TestApi } from '../support/test-api.ts'

let api: TestApi
let path: string
beforeAll(async () => {
  api = await openTestApi({ operator: OPERATOR })
  const post = async (to: string, body?: object) => (await api.send('POST', to, { body })).json
  await post('/v1/provisions', provision([TARO]))
  const { request_no } = await post('/v1/disclosure-requests', {
    received_on: '2026-11-20',
    channel: 'web',
    requester: { kind: 'self' },
    data_subject: TARO,
    delivery: 'document',
  })
  path = `/v1/disclosure-requests/${request_no}`
  await post(`${path}/identity-verification`, {
    method: 'online',
    result: 'passed',
    verified_on: '2026-11-20',
    proven: ['name', 'identifiers.member_id'],
  })
  await post(`${path}/decision`, { outcome: 'disclosed_full' })
  await post(`${path}/extracts`)
  api.setNow('2026-11-22T12:00:00+09:00')
  const amendment = { reason: '誤記', changes: { items: ['氏名'] } }
  await post('/v1/provisions/1/amendments', amendment)
})
afterAll(() => api.close())

async function newestAudit(count: number) {
  const events = (await api.send('GET', '/v1/audit-events')).json.events
  return events
    .slice(-count)
    .map(({ kind, detail }: { kind: string; detail: object }) => [kind, detail])
}

test('a repeat is linked, and has to pass the identity check like any other', async () => {
  const asked = { received_on: '2026-11-21', channel: 'mail', delivery: 'document' }
  const body = { ...asked, requester: { kind: 'self' }, data_subject: TARO }
  const { request_no } = (await api.send('POST', '/v1/disclosure-requests', { body })).json
  const again = `/v1/disclosure-requests/${request_no}`
  expect((await api.send('GET', again)).json.earlier_requests).toMatchObject([
    { request_no: path.split('/').at(-1), status: 'issued', likeness: 'same' },
  ])
  const answers = await Promise.all([
    api.send('GET', `${again}/matches`),
    api.send('POST', `${again}/matches`, { body: {} }),
    api.send('POST', `${again}/decision`, { body: { outcome: 'disclosed_full' } }),
    api.send('POST', `${again}/objections`, { body: { record_no: 1, line: 1, statement: 'x' } }),
  ])
  for (const { status, json } of answers) {
    expect([status, json.code]).toEqual([409, 'identity_not_verified'])
  }
})

const delivery = { method: 'post', delivered_on: '2026-11-22' }

test.each([
  ['returned-delivery', { returned_on: '2026-11-22' }, 409, 'not_delivered'],
  ['returned-delivery', { returned_on: '2026-02-30' }, 422, 'invalid_body'],
  ['objections', { record_no: 1, line: 2, statement: 'x' }, 422, 'no_such_line'],
  ['objections', { record_no: 99, line: 1, statement: 'x' }, 422, 'no_such_line'],
  ['objections', { record_no: 1, line: 1, statement: ' ' }, 422, 'invalid_body'],
  ['alerts/record-1-9-1/settlement', { nonsense: true }, 404, 'not_found'],
  ['alerts/record-1-1-1/settlement', {}, 422, 'invalid_body'],
])('POST …/%s %j answers %i %s', async (rest, body, status, code) => {
  const answer = await api.send('POST', `${path}/${rest}`, { body })
  expect([answer.status, answer.json.code]).toEqual([status, code])
})

test('an alert is listed by numbers, settled once, and gone from the list', async () => {
  const { alerts, next_after } = (await api.send('GET', '/v1/disclosure-alerts')).json
  const request_no = path.split('/').at(-1)
  expect(alerts).toEqual([
    {
      request_no,
      alert: 'record-1-1-1',
      kind: 'record_amended',
      record_no: 1,
      line: 1,
      at: '2026-11-22T12:00:00.000+09:00',
    },
  ])
  expect(next_after).toBeNull()
  const settle = () =>
    api.send('POST', `${path}/alerts/record-1-1-1/settlement`, { body: { how: '訂正版を送付' } })
  const settled = await settle()
  expect(settled.status).toBe(201)
  expect(settled.json.settled).toMatchObject({ how: '訂正版を送付' })
  expect(await newestAudit(1)).toEqual([
    ['disclosure.alert_settled', { request_no, alert: 'record-1-1-1' }],
  ])
  expect((await settle()).status).toBe(409)
  expect((await api.send('GET', '/v1/disclosure-alerts')).json.alerts).toEqual([])
})

test('returned mail is kept with its day, and the answer may be delivered again', async () => {
  await api.send('POST', `${path}/delivery`, { body: delivery })
  const returned = { returned_on: '2026-11-22', why: '転居先不明' }
  const answer = await api.send('POST', `${path}/returned-delivery`, { body: returned })
  expect([answer.status, answer.json.status]).toEqual([201, 'closed'])
  expect(answer.json.alerts.at(-1)).toMatchObject({ kind: 'delivery_returned', settled: null })
  expect((await newestAudit(1))[0]?.[0]).toBe('disclosure.delivery_returned')
  expect((await api.send('POST', `${path}/delivery`, { body: delivery })).status).toBe(201)
  expect((await api.send('POST', `${path}/delivery`, { body: delivery })).status).toBe(409)
})

test('an objection stands in the record’s history, and in the audit log by numbers', async () => {
  const statement = '電話番号は渡していません'
  const body = { record_no: 1, line: 1, statement }
  const answer = await api.send('POST', `${path}/objections`, { body })
  expect(answer.status).toBe(201)
  expect(answer.json).toMatchObject({ record_no: 1, line: 1 })
  const { history } = (await api.send('GET', '/v1/provisions/1')).json
  expect(history.at(-1)).toMatchObject({
    kind: 'amendment',
    reason: statement,
    before: {},
    after: {},
  })
  const audit = JSON.stringify((await api.send('GET', '/v1/audit-events')).json)
  expect(audit).toContain('disclosure.objection_noted')
  expect(audit).not.toMatch(/電話番号は|転居先|訂正版|架空/)
})
