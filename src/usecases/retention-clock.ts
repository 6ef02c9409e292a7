// Whether the clock may be trusted with an erasure (contract 7): a wrong clock would erase years too soon.

import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { Caller, Deps } from './ports.ts'

const HOUR_MS = 3_600_000
/** How long after the newest recorded instant the clock is believed unasked. */
const BELIEVED_MS = 48 * HOUR_MS
/** How long a confirmation holds. */
const CONFIRMED_MS = 24 * HOUR_MS
const CONFIRMED = 'retention.clock_confirmed'

/**
 * Throws `clock_not_trusted`, and says so in the audit log, when the clock stands before or more than 48 h
 * after the newest recorded instant and nobody confirmed it. A refusal is no recorded instant: a clock
 * that jumped does not become right by being refused twice.
 */
export async function assertClockTrusted(deps: Deps, actor: string): Promise<void> {
  const now = deps.clock()
  const newest = await newestInstant(deps)
  if (newest === undefined || (now >= newest && now - newest <= BELIEVED_MS)) return
  if (await isConfirmed(deps, now, newest)) return
  const detail = { clock: formatInstant(now), newest: formatInstant(newest) }
  await deps.stores.commit(
    deps.stores.audit.insert([{ at: now, kind: 'retention.clock_refused', actor, detail }]),
  )
  throw new DomainError(
    'clock_not_trusted',
    `The clock says ${detail.clock}, the newest recorded instant is ${detail.newest}: nothing is erased.`,
    {
      fix: 'Set the clock right, or let an administrator confirm it; a confirmation holds 24 hours.',
    },
  )
}

export interface ClockReading {
  clock: string
  /** The newest recorded instant; null for an empty ledger. */
  newest: string | null
}

/** What an administrator compares before they confirm it. */
export async function readClock(deps: Deps): Promise<ClockReading> {
  const newest = await newestInstant(deps)
  return {
    clock: formatInstant(deps.clock()),
    newest: newest === undefined ? null : formatInstant(newest),
  }
}

/** An administrator looked: the clock is right. */
export async function confirmClock(
  deps: Deps,
  { actor }: Pick<Caller, 'actor'>,
): Promise<ClockReading> {
  const now = deps.clock()
  const detail = await readClock(deps)
  await deps.stores.commit(
    deps.stores.audit.insert([{ at: now, kind: CONFIRMED, actor, detail: { ...detail } }]),
  )
  return detail
}

/** Of the newest record and the newest finished run; undefined for an empty ledger. */
async function newestInstant({ stores }: Deps): Promise<number | undefined> {
  const recordedAt = await stores.records.newestRecordedAt()
  if (recordedAt === undefined) return undefined
  // A dry run erases nothing and asks for no trust, so that it can give none.
  const [run] = await stores.retention.listRuns({ state: 'done', dryRun: false, limit: 1 })
  return Math.max(recordedAt, run?.finishedAt ?? recordedAt)
}

/**
 * Confirmed within the last 24 hours of this clock, and against what is the newest instant still: a clock
 * that jumps after its confirmation needs another one. Where the newest instant lies in the clock's
 * future no confirmation can be later than it, hence the comparison with what the confirmer saw.
 */
async function isConfirmed({ stores }: Deps, now: number, newest: number): Promise<boolean> {
  const confirmation = await stores.retention.findNewestAudit(CONFIRMED)
  if (!confirmation || confirmation.at > now || now - confirmation.at > CONFIRMED_MS) return false
  return confirmation.at >= newest || confirmation.detail.newest === formatInstant(newest)
}
