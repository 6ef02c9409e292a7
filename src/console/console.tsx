// The officer's console: pages over the same use cases as the API. Bundled for Node, taken as it is elsewhere.

import type { Hono } from 'hono'
import { type AddPages, PAGES } from './pages.ts'
import { type ConsoleHost, type ConsoleOptions, Shell } from './shell.tsx'

/** What an app is given to serve the console beside the API: call it when the API's routes stand. */
export function createConsole(options: ConsoleOptions, pages: readonly AddPages[] = PAGES) {
  // biome-ignore lint/suspicious/noExplicitAny: an app of any environment has routes
  return (app: Hono<any>, host: ConsoleHost) => {
    const shell = new Shell(app, options, host)
    for (const addPages of pages) addPages(shell, options.deps)
    shell.refuseTheRest()
  }
}
