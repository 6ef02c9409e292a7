// Widths of text and Japanese line breaking (UAX #14), dates and numbers kept whole.

import LineBreaker from 'linebreak'
import type { GatheringPdf } from './gathering-pdf.ts'
import type { TextStyle } from './paper.ts'
import { characters } from './printable-text.ts'

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

/** Measures with the type that `document` is set in. */
export function createMeasure({ type }: Pick<GatheringPdf, 'type'>): Measure {
  const cache = new Map<string, readonly string[]>()
  return {
    width: (text, style) => type.width(text, style),
    wrap(text, width, style) {
      const key = `${style.font}${style.size}/${width}/${text}`
      const known = cache.get(key)
      if (known !== undefined) return known
      const widthOf = (part: string) => type.width(part, style)
      const lines = fillLines(text, width, widthOf)
      if (cache.size >= CACHED_TEXTS) cache.clear()
      cache.set(key, lines)
      return lines
    },
  }
}

/** A stretch of the text, up to the next place where a line may end. */
interface Word {
  start: number
  end: number
  width: number
  /** A newline follows. */
  required: boolean
}

/** Words that must stay together, a list each. */
function wordsOf(text: string, widthOf: (part: string) => number): Word[][] {
  const spans = [...text.matchAll(KEPT_WHOLE)].map(({ 0: whole, index }) => [
    index,
    index + whole.length,
  ]) as [number, number][]
  const groups: Word[][] = []
  let start = 0
  let isInside = false
  const breaker = new LineBreaker(text)
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const { position: end, required } = next
    const width = widthOf(text.slice(start, end).replace('\n', ''))
    const word = { start, end, width, required }
    if (isInside) groups.at(-1)?.push(word)
    else groups.push([word])
    start = end
    isInside = spans.some(([from, to]) => from < end && end < to)
  }
  return groups
}

/** A group wider than a line is divided where it may be, a word wider than a line anywhere. */
function fillLines(text: string, width: number, widthOf: (part: string) => number): string[] {
  const lines: string[] = []
  let [start, end, left] = [0, 0, width]
  const endLine = () => {
    // Slices of one text: a line put together from its words would keep them all in memory.
    lines.push(text.slice(start, end).trimEnd())
    start = end
    left = width
  }
  const put = (to: number, taken: number) => {
    if (taken > left && end > start) endLine()
    end = to
    left -= taken
  }
  for (const group of wordsOf(text, widthOf)) {
    const whole = group.reduce((sum, word) => sum + word.width, 0)
    if (whole <= width) put(group.at(-1)!.end, whole)
    else {
      for (const word of group) {
        if (word.width <= width) put(word.end, word.width)
        else {
          for (const char of characters(text.slice(word.start, word.end))) {
            if (char === '\n') end += char.length
            else put(end + char.length, widthOf(char))
          }
        }
      }
    }
    if (group.at(-1)!.required) endLine()
  }
  if (end > start || lines.length === 0) endLine()
  return lines
}
