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
import { findRequestMatches, isOpen, isOwn } from './request-matches.ts'
import { retryStale } from './retry-stale.ts'

/** Throws identity_not_verified, candidates_open, outcome_does_not_fit, already_issued, request_closed. */
export function decideRequest(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, decision }: { requestNo: string; decision: PostedDecision },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    const { outcome, not_accepted_for, releases } = decision
    const detail: Decision = {
      outcome,
      ...(not_accepted_for ? { not_accepted_for } : {}),
      ...(releases ? { releases } : {}),
      lines: await linesToDisclose(deps, file, decision),
    }
    const steps: Step[] = [{ kind: 'decided', detail }]
    if (outcome === 'withdrawn') steps.push({ kind: 'withdrawn', detail: {} })
    const audit = { kind: 'disclosure.decided', detail: { outcome, lines: detail.lines.length } }
    await deps.stores.commit(writeSteps(deps, caller, file, { steps, audit }))
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

async function linesToDisclose(
  deps: Deps,
  file: DisclosureFile,
  decision: PostedDecision,
): Promise<Decision['lines']> {
  const { outcome } = decision
  refuseUnfit(decision)
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
  if (outcome === 'disclosed_full' && own.length === 0) {
    throw doesNotFit('No disclosable line is left.', 'Decide not_exist.')
  }
  if (outcome === 'not_exist' && own.length > 0) {
    throw doesNotFit(`${own.length} disclosable line(s) are left.`, 'Decide disclosed_full.')
  }
  return own.map(({ recordNo, line, wordingId, record }) => [
    recordNo,
    line,
    wordingId,
    record.thirdPartyWordingId,
  ])
}

function refuseUnfit({ outcome, refusals = [], not_accepted_for }: PostedDecision) {
  if (outcome === 'disclosed_partial' || outcome === 'not_disclosed') {
    throw doesNotFit(
      'Refusing records or items (A33(2) proviso) is not built yet.',
      'Decide disclosed_full, or wait for the version that takes refusals.',
    )
  }
  if (refusals.length > 0) {
    throw doesNotFit(`${outcome} refuses nothing.`, 'Leave refusals out.')
  }
  if (outcome !== 'not_accepted' && not_accepted_for !== undefined) {
    throw doesNotFit(
      `${outcome} takes no not_accepted_for.`,
      'Leave it out, or decide not_accepted.',
    )
  }
}

function doesNotFit(detail: string, fix: string): DomainError {
  return new DomainError('outcome_does_not_fit', detail, { fix })
}
