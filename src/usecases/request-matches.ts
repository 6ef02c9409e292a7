// The lines that a request matches, with what was settled about each: the ground that listing, settling,
// deciding and issuing stand on.

import { identityOf, isInScope, lineKey, provenAddresses } from '../domain/disclosure-request.ts'
import type { Settlement } from '../domain/disclosure-steps.ts'
import {
  differingMatters,
  type Matter,
  mattersOf,
  type ProvenMatters,
} from '../domain/person-matters.ts'
import { type RecordRule, ruleOn } from '../domain/record-rules.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { ShownLine } from './disclosure-ports.ts'
import { findMatchingLines, type MatchingLine } from './find-matching-lines.ts'
import type { Deps } from './ports.ts'
import type { Terms } from './record-view.ts'
import type { Sight } from './sight.ts'
import { readWordings } from './wordings.ts'

export interface RequestMatch extends MatchingLine {
  rule: RecordRule
  /** Under a protective mark (令11条): no 第三者提供記録, and in sight of the restricted role alone. */
  isProtected: boolean
  /** A record of A29(1) or A30(3), and within what was asked for. */
  disclosable: boolean
  inScope: boolean
  /** Matters of which another value is proven. */
  differs: string[]
  settlement: Settlement | undefined
}

/**
 * Every line of a record that is not void; settlements of a wording that changed since do not count. What is
 * decided and issued never depends on the caller: only listing asks for another sight than the default.
 */
export async function findRequestMatches(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores' | 'janitor'>,
  { request, state }: DisclosureFile,
  sight?: Sight,
): Promise<RequestMatch[]> {
  const identity = identityOf(request.data_subject, state.verification)
  const lines = await findMatchingLines(deps, identity, sight)
  const valid = lines.filter(({ record }) => record.void === null)
  const terms = await readTerms(deps, valid)
  const proven: ProvenMatters = {
    identity: identity.proven,
    addresses: provenAddresses(request.data_subject, state.verification?.proven ?? []),
  }
  return valid.map(line => {
    const { record } = line
    const isProtected = record.isProtected || record.protectedLines.includes(line.line)
    const rule = ruleOn(record.rule, record.occurredOn)
    const period = terms(record.termsWordingId)?.period
    const inScope = isInScope(request.scope, {
      direction: record.direction,
      firstDay: period?.first_day ?? record.occurredOn,
      lastDay: period?.last_day ?? record.occurredOn,
    })
    const settlement = state.settlements.get(lineKey(line.recordNo, line.line))
    return {
      ...line,
      rule,
      inScope,
      isProtected,
      disclosable: rule.disclosable && inScope && !isProtected,
      differs: differingMatters(line.subject, proven, deps.operator.identifier_schemes),
      settlement: settlement?.wording_id === line.wordingId ? settlement : undefined,
    }
  })
}

/** This person's: exactly matched, or confirmed by a human. */
export function isOwn({ match, settlement }: RequestMatch): boolean {
  return match === 'exact' || settlement?.verdict === 'confirmed'
}

/**
 * What the paper says of the person in this line: what differs from the proven is not about them, unless an
 * officer marked it as theirs (documents.md 4.5).
 */
export function printedMatters(
  { subject, differs, settlement }: RequestMatch,
  schemes: Deps['operator']['identifier_schemes'],
): Matter[] {
  const own = settlement?.own_values ?? []
  return mattersOf(subject, schemes).filter(
    ({ matter }) => own.includes(matter) || !differs.includes(matter),
  )
}

/** Which lines of which versions: what a paper shows of them, and what a decision is about. */
export const shownLines = (matches: readonly RequestMatch[]): ShownLine[] =>
  matches.map(({ recordNo, line, record: { version } }) => ({ recordNo, line, version }))

/** Numbers of the records that lack an item or contradict themselves: the person would be told them so. */
export const recordsWithGaps = (matches: readonly RequestMatch[]): number[] => [
  ...new Set(
    matches.flatMap(({ recordNo, record: { missing, conflicts } }) =>
      missing.length + conflicts.length > 0 ? recordNo : [],
    ),
  ),
]

/** Still waiting for a human, and in the way of an answer. */
export function isOpen({ match, settlement, disclosable }: RequestMatch): boolean {
  return match === 'candidate' && disclosable && !settlement
}

async function readTerms(
  deps: Pick<Deps, 'vault' | 'stores'>,
  lines: readonly MatchingLine[],
): Promise<(wordingId: number | null) => Terms | undefined> {
  // Only a batch or a contract has a period.
  const ids = lines.flatMap(({ record }) => (record.method === 'each' ? [] : record.termsWordingId))
  const terms = await readWordings(deps, ids)
  return wordingId => (wordingId === null ? undefined : (terms.get(wordingId) as Terms | undefined))
}
