// /v1/registers and the record of an erasure: papers for the operator, an auditor, the PPC (documents.md 5).

import { z } from '@hono/zod-openapi'
import { registerSchema } from '../domain/register-schema.ts'
import { drawErasureRecord } from '../usecases/erasure-record.ts'
import { EDITIONS } from '../usecases/letter-document.ts'
import type { Deps } from '../usecases/ports.ts'
import { makeProvisionRegister } from '../usecases/register-provisions.ts'
import { positiveNumber } from './parameters.ts'
import { type Api, requireScope } from './routes.ts'

const tag = 'Registers'
const MEDIA_TYPE = 'application/pdf'

export function registerRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/registers/provision-records',
      scope: ['provisions:read', 'retention', 'admin'],
      tag,
      summary: 'Draw the register of provision records (第三者提供記録簿); the making is logged',
      description:
        'The full edition needs provisions:read; with restricted it shows hidden records.',
      body: registerSchema,
      answers: { 200: { description: 'The register', mediaType: MEDIA_TYPE } },
    },
    async ({ c, caller, body }) => {
      const order = await body()
      if (order.edition === 'full') requireScope(caller, ['provisions:read'])
      const { pdf, fileName } = await makeProvisionRegister(deps, caller, order)
      return c.body(new Uint8Array(pdf), 200, headersOf(fileName))
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/retention/runs/{run_id}/record',
      scope: 'retention',
      tag,
      summary: 'The record of erasure (廃棄記録) of a finished run; it names nobody',
      params: z.object({ run_id: positiveNumber }),
      query: z.strictObject({
        edition: z.enum(EDITIONS).default('ja'),
        volume: positiveNumber.default(1),
      }),
      answers: { 200: { description: 'The record of erasure', mediaType: MEDIA_TYPE } },
    },
    async ({ c, params: { run_id: runId }, query }) => {
      const { pdf, fileName } = await drawErasureRecord(deps, runId, query)
      return c.body(new Uint8Array(pdf), 200, headersOf(fileName))
    },
  )
}

function headersOf(fileName: string) {
  return {
    'Content-Type': MEDIA_TYPE,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  }
}
