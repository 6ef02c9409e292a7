// Sessions, second steps, links and tickets in the wrong hands: kept, guessed, replayed, bent and sent elsewhere.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { waitAfter } from '../../src/domain/lockout.ts'
import { invite } from '../../src/usecases/one-time-links.ts'
import { writeTicket } from '../../src/usecases/ticket.ts'
import {
  type Browser,
  openTestConsole,
  PASSWORD,
  type TestConsole,
  totpCode,
} from '../support/test-console.ts'

const COOKIE = '__Host-kirokubo'
const ANOTHER = 'yuki ga toketara haru ni naru'
const current = PASSWORD

let office: TestConsole
beforeEach(async () => {
  office = await openTestConsole()
})
afterEach(() => office.close())

const later = (ms: number) => office.setNow(office.deps.clock() + ms)
const cookieOf = (browser: Browser) => browser.cookies.get(COOKIE) ?? ''
const isIn = async (browser: Browser) => (await browser.get('/account')).url === '/account'
/** Somebody who got hold of the cookie. */
function thiefOf(browser: Browser): Browser {
  const thief = office.browser()
  thief.cookies.set(COOKIE, cookieOf(browser))
  return thief
}

async function addApp(browser: Browser) {
  await browser.get('/account/app')
  const [, shown = ''] = /id="totp-secret">([^<]+)/.exec(browser.page?.text ?? '') ?? []
  const code = totpCode(shown, office.deps.clock())
  const page = await browser.submit('/account/app', { code, current })
  const codes = [...page.text.matchAll(/<code>(\w{5}-\w{5})<\/code>/g)].map(([, text = '']) => text)
  later(60_000)
  return { secret: shown, codes }
}

describe('the secret of a session', () => {
  const CHANGES: Record<string, (browser: Browser) => Promise<unknown>> = {
    'a changed password': browser =>
      browser.submit(
        '/account/password',
        { current, password: ANOTHER, repeated_password: ANOTHER },
        { from: '/account/password' },
      ),
    'an app added': addApp,
    'new recovery codes': browser =>
      browser.submit('/account/recovery-codes', { current }, { from: '/account/recovery-codes' }),
    'another sign-in': async browser => {
      await browser.submit('/sign-out', {}, { from: '/account' })
      await browser.signIn((await office.person('officer')).email)
    },
  }
  test.each(Object.keys(CHANGES))(
    'is another after %s, and the old one opens nothing',
    async how => {
      const browser = await office.signedIn('officer')
      const { _csrf: old = '' } = (await browser.get('/account')).hidden()
      const thief = thiefOf(browser)
      expect(await isIn(thief)).toBe(true)
      await CHANGES[how]?.(browser)
      expect(cookieOf(browser)).not.toBe(cookieOf(thief))
      expect([await isIn(browser), await isIn(thief)]).toEqual([true, false])
      // Neither does the token that stood in the forms.
      expect((await browser.post('/view', { theme: 'dark', _csrf: old })).status).toBe(403)
    },
  )

  const ENDS: Record<string, (id: string, browser: Browser) => Promise<unknown>> = {
    'its owner leaves': (_id, browser) => browser.submit('/sign-out', {}, { from: '/account' }),
    'its owner gets another role': async id => {
      const administrator = await office.signedIn('administrator')
      await administrator.submit(`/users/${id}/role`, { role: 'auditor' }, { from: `/users/${id}` })
    },
    'its owner is disabled, and let in again': async id => {
      const administrator = await office.signedIn('administrator')
      await administrator.submit(`/users/${id}/disable`, {}, { from: `/users/${id}` })
      await administrator.submit(`/users/${id}/enable`, {}, { from: `/users/${id}` })
    },
    'its owner comes back by a link': async id => {
      const administrator = await office.signedIn('administrator')
      const page = await administrator.submit(`/users/${id}/link`, {}, { from: `/users/${id}` })
      const [path = ''] = /\/invite\/[\w-]+/.exec(page.text) ?? []
      const back = office.browser()
      const words = { password: ANOTHER, repeated_password: ANOTHER }
      await back.submit(path, words, { from: path })
      expect(await isIn(back)).toBe(true)
      // A second time the link is worth nothing, and neither was the first use seen by it.
      expect((await office.browser().get(path)).status).toBe(410)
    },
  }
  test('opens nothing once somebody signs in over it, in another tab', async () => {
    const browser = office.browser()
    const { email } = await office.person('officer')
    await browser.signIn(email)
    const thief = thiefOf(browser)
    const { _csrf = '' } = (await browser.get('/account')).hidden()
    await browser.post('/sign-in', { email, password: PASSWORD, _csrf })
    expect([await isIn(browser), await isIn(thief)]).toEqual([true, false])
  })

  test('is not had by a link that was made before the password was changed', async () => {
    const browser = await office.signedIn('officer')
    const link = await invite(
      office.deps,
      { actor: 'test' },
      (await office.person('officer')).userId,
    )
    expect((await office.browser().get(`/invite/${link.token}`)).status).toBe(200)
    await CHANGES['a changed password']?.(browser)
    expect((await office.browser().get(`/invite/${link.token}`)).status).toBe(410)
  })

  test.each(Object.keys(ENDS))('opens nothing once %s', async how => {
    const browser = await office.signedIn('officer')
    const thief = thiefOf(browser)
    await ENDS[how]?.((await office.person('officer')).userId, browser)
    expect(await isIn(thief)).toBe(false)
  })

  test.each(['', 'x', '../../users', '%00', 'a'.repeat(8_000), '__proto__'])(
    'is not %j',
    async value => {
      const browser = office.browser()
      browser.cookies.set(COOKIE, value)
      expect(await isIn(browser)).toBe(false)
    },
  )
})

describe('a search in an address', () => {
  const search = async (browser: Browser) => {
    await browser.get('/records/search')
    const page = await browser.submit('/records/search', { name: '見本 花子', reason: 'x' })
    return page.url
  }
  const isOver = async (browser: Browser, path: string) =>
    (await browser.get(path)).url.startsWith('/records/search')

  test('names nobody, is its owner’s alone, and ends', async () => {
    const officer = await office.signedIn('officer')
    const path = await search(officer)
    expect(decodeURIComponent(path)).not.toContain('花子')
    const [other, nobody] = [await office.signedIn('restricted_officer'), office.browser()]
    for (const file of [path, path.replace('/records', '/records.csv')]) {
      expect(await isOver(officer, file)).toBe(false)
      expect(await isOver(other, file)).toBe(true)
      expect((await nobody.get(file)).url).toContain('/sign-in?next=')
    }
    later(29 * 60_000)
    expect(await isOver(await office.signedIn('officer'), path)).toBe(false)
    later(60_000)
    expect(await isOver(await office.signedIn('officer'), path)).toBe(true)
  })

  test('that was bent, or was sealed for something else, is none', async () => {
    const officer = await office.signedIn('officer')
    const { userId } = await office.person('officer')
    const path = await search(officer)
    const content = { userId, search: { data_subject: { name: '見本 花子' }, reason: 'x' } }
    const others = ['once', 'second-factor', `totp:${userId}`].map(
      purpose => `/records?search=${writeTicket(office.deps, purpose, content)}`,
    )
    const middle = path.length - 20
    const flipped = path[middle] === 'A' ? 'B' : 'A'
    const bent = `${path.slice(0, middle)}${flipped}${path.slice(middle + 1)}`
    for (const one of [...others, bent, path.slice(0, -4), '/records?search=x']) {
      expect(await isOver(officer, one), one).toBe(true)
    }
  })
})

describe('the second step', () => {
  const step = async (email: string) => {
    const browser = office.browser()
    await browser.signIn(email)
    return browser
  }
  const tryCode = async (browser: Browser, code: string) =>
    (await browser.submit('/sign-in/code', { code })).url === '/today'

  test('is guessed as slowly as a password, by whatever code, and each password counts too', async () => {
    const { email } = await office.person('officer')
    const { secret, codes } = await addApp(await office.signedIn('officer'))
    // One attempt of six each: three passwords, three codes.
    for (const wrong of ['000000', 'aaaaa-aaaaa', '１２３４５６']) {
      expect(await tryCode(await step(email), wrong)).toBe(false)
    }
    const late = await step(email)
    expect(late.page?.status).toBe(422)
    later(waitAfter(6))
    const browser = await step(email)
    const right = () => totpCode(secret, office.deps.clock())
    expect(await tryCode(browser, right())).toBe(false)
    expect(await tryCode(browser, codes[0] ?? '')).toBe(false)
    later(waitAfter(7))
    expect(await tryCode(browser, right())).toBe(true)
  })

  test('is of the person who gave the password alone', async () => {
    const mine = await addApp(await office.signedIn('auditor'))
    await addApp(await office.signedIn('officer'))
    const theirs = await step((await office.person('officer')).email)
    expect(await tryCode(theirs, totpCode(mine.secret, office.deps.clock()))).toBe(false)
    expect(await tryCode(theirs, mine.codes[0] ?? '')).toBe(false)
    const forged = writeTicket(office.deps, 'once', (await office.person('officer')).userId)
    const { _csrf = '' } = theirs.page?.hidden('/sign-in/code') ?? {}
    const page = await theirs.post('/sign-in/code', { ticket: forged, code: '000000', _csrf })
    expect([page.status, await isIn(theirs)]).toEqual([422, false])
  })

  test('and the password of one’s own account are guessed no faster from within', async () => {
    const thief = thiefOf(await office.signedIn('officer'))
    const change = (typed: string) =>
      thief.submit(
        '/account/password',
        { current: typed, password: ANOTHER, repeated_password: ANOTHER },
        { from: '/account/password' },
      )
    for (let n = 0; n < 6; n += 1) expect((await change(`wrong ${n}`)).status).toBe(422)
    expect((await change(PASSWORD)).status).toBe(422)
    expect((await office.browser().signIn((await office.person('officer')).email)).status).toBe(422)
  })
})
