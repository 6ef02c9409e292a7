// Renders a register as a tagged PDF/A-3a and PDF/UA-1 file.

import type { RegisterDocument } from '../usecases/register-document.ts'
import { drawSheets } from './draw-sheets.ts'
import { layoutRegister, registerValues } from './layout-register.ts'
import { createMeasure } from './measure.ts'
import { openPdf } from './open-pdf.ts'
import { type Words, wordsOf } from './phrases.ts'
import { findMissingGlyphs, MissingGlyphError, withSubstitutes } from './printable-text.ts'
import type { RenderDeps } from './render-extract.ts'
import { fill } from './vocabulary.ts'

/**
 * The bytes of the register; the same input gives the same bytes. A character that no font has stands as its
 * code point in brackets, and the cover says so: one odd name must not keep a whole register from being made.
 */
export async function renderRegister(
  given: RegisterDocument,
  { templates, fonts, producedAt }: RenderDeps,
): Promise<Uint8Array> {
  const { common, registers } = templates
  const template = templates[given.kind]
  const missing = findMissingGlyphs([common, registers, template], fonts, 'templates')
  if (missing.length > 0) throw new MissingGlyphError(missing)
  const document = substituted(given, fonts)
  const words: Words = { ...wordsOf(templates), phrases: registers.phrases }
  const pdf = openPdf({
    title: template.title,
    docNo: template.title,
    language: common.language,
    fonts,
    producedAt,
  })
  const measure = createMeasure(pdf)
  const sheets = layoutRegister({ document, template, common, words, measure })
  const values = registerValues({ document, words })
  drawSheets(pdf, sheets, (page, pages) =>
    fill(template.footer, { ...values, page: String(page), pages: String(pages) }),
  )
  pdf.end()
  return pdf.bytes()
}

function substituted(document: RegisterDocument, fonts: RenderDeps['fonts']): RegisterDocument {
  const missing = findMissingGlyphs(document, fonts).flatMap(({ codePoints }) => codePoints)
  const substitutes = [...new Set(missing)].sort()
  if (substitutes.length === 0) return document
  const { values, ...rest } = withSubstitutes(document, substitutes)
  return { ...rest, values: { ...values, substituted: substitutes.join('、') } } as RegisterDocument
}
