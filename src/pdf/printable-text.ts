// What of a text reaches the paper: invisible characters out, and no character the font does not have.

import { fontCoverage } from './font-coverage.ts'

export interface LetterFonts {
  regular: Uint8Array
  bold: Uint8Array
}

export interface MissingGlyph {
  /** Where the text stands, e.g. `provided[0].person.value[1]`. */
  path: string
  /** `U+1F600` and so on, each once, in the order of the text. */
  codePoints: string[]
}

/** Thrown before anything is drawn: a letter with □ in it is worse than no letter yet. */
export class MissingGlyphError extends Error {
  readonly code = 'missing_glyph'
  readonly missing: MissingGlyph[]

  constructor(missing: MissingGlyph[]) {
    const list = missing.map(one => `${one.path}: ${one.codePoints.join(' ')}`).join('; ')
    super(
      `The font has no glyph for these characters: ${list}. ` +
        'Write them with characters the font has, or use a font that has them.',
    )
    this.name = 'MissingGlyphError'
    this.missing = missing
  }
}

// Characters that end a line, or only move the pen: one space instead.
const TO_SPACE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
// No ink, or power over the order of other characters: C0, C1, soft hyphen, zero width, bidi controls.
const NO_INK =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g
// Kana typed on a Mac come in two parts (か and U+3099); the font has the joined ones. Kanji stay as they
// are, because normalising them would change the glyph the person wrote.
const SPLIT_KANA = /[\u3041-\u30ff][\u3099\u309a]/g

/** The text as it is drawn. Glyphs, width and variation selectors are kept. */
export function printable(text: string): string {
  return text
    .replace(TO_SPACE, ' ')
    .replace(NO_INK, '')
    .replace(SPLIT_KANA, pair => pair.normalize('NFC'))
}

/**
 * Every text in `data` (any plain data: a document, a template) with characters that the fonts lack.
 * Variation selectors count as missing: the font has only one shape of each kanji, and printing
 * another shape than the person wrote is for an officer to decide.
 */
export function findMissingGlyphs(data: unknown, fonts: LetterFonts, path = ''): MissingGlyph[] {
  const coverages = [fontCoverage(fonts.regular), fontCoverage(fonts.bold)]
  const missing: MissingGlyph[] = []
  const visit = (node: unknown, at: () => string): void => {
    if (typeof node === 'string') {
      const lacking = new Set<string>()
      for (const char of printable(node)) {
        const point = char.codePointAt(0)!
        if (coverages.some(has => !has(point))) lacking.add(codePointName(point))
      }
      if (lacking.size > 0) missing.push({ path: at(), codePoints: [...lacking] })
    } else if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) visit(item, () => `${at()}[${index}]`)
    } else if (node !== null && typeof node === 'object') {
      for (const [key, value] of Object.entries(node)) {
        visit(value, () => (at() === '' ? key : `${at()}.${key}`))
      }
    }
  }
  visit(data, () => path)
  return missing
}

function codePointName(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
}
