// Issuing the document of a decided request: drawn once, stored sealed, the same bytes ever after.

import { digestBytes } from './byte-chunks.ts'
import { composeAnswer, editionsOf, issuingOf, partsOf } from './compose-answer.ts'
import { type DisclosureFile, openFile, today, writeSteps } from './disclosure-file.ts'
import type { ExtractFile, StoredExtract } from './disclosure-ports.ts'
import { seriesOf } from './document-number.ts'
import type { ExtractDocument } from './extract-document.ts'
import { refuseMissingGlyphs, withSubstitutes } from './extract-glyphs.ts'
import type { ManifestRow } from './extract-rows.ts'
import { extractSealer } from './extract-storage.ts'
import { rowsIn } from './extract-volumes.ts'
import type { Edition } from './letter-document.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { readMarksInForce } from './protected-lines.ts'
import { type IssuedExtract, presentExtract } from './read-disclosure-request.ts'
import { requireAuthority } from './require-authority.ts'
import { retryStale } from './retry-stale.ts'
import { requireApproval } from './second-person.ts'
import { refuseUnseen } from './seen-file.ts'

/**
 * A second call, and a second caller at the same time, get the first one's document.
 * `substitutes` names the characters that may be printed as their code points: just those no font has;
 * `seen` is what `examineDraft` told, where somebody issues what they looked at.
 * Throws not_found, not_decided, outcome_does_not_fit, release_missing, letterhead_missing, glyph_missing,
 * invalid_body, extract_too_large, approval_needed, changed_meanwhile.
 */
export function issueExtract(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  {
    requestNo,
    substitutes = [],
    seen,
  }: { requestNo: string; substitutes?: readonly string[]; seen?: string },
): Promise<IssuedExtract> {
  const { printer, stores } = deps
  const issue = async () => {
    const file = await openFile(deps, requestNo)
    const issued = await stores.disclosures.findExtractOf(requestNo)
    if (issued) {
      return presentExtract(issued, await stores.disclosures.findFiles(issued.extractNo))
    }
    requireAuthority(deps, file)
    return drawAndStore(deps, caller, { file, substitutes, seen })
  }
  const inTurn = printer.inTurn ?? (work => work())
  return inTurn(() => retryStale(issue))
}

async function drawAndStore(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  {
    file,
    substitutes,
    seen,
  }: { file: DisclosureFile; substitutes: readonly string[]; seen: string | undefined },
): Promise<IssuedExtract> {
  const { clock, stores } = deps
  const issuedAt = clock()
  const issuedOn = today(deps)
  const numbers = await nextNumbers(deps, issuedOn)
  const marks = await readMarksInForce(deps)
  const { docNo } = numbers
  const { document: composed, rows } = await composeAnswer(deps, file, { docNo, issuedOn })
  refuseUnseen(deps, file, { seen, lines: rows.shown })
  const approved = await requireApproval(deps, await issuingOf(deps, file, rows))
  await refuseMissingGlyphs(deps, composed, { manifest: rows.manifest, substitutes })
  const document = withSubstitutes(composed, substitutes)
  const { extractNo } = numbers
  const drawn = await draw(deps, {
    extractNo,
    document,
    editions: editionsOf(file),
    issuedAt,
    manifest: rows.manifest,
  })
  const extract: StoredExtract = {
    ...numbers,
    requestNo: file.requestNo,
    issuedAt,
    issuedBy: caller.actor,
    sha256: drawn.files[0]!.sha256,
  }
  await stores.commit([
    // A mark that was placed while this was drawn hides from it as well.
    ...marks.writes([]),
    stores.disclosures.insertExtract(extract),
    ...drawn.files.map(stores.disclosures.insertFile),
    ...drawn.chunks,
    ...stores.disclosures.insertLines(extractNo, rows.shown),
    ...approved.writes(caller),
    ...writeSteps(deps, caller, file, {
      steps: [{ kind: 'extract_issued', detail: { extract_no: extractNo } }],
      audit: {
        kind: 'extract.issued',
        detail: { extract_no: extractNo, rows: rows.manifest.length, ...approved.detail },
      },
    }),
  ])
  return presentExtract(extract, drawn.files)
}

interface Drawing {
  extractNo: number
  document: ExtractDocument
  editions: readonly Edition[]
  issuedAt: number
  manifest: readonly ManifestRow[]
}

/** Volume by volume: what is sealed need not stay in memory in clear. */
async function draw(deps: Deps, { extractNo, document, editions, issuedAt, manifest }: Drawing) {
  const { printer } = deps
  const seal = extractSealer(deps)
  const files: ExtractFile[] = []
  const chunks: Write[] = []
  for (const part of partsOf(deps, document)) {
    const volume = part.volume?.number ?? 1
    for (const edition of editions) {
      const { pdf, json, csv } = await printer.print({ document: part, edition }, issuedAt)
      const place = { extractNo, edition, volume }
      files.push({ ...place, sha256: await digestBytes(pdf), rows: rowsIn(part) })
      chunks.push(...(await seal({ ...place, part: 'pdf' }, pdf)))
      if (edition !== 'ja') continue
      chunks.push(...(await seal({ ...place, part: 'json' }, json)))
      chunks.push(...(await seal({ ...place, part: 'csv' }, csv)))
    }
  }
  const listed = { extract_no: extractNo, doc_no: document.docNo, rows: manifest }
  const bytes = new TextEncoder().encode(JSON.stringify(listed))
  chunks.push(...(await seal({ extractNo, part: 'manifest', edition: 'ja', volume: 1 }, bytes)))
  return { files, chunks }
}

async function nextNumbers({ operator, stores }: Deps, issuedOn: string) {
  const { seriesYear, docNo } = seriesOf(operator.doc_no_format, issuedOn)
  const last = await stores.disclosures.lastExtract(seriesYear)
  const seriesNumber = last.seriesNumber + 1
  return { extractNo: last.extractNo + 1, seriesYear, seriesNumber, docNo: docNo(seriesNumber) }
}
