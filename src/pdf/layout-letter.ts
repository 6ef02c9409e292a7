// Lays out a paper on portrait sheets: window, sender, subject, 記, numbered headings, 以上, 別紙 to send back.

import { layoutHead } from './layout-head.ts'
import { layoutLines, paragraph, type SectionBlock } from './layout-section.ts'
import { holds, partsText, printedLines, textLines } from './letter-text.ts'
import type { LetterValues } from './letter-values.ts'
import type { Measure } from './measure.ts'
import { BODY, type Density, SHEETS, STYLES, TITLE_TOP } from './paper.ts'
import { frameOf, nextSheet, openPen, type Pen, spread, write } from './pen.ts'
import type { Sheet } from './sheet.ts'
import type { CommonTemplate, LetterTemplate, Section, TextPart } from './template-schema.ts'
import { fill } from './vocabulary.ts'

const PAGE = SHEETS.portrait
/** A section up to this height is not divided between two sheets. */
const KEEP_WHOLE = PAGE.height * 0.25

export interface LetterInput {
  letter: LetterTemplate
  common: CommonTemplate
  values: LetterValues
  measure: Measure
  /** After the last section, before 以上. */
  note?: string | undefined
}

/** Lines are drawn a little together where that saves a sheet. */
export function layoutLetter(input: LetterInput): Sheet[] {
  const wide = layoutAs(input, BODY.wide)
  if (wide.length === 1) return wide
  const dense = layoutAs(input, BODY.dense)
  return dense.length < wide.length ? dense : wide
}

function layoutAs(input: LetterInput, density: Density): Sheet[] {
  const { letter, common, values, measure } = input
  const pen = openPen('portrait', measure)
  // A form is addressed by nobody: it has no document number.
  if (values.values.docNo !== undefined) {
    spread(pen, layoutHead(input))
    pen.y += density.body.size
    if (pen.sheets.length === 1) pen.y = Math.max(TITLE_TOP, pen.y)
  }
  layoutPart(pen, letter, input, density)
  const { attachment } = letter
  if (attachment) {
    nextSheet(pen)
    write(pen, attachment.mark, { style: STYLES.heading, align: 'right' })
    layoutPart(pen, { ...attachment, notice: false }, { ...input, common }, density)
  }
  return pen.sheets
}

type Part = Pick<LetterTemplate, 'title' | 'opening' | 'notice' | 'sections'>

function layoutPart(pen: Pen, part: Part, input: LetterInput, density: Density): void {
  const { common, values } = input
  const { body, gap } = density
  const isNoted = part.notice !== false
  write(pen, part.title, { style: STYLES.title, align: 'centre', tag: 'H1' })
  if (common.translationNote !== undefined) {
    write(pen, common.translationNote, { style: STYLES.annexBody, align: 'centre' })
  }
  pen.y += gap * 1.6
  const isLetter = values.values.docNo !== undefined && part === input.letter
  for (const line of isLetter ? textLines(common.salutation, values, common) : []) {
    paragraph(pen, line.text, body).place()
  }
  const opening = part.opening === undefined ? '' : openingText(part.opening, input)
  if (opening !== '') {
    paragraph(pen, opening, body).place()
    pen.y += gap * 1.4
  }
  if (isNoted) {
    write(pen, common.notice, { style: body, align: 'centre' })
    pen.y += gap * 0.8
  }
  const sections = part.sections.filter(section => holds(section.when, values))
  for (const [index, section] of sections.entries()) {
    const isLast = index === sections.length - 1
    const end: SectionBlock[] = []
    if (isLast && input.note !== undefined) end.push(paragraph(pen, input.note, body))
    if (isLast && isNoted) end.push(endMark(pen, common.end, density))
    layoutSection(pen, { section, number: index + 1, end }, input, density)
  }
}

function openingText(opening: TextPart, { values, common }: LetterInput): string {
  return partsText(opening, values, common)
}

/** 以上 must not stand alone on the next sheet, so it counts as part of the last section. */
function layoutSection(
  pen: Pen,
  { section, number, end }: { section: Section; number: number; end: SectionBlock[] },
  { common, values }: LetterInput,
  density: Density,
): void {
  const words = fill(common.sectionHeading, {
    number: String(number),
    heading: section.heading,
  })
  const { heading } = density
  const lines = printedLines(section.lines, values, common)
  const texts = [...layoutLines(pen, lines, { common, density }), ...end]
  const blocks = [paragraph(pen, words, heading, { tag: 'H2' }), ...texts]
  const { bottom } = frameOf(pen)
  const whole = blocks.reduce((sum, block) => sum + block.height, 0)
  const first = texts[0]?.least ?? 0
  if (pen.y + (whole <= KEEP_WHOLE ? whole : heading.leading + first) > bottom) nextSheet(pen)
  for (const [index, block] of blocks.entries()) {
    const next = end.length > 0 && index === blocks.length - 2 ? density.body.leading : 0
    const needed = block.height <= KEEP_WHOLE ? block.height : block.least
    if (index > 0 && pen.y + needed + next > bottom) nextSheet(pen)
    block.place()
  }
  pen.y += density.gap
}

function endMark(pen: Pen, words: string, { body, gap }: Density): SectionBlock {
  const height = body.leading + gap
  return {
    height,
    least: height,
    place() {
      pen.y += gap
      write(pen, words, { style: body, align: 'right' })
    },
  }
}
