// Who may do what: keys, scopes, and what the answers give away (contract 8).

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCOPES, type Scope } from '../../src/usecases/access-ports.ts'
import { newApiKey } from '../../src/vault/api-key.ts'
import { EVENT, insertKey, openTestApi, type TestApi } from '../support/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
  await api.send('POST', '/v1/provisions', { body: EVENT })
})
afterAll(() => api.close())

/** Every route with the scope it asks for. */
const ROUTES: [method: string, path: string, scope: Scope | readonly Scope[]][] = [
  ['POST', '/v1/provisions', 'provisions:write'],
  ['POST', '/v1/provisions/1/amendments', 'provisions:write'],
  ['POST', '/v1/provisions/1/conflicts/opt_out_method', 'provisions:write'],
  ['POST', '/v1/provisions/1/void', 'provisions:write'],
  ['PUT', '/v1/third-parties/x', 'provisions:write'],
  ['POST', '/v1/third-parties/x/proposals', 'provisions:write'],
  ['GET', '/v1/provisions/1', 'provisions:read'],
  ['POST', '/v1/provisions/search', 'provisions:read'],
  ['GET', '/v1/third-parties', 'provisions:read'],
  ['GET', '/v1/third-parties/clinic-1', 'provisions:read'],
  ['GET', '/v1/third-parties/clinic-1/proposals', 'provisions:read'],
  ['POST', '/v1/disclosure-requests', 'disclosures'],
  ['GET', '/v1/disclosure-requests', 'disclosures'],
  ['GET', '/v1/disclosure-requests/x', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/identity-verification', 'disclosures'],
  ['GET', '/v1/disclosure-requests/x/matches', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/matches', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/decision', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/clock', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/method-change', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/fee', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/extracts', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/delivery', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/returned-delivery', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/objections', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/alerts/y/settlement', 'disclosures'],
  ['GET', '/v1/disclosure-alerts', 'disclosures'],
  ['POST', '/v1/disclosure-requests/x/letters', 'disclosures'],
  ['GET', '/v1/disclosure-requests/x/letters', 'disclosures'],
  ['GET', '/v1/letters/1/pdf', 'disclosures'],
  ['GET', '/v1/extracts/1/pdf', 'disclosures'],
  ['GET', '/v1/extracts/1/json', 'disclosures'],
  ['GET', '/v1/extracts/1/csv', 'disclosures'],
  ['GET', '/v1/extracts/1/manifest', 'disclosures'],
  ['GET', '/v1/forms/request_form/pdf', 'disclosures'],
  ['GET', '/v1/retention/preview', 'retention'],
  ['POST', '/v1/retention/runs', 'retention'],
  ['GET', '/v1/retention/runs', 'retention'],
  ['GET', '/v1/retention/runs/1', 'retention'],
  ['POST', '/v1/retention/runs/1/stop', 'retention'],
  ['POST', '/v1/retention/approvals', 'retention'],
  ['GET', '/v1/legal-holds', 'retention'],
  ['PUT', '/v1/legal-holds/x', 'retention'],
  ['POST', '/v1/legal-holds/x/release', 'retention'],
  ['GET', '/v1/protective-marks', 'restricted'],
  ['GET', '/v1/protective-marks/x', 'restricted'],
  ['PUT', '/v1/protective-marks/x', 'restricted'],
  ['POST', '/v1/protective-marks/x/release', 'restricted'],
  ['GET', '/v1/approvals', ['retention', 'restricted', 'disclosures']],
  ['POST', '/v1/approvals', ['retention', 'restricted', 'disclosures']],
  ['GET', '/v1/approvals/aaaaaaaaaaaa', ['retention', 'restricted', 'disclosures']],
  ['POST', '/v1/approvals/aaaaaaaaaaaa/decision', ['retention', 'restricted', 'disclosures']],
  ['POST', '/v1/approvals/aaaaaaaaaaaa/withdrawal', ['retention', 'restricted', 'disclosures']],
  ['POST', '/v1/registers/provision-records', ['provisions:read', 'retention', 'admin']],
  ['GET', '/v1/retention/runs/1/record', 'retention'],
  ['POST', '/v1/retention/clock-confirmations', 'admin'],
  ['GET', '/v1/audit-events', 'admin'],
  ['POST', '/v1/api-keys', 'admin'],
  ['GET', '/v1/api-keys', 'admin'],
  ['POST', '/v1/api-keys/x/revoke', 'admin'],
  ['POST', '/v1/users', 'admin'],
  ['GET', '/v1/users', 'admin'],
  ['POST', '/v1/users/aaaaaaaaaaaa/link', 'admin'],
  ['POST', '/v1/users/aaaaaaaaaaaa/disable', 'admin'],
  ['POST', '/v1/vault/sealing-keys', 'admin'],
  ['POST', '/v1/vault/reseal', 'admin'],
  ['POST', '/v1/vault/rotate-master', 'admin'],
  ['GET', '/v1/ledger/tables', 'admin'],
  ['POST', '/v1/ledger/tables/record/read', 'admin'],
  ['POST', '/v1/ledger/tables/record/rows', 'admin'],
  ['POST', '/v1/ledger/exports', 'admin'],
  ['POST', '/v1/ledger/imports', 'admin'],
  ['POST', '/v1/ledger/imports/end', 'admin'],
]

test('the table above names every route of the API', () => {
  const served = api.app.routes
    .filter(route => route.path.startsWith('/v1/') && route.method !== 'ALL')
    .map(route => `${route.method} ${route.path}`)
  const named = ROUTES.map(([method, path]) => [method, path] as const)
  for (const route of new Set(served)) {
    const [method, pattern = ''] = route.split(' ')
    const shape = new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`)
    expect(
      named.some(([m, p]) => m === method && shape.test(p)),
      route,
    ).toBe(true)
  }
})

describe.each(ROUTES)('%s %s', (method, path, scope) => {
  test('without a valid key answers the same 401', async () => {
    const expired = newApiKey()
    insertKey(api, { text: expired, source: 'x', scopes: [...SCOPES], expiresAt: api.deps.clock() })
    const revoked = newApiKey()
    insertKey(api, { text: revoked, source: 'x', scopes: [...SCOPES], revokedAt: 1 })
    const answers = await Promise.all(
      [null, 'wrong', newApiKey(), expired, revoked].map(key => api.send(method, path, { key })),
    )
    for (const answer of answers) {
      expect(answer.status).toBe(401)
      expect({ ...answer.json, instance: '' }).toEqual({ ...answers[0]?.json, instance: '' })
    }
  })

  test(`with every scope but ${scope} answers 403, before anything is looked up`, async () => {
    const others = SCOPES.filter(other => ![scope].flat().includes(other))
    const answer = await api.send(method, path, {
      key: api.key(`no-${scope}`, ...others),
      ...(method === 'GET' ? {} : { body: {} }),
    })
    expect(answer.status).toBe(403)
    expect(answer.json.code).toBe('forbidden')
  })
})

test('a thing that does not exist, one of another shape and an unknown path are the same 404', async () => {
  const paths = ['999', '0', 'x', '0x1', '1e0', '%201', '../nothing'].map(
    no => `/v1/provisions/${no}`,
  )
  const answers = await Promise.all(paths.map(path => api.send('GET', path)))
  for (const answer of answers) {
    expect(answer.status).toBe(404)
    expect({ ...answer.json, instance: '' }).toEqual({ ...answers[0]?.json, instance: '' })
  }
})

test('404 comes before the faults of a body, 403 before 404', async () => {
  const body = { nonsense: true }
  expect((await api.send('POST', '/v1/provisions/999/amendments', { body })).status).toBe(404)
  expect((await api.send('POST', '/v1/provisions/1/amendments', { body })).status).toBe(422)
  const key = api.key('reader', 'provisions:read')
  expect((await api.send('POST', '/v1/provisions/999/amendments', { body, key })).status).toBe(403)
})

test('a record of another source cannot be mended, as if it did not exist', async () => {
  const key = api.key('stranger', 'provisions:write')
  const body = { reason: 'x', changes: { items: ['氏名'] } }
  const answer = await api.send('POST', '/v1/provisions/1/amendments', { body, key })
  expect(answer.status).toBe(404)
})

test('an unknown query parameter is refused; 404 and 415 come before it', async () => {
  const unknown = await api.send('POST', '/v1/provisions?Strict=true', {
    body: { ...EVENT, event_id: 'Q' },
  })
  expect([unknown.status, unknown.json.code]).toEqual([422, 'invalid_query'])
  const type = { 'Content-Type': 'text/plain' }
  expect(
    (await api.send('POST', '/v1/provisions?strict=maybe', { body: 'x', headers: type })).status,
  ).toBe(415)
  expect((await api.send('GET', '/v1/disclosure-requests/x/matches?voluntary=x')).status).toBe(404)
})

test('another method on a known path answers 405 and names those it takes', async () => {
  const answer = await api.send('DELETE', '/v1/provisions/1')
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET')
})

test('no answer, whatever its fault, leaves the problem form', async () => {
  const answers = await Promise.all([
    api.send('GET', '/nowhere', { key: null }),
    api.send('POST', '/v1/provisions', {
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    }),
    api.send('POST', '/v1/provisions', { body: '{}', headers: { 'Content-Type': 'text/plain' } }),
    api.send('GET', '/v1/audit-events?after=-1'),
  ])
  for (const { headers, json, status } of answers) {
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(json).toMatchObject({ status, type: `/problems/${json.code}` })
    expect(json.instance).toMatch(/^urn:kirokubo:request:/)
    expect((await api.send('GET', json.type, { key: null })).status).toBe(200)
  }
})

test('the service describes itself offline', async () => {
  const openapi = (await api.send('GET', '/openapi.json', { key: null })).json
  expect(openapi.openapi).toBe('3.1.0')
  for (const [method, path] of ROUTES) {
    const documented = Object.keys(openapi.paths).some(
      pattern =>
        new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path) &&
        method.toLowerCase() in openapi.paths[pattern],
    )
    expect(documented, `${method} ${path}`).toBe(true)
  }
  const docs = await api.send('GET', '/docs', { key: null })
  expect(docs.text).not.toMatch(/https?:\/\//)
  expect(docs.headers.get('content-security-policy')).toContain("script-src 'self'")
  const script = await api.send('GET', '/docs/swagger-ui-bundle.js', { key: null })
  expect(script.status).toBe(200)
  expect((await api.send('GET', '/docs/..%2Fpackage.json', { key: null })).status).toBe(404)
  expect((await api.send('GET', '/healthz', { key: null })).json).toEqual({ status: 'ok' })
  expect((await api.send('GET', '/readyz', { key: null })).json).toEqual({ status: 'ready' })
})

test('the log names routes, never what they carried', () => {
  const routes = new Set(api.log.map(({ route }) => route))
  expect(routes).toContain('/v1/provisions/:record_no')
  expect(JSON.stringify(api.log)).not.toMatch(/髙橋|clinic-1|M-1|kb_/)
})
