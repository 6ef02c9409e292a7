// Every list has pages by key, a file with the reader's heads, and an address that stays.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApiKey } from '../../src/usecases/manage-api-keys.ts'
import { withChromium } from '../support/chromium.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openWithRequests } from '../support/walked-requests.ts'

let office: TestConsole
beforeEach(async () => {
  office = await openTestConsole()
})
afterEach(() => office.close())

/** The text of a file that the console answers with. */
async function csvAt(browser: Awaited<ReturnType<TestConsole['signedIn']>>, path: string) {
  const page = await browser.get(path)
  expect(page.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  return page.text.replace('\uFEFF', '').trimEnd().split('\r\n')
}

test('keys: pages of fifty whose addresses stay; the file has all, with the columns of the page', async () => {
  const scopes = ['provisions:write'] as const
  for (let n = 1; n <= 120; n += 1) {
    office.setNow(office.deps.clock() + 1_000)
    await createApiKey(office.deps, 'test', { source: `source-${n}`, scopes })
  }
  const browser = await office.signedIn('administrator')
  const seen: string[] = []
  const addresses: string[] = []
  for (let path: string | undefined = '/keys'; path; ) {
    addresses.push(path)
    const { text } = await browser.get(path)
    seen.push(...[...text.matchAll(/>(source-\d+)</g)].map(match => match[1] as string))
    path = /<a href="([^"]+)" rel="next"/.exec(text)?.[1]
  }
  expect(addresses).toHaveLength(3)
  expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `source-${120 - n}`))
  // A row more does not move those that stand after a key.
  office.setNow(office.deps.clock() + 1_000)
  await createApiKey(office.deps, 'test', { source: 'later', scopes })
  expect((await browser.get(addresses[2] as string)).text).toContain('>source-1<')

  const [heads, ...rows] = await csvAt(browser, '/keys.csv')
  expect(heads).toBe('システム名,できること,状態,有効期限,最後に使った日時,キー番号')
  expect(rows).toHaveLength(121)
  expect(rows[1]).toMatch(/^source-120,提供・受領の記録を送る,有効,,,[a-z2-7]{12}$/)
})

test('users: the file has times in Japan, and heads in the reader’s language', async () => {
  const browser = await office.signedIn('administrator')
  await office.person('officer')
  await browser.get('/users')
  await browser.submit('/view', { language: 'en' })
  const [heads, row] = await csvAt(browser, '/users.csv')
  expect(heads).toBe('Name,E-mail address,Role,State,Second step,Since')
  const since = new Date(office.deps.clock() + 9 * 3_600_000).toISOString()
  expect(row).toContain(since.slice(0, 16).replace('T', ' '))
})

test('registers made: each is on one page, newest first; an address that is none is not found', async () => {
  const { stores, clock } = office.deps
  for (let n = 1; n <= 60; n += 1) {
    const detail = { edition: 'full', sha256: `${n}`.padStart(64, '0') }
    const event = { at: clock(), kind: 'register.made' as const, actor: 'key:x', detail }
    await stores.commit(stores.audit.insert([event]))
  }
  const browser = await office.signedIn('officer')
  const { text } = await browser.get('/registers')
  expect(text.match(/key:x/g)).toHaveLength(50)
  const [, next = ''] = /<a href="([^"]+)" rel="next"/.exec(text) ?? []
  expect((await browser.get(next)).text.match(/key:x/g)).toHaveLength(10)
  expect((await browser.get('/registers?after=x')).status).toBe(404)
  expect(await csvAt(browser, '/registers.csv')).toHaveLength(61)
})

test('an address that asks for what is unknown is told so, not that nothing was found', async () => {
  const browser = await office.signedIn('administrator')
  for (const query of ['foo=1', 'from=yesterday', 'after=0']) {
    const page = await browser.get(`/audit?${query}`)
    expect([page.status, page.words.includes('入力内容をご確認ください')]).toEqual([422, true])
    expect(page.words).not.toContain('条件に合う記録はありません')
  }
})

withChromium(
  'a row is a card of few lines on a telephone, and boxes end at one edge on a screen',
  async ({ url, openAs }) => {
    const telephone = await openAs('officer', { viewport: { width: 375, height: 800 } })
    await telephone.goto(`${url}/records`)
    const heights = await telephone.$$eval('tbody tr', rows => rows.map(row => row.clientHeight))
    expect(heights).toHaveLength(50)
    expect(Math.max(...heights)).toBeLessThan(250)
    const screen = await openAs('officer', { viewport: { width: 1280, height: 900 } })
    await screen.goto(`${url}/requests/R2026-0003/decision`)
    const edges = await screen.$$eval('.sided > :first-child > :is(.card, .notice)', boxes =>
      boxes.map(box => Math.round(box.getBoundingClientRect().right)),
    )
    expect(edges.length).toBeGreaterThan(1)
    expect(new Set(edges).size).toBe(1)
  },
  openWithRequests,
)
