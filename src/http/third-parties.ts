// /v1/third-parties: the register, its revisions, and the proposals it makes to waiting records.

import { z } from '@hono/zod-openapi'
import { notFound } from '../domain/domain-error.ts'
import { pathCode } from '../domain/path-code.ts'

import { acceptProposalsSchema, thirdPartySchema } from '../domain/record-schema.ts'
import type { Deps } from '../usecases/ports.ts'
import { acceptProposals, listProposals } from '../usecases/propose-fillings.ts'
import { readThirdPartyViews, registerThirdParty } from '../usecases/register-third-party.ts'
import { pageSize } from './parameters.ts'
import type { Api } from './routes.ts'
import { recordBody, thirdPartyView } from './schemas.ts'

const tag = 'Third parties'
const params = z.object({ code: pathCode })

const proposal = z
  .object({
    record_no: z.int(),
    occurred_on: z.string(),
    fills: z.array(z.string()),
    revision: z.int(),
  })
  .openapi('Proposal')

export function thirdPartyRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'put',
      path: '/v1/third-parties/{code}',
      scope: 'provisions:write',
      tag,
      summary: 'Register a third party, or a new revision of it',
      params,
      body: thirdPartySchema,
      answers: {
        201: {
          description: 'Registered',
          schema: z.object({ code: z.string(), revision: z.int() }),
        },
        200: { description: 'Revised, or already so' },
      },
    },
    async ({ c, caller, params: { code }, body }) => {
      const { created, ...answer } = await registerThirdParty(deps, caller, {
        code,
        ...(await body()),
      })
      return c.json(answer, created ? 201 : 200)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/third-parties',
      scope: 'provisions:read',
      tag,
      summary: 'Third parties by code; revision 0 waits for its registration',
      query: z.strictObject({
        after: pathCode.optional(),
        limit: pageSize(500, 100),
      }),
      answers: {
        200: {
          description: 'A page of the register',
          schema: z.object({
            third_parties: z.array(thirdPartyView),
            next_cursor: z.string().nullable(),
          }),
        },
      },
    },
    async ({ c, caller, query }) => {
      const { after, limit } = query()
      const parties = await readThirdPartyViews(deps, caller, {
        ...(after ? { afterCode: after } : {}),
        limit,
      })
      const next = parties.length === limit ? (parties.at(-1)?.code ?? null) : null
      return c.json({ third_parties: parties, next_cursor: next }, 200)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/third-parties/{code}',
      scope: 'provisions:read',
      tag,
      summary: 'One third party with its revisions',
      params,
      answers: { 200: { description: 'The third party', schema: thirdPartyView } },
    },
    async ({ c, caller, params: { code } }) => {
      const [party] = await readThirdPartyViews(deps, caller, { code })
      if (!party) throw notFound()
      return c.json(party, 200)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/third-parties/{code}/proposals',
      scope: 'provisions:read',
      tag,
      summary: 'Amendments that the register proposes to records still lacking its fields',
      params,
      answers: {
        200: {
          description: 'One proposal a record',
          schema: z.object({ proposals: z.array(proposal) }),
        },
      },
    },
    async ({ c, caller, params: { code } }) =>
      c.json({ proposals: await listProposals(deps, caller, code) }, 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/third-parties/{code}/proposals',
      scope: 'provisions:write',
      tag,
      summary: 'Accept the proposals, all or those of record_nos',
      params,
      body: acceptProposalsSchema,
      answers: {
        201: {
          description: 'The records filled',
          schema: z.object({ filled: z.array(recordBody) }),
        },
      },
    },
    async ({ c, caller, params: { code }, body }) => {
      const proposals = await listProposals(deps, caller, code)
      const filled = await acceptProposals(deps, caller, { code, proposals, ...(await body()) })
      return c.json({ filled }, 201)
    },
  )
}
