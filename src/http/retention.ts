// /v1/retention and /v1/legal-holds: what may go, what stays and why.

import { z } from '@hono/zod-openapi'
import { legalHoldSchema } from '../domain/legal-hold.ts'
import { pathCode } from '../domain/path-code.ts'
import { calendarDate } from '../domain/provision-schema.ts'
import { approvalSchema, retentionRunSchema } from '../domain/retention-schema.ts'
import { approveErasure } from '../usecases/approve-erasure.ts'
import { listLegalHolds, placeLegalHold, releaseLegalHold } from '../usecases/legal-holds.ts'
import type { Deps } from '../usecases/ports.ts'
import { previewRetention } from '../usecases/preview-retention.ts'
import { confirmClock } from '../usecases/retention-clock.ts'
import {
  listRetentionRuns,
  readRetentionRun,
  stopRetentionRun,
} from '../usecases/retention-runs.ts'
import { sightOf } from '../usecases/sight.ts'
import { startRetentionRun } from '../usecases/sweep-retention.ts'
import { legalHoldView, retentionPreview, retentionRun } from './disclosure-answers.ts'
import { pageSize, positiveNumber } from './parameters.ts'
import type { Api } from './routes.ts'

const tag = 'Retention'
const scope = 'retention'
const runParams = z.object({ run_id: positiveNumber })
const holdParams = z.object({ code: pathCode })

/** A short run answers with its end; a longer one is read at /v1/retention/runs/{run_id}. */
const WAIT_FOR_RUN_MS = 10_000

export function retentionRoutes(api: Api, deps: Deps, keepAlive: (work: Promise<unknown>) => void) {
  api.route(
    {
      method: 'get',
      path: '/v1/retention/preview',
      scope,
      tag,
      summary: 'What would go on a day, what would stay and why',
      query: z.strictObject({ as_of: calendarDate.optional() }),
      answers: { 200: { description: 'Counts', schema: retentionPreview } },
    },
    async ({ c, caller, query }) => {
      const { as_of: asOf } = query()
      const options = { sight: sightOf(caller), ...(asOf === undefined ? {} : { asOf }) }
      return c.json(await previewRetention(deps, options), 200)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/retention/runs',
      scope,
      tag,
      summary: 'Erase what may go; a day to come only with dry_run',
      body: retentionRunSchema,
      answers: { 201: { description: 'The run, done or still running', schema: retentionRun } },
    },
    async ({ c, caller, body }) => {
      const { as_of: asOf, dry_run: dryRun } = await body()
      const options = { dryRun, ...(asOf === undefined ? {} : { asOf }) }
      const { run, finished } = await startRetentionRun(deps, caller, options)
      keepAlive(finished)
      const waited = await Promise.race([finished, after(WAIT_FOR_RUN_MS)])
      return c.json(waited ?? (await readRetentionRun(deps, run.run_id)), 201)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/retention/runs',
      scope,
      tag,
      summary: 'Runs, newest first',
      query: z.strictObject({
        before: positiveNumber.optional(),
        limit: pageSize(200, 50),
      }),
      answers: { 200: { description: 'Runs', schema: z.object({ runs: z.array(retentionRun) }) } },
    },
    async ({ c, query }) => {
      const { before, limit } = query()
      const page = { ...(before === undefined ? {} : { before }), limit }
      return c.json({ runs: await listRetentionRuns(deps, page) }, 200)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/retention/runs/{run_id}',
      scope,
      tag,
      summary: 'A run: how far it is, and its report',
      params: runParams,
      answers: { 200: { description: 'The run', schema: retentionRun } },
    },
    async ({ c, params: { run_id } }) => c.json(await readRetentionRun(deps, run_id), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/retention/runs/{run_id}/stop',
      scope,
      tag,
      summary: 'Stop a run after the commit it is in; a new run goes on where it stood',
      params: runParams,
      answers: { 200: { description: 'The run', schema: retentionRun } },
    },
    async ({ c, caller, params: { run_id } }) =>
      c.json(await stopRetentionRun(deps, caller, run_id), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/retention/approvals',
      scope,
      tag,
      summary: 'Approve that incomplete records may go; by another key than the run’s',
      body: approvalSchema,
      answers: { 201: { description: 'Approved' } },
    },
    async ({ c, caller, body }) => c.json(await approveErasure(deps, caller, await body()), 201),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/retention/clock-confirmations',
      scope: 'admin',
      tag,
      summary: 'Confirm that the clock is right, after a run refused it',
      answers: { 201: { description: 'Confirmed' } },
    },
    async ({ c, caller }) => c.json(await confirmClock(deps, caller), 201),
  )

  api.route(
    {
      method: 'get',
      path: '/v1/legal-holds',
      scope,
      tag,
      summary: 'Holds, released ones included; the reading is logged',
      answers: {
        200: { description: 'Holds', schema: z.object({ holds: z.array(legalHoldView) }) },
      },
    },
    async ({ c, caller }) => c.json({ holds: await listLegalHolds(deps, caller) }, 200),
  )

  api.route(
    {
      method: 'put',
      path: '/v1/legal-holds/{code}',
      scope,
      tag,
      summary: 'Place or change a hold: nothing of its scope is erased until it is released',
      params: holdParams,
      body: legalHoldSchema,
      answers: { 200: { description: 'The hold', schema: legalHoldView } },
    },
    async ({ c, caller, params: { code }, body }) =>
      c.json(await placeLegalHold(deps, caller, { code, ...(await body()) }), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/legal-holds/{code}/release',
      scope,
      tag,
      summary: 'Release a hold; retention runs on',
      params: holdParams,
      answers: { 200: { description: 'The hold', schema: legalHoldView } },
    },
    async ({ c, caller, params: { code } }) =>
      c.json(await releaseLegalHold(deps, caller, code), 200),
  )
}

function after(ms: number): Promise<undefined> {
  return new Promise(resolve => {
    setTimeout(resolve, ms)
  })
}
