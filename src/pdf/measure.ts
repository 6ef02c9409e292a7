// Widths of text and Japanese line breaking (UAX #14) at the places pdfkit knows, dates and numbers kept whole.

import * as pdfkit from 'pdfkit'
import type { TextStyle } from './paper.ts'

export type PdfDocument = PDFKit.PDFDocument

// pdfkit exports its wrapper, its type package does not know it yet.
interface Wrapper {
  /** Everything between two places where a line may end. */
  eachWord(
    text: string,
    listener: (word: string, width: number, place: { required?: boolean }) => void,
  ): void
}
const { LineWrapper } = pdfkit as unknown as {
  LineWrapper: new (document: PdfDocument, options: { width: number; height: number }) => Wrapper
}

/**
 * What a line must not end inside of: a date (of an era too), a number with its unit, as in an address.
 * Between a Western date and its era in brackets it may.
 */
const KEPT_WHOLE =
  /(?:明治|大正|昭和|平成|令和)?(?:元|[0-9０-９]+)年[0-9０-９]+月[0-9０-９]+日|[0-9０-９]+(?:丁目|番地|番|号)/g

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
      const lines = fillLines(wordsOf(document, text), width, char => document.widthOfString(char))
      if (cache.size >= CACHED_TEXTS) {
        cache.clear()
        forgetGlyphRuns(document)
      }
      cache.set(key, lines)
      return lines
    },
  }
}

interface Word {
  text: string
  width: number
  /** A newline follows. */
  required: boolean
}

/** Words that must stay together, a list each. */
function wordsOf(document: PdfDocument, text: string): Word[][] {
  const size = Number.POSITIVE_INFINITY
  const spans = [...text.matchAll(KEPT_WHOLE)].map(({ 0: whole, index }) => [
    index,
    index + whole.length,
  ]) as [number, number][]
  const groups: Word[][] = []
  let at = 0
  let isInside = false
  new LineWrapper(document, { width: size, height: size }).eachWord(text, (word, width, place) => {
    const one = { text: word, width, required: place.required === true }
    if (isInside) groups.at(-1)?.push(one)
    else groups.push([one])
    at += word.length
    isInside = spans.some(([start, end]) => start < at && at < end)
  })
  return groups
}

/** A group wider than a line is divided where it may be, a word wider than a line anywhere. */
function fillLines(
  groups: readonly Word[][],
  width: number,
  widthOf: (char: string) => number,
): string[] {
  const lines: string[] = []
  let line = ''
  let left = width
  const end = () => {
    lines.push(line.trimEnd())
    line = ''
    left = width
  }
  const put = (text: string, taken: number) => {
    if (taken > left && line !== '') end()
    line += text
    left -= taken
  }
  for (const group of groups) {
    const whole = group.reduce((sum, word) => sum + word.width, 0)
    if (whole <= width) put(group.map(({ text }) => text).join(''), whole)
    else {
      for (const word of group) {
        if (word.width <= width) put(word.text, word.width)
        else for (const char of word.text) put(char, widthOf(char))
      }
    }
    if (group.at(-1)?.required) end()
  }
  if (line !== '' || lines.length === 0) end()
  return lines
}
