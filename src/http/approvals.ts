// /v1/approvals: what one person or key asks for and another one answers, where the operator's settings ask for two.

import { z } from '@hono/zod-openapi'
import {
  APPROVAL_KINDS,
  approvalDecisionSchema,
  approvalSchema,
  approvalWithdrawalSchema,
  SCOPE_OF_APPROVAL,
} from '../domain/approval.ts'
import {
  decideApproval,
  listApprovals,
  listWaitingApprovals,
  readApproval,
  requestApproval,
  withdrawApproval,
} from '../usecases/approvals.ts'
import type { Deps } from '../usecases/ports.ts'
import { pageSize } from './parameters.ts'
import { type Api, requireScope } from './routes.ts'

const tag = 'Approvals'
const scope = [...new Set(Object.values(SCOPE_OF_APPROVAL))]
const approvalId = z.string().regex(/^[a-z2-7]{12}$/)
const params = z.object({ approval_id: approvalId })

const summary = z
  .object({
    approval_id: z.string(),
    kind: z.enum(APPROVAL_KINDS),
    subject: z.string(),
    state: z.enum(['asked', 'approved', 'refused', 'used', 'withdrawn', 'lapsed']),
    asked_at: z.string(),
    asked_by: z.string(),
    own: z.boolean(),
    decided_at: z.string().nullable(),
    decided_by: z.string().nullable(),
    closed_at: z.string().nullable(),
    closed_by: z.string().nullable(),
    holds_through: z.string(),
  })
  .openapi('Approval')

export function approvalRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'get',
      path: '/v1/approvals',
      scope,
      tag,
      summary: 'Approvals of the kinds that the key’s scopes let it know of',
      description:
        'Those that wait, the oldest first; with `all=true` every one, the newest first.',
      query: z.strictObject({
        all: z.enum(['true', 'false']).default('false'),
        after: approvalId.optional(),
        limit: pageSize(200, 50),
      }),
      answers: {
        200: { description: 'Approvals', schema: z.object({ approvals: z.array(summary) }) },
      },
    },
    async ({ c, caller, query }) => {
      const { all, after, limit } = query()
      const page = { limit, ...(after === undefined ? {} : { after }) }
      const approvals =
        all === 'true'
          ? await listApprovals(deps, caller, page)
          : await listWaitingApprovals(deps, caller)
      return c.json({ approvals }, 200)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/approvals',
      scope,
      tag,
      summary: 'Ask a second person for what the settings do not let one do alone',
      body: approvalSchema,
      answers: { 201: { description: 'The question, new or standing', schema: summary } },
    },
    async ({ c, caller, body }) => {
      const asked = await body()
      requireScope(caller, [SCOPE_OF_APPROVAL[asked.kind]])
      return c.json(await requestApproval(deps, caller, asked), 201)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/approvals/{approval_id}',
      scope,
      tag,
      summary: 'What exactly is asked for, and why; the reading is logged',
      params,
      answers: {
        200: {
          description: 'The approval',
          schema: summary.extend({
            reason: z.string().nullable(),
            mark: z.unknown(),
            decision_reason: z.string().nullable(),
            closing_reason: z.string().nullable(),
            fits: z.boolean(),
            about: z.unknown(),
          }),
        },
      },
    },
    async ({ c, caller, params: { approval_id } }) =>
      c.json(await readApproval(deps, caller, approval_id), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/approvals/{approval_id}/decision',
      scope,
      tag,
      summary: 'Approve or refuse; by another key or person than who asked',
      params,
      body: approvalDecisionSchema,
      answers: { 200: { description: 'The approval', schema: summary } },
    },
    async ({ c, caller, params: { approval_id }, body }) =>
      c.json(
        await decideApproval(deps, caller, { approvalId: approval_id, ...(await body()) }),
        200,
      ),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/approvals/{approval_id}/withdrawal',
      scope,
      tag,
      summary:
        'Take back what was asked for or approved, while it is not used; stops a run under it',
      params,
      body: approvalWithdrawalSchema,
      answers: { 200: { description: 'The approval', schema: summary } },
    },
    async ({ c, caller, params: { approval_id }, body }) =>
      c.json(
        await withdrawApproval(deps, caller, { approvalId: approval_id, ...(await body()) }),
        200,
      ),
  )
}
