// The API edge: one constructor for every runtime.

import type { Deps } from '../usecases/ports.ts'
import { createRecorder, type RecorderOptions } from '../usecases/recorder.ts'
import { auditRoutes } from './audit-events.ts'
import { disclosureRoutes } from './disclosure-requests.ts'
import { documentationRoutes } from './documentation.ts'
import { extractRoutes } from './extracts.ts'
import { healthRoutes } from './health.ts'
import { HttpProblem, problem, problemOf, respondProblem } from './problem.ts'
import { provisionRoutes } from './provisions.ts'
import { retentionRoutes } from './retention.ts'
import { Api } from './routes.ts'
import { thirdPartyRoutes } from './third-parties.ts'

export interface AppOptions extends RecorderOptions {
  deps: Deps
  log: (entry: LogEntry) => void
  /** How long answers of a stream may stay unread before the server stops reading; default 30 s. */
  unreadPatienceMs?: number
  version: string
  /** Files of the API documentation (swagger-ui-dist), by name. */
  documentationAsset: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  newRequestId: () => string
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
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
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

  app.onError((error, c) => {
    const known = problemOf(error)
    if (known) return respondProblem(c, known, error instanceof HttpProblem ? error.headers : {})
    log({
      level: 'error',
      event: 'unexpected_error',
      request_id: c.get('requestId'),
      error: describe(error),
    })
    return respondProblem(
      c,
      problem('internal', 'Something went wrong here; nothing that was not acknowledged is kept.', {
        fix: 'Send the request again; if it fails again, give the operator the instance of this problem.',
      }),
    )
  })

  provisionRoutes(api, {
    deps,
    recorder: createRecorder(deps, options),
    unreadPatienceMs: options.unreadPatienceMs ?? 30_000,
    logUnexpected: error =>
      log({ level: 'error', event: 'unexpected_error', error: describe(error) }),
  })
  thirdPartyRoutes(api, deps)
  disclosureRoutes(api, deps)
  extractRoutes(api, deps)
  retentionRoutes(api, deps)
  auditRoutes(api, deps)
  healthRoutes(api, deps)
  documentationRoutes(api, options)
  api.refuseTheRest()
  return app
}

/** Where an unexpected error came from, without its message. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = (error as { code?: unknown }).code
  const frame = error.stack?.split('\n').find(line => line.includes('/src/'))
  const place = frame?.replace(/^.*\/src\//, 'src/').replace(/\)$/, '')
  return [error.name, code, place].filter(Boolean).join(' ')
}
