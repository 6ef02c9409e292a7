// Renders a disclosure letter with its annex as a tagged PDF/A-3a and PDF/UA-1 file.

import type { ExtractDocument } from '../usecases/extract-document.ts'
import { allLegends, annexTables } from './annex-table.ts'
import { drawSheets } from './draw-sheets.ts'
import { GatheringPdf } from './gathering-pdf.ts'
import { layoutAnnex } from './layout-annex.ts'
import { layoutLetter } from './layout-letter.ts'
import { letterValues } from './letter-text.ts'
import { createMeasure } from './measure.ts'
import {
  findMissingGlyphs,
  type LetterFonts,
  MissingGlyphError,
  printable,
} from './printable-text.ts'
import type { LetterTemplates } from './template-schema.ts'
import { fill } from './vocabulary.ts'

/** A file carried inside the PDF (PDF/A-3), such as records.json. */
export interface Attachment {
  name: string
  type: string
  bytes: Uint8Array
}

export interface RenderDeps {
  templates: LetterTemplates
  fonts: LetterFonts
  /** The only clock: creation date and file id follow from it and the document. */
  producedAt: Date
  attachments?: readonly Attachment[]
}

/**
 * The bytes of the letter; the same input gives the same bytes.
 * Throws `MissingGlyphError` before drawing when a character is not in the fonts.
 */
export async function renderExtract(
  document: ExtractDocument,
  deps: RenderDeps,
): Promise<Uint8Array> {
  const { templates, fonts } = deps
  const missing = [
    ...findMissingGlyphs(document, fonts),
    ...findMissingGlyphs(templates, fonts, 'templates'),
  ]
  if (missing.length > 0) throw new MissingGlyphError(missing)

  const letter = templates.letters[document.kind]
  const tables = letter.annex ? annexTables(document, templates) : []
  const values = letterValues(document, templates.common, allLegends(tables, templates.annex))
  const pdf = openPdf(letter.title, document.docNo, deps)
  const measure = createMeasure(pdf)
  const sheets = layoutLetter({ letter, common: templates.common, values, measure })
  if (letter.annex) sheets.push(...layoutAnnex({ tables, templates, values, measure }))
  drawSheets(pdf, sheets, (page, pages) =>
    fill(templates.common.footer, {
      docNo: printable(document.docNo),
      page: String(page),
      pages: String(pages),
    }),
  )
  pdf.end()
  return pdf.bytes()
}

function openPdf(title: string, docNo: string, deps: RenderDeps): GatheringPdf {
  const { templates, fonts, producedAt } = deps
  const pdf = new GatheringPdf({
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: templates.common.language,
    displayTitle: true,
    // Without this pdfkit opens Helvetica, which PDF/A does not allow unless embedded.
    font: null as unknown as string,
    info: {
      Title: title,
      Subject: xmlSafe(docNo),
      Creator: 'Kirokubo',
      Producer: 'PDFKit',
      CreationDate: producedAt,
      ModDate: producedAt,
    },
  })
  pdf.registerFont('regular', fonts.regular)
  pdf.registerFont('bold', fonts.bold)
  pdf.appendXML(PDF_UA)
  for (const { name, type, bytes } of deps.attachments ?? []) {
    pdf.file(
      bytes as Buffer,
      {
        name,
        type,
        creationDate: producedAt,
        modifiedDate: producedAt,
        relationship: 'Data',
      } as PDFKit.Mixins.PDFAttachmentOptions,
    )
  }
  return pdf
}

const PDF_UA = `
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        `

/** pdfkit copies the values of `info` into XML as they are. */
function xmlSafe(text: string): string {
  return printable(text).replaceAll('&', '＆').replaceAll('<', '＜').replaceAll('>', '＞')
}
