// One way to declare a route: its documentation, its scope and its handler stand together, and the order
// of checks (401, 403, 404, 413/415, 400/422) is the same everywhere.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Env, Handler } from 'hono'
import type { z } from 'zod'
import { faultsOf } from '../domain/faults.ts'
import type { Scope } from '../usecases/access-ports.ts'
import { authenticate } from '../usecases/authenticate.ts'
import type { Caller, Deps } from '../usecases/ports.ts'
import { readJson } from './body.ts'
import { HttpProblem, problem, respondProblem } from './problem.ts'

export interface AppEnv extends Env {
  Variables: { requestId: string }
}

export interface RouteContext<Params, Query, Body> {
  c: Context<AppEnv>
  caller: Caller
  params: Params
  /** Checks the query: like the body, after looking up what the path names. */
  query(): Query
  /** Reads and checks the body: call it after looking up what the path names, so that 404 comes first. */
  body(): Promise<Body>
}

export interface Answer {
  description: string
  schema?: z.ZodType
  mediaType?: string
}

export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put'
  /** In OpenAPI form: /v1/things/{thing_no}. */
  path: string
  scope: Scope | readonly Scope[]
  summary: string
  description?: string
  tag: string
  params?: Params
  query?: Query
  body?: Body
  /** When it differs from that of an event. */
  maxBodyBytes?: number
  /** For the documentation only; `body()` takes application/json. */
  bodyMediaTypes?: readonly string[]
  answers: Record<number, Answer>
}

export class Api {
  readonly app: OpenAPIHono<AppEnv>
  readonly #deps: Deps
  readonly #methods = new Map<string, string[]>()
  #routes: Route[] = []

  constructor(deps: Deps) {
    this.#deps = deps
    this.app = new OpenAPIHono<AppEnv>({ strict: true })
    this.app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key, kb_…, made with `kirokubo key create`.',
    })
  }

  route<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
    route: Route<Params, Query, Body>,
    handle: (
      context: RouteContext<z.output<Params>, z.output<Query>, z.output<Body>>,
    ) => Promise<Response> | Response,
  ) {
    this.#routes.push(route)
    const handler: Handler<AppEnv> = async c => {
      const caller = await this.#authorise(c, route.scope)
      return handle({
        c,
        caller,
        params: checkParams(route.params, c),
        query: () => checkQuery(route.query, c),
        body: async () => (await readJson(c, route.body as Body, route.maxBodyBytes)).value,
      })
    }
    const pattern = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
    this.app.on(route.method.toUpperCase(), pattern, handler)
    this.#methods.set(pattern, [...(this.#methods.get(pattern) ?? []), route.method.toUpperCase()])
  }

  /** Call last: another method on a known path answers 405, every other path 404, under /v1 after 401. */
  refuseTheRest() {
    for (const [pattern, methods] of this.#methods) {
      this.app.all(pattern, async c => {
        await this.#authenticate(c)
        throw new HttpProblem(
          problem('method_not_allowed', `This path takes ${methods.join(', ')}.`, {
            fix: 'Use one of these methods; see /docs.',
          }),
          { Allow: methods.join(', ') },
        )
      })
    }
    // A route: what is thrown beyond all routes passes by the log and the headers.
    this.app.all('/v1/*', async c => {
      await this.#authenticate(c)
      return respondProblem(c, nothingHere)
    })
    this.app.notFound(c => respondProblem(c, nothingHere))
  }

  async #authenticate(c: Context): Promise<Caller> {
    const bearer = /^Bearer ([^\s]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const caller = await authenticate(this.#deps, bearer)
    if (!caller) throw new HttpProblem(unauthorized, { 'WWW-Authenticate': 'Bearer' })
    return caller
  }

  async #authorise(c: Context, scope: Scope | readonly Scope[]): Promise<Caller> {
    const caller = await this.#authenticate(c)
    requireScope(caller, typeof scope === 'string' ? [scope] : scope)
    return caller
  }

  /** Registers the routes for /openapi.json; not before somebody asks, because a cold start waits for nothing. */
  documentRoutes() {
    for (const route of this.#routes) this.#document(route)
    this.#routes = []
  }

  #document(route: Route) {
    const { params, query, body, bodyMediaTypes = ['application/json'] } = route
    const described = Object.entries(route.answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        ...(answer.schema || answer.mediaType
          ? {
              content: {
                [answer.mediaType ?? 'application/json']: { schema: answer.schema ?? {} },
              },
            }
          : {}),
      },
    ])
    this.app.openAPIRegistry.registerPath({
      method: route.method,
      path: route.path,
      summary: route.summary,
      ...(route.description ? { description: route.description } : {}),
      tags: [route.tag],
      security: [{ apiKey: [] }],
      'x-scope': route.scope,
      request: {
        ...(params ? { params: params as unknown as z.ZodObject } : {}),
        ...(query ? { query: query as unknown as z.ZodObject } : {}),
        ...(body
          ? {
              body: {
                required: true,
                content: Object.fromEntries(bodyMediaTypes.map(type => [type, { schema: body }])),
              },
            }
          : {}),
      },
      responses: {
        ...Object.fromEntries(described),
        default: {
          description: 'A problem (RFC 9457)',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    })
  }
}

/** One of these scopes is enough. */
export function requireScope(caller: Caller, scopes: readonly Scope[]) {
  if (scopes.some(one => caller.scopes.includes(one))) return
  throw new HttpProblem(
    problem('forbidden', `This needs a key with the scope ${scopes.join(' or ')}.`, {
      fix: 'Make one: kirokubo key create --source NAME --scope SCOPE',
    }),
  )
}

const unauthorized = problem('unauthorized', 'There is no valid API key in the request.', {
  fix: 'Send Authorization: Bearer kb_…; if it was sent, the key is unknown, expired or revoked.',
})

const nothingHere = problem('not_found', 'There is nothing here.', {
  fix: 'Check the number or code; an erased thing answers the same way.',
})

/** A number or code of the wrong shape names nothing: 404, like one that is unknown. */
function checkParams<Schema extends z.ZodType>(schema: Schema | undefined, c: Context) {
  const parsed = schema?.safeParse(c.req.param())
  if (parsed && !parsed.success) throw new HttpProblem(nothingHere)
  return parsed?.data as z.output<Schema>
}

function checkQuery<Schema extends z.ZodType>(schema: Schema | undefined, c: Context) {
  const parsed = schema?.safeParse(c.req.query())
  if (parsed && !parsed.success) {
    throw new HttpProblem(
      problem('invalid_query', 'The query has faults; see errors.', {
        fix: 'Mend every pointer in errors; /docs lists the parameters of each path.',
        errors: faultsOf(parsed.error),
      }),
    )
  }
  return parsed?.data as z.output<Schema>
}
