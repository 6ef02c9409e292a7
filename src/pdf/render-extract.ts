// Renders a disclosure letter with its annex as a tagged PDF/A-3a and PDF/UA-1 file.

import type { ExtractDocument } from '../usecases/extract-document.ts'
import { annexTables } from './annex-table.ts'
import { drawSheets } from './draw-sheets.ts'
import { layoutAnnex } from './layout-annex.ts'
import { layoutLetter } from './layout-letter.ts'
import { resultValues } from './letter-values.ts'
import { createMeasure } from './measure.ts'
import { type Attachment, openPdf } from './open-pdf.ts'
import { phraseText, type Words } from './phrases.ts'
import {
  findMissingGlyphs,
  type LetterFonts,
  MissingGlyphError,
  printable,
  withSubstitutes,
} from './printable-text.ts'
import type { LetterTemplates } from './template-schema.ts'
import { fill } from './vocabulary.ts'

export interface RenderDeps {
  templates: LetterTemplates
  fonts: LetterFonts
  /** The only clock: creation date and file id follow from it and the document. */
  producedAt: Date
  attachments?: readonly Attachment[]
}

/**
 * The bytes of one file of an extract; the same input gives the same bytes. A volume after the first has
 * no letter. Throws `MissingGlyphError` before drawing when a character is not in the fonts.
 */
export async function renderExtract(given: ExtractDocument, deps: RenderDeps): Promise<Uint8Array> {
  const { templates, fonts } = deps
  const document = withSubstitutes(given, given.substitutes ?? [])
  const missing = [
    ...findMissingGlyphs(document, fonts),
    ...findMissingGlyphs(templates, fonts, 'templates'),
  ]
  if (missing.length > 0) throw new MissingGlyphError(missing)

  const { common, annex } = templates
  const letter = templates.letters[document.kind]
  const { values, words } = resultValues(document, templates)
  const volume = volumeWords(document, words)
  const note = substitutesNote(document, words)
  const holdsLetter = (document.volume?.number ?? 1) === 1
  const pdf = openPdf({
    ...deps,
    title: holdsLetter ? letter.title : `${annex.title} ${volume}`,
    docNo: document.docNo,
    language: common.language,
  })
  const measure = createMeasure(pdf)
  const inLetter = letter.annex ? undefined : note
  const sheets = holdsLetter
    ? layoutLetter({ letter, common, values, measure, note: inLetter })
    : []
  if (letter.annex) {
    const shown = { ...annex, tables: annex.tables.filter(({ rows }) => isShown(document, rows)) }
    const tables = annexTables(document, { annex: shown, words })
    const end = nextVolumeWords(document, words) ?? annex.blank
    sheets.push(...layoutAnnex({ tables, templates, values, measure, volume, note, end }))
  }
  const named = volume === undefined ? document.docNo : `${document.docNo} ${volume}`
  drawSheets(pdf, sheets, (page, pages) =>
    fill(common.footer, { docNo: printable(named), page: String(page), pages: String(pages) }),
  )
  pdf.end()
  return pdf.bytes()
}

function volumeWords({ volume }: ExtractDocument, words: Words): string | undefined {
  if (volume === undefined) return undefined
  return phraseText({ words: 'volume', values: { number: String(volume.number) } }, words)
}

/** 以下余白 would say that no record follows. */
function nextVolumeWords({ volume }: ExtractDocument, words: Words): string | undefined {
  if (volume === undefined || volume.number === volume.count) return undefined
  const values = { number: String(volume.number + 1) }
  return phraseText({ words: 'volume_follows', values }, words)
}

/** Names only those that this file shows. */
function substitutesNote(document: ExtractDocument, words: Words): string | undefined {
  const { substitutes = [], volume: _volume, ...shown } = document
  const text = substitutes.length > 0 ? JSON.stringify(shown) : ''
  const characters = substitutes.map(name => `[${name}]`).filter(name => text.includes(name))
  if (characters.length === 0) return undefined
  const values = { characters: characters.join(words.join) }
  return phraseText({ words: 'substitutes_note', values }, words)
}

/** That there are no rows at all is said once, in the first volume. */
function isShown({ volume, provided, received }: ExtractDocument, rows: 'provided' | 'received') {
  if (volume === undefined) return true
  const own = rows === 'provided' ? provided : received
  const all = rows === 'provided' ? volume.providedRows : volume.receivedRows
  return own.length > 0 || (all === 0 && volume.number === 1)
}
