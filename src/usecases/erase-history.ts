// The audit log and erasure reports have their own years (contract 8); then they go, and an event says so.

import { addYears, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { Deps } from './ports.ts'

/** How many rows of the audit log and of erasure reports outlived their years. */
export interface HistoryErased {
  audit_events: number
  erasures: number
}

type HistoryDeps = Pick<Deps, 'stores' | 'operator' | 'clock'>

/**
 * What was asked about marks and came to nothing. What it would have protected may be long gone: kept as long as a
 * request about it, and no longer where nobody says the second word that a run needs.
 */
export async function redactAskedMarks(deps: HistoryDeps): Promise<void> {
  const { stores, operator } = deps
  await stores.commit([stores.approvals.redactMarks(yearsAgo(deps, operator.register_years))])
}

export async function eraseHistory(
  deps: HistoryDeps,
  { runId, actor }: { runId: number; actor: string },
): Promise<HistoryErased> {
  const { stores, operator, clock } = deps
  await redactAskedMarks(deps)
  const before = yearsAgo(deps, operator.audit_years)
  const { auditEvents, erasures } = await stores.retention.countHistoryBefore(before)
  const erased = { audit_events: auditEvents, erasures }
  if (auditEvents + erasures === 0) return erased
  const detail = { run_id: runId, ...erased }
  await stores.commit([
    ...stores.retention.eraseHistoryBefore(before),
    ...stores.audit.insert([{ at: clock(), kind: 'retention.history_erased', actor, detail }]),
  ])
  return erased
}

const yearsAgo = ({ clock }: Pick<Deps, 'clock'>, years: number) =>
  Date.parse(`${addYears(legalDayOfInstant(clock()), -years)}T00:00:00+09:00`)
