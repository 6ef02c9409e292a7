// Retention runs as callers see them: begun, read, stopped, and ended for those whose process died.

import { type CalendarDate, formatInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import { nextOf, writeApproval } from './append-approval.ts'
import { findApprovals } from './approval-revisions.ts'
import { type Caller, type Deps, StaleWriteError, type Write } from './ports.ts'
import type { RunState, StoredRun } from './retention-ports.ts'
import type { RetentionReport } from './retention-report.ts'
import { retryStale } from './retry-stale.ts'

export interface RetentionRunView {
  run_id: number
  state: RunState
  as_of: CalendarDate
  dry_run: boolean
  started_at: string
  started_by: string
  finished_at: string | null
  batches: number
  erased: number
  /** Empty while it runs. */
  report: unknown
}

/** A run that gave no sign of life for so long is dead: its process was killed. */
const DEAD_AFTER_MS = 10 * 60_000

/**
 * The row of a new run. Throws `run_in_progress` while another one erases.
 * @param word what lets it erase: stale when that does not stand any more.
 */
export async function beginRun(
  deps: Deps,
  run: Pick<StoredRun, 'asOf' | 'dryRun' | 'startedBy'>,
  { guard, detail: more }: { guard: Write[]; detail: object } = { guard: [], detail: {} },
): Promise<StoredRun> {
  const { retention, audit, commit } = deps.stores
  await failDeadRuns(deps)
  const startedAt = deps.clock()
  const detail = { as_of: run.asOf, dry_run: run.dryRun, ...more }
  try {
    await commit([
      ...guard,
      retention.insertRun({ ...run, startedAt }),
      ...audit.insert([
        { at: startedAt, kind: 'retention.run_started', actor: run.startedBy, detail },
      ]),
    ])
  } catch (error) {
    if (!(error instanceof StaleWriteError)) throw error
    const others = await retention.listRuns({ state: 'running', dryRun: false, limit: 1 })
    if (others.length === 0) throw error
    throw new DomainError('run_in_progress', 'A retention run is in progress.', {
      fix: 'Wait until it is done, or stop it.',
    })
  }
  const [begun] = await retention.listRuns({ state: 'running', dryRun: run.dryRun, limit: 1 })
  return begun as StoredRun
}

/** Ends runs whose process died; a new run goes on where they stood. Also to be called at start. */
export async function failDeadRuns(deps: Deps): Promise<number> {
  const { retention, audit, commit } = deps.stores
  const now = deps.clock()
  const running = await retention.listRuns({ state: 'running', limit: 100 })
  // A sign of life from the future was given under another clock.
  const dead = running.filter(({ beatAt }) => Math.abs(now - beatAt) > DEAD_AFTER_MS)
  for (const { runId, report } of dead) {
    await commit([
      retention.finishRun({
        runId,
        at: now,
        state: 'failed',
        report: { ...(report as object), error: 'process_died' },
      }),
      ...audit.insert([
        { at: now, kind: 'retention.run_failed', actor: 'schedule', detail: { run_id: runId } },
      ]),
    ])
  }
  return dead.length
}

export async function readRetentionRun(deps: Deps, runId: number): Promise<RetentionRunView> {
  const run = await deps.stores.retention.findRun(runId)
  if (!run) throw notFound()
  return viewRun(run)
}

/** Newest first; `before` is the number of the last run of the page before. */
export async function listRetentionRuns(
  deps: Deps,
  page: { state?: RunState; dryRun?: boolean; before?: number; limit: number },
): Promise<RetentionRunView[]> {
  return (await deps.stores.retention.listRuns(page)).map(viewRun)
}

/** What the newest dry run counted, if it was as of this day. */
export async function findDryRun(
  deps: Deps,
  asOf: CalendarDate,
): Promise<Pick<RetentionReport, 'erasable' | 'held' | 'requests_due'> | null> {
  const [run] = await deps.stores.retention.listRuns({ state: 'done', dryRun: true, limit: 1 })
  if (run?.asOf !== asOf) return null
  const { erasable, held, requests_due } = run.report as RetentionReport
  return { erasable, held, requests_due }
}

/**
 * Asks a run to stop after its current batch. What it erased stays erased; a new run goes on, where the settings
 * ask for a second person only with a new word of theirs.
 */
export async function stopRetentionRun(
  deps: Deps,
  { actor }: Pick<Caller, 'actor'>,
  runId: number,
): Promise<RetentionRunView> {
  const { retention, audit, commit } = deps.stores
  await retryStale(async () => {
    const run = await readRetentionRun(deps, runId)
    if (run.state !== 'running') return
    await commit([
      retention.requestStop(runId),
      ...(run.dry_run ? [] : await withdrawWords(deps, { actor }, run.as_of)),
      ...audit.insert([
        { at: deps.clock(), kind: 'retention.stop_requested', actor, detail: { run_id: runId } },
      ]),
    ])
  })
  return readRetentionRun(deps, runId)
}

/** Every word that lets a run erase as of this day; stale when one of them is closed meanwhile. */
async function withdrawWords(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  subject: CalendarDate,
): Promise<Write[]> {
  const page = { kinds: ['retention_run'], subject, state: 'approved' } as const
  return (await findApprovals(deps, page)).flatMap(word =>
    writeApproval(deps, caller, nextOf(deps, word, 'withdrawn'), undefined),
  )
}

function viewRun(run: StoredRun): RetentionRunView {
  return {
    run_id: run.runId,
    state: run.state,
    as_of: run.asOf,
    dry_run: run.dryRun,
    started_at: formatInstant(run.startedAt),
    started_by: run.startedBy,
    finished_at: run.finishedAt === null ? null : formatInstant(run.finishedAt),
    batches: run.batches,
    erased: run.erased,
    report: run.report,
  }
}
