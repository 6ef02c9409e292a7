// What somebody with bad intent tries at the console, and what they learn.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { waitAfter } from '../../src/domain/lockout.ts'
import type { AuditKind } from '../../src/usecases/audit-kinds.ts'
import { createUser } from '../../src/usecases/manage-users.ts'
import {
  type Browser,
  openTestConsole,
  PASSWORD,
  SITE,
  type TestConsole,
} from '../support/test-console.ts'

let office: TestConsole
beforeAll(async () => {
  office = await openTestConsole()
})
afterAll(() => office.close())

const auditCount = async () => (await office.deps.stores.audit.newest({ limit: 500 })).length

describe('a form that is not ours', () => {
  const made = { name: '見本 三郎', email: 'saburo@example.jp', role: 'administrator' }
  let browser: Browser
  beforeEach(async () => {
    browser = await office.signedIn('administrator')
    await browser.get('/users/new')
  })

  const forgeries: Record<string, (csrf: string) => [object, Record<string, string>]> = {
    'without the token': () => [{}, {}],
    'with a made-up token': () => [{ _csrf: 'AAAAAAAAAAAAAAAAAAAAAA' }, {}],
    'from another site': _csrf => [{ _csrf }, { Origin: 'https://evil.example' }],
    'from another port of this host': _csrf => [{ _csrf }, { Origin: 'http://localhost:9999' }],
    'from a sandboxed frame': _csrf => [{ _csrf }, { Origin: 'null' }],
    'from a sibling site': _csrf => [{ _csrf }, { 'Sec-Fetch-Site': 'same-site' }],
    'typed by nobody': _csrf => [{ _csrf }, { 'Sec-Fetch-Site': 'none' }],
  }
  test.each(Object.keys(forgeries))('%s changes nothing', async how => {
    const { _csrf = '' } = browser.page?.hidden('/users/new') ?? {}
    const [fields, headers] = forgeries[how]?.(_csrf) ?? [{}, {}]
    const before = await auditCount()
    const page = await browser.post('/users/new', { ...made, ...fields }, headers)
    expect([page.status, page.words]).toEqual([
      403,
      expect.stringMatching(/何も保存していません|まだ送信されていません/),
    ])
    expect(await auditCount()).toBe(before)
  })

  test('with the token of another session changes nothing', async () => {
    const other = await office.signedIn('administrator')
    const { _csrf = '' } = (await other.get('/users/new')).hidden('/users/new')
    const before = await auditCount()
    expect((await browser.post('/users/new', { ...made, _csrf })).status).toBe(403)
    expect(await auditCount()).toBe(before)
  })

  test('cannot sign a victim in as somebody else', async () => {
    const { email } = await office.person('officer')
    const victim = office.browser()
    const page = await victim.post('/sign-in', { email, password: PASSWORD })
    expect(page.status).toBe(403)
    expect((await victim.get('/account')).url).toContain('/sign-in')
  })

  test('larger than any form of ours is not read', async () => {
    const page = await browser.post('/users/new', { ...made, name: 'x'.repeat(1_100_000) })
    expect(page.status).toBe(413)
  })
})

describe('a session', () => {
  test('never continues under a secret that was known before the sign-in', async () => {
    const { email } = await office.person('officer')
    const victim = office.browser()
    const planted = 'planted-by-somebody-else'
    victim.cookies.set('__Host-kirokubo', planted)
    await victim.signIn(email)
    expect(victim.cookies.get('__Host-kirokubo')).not.toBe(planted)
    const attacker = office.browser()
    attacker.cookies.set('__Host-kirokubo', planted)
    expect((await attacker.get('/account')).url).toContain('/sign-in')
  })

  test('has a cookie of this host alone, out of reach of script, for no other site', async () => {
    const { email } = await office.person('officer')
    const browser = office.browser()
    await browser.get('/sign-in')
    const { _csrf = '' } = browser.page?.hidden('/sign-in') ?? {}
    const answer = await office.app.request(`${SITE}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email, password: PASSWORD, _csrf }),
      headers: {
        Origin: SITE,
        Cookie: `__Host-kirokubo=${browser.cookies.get('__Host-kirokubo')}`,
      },
    })
    expect(answer.status).toBe(303)
    const cookie = answer.headers.getSetCookie().find(one => one.startsWith('__Host-kirokubo='))
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']) {
      expect(cookie).toContain(part)
    }
    expect(cookie).not.toContain('Domain')
  })

  test('opens nothing of the API', async () => {
    const browser = await office.signedIn('administrator')
    const page = await browser.get('/v1/users')
    expect(page.status).toBe(401)
  })
})

test.each(['/sign-in', '/nowhere', '/users'])(
  '%s stands in no frame, runs nothing inline and is not cached',
  async path => {
    const { headers, text } = await office.browser().get(path)
    const policy = headers.get('content-security-policy') ?? ''
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      expect(policy).toContain(rule)
    }
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text).not.toMatch(
      /<script(?![^>]*src=)|<style| style=| on[a-z]+=|https?:\/\/(?!localhost)/,
    )
  },
)

test('a name that is markup is shown as text, wherever it stands', async () => {
  const name = `<script>alert(1)</script><img src=x onerror="alert(2)">'"&`
  const { id } = await createUser(
    office.deps,
    { actor: 'test' },
    {
      name,
      email: 'markup@example.jp',
      role: 'officer',
    },
  )
  const browser = await office.signedIn('administrator')
  for (const path of ['/users', `/users/${id}`, '/audit', '/today']) {
    const { text, words } = await browser.get(path)
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<img')
    if (path.startsWith('/users')) expect(words).toContain(name)
  }
})

test('a CSV cell that a spreadsheet would run stands as text', async () => {
  const { stores, clock } = office.deps
  const event = {
    at: clock(),
    kind: '=HYPERLINK("https://evil.example")' as AuditKind,
    actor: '+1+1',
    detail: {},
  }
  await stores.commit(stores.audit.insert([event]))
  const browser = await office.signedIn('auditor')
  const { text, headers } = await browser.get('/audit.csv')
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")",'+1+1`)
})

describe('guessing a password', () => {
  const guess = async (email: string, password = 'not the password at all') => {
    const browser = office.browser()
    await browser.get('/sign-in')
    return browser.submit('/sign-in', { email, password })
  }
  const seen = ({ status, words }: { status: number; words: string }) => ({ status, words })

  test('meets a wait that doubles, which the right password does not pass, and ends', async () => {
    const { email } = await office.person('restricted_officer')
    for (let n = 0; n < 6; n += 1) expect((await guess(email)).status).toBe(422)
    expect((await guess(email, PASSWORD)).status).toBe(422)
    office.setNow(office.deps.clock() + waitAfter(6))
    expect((await guess(email)).status).toBe(422)
    office.setNow(office.deps.clock() + waitAfter(6))
    expect((await guess(email, PASSWORD)).status).toBe(422)
    office.setNow(office.deps.clock() + waitAfter(7))
    expect((await guess(email, PASSWORD)).url).toBe('/today')
    const [repeated] = await office.deps.stores.audit.newest({
      kind: 'user.attempts_repeated',
      limit: 1,
    })
    expect(repeated?.detail).toMatchObject({ attempts: 8 })
  })

  test('learns the same of who is there, who is not, who waits and who is disabled', async () => {
    const { email } = await office.person('auditor')
    const known = await guess(email)
    const unknown = await guess('nobody@example.jp')
    for (let n = 0; n < 6; n += 1) {
      await guess(email)
      await guess('nobody@example.jp')
    }
    const answers = [known, unknown, await guess(email), await guess('nobody@example.jp')]
    for (const answer of answers) expect(seen(answer)).toEqual(seen(known))
  })

  test('takes as long for who is not there', async () => {
    const { email } = await office.person('officer')
    const times: Record<string, number[]> = { [email]: [], 'none@example.jp': [] }
    for (let n = 0; n < 5; n += 1) {
      for (const [who, list] of Object.entries(times)) {
        const start = performance.now()
        await guess(who)
        list.push(performance.now() - start)
      }
    }
    const [there = 0, notThere = 0] = Object.values(times).map(
      list => list.sort((a, b) => a - b)[2],
    )
    expect(notThere / there).toBeGreaterThan(0.5)
    expect(notThere / there).toBeLessThan(2)
  })

  test('all at once is no way around the wait', async () => {
    const email = 'at-once@example.jp'
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(email)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]))
    const digest = office.deps.vault.digest(email, 'console-email', 16)
    expect((await office.deps.stores.sessions.newestAttempt(digest))?.attempt).toBeLessThanOrEqual(
      6,
    )
  })
})

test('neither the files nor the log hold a name, an address, a password or a secret of a session', async () => {
  const browser = await office.signedIn('officer')
  const { email, name } = await office.person('officer')
  office.database.checkpoint()
  const bytes = Buffer.concat(
    readdirSync(office.folder).map(file => readFileSync(join(office.folder, file))),
  )
  const session = browser.cookies.get('__Host-kirokubo') ?? ''
  for (const text of [email, name, PASSWORD, session, 'scrypt']) {
    expect(bytes.includes(text), text).toBe(false)
    expect(JSON.stringify(office.log)).not.toContain(text)
  }
})
