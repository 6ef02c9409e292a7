// What of a text reaches the paper: invisible characters out, and no character the font does not have.

import { fontCoverage } from './font-coverage.ts'

export interface LetterFonts {
  regular: Uint8Array
  bold: Uint8Array
  /** Asked in this order for what the two lack; they have no bold of their own. */
  fallbacks?: readonly Uint8Array[]
}

export interface MissingGlyph {
  /** Where the text stands, e.g. `provided[0].person.value[1]`. */
  path: string
  /** `U+1F600`, or `U+8FBB U+E0100` with its variation selector, each once, in the order of the text. */
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

/** The fonts of one style in the order in which they are asked for a character. */
export function chainOf({ regular, bold, fallbacks = [] }: LetterFonts, style: 'regular' | 'bold') {
  return [style === 'bold' ? bold : regular, ...fallbacks]
}

/** Where a character ends whose own code point ends at `from`: with its variation selector, if one follows. */
export function selectorAt(text: string, from: number): number {
  const unit = text.charCodeAt(from)
  if (unit >= 0xfe00 && unit <= 0xfe0f) return from + 1
  // U+E0100 to U+E01EF
  if (unit !== 0xdb40) return from
  const low = text.charCodeAt(from + 1)
  return low >= 0xdd00 && low <= 0xddef ? from + 2 : from
}

/**
 * Every text in `data` (any plain data: a document, a template) with characters that no font of the
 * chain has in the shape that their variation selector asks for: printing another shape than the
 * person wrote is for an officer to decide.
 */
export function findMissingGlyphs(data: unknown, fonts: LetterFonts, path = ''): MissingGlyph[] {
  const lacked = lackedBy(fonts)
  const missing: MissingGlyph[] = []
  const visit = (node: unknown, at: () => string): void => {
    if (typeof node === 'string') {
      const lacking = lacked(printable(node))
      if (lacking.length > 0) {
        missing.push({ path: at(), codePoints: [...new Set(lacking.map(codePointNames))] })
      }
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

/**
 * The same plain data with each of these characters as its code points in brackets: 「[U+1F600]」.
 * @param substitutes as `findMissingGlyphs` names them.
 */
export function withSubstitutes<Data>(data: Data, substitutes: readonly string[]): Data {
  const accepted = new Set(substitutes)
  const printed = (char: string) => {
    const name = codePointNames(char)
    return accepted.has(name) ? `[${name}]` : char
  }
  const visit = (node: unknown): unknown => {
    if (typeof node === 'string') return characters(printable(node)).map(printed).join('')
    if (Array.isArray(node)) return node.map(visit)
    if (node === null || typeof node !== 'object') return node
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]))
  }
  return accepted.size === 0 ? data : (visit(data) as Data)
}

/** A text by characters, each with its variation selector. */
export function characters(text: string): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = selectorAt(text, at + (text.codePointAt(at)! > 0xffff ? 2 : 1))
    found.push(text.slice(at, end))
    at = end
  }
  return found
}

/** The characters of a text that a chain lacks. */
function lackedBy(fonts: LetterFonts): (text: string) => string[] {
  const chains = [chainOf(fonts, 'regular'), chainOf(fonts, 'bold')]
  const known = new Map<string, boolean>()
  const isMissing = (char: string) => {
    const [point, selector] = [...char].map(one => one.codePointAt(0)!)
    return !chains.every(chain =>
      chain.some(font => fontCoverage(font).glyph(point!, selector) !== 0),
    )
  }
  return text =>
    characters(text).filter(char => {
      const missing = known.get(char) ?? isMissing(char)
      known.set(char, missing)
      return missing
    })
}

/** `U+8FBB U+E0100`. */
function codePointNames(char: string): string {
  return [...char].map(one => codePointName(one.codePointAt(0)!)).join(' ')
}

export function codePointName(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
}
