// What every form has: it counts once, tells its faults beside the fields, and loses nothing without a word.

import { setTimeout as later } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withChromium } from '../support/chromium.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'

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
