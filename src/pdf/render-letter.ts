// Renders a letter of the procedure or a form as a tagged PDF/A-3a and PDF/UA-1 file.

import type { FormDocument, LetterDocument } from '../usecases/letter-document.ts'
import { drawSheets } from './draw-sheets.ts'
import { layoutLetter } from './layout-letter.ts'
import { contentValues } from './letter-values.ts'
import { createMeasure } from './measure.ts'
import { openPdf } from './open-pdf.ts'
import { wordsOf } from './phrases.ts'
import { findMissingGlyphs, MissingGlyphError, printable } from './printable-text.ts'
import type { RenderDeps } from './render-extract.ts'
import { fill } from './vocabulary.ts'

/**
 * The bytes of the paper; the same input gives the same bytes.
 * Throws `MissingGlyphError` before drawing when a character is not in the fonts.
 */
export async function renderLetter(
  document: LetterDocument | FormDocument,
  deps: RenderDeps,
): Promise<Uint8Array> {
  const { templates, fonts } = deps
  const { common } = templates
  const letter = templates.letters[document.kind]
  const missing = [
    ...findMissingGlyphs(document, fonts),
    ...findMissingGlyphs([common, letter], fonts, 'templates'),
  ]
  if (missing.length > 0) throw new MissingGlyphError(missing)

  const docNo = 'docNo' in document ? printable(document.docNo) : undefined
  const values = contentValues(document, wordsOf(templates, letter))
  const pdf = openPdf({
    ...deps,
    title: letter.title,
    docNo: docNo ?? '',
    language: common.language,
  })
  const sheets = layoutLetter({ letter, common, values, measure: createMeasure(pdf) })
  const footer = docNo === undefined ? common.formFooter : common.footer
  drawSheets(pdf, sheets, (page, pages) =>
    fill(footer, { docNo, page: String(page), pages: String(pages) }),
  )
  pdf.end()
  return pdf.bytes()
}
