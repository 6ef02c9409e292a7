// /v1/protective-marks: what exists for the restricted role alone (令11条).

import { z } from '@hono/zod-openapi'
import { pathCode } from '../domain/path-code.ts'
import { protectiveMarkSchema } from '../domain/protective-mark.ts'
import type { Deps } from '../usecases/ports.ts'
import {
  listProtectiveMarks,
  placeProtectiveMark,
  readProtectiveMark,
  releaseProtectiveMark,
} from '../usecases/protective-marks.ts'
import type { Api } from './routes.ts'

const tag = 'Protective marks'
const scope = 'restricted'
const params = z.object({ code: pathCode })

const revision = z.object({ code: z.string(), revision: z.int() })

const markView = protectiveMarkSchema
  .extend({
    ...revision.shape,
    released: z.boolean(),
    at: z.string(),
    by: z.string(),
    hides: z.object({ records: z.int(), lines: z.int() }),
  })
  .openapi('ProtectiveMark')

export function protectiveMarkRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'get',
      path: '/v1/protective-marks',
      scope,
      tag,
      summary: 'Marks, released ones included; the reading is logged',
      answers: { 200: { description: 'Marks', schema: z.object({ marks: z.array(markView) }) } },
    },
    async ({ c, caller }) => c.json({ marks: await listProtectiveMarks(deps, caller) }, 200),
  )

  api.route(
    {
      method: 'get',
      path: '/v1/protective-marks/{code}',
      scope,
      tag,
      summary: 'One mark and how much it hides; the reading is logged',
      params,
      answers: { 200: { description: 'The mark', schema: markView } },
    },
    async ({ c, caller, params: { code } }) =>
      c.json(await readProtectiveMark(deps, caller, code), 200),
  )

  api.route(
    {
      method: 'put',
      path: '/v1/protective-marks/{code}',
      scope,
      tag,
      summary: 'Place or change a mark: what it names, now and later, exists for nobody else',
      params,
      body: protectiveMarkSchema,
      answers: {
        200: { description: 'The revision', schema: revision.extend({ created: z.boolean() }) },
      },
    },
    async ({ c, caller, params: { code }, body }) =>
      c.json(await placeProtectiveMark(deps, caller, { code, ...(await body()) }), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/protective-marks/{code}/release',
      scope,
      tag,
      summary: 'Release a mark: what it hid is there again for everybody',
      params,
      answers: { 200: { description: 'The revision', schema: revision } },
    },
    async ({ c, caller, params: { code } }) =>
      c.json(await releaseProtectiveMark(deps, caller, code), 200),
  )
}
