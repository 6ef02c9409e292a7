// The ten main pages as docs/screens shows them, in real Chromium. UPDATE=1 takes the
// pictures anew (with Debian's chromium-l10n, so that Chromium's own words are Japanese too).

import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { openBusyOffice } from '../support/busy-office.ts'
import { withChromium } from '../support/chromium.ts'

vi.setConfig({ testTimeout: 300_000 })

const FOLDER = new URL('../../docs/screens/', import.meta.url)

const VIEW = { width: 1280, height: 1400 }

const SCREENS = [
  ['today', '/today', 'officer'],
  ['requests', '/requests', 'officer'],
  ['matches', '/requests/R2026-0003/matches', 'officer'],
  ['draft', '/requests/R2026-0004/draft', 'officer'],
  ['records', '/records', 'officer'],
  ['record', '/records/598', 'officer'],
  ['third-party', '/third-parties/clinic-005', 'officer'],
  ['gaps', '/gaps', 'officer'],
  ['retention', '/retention', 'officer'],
  ['audit', '/audit', 'auditor'],
] as const

withChromium(
  'the ten main pages are those that the documentation shows',
  async ({ url, openAs }) => {
    const pages = new Map()
    mkdirSync(FOLDER, { recursive: true })
    for (const [name, path, role] of SCREENS) {
      const page = pages.get(role) ?? (await openAs(role, { viewport: VIEW, locale: 'ja-JP' }))
      pages.set(role, page)
      expect((await page.goto(`${url}${path}`))?.status(), path).toBe(200)
      const picture = fileURLToPath(new URL(`${name}.png`, FOLDER))
      const body = await page.evaluate(() => document.body.offsetHeight)
      const clip = { x: 0, y: 0, width: VIEW.width, height: Math.min(body, VIEW.height) }
      if (process.env.UPDATE) await page.screenshot({ path: picture, clip })
      expect(existsSync(picture), picture).toBe(true)
    }
  },
  openBusyOffice,
)
