// Settling candidates: a human says which lines are this person's and which are not (contract 5, 6).

import { lineKey } from '../domain/disclosure-request.ts'
import type { PostedSettlement } from '../domain/disclosure-schema.ts'
import type { Settlement } from '../domain/disclosure-steps.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import { differingMatters, mattersOf } from '../domain/person-matters.ts'
import {
  type DisclosureFile,
  openFile,
  refuseIssued,
  requireVerified,
  writeSteps,
} from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { findRequestMatches, isOpen, type RequestMatch } from './request-matches.ts'
import { retryStale } from './retry-stale.ts'

export interface SettlementResult {
  confirmed: number
  rejected: number
  /** Disclosable candidates that still wait. */
  open: number
}

/** D1 takes values of 2 MB at most: a long list goes into several steps. */
const SETTLEMENTS_A_STEP = 2_000

/**
 * A later settlement of the same line stands. Throws identity_not_verified, not_a_candidate, invalid_body
 * (with a pointer for each fault), already_issued, request_closed.
 */
export function settleMatches(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, settlement }: { requestNo: string; settlement: PostedSettlement },
): Promise<SettlementResult> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    requireVerified(file)
    const matches = await findRequestMatches(deps, file)
    const byLine = new Map(matches.map(one => [lineKey(one.recordNo, one.line), one]))
    refuseFaults(deps, file, settlement, byLine)
    const settlements = settlementsOf(settlement, byLine)
    const counts = { confirmed: settlement.confirm.length, rejected: settlement.reject.length }
    if (settlements.length > 0) {
      await deps.stores.commit(
        writeSteps(deps, caller, file, {
          steps: chunks(settlements).map(part => ({
            kind: 'matches_settled',
            detail: { settlements: part },
          })),
          audit: { kind: 'disclosure.matches_settled', detail: counts },
        }),
      )
    }
    const settled = new Set(settlements.map(({ record_no, line }) => lineKey(record_no, line)))
    const open = matches.filter(one => isOpen(one) && !settled.has(lineKey(one.recordNo, one.line)))
    return { ...counts, open: open.length }
  })
}

function refuseFaults(
  deps: Pick<Deps, 'operator'>,
  file: DisclosureFile,
  { confirm, reject }: PostedSettlement,
  byLine: ReadonlyMap<string, RequestMatch>,
) {
  const strangers: Fault[] = []
  const faults: Fault[] = []
  for (const [n, { record_no, line, own_values = [] }] of confirm.entries()) {
    const pointer = `/confirm/${n}`
    const match = byLine.get(lineKey(record_no, line))
    if (!match) strangers.push(notACandidate(pointer))
    else faults.push(...confirmationFaults(deps, file, { match, own_values, pointer }))
  }
  for (const [n, { record_no, line }] of reject.entries()) {
    const match = byLine.get(lineKey(record_no, line))
    if (match?.match !== 'candidate') strangers.push(notACandidate(`/reject/${n}`))
  }
  if (strangers.length > 0) {
    throw new DomainError('not_a_candidate', 'Some lines are no candidates of this request.', {
      fix: 'Read the matches again: lines change when records are amended or more is proven.',
      faults: [...strangers, ...faults],
    })
  }
  if (faults.length > 0) {
    throw new DomainError('invalid_body', 'Some lines cannot be confirmed like this.', { faults })
  }
}

function confirmationFaults(
  { operator }: Pick<Deps, 'operator'>,
  { request }: DisclosureFile,
  { match, own_values, pointer }: { match: RequestMatch; own_values: string[]; pointer: string },
): Fault[] {
  const schemes = operator.identifier_schemes
  const stated = mattersOf(match.subject, schemes).map(({ matter }) => matter)
  const faults = own_values.flatMap((matter, n): Fault[] =>
    stated.includes(matter)
      ? []
      : [
          {
            pointer: `${pointer}/own_values/${n}`,
            code: 'not_in_line',
            detail: 'names nothing that the line states',
            fix: `Name some of: ${stated.join(', ')}.`,
          },
        ],
  )
  const { name, other_names: others = [] } = request.data_subject
  const given = { names: [name, ...others], readings: [], identifiers: {} }
  const differing = differingMatters(match.subject, { identity: given, addresses: [] }, schemes)
  // documents.md 4.5: another name must be the person's own (a former name) before its line can be.
  if (differing.includes('name') && !own_values.includes('name')) {
    faults.push({
      pointer,
      code: 'other_name',
      detail: 'stands under a name that the request does not give',
      fix: 'Add "name" to own_values when that name is the person’s own, e.g. a former one.',
    })
  }
  return faults
}

function notACandidate(pointer: string): Fault {
  return { pointer, code: 'not_a_candidate', detail: 'is no candidate of this request' }
}

function settlementsOf(
  { confirm, reject }: PostedSettlement,
  byLine: ReadonlyMap<string, RequestMatch>,
): Settlement[] {
  const wordingOf = (recordNo: number, line: number) =>
    (byLine.get(lineKey(recordNo, line)) as RequestMatch).wordingId
  return [
    ...confirm.map(({ record_no, line, own_values }) => ({
      record_no,
      line,
      wording_id: wordingOf(record_no, line),
      verdict: 'confirmed' as const,
      ...(own_values ? { own_values } : {}),
    })),
    ...reject.map(({ record_no, line, why }) => ({
      record_no,
      line,
      wording_id: wordingOf(record_no, line),
      verdict: 'rejected' as const,
      why,
    })),
  ]
}

function chunks(settlements: readonly Settlement[]): Settlement[][] {
  const parts: Settlement[][] = []
  for (let at = 0; at < settlements.length; at += SETTLEMENTS_A_STEP) {
    parts.push(settlements.slice(at, at + SETTLEMENTS_A_STEP))
  }
  return parts
}
