// The console over a test ledger, used as a browser without script uses it: pages, forms, cookies.

import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { createConsole } from '../../src/console/console.tsx'
import type { AddPages } from '../../src/console/pages.ts'
import type { Role } from '../../src/domain/role.ts'
import { createApp, type LogEntry } from '../../src/http/app.ts'
import { consoleFile } from '../../src/runtimes/node/console.ts'
import { documentationAsset } from '../../src/runtimes/node/documentation-asset.ts'
import { createUser } from '../../src/usecases/manage-users.ts'
import { acceptInvitation, offerFirstLink } from '../../src/usecases/one-time-links.ts'
import { openTestLedger, type TestLedger, type TestLedgerOptions } from './test-ledger.ts'

export const SITE = 'http://localhost:8787'
export const PASSWORD = 'ame no hi ha kasa wo wasureru'

const NAMES: Record<Role, string> = {
  officer: '見本 花子',
  restricted_officer: '見本 次郎',
  auditor: '例示 三郎',
  administrator: '例示 春子',
}

export interface TestConsole extends TestLedger {
  app: ReturnType<typeof createApp>
  log: LogEntry[]
  /** The token of the first administrator's link. */
  firstLink(): Promise<string>
  /** A person of this role who has set PASSWORD; the same role gives the same person. */
  person(role: Role): Promise<Person>
  /** A browser that nobody signed in with. */
  browser(): Browser
  /** A browser of a person of this role, signed in. */
  signedIn(role: Role): Promise<Browser>
}

export interface Person {
  userId: string
  name: string
  email: string
}

export interface Page {
  status: number
  url: string
  headers: Headers
  text: string
  /** The page's words, without tags. */
  words: string
  /** Hidden fields of the form that posts to this path; the first form's without one. */
  hidden(action?: string): Record<string, string>
}

export async function openTestConsole(
  ledger: TestLedgerOptions | TestLedger = {},
  { site = SITE, pages }: { site?: string; pages?: readonly AddPages[] } = {},
): Promise<TestConsole> {
  const opened = 'deps' in ledger ? ledger : await openTestLedger(ledger)
  const { deps } = opened
  const log: LogEntry[] = []
  const app = createApp({
    deps,
    nextTurn: () => new Promise(resolve => setImmediate(resolve)),
    log: entry => log.push(entry),
    version: 'test',
    newRequestId: () => randomUUID(),
    documentationAsset,
    console: createConsole({ deps, baseUrl: () => site, readFile: consoleFile }, pages),
  })
  const send: Send = async (url, init) => app.request(url, init)
  const people = new Map<Role, { person: Person; token: string }>()
  const join = async (role: Role) => {
    const known = people.get(role)
    if (known) return known
    const email = `${role}@example.jp`
    const name = NAMES[role]
    const { id, link } = await createUser(deps, { actor: 'test' }, { name, email, role })
    const { token } = await acceptInvitation(deps, link.token, PASSWORD)
    const joined = { person: { userId: id, name, email }, token }
    people.set(role, joined)
    return joined
  }
  return {
    ...opened,
    app,
    log,
    firstLink: async () => (await offerFirstLink(deps))?.token ?? '',
    person: async role => (await join(role)).person,
    browser: () => new Browser(send, site),
    async signedIn(role) {
      const { email } = (await join(role)).person
      const browser = new Browser(send, site)
      await browser.signIn(email)
      return browser
    },
  }
}

export type AnyRequest = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }
export type Send = (url: string, init: RequestInit) => Promise<Response>

/** Keeps cookies and follows redirects, as a browser does; sends what its forms hold. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #send: Send
  readonly #site: string
  page: Page | undefined

  constructor(send: Send, site: string) {
    this.#send = send
    this.#site = site
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#follow(path, { headers: { Accept: 'text/html', ...headers } })
  }

  /** Fills the form of the page at `from` (default: the path itself) and sends it. */
  async submit(
    action: string,
    fields: Record<string, string | string[]> = {},
    { from }: { from?: string } = {},
  ): Promise<Page> {
    const page = from === undefined && this.page ? this.page : await this.get(from ?? action)
    return this.post(action, { ...page.hidden(action), ...fields })
  }

  /** Sends these fields and no others. */
  post(
    path: string,
    fields: Record<string, string | string[]>,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one)
    }
    return this.#follow(path, {
      method: 'POST',
      body: body.toString(),
      headers: {
        Accept: 'text/html',
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: this.#site,
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
    })
  }

  /** Sends this with the cookies, as no page of ours would; an empty header is left out. Nothing is followed. */
  async request(path: string, { headers = {}, ...init }: AnyRequest = {}): Promise<Response> {
    const Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const all = { Cookie, Origin: this.#site, Accept: 'text/html', ...headers }
    const given = Object.entries(all).filter(([, value]) => value !== '')
    return this.#send(`${this.#site}${path}`, { ...init, headers: Object.fromEntries(given) })
  }

  async signIn(email: string, password = PASSWORD): Promise<Page> {
    await this.get('/sign-in')
    return this.submit('/sign-in', { email, password })
  }

  async #follow(path: string, init: RequestInit, left = 5): Promise<Page> {
    const url = new URL(path, this.#site)
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await this.#send(url.href, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/Max-Age=0/i.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const to = response.headers.get('location')
    if (response.status === 303 && to && left > 0) {
      if (new URL(to, url).origin !== url.origin) throw new Error(`sent elsewhere: ${to}`)
      return this.#follow(to, { headers: { Accept: 'text/html' } }, left - 1)
    }
    this.page = pageOf(response, await response.text(), `${url.pathname}${url.search}`)
    return this.page
  }
}

function pageOf(response: Response, text: string, url: string): Page {
  return {
    status: response.status,
    headers: response.headers,
    url,
    text,
    words: unescaped(text.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' '),
    hidden(action) {
      const forms = text.match(/<form[\s\S]*?<\/form>/g) ?? []
      const form = forms.find(one => action === undefined || one.includes(` action="${action}"`))
      const fields = (form ?? '').match(/<input type="hidden"[^>]*>/g) ?? []
      return Object.fromEntries(
        fields.flatMap(field => {
          const [, name] = / name="([^"]*)"/.exec(field) ?? []
          const [, value = ''] = / value="([^"]*)"/.exec(field) ?? []
          return name ? [[name, unescaped(value)]] : []
        }),
      )
    },
  }
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** What the authenticator app shows. */
export function totpCode(secret: string, at: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: at,
  })
}
