// Walks a console the way a curious person does: every link, from one page to the next.

import { type Browser, type Page, unescaped } from './test-console.ts'

export interface Crawled extends Page {
  /** As it was linked; `url` is where it led. */
  path: string
}

/** How many of the paths that differ in numbers and codes alone are opened. */
const ALIKE = 3

/** Everything this browser reaches by links from these pages and /today. */
export async function crawl(browser: Browser, from: readonly string[] = []): Promise<Crawled[]> {
  const waiting = [...from, '/today']
  const seen = new Set(waiting)
  const counts = new Map<string, number>()
  const pages: Crawled[] = []
  for (const path of waiting) {
    const shape = shapeOf(path)
    const count = counts.get(shape) ?? 0
    counts.set(shape, count + 1)
    if (count >= ALIKE) continue
    const page = { ...(await browser.get(path)), path }
    pages.push(page)
    const links = isPage(page) ? linksOf(page.text, path) : []
    for (const link of links) if (!seen.has(link)) waiting.push(link)
    for (const link of links) seen.add(link)
  }
  return pages
}

export const isPage = ({ headers }: Pick<Page, 'headers'>) =>
  /^text\/html/.test(headers.get('content-type') ?? '')

/** Paths of this console that a page leads to. */
function linksOf(html: string, from: string): string[] {
  const base = new URL(from, 'http://localhost')
  return [...html.matchAll(/<a [^>]*href="([^"]*)"/g)]
    .map(([, href = '']) => new URL(unescaped(href), base))
    .filter(({ origin }) => origin === base.origin)
    .map(({ pathname, search }) => `${pathname}${search}`)
}

/** A path without its numbers and codes, and the names of its query alone. */
export function shapeOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const shape = pathname
    .replace(/^\/(third-parties|holds|marks|documents\/\w+)\/(?!(new|check)$)[^/]+/, '/$1/:code')
    .replaceAll(/\/(?:R\d{4}-\d+|\d+|[a-z0-9]{12})(?=\/|$)/g, '/:no')
  return [shape, ...[...searchParams.keys()].sort()].join(' ')
}
