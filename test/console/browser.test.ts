// The console in real Chromium: joining, passkeys, sessions, policy, and what axe finds in both themes.

import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Role } from '../../src/domain/role.ts'
import { axeFaults, withChromium } from '../support/chromium.ts'
import { PASSWORD, totpCode } from '../support/test-console.ts'
import { openWithRequests } from '../support/walked-requests.ts'

// Dozens of pages in one test, each looked at by axe.
vi.setConfig({ testTimeout: 300_000 })

/** Every page with the role that opens it; `null`: for whoever comes. */
const PAGES: [path: string, role: Role | null][] = [
  ['/sign-in', null],
  ['/nowhere', null],
  ['/today', 'officer'],
  ['/requests', 'officer'],
  ['/requests?show=closed', 'auditor'],
  ['/requests/new', 'officer'],
  ['/requests/R2026-0001', 'officer'],
  ['/requests/R2026-0001/identity', 'officer'],
  ['/requests/R2026-0003/identity?of=authority', 'officer'],
  ['/requests/R2026-0001/clock', 'officer'],
  ['/requests/R2026-0001/fee', 'officer'],
  ['/requests/R2026-0001/method', 'officer'],
  ['/requests/R2026-0001/letters', 'officer'],
  ['/requests/R2026-0001/letters/acknowledgement', 'officer'],
  ['/requests/R2026-0001/letters/cessation_result', 'officer'],
  ['/requests/R2026-0002/matches', 'officer'],
  ['/requests/R2026-0002/matches?show=exact', 'officer'],
  ['/requests/R2026-0002/objection', 'officer'],
  ['/requests/R2026-0003/decision', 'officer'],
  ['/requests/R2026-0004/draft', 'officer'],
  ['/requests/R2026-0005/draft', 'officer'],
  ['/requests/R2026-0005/delivery', 'officer'],
  ['/requests/R2026-0005/returned', 'officer'],
  ['/requests/R2026-0005/alerts', 'officer'],
  ['/requests/R2026-0005/history', 'officer'],
  ['/alerts', 'auditor'],
  ['/records', 'officer'],
  ['/records/search', 'officer'],
  ['/records/1', 'officer'],
  ['/records/1/amend/third_party', 'officer'],
  ['/records/1/readings', 'officer'],
  ['/records/1/fill', 'officer'],
  ['/records/1/conflicts/foreign_consent_needed', 'officer'],
  ['/records/1/void', 'officer'],
  ['/records/1/lines/1', 'officer'],
  ['/third-parties', 'officer'],
  ['/third-parties/clinic-001', 'officer'],
  ['/third-parties/clinic-001/edit', 'officer'],
  ['/third-parties/clinic-001/proposals', 'officer'],
  ['/gaps', 'officer'],
  ['/gaps?kind=conflict', 'auditor'],
  ['/gaps?gap=CONSENT', 'officer'],
  ['/gaps?gap=opt_out_method', 'officer'],
  ['/holds', 'officer'],
  ['/holds.new', 'officer'],
  ['/retention', 'officer'],
  ['/retention/due', 'officer'],
  ['/retention/run', 'officer'],
  ['/retention/incomplete', 'officer'],
  ['/documents', 'officer'],
  ['/documents/check', 'officer'],
  ['/registers', 'officer'],
  ['/marks', 'restricted_officer'],
  ['/marks.new', 'restricted_officer'],
  ['/approvals', 'officer'],
  ['/clock', 'administrator'],
  ['/today', 'administrator'],
  ['/keys', 'administrator'],
  ['/keys/new', 'administrator'],
  ['/users', 'administrator'],
  ['/users/new', 'administrator'],
  ['/audit', 'administrator'],
  ['/audit?from=2099-01-01', 'auditor'],
  ['/users', 'officer'],
  ['/account', 'officer'],
  ['/account/password', 'officer'],
  ['/account/app', 'officer'],
  ['/account/passkeys/new', 'officer'],
]

const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) {
    await page.fill(`input[name="${name}"]:visible`, value)
  }
}
const heading = (page: Page) => page.textContent('h1')

for (const javaScriptEnabled of [true, false]) {
  withChromium(
    `the first administrator joins, sets an app up and signs in with it, script ${javaScriptEnabled ? 'on' : 'off'}`,
    async ({ office, url, open }) => {
      const page = await open({ javaScriptEnabled })
      await page.goto(`${url}/first/${await office.firstLink()}`)
      await fill(page, { name: '見本 花子', email: 'hanako@example.jp' })
      await fill(page, { password: PASSWORD, repeated_password: PASSWORD })
      await page.click('main button[type=submit]')
      expect(new URL(page.url()).pathname).toBe('/account')

      await page.click('a[href="/account/app"]')
      const secret = (await page.textContent('#totp-secret')) ?? ''
      expect(await page.locator('svg.qr path').count()).toBe(1)
      await fill(page, { code: totpCode(secret, office.deps.clock()), current: PASSWORD })
      await page.click('main form:has([name=code]) button[type=submit]')
      expect(await page.locator('#recovery-codes li').count()).toBe(10)

      await page.click('header button')
      expect(await page.textContent('.notice.ok')).toContain('サインアウトしました')
      office.setNow(office.deps.clock() + 60_000)
      await fill(page, { email: 'hanako@example.jp', password: PASSWORD })
      await page.click('form[action="/sign-in"] button')
      await fill(page, { code: totpCode(secret, office.deps.clock()) })
      await page.click('form[action="/sign-in/code"] button')
      expect(await heading(page)).toMatch(/^今日/)
    },
  )
}

withChromium('a passkey is made and signs in, alone and as the second step', async real => {
  const { office, url, openAs } = real
  const page = await openAs('officer')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${url}/account/passkeys/new`)
  await fill(page, { label: '仕事用のノートPC', current: PASSWORD })
  await page.click('[data-passkey=create]')
  await page.waitForURL(`${url}/account`)
  expect(await page.textContent('main')).toContain('仕事用のノートPC')
  expect(await page.locator('#recovery-codes li').count()).toBe(10)

  await page.click('header button')
  await page.waitForURL(`${url}/sign-in`)
  await page.click('[data-passkey=get]')
  await page.waitForURL(`${url}/today`)

  await page.click('header button')
  const { email } = await office.person('officer')
  await fill(page, { email, password: PASSWORD })
  await page.click('form[action="/sign-in"] button')
  expect(await heading(page)).toBe('二段階認証')
  await page.click('[data-passkey=get]')
  await page.waitForURL(`${url}/today`)
  const signIns = await office.deps.stores.audit.list({
    after: 0,
    kind: 'user.signed_in',
    limit: 9,
  })
  expect(signIns.map(({ detail }) => detail.method)).toEqual(['password', 'passkey', 'passkey'])
})

for (const colorScheme of ['light', 'dark'] as const) {
  withChromium(
    `axe finds nothing on any page in the ${colorScheme} theme`,
    async ({ url, open, openAs }) => {
      const pages = new Map<Role | null, Page>([[null, await open({ colorScheme })]])
      const faults: Record<string, string[]> = {}
      for (const [path, role] of PAGES) {
        const page = pages.get(role) ?? (await openAs(role as Role, { colorScheme }))
        pages.set(role, page)
        await page.goto(`${url}${path}`)
        const found = await axeFaults(page)
        if (found.length > 0) faults[`${path} ${role}`] = found
      }
      // A refused form has more to say than an untouched one.
      const page = pages.get(null) as Page
      await page.goto(`${url}/sign-in`)
      await page.click('form[action="/sign-in"] button')
      const found = await axeFaults(page)
      if (found.length > 0) faults['/sign-in refused'] = found
      expect(faults).toEqual({})
    },
    openWithRequests,
  )
}

withChromium(
  'no page is wider than a screen of 320 pixels, and each weighs 60 kB at most',
  async ({ office, url, open, openAs }) => {
    const viewport = { width: 320, height: 640 }
    const pages = new Map<Role | null, Page>([[null, await open({ viewport })]])
    const wide: string[] = []
    for (const [path, role] of PAGES) {
      const page = pages.get(role) ?? (await openAs(role as Role, { viewport }))
      pages.set(role, page)
      const answer = await page.goto(`${url}${path}`)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) wide.push(`${path}: ${width}`)
      expect((await answer?.body())?.length, path).toBeLessThan(60_000)
    }
    expect(wide).toEqual([])
    expect(office.log.filter(({ level }) => level === 'error')).toEqual([])
  },
  openWithRequests,
)

withChromium('a page is worked by the keyboard alone, and focus is seen', async real => {
  const { office, url, open } = real
  const { email } = await office.person('officer')
  const page = await open()
  await page.goto(`${url}/sign-in`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('本文へ移動')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('email')
  const outline = await page.evaluate(
    () => getComputedStyle(document.activeElement as Element).outlineStyle,
  )
  expect(outline).toBe('solid')
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`${url}/today`)
})

withChromium(
  'who comes from another site is still signed in, and frames show nothing',
  async real => {
    const { url, openAs } = real
    const page = await openAs('officer')
    const elsewhere = 'data:text/html,<a href="'
    await page.goto(`${elsewhere}${url}/account">x</a>`)
    await page.click('a')
    await page.waitForURL(`${url}/account`)
    expect(await heading(page)).toBe('アカウント')
  },
)
