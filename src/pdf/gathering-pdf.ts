// A pdfkit document that gathers its bytes itself instead of streaming them, and sets its own type.

import { create } from 'fontkit'
import PDFDocument from 'pdfkit'
import type { LetterFonts } from './printable-text.ts'
import { type PdfFont, type PlacedType, Typeface } from './typeface.ts'

interface Gathered {
  buffer: Uint8Array<ArrayBuffer>
  length: number
  ended: boolean
}

/**
 * Drawing never waits, so pdfkit's stream would only hold every small piece, wrapped, until the
 * end: a quarter of the memory of a long table.
 */
export class GatheringPdf extends PDFDocument {
  // Declared only: pdfkit writes the header in its constructor, before a field could be set here.
  declare gathered: Gathered | undefined
  readonly type: Typeface

  constructor(fonts: LetterFonts, options: PDFKit.PDFDocumentOptions) {
    super({ ...options, fontLayoutCache: false } as PDFKit.PDFDocumentOptions)
    this.type = new Typeface(fonts, (bytes, copy) => {
      // Opened for each file: what a glyph says in this one must not hang on the files before.
      const opened = create(bytes)
      const font = opened.fonts?.[0] ?? opened
      // pdfkit takes two of one name for the same.
      const postscriptName = `${font.postscriptName}-${copy + 1}`
      if (copy > 0) Object.defineProperty(font, 'postscriptName', { value: postscriptName })
      this.font(font as unknown as Buffer)
      return (this as unknown as { _font: PdfFont })._font
    })
  }

  /** Draws one line on the current page. */
  show(text: string, place: PlacedType): void {
    const { operators, fonts } = this.type.line(text, place)
    const { page } = this as unknown as { page: { fonts: Record<string, unknown> } }
    for (const font of fonts) page.fonts[font.id] ??= font.ref()
    this.addContent(operators)
  }

  /** The whole file, once `end()` has been called. */
  bytes(): Uint8Array {
    if (!this.gathered?.ended) throw new Error('The PDF is not finished: call end() first.')
    return this.gathered.buffer.slice(0, this.gathered.length)
  }

  /** Called by pdfkit with each piece, and with null at the end. */
  override push(chunk: Uint8Array | null): boolean {
    this.gathered ??= { buffer: new Uint8Array(1 << 16), length: 0, ended: false }
    if (chunk === null) {
      this.gathered.ended = true
      return false
    }
    const { buffer, length } = this.gathered
    if (length + chunk.length > buffer.length) {
      const wider = new Uint8Array(Math.max(buffer.length * 2, length + chunk.length))
      wider.set(buffer)
      this.gathered.buffer = wider
    }
    this.gathered.buffer.set(chunk, length)
    this.gathered.length += chunk.length
    return true
  }
}
