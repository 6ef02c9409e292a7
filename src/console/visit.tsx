// One visit of one page: who is there, how they look at it, and how a page answers.

import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { formatInstant } from '../domain/calendar-date.ts'
import type { ErrorCode } from '../domain/domain-error.ts'
import type { Role } from '../domain/role.ts'
import type { SignedIn } from '../usecases/console-sessions.ts'
import type { Caller, Deps } from '../usecases/ports.ts'
import { newToken } from '../usecases/random-text.ts'
import { readTicket, writeTicket } from '../usecases/ticket.ts'
import type { Site } from '../usecases/user-ports.ts'
import {
  forgetOnce,
  forgetVisitor,
  onceOf,
  setOnce,
  setVisitor,
  type View,
  viewOf,
  visitorOf,
} from './cookies.ts'
import type { FilePaths } from './files.ts'
import {
  checkForm,
  type Faults,
  type FormProof,
  faultsOfRefusal,
  readForm,
  type Sent,
  type Values,
  withoutSecrets,
} from './forms.ts'
import { Layout } from './layout.tsx'
import { localPath } from './local-path.ts'
import type { NavigationEntry } from './menu.ts'
import type { Language } from './words.ts'

export interface VisitHouse {
  deps: Deps
  files: FilePaths
  site: Site
  navigation: readonly NavigationEntry[]
}

export interface PageHead {
  title: string
  /** Default 200. */
  status?: number
  /** Whether something typed was refused: the title says so first. */
  faults?: Faults
}

export class Visit {
  readonly c: Context
  readonly house: VisitHouse
  readonly view: View
  /** Labels by name of the fields drawn so far. */
  readonly labels = new Map<string, string>()
  /** Undefined for whoever has not signed in. */
  readonly signedIn: SignedIn | undefined
  #visitor: string | undefined
  #sent: ReturnType<typeof readForm> | undefined

  constructor(c: Context, house: VisitHouse, signedIn: SignedIn | undefined) {
    this.c = c
    this.house = house
    this.signedIn = signedIn
    this.view = viewOf(c)
    this.#visitor = visitorOf(c)
  }

  get language(): Language {
    return this.view.language
  }

  get site(): Site {
    return this.house.site
  }

  /** Path and query, for coming back. */
  get path(): string {
    const { pathname, search } = new URL(this.c.req.url)
    return `${pathname}${search}`
  }

  /** The page that the form stood on; only pages of ours are told to us. */
  get cameFrom(): string {
    const { site } = this.house
    const page = this.c.req.header('referer') ?? ''
    return page.startsWith(`${site}/`) ? localPath(page.slice(site.length)) : '/'
  }

  /** Only where the route asks for a role: then somebody is signed in. */
  get me(): SignedIn {
    if (!this.signedIn) throw new Error('a page for roles was served to nobody')
    return this.signedIn
  }

  get caller(): Caller {
    return this.me.caller
  }

  is(...roles: readonly Role[]): boolean {
    return this.signedIn !== undefined && roles.includes(this.signedIn.user.role)
  }

  /** Words in the language of the visit. */
  say<Words>(words: Record<Language, Words>): Words {
    return words[this.language]
  }

  /** For the hidden field of every form: it fits this visitor's cookie alone. */
  get csrf(): string {
    this.#visitor ??= this.#newVisitor()
    return Buffer.from(this.house.deps.vault.digest(this.#visitor, 'csrf', 16)).toString(
      'base64url',
    )
  }

  #newVisitor(): string {
    const token = newToken()
    setVisitor(this.c, token)
    return token
  }

  /** The cookie's secret after a sign-in or a change of what the person may prove. */
  carryOn(token: string) {
    this.#visitor = token
    setVisitor(this.c, token)
  }

  leave() {
    forgetVisitor(this.c)
  }

  /** The fields as they were sent. */
  async values(): Promise<Values> {
    return (await this.#read()).values
  }

  async proof(): Promise<FormProof> {
    return (await this.#read()).proof
  }

  #read() {
    this.#sent ??= readForm(this.c)
    return this.#sent
  }

  /** What was typed, checked. @param own words for messages of the schema. */
  async form<Schema extends z.ZodType>(
    schema: Schema,
    own?: Record<string, string>,
  ): Promise<Sent<z.output<Schema>>> {
    return checkForm(schema, await this.values(), {
      language: this.language,
      ...(own ? { own } : {}),
    })
  }

  /** What the address asks for, checked; a field that was left empty is not asked for. */
  query<Schema extends z.ZodType>(schema: Schema): Sent<z.output<Schema>> {
    const given = Object.entries(this.c.req.query()).filter(([, value]) => value !== '')
    return checkForm(schema, Object.fromEntries(given), { language: this.language })
  }

  /** Does it; a refusal of these codes comes back at the field named, any other is thrown on. */
  async attempt<Result>(
    fields: Partial<Record<ErrorCode, string>>,
    work: () => Promise<Result>,
  ): Promise<Sent<Result>> {
    try {
      return { ok: true, data: await work() }
    } catch (error) {
      const faults = faultsOfRefusal(error, fields, this.language)
      return { ok: false, values: withoutSecrets(await this.values()), faults }
    }
  }

  async page({ title, status, faults }: PageHead, content: Child): Promise<Response> {
    const head = { title, hasFaults: Object.keys(faults ?? {}).length > 0 }
    const html = (
      <Layout visit={this} {...head}>
        {content}
      </Layout>
    )
    return this.c.html(
      `<!DOCTYPE html>${await html.toString()}`,
      (status ?? (head.hasFaults ? 422 : 200)) as 200,
    )
  }

  /** After a form: the browser gets the page anew. `once` is shown there a single time, a new key for example. */
  seeOther(path: string, once?: Record<string, unknown>): Response {
    if (once) setOnce(this.c, writeTicket(this.house.deps, ONCE, once))
    return this.c.redirect(path, 303)
  }

  /** What the page before wanted shown this once. */
  once<Shown extends Record<string, unknown>>(): Partial<Shown> {
    const sealed = onceOf(this.c)
    if (sealed === undefined) return {}
    forgetOnce(this.c)
    return readTicket<Shown>(this.house.deps, ONCE, sealed) ?? {}
  }

  /** `2026-11-22 09:30`, in Japan. */
  instant(at: number | string): string {
    const text = typeof at === 'number' ? formatInstant(at) : at
    return text.slice(0, 16).replace('T', ' ')
  }
}

const ONCE = 'once'
