// Chooses the columns of an annex table and writes the text of its cells and legends.

import type { AnnexRow, Cell, ExtractDocument } from '../usecases/extract-document.ts'
import type { TableColumn } from './layout-table.ts'
import { phraseText, type Words } from './phrases.ts'
import { printable } from './printable-text.ts'
import { printedDate } from './printed-date.ts'
import type { AnnexTemplate, ColumnTemplate, TableTemplate } from './template-schema.ts'
import { fill } from './vocabulary.ts'

/** An item that is absent from a row is not an item of its basis. */
const NOT_REQUIRED: Cell = { state: 'not_required' }

export interface AnnexTable {
  heading: string
  bookmark: string
  columns: TableColumn<AnnexRow>[]
  rows: readonly AnnexRow[]
  /** Only for the signs that occur in this table. */
  legends: string[]
}

type PlainField = 'person' | 'items' | 'consent' | 'acquisition' | 'ppcPublication' | 'date'
type PartField = 'name' | 'address' | 'representative'

/** What the cells are written with: the states and headings of the annex, the words of the edition. */
export interface AnnexWords {
  annex: AnnexTemplate
  words: Words
}

export function annexTables(document: ExtractDocument, context: AnnexWords): AnnexTable[] {
  return context.annex.tables.map(table => {
    const rows = document[table.rows]
    const reference = document.datesForReference?.[table.rows] === true
    const columns = table.columns
      .map(column => annexColumn(column, rows, { ...context, reference }))
      .filter(column => column !== undefined)
    const legends = statesOf(rows, table).map(state =>
      fill(context.annex.states[state].legend, context.words.given ?? {}),
    )
    return { heading: table.heading, bookmark: table.bookmark, columns, rows, legends }
  })
}

/** The legends of both tables in every volume, each once, in the order of the template. */
export function allLegends(document: ExtractDocument, annex: AnnexTemplate): string[] {
  const rowsOf = document.volume?.samples ?? document
  const occurring = new Set(annex.tables.flatMap(table => statesOf(rowsOf[table.rows], table)))
  return STATES.filter(state => occurring.has(state)).map(state => annex.states[state].legend)
}

/** The cell of an item; `undefined` for the number and the notes, which have no states. */
export function cellOf(row: AnnexRow, field: PlainField): Cell {
  return row[field] ?? NOT_REQUIRED
}

/** The words of a cell, state or value, one entry per value. */
export function cellWords(
  cell: Cell,
  { annex, words }: AnnexWords,
  use: 'print' | 'data' = 'print',
): string[] {
  if ('state' in cell) return [annex.states[cell.state].print]
  return valueWords(cell, words, use)
}

export function valueWords(
  cell: Extract<Cell, { value: unknown }>,
  words: Words,
  use: 'print' | 'data',
): string[] {
  const values = Array.isArray(cell.value) ? cell.value : [cell.value]
  return values.map(value => phraseText(value, words, use))
}

function annexColumn(
  column: ColumnTemplate,
  rows: readonly AnnexRow[],
  context: AnnexWords & { reference: boolean },
): TableColumn<AnnexRow> | undefined {
  const { words, reference } = context
  if (column.field === 'thirdParty') return thirdPartyColumn(column, rows, context)
  const { field, when } = column
  const base = { heading: column.heading, width: column.width, isRowHeading: field === 'no' }
  if (field === 'no') return { ...base, text: row => printable(row.no) }
  if (field === 'notes') {
    if (when === 'any_row' && !rows.some(row => row.notes.length > 0)) return undefined
    return {
      ...base,
      text: row => row.notes.map(note => printable(phraseText(note, words))).join(column.join),
    }
  }
  if (when === 'any_row' && !rows.some(row => isItem(cellOf(row, field)))) return undefined
  const join = field === 'date' ? '\n' : column.join
  return {
    ...base,
    heading: field === 'date' && reference ? column.headingForReference : column.heading,
    text: row => {
      const texts = cellWords(cellOf(row, field), context).map(printable)
      return (field === 'date' ? texts.map(one => dateLines(one, words)) : texts).join(join)
    },
  }
}

/** Name, address and representative stand in one cell, one below the other. */
function thirdPartyColumn(
  column: Extract<ColumnTemplate, { field: 'thirdParty' }>,
  rows: readonly AnnexRow[],
  context: AnnexWords,
): TableColumn<AnnexRow> {
  const parts = column.parts.filter(
    part => part.when === 'always' || rows.some(row => isItem(row.thirdParty[part.field])),
  )
  return {
    heading: parts.map(part => part.heading).join('\n'),
    width: column.width,
    text: row =>
      parts
        .filter(part => part.when === 'always' || isItem(row.thirdParty[part.field]))
        .map(part => {
          const { words } = context
          const text = cellWords(row.thirdParty[part.field], context)
            .map(printable)
            .join(words.join)
          const label = part.field === 'name' ? row.thirdParty.nameLabel : part.label
          return label === undefined ? text : `${printable(label)}${words.space}${text}`
        })
        .join('\n'),
  }
}

/** The era goes to a line of its own: a narrow column would divide it in the middle. */
function dateLines(text: string, { language }: Words): string {
  return printedDate(text, language).replace('(', '\n(')
}

function isItem(cell: Cell): boolean {
  return !('state' in cell) || cell.state !== 'not_required'
}

type State = keyof AnnexTemplate['states']
const STATES: readonly State[] = ['not_required', 'not_recorded', 'withheld']

/** Signs count only where they are printed: a column left out prints none. */
function statesOf(rows: readonly AnnexRow[], table: TableTemplate): State[] {
  const found = new Set<string>()
  const see = (cells: Cell[], isShown: boolean) => {
    if (isShown) for (const cell of cells) found.add(stateOf(cell))
  }
  const whether = (when: string, cells: Cell[]) => when === 'always' || cells.some(isItem)
  for (const column of table.columns) {
    if (column.field === 'no' || column.field === 'notes') continue
    if (column.field === 'thirdParty') {
      for (const part of column.parts) {
        const cells = rows.map(row => row.thirdParty[part.field as PartField])
        see(part.when === 'always' ? cells : cells.filter(isItem), true)
      }
    } else {
      const { field } = column
      const cells = rows.map(row => cellOf(row, field))
      see(cells, whether(column.when, cells))
    }
  }
  return STATES.filter(state => found.has(state))
}

/** A cell may hold several matters of which one is refused: its sign stands among the values. */
function stateOf(cell: Cell): string {
  if ('state' in cell) return cell.state
  const isWithheld = [cell.value]
    .flat()
    .some(value => typeof value !== 'string' && value.words === 'person_withheld')
  return isWithheld ? 'withheld' : 'value'
}
