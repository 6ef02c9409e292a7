// /v1/audit-events: who did what, in order, by ids.

import { z } from '@hono/zod-openapi'
import { formatInstant } from '../domain/calendar-date.ts'
import type { Deps } from '../usecases/ports.ts'
import { sightOf } from '../usecases/sight.ts'
import { pageSize, wholeNumber } from './parameters.ts'
import type { Api } from './routes.ts'

const auditEvent = z
  .object({
    audit_no: z.int(),
    at: z.string(),
    kind: z.string(),
    actor: z.string(),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEvent')

export function auditRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'get',
      path: '/v1/audit-events',
      scope: 'admin',
      tag: 'Audit',
      summary: 'Audit events after a number, oldest first',
      query: z.strictObject({
        after: wholeNumber.default(0),
        kind: z.string().max(64).optional(),
        limit: pageSize(1000, 200),
      }),
      answers: {
        200: { description: 'Audit events', schema: z.object({ events: z.array(auditEvent) }) },
      },
    },
    async ({ c, caller, query }) => {
      const events = await deps.stores.audit.list({ ...query(), sight: sightOf(caller) })
      return c.json(
        {
          events: events.map(({ auditNo, at, kind, actor, detail }) => ({
            audit_no: auditNo,
            at: formatInstant(at),
            kind,
            actor,
            detail,
          })),
        },
        200,
      )
    },
  )
}
