// Setting up and signing in, as a browser without script does it.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestConsole, PASSWORD, type TestConsole, totpCode } from '../support/test-console.ts'

let office: TestConsole
beforeEach(async () => {
  office = await openTestConsole()
})
afterEach(() => office.close())

const NEW = 'sora tobu kujira ha mada nemui'

async function auditKinds(): Promise<string[]> {
  return (await office.deps.stores.audit.list({ after: 0, limit: 100 })).map(({ kind }) => kind)
}

/** Sets the app up and returns its secret and the recovery codes. */
async function setApp(browser: ReturnType<TestConsole['browser']>) {
  const page = await browser.get('/account/app')
  const [, secret = ''] = /id="totp-secret">([^<]+)/.exec(page.text) ?? []
  const code = totpCode(secret, office.deps.clock())
  const after = await browser.submit('/account/app', { code, current: PASSWORD })
  const codes = [...after.text.matchAll(/<code>([a-z2-7]{5}-[a-z2-7]{5})<\/code>/g)].map(m => m[1])
  return { secret, codes: codes as string[], page: after }
}

describe('the first administrator', () => {
  test('comes from the one-time link, which then is over, and from nowhere else', async () => {
    const token = await office.firstLink()
    const browser = office.browser()
    await browser.get(`/first/${token}`)
    const fields = { name: '見本 花子', email: 'hanako@example.jp' }
    const passwords = { password: PASSWORD, repeated_password: PASSWORD }
    const page = await browser.submit(`/first/${token}`, { ...fields, ...passwords })
    expect(page.url).toBe('/account')
    expect(page.words).toContain('見本 花子')
    expect(page.words).toContain('管理者')
    expect((await office.browser().get(`/first/${token}`)).status).toBe(410)
    expect(await office.firstLink()).toBe('')
    expect(await auditKinds()).toEqual(['user.first_link_made', 'user.created', 'user.link_used'])
  })

  test('is made once, however many browsers send the form at the same time', async () => {
    const token = await office.firstLink()
    const browsers = [office.browser(), office.browser(), office.browser()]
    for (const browser of browsers) await browser.get(`/first/${token}`)
    const pages = await Promise.all(
      browsers.map((browser, n) =>
        browser.submit(`/first/${token}`, {
          name: `見本 ${n}`,
          email: `n${n}@example.jp`,
          password: PASSWORD,
          repeated_password: PASSWORD,
        }),
      ),
    )
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    expect(await office.deps.stores.users.list()).toHaveLength(1)
  })

  test('a link lasts a day, and a later one makes it worthless', async () => {
    const [first, second] = [await office.firstLink(), await office.firstLink()]
    expect((await office.browser().get(`/first/${first}`)).status).toBe(410)
    expect((await office.browser().get(`/first/${second}`)).status).toBe(200)
    office.setNow(office.deps.clock() + 24 * 3_600_000)
    expect((await office.browser().get(`/first/${second}`)).status).toBe(410)
  })

  test('is told every fault beside its field, and what was typed stays but the passwords', async () => {
    const token = await office.firstLink()
    const browser = office.browser()
    await browser.get(`/first/${token}`)
    const page = await browser.submit(`/first/${token}`, {
      name: '見本 花子',
      email: 'hanako',
      password: 'short',
      repeated_password: 'short',
    })
    expect(page.status).toBe(422)
    expect(page.words).toContain('メールアドレスの形で入力してください')
    expect(page.text).toContain('value="見本 花子"')
    expect(page.text).not.toContain('value="short"')
    const again = await browser.submit(`/first/${token}`, {
      name: '見本 花子',
      email: 'hanako@example.jp',
      password: 'short',
      repeated_password: 'short',
    })
    expect(again.words).toContain('15文字以上')
  })
})

describe('signing in', () => {
  test('leads to the page that was asked for, and never to another site', async () => {
    const { email } = await office.person('administrator')
    const browser = office.browser()
    const page = await browser.get('/keys')
    expect(page.url).toBe('/sign-in?next=%2Fkeys')
    expect((await browser.submit('/sign-in', { email, password: PASSWORD })).url).toBe('/keys')
    for (const next of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      '/%09//x',
      '\t//evil.example',
    ]) {
      const other = office.browser()
      await other.get(`/sign-in?next=${encodeURIComponent(next)}`)
      const form = other.page?.hidden('/sign-in') ?? {}
      const landed = await other.post('/sign-in', { ...form, next, email, password: PASSWORD })
      expect(landed.headers.get('location')).toBeNull()
      expect(landed.url.startsWith('//')).toBe(false)
    }
  })

  test('an address may be typed in capitals or full width', async () => {
    await office.person('officer')
    const page = await office.browser().signIn('ＯＦＦＩＣＥＲ@Example.JP')
    expect(page.url).toBe('/today')
  })

  test('ends after half an hour without a sign of life, and after twelve hours at the latest', async () => {
    const browser = await office.signedIn('officer')
    const start = office.deps.clock()
    office.setNow(start + 29 * 60_000)
    expect((await browser.get('/account')).url).toBe('/account')
    office.setNow(start + 60 * 60_000)
    expect((await browser.get('/account')).url).toContain('/sign-in')
    const busy = await office.signedIn('officer')
    for (let minutes = 85; minutes < 60 + 720; minutes += 25) {
      office.setNow(start + minutes * 60_000)
      expect((await busy.get('/account')).url).toBe('/account')
    }
    office.setNow(start + (60 + 720) * 60_000)
    expect((await busy.get('/account')).url).toContain('/sign-in')
  })

  test('with an app asks for its code, takes each code once, and a recovery code once', async () => {
    const browser = await office.signedIn('officer')
    const { email } = await office.person('officer')
    const { secret, codes, page } = await setApp(browser)
    expect(page.words).toContain('認証アプリを設定しました')
    expect(codes).toHaveLength(10)
    // Shown once: the page does not have them any more.
    expect((await browser.get('/account')).text).not.toContain(codes[0])

    const used = totpCode(secret, office.deps.clock())
    const replayed = office.browser()
    expect((await replayed.signIn(email)).words).toContain('二段階認証')
    expect((await replayed.submit('/sign-in/code', { code: used })).status).toBe(422)
    expect((await replayed.get('/account')).url).toContain('/sign-in')

    office.setNow(office.deps.clock() + 60_000)
    const next = office.browser()
    await next.signIn(email)
    const code = totpCode(secret, office.deps.clock())
    expect((await next.submit('/sign-in/code', { code })).url).toBe('/today')

    const lost = office.browser()
    await lost.signIn(email)
    const recovery = (codes[3] ?? '').toUpperCase().replace('-', ' ')
    expect((await lost.submit('/sign-in/code', { code: recovery })).url).toBe('/today')
    expect((await lost.get('/account')).words).toContain('残り9個')
    const again = office.browser()
    await again.signIn(email)
    expect((await again.submit('/sign-in/code', { code: recovery })).status).toBe(422)
  })

  test('the second step is over after ten minutes', async () => {
    const browser = await office.signedIn('officer')
    const { email } = await office.person('officer')
    const { secret } = await setApp(browser)
    const slow = office.browser()
    await slow.signIn(email)
    office.setNow(office.deps.clock() + 10 * 60_000)
    const code = totpCode(secret, office.deps.clock())
    const page = await slow.submit('/sign-in/code', { code })
    expect([page.status, page.words]).toEqual([422, expect.stringContaining('はじめから')])
  })
})

describe('an account', () => {
  test('a changed password ends every other session, and the old one is over', async () => {
    const { email } = await office.person('officer')
    const [browser, other] = [await office.signedIn('officer'), await office.signedIn('officer')]
    const before = new Map(browser.cookies)
    await browser.get('/account/password')
    const page = await browser.submit('/account/password', {
      current: PASSWORD,
      password: NEW,
      repeated_password: NEW,
    })
    expect(page.words).toContain('パスワードを変更しました')
    expect(browser.cookies.get('__Host-kirokubo')).not.toBe(before.get('__Host-kirokubo'))
    expect((await other.get('/account')).url).toContain('/sign-in')
    expect((await office.browser().signIn(email)).status).toBe(422)
    expect((await office.browser().signIn(email, NEW)).url).toBe('/today')
  })

  test('a short password is taken beside an app only, and then the app stays', async () => {
    const browser = await office.signedIn('officer')
    const change = async (password: string) => {
      await browser.get('/account/password')
      const fields = { current: PASSWORD, password, repeated_password: password }
      return browser.submit('/account/password', fields)
    }
    expect((await change('vk92plox')).status).toBe(422)
    await setApp(browser)
    expect((await change('vk92plox')).status).toBe(200)
    await browser.get('/account/app/remove')
    const kept = await browser.submit('/account/app/remove', { current: 'vk92plox' })
    expect(kept.words).toContain('先にパスワードを15文字以上に変更')
  })

  test('every change of a proof asks for the password', async () => {
    const browser = await office.signedIn('officer')
    await setApp(browser)
    for (const path of ['/account/app/remove', '/account/recovery-codes', '/account/app']) {
      await browser.get(path)
      const page = await browser.submit(path, { current: 'not the password', code: '000000' })
      expect([path, page.status]).toEqual([path, 422])
    }
    expect((await browser.get('/account')).words).toContain('設定済みです')
  })

  test('lists its sessions and ends the others, not this one', async () => {
    const [one, two] = [await office.signedIn('officer'), await office.signedIn('officer')]
    const { session_id, ...all } = (await one.get('/account')).hidden('/account/sessions/end')
    expect(session_id).toMatch(/^[a-z2-7]{12}$/)
    await one.post('/account/sessions/end', all)
    expect((await two.get('/account')).url).toContain('/sign-in')
    expect((await one.get('/account')).url).toBe('/account')
    await one.submit('/sign-out')
    expect((await one.get('/account')).url).toContain('/sign-in')
  })
})

describe('an administrator', () => {
  test('invites by a link that is shown once, and the invited person has that role', async () => {
    const browser = await office.signedIn('administrator')
    await browser.get('/users/new')
    const fields = { name: '例示 次郎', email: 'jiro@example.jp', role: 'auditor' }
    const page = await browser.submit('/users/new', fields)
    const [, path = ''] = /http:\/\/localhost:8787(\/invite\/[\w-]+)/.exec(page.text) ?? []
    expect(path).not.toBe('')
    expect((await browser.get('/users')).text).not.toContain(path)
    const invited = office.browser()
    expect((await invited.get(path)).words).toContain('例示 次郎')
    const passwords = { password: NEW, repeated_password: NEW }
    expect((await invited.submit(path, passwords)).url).toBe('/account')
    expect((await invited.get('/account')).words).toContain('監査担当')
    expect((await office.browser().get(path)).status).toBe(410)
  })

  test('resets a person: everything proven before is over', async () => {
    const { userId, email } = await office.person('officer')
    const officer = await office.signedIn('officer')
    const { codes } = await setApp(officer)
    const browser = await office.signedIn('administrator')
    await browser.get(`/users/${userId}`)
    const page = await browser.submit(`/users/${userId}/link`)
    const [, path = ''] = /(\/invite\/[\w-]+)/.exec(page.text) ?? []
    // Until the link is used, the person goes on as before.
    expect((await officer.get('/account')).url).toBe('/account')
    const invited = office.browser()
    await invited.get(path)
    await invited.submit(path, { password: NEW, repeated_password: NEW })
    expect((await officer.get('/account')).url).toContain('/sign-in')
    expect((await office.browser().signIn(email)).status).toBe(422)
    expect((await office.browser().signIn(email, NEW)).url).toBe('/today')
    expect((await invited.get('/account')).words).toContain('設定していません')
    expect(codes).toHaveLength(10)
  })

  test('changes a role or disables, and the person is out at once', async () => {
    const { userId } = await office.person('officer')
    const officer = await office.signedIn('officer')
    const browser = await office.signedIn('administrator')
    await browser.get(`/users/${userId}`)
    await browser.submit(`/users/${userId}/role`, { role: 'auditor' })
    expect((await officer.get('/account')).url).toContain('/sign-in')
    const { email } = await office.person('officer')
    await officer.signIn(email)
    await browser.get(`/users/${userId}`)
    await browser.submit(`/users/${userId}/disable`)
    expect((await officer.get('/account')).url).toContain('/sign-in')
    expect((await office.browser().signIn(email)).status).toBe(422)
  })

  test('the only one can neither be disabled nor be given another role', async () => {
    const { userId } = await office.person('administrator')
    const browser = await office.signedIn('administrator')
    await browser.get(`/users/${userId}`)
    for (const [action, fields] of [
      ['disable', {}],
      ['role', { role: 'officer' }],
    ] as const) {
      const page = await browser.submit(`/users/${userId}/${action}`, fields, {
        from: `/users/${userId}`,
      })
      expect(page.words).toContain('管理者がほかにいないため')
    }
  })

  test('makes and revokes keys; the text is shown once and works', async () => {
    const browser = await office.signedIn('administrator')
    await browser.get('/keys/new')
    expect((await browser.submit('/keys/new', { source: 'Booking!' })).words).toContain(
      'できること: 1つ以上選んでください',
    )
    const page = await browser.submit('/keys/new', {
      source: 'booking',
      scopes: ['provisions:write', 'provisions:read'],
      expires_in_days: '30',
    })
    const [key = ''] = /kb_\w+/.exec(page.text) ?? []
    const headers = { Authorization: `Bearer ${key}` }
    const send = () => office.app.request('/v1/third-parties', { headers })
    expect((await send()).status).toBe(200)
    const again = await browser.get('/keys')
    expect(again.text).not.toContain(key)
    const [, path = ''] = /(\/keys\/[a-z2-7]+\/revoke)/.exec(again.text) ?? []
    await browser.get(path)
    await browser.submit(path)
    expect((await send()).status).toBe(401)
  })
})
