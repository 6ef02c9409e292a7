// What comes after an answer has left the house: returned mail, objections, and alerts until they are settled.

import { z } from '@hono/zod-openapi'
import {
  alertSettlementSchema,
  objectionSchema,
  returnedDeliverySchema,
} from '../domain/aftermath-schema.ts'
import { openFile } from '../usecases/disclosure-file.ts'
import { noteObjection } from '../usecases/note-objection.ts'
import type { Deps } from '../usecases/ports.ts'
import { getAlert, listOpenAlerts, settleAlert } from '../usecases/request-alerts.ts'
import { returnDelivery } from '../usecases/return-delivery.ts'
import { alertPage, alertView, notedObjection, requestView } from './disclosure-answers.ts'
import { pageSize } from './parameters.ts'
import type { Api } from './routes.ts'

const tag = 'Disclosure requests'
const scope = 'disclosures'
const params = z.object({ request_no: z.string().max(64) })

export function aftermathRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/returned-delivery',
      scope,
      tag,
      summary: 'Say that the answer came back: an alert waits, and it may be delivered again',
      params,
      body: returnedDeliverySchema,
      answers: { 201: { description: 'Kept', schema: requestView } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const returned = await body()
      return c.json(await returnDelivery(deps, caller, { requestNo, returned }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/objections',
      scope,
      tag,
      summary:
        'Note that the person says a record is wrong; the record stays, later extracts say so',
      params,
      body: objectionSchema,
      answers: { 201: { description: 'Noted', schema: notedObjection } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const objection = await body()
      return c.json(await noteObjection(deps, caller, { requestNo, objection }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/alerts/{alert}/settlement',
      scope,
      tag,
      summary: 'Say what was done about an alert',
      params: params.extend({ alert: z.string().max(64) }),
      body: alertSettlementSchema,
      answers: { 201: { description: 'Settled', schema: alertView } },
    },
    async ({ c, caller, params: { request_no: requestNo, alert }, body }) => {
      await getAlert(deps, { requestNo, alert })
      const { how } = await body()
      return c.json(await settleAlert(deps, caller, { requestNo, alert, how }), 201)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/disclosure-alerts',
      scope,
      tag,
      summary: 'Open alerts by request, without personal data',
      query: z.strictObject({
        after: z.string().max(64).optional(),
        limit: pageSize(200, 50),
      }),
      answers: { 200: { description: 'Those of up to `limit` requests', schema: alertPage } },
    },
    async ({ c, query }) => c.json(await listOpenAlerts(deps, query()), 200),
  )
}
