// What others wrote is text: on every page, in every file, whoever looks, and in whatever field it came.

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ROLES, type Role } from '../../src/domain/role.ts'
import type { AuditKind } from '../../src/usecases/audit-kinds.ts'
import { withChromium } from '../support/chromium.ts'
import { type Crawled, crawl, isPage, shapeOf } from '../support/crawl.ts'
import { LEAKS, payload } from '../support/hostile.ts'
import { hostileEvents, openHostileLedger } from '../support/hostile-ledger.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'

// Hundreds of pages in one test.
vi.setConfig({ testTimeout: 180_000 })

/** What no link of the first pages leads to. */
const SEEDS = ['/requests/R2026-0003', '/requests?show=all', '/records/1', '/records/3']
const PARAMETERS = ['after', 'search', 'third_party', 'gap', 'from', 'no', 'show', 'kind', 'next']

/** A browser that has given a reason where its role needs one. */
async function curious(office: TestConsole, role: Role): Promise<Browser> {
  const browser = await office.signedIn(role)
  if (role !== 'auditor') return browser
  await browser.get('/records')
  await browser.submit('/reason', { reason: payload('reason') })
  return browser
}

let office: TestConsole
const crawled = new Map<Role, Crawled[]>()
beforeAll(async () => {
  office = await openTestConsole(await openHostileLedger())
  for (const role of ROLES) {
    crawled.set(
      role,
      await crawl(await curious(office, role), role === 'administrator' ? [] : SEEDS),
    )
  }
})
afterAll(() => office.close())
const seenBy = (role: Role) => crawled.get(role) ?? []

test('the crawl reaches every page that shows records, requests and papers', () => {
  const shapes = new Set(seenBy('restricted_officer').map(({ path }) => shapeOf(path)))
  for (const shape of [
    ...['/records/:no', '/records/:no/fill', '/records/:no/conflicts/foreign_consent_needed'],
    ...['/records/:no/amend/third_party', '/records/:no/lines/:no', '/records.csv'],
    ...['/third-parties/:code', '/third-parties/:code/proposals', '/gaps third_party'],
    ...['/requests/:no/matches', '/requests/:no/draft', '/requests/:no/returned'],
    ...['/requests/:no/letters/:no/pdf', '/requests/:no/history', '/requests/:no/alerts'],
    ...['/holds/:code', '/marks/:code', '/approvals/:no', '/retention/runs/:no', '/registers'],
  ]) {
    expect([...shapes], shape).toContain(shape)
  }
})

describe('every text field of an event', () => {
  const fields = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') fields.add(/<x-pwned>&lt;(.+)$/.exec(value)?.[1] ?? '')
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect)
  }
  hostileEvents().forEach(collect)
  fields.delete('')

  test.each([...fields])('%s is shown, as text', field => {
    const words = seenBy('officer')
      .filter(isPage)
      .map(page => page.words)
    // As people read it, and not as a tag that has gone.
    expect(words.some(text => text.includes(`<x-pwned>&lt;${field}`))).toBe(true)
  })
})

describe.each(ROLES)('what %s reads', role => {
  test('is answered, and has no element, attribute or script that somebody wrote', () => {
    const pages = seenBy(role)
    expect(pages.filter(({ status }) => status !== 200)).toEqual([])
    expect(office.log.filter(({ level }) => level === 'error')).toEqual([])
    for (const { path, text } of pages.filter(isPage)) {
      expect(LEAKS.exec(text)?.[0], path).toBeUndefined()
      expect(/\[object |function |undefined|native code/.exec(text)?.[0], path).toBeUndefined()
    }
  })

  test('leads to this console alone', () => {
    const targets = / (?:href|action|src|formaction|poster|data|xlink:href)="([^"]*)"/g
    for (const { path, text } of seenBy(role).filter(isPage)) {
      for (const [, target] of text.matchAll(targets)) {
        expect(target, path).toMatch(
          /^(\/(?!\/)|#|data:,$|\?|https:\/\/laws\.e-gov\.go\.jp\/law\/\w+$)/,
        )
      }
    }
  })

  test('stands in no frame and no cache, and says what it is', () => {
    for (const { path, headers } of seenBy(role)) {
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
      expect(headers.get('x-frame-options'), path).toBe('DENY')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('content-type'), path).toMatch(
        /^(text\/html; charset=UTF-8|text\/csv; charset=utf-8|application\/(pdf|json))$/,
      )
      if (/csv|json/.test(headers.get('content-type') ?? '')) {
        expect(headers.get('content-disposition'), path).toMatch(
          /^attachment; filename(="[\w.-]+"|\*=UTF-8''[\w.%-]+)$/,
        )
      }
    }
  })

  test('opens in a spreadsheet as text', () => {
    const tables = seenBy(role).filter(({ headers }) =>
      headers.get('content-type')?.startsWith('text/csv'),
    )
    expect(tables.length).toBeGreaterThan(0)
    for (const { path, text } of tables) {
      for (const cell of cellsOf(text))
        expect(cell, path).not.toMatch(/^[=+@＝＋－＠\t\r\n]|^-(?!\d)/)
    }
  })
})

test('a name that begins as a formula does is none', async () => {
  const { stores, clock } = office.deps
  const event = { at: clock(), actor: 'test', detail: {} }
  const kinds = [...'=+-@＝＋－＠\t\r\n'].map(sign => `${sign}SUM(1)`)
  await stores.commit(
    stores.audit.insert(kinds.map(kind => ({ ...event, kind: kind as AuditKind }))),
  )
  const { text } = await (await office.signedIn('auditor')).get('/audit.csv')
  for (const kind of kinds) expect(text).toContain(`'${kind}`)
})

test('what is asked and typed comes back as text too, and nothing breaks', async () => {
  const browser = await curious(office, 'restricted_officer')
  const shapes = new Map(
    seenBy('restricted_officer')
      .filter(isPage)
      .map(page => [shapeOf(page.path), page]),
  )
  const { _csrf = '' } = (await browser.get('/account')).hidden()
  for (const { path, text } of shapes.values()) {
    const query = new URLSearchParams(PARAMETERS.map(name => [name, payload(name)]))
    const asked = await browser.get(`${path.split('?')[0]}?${query}`)
    expect([200, 404, 422], path).toContain(asked.status)
    expect(LEAKS.exec(isPage(asked) ? asked.text : '')?.[0], path).toBeUndefined()
    for (const [form = ''] of text.matchAll(/<form method="post"[\s\S]*?<\/form>/g)) {
      const [, action = ''] = / action="([^"]*)"/.exec(form) ?? []
      // Those after /account would end the session.
      if (/^\/(sign-out|view|account)/.test(action)) continue
      const names = [...form.matchAll(/ name="([^"]*)"/g)].map(([, name = '']) => name)
      const typed = Object.fromEntries(names.map(name => [name, payload(name)]))
      const sent = await browser.post(action, { ...typed, _csrf })
      expect([200, 404, 409, 422], `${action} ${sent.words}`).toContain(sent.status)
      expect(LEAKS.exec(sent.text)?.[0], action).toBeUndefined()
    }
  }
  expect(office.log.filter(({ level }) => level === 'error')).toEqual([])
})

withChromium(
  'a real browser finds no element of theirs and runs none of it',
  async ({ office: served, url, openAs }) => {
    const found = (await crawl(await curious(served, 'restricted_officer'), SEEDS)).filter(isPage)
    const page = await openAs('restricted_officer')
    await page.goto(`${url}/today`)
    const injected = await page.evaluate(
      ({ pages, theirs }) =>
        pages.filter(({ text }) =>
          new DOMParser().parseFromString(text, 'text/html').querySelector(theirs),
        ),
      { pages: found.map(({ path, text }) => ({ path, text })), theirs: THEIRS },
    )
    expect(injected).toEqual([])
    // Those that show most of it run too: whatever ran or was refused fails the test.
    const byShape = new Map(found.map(one => [shapeOf(one.path), one]))
    const most = [...byShape.values()].sort((a, b) => shownIn(b) - shownIn(a)).slice(0, 12)
    for (const { path } of most) {
      await page.goto(`${url}${path}`)
      expect(await page.locator(THEIRS).count(), path).toBe(0)
    }
  },
  openHostileLedger,
)

const THEIRS = 'x-pwned, [x-pwned], [onfocus], [onerror], [onclick], img, iframe, script:not([src])'
const shownIn = ({ words }: Crawled) => words.split('<x-pwned>').length

/** RFC 4180, with the apostrophe as it stands. */
function cellsOf(csv: string): string[] {
  const cells = csv.replace(/^\uFEFF/, '').match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? []
  return cells.map(cell => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
}
