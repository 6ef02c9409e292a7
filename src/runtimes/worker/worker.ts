// The Worker: HTTP by the same app as on Node, and the night's retention by cron.

import { DomainError } from '../../domain/domain-error.ts'
import { describeError } from '../../http/describe-error.ts'
import { problem } from '../../http/problem.ts'
import { continueRetention } from '../../usecases/continue-retention.ts'
import { workAtNight } from '../../usecases/night-work.ts'
import { sweepRetention } from '../../usecases/sweep-retention.ts'
import { VaultError } from '../../vault/vault.ts'

import type { ExecutionContext, ScheduledEvent, WorkerEnv } from './bindings.ts'
import { gatherEvents } from './gather-stream.ts'
import { Invocation, withInvocation } from './invocation.ts'
import { type Isolate, log, openIsolate } from './isolate.ts'
import { readSettings, type Settings, SettingsError } from './settings.ts'

/** The quiet hour, 03:30 in Japan; every other tick only goes on with what this one left. */
const NIGHTLY = '30 18 * * *'
/** An invocation by HTTP lives on for 30 s after its answer, one by cron for 15 minutes. */
const HTTP_WORK_MS = 20_000
const CRON_WORK_MS = 600_000

let settings: Settings | undefined
let isolate: Isolate | undefined

export default {
  async fetch(request: Request, env: WorkerEnv, context: ExecutionContext): Promise<Response> {
    try {
      settings ??= await readSettings(env)
      const invocation = new Invocation(context, { ...settings, workMs: HTTP_WORK_MS })
      return await withInvocation(invocation, async () =>
        (await ready(env)).fetch(gatherEvents(request)),
      )
    } catch (error) {
      return notReady(error)
    }
  },

  async scheduled(event: ScheduledEvent, env: WorkerEnv, context: ExecutionContext) {
    settings ??= await readSettings(env)
    const invocation = new Invocation(context, { ...settings, workMs: CRON_WORK_MS })
    await withInvocation(invocation, async () => sweep(await ready(env), event))
  },
}

/** Never a promise that two invocations share: the second one could not wait for the first one's D1. */
async function ready(env: WorkerEnv): Promise<Isolate> {
  if (isolate) await isolate.refresh()
  else {
    const opened = await openIsolate(env, settings as Settings)
    isolate ??= opened
  }
  return isolate
}

async function sweep({ deps }: Isolate, { cron }: ScheduledEvent) {
  try {
    const run =
      cron === NIGHTLY ? await sweepRetention(deps, 'schedule') : await continueRetention(deps)
    if (run) {
      const { run_id, state, erased } = run
      log({ level: 'info', event: 'retention_sweep', run_id, state, erased })
    }
  } catch (error) {
    const refused = error instanceof DomainError ? error.code : describeError(error)
    log({ level: 'error', event: 'retention_sweep_failed', error: refused })
  }
  // Also when the run was refused: without a second person's word it is so every night.
  try {
    await workAtNight(deps, deps.janitor.mayGoOn)
  } catch (error) {
    log({ level: 'error', event: 'night_work_failed', error: describeError(error) })
  }
}

/** The Worker was deployed without what it needs: the answer says what, so that it can be mended. */
function notReady(error: unknown): Response {
  const faults =
    error instanceof SettingsError
      ? error.faults
      : error instanceof VaultError
        ? [{ name: 'MASTER_KEY', detail: error.detail, fix: error.fix }]
        : [{ name: 'DB', detail: 'the ledger does not open', fix: DATABASE_FIX }]
  log({
    level: 'error',
    event: 'not_ready',
    error: describeError(error),
    faults: faults.map(({ name }) => name),
  })
  const answer = problem('send_again', 'The service is not set up; see errors.', {
    fix: faults.map(({ fix }) => fix).join(' '),
    errors: faults.map(({ name, detail, fix }) => ({
      pointer: `/${name}`,
      code: 'not_set_up',
      detail: `${name} ${detail}`,
      fix,
    })),
  })
  return new Response(JSON.stringify(answer), {
    status: answer.status,
    headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '60' },
  })
}

const DATABASE_FIX =
  'Apply the migrations (npm run deploy:worker does; locally npm run dev:worker) and look at the log.'
