// What the ledger does by itself and what has to be looked at: erasures to come, holds, checks, the law that changes.

import {
  addDays,
  type CalendarDate,
  formatInstant,
  legalDayOfInstant,
} from '../domain/calendar-date.ts'
import { holdReviewOn, isReviewDue } from '../domain/legal-hold.ts'
import { RECORD_RULES, type RuleCode } from '../domain/record-rules.ts'
import { openHold } from './legal-holds.ts'
import type { Caller, Deps } from './ports.ts'
import { countDueOn } from './provision-counts.ts'
import type { HeldReason } from './retention-judgement.ts'
import type { RunState } from './retention-ports.ts'
import { sightOf } from './sight.ts'

const ERASED_WITHIN_DAYS = 30
const LAW_WITHIN_DAYS = 183

export interface UpkeepToday {
  erasures: {
    /** Records whose day has come, held ones among them, and those whose day comes within 30 days. */
    due: number
    coming: number
    /** What kept records at the last run; null before the first one. */
    last: {
      run_id: number
      as_of: CalendarDate
      started_at: string
      state: RunState
      erased: number
      held: number
      reasons: Partial<Record<HeldReason, number>>
    } | null
  }
  holds: { in_force: number; past_review: { code: string; review_on: CalendarDate }[] }
  /** The newest of each; null: never. */
  checks: {
    verified: { at: string; faults: number } | null
    exported_at: string | null
    /** When this ledger came here from an export: a drill elsewhere is known there alone. */
    imported_at: string | null
  }
  /** Rows of the law table that begin or end within half a year. */
  law: { rule: RuleCode; begins_on: CalendarDate | null; ends_on: CalendarDate | null }[]
}

/** Numbers, codes and days: holds are opened for their day of review alone. */
export async function readUpkeep(deps: Deps, caller: Pick<Caller, 'scopes'>): Promise<UpkeepToday> {
  const { stores, operator } = deps
  const today = legalDayOfInstant(deps.clock())
  const counting = { stores, graceDays: operator.retention.grace_days }
  const sight = sightOf(caller)
  const due = await countDueOn(counting, { day: today, sight })
  const soon = await countDueOn(counting, { day: addDays(today, ERASED_WITHIN_DAYS), sight })
  return {
    erasures: { due, coming: soon - due, last: await lastRun(deps) },
    holds: await readHolds(deps, today),
    checks: await readChecks(deps),
    law: changesOfLaw(today),
  }
}

async function lastRun({ stores }: Deps): Promise<UpkeepToday['erasures']['last']> {
  const [run] = await stores.retention.listRuns({ dryRun: false, limit: 1 })
  if (!run) return null
  const { held, reasons } = run.report as {
    held?: number
    reasons?: Partial<Record<HeldReason, number>>
  }
  return {
    run_id: run.runId,
    as_of: run.asOf,
    started_at: formatInstant(run.startedAt),
    state: run.state,
    erased: run.erased,
    held: held ?? 0,
    reasons: reasons ?? {},
  }
}

async function readHolds(deps: Deps, today: CalendarDate): Promise<UpkeepToday['holds']> {
  const inForce = (await deps.stores.retention.listHolds()).filter(({ released }) => !released)
  return {
    in_force: inForce.length,
    past_review: inForce
      .map(hold => ({ code: hold.code, review_on: holdReviewOn(openHold(deps, hold), hold.at) }))
      .filter(({ review_on }) => isReviewDue(review_on, today)),
  }
}

async function readChecks({ stores }: Deps): Promise<UpkeepToday['checks']> {
  const verified = await stores.retention.findNewestAudit('ledger.verified')
  const exported = await stores.retention.findNewestAudit('ledger.exported')
  const imported = await stores.retention.findNewestAudit('ledger.imported')
  return {
    verified: verified
      ? { at: formatInstant(verified.at), faults: Number(verified.detail.faults ?? 0) }
      : null,
    exported_at: exported ? formatInstant(exported.at) : null,
    imported_at: imported ? formatInstant(imported.at) : null,
  }
}

function changesOfLaw(today: CalendarDate): UpkeepToday['law'] {
  const until = addDays(today, LAW_WITHIN_DAYS)
  const near = (day: CalendarDate | null) =>
    day !== null && day >= today && day <= until ? day : null
  return RECORD_RULES.map(({ rule, validFrom, validTo }) => ({
    rule,
    begins_on: near(validFrom),
    ends_on: near(validTo),
  })).filter(({ begins_on, ends_on }) => begins_on !== null || ends_on !== null)
}
