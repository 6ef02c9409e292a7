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
import {
  findRequestMatches,
  isOpen,
  isOwn,
  type RequestMatch,
  shownLines,
} from './request-matches.ts'
import { retryStale } from './retry-stale.ts'
import { refuseUnseen } from './seen-file.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/**
 * @param seen as `readDecisionGrounds` told it, where somebody decides by what they saw.
 * Throws identity_not_verified, candidates_open, outcome_does_not_fit, invalid_body (a refusal that cannot
 * stand), already_issued, request_closed, changed_meanwhile.
 */
export function decideRequest(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, decision, seen }: { requestNo: string; decision: PostedDecision; seen?: string },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    refuseUnseen(deps, file, { seen })
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
      lines: await linesToDisclose(deps, file, { decision, seen }),
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
  { decision, seen }: { decision: PostedDecision; seen: string | undefined },
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
  refuseUnseen(deps, file, { seen, lines: shownLines(own) })
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
    throw doesNotFit('/outcome refuses_nothing', `${outcome} refuses nothing.`, {
      fix: 'Leave refusals out, or decide disclosed_partial or not_disclosed.',
    })
  }
  if (refuses && refusals.length === 0) {
    throw doesNotFit('/refusals none_refused', `${outcome} names nothing that is refused.`, {
      fix: 'Name each line, and its items, in `refusals`, with ground and reasons.',
    })
  }
  if (outcome !== 'withdrawn' && withdrawn_on !== undefined) {
    throw doesNotFit('/withdrawn_on other_outcome', `${outcome} takes no withdrawn_on.`, {
      fix: 'Leave it out, or decide withdrawn.',
    })
  }
  if (outcome !== 'not_accepted' && not_accepted_for !== undefined) {
    throw doesNotFit('/not_accepted_for other_outcome', `${outcome} takes no not_accepted_for.`, {
      fix: 'Leave it out, or decide not_accepted.',
    })
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
    throw doesNotFit('/outcome lines_left', `${own.length} disclosable line(s) are left.`, {
      fix: 'Decide disclosed_full, disclosed_partial or not_disclosed.',
    })
  }
  if (own.length === 0) {
    throw doesNotFit('/outcome no_line_left', 'No disclosable line is left.', {
      fix: 'Decide not_exist.',
    })
  }
  if (outcome === 'not_disclosed' && shown.length > 0) {
    const detail = `${shown.length} disclosable line(s) are not refused as a whole.`
    throw doesNotFit('/refusals not_whole', detail, {
      fix: 'Refuse each of them without `items`, or decide disclosed_partial.',
    })
  }
  if (outcome === 'disclosed_partial' && shown.length === 0) {
    throw doesNotFit('/outcome all_whole', 'Every disclosable line is refused as a whole.', {
      fix: 'Decide not_disclosed.',
    })
  }
}

/** @param fault where in the body, and its code. */
function doesNotFit(fault: `/${string} ${string}`, detail: string, { fix }: { fix: string }) {
  const [pointer = '', code = ''] = fault.split(' ')
  const faults = [{ pointer, code, detail, fix }]
  return new DomainError('outcome_does_not_fit', detail, { fix, faults })
}
