// The sheets being filled and the place of the next thing.

import type { Measure } from './measure.ts'
import { type Orientation, SHEETS, type TextStyle } from './paper.ts'
import type { PlacedText, Sheet } from './sheet.ts'

export interface Pen {
  readonly orientation: Orientation
  readonly measure: Measure
  sheets: Sheet[]
  /** Top of the next thing, in points from the upper edge. */
  y: number
}

/** On a first, empty sheet. */
export function openPen(orientation: Orientation, measure: Measure): Pen {
  const pen: Pen = { orientation, measure, sheets: [], y: 0 }
  nextSheet(pen)
  return pen
}

export function nextSheet(pen: Pen): void {
  pen.sheets.push({ orientation: pen.orientation, items: [] })
  pen.y = SHEETS[pen.orientation].top
}

/** The part of the paper that is written on. */
export function frameOf({ orientation }: Pen) {
  const { left, right, top, bottom, width, height } = SHEETS[orientation]
  return { left, width: width - left - right, top, bottom: height - bottom }
}

export interface Writing {
  style: TextStyle
  align?: 'centre' | 'right' | undefined
  tag?: PlacedText['tag'] | undefined
  bookmark?: string | undefined
  indent?: number | undefined
}

/** A paragraph: whole on one sheet, unless it is longer than one. */
export function write(pen: Pen, words: string, writing: Writing): void {
  const { style, align, tag = 'P', bookmark, indent = 0 } = writing
  const frame = frameOf(pen)
  const width = frame.width - indent
  const lines = pen.measure.wrap(words, width, style).map((text, index) => {
    const free = align === undefined ? 0 : width - pen.measure.width(text, style)
    const x = frame.left + indent + (align === 'centre' ? free / 2 : free)
    return { text, x, y: index * style.leading }
  })
  const height = lines.length * style.leading
  if (pen.y + height > frame.bottom && height <= frame.bottom - frame.top) nextSheet(pen)
  const named = bookmark === undefined ? {} : { bookmark }
  flow(pen, { kind: 'text', tag, style, lines, ...named })
}

/** Lines that stand from 0 downwards are put where the pen stands, and on further sheets as they need. */
export function flow(pen: Pen, block: PlacedText): void {
  const { leading } = block.style
  const { top, bottom } = frameOf(pen)
  let start = 0
  let rest = block.lines
  while (rest.length > 0) {
    const fits = rest.filter(line => pen.y + line.y - start + leading <= bottom + 0.01)
    const lines = fits.length === 0 && pen.y <= top ? rest : fits
    if (lines.length > 0) {
      const moved = lines.map(line => ({ ...line, y: line.y + pen.y - start }))
      pen.sheets.at(-1)!.items.push({ ...block, lines: moved })
    }
    rest = rest.filter(line => !lines.includes(line))
    if (rest.length > 0) {
      nextSheet(pen)
      start = Math.min(...rest.map(line => line.y))
    }
  }
  pen.y += heightOf(block) - start
}

export function heightOf({ lines, style }: PlacedText): number {
  let lowest = 0
  for (const { y } of lines) lowest = Math.max(lowest, y)
  return lowest + style.leading
}

/** Texts that have their places on the first sheet: what stands below its end goes on on the next. */
export function spread(pen: Pen, texts: readonly PlacedText[]): void {
  const { top, bottom } = frameOf(pen)
  for (const text of texts) {
    const { leading } = text.style
    const bySheet = Map.groupBy(text.lines, ({ y }) => {
      const over = y + leading - bottom
      return over <= 0 ? 0 : Math.ceil(over / (bottom - top - leading))
    })
    for (const [sheet, lines] of bySheet) {
      while (pen.sheets.length <= sheet) nextSheet(pen)
      const moved = lines.map(line => ({ ...line, y: line.y - sheet * (bottom - top - leading) }))
      pen.sheets[sheet]!.items.push({ ...text, lines: moved })
      pen.y = Math.max(pen.y, moved.at(-1)!.y + leading)
    }
  }
}
