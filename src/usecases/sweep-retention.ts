// The retention run (contract 7): on request and every night the same erasure, in small commits.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import { eraseHistory, type HistoryErased } from './erase-history.ts'
import { eraseRecords } from './erase-records.ts'
import { findHeldRecordNos } from './held-by-requests.ts'
import { type Caller, type Deps, StoreBusyError } from './ports.ts'
import { assertClockTrusted } from './retention-clock.ts'
import { type HeldByRequests, readHolds, refreshHolds } from './retention-holds.ts'
import { type JudgedPage, judgePage, type Place } from './retention-judgement.ts'
import type { JanitorResult, StoredRun } from './retention-ports.ts'
import type { RetentionReport } from './retention-report.ts'
import { beginRun, type RetentionRunView, readRetentionRun } from './retention-runs.ts'
import { Tally } from './retention-tally.ts'
import { retryStale } from './retry-stale.ts'
import { type ApprovedRun, requireRunApproval } from './second-person.ts'
import type { Sight } from './sight.ts'
import { sweepRequests } from './sweep-requests.ts'

export interface RetentionRunOptions {
  /** Default: today, or the day that a second person approved. A day to come only with `dryRun`. */
  asOf?: CalendarDate
  /** Counts, and erases nothing. */
  dryRun?: boolean
  batchSize?: number
  heldByRequests?: HeldByRequests
}

/** Some 30 ms on one core: what is posted meanwhile waits no longer. */
const BATCH = 100
/** What only counts holds nobody up. */
const DRY_BATCH = 2_000
/** How often a page is judged anew because something came between. */
const MAX_ATTEMPTS = 50
const BEAT_EVERY_MS = 60_000

/** Runs to the end. The night's sweep passes `'schedule'`. */
export async function sweepRetention(
  deps: Deps,
  caller: Pick<Caller, 'actor'> | 'schedule',
  options: RetentionRunOptions = {},
): Promise<RetentionRunView> {
  return (await startRetentionRun(deps, caller, options)).finished
}

/**
 * Begins a run and goes on behind the answer. Throws `future_run`, `approval_needed`,
 * `clock_not_trusted`, `run_in_progress`; what befalls it later stands on the run and rejects `finished`.
 */
export async function startRetentionRun(
  deps: Deps,
  caller: Pick<Caller, 'actor'> | 'schedule',
  options: RetentionRunOptions = {},
): Promise<{ run: RetentionRunView; finished: Promise<RetentionRunView> }> {
  const actor = caller === 'schedule' ? caller : caller.actor
  const today = legalDayOfInstant(deps.clock())
  const { dryRun = false } = options
  if (options.asOf !== undefined && options.asOf > today && !dryRun) {
    throw new DomainError('future_run', `${options.asOf} has not come: nothing can be erased.`, {
      fix: 'Leave `as_of` out, or ask with `dry_run` what would go on that day.',
    })
  }
  // Again when the word was used or withdrawn before the run began under it.
  const { begun, approved } = await retryStale(async () => {
    const approved = dryRun ? undefined : await requireRunApproval(deps, options.asOf)
    const asOf = options.asOf ?? approved?.asOf ?? today
    if (!dryRun) await assertClockTrusted(deps, actor)
    return { begun: await beginRun(deps, { asOf, dryRun, startedBy: actor }, approved), approved }
  })
  const finished = new Run(deps, begun, { ...options, approved }).toTheEnd()
  // Whoever does not wait for it reads the row.
  finished.catch(() => undefined)
  return { run: await readRetentionRun(deps, begun.runId), finished }
}

class Run {
  readonly #deps: Deps
  readonly #run: StoredRun
  readonly #batchSize: number
  readonly #heldByRequests: HeldByRequests
  /** A mark (令11条) keeps nothing from erasure; a dry run tells no more than a preview. */
  readonly #sight: Sight
  readonly #tally = new Tally()
  readonly #traces: Uint8Array[] = []
  readonly #requests = { requests_due: 0, requests_held: 0, requests_redacted: 0 }
  #history: HistoryErased = { audit_events: 0, erasures: 0 }
  #recordsBefore = 0
  #files: JanitorResult | null = null
  #isSpent = false
  #beatAt: number
  readonly #approved: ApprovedRun | undefined

  constructor(
    deps: Deps,
    run: StoredRun,
    options: RetentionRunOptions & { approved: ApprovedRun | undefined },
  ) {
    this.#deps = deps
    this.#run = run
    this.#approved = options.approved
    this.#batchSize = options.batchSize ?? (run.dryRun ? DRY_BATCH : BATCH)
    this.#heldByRequests = options.heldByRequests ?? findHeldRecordNos
    this.#sight = run.dryRun ? 'unprotected' : 'all'
    this.#beatAt = run.startedAt
  }

  async toTheEnd(): Promise<RetentionRunView> {
    const { runId, dryRun } = this.#run
    try {
      this.#recordsBefore = await this.#deps.stores.registers.countRecords()
      const stopped = (await this.#walk()) || (await this.#sweepRequests())
      if (!dryRun && !stopped) {
        this.#history = await eraseHistory(this.#deps, { runId, actor: this.#run.startedBy })
        await this.#tidyFiles()
      }
      await this.#end(stopped ? 'stopped' : 'done')
    } catch (error) {
      await this.#end('failed', error)
      throw error
    }
    return readRetentionRun(this.#deps, runId)
  }

  /** True when it was stopped. */
  async #walk(): Promise<boolean> {
    let holds = await readHolds(this.#deps, this.#heldByRequests, this.#sight)
    let attempts = 0
    for (let place: Place | undefined = {}; place; ) {
      if (await this.#isStopped()) return true
      holds = await refreshHolds(this.#deps, holds, this.#heldByRequests, this.#sight)
      const page: JudgedPage = await judgePage(this.#deps, holds, place, {
        asOf: this.#run.asOf,
        actor: this.#run.startedBy,
        limit: this.#batchSize,
        sight: this.#sight,
      })
      if (await this.#eraseOf(page, holds.seenAuditNo)) {
        place = page.next
        attempts = 0
      } else if (++attempts === MAX_ATTEMPTS) {
        throw new StoreBusyError('the ledger changes faster than records can be erased')
      }
      await this.#deps.janitor.rest()
    }
    return false
  }

  #sweepRequests(): Promise<boolean> {
    return sweepRequests(this.#deps, {
      run: this.#run,
      heldByRequests: this.#heldByRequests,
      isStopped: () => this.#isStopped(),
      traces: this.#traces,
      tally: this.#requests,
    })
  }

  /** False when something came between: the page must be judged anew. */
  async #eraseOf({ judged }: JudgedPage, seenAuditNo: number): Promise<boolean> {
    const { runId, dryRun, startedBy: actor } = this.#run
    const erasable = judged.filter(({ reasons }) => reasons.length === 0)
    const gone = dryRun
      ? new Set<number>()
      : await eraseRecords(this.#deps, erasable, { runId, actor, seenAuditNo }, this.#traces)
    for (const record of erasable) {
      if (dryRun || gone.has(record.recordNo)) this.#tally.erasable(record, !dryRun)
    }
    if (!dryRun && gone.size < erasable.length) return false
    for (const record of judged) {
      // Who reads the report may not know that it is there.
      if (record.reasons.length > 0 && !record.isProtected) this.#tally.held(record)
    }
    return true
  }

  async #isStopped(): Promise<boolean> {
    const { stores, clock, janitor } = this.#deps
    this.#isSpent = janitor.mayGoOn?.() === false
    if (this.#isSpent) return true
    const { runId } = this.#run
    const row = await stores.retention.findRun(runId)
    if (row?.state !== 'running' || row.stopRequested) return true
    if (Math.abs(clock() - this.#beatAt) > BEAT_EVERY_MS) {
      this.#beatAt = clock()
      await stores.commit([stores.retention.beat(runId, this.#beatAt)])
    }
    return false
  }

  /** Also what an earlier run left undone, because it was stopped or its process died. */
  async #tidyFiles() {
    const { stores, janitor, clock } = this.#deps
    const owed = await stores.retention.isCleaningOwed()
    if (!owed && this.#history.audit_events === 0) return
    await stores.commit([stores.retention.beat(this.#run.runId, clock())])
    this.#files = await janitor.finish(this.#traces)
    const { vacuumed, checkpointed, residue, refused } = this.#files
    // Where the store refuses it no later run could do more: the report says what stays.
    if (refused || (vacuumed && checkpointed && residue.found === 0)) {
      await stores.commit([stores.retention.markCleaned(clock())])
    }
  }

  async #end(state: 'done' | 'stopped' | 'failed', error?: unknown) {
    const { stores, clock } = this.#deps
    const { runId, startedBy: actor } = this.#run
    const records = {
      before: this.#recordsBefore + this.#tally.erasedHidden,
      after: await stores.registers.countRecords(),
    }
    const report = { ...this.#report(error), records }
    const { erased, held } = report
    await stores.commit([
      stores.retention.finishRun({ runId, at: clock(), state, report }),
      // A run that was cut short, and stopped by nobody, goes on under the same word.
      ...(state === 'done' ? (this.#approved?.useUp({ actor }) ?? []) : []),
      ...stores.audit.insert([
        {
          at: clock(),
          kind: `retention.run_${state}`,
          actor,
          detail: { run_id: runId, erased, held },
        },
      ]),
    ])
  }

  #report(error: unknown): RetentionReport {
    const { asOf, dryRun } = this.#run
    const { retention } = this.#deps.operator
    return {
      as_of: asOf,
      dry_run: dryRun,
      grace_days: retention.grace_days,
      voluntary_years: retention.voluntary_years,
      ...this.#tally.report(),
      ...this.#requests,
      history_erased: this.#history,
      files: this.#files,
      ...(this.#isSpent ? { stopped_for: 'budget' as const } : {}),
      // The name only: a message may hold what it choked on.
      ...(error === undefined ? {} : { error: error instanceof Error ? error.name : 'unknown' }),
    }
  }
}
