// /v1/provisions: recording, reading, searching and mending records.

import { z } from '@hono/zod-openapi'
import canonicalize from 'canonicalize'
import { provisionEventSchema } from '../domain/provision-schema.ts'
import {
  amendmentSchema,
  searchSchema,
  settlementSchema,
  voidSchema,
} from '../domain/record-schema.ts'
import { amendRecord } from '../usecases/amend-record.ts'
import { getRecord, requireOwnRecord } from '../usecases/get-record.ts'
import type { Deps } from '../usecases/ports.ts'
import type { Recorder } from '../usecases/recorder.ts'
import { searchRecords } from '../usecases/search-records.ts'
import { settleConflict } from '../usecases/settle-conflict.ts'
import { noteRefused } from '../usecases/source-days.ts'
import { voidRecord } from '../usecases/void-record.ts'
import { mediaType, readJson } from './body.ts'
import { positiveNumber } from './parameters.ts'
import { HttpProblem, problemOf } from './problem.ts'
import { isSendersFault, outcomeProblem } from './provision-answers.ts'
import { streamProvisions } from './provision-stream.ts'
import type { Api } from './routes.ts'
import { recordBody, recordView, searchAnswer } from './schemas.ts'

const flag = z.enum(['true', 'false']).optional()
const recordParams = z.object({ record_no: positiveNumber })

export interface ProvisionRoutes {
  deps: Deps
  recorder: Recorder
  unreadPatienceMs: number
  logUnexpected: (error: unknown) => void
  keepAlive: (work: Promise<unknown>) => void
}

export function provisionRoutes(api: Api, { deps, recorder, ...stream }: ProvisionRoutes) {
  api.route(
    {
      method: 'post',
      path: '/v1/provisions',
      scope: 'provisions:write',
      tag: 'Provisions',
      summary: 'Record one provision event, or a stream of them',
      description:
        'One event as application/json, or one per line as application/x-ndjson (gzip accepted). 201 is sent after the commit is on disk.',
      query: z.strictObject({ strict: flag, answers: z.enum(['all', 'faults']).optional() }),
      body: provisionEventSchema,
      bodyMediaTypes: ['application/json', 'application/x-ndjson'],
      answers: {
        201: { description: 'Recorded and on disk', schema: recordBody },
        200: {
          description: 'Recorded before (Idempotent-Replayed: true), or the answers of a stream',
          schema: recordBody,
        },
      },
    },
    async ({ c, caller, query }) => {
      const note = (lines: number) => noteRefused(deps, caller, lines).catch(stream.logUnexpected)
      if (mediaType(c) === 'application/x-ndjson') {
        return streamProvisions(c, recorder, {
          caller,
          noteRefused: note,
          strict: query().strict === 'true',
          faultsOnly: query().answers === 'faults',
          ...stream,
        })
      }
      const record = async () => {
        const { value: event, raw } = await readJson(c, provisionEventSchema)
        const content = canonicalize(raw) as string
        const strict = query().strict === 'true'
        const outcome = await recorder({ caller, event, content, strict })
        if (!('record' in outcome)) throw new HttpProblem(outcomeProblem(outcome))
        return outcome
      }
      const { status, record: recorded } = await record().catch(async error => {
        if (isSendersFault(problemOf(error)?.status ?? 500)) await note(1)
        throw error
      })
      return status === 'recorded'
        ? c.json(recorded, 201)
        : c.json(recorded, 200, { 'Idempotent-Replayed': 'true' })
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/provisions/{record_no}',
      scope: 'provisions:read',
      tag: 'Provisions',
      summary: 'A record with its event, lines and history',
      params: recordParams,
      answers: { 200: { description: 'The record', schema: recordView } },
    },
    async ({ c, caller, params }) => c.json(await getRecord(deps, caller, params.record_no), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/provisions/search',
      scope: 'provisions:read',
      tag: 'Provisions',
      summary: 'Search records; a search by person says why and is logged',
      body: searchSchema,
      answers: {
        200: { description: 'A page of records, newest day first', schema: searchAnswer },
      },
    },
    async ({ c, caller, body }) => c.json(await searchRecords(deps, caller, await body()), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/provisions/{record_no}/amendments',
      scope: 'provisions:write',
      tag: 'Provisions',
      summary: 'Amend or fill a record; the earlier wording stays readable',
      params: recordParams,
      body: amendmentSchema,
      answers: { 201: { description: 'Amended', schema: recordBody } },
    },
    async ({ c, caller, params, body }) => {
      await requireOwnRecord(deps, caller, params.record_no)
      return c.json(await amendRecord(deps, caller, params.record_no, await body()), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/provisions/{record_no}/conflicts/{code}',
      scope: 'provisions:write',
      tag: 'Provisions',
      summary: 'Settle a conflict with the right basis, or as a breach with its measures',
      params: recordParams.extend({ code: z.string() }),
      body: settlementSchema,
      answers: { 201: { description: 'Settled', schema: recordBody } },
    },
    async ({ c, caller, params, body }) => {
      await requireOwnRecord(deps, caller, params.record_no)
      const settlement = { ...(await body()), code: params.code }
      return c.json(await settleConflict(deps, caller, params.record_no, settlement), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/provisions/{record_no}/void',
      scope: 'provisions:write',
      tag: 'Provisions',
      summary: 'Void a record: out of extracts, in the registers, retention runs on',
      params: recordParams,
      body: voidSchema,
      answers: { 201: { description: 'Void', schema: recordBody } },
    },
    async ({ c, caller, params, body }) => {
      await requireOwnRecord(deps, caller, params.record_no)
      return c.json(await voidRecord(deps, caller, params.record_no, await body()), 201)
    },
  )
}
