// What every form has: it counts once, tells its faults beside the fields, and loses nothing without a word.

import { setTimeout as later } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AddPages, PAGES } from '../../src/console/pages.ts'
import { READERS, type Role } from '../../src/domain/role.ts'
import { listUsers } from '../../src/usecases/manage-users.ts'
import { withChromium } from '../support/chromium.ts'
import {
  type Browser,
  openTestConsole,
  PASSWORD,
  SITE,
  type TestConsole,
} from '../support/test-console.ts'
import { openWithRequests } from '../support/walked-requests.ts'

let office: TestConsole
beforeEach(async () => {
  office = await openTestConsole()
})
afterEach(() => office.close())

const KEY = { source: 'fax', scopes: 'provisions:write' }
const keys = () => office.deps.stores.apiKeys.list()

describe('a form that counts once', () => {
  test('does nothing when its page sends it again, and leads to the list', async () => {
    const browser = await office.signedIn('administrator')
    const hidden = (await browser.get('/keys/new')).hidden('/keys/new')
    const [first, second] = await Promise.all([
      browser.post('/keys/new', { ...KEY, ...hidden }),
      browser.post('/keys/new', { ...KEY, ...hidden }),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    const refused = first.status === 409 ? first : second
    expect(refused.words).toContain('すでに送信されています。一覧をご確認ください。')
    expect(refused.text).toContain('<a href="/keys">')
    expect(await keys()).toHaveLength(1)
    await browser.get('/keys/new')
    await browser.submit('/keys/new', KEY)
    expect(await keys()).toHaveLength(2)
  })

  test('counts again when it was refused: on the page shown then, and on the one gone back to', async () => {
    const browser = await office.signedIn('administrator')
    const hidden = (await browser.get('/keys/new')).hidden('/keys/new')
    const refused = await browser.post('/keys/new', { ...hidden, source: '?' })
    expect(refused.status).toBe(422)
    const fresh = refused.hidden('/keys/new')
    expect(fresh._once).not.toBe(hidden._once)
    await browser.post('/keys/new', { ...KEY, ...hidden })
    await browser.post('/keys/new', { ...KEY, ...fresh })
    expect(await keys()).toHaveLength(2)
  })
})

const FROM = { Referer: `${SITE}/users/new` }
const HANAKO = { name: '例示 花子', email: 'hanako@example.jp', role: 'officer' }
const signInAs = async (browser: Browser, role: Role) =>
  browser.submit('/sign-in', { email: (await office.person(role)).email, password: PASSWORD })
const names = async () => (await listUsers(office.deps)).map(({ name }) => name)

test('a form that only asked for more rows counts still, from the page before too', async () => {
  const browser = await office.signedIn('officer')
  const hidden = (await browser.get('/requests/new')).hidden('/requests/new')
  expect((await browser.post('/requests/new', { ...hidden, more: 'yes' })).status).toBe(200)
  expect((await browser.post('/requests/new', hidden)).status).toBe(422)
})

describe('a form that comes after the session has run out', () => {
  const HALF_HOUR = 30 * 60_000

  /** Sends the form too late. */
  async function tooLate(role: Role = 'administrator') {
    const browser = await office.signedIn(role)
    const hidden = (await browser.get('/users/new')).hidden('/users/new')
    office.setNow(office.deps.clock() + HALF_HOUR)
    return { browser, page: await browser.post('/users/new', { ...hidden, ...HANAKO }, FROM) }
  }

  test('is kept, sealed, and sent after the same person has signed in', async () => {
    const { browser, page } = await tooLate()
    expect(page.words).toContain(
      '時間が過ぎたためサインアウトしました。 入力した内容は保持しています',
    )
    expect(page.text).not.toMatch(/例示|hanako/)
    expect([...browser.cookies.values()].join()).not.toMatch(/例示|hanako/)
    const wrong = await browser.submit('/sign-in', { email: 'x@example.jp', password: 'wrong' })
    expect(wrong.words).toContain('入力した内容は保持しています')
    const kept = await signInAs(browser, 'administrator')
    expect(kept.words).toContain('まだ送信されていません')
    expect(kept.text).toContain('<a href="/users/new">')
    // Somebody else may have begun it at the open machine.
    expect(kept.words).toMatch(/画面 利用者 送信先 \/users\/new 氏名又は名称 例示 花子 .*hanako@/)
    expect(await names()).not.toContain('例示 花子')
    expect((await browser.submit('/users/new')).words).toContain('利用者を登録しました')
    expect(await names()).toContain('例示 花子')
  })

  test('is shown to nobody else, and leads back to its page', async () => {
    const { browser } = await tooLate()
    const other = await signInAs(browser, 'officer')
    expect([other.url, other.status]).toEqual(['/users/new', 403])
    expect(other.text).not.toMatch(/例示|hanako/)
  })

  test('is not kept where it holds a password, and says so', async () => {
    const browser = await office.signedIn('officer')
    await browser.get('/account/password')
    office.setNow(office.deps.clock() + HALF_HOUR)
    const page = await browser.submit('/account/password', { current: PASSWORD, password: 'x' })
    expect(page.words).toContain('入力した内容は送信されていません')
    expect(page.hidden('/sign-in')).not.toHaveProperty('kept')
  })

  test('of an auditor whose reason ran out, is sent after a new reason', async () => {
    const asked: unknown[] = []
    const pages: AddPages = shell => {
      const access = { roles: READERS, people: true }
      shell.post('/people', access, async visit => {
        asked.push(await visit.values())
        return visit.page({ title: 'people' }, '本人の一覧')
      })
    }
    const audited = await openTestConsole({}, { pages: [...PAGES, pages] })
    const auditor = await audited.signedIn('auditor')
    const { _csrf = '' } = (await auditor.get('/account')).hidden('/sign-out')
    await auditor.post('/people', { _csrf, name: '架空 太郎', of: ['a', 'b'] })
    expect(auditor.page?.text).not.toContain('架空')
    expect((await auditor.submit('/reason')).status).toBe(422)
    await auditor.submit('/reason', { reason: '内部監査' })
    const { of: _last, ...hidden } = auditor.page?.hidden('/people') ?? {}
    expect(auditor.page?.text.match(/name="of"/g)).toHaveLength(2)
    expect((await auditor.post('/people', hidden)).words).toContain('本人の一覧')
    expect(asked).toEqual([{ name: '架空 太郎' }])
    audited.close()
  })
})

describe('a form of another tab, whose session got a new secret meanwhile', () => {
  /** A page opened, and its person signed in anew in another tab. */
  async function overtaken(path: string, again: Role = 'administrator') {
    const browser = await office.signedIn('administrator')
    const hidden = (await browser.get(path)).hidden(path)
    await browser.submit('/sign-out', {}, { from: '/account' })
    await signInAs(browser, again)
    return { browser, hidden }
  }

  test('is shown first, and then sent', async () => {
    const { browser, hidden } = await overtaken('/users/new')
    const asked = await browser.post('/users/new', { ...hidden, ...HANAKO }, FROM)
    expect(asked.status).toBe(403)
    expect(asked.words).toMatch(/まだ送信されていません.*例示 花子.*hanako@example.jp/)
    expect(await names()).not.toContain('例示 花子')
    expect((await browser.submit('/users/new')).words).toContain('利用者を登録しました')
    expect(await names()).toContain('例示 花子')
  })

  test('is refused where it holds a password, or is of another role', async () => {
    const secret = await overtaken('/account/password')
    const typed = { current: PASSWORD, password: 'x', ...secret.hidden }
    const refused = [await secret.browser.post('/account/password', typed)]
    const other = await overtaken('/users/new', 'officer')
    refused.push(await other.browser.post('/users/new', { ...other.hidden, ...HANAKO }))
    for (const { status, words, text } of refused) {
      expect([status, words]).toEqual([403, expect.stringContaining('何も保存していません')])
      expect(text).not.toMatch(/ame no hi|hanako/)
    }
  })
})

test('a code that is no secret stays in its field; no password does', async () => {
  const browser = await office.signedIn('officer')
  await browser.get('/third-parties.new')
  const page = await browser.submit('/third-parties.new', { code: 'clinic-001' })
  expect([page.status, page.text.includes('value="clinic-001"')]).toEqual([422, true])
})

describe('a refused form', () => {
  test('names each field with its fault, and leads to it: a group of choices too', async () => {
    const browser = await office.signedIn('administrator')
    await browser.get('/keys/new')
    const page = await browser.submit('/keys/new', { expires_in_days: '五百' })
    const faults = [...page.text.matchAll(/<li><a href="#(\w+)">([^<]*)</g)].map(([, ...of]) => of)
    expect(faults).toEqual([
      ['source', 'システム名: 入力してください。'],
      ['scopes', 'できること: 1つ以上選んでください。'],
      ['expires_in_days', '有効な日数: 半角の数字で入力してください(例: 500)。'],
    ])
    const group = /<fieldset[^>]* id="scopes"[^>]*>/.exec(page.text)?.[0]
    expect(group).toMatch(/tabindex="-1".*aria-describedby="scopes-fault"/)
    await browser.submit('/keys/new', { ...KEY, expires_in_days: '３６５' })
    expect((await keys())[0]?.expiresAt).toBe(office.deps.clock() + 365 * 86_400_000)
  })

  test('stands on a page without a way to lose it by another language or theme', async () => {
    const browser = await office.signedIn('administrator')
    expect((await browser.get('/keys/new')).hidden('/view')).toMatchObject({ next: '/keys/new' })
    expect((await browser.submit('/keys/new')).text).not.toContain('action="/view"')
  })
})

withChromium('a second click is not sent; a page gone back to can be sent', async real => {
  const page = await real.openAs('administrator')
  await page.goto(`${real.url}/users/new`)
  await page.fill('[name=name]', '見本 花子')
  await page.fill('[name=email]', 'hanako@example.jp')
  let sent = 0
  await page.route('**/users/new', async route => {
    if (route.request().method() === 'POST') sent += 1
    await later(300)
    await route.continue()
  })
  await page.dblclick('main button[type=submit]')
  await page.waitForURL(`${real.url}/users`)
  expect(sent).toBe(1)
  await page.goBack()
  expect(await page.getAttribute('main button[type=submit]', 'aria-disabled')).toBeNull()
})

withChromium(
  'what a reader could open on the screen stands on the paper',
  async ({ url, openAs }) => {
    const page = await openAs('officer')
    await page.goto(`${url}/today`)
    const table = page.locator('.chart details table').first()
    expect(await table.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await table.evaluate(one => one.getBoundingClientRect().height)).toBeGreaterThan(50)
  },
  openWithRequests,
)
