// The printer of extracts on Workers: fonts from the assets, words from templates/ as they were at the build.

import annex from '../../../templates/annex.json' with { type: 'json' }
import common from '../../../templates/common.json' with { type: 'json' }
import disclosedFull from '../../../templates/disclosed-full.json' with { type: 'json' }
import notExist from '../../../templates/not-exist.json' with { type: 'json' }
import { DomainError } from '../../domain/domain-error.ts'
import { parseTemplates } from '../../pdf/letter-template.ts'
import { findMissingGlyphs, type LetterFonts } from '../../pdf/printable-text.ts'
import { recordsCsv, recordsJson } from '../../pdf/records-file.ts'
import { renderExtract } from '../../pdf/render-extract.ts'
import type { ExtractPrinter } from '../../usecases/disclosure-ports.ts'
import type { ExtractDocument } from '../../usecases/extract-document.ts'

/** Drawing, sealing and sending these takes some 100 of the 128 MB of an isolate. */
const MAX_ROWS = 1_500

/** @param fonts fetched once and kept. */
export function workerPrinter(fonts: LetterFonts): ExtractPrinter {
  const templates = parseTemplates({
    'annex.json': annex,
    'common.json': common,
    'disclosed-full.json': disclosedFull,
    'not-exist.json': notExist,
  })
  const encoder = new TextEncoder()
  return {
    missingGlyphs: document => findMissingGlyphs(document, fonts),
    async print(document, issuedAt) {
      refuseTooLarge(document)
      const json = recordsJson(document, templates)
      const csv = recordsCsv(document, templates)
      const attachments = [
        { name: 'records.json', type: 'application/json', bytes: encoder.encode(json) },
        { name: 'records.csv', type: 'text/csv', bytes: encoder.encode(csv) },
      ]
      const producedAt = new Date(issuedAt)
      const pdf = await renderExtract(document, { templates, fonts, producedAt, attachments })
      return { pdf, json, csv }
    },
  }
}

function refuseTooLarge(document: ExtractDocument) {
  const rows = document.provided.length + document.received.length
  if (rows <= MAX_ROWS) return
  throw new DomainError(
    'extract_too_large',
    `The extract has ${rows} rows; this runtime can draw ${MAX_ROWS}.`,
    {
      fix: 'Split the request by scope.from and scope.to, or move the ledger to Node and issue it there.',
    },
  )
}
