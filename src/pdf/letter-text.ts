// Fills the lines of a template with the values of one document.

import type { LetterValues } from './letter-values.ts'
import { repeatsRefusals } from './name-checker.ts'
import type { CommonTemplate, LetterTemplate, Line, TextPart } from './template-schema.ts'
import { fill, ROW_NO } from './vocabulary.ts'

/** A line ready for layout: a paragraph, a label with its text, or a bulleted paragraph. */
export interface TextLine {
  text: string
  label?: string
  bullet?: string
}

/** Boxes to tick, side by side; none is divided. */
export interface ChoicesLine {
  choices: string[]
  label?: string
}

export interface TableLine {
  columns: { heading: string; width: number; align?: 'right'; rowHeading?: boolean }[]
  rows: string[][]
}

/** Frames to write in, side by side; heights in millimetres. */
export interface FieldsLine {
  fields: { label: string; width: number; height: number; lines: string[] }[]
}

export type PrintedLine = TextLine | ChoicesLine | TableLine | FieldsLine

const FIELD_HEIGHT = 9

/** Whether a block with this `when` is printed; `!name` asks for the contrary. */
export function holds(when: string | undefined, from: LetterValues): boolean {
  if (when === undefined) return true
  if (when.startsWith('!')) return !holds(when.slice(1), from)
  if (Object.hasOwn(from.lists, when)) return from.lists[when]!.length > 0
  return from.values[when] !== undefined
}

/** The lines that are printed, blocks opened up and lists written out. */
export function printedLines(
  lines: readonly Line[],
  from: LetterValues,
  common: CommonTemplate,
): PrintedLine[] {
  return lines
    .flatMap(line => printedLine(line, from, common))
    .filter(line => !('text' in line) || line.text !== '')
}

/** Of places where only text may stand: the letterhead, the head of the annex. */
export function textLines(lines: readonly Line[], from: LetterValues, common: CommonTemplate) {
  return printedLines(lines, from, common).filter(line => 'text' in line)
}

function printedLine(line: Line, from: LetterValues, common: CommonTemplate): PrintedLine[] {
  if (typeof line === 'string') return [{ text: fill(line, from.values) }]
  if ('block' in line) return printedLines(common.blocks[line.block] ?? [], from, common)
  if ('each' in line && line.each !== undefined) {
    const { each, ...one } = line
    return (from.lists[each] ?? []).flatMap(entry => {
      const values = { ...from.values, ...entry }
      return printedLine(one, { ...from, values }, common)
    })
  }
  if (!holds(line.when, from)) return []
  if ('table' in line) return [tableLine(line, from, common)]
  if ('fields' in line) return [fieldsLine(line, from)]
  const label = line.label === undefined ? {} : { label: fill(line.label, from.values) }
  if ('choices' in line) {
    return [{ ...label, choices: line.choices.map(one => fill(one, from.values)) }]
  }
  const bullet = line.bullet === undefined ? {} : { bullet: line.bullet }
  return [{ text: partsText(line.text, from, common), ...label, ...bullet }]
}

function tableLine(
  line: Extract<Line, { table: string }>,
  from: LetterValues,
  common: CommonTemplate,
): TableLine {
  const entries = from.lists[line.table] ?? []
  return {
    columns: line.columns.map(({ text: _, ...column }) => column),
    rows: entries.map((entry, index) => {
      const values = { ...from.values, ...entry, [ROW_NO]: String(index + 1) }
      return line.columns.map(({ text }) => partsText(text, { ...from, values }, common))
    }),
  }
}

function fieldsLine(line: Extract<Line, { fields: unknown }>, from: LetterValues): FieldsLine {
  return {
    fields: line.fields.map(({ label, width = 1, height = FIELD_HEIGHT, lines = [] }) => ({
      label: fill(label, from.values),
      width,
      height,
      lines: lines.map(text => fill(text, from.values)),
    })),
  }
}

export function partsText(text: TextPart, from: LetterValues, common: CommonTemplate): string {
  if (typeof text === 'string') return fill(text, from.values)
  return text
    .filter(part => holds(part.when, from))
    .map(part => fill(part.text, from.values))
    .join(common.partSeparator)
}

/** The number of the heading under which the reasons of a refusal are printed. */
export function reasonsNumber(letter: LetterTemplate, from: LetterValues): string | undefined {
  const printed = letter.sections.filter(section => holds(section.when, from))
  const at = printed.findIndex(({ lines }) => lines.some(repeatsRefusals))
  return at < 0 ? undefined : String(at + 1)
}
