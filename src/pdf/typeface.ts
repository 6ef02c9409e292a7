// The type of one file: which font of the chain draws each character, how wide it is, and a line as operators.

import { fontCoverage } from './font-coverage.ts'
import type { TextStyle } from './paper.ts'
import { chainOf, codePointName, type LetterFonts, selectorAt } from './printable-text.ts'

/** pdfkit's font, as far as it is used here: its subset grows with each text that is encoded. */
export interface PdfFont {
  id: string
  ascender: number
  encode(text: string): [codes: string[], positions: { advanceWidth: number; xAdvance: number }[]]
  ref(): unknown
  /** By place in the subset: the code points that the file gives for the glyph. */
  unicode: (readonly number[] | undefined)[]
  font: { _cmapProcessor: { getVariationSelector(point: number, selector: number): number } }
}

/** A font of the chain in this file; pdfkit embeds only those that drew something. */
interface Face {
  covers(point: number, selector?: number): boolean
  /** Its first copy in the file, or a further one. */
  font(copy?: number): PdfFont
}

/** What is drawn as one: a Latin word with its kerning, or any other character with its selector. */
interface Piece {
  font: PdfFont
  /** Inside the brackets of a hexadecimal string; it may close one and open the next. */
  code: string
  /** Thousandths of an em. */
  width: number
}

interface Chain {
  faces: Face[]
  byPoint: Map<number, Piece>
  byText: Map<string, Piece>
}

export interface PlacedType {
  x: number
  /** The upper edge of the line, from the upper edge of the sheet. */
  y: number
  style: TextStyle
}

/** Gives pdfkit's font for the bytes of one; a further `copy` (from 1) has a subset of its own. */
type OpenFont = (bytes: Uint8Array, copy: number) => PdfFont

/** No glyph stands for more characters than this. */
const MOST_COPIES = 8

/** Where words repeat, as company names do, they are shaped once; addresses and numbers never end. */
const KEPT_WORDS = 5_000

export class Typeface {
  readonly #chains: Record<TextStyle['font'], Chain>

  /** @param open called at the first use of a font. */
  constructor(fonts: LetterFonts, open: OpenFont) {
    const faces = new Map<Uint8Array, Face>()
    const faceOf = (bytes: Uint8Array) => {
      const face = faces.get(bytes) ?? openFace(bytes, open)
      faces.set(bytes, face)
      return face
    }
    const chain = (style: TextStyle['font']): Chain => ({
      faces: chainOf(fonts, style).map(faceOf),
      byPoint: new Map(),
      byText: new Map(),
    })
    this.#chains = { regular: chain('regular'), bold: chain('bold') }
  }

  /** In points. */
  width(text: string, { font, size }: TextStyle): number {
    let width = 0
    this.#each(text, font, piece => {
      width += piece.width
    })
    return (width * size) / 1000
  }

  /** Operators that show a line, and the fonts that the page needs for them. */
  line(text: string, { x, y, style }: PlacedType): { operators: string; fonts: Set<PdfFont> } {
    const { font: name, size } = style
    const fonts = new Set<PdfFont>()
    const baseline = y + (this.#chains[name].faces[0]!.font().ascender * size) / 1000
    // pdfkit turns the page upside down, so that y grows downwards; letters are turned back.
    let operators = `BT\n1 0 0 -1 ${round(x)} ${round(baseline)} Tm`
    let codes = ''
    let font: PdfFont | undefined
    const show = () => {
      if (codes !== '') operators += `\n[<${codes}>] TJ`
      codes = ''
    }
    this.#each(text, name, piece => {
      if (piece.font !== font) {
        show()
        font = piece.font
        fonts.add(font)
        operators += `\n/${font.id} ${size} Tf`
      }
      codes += piece.code
    })
    show()
    return { operators: `${operators}\nET`, fonts }
  }

  #each(text: string, name: TextStyle['font'], visit: (piece: Piece) => void): void {
    const chain = this.#chains[name]
    for (let at = 0; at < text.length; ) {
      const point = text.codePointAt(at)!
      const next = at + (point > 0xffff ? 2 : 1)
      const end = isLetter(point) ? latinEnd(text, next) : selectorAt(text, next)
      if (end === next) {
        visit(chain.byPoint.get(point) ?? this.#shapePoint(chain, point))
      } else {
        const whole = text.slice(at, end)
        visit(chain.byText.get(whole) ?? this.#shapeText(chain, whole))
      }
      at = end
    }
  }

  #shapePoint(chain: Chain, point: number): Piece {
    const piece = this.#shape(chain, String.fromCodePoint(point))
    chain.byPoint.set(point, piece)
    return piece
  }

  #shapeText(chain: Chain, text: string): Piece {
    if (chain.byText.size >= KEPT_WORDS) chain.byText.clear()
    const piece = this.#shape(chain, text)
    chain.byText.set(text, piece)
    return piece
  }

  /** The first font that has it draws it. */
  #shape({ faces }: Chain, text: string): Piece {
    const points = [...text].map(char => char.codePointAt(0)!)
    const has = (face: Face) =>
      isLetter(points[0]!)
        ? points.every(point => face.covers(point))
        : face.covers(points[0]!, points[1])
    const face = faces.find(has)
    // A paper with □ in it must not come to be, whoever forgot to ask `findMissingGlyphs` first.
    if (face === undefined) throw new Error(`No font has ${points.map(codePointName).join(' ')}.`)
    return encodedBy(face, text)
  }
}

/**
 * A glyph says to who copies it the character that it was first used for. Where two characters share
 * one, as 一 and the radical ⼀ do, the second is drawn by a further copy of the font.
 */
function encodedBy(face: Face, text: string): Piece {
  for (let copy = 0; ; copy += 1) {
    const font = face.font(copy)
    const [codes, positions] = font.encode(text)
    const said = codes.flatMap(place => font.unicode[Number.parseInt(place, 16)] ?? [])
    if (copy < MOST_COPIES && String.fromCodePoint(...said) !== text) continue
    let code = ''
    let width = 0
    for (const [n, { advanceWidth, xAdvance }] of positions.entries()) {
      code += codes[n]
      width += xAdvance
      const kern = Math.round(advanceWidth - xAdvance)
      if (kern !== 0 && n < positions.length - 1) code += `> ${kern} <`
    }
    return { font, code, width }
  }
}

function openFace(bytes: Uint8Array, open: OpenFont): Face {
  const coverage = fontCoverage(bytes)
  const copies: PdfFont[] = []
  return {
    covers: (point, selector) => coverage.glyph(point, selector) !== 0,
    font(copy = 0) {
      const known = copies[copy]
      if (known !== undefined) return known
      const font = open(bytes, copy)
      // fontkit looks for a shape of its own only where the table of usual shapes has the character too.
      font.font._cmapProcessor.getVariationSelector = coverage.glyph
      copies.push(font)
      return font
    },
  }
}

/** Latin letters are kerned; digits are as wide as each other and stand alone. */
const isLetter = (point: number) =>
  (point >= 0x41 && point <= 0x5a) || (point >= 0x61 && point <= 0x7a) || isAccented(point)

const isAccented = (point: number) => point >= 0xc0 && point < 0x250

/** A word takes in the signs inside and behind it, `T.` being nearer than `H.` */
function latinEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && (isLetter(text.charCodeAt(end)) || ".,'".includes(text[end]!)))
    end += 1
  return end
}

const round = (points: number) => Math.round(points * 100) / 100
