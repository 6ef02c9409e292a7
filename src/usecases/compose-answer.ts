// The answer of a decided request as it would be printed now: what issuing and previewing have in common.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { Act } from './approval-revisions.ts'
import { digestBytes } from './byte-chunks.ts'
import { decidedRows } from './decided-rows.ts'
import { type DisclosureFile, decidedStep } from './disclosure-file.ts'
import type { ExtractDocument } from './extract-document.ts'
import { composeExtract } from './extract-letter.ts'
import type { AnnexRows } from './extract-rows.ts'
import { rowsIn, volumesOf } from './extract-volumes.ts'
import type { Edition } from './letter-document.ts'
import type { Deps } from './ports.ts'

export interface ComposedAnswer {
  document: ExtractDocument
  rows: AnnexRows
}

/** Throws not_decided, outcome_does_not_fit, release_missing, letterhead_missing. */
export async function composeAnswer(
  deps: Deps,
  file: DisclosureFile,
  head: { docNo: string; issuedOn: CalendarDate },
): Promise<ComposedAnswer> {
  refuseUndecided(file)
  const rows = await decidedRows(deps, file)
  return { document: composeExtract(deps.operator, file, { ...head, rows }), rows }
}

/** What a second person says yes to: the decision and the very letter, but for its number and its day. */
export async function issuingOf(
  { operator }: Pick<Deps, 'operator'>,
  file: DisclosureFile,
  rows: AnnexRows,
): Promise<Act> {
  const head = { docNo: '', issuedOn: file.request.received_on }
  const document = composeExtract(operator, file, { ...head, rows })
  const letter = new TextEncoder().encode(JSON.stringify([document, rows.manifest]))
  const content = { decided: decidedStep(file), letter: await digestBytes(letter) }
  return { kind: 'extract', subject: file.requestNo, content }
}

/** The Japanese one first: it prevails. */
export const editionsOf = ({ request }: DisclosureFile): Edition[] =>
  request.translation ? ['ja', request.translation] : ['ja']

/** One document a volume. Throws extract_too_large. */
export function partsOf({ operator, printer }: Deps, document: ExtractDocument): ExtractDocument[] {
  const [rows, most] = [rowsIn(document), printer.limits?.rows ?? Infinity]
  if (rows > most) {
    throw new DomainError(
      'extract_too_large',
      `The extract has ${rows} rows; this runtime can draw ${most}.`,
      {
        fix: 'Split the request by scope.from and scope.to, or move the ledger to Node and issue it there.',
      },
    )
  }
  const { rowsPerVolume = Infinity } = printer.limits ?? {}
  return volumesOf(document, Math.min(operator.extract_rows_per_volume, rowsPerVolume))
}

/** Throws not_decided, outcome_does_not_fit. */
export function refuseUndecided({ requestNo, state }: DisclosureFile) {
  const outcome = state.decision?.outcome
  if (outcome === undefined) {
    throw new DomainError('not_decided', `Request ${requestNo} is not decided.`, {
      fix: 'Decide it (POST …/decision), then issue its document.',
    })
  }
  if (outcome === 'withdrawn' || outcome === 'not_accepted') {
    throw new DomainError('outcome_does_not_fit', `${outcome} has no extract.`, {
      fix: 'Answer with the letter of the procedure; it says nothing about records.',
    })
  }
}
