// Looking at the answer before it is issued: drawn as it would be, under no number, stored nowhere.

import { notFound } from '../domain/domain-error.ts'
import { composeAnswer, editionsOf, partsOf } from './compose-answer.ts'
import { auditWrites, openFile, refuseIssued, today } from './disclosure-file.ts'
import { type GlyphPlace, missingPlaces, withSubstitutes } from './extract-glyphs.ts'
import type { Edition } from './letter-document.ts'
import type { Caller, Deps } from './ports.ts'
import { seenOf } from './seen-file.ts'

export interface ExaminedDraft {
  /** Rows of the annex. */
  provided: number
  received: number
  volumes: number
  editions: Edition[]
  /** Numbers of the records in it that have gaps. */
  withGaps: number[]
  /** Characters that no font has: each stands as its code point in the preview. */
  missing: GlyphPlace[]
  /** Goes into `issueExtract`: of what was looked at, nothing else is issued. */
  seen: string
}

/** Stands where the number of the issued document will stand. */
const NO_NUMBER: Record<Edition, string> = { ja: '下書き', en: 'Draft' }

/**
 * What would be issued, without drawing it.
 * Throws not_found, not_decided, outcome_does_not_fit, release_missing, letterhead_missing,
 * extract_too_large, already_issued, request_closed.
 */
export async function examineDraft(deps: Deps, requestNo: string): Promise<ExaminedDraft> {
  const { file, document, rows } = await compose(deps, requestNo, 'ja')
  return {
    provided: document.provided.length,
    received: document.received.length,
    volumes: partsOf(deps, document).length,
    editions: editionsOf(file),
    withGaps: rows.withGaps,
    missing: await missingPlaces(deps, document, rows.manifest),
    seen: seenOf(deps, file, rows.shown),
  }
}

/** The very PDF but for its number and signature. The reading is logged. Throws as `examineDraft`. */
export async function previewExtract(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  {
    requestNo,
    volume = 1,
    edition = 'ja',
  }: { requestNo: string; volume?: number; edition?: Edition },
): Promise<Uint8Array> {
  const { document, rows } = await compose(deps, requestNo, edition)
  const missing = await missingPlaces(deps, document, rows.manifest)
  const substitutes = [...new Set(missing.flatMap(({ codePoints }) => codePoints))]
  const part = partsOf(deps, withSubstitutes(document, substitutes))[volume - 1]
  if (!part) throw notFound()
  const job = { document: part, edition, isDraft: true } as const
  const { pdf } = await deps.printer.print(job, deps.clock())
  await deps.stores.commit(
    auditWrites(deps, caller, 'extract.previewed', { request_no: requestNo, volume, edition }),
  )
  return pdf
}

async function compose(deps: Deps, requestNo: string, edition: Edition) {
  const file = await openFile(deps, requestNo)
  refuseIssued(file)
  const head = { docNo: NO_NUMBER[edition], issuedOn: today(deps) }
  return { file, ...(await composeAnswer(deps, file, head)) }
}
