// A real browser before a real console: Debian's Chromium through playwright-core, skipped by name where it is missing.

import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { freePorts } from './cli.ts'
import { openTestConsole, type TestConsole } from './test-console.ts'
import type { TestLedger } from './test-ledger.ts'
import { testWith } from './tools.ts'

/** How long a page may take to show what a test looks for. */
const PATIENCE_MS = 10_000

export interface RealConsole {
  office: TestConsole
  url: string
  browser: Browser
  /** A page in a browser of its own; what it logs as an error fails the test. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** The same, signed in by the cookie of a person of this role. */
  openAs(
    role: Parameters<TestConsole['signedIn']>[0],
    options?: BrowserContextOptions,
  ): Promise<Page>
}

/** Calls `run` with a served console and Chromium. @param open a ledger other than an empty one. */
export function withChromium(
  name: string,
  run: (real: RealConsole) => Promise<void>,
  open?: () => Promise<TestLedger>,
) {
  testWith('chromium', name, async () => {
    const port = await freePorts(1)
    const url = `http://localhost:${port}`
    const office = await openTestConsole((await open?.()) ?? {}, { site: url })
    const server = createAdaptorServer({ fetch: office.app.fetch })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox'],
      // Its own words, of an empty date field for one.
      env: { ...process.env, LANGUAGE: 'ja' },
    })
    const complaints: string[] = []
    const openPage = async (options: BrowserContextOptions = {}) => {
      const page = await (await browser.newContext(options)).newPage()
      page.setDefaultTimeout(PATIENCE_MS)
      page.on('console', message => {
        if (/Content Security Policy|Refused to/.test(message.text()))
          complaints.push(message.text())
      })
      page.on('pageerror', error => complaints.push(String(error)))
      page.on('request', request => {
        const { origin, protocol } = new URL(request.url())
        if (origin !== url && protocol !== 'data:') complaints.push(`asked ${request.url()}`)
      })
      return page
    }
    try {
      await run({
        office,
        url,
        browser,
        open: openPage,
        async openAs(role, options) {
          const { cookies } = await office.signedIn(role)
          const page = await openPage(options)
          const value = cookies.get('__Host-kirokubo') ?? ''
          const where = { domain: 'localhost', path: '/', secure: true, httpOnly: true }
          await page
            .context()
            .addCookies([{ name: '__Host-kirokubo', value, sameSite: 'Strict', ...where }])
          return page
        },
      })
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
    } finally {
      await browser.close()
      server.close()
      office.close()
    }
  })
}

/** What axe finds against WCAG 2.2 AA on the page as it stands. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = await page.evaluate(
    // biome-ignore lint/suspicious/noExplicitAny: axe was put there a line above
    runOnly => (globalThis as any).axe.run({ runOnly }),
    tags,
  )
  return found.violations.flatMap(
    (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      one.nodes.map(({ html, failureSummary }) => `${one.id}: ${html}\n${failureSummary}`),
  )
}
