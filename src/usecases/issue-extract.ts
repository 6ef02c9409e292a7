// Issuing the document of a decided request: drawn once, stored sealed, the same bytes ever after.

import { lineKey } from '../domain/disclosure-request.ts'
import { DomainError } from '../domain/domain-error.ts'
import { type DisclosureFile, openFile, today, writeSteps } from './disclosure-file.ts'
import type { ExtractPart, StoredExtract } from './disclosure-ports.ts'
import { refuseMissingGlyphs } from './extract-glyphs.ts'
import { composeExtract } from './extract-letter.ts'
import { type AnnexRows, buildRows } from './extract-rows.ts'
import { sealParts } from './extract-storage.ts'
import type { Caller, Deps } from './ports.ts'
import { type IssuedExtract, presentExtract } from './read-disclosure-request.ts'
import { findRequestMatches, isOwn, type RequestMatch } from './request-matches.ts'
import { requireReleases } from './require-releases.ts'
import { retryStale } from './retry-stale.ts'

/**
 * A second call, and a second caller at the same time, get the first one's document.
 * Throws not_found, not_decided, outcome_does_not_fit, release_missing, letterhead_missing, glyph_missing.
 */
export function issueExtract(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  requestNo: string,
): Promise<IssuedExtract> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    const issued = await deps.stores.disclosures.findExtractOf(requestNo)
    if (issued) return presentExtract(issued)
    refuseUndecided(file)
    return presentExtract(await drawAndStore(deps, caller, file))
  })
}

function refuseUndecided({ requestNo, state }: DisclosureFile) {
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

async function drawAndStore(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  file: DisclosureFile,
): Promise<StoredExtract> {
  const { clock, operator, printer, stores } = deps
  const issuedAt = clock()
  const issuedOn = today(deps)
  const numbers = await nextNumbers(deps, issuedOn)
  const rows = await decidedRows(deps, file)
  const document = composeExtract(operator, file, { docNo: numbers.docNo, issuedOn, rows })
  await refuseMissingGlyphs(deps, document, rows.manifest)
  const { pdf, json, csv } = await printer.print(document, issuedAt)
  const extract: StoredExtract = {
    ...numbers,
    requestNo: file.requestNo,
    issuedAt,
    issuedBy: caller.actor,
    sha256: await sha256(pdf),
  }
  const { extractNo, docNo } = numbers
  const manifest = JSON.stringify({ extract_no: extractNo, doc_no: docNo, rows: rows.manifest })
  const parts: Record<ExtractPart, Uint8Array> = {
    pdf,
    json: encoder.encode(json),
    csv: encoder.encode(csv),
    manifest: encoder.encode(manifest),
  }
  await stores.commit([
    stores.disclosures.insertExtract(extract),
    ...sealParts(deps, extractNo, parts),
    ...writeSteps(deps, caller, file, {
      steps: [{ kind: 'extract_issued', detail: { extract_no: extractNo } }],
      audit: {
        kind: 'extract.issued',
        detail: { extract_no: extractNo, rows: rows.manifest.length },
      },
    }),
  ])
  return extract
}

/** What was decided and is still this person's: a line corrected to somebody else meanwhile stays out. */
async function decidedRows(deps: Deps, file: DisclosureFile): Promise<AnnexRows> {
  const decided = new Map(
    file.state.decision?.lines.map(([no, line, ...worded]) => [lineKey(no, line), worded]),
  )
  const wordedOf = ({ recordNo, line }: RequestMatch) => decided.get(lineKey(recordNo, line))
  const matches = decided.size > 0 ? await findRequestMatches(deps, file) : []
  const standing = matches.filter(match => match.disclosable && wordedOf(match))
  refuseCorrected(file, standing, wordedOf)
  const left = standing.filter(isOwn)
  if (file.state.decision?.outcome === 'disclosed_full' && left.length === 0) {
    throw new DomainError('outcome_does_not_fit', 'No decided line is this person’s any more.', {
      fix: 'Decide the request anew: its lines were corrected, voided or erased meanwhile.',
    })
  }
  requireReleases(deps, file, left)
  return buildRows(deps, left)
}

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

/** A series for each year; one for ever where the operator's format names no year. */
async function nextNumbers({ operator, stores }: Deps, issuedOn: string) {
  const format = operator.doc_no_format
  const year = issuedOn.slice(0, 4)
  const seriesYear = format.includes('{year}') ? Number(year) : 0
  const last = await stores.disclosures.lastExtract(seriesYear)
  const seriesNumber = last.seriesNumber + 1
  const number = String(seriesNumber).padStart(4, '0')
  const named = format.includes('{number}') ? format : `${format}{number}`
  return {
    extractNo: last.extractNo + 1,
    seriesYear,
    seriesNumber,
    docNo: named.replaceAll('{year}', year).replaceAll('{number}', number),
  }
}

const encoder = new TextEncoder()

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Buffer.from(digest).toString('hex')
}
