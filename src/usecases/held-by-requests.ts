// Which records may not be erased because somebody asks, or asked and was refused, for them (contract 7).

import { addDays, legalDayOfInstant } from '../domain/calendar-date.ts'
import { identityOf } from '../domain/disclosure-request.ts'
import { type DisclosureFile, openFiles, today } from './disclosure-file.ts'
import { findRecordNosEver } from './find-matching-lines.ts'
import type { Deps } from './ports.ts'
import type { RequestHold } from './retention-holds.ts'
import type { Sight } from './sight.ts'

const DAY_MS = 86_400_000

/**
 * Record numbers of every line, of any version, that a holding request matches, exactly or perhaps, by all
 * that it claims: what is not proven never speaks against a line. Void records and those without duty are
 * among them. An open request comes before an answered one.
 */
export async function findHeldRecordNos(
  deps: Pick<Deps, 'clock' | 'vault' | 'operator' | 'stores'>,
  sight: Sight = 'all',
): Promise<Map<number, RequestHold>> {
  const days = deps.operator.retention.hold_after_refusal_days
  // One day more than counted: the exact day is judged below, in Tokyo.
  const since = deps.clock() - (days + 1) * DAY_MS
  const files = await openFiles(deps, await deps.stores.disclosures.listNotClosedBefore(since))
  const held = new Map<number, RequestHold>()
  for (const file of files.filter(one => isHolding(deps, one))) {
    const { request, state } = file
    const identity = identityOf(request.data_subject, state.verification)
    const hold = state.closedAt === undefined ? 'disclosure_request' : 'disclosure_answered'
    for (const recordNo of await findRecordNosEver(deps, identity, sight)) {
      if (held.get(recordNo) !== 'disclosure_request') held.set(recordNo, hold)
    }
  }
  return held
}

/** Open, or closed with less than full disclosure: the person may complain or sue (A39, A40). */
export function isHolding(
  deps: Pick<Deps, 'clock' | 'operator'>,
  { state: { closedAt, decision } }: DisclosureFile,
  day = today(deps),
): boolean {
  if (closedAt === undefined) return true
  if (decision?.outcome === 'disclosed_full') return false
  const days = deps.operator.retention.hold_after_refusal_days
  return day <= addDays(legalDayOfInstant(closedAt), days)
}
