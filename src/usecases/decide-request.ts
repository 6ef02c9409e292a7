// Deciding a request (A33(2)(3)): the outcome must fit what is left once every candidate is settled.

import type { PostedDecision } from '../domain/disclosure-schema.ts'
import type { Decision, Step } from '../domain/disclosure-steps.ts'
import { DomainError } from '../domain/domain-error.ts'
import {
  type DisclosureFile,
  openFile,
  refuseIssued,
  requireVerified,
  writeSteps,
} from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { isRefusedWhole, refuseBadRefusals } from './refused-lines.ts'
import { findRequestMatches, isOpen, isOwn, type RequestMatch } from './request-matches.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/**
 * Throws identity_not_verified, candidates_open, outcome_does_not_fit, invalid_body (a refusal that cannot
 * stand), already_issued, request_closed.
 */
export function decideRequest(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, decision }: { requestNo: string; decision: PostedDecision },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    const { outcome, not_accepted_for, releases, refusals, show_withheld_count, withdrawn_on } =
      decision
    if (withdrawn_on) {
      refuseImpossibleDay(deps, ['withdrawn_on', withdrawn_on], file.request.received_on)
    }
    const detail: Decision = {
      outcome,
      ...(not_accepted_for ? { not_accepted_for } : {}),
      ...(releases ? { releases } : {}),
      ...(refusals && refusals.length > 0 ? { refusals } : {}),
      ...(show_withheld_count ? { show_withheld_count } : {}),
      lines: await linesToDisclose(deps, file, decision),
    }
    const steps: Step[] = [{ kind: 'decided', detail }]
    if (outcome === 'withdrawn') {
      steps.push({ kind: 'withdrawn', detail: withdrawn_on ? { withdrawn_on } : {} })
    }
    const audit = {
      kind: 'disclosure.decided' as const,
      detail: { outcome, lines: detail.lines.length, refusals: refusals?.length ?? 0 },
    }
    await deps.stores.commit(writeSteps(deps, caller, file, { steps, audit }))
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

async function linesToDisclose(
  deps: Deps,
  file: DisclosureFile,
  decision: PostedDecision,
): Promise<Decision['lines']> {
  const { outcome, refusals = [] } = decision
  refuseStray(decision)
  // Neither speaks of records: they need no verification and no settled candidates.
  if (outcome === 'withdrawn' || outcome === 'not_accepted') return []
  requireVerified(file)
  const matches = await findRequestMatches(deps, file)
  const open = matches.filter(isOpen).length
  if (open > 0) {
    throw new DomainError(
      'candidates_open',
      `${open} disclosable candidate(s) are neither confirmed nor rejected.`,
      { fix: 'Settle them (POST …/matches), then decide.', members: { open } },
    )
  }
  const own = matches.filter(match => match.disclosable && isOwn(match))
  refuseBadRefusals(deps, own, decision)
  const shown = own.filter(match => !isRefusedWhole(refusals, match))
  refuseUnfit(decision, own, shown)
  return shown.map(({ recordNo, line, wordingId, record }) => [
    recordNo,
    line,
    wordingId,
    record.thirdPartyWordingId,
  ])
}

/** Refusals and reasons belong to the outcomes that speak of them. */
function refuseStray({ outcome, refusals = [], not_accepted_for, withdrawn_on }: PostedDecision) {
  const refuses = outcome === 'disclosed_partial' || outcome === 'not_disclosed'
  if (!refuses && refusals.length > 0) {
    throw doesNotFit(
      `${outcome} refuses nothing.`,
      'Leave refusals out, or decide disclosed_partial or not_disclosed.',
    )
  }
  if (refuses && refusals.length === 0) {
    throw doesNotFit(
      `${outcome} names nothing that is refused.`,
      'Name each line, and its items, in `refusals`, with ground and reasons.',
    )
  }
  if (outcome !== 'withdrawn' && withdrawn_on !== undefined) {
    throw doesNotFit(`${outcome} takes no withdrawn_on.`, 'Leave it out, or decide withdrawn.')
  }
  if (outcome !== 'not_accepted' && not_accepted_for !== undefined) {
    throw doesNotFit(
      `${outcome} takes no not_accepted_for.`,
      'Leave it out, or decide not_accepted.',
    )
  }
}

/**
 * @param own lines that are this person's and disclosable.
 * @param shown those of them that are not refused as a whole.
 */
function refuseUnfit(
  { outcome }: PostedDecision,
  own: readonly RequestMatch[],
  shown: readonly RequestMatch[],
) {
  if (outcome === 'not_exist') {
    if (own.length === 0) return
    throw doesNotFit(
      `${own.length} disclosable line(s) are left.`,
      'Decide disclosed_full, disclosed_partial or not_disclosed.',
    )
  }
  if (own.length === 0) throw doesNotFit('No disclosable line is left.', 'Decide not_exist.')
  if (outcome === 'not_disclosed' && shown.length > 0) {
    throw doesNotFit(
      `${shown.length} disclosable line(s) are not refused as a whole.`,
      'Refuse each of them without `items`, or decide disclosed_partial.',
    )
  }
  if (outcome === 'disclosed_partial' && shown.length === 0) {
    throw doesNotFit('Every disclosable line is refused as a whole.', 'Decide not_disclosed.')
  }
}

function doesNotFit(detail: string, fix: string): DomainError {
  return new DomainError('outcome_does_not_fit', detail, { fix })
}
