// Widths of text and Japanese line breaking (UAX #14), as pdfkit's own wrapper does it.

import * as pdfkit from 'pdfkit'
import type { TextStyle } from './paper.ts'

export type PdfDocument = PDFKit.PDFDocument

// pdfkit exports its wrapper, its type package does not know it yet.
interface Wrapper {
  on(event: 'line', listener: (line: string) => void): void
  wrap(text: string, options: { width: number }): void
}
const { LineWrapper } = pdfkit as unknown as {
  LineWrapper: new (document: PdfDocument, options: { width: number; height: number }) => Wrapper
}

// Third parties, items and words repeat from row to row; a person's line repeats in nearly all.
const CACHED_TEXTS = 2_000

export interface Measure {
  width(text: string, style: TextStyle): number
  /** The lines of a text; a newline in it starts a new one. Treat the array as read-only. */
  wrap(text: string, width: number, style: TextStyle): readonly string[]
}

/**
 * Forgets the glyph runs pdfkit keeps for every text it ever saw: in a long table they are the
 * greater part of its memory. pdfkit can keep all or none, and without any it is several times slower.
 */
export function forgetGlyphRuns(document: PdfDocument): void {
  for (const font of ['regular', 'bold']) {
    document.font(font)
    const { _font } = document as unknown as { _font?: { layoutCache?: object } }
    if (_font?.layoutCache !== undefined) _font.layoutCache = Object.create(null)
  }
}

/** Measures with the fonts registered in `document`, before it has any page. */
export function createMeasure(document: PdfDocument): Measure {
  const cache = new Map<string, readonly string[]>()
  return {
    width(text, style) {
      return document.font(style.font).fontSize(style.size).widthOfString(text)
    },
    wrap(text, width, style) {
      const key = `${style.font}${style.size}/${width}/${text}`
      const known = cache.get(key)
      if (known !== undefined) return known
      document.font(style.font).fontSize(style.size)
      const lines: string[] = []
      const wrapper = new LineWrapper(document, { width, height: Number.POSITIVE_INFINITY })
      wrapper.on('line', line => lines.push(line.trimEnd()))
      wrapper.wrap(text, { width })
      if (lines.length === 0) lines.push('')
      if (cache.size >= CACHED_TEXTS) {
        cache.clear()
        forgetGlyphRuns(document)
      }
      cache.set(key, lines)
      return lines
    },
  }
}
