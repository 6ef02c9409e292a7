// Lays out a register: cover, numbered sections with their tables, 以上.

import type { RegisterCell, RegisterDocument } from '../usecases/register-document.ts'
import { layoutTable, type TableColumn, type TableInput } from './layout-table.ts'
import type { Measure } from './measure.ts'
import { STYLES, type TextStyle } from './paper.ts'
import { frameOf, nextSheet, openPen, type Pen, write } from './pen.ts'
import { phraseText, valueText, type Words } from './phrases.ts'
import { printable } from './printable-text.ts'
import type {
  RegisterColumn,
  RegisterFact,
  RegisterSection,
  RegisterTemplate,
} from './register-template.ts'
import type { Sheet } from './sheet.ts'
import type { CommonTemplate } from './template-schema.ts'
import { fill, placeholdersOf } from './vocabulary.ts'

const GAP = 11
const CELL: TextStyle = { font: 'regular', size: 8, leading: 11.5 }
const CELL_HEADING: TextStyle = { font: 'bold', size: 8, leading: 11.5 }
/** High enough to sign in. */
const SIGNATURE: TextStyle = { ...STYLES.cell, leading: 28 }

type Row = Readonly<Record<string, RegisterCell>>

export interface RegisterInput {
  document: RegisterDocument
  template: RegisterTemplate
  common: CommonTemplate
  words: Words
  measure: Measure
}

interface Context extends RegisterInput {
  pen: Pen
  /** The values as they are printed; an absent one has no entry. */
  values: Record<string, string>
}

export function layoutRegister(input: RegisterInput): Sheet[] {
  const { template, common, measure } = input
  const pen = openPen(template.orientation, measure)
  const context: Context = { ...input, pen, values: registerValues(input) }
  write(pen, template.title, { style: STYLES.title, align: 'centre', tag: 'H1' })
  if (common.translationNote !== undefined) {
    write(pen, common.translationNote, { style: STYLES.annexBody, align: 'centre' })
  }
  pen.y += GAP
  layoutTable(pen, factTable(template.cover, context)).place()
  let number = 0
  for (const section of template.sections) {
    if (!holds(section.when, context)) continue
    number += 1
    placeSection(section, number, context)
  }
  pen.y += GAP
  write(pen, template.end, { style: STYLES.annexBody, align: 'right' })
  return pen.sheets
}

/** The values of a document, in the words of the edition. */
export function registerValues({ document, words }: Pick<RegisterInput, 'document' | 'words'>) {
  return Object.fromEntries(
    Object.entries(document.values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, printable(valueText(name, value, words))]],
    ),
  )
}

function placeSection(section: RegisterSection, number: number, context: Context): void {
  const { pen, common, values } = context
  const tables = tablesOf(section, context).map(table => layoutTable(pen, table))
  const lines = (section.lines ?? [])
    .filter(line => typeof line === 'string' || holds(line.when, context))
    .map(line => filled(typeof line === 'string' ? line : line.text, values))
    .filter(line => line !== undefined)
  const { heading } = section
  const lead = GAP + STYLES.annexHeading.leading + 3 + lines.length * STYLES.annexBody.leading
  const least = tables[0]?.least ?? STYLES.annexBody.leading
  if (pen.y + lead + least > frameOf(pen).bottom) nextSheet(pen)
  else pen.y += GAP
  write(pen, fill(common.sectionHeading, { number: String(number), heading }), {
    style: STYLES.annexHeading,
    tag: 'H2',
    bookmark: heading,
  })
  pen.y += 3
  for (const line of lines) write(pen, line, { style: STYLES.annexBody })
  for (const table of tables) {
    table.place()
    pen.y += 4
  }
  if (section.table !== undefined && rowsOf(section.table, context).length === 0) {
    write(pen, section.empty ?? '', { style: STYLES.annexBody })
  } else for (const note of section.notes ?? []) write(pen, note, { style: STYLES.annexBody })
}

/** In the order of the paper: facts, rows, places to sign. */
function tablesOf(section: RegisterSection, context: Context): TableInput<never>[] {
  const { facts, table, columns = [], signatures } = section
  const tables: unknown[] = []
  if (facts) tables.push(factTable(facts, context))
  const rows = table === undefined ? [] : rowsOf(table, context)
  if (rows.length > 0) {
    const style = { style: CELL, headingStyle: CELL_HEADING }
    tables.push({ rows, columns: columns.map(column => tableColumn(column, context)), ...style })
  }
  if (signatures) tables.push(signatureTable(signatures))
  return tables as TableInput<never>[]
}

function factTable(facts: readonly RegisterFact[], context: Context): TableInput<string[]> {
  const [label, text] = context.template.factHeadings
  const rows = facts
    .filter(fact => holds(fact.when, context))
    .map(fact => [fact.label, filled(fact.text, context.values)])
    .filter((row): row is string[] => row[1] !== undefined)
  return {
    rows,
    columns: [
      { heading: label, width: 24, isRowHeading: true, text: row => row[0] ?? '' },
      { heading: text, width: 76, text: row => row[1] ?? '' },
    ],
  }
}

function signatureTable({ columns, rows }: NonNullable<RegisterSection['signatures']>) {
  return {
    rows,
    columns: columns.map(
      (column, n): TableColumn<string> => ({
        ...column,
        isRowHeading: n === 0,
        text: row => (n === 0 ? row : ''),
      }),
    ),
    style: SIGNATURE,
  }
}

function tableColumn(column: RegisterColumn, { words }: Context): TableColumn<Row> {
  const lines = [column.text].flat()
  return {
    heading: column.heading,
    width: column.width,
    isRowHeading: column.rowHeading,
    isFlushRight: column.align === 'right',
    text: row => {
      const texts = rowTexts(row, lines, words)
      return lines
        .map(line => filled(line, texts))
        .filter(line => line !== undefined)
        .join('\n')
    },
  }
}

/** What the lines name of a row; several values stand one below the other. */
function rowTexts(row: Row, lines: readonly string[], words: Words): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const name of lines.flatMap(placeholdersOf)) {
    const cell = row[name]
    if (cell === undefined) continue
    texts[name] = [cell]
      .flat()
      .map(value => printable(phraseText(value, words)))
      .join('\n')
  }
  return texts
}

/** `undefined` when the text names a value that is not there. */
function filled(text: string, values: Readonly<Record<string, string>>): string | undefined {
  return placeholdersOf(text).every(name => Object.hasOwn(values, name))
    ? fill(text, values)
    : undefined
}

function rowsOf(table: string, { document }: Context): readonly Row[] {
  const tables: Readonly<Record<string, readonly Row[]>> = document.tables
  return tables[table] ?? []
}

function holds(when: string | undefined, context: Context): boolean {
  if (when === undefined) return true
  if (when.startsWith('!')) return !holds(when.slice(1), context)
  return Object.hasOwn(context.values, when) || rowsOf(when, context).length > 0
}
