// Lays out the letter itself: address window, sender, subject, 記, numbered headings, 以上.

import { holds, type LetterValues, type TextLine, textLines } from './letter-text.ts'
import type { Measure } from './measure.ts'
import { ADDRESS, HEAD_TOP, SENDER, SHEETS, STYLES, type TextStyle, TITLE_TOP } from './paper.ts'
import type { PlacedLine, PlacedText, Sheet } from './sheet.ts'
import type { CommonTemplate, LetterTemplate } from './template-schema.ts'
import { fill } from './vocabulary.ts'

const PAGE = SHEETS.portrait
const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right
const BOTTOM = PAGE.height - PAGE.bottom
const EM = STYLES.body.size
/** A section up to this height is not divided between two sheets. */
const KEEP_WHOLE = PAGE.height * 0.25

export interface LetterInput {
  letter: LetterTemplate
  common: CommonTemplate
  values: LetterValues
  measure: Measure
}

export function layoutLetter(input: LetterInput): Sheet[] {
  const { letter, common, values, measure } = input
  const sheet: Sheet = { orientation: 'portrait', items: [...layoutHead(input)] }
  const sheets = [sheet]
  let y = Math.max(TITLE_TOP, lowestLine(sheet) + 2 * EM)

  const centred = (text: string, style: TextStyle, tag: PlacedText['tag']) => {
    const lines = measure.wrap(text, TEXT_WIDTH, style).map((line, i) => ({
      text: line,
      x: PAGE.left + (TEXT_WIDTH - measure.width(line, style)) / 2,
      y: y + i * style.leading,
    }))
    y += lines.length * style.leading
    sheet.items.push({ kind: 'text', tag, style, lines })
  }
  centred(letter.title, STYLES.title, 'H1')
  y += EM
  const opening = paragraph(fill(letter.opening, values.values), 0, input)
  sheet.items.push(moved(opening, y))
  y += heightOf(opening) + 0.8 * EM
  centred(common.notice, STYLES.body, 'P')
  y += 0.4 * EM

  let number = 0
  const sections = letter.sections.filter(section => holds(section.when, values))
  for (const [index, section] of sections.entries()) {
    number++
    const last = index === sections.length - 1
    const heading = {
      ...paragraph(
        fill(common.sectionHeading, { number: String(number), heading: section.heading }),
        0,
        input,
        STYLES.heading,
      ),
      tag: 'H2' as const,
    }
    const texts = sectionTexts(textLines(section.lines, values, common), input)
    // 以上 must not stand alone on the next sheet, so it counts as part of the last section.
    if (last) texts.push(endMark(common.end, measure))
    const blocks = [heading, ...texts]
    const whole = blocks.reduce((sum, block) => sum + heightOf(block), 0)
    const needed = whole <= KEEP_WHOLE ? whole : heightOf(heading) + 2 * STYLES.body.leading
    if (y + needed > BOTTOM) y = nextSheet(sheets)
    for (const [at, block] of blocks.entries()) {
      const closing = last && at === blocks.length - 2 ? STYLES.body.leading : 0
      if (y + Math.min(heightOf(block), KEEP_WHOLE) + closing > BOTTOM) y = nextSheet(sheets)
      y = flow(block, y, sheets)
    }
    y += 0.5 * EM
  }
  return sheets
}

/** Number and date right, addressee in the window, sender right below. */
function layoutHead({ common, values, measure }: LetterInput): PlacedText[] {
  const placed: PlacedText[] = []
  const body = STYLES.body
  let y = HEAD_TOP
  for (const line of textLines(common.head, values, common)) {
    const x = PAGE.width - PAGE.right - measure.width(line.text, body)
    placed.push(text([{ text: line.text, x, y }], body))
    y += body.leading
  }
  y = ADDRESS.top
  const lines = textLines(common.addressee, values, common)
  const nameAt = values.lists.postalAddress.length
  for (const [index, line] of lines.entries()) {
    const style = index === nameAt ? STYLES.addresseeName : STYLES.addressee
    if (index === nameAt && index > 0) y += 4
    const placedLines = column(line.text, ADDRESS.left, ADDRESS.width, style, measure)
    placed.push(moved(text(placedLines, style), y))
    y += placedLines.length * style.leading
  }
  y = SENDER.top
  const width = PAGE.width - PAGE.right - SENDER.left
  for (const line of textLines(common.sender, values, common)) {
    const words =
      line.label === undefined ? line.text : `${line.label}${common.labelSeparator}${line.text}`
    const placedLines = column(words, SENDER.left, width, STYLES.sender, measure)
    placed.push(moved(text(placedLines, STYLES.sender), y))
    y += placedLines.length * STYLES.sender.leading
  }
  return placed
}

/** Labels of one section share a column, so that their texts begin at the same place. */
function sectionTexts(lines: TextLine[], input: LetterInput): PlacedText[] {
  const { measure, common } = input
  const left = PAGE.left + EM * 1.5
  const style = STYLES.body
  const gap = measure.width(common.labelSeparator, style)
  const labels = lines.map(line => (line.label ? measure.width(line.label, style) + gap : 0))
  const labelWidth = Math.min(Math.max(...labels, 0), TEXT_WIDTH / 2)
  return lines.map(line => {
    const lead = line.label ?? line.bullet
    if (lead === undefined) return paragraph(line.text, EM * 1.5, input)
    const hang = line.label === undefined ? EM : labelWidth
    const width = TEXT_WIDTH - EM * 1.5 - hang
    const body = column(line.text, left + hang, width, style, measure)
    const leadLines = column(lead, left, hang + 1, style, measure)
    return text([...leadLines, ...body], style)
  })
}

function endMark(words: string, measure: Measure): PlacedText {
  const x = PAGE.width - PAGE.right - measure.width(words, STYLES.body)
  return text([{ text: words, x, y: 0.5 * EM }], STYLES.body)
}

function paragraph(
  words: string,
  indent: number,
  input: LetterInput,
  style = STYLES.body as TextStyle,
) {
  return text(column(words, PAGE.left + indent, TEXT_WIDTH - indent, style, input.measure), style)
}

function column(words: string, x: number, width: number, style: TextStyle, measure: Measure) {
  return measure
    .wrap(words, width, style)
    .map((line, index): PlacedLine => ({ text: line, x, y: index * style.leading }))
}

function text(lines: PlacedLine[], style: TextStyle): PlacedText {
  return { kind: 'text', tag: 'P', style, lines }
}

/** Puts a block at `y`, over as many sheets as it takes; returns where the next one begins. */
function flow(block: PlacedText, y: number, sheets: Sheet[]): number {
  let top = y
  let start = 0
  let rest = block.lines
  while (rest.length > 0) {
    const fits = rest.filter(line => top + line.y - start + block.style.leading <= BOTTOM + 0.01)
    const lines = fits.length === 0 && top <= PAGE.top ? rest : fits
    if (lines.length > 0) sheets.at(-1)!.items.push(moved({ ...block, lines }, top - start))
    rest = rest.filter(line => !lines.includes(line))
    if (rest.length > 0) {
      top = nextSheet(sheets)
      start = Math.min(...rest.map(line => line.y))
    }
  }
  return top + heightOf(block) - start
}

function nextSheet(sheets: Sheet[]): number {
  sheets.push({ orientation: 'portrait', items: [] })
  return PAGE.top
}

function moved(block: PlacedText, y: number): PlacedText {
  return { ...block, lines: block.lines.map(line => ({ ...line, y: line.y + y })) }
}

function heightOf(block: PlacedText): number {
  return Math.max(...block.lines.map(line => line.y)) + block.style.leading
}

function lowestLine(sheet: Sheet): number {
  let lowest = 0
  for (const item of sheet.items) {
    if (item.kind === 'text') for (const line of item.lines) lowest = Math.max(lowest, line.y)
  }
  return lowest
}
