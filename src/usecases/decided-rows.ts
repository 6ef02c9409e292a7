// The rows that a decision lets through: what was decided and is still this person's, as it was worded then.

import { lineKey } from '../domain/disclosure-request.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import { type AnnexRows, buildRows } from './extract-rows.ts'
import type { Deps } from './ports.ts'
import { findRequestMatches, isOwn, type RequestMatch } from './request-matches.ts'
import { requireReleases } from './require-releases.ts'

/**
 * A line corrected to somebody else meanwhile stays out. Throws outcome_does_not_fit where the decision has
 * to be taken anew, release_missing.
 */
export async function decidedRows(deps: Deps, file: DisclosureFile): Promise<AnnexRows> {
  const { lines = [], refusals = [] } = file.state.decision ?? {}
  const decided = new Map(lines.map(([no, line, ...worded]) => [lineKey(no, line), worded]))
  const wordedOf = ({ recordNo, line }: RequestMatch) => decided.get(lineKey(recordNo, line))
  const speaks = decided.size > 0 || refusals.length > 0
  const matches = speaks ? await findRequestMatches(deps, file) : []
  await deps.janitor.rest()
  const disclosable = matches.filter(match => match.disclosable)
  const standing = disclosable.filter(wordedOf)
  refuseCorrected(file, standing, wordedOf)
  const left = standing.filter(isOwn)
  const owned = new Set(disclosable.filter(isOwn).map(one => lineKey(one.recordNo, one.line)))
  const isGone = refusals.some(({ record_no, line }) => !owned.has(lineKey(record_no, line)))
  if (isGone || (discloses(file) && left.length === 0)) {
    throw new DomainError('outcome_does_not_fit', 'A decided line is not this person’s any more.', {
      fix: 'Decide the request anew: its lines were corrected, voided or erased meanwhile.',
    })
  }
  requireReleases(deps, file, left)
  const hidesPlaces = file.request.requester.kind === 'statutory_agent'
  return buildRows(deps, left, { refusals, hidesPlaces })
}

const discloses = ({ state: { decision } }: DisclosureFile) =>
  decision?.outcome === 'disclosed_full' || decision?.outcome === 'disclosed_partial'

/**
 * What an officer decided, and released to a statutory agent by name, is what the line said then: the
 * same place may say by now where a child hides. What may still be theirs is never left out in silence.
 */
function refuseCorrected(
  { request, requestNo }: DisclosureFile,
  standing: readonly RequestMatch[],
  wordedOf: (match: RequestMatch) => readonly number[] | undefined,
) {
  const released = request.requester.kind === 'statutory_agent'
  const corrected = standing.filter(match => {
    const [wordingId, thirdPartyWordingId] = wordedOf(match) ?? []
    if (match.wordingId !== wordingId) return true
    return released && match.record.thirdPartyWordingId !== thirdPartyWordingId
  })
  if (corrected.length === 0) return
  throw new DomainError(
    'outcome_does_not_fit',
    `${corrected.length} line(s) of request ${requestNo} were corrected after the decision.`,
    {
      fix: 'Read the matches again and decide anew (POST …/decision), with `releases` where they are needed.',
      members: {
        corrected: corrected.map(({ recordNo, line }) => ({ record_no: recordNo, line })),
      },
    },
  )
}
