// Paths that are bent, addresses that are claimed, frames, and keys that do not fit: what the edge of the console refuses.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newApiKey } from '../../src/vault/api-key.ts'
import { insertKey } from '../support/test-api.ts'
import {
  type Browser,
  openTestConsole,
  PASSWORD,
  SITE,
  type TestConsole,
} from '../support/test-console.ts'

let office: TestConsole
let browser: Browser
let officer: Browser
let token: string
beforeAll(async () => {
  office = await openTestConsole()
  officer = await office.signedIn('officer')
  browser = await office.signedIn('administrator')
  token = (await browser.get('/account')).hidden()._csrf ?? ''
})
afterAll(() => office.close())

describe('a path that is bent', () => {
  const BENT = [
    ...['/users/', '/USERS', '/users;x', '/users%00', '/users%20', '//users', '/./users/.'],
    ...[
      '/today/../users',
      '/today/%2e%2e/users',
      '/today%2f..%2fusers',
      '/%75sers',
      '/users?/today',
    ],
    ...[
      '/users#/today',
      '/records/..%2fusers',
      '/console/..%2f..%2fpackage.json',
      '/console/%2e%2e/users',
    ],
  ]
  test.each(BENT)('%s opens nothing for an officer', async path => {
    const answer = await officer.request(path)
    expect([403, 404]).toContain(answer.status)
    expect(await answer.text()).not.toContain('administrator@example.jp')
  })
})

describe('an address that a request claims', () => {
  test.each(['Host', 'X-Forwarded-Host', 'X-Original-Host', 'Forwarded'])(
    'by %s stands in no link',
    async name => {
      const { userId } = await office.person('officer')
      const { text, status } = await browser.post(
        `/users/${userId}/link`,
        { _csrf: token },
        { [name]: name === 'Forwarded' ? 'host=evil.example' : 'evil.example' },
      )
      expect([status, text.includes('evil.example')]).toEqual([200, false])
      expect(text).toContain(`${SITE}/invite/`)
    },
  )

  test('in the URL itself stands in no link, and is no origin of ours', async () => {
    const Cookie = `__Host-kirokubo=${browser.cookies.get('__Host-kirokubo')}`
    const body = new URLSearchParams({ _csrf: token })
    const url = 'http://evil.example/users/x/link'
    const headers = { Cookie, Origin: 'http://evil.example' }
    expect((await office.app.request(url, { method: 'POST', body, headers })).status).toBe(403)
    const page = await office.app.request('http://evil.example/users', {
      headers: { Accept: 'text/html' },
    })
    expect(page.headers.get('location')).toBe('/sign-in?next=%2Fusers')
  })
})

describe('no answer at all', () => {
  test.each([
    ...['/', '/today', '/nowhere', '/users', '/users/none', '/audit.csv', '/sign-in', '/view'],
    ...['/documents/forms/request_form', '/console/console.css', '/invite/none', '/first/none'],
    ...['/v1/users', '/v1/nowhere', '/openapi.json', '/docs', '/docs/none', '/healthz', '/readyz'],
  ])('of %s stands in a frame or is taken for something else', async path => {
    for (const Accept of ['text/html', '*/*']) {
      for (const method of ['GET', 'POST', 'HEAD']) {
        const { headers } = await browser.request(path, { method, headers: { Accept } })
        expect(headers.get('x-frame-options')).toBe('DENY')
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
        expect(headers.get('x-content-type-options')).toBe('nosniff')
      }
    }
  })

  test('neither does the console’s own style sheet, and that alone may be kept', async () => {
    const [, path = ''] = /href="(\/console\/[^"]+)"/.exec((await browser.get('/today')).text) ?? []
    const { headers } = await browser.get(path)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('cache-control')).toContain('immutable')
  })
})

describe('a key that does not fit', () => {
  test('the cookie of a session opens nothing of the API', async () => {
    const routes = office.app.routes.filter(({ path }) => /^\/v1\/\w/.test(path))
    expect(routes.length).toBeGreaterThan(40)
    for (const { method, path } of routes.filter(one => one.method !== 'ALL')) {
      const given = path.replaceAll(/:\w+(\{[^}]*\})?/g, 'x')
      const body = method === 'GET' ? {} : { body: '{}' }
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
      const answer = await browser.request(given, { method, headers, ...body })
      expect(answer.status, `${method} ${path}`).toBe(401)
    }
  })

  test('a key of the API opens no page', async () => {
    const text = newApiKey()
    insertKey(office, { text, source: 'x', scopes: ['admin', 'disclosures', 'provisions:read'] })
    const stranger = office.browser()
    for (const path of ['/today', '/users', '/records', '/audit.csv']) {
      const answer = await stranger.request(path, { headers: { Authorization: `Bearer ${text}` } })
      expect([answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([
        303,
        '/sign-in',
      ])
    }
  })
})

describe('another site', () => {
  const PLACES = [
    ...[
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
    ],
    ...['/\r\n/evil.example', '/.//evil.example', '/x/..//evil.example', '/%2e%2e//evil.example'],
    ...[
      'https:evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      ' javascript:alert(1)',
    ],
    ...[
      'data:text/html,x',
      '//evil.example\\@localhost',
      '/\u0000/evil.example',
      '///evil.example',
    ],
    ...['/@evil.example/..//evil.example', '?//evil.example', '', '/\u2028/evil.example'],
  ]
  /** Where a browser would go: never elsewhere. */
  const isOurs = (location: string | null) =>
    location !== null && /^\/(?![/\\])/.test(location) && !/[\s\\]/.test(location)

  let auditor: Browser
  beforeAll(async () => {
    auditor = await office.signedIn('auditor')
  })

  test.each(PLACES)('is not where %j leads', async next => {
    const { _csrf = '' } = (await auditor.get('/account')).hidden()
    const flows: [string, Record<string, string>][] = [
      ['/reason', { reason: 'x' }],
      ['/view', { theme: 'dark' }],
    ]
    for (const [path, fields] of flows) {
      const body = new URLSearchParams({ ...fields, next, _csrf })
      const answer = await auditor.request(path, { method: 'POST', body })
      expect([answer.status, isOurs(answer.headers.get('location'))]).toEqual([303, true])
    }
    const query = `next=${encodeURIComponent(next)}`
    const again = await auditor.request(`/sign-in?${query}`)
    expect(isOurs(again.headers.get('location'))).toBe(true)
    const fresh = await office.browser().get(`/sign-in?${query}`)
    expect(isOurs(fresh.hidden('/sign-in').next ?? null)).toBe(true)
  })

  test.each(PLACES.slice(0, 4))('is not where a sign-in with %j leads', async next => {
    const { email } = await office.person('auditor')
    const visitor = office.browser()
    const { _csrf = '' } = (await visitor.get('/sign-in')).hidden()
    const body = new URLSearchParams({ email, password: PASSWORD, next, _csrf })
    const answer = await visitor.request('/sign-in', { method: 'POST', body })
    expect([answer.status, isOurs(answer.headers.get('location'))]).toEqual([303, true])
  })
})
