// /v1/disclosure-requests/{request_no}/clock, /method-change, /fee: what happens between arrival and answer.

import { z } from '@hono/zod-openapi'
import { clockSchema, feeSchema, methodChangeSchema } from '../domain/disclosure-schema.ts'
import { changeMethod } from '../usecases/change-method.ts'
import { openFile } from '../usecases/disclosure-file.ts'
import { keepClock } from '../usecases/keep-clock.ts'
import { noteFee } from '../usecases/note-fee.ts'
import type { Deps } from '../usecases/ports.ts'
import { requestView } from './disclosure-answers.ts'
import type { Api } from './routes.ts'

const tag = 'Disclosure requests'
const scope = 'disclosures'
const params = z.object({ request_no: z.string().max(64) })
const answers = { 201: { description: 'Kept', schema: requestView } }

export function disclosureWayRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/clock',
      scope,
      tag,
      summary: 'Stop the own clock, set it going, or put the day off; the day of A39 never moves',
      params,
      body: clockSchema,
      answers,
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const clock = await body()
      return c.json(await keepClock(deps, caller, { requestNo, clock }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/method-change',
      scope,
      tag,
      summary:
        'The way asked for is difficult: ask about another, note the answer, or tell that paper is left',
      params,
      body: methodChangeSchema,
      answers,
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const change = await body()
      return c.json(await changeMethod(deps, caller, { requestNo, change }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/fee',
      scope,
      tag,
      summary: 'Note that the fee arrived',
      params,
      body: feeSchema,
      answers,
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const fee = await body()
      return c.json(await noteFee(deps, caller, { requestNo, fee }), 201)
    },
  )
}
