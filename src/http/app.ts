// The API edge: one constructor for every runtime.

import type { Deps } from '../usecases/ports.ts'
import { createRecorder, type Recorder, type RecorderOptions } from '../usecases/recorder.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { approvalRoutes } from './approvals.ts'
import { auditRoutes } from './audit-events.ts'
import { describeError } from './describe-error.ts'
import { aftermathRoutes } from './disclosure-aftermath.ts'
import { disclosureRoutes } from './disclosure-requests.ts'
import { disclosureWayRoutes } from './disclosure-way.ts'
import { documentationRoutes } from './documentation.ts'
import { extractRoutes } from './extracts.ts'
import { formRoutes } from './forms.ts'
import { healthRoutes } from './health.ts'
import { ledgerRoutes } from './ledger.ts'
import { letterRoutes } from './letters.ts'
import { HttpProblem, problem, problemOf, respondProblem } from './problem.ts'
import { protectiveMarkRoutes } from './protective-marks.ts'
import { provisionRoutes } from './provisions.ts'
import { registerRoutes } from './registers.ts'
import { retentionRoutes } from './retention.ts'
import { Api } from './routes.ts'
import { thirdPartyRoutes } from './third-parties.ts'
import { userRoutes } from './users.ts'
import { vaultRoutes } from './vault.ts'

export type AppOptions = AppSettings & (RecorderOptions | { recorder: Recorder })

interface AppSettings {
  deps: Deps
  log: (entry: LogEntry) => void
  /** How long answers of a stream may stay unread before the server stops reading; default 30 s. */
  unreadPatienceMs?: number
  version: string
  /** Files of the API documentation (swagger-ui-dist), by name. */
  documentationAsset: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  newRequestId: () => string
  /** Told of work that goes on behind an answer; Workers would end it with the answer otherwise. */
  keepAlive?: (work: Promise<unknown>) => void
  /** The officer's pages, as the runtime brings them: the edge knows no console. */
  console?: (app: Api['app'], host: PageHost) => void
}

interface PageHost {
  problemOf: typeof problemOf
  logUnexpected(error: unknown, requestId: string): void
  keepAlive(work: Promise<unknown>): void
}

export interface LogEntry {
  level: 'info' | 'error'
  event: string
  request_id?: string
  method?: string
  /** The route's pattern, never the URL. */
  route?: string
  status?: number
  ms?: number
  /** Class and code of an unexpected error; its message may hold data. */
  error?: string
}

/** Pages say what else they may load; any other answer loads nothing and stands in no frame. */
const UNLESS_SAID = [
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
] as const

/** The whole API over `deps`. */
export function createApp(options: AppOptions) {
  const { deps, log } = options
  const api = new Api(deps)
  const { app } = api

  app.use(async (c, next) => {
    const startedAt = performance.now()
    c.set('requestId', options.newRequestId())
    await next()
    c.res.headers.set('X-Request-Id', c.get('requestId'))
    c.res.headers.set('X-Content-Type-Options', 'nosniff')
    c.res.headers.set('X-Frame-Options', 'DENY')
    for (const [name, value] of UNLESS_SAID) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    log({
      level: 'info',
      event: 'request',
      request_id: c.get('requestId'),
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - startedAt),
    })
  })

  const logUnexpected = (error: unknown, requestId?: string) =>
    log({
      level: 'error',
      event: 'unexpected_error',
      ...(requestId === undefined ? {} : { request_id: requestId }),
      error: describeError(error),
    })

  app.onError((error, c) => {
    const known = problemOf(error)
    if (known) return respondProblem(c, known, error instanceof HttpProblem ? error.headers : {})
    logUnexpected(error, c.get('requestId'))
    return respondProblem(
      c,
      problem('internal', 'Something went wrong here; nothing that was not acknowledged is kept.', {
        fix: 'Send the request again; if it fails again, give the operator the instance of this problem.',
      }),
    )
  })

  const keepAlive = options.keepAlive ?? (() => undefined)
  provisionRoutes(api, {
    deps,
    recorder: 'recorder' in options ? options.recorder : createRecorder(deps, options),
    keepAlive,
    unreadPatienceMs: options.unreadPatienceMs ?? 30_000,
    logUnexpected: error => logUnexpected(error),
  })
  thirdPartyRoutes(api, deps)
  disclosureRoutes(api, deps)
  aftermathRoutes(api, deps)
  disclosureWayRoutes(api, deps)
  extractRoutes(api, deps)
  letterRoutes(api, deps)
  formRoutes(api, deps)
  retentionRoutes(api, deps, keepAlive)
  registerRoutes(api, deps)
  protectiveMarkRoutes(api, deps)
  approvalRoutes(api, deps)
  auditRoutes(api, deps)
  apiKeyRoutes(api, deps)
  userRoutes(api, deps)
  vaultRoutes(api, deps)
  ledgerRoutes(api, deps)
  healthRoutes(api, deps)
  documentationRoutes(api, options)
  options.console?.(app, { problemOf, logUnexpected, keepAlive })
  api.refuseTheRest()
  return app
}
