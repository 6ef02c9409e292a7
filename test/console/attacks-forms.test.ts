// Forms that are not ours, fields that nobody asked for, bodies and paths that no browser sends: tried on every route.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUser } from '../../src/usecases/manage-users.ts'
import {
  type AnyRequest,
  type Browser,
  openTestConsole,
  PASSWORD,
  SITE,
  type TestConsole,
} from '../support/test-console.ts'

let office: TestConsole
let browser: Browser
let token: string
let foreign: string
beforeAll(async () => {
  office = await openTestConsole()
  const other = await office.signedIn('administrator')
  foreign = (await other.get('/account')).hidden()._csrf ?? ''
  browser = await office.signedIn('administrator')
  token = (await browser.get('/account')).hidden()._csrf ?? ''
})
afterAll(() => office.close())

const form = 'application/x-www-form-urlencoded'
const newest = async () => (await office.deps.stores.audit.newest({ limit: 1 }))[0]?.auditNo ?? 0

/** What no page of ours sends, with the administrator's cookie. */
const send = (path: string, request: AnyRequest) =>
  browser.request(path, { method: 'POST', ...request })

describe('a POST of every route', () => {
  const typed = (fields: Record<string, string>, more: Record<string, string> = {}) => ({
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': form, ...more },
  })
  const file = () => {
    const body = new FormData()
    body.append('_csrf', new File([token], 'token.txt'))
    return { body }
  }
  const FORGERIES: Record<string, () => AnyRequest & { query?: string }> = {
    'without a token': () => typed({}),
    'with an empty token': () => typed({ _csrf: '' }),
    'with a token made up': () => typed({ _csrf: 'A'.repeat(22) }),
    'with the token of another session': () => typed({ _csrf: foreign }),
    'with the token in the address': () => ({ ...typed({}), query: `?_csrf=${token}` }),
    'with the token twice': () => ({ ...typed({}), body: `_csrf=${token}&_csrf=${token}` }),
    'with the token as a file': file,
    'with the token as plain text': () => typed({ _csrf: token }, { 'Content-Type': 'text/plain' }),
    'with the token as JSON': () => ({
      body: JSON.stringify({ _csrf: token }),
      headers: { 'Content-Type': 'application/json' },
    }),
    'without an origin': () => typed({ _csrf: token }, { Origin: '' }),
    'from a sandboxed frame': () => typed({ _csrf: token }, { Origin: 'null' }),
    'from another site': () => typed({ _csrf: token }, { Origin: 'https://evil.example' }),
    'from a site called like ours': () =>
      typed({ _csrf: token }, { Origin: `${SITE}.evil.example` }),
    'that a browser calls cross-site': () =>
      typed({ _csrf: token }, { 'Sec-Fetch-Site': 'cross-site' }),
    'that a browser calls same-site': () =>
      typed({ _csrf: token }, { 'Sec-Fetch-Site': 'same-site' }),
  }
  test.each(Object.keys(FORGERIES))('%s changes nothing', async how => {
    const posts = office.app.routes.filter(
      ({ method, path }) => method === 'POST' && !path.startsWith('/v1') && path !== '/*',
    )
    const paths = [...new Set(posts.map(({ path }) => path.replaceAll(/:\w+/g, 'aaaaaaaaaaaa')))]
    expect(paths.length).toBeGreaterThan(50)
    const before = await newest()
    for (const path of paths) {
      const { query = '', ...init } = FORGERIES[how]?.() ?? { body: '' }
      const answer = await send(`${path}${query}`, init)
      expect(answer.status, path).toBe(403)
      expect(await answer.text(), path).toMatch(/何も保存していません|まだ送信されていません/)
    }
    expect(await newest()).toBe(before)
    expect((await browser.get('/account')).status).toBe(200)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE2'])('is no %s', async method => {
    const { status, headers } = await send('/users/new', { ...typed({ _csrf: token }), method })
    expect(status).toBe(404)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('is not made of a GET by a header or a field', async () => {
    const before = await newest()
    const headers = { 'X-HTTP-Method-Override': 'POST', 'X-Method-Override': 'POST' }
    const path = `/users/new?_method=POST&_csrf=${token}&name=x&email=x@example.jp&role=officer`
    expect((await send(path, { method: 'GET', headers })).status).toBe(200)
    expect(await newest()).toBe(before)
  })
})

test('HEAD tells what GET tells, without a word of it, and only to whom GET would', async () => {
  const head = await send('/users', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const nobody = await send('/users', { method: 'HEAD', headers: { Cookie: '' } })
  expect(nobody.status).toBe(303)
})

describe('fields that nobody asked for', () => {
  const post = (path: string, fields: Record<string, string | string[]>) =>
    browser.post(path, { _csrf: token, ...fields })
  const person = { name: '見本 三郎', email: 'mass@example.jp', role: 'officer' }

  test.each(['id', 'user_id', 'scopes', 'disabled_at', 'created_by', '__proto__[role]', 'role[]'])(
    'as %s refuse the whole form',
    async field => {
      const before = await newest()
      expect((await post('/users/new', { ...person, [field]: 'administrator' })).status).toBe(422)
      expect(await newest()).toBe(before)
    },
  )

  test.each(['name', 'email', 'role'])('%s given twice is not taken', async field => {
    const twice = { [field]: [person[field as 'name'], 'administrator'] }
    expect((await post('/users/new', { ...person, ...twice })).status).toBe(422)
  })

  test('give an invited person no other role', async () => {
    const { deps } = office
    const { id, link } = await createUser(deps, { actor: 'test' }, { ...person, role: 'officer' })
    const invited = office.browser()
    await invited.get(`/invite/${link.token}`)
    const words = { password: PASSWORD, repeated_password: PASSWORD }
    for (const field of ['role', 'user_id', 'name']) {
      const asked = { ...words, [field]: 'administrator' }
      const page = await invited.submit(`/invite/${link.token}`, asked)
      expect(page.status).toBe(422)
    }
    expect((await deps.stores.users.find(id))?.role).toBe('officer')
  })

  test('change no object of the house', async () => {
    const fields = ['__proto__', '__proto__.polluted', '__proto__[polluted]', 'constructor']
    const more = ['constructor.prototype.polluted', 'constructor[prototype][polluted]']
    for (const field of [...fields, ...more]) {
      for (const value of ['yes', ['yes', 'yes']]) {
        for (const path of ['/users/new', '/view', '/keys/new', '/account/sessions/end']) {
          const { status } = await post(path, { [field]: value })
          expect([200, 404, 422], path).toContain(status)
        }
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('a body that nobody types', () => {
  const MILLION = 1_000_000
  test('is not read beyond a million bytes, whether it says how long it is or not', async () => {
    const long = 'x'.repeat(MILLION + 1)
    const chunks = new ReadableStream({
      start(stream) {
        for (let n = 0; n < 20; n += 1) stream.enqueue(new TextEncoder().encode('x'.repeat(90_000)))
        stream.close()
      },
    })
    const chunked = { body: chunks, duplex: 'half' } as RequestInit
    for (const init of [{ body: long }, chunked]) {
      const { status } = await send('/sign-in', { ...init, headers: { 'Content-Type': form } })
      expect(status).toBe(413)
    }
  })

  const field = (name: string, text: string) => `_csrf=${token}&${name}=${encodeURIComponent(text)}`
  test.each([
    ['a hundred thousand fields', '/users/new', Array.from({ length: 99_000 }, (_, n) => `f${n}`)],
    [
      'one field a hundred thousand times',
      '/users/new',
      Array.from({ length: 99_000 }, () => 'name'),
    ],
  ])('%s are refused in good time', async (_what, path, names) => {
    const start = performance.now()
    const body = `_csrf=${token}&${names.map(name => `${name}=1`).join('&')}`
    const { status } = await send(path, { body, headers: { 'Content-Type': form } })
    expect(status).toBe(422)
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test.each([
    ['/users/new', 'email', `${'a.'.repeat(200_000)}@`],
    ['/users/new', 'email', `a@${'a-'.repeat(200_000)}`],
    ['/users/new', 'name', ' '.repeat(300_000)],
    ['/keys/new', 'source', '-'.repeat(900_000)],
    ['/view', 'next', `/${'/'.repeat(900_000)}`],
    ['/sign-in', 'email', '@'.repeat(900_000)],
  ])('%s takes no time over a long %s', async (path, name, text) => {
    const start = performance.now()
    const body = field(name, text).slice(0, MILLION)
    const { status } = await send(path, { body, headers: { 'Content-Type': form } })
    expect([303, 422]).toContain(status)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
