// Lays out the head of a letter: number and date on the right, the addressee in the window, the sender below.

import { textLines } from './letter-text.ts'
import type { LetterValues } from './letter-values.ts'
import type { Measure } from './measure.ts'
import { ADDRESS, HEAD_TOP, SENDER, SHEETS, STYLES, type TextStyle, WINDOW } from './paper.ts'
import type { PlacedText } from './sheet.ts'
import type { CommonTemplate } from './template-schema.ts'

const PAGE = SHEETS.portrait
const NAME_GAP = 4

export interface HeadInput {
  common: CommonTemplate
  values: LetterValues
  measure: Measure
}

/** Places from the upper edge of the first sheet; very long words may reach below its end. */
export function layoutHead(input: HeadInput): PlacedText[] {
  const { common, values, measure } = input
  const body = STYLES.body
  const head = textLines(common.head, values, common).map(({ text }, index): PlacedText => {
    const x = PAGE.width - PAGE.right - measure.width(text, body)
    const line = { text, x, y: HEAD_TOP + index * body.leading }
    return { kind: 'text', tag: 'P', style: body, lines: [line] }
  })
  const sender = new Column({ ...SENDER, width: PAGE.width - PAGE.right - SENDER.left }, measure)
  for (const { label, text } of textLines(common.sender, values, common)) {
    sender.write(
      label === undefined ? text : `${label}${common.labelSeparator}${text}`,
      STYLES.sender,
    )
  }
  return [...head, ...addresseeIn(input).texts, ...sender.texts]
}

/** In smaller type where it would not fit into the window of the envelope. */
function addresseeIn({ common, values, measure }: HeadInput): Column {
  const lines = textLines(common.addressee, values, common)
  const nameAt = values.lists.postalAddress?.length ?? 0
  const inType = (address: TextStyle, name: TextStyle) => {
    const column = new Column(ADDRESS, measure)
    for (const [index, { text }] of lines.entries()) {
      if (index === nameAt && index > 0) column.y += NAME_GAP
      column.write(text, index === nameAt ? name : address)
    }
    return column
  }
  const column = inType(STYLES.addressee, STYLES.addresseeName)
  if (column.y <= WINDOW.bottom) return column
  return inType(STYLES.addresseeSmall, STYLES.addressee)
}

/** Lines one below the other. */
class Column {
  readonly texts: PlacedText[] = []
  y: number
  readonly #left: number
  readonly #width: number
  readonly #measure: Measure

  constructor(
    { left, top, width }: { left: number; top: number; width: number },
    measure: Measure,
  ) {
    this.y = top
    this.#left = left
    this.#width = width
    this.#measure = measure
  }

  write(words: string, style: TextStyle) {
    const lines = this.#measure
      .wrap(words, this.#width, style)
      .map((text, index) => ({ text, x: this.#left, y: this.y + index * style.leading }))
    this.texts.push({ kind: 'text', tag: 'P', style, lines })
    this.y += lines.length * style.leading
  }
}
