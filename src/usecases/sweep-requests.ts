// The part of a retention run that redacts requests whose years are over: judged in pages, in small commits.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { keepTrace } from './erase-records.ts'
import { type Deps, StoreBusyError } from './ports.ts'
import { judgeRequests, redactRequests } from './redact-requests.ts'
import { type HeldByRequests, readHolds, refreshHolds } from './retention-holds.ts'

/** What a run or a preview tells about the register of requests. */
export interface RequestTally {
  /** Closed requests whose years are over. */
  requests_due: number
  requests_held: number
}

export interface RequestSweep {
  run: { runId: number; startedBy: string; asOf: CalendarDate; dryRun: boolean }
  heldByRequests: HeldByRequests
  isStopped(): Promise<boolean>
  /** Byte strings to be sought in the files afterwards. */
  traces: Uint8Array[]
  /** Counted up on the way, so that a run that fails tells how far it came. */
  tally: RequestTally & { requests_redacted: number }
}

/** Each with its extract and letters: some megabytes a commit. */
const BATCH = 10
/** How often a page is judged anew because something came between. */
const MAX_ATTEMPTS = 50

/** True when it was stopped. */
export async function sweepRequests(deps: Deps, sweep: RequestSweep): Promise<boolean> {
  const { run, tally, traces, heldByRequests } = sweep
  // A dry run tells no more than a preview.
  const sight = run.dryRun ? 'unprotected' : 'all'
  let holds = await readHolds(deps, heldByRequests, sight)
  let attempts = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    if (await sweep.isStopped()) return true
    holds = await refreshHolds(deps, holds, heldByRequests, sight)
    const page = await judgeRequests(deps, holds, { after, asOf: run.asOf, limit: BATCH })
    const free = page.judged.filter(({ held }) => !held)
    if (!run.dryRun) {
      const { seenAuditNo } = holds
      const by = { runId: run.runId, actor: run.startedBy, seenAuditNo }
      const redacted = await redactRequests(deps, free, by)
      tally.requests_redacted += redacted
      if (redacted < free.length) {
        if (++attempts === MAX_ATTEMPTS) {
          throw new StoreBusyError('the register changes faster than requests can be redacted')
        }
        tally.requests_due += redacted
        continue
      }
      for (const { sealed } of free) keepTrace(traces, sealed)
    }
    tally.requests_due += page.judged.length
    tally.requests_held += page.judged.length - free.length
    after = page.next
    attempts = 0
    await deps.janitor.rest()
  }
  return false
}
