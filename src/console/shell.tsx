// What stands around every page: who may see it, whether a form is really ours, headers, and calm refusals.

import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Role } from '../domain/role.ts'
import { findSignedIn, type SignedIn } from '../usecases/console-sessions.ts'
import type { Deps } from '../usecases/ports.ts'
import { giveFormBack, takeForm } from '../usecases/sent-forms.ts'
import { Notice } from './components.tsx'
import { visitorOf } from './cookies.ts'
import { askReasonFirst, askToSend, askToSignIn } from './entry.tsx'
import { ERROR_WORDS, type PageFault } from './error-words.ts'
import { ConsoleFiles, type ReadFile } from './files.ts'
import { secured } from './headers.ts'
import { type NavigationEntry, placeOf } from './menu.ts'
import { Visit } from './visit.tsx'
import { inBoth } from './words.ts'

export interface ConsoleOptions {
  deps: Deps
  /** Where people reach the console, from the URL a request came to. */
  baseUrl: (requestUrl: string) => string
  readFile: ReadFile
}

/** What the edge knows about errors; the console may not look there itself. */
export interface ConsoleHost {
  problemOf(error: unknown): { code: string; status: number } | undefined
  logUnexpected(error: unknown, requestId: string): void
  keepAlive(work: Promise<unknown>): void
}

export interface Access {
  roles: readonly Role[]
  /** The page shows people: an auditor gives a reason first. */
  people?: boolean
}

type Handle = (visit: Visit) => Response | Promise<Response>

/** Far above any form; files are not sent. */
const MAX_FORM_BYTES = 1_000_000

export class Shell {
  readonly navigation: NavigationEntry[] = []
  readonly #app: Hono
  readonly #options: ConsoleOptions
  readonly #host: ConsoleHost
  readonly #files: ConsoleFiles

  constructor(app: Hono, options: ConsoleOptions, host: ConsoleHost) {
    this.#app = app
    this.#options = options
    this.#host = host
    this.#files = new ConsoleFiles(options.readFile)
    this.#files.serveOn(app)
  }

  /** Tells the runtime of work that goes on behind the answer. */
  keepAlive(work: Promise<unknown>) {
    this.#host.keepAlive(work)
  }

  /** A place in the menu, in the order of the calls. */
  navigate(entry: NavigationEntry) {
    this.navigation.push(entry)
  }

  /** A page for these roles. */
  get(path: string, access: Access | readonly Role[], handle: Handle) {
    this.#app.get(path, c => this.#serve(c, visit => this.#guard(visit, accessOf(access), handle)))
  }

  /** What a form of these roles does. Answer with `visit.seeOther`, or with the page and its faults. */
  post(path: string, access: Access | readonly Role[], handle: Handle) {
    this.#app.post(path, this.#limit, c =>
      this.#serve(c, async visit => {
        const allowed = accessOf(access)
        const question = visit.is(...allowed.roles) ? await this.#askOfOldForm(visit) : undefined
        if (question) return question
        await this.#requireOwnForm(visit)
        return this.#guard(visit, allowed, () => this.#handleOnce(visit, handle))
      }),
    )
  }

  /** A page for whoever comes. */
  getOpen(path: string, handle: Handle) {
    this.#app.get(path, c => this.#serve(c, handle))
  }

  postOpen(path: string, handle: Handle) {
    this.#app.post(path, this.#limit, c =>
      this.#serve(c, async visit => {
        await this.#requireOwnForm(visit)
        return handle(visit)
      }),
    )
  }

  /** Call last: what no page has is told as a page, to browsers; anybody else gets the API's answer. */
  refuseTheRest() {
    this.#app.get('*', (c, next) => {
      const wantsPage = /text\/html/.test(c.req.header('accept') ?? '')
      if (!wantsPage || /^\/(v1|openapi\.json)(\/|$)/.test(c.req.path)) return next()
      return this.#serve(c, visit => this.refuse(visit, 'not_found', 404))
    })
  }

  refuse(visit: Visit, fault: keyof typeof ERROR_WORDS, status: number): Promise<Response> {
    const t = visit.say(words)
    const number = visit.c.get('requestId')
    const list = placeOf(visit)
    const title = fault === 'not_found' ? t.notFound : t.title
    return visit.page(
      { title, status },
      <>
        <h1>{title}</h1>
        <Notice kind="danger">{ERROR_WORDS[fault][visit.language]}</Notice>
        {fault === 'forged' ? <p>{t.openAt(visit.site)}</p> : null}
        {status >= 500 ? (
          <p class="muted">
            {t.number}: {number}
          </p>
        ) : null}
        <p class="actions">
          {list ? <a href={list.path}>{t.list(list.label[visit.language])}</a> : null}
          <a href="/">{t.home}</a>
        </p>
      </>,
    )
  }

  async #serve(c: Context, handle: Handle): Promise<Response> {
    const { deps, baseUrl } = this.#options
    const site = new URL(baseUrl(c.req.url)).origin
    const house = { deps, site, navigation: this.navigation, files: await this.#files.paths() }
    let visit = new Visit(c, house, undefined)
    try {
      const signedIn = await findSignedIn(deps, visitorOf(c))
      visit = new Visit(c, house, signedIn)
      return secured(await handle(visit), site)
    } catch (error) {
      return secured(await this.#refuseError(visit, error), site)
    }
  }

  #refuseError(visit: Visit, error: unknown): Promise<Response> {
    if (error instanceof PageRefusal) return this.refuse(visit, error.fault, error.status)
    const known = this.#host.problemOf(error)
    if (known && Object.hasOwn(ERROR_WORDS, known.code)) {
      return this.refuse(visit, known.code as keyof typeof ERROR_WORDS, known.status)
    }
    this.#host.logUnexpected(error, visit.c.get('requestId'))
    return this.refuse(visit, 'internal', 500)
  }

  readonly #limit = bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: c => this.#serve(c, visit => this.refuse(visit, 'body_too_large', 413)),
  })

  #guard(visit: Visit, { roles, people }: Access, handle: Handle): Response | Promise<Response> {
    if (!visit.signedIn) return askToSignIn(visit)
    if (!visit.is(...roles)) return this.refuse(visit, 'forbidden', 403)
    if (people && needsReason(visit.signedIn, this.#options.deps.clock())) {
      return askReasonFirst(visit)
    }
    return handle(visit)
  }

  /** A form that counts once counts again where a page came back to it, refused or asked on: nothing happened. */
  async #handleOnce(visit: Visit, handle: Handle): Promise<Response> {
    const { deps } = this.#options
    const { once } = await visit.proof()
    if (once === undefined) return handle(visit)
    const form = `${visit.me.user.userId}:${once}`
    if (!(await takeForm(deps, form))) return this.refuse(visit, 'sent_before', 409)
    try {
      const response = await handle(visit)
      if (response.status !== 303) await giveFormBack(deps, form)
      return response
    } catch (error) {
      // After any other it may have happened.
      if (this.#host.problemOf(error)) await giveFormBack(deps, form)
      throw error
    }
  }

  /** The site it came from, and a token that only our page for this visitor carried (double check). */
  async #requireOwnForm(visit: Visit) {
    const { csrf } = await visit.proof()
    // Without a cookie a new visitor is made up here, whose token nobody can have sent.
    if (!isFromOurSite(visit) || csrf !== visit.csrf) throw new PageRefusal('forged', 403)
  }

  /** Drawn before the session got a new secret, in another tab: the person looks at it, and sends it anew. */
  async #askOfOldForm(visit: Visit): Promise<Response | undefined> {
    const { csrf } = await visit.proof()
    const isOld = csrf !== undefined && csrf !== visit.csrf
    return isOld && isFromOurSite(visit) ? askToSend(visit) : undefined
  }
}

/** Found by the shell before any use case ran. */
class PageRefusal extends Error {
  readonly fault: PageFault
  readonly status: number

  constructor(fault: PageFault, status: number) {
    super(fault)
    this.fault = fault
    this.status = status
  }
}

function isFromOurSite({ c, site }: Visit): boolean {
  const from = c.req.header('sec-fetch-site')
  return (from === undefined || from === 'same-origin') && c.req.header('origin') === site
}

function accessOf(access: Access | readonly Role[]): Access {
  return 'roles' in access ? access : { roles: access }
}

function needsReason({ user, session }: SignedIn, now: number): boolean {
  return user.role === 'auditor' && now >= (session.reasonUntil ?? 0)
}

const words = inBoth({
  ja: {
    title: 'この操作はできませんでした',
    notFound: 'ページが見つかりません',
    openAt: (site: string) =>
      `この記録簿のアドレスは ${site} です。別のアドレスで開いている場合は、こちらから開き直してください。`,
    number: '受付番号',
    list: (name: string) => `「${name}」の一覧へ`,
    home: '最初の画面へ',
  },
  en: {
    title: 'This could not be done',
    notFound: 'There is no such page',
    openAt: (site: string) =>
      `The address of this ledger is ${site}. If you opened it under another one, open it there.`,
    number: 'Number',
    list: (name: string) => `To the list “${name}”`,
    home: 'To the first page',
  },
})
