// Chooses the columns of an annex table and writes the text of its cells and legends.

import type { AnnexRow, Cell, ExtractDocument } from '../usecases/extract-document.ts'
import { japaneseDate } from './japanese-date.ts'
import { type PhraseBook, phraseText } from './phrases.ts'
import { printable } from './printable-text.ts'
import type {
  AnnexTemplate,
  ColumnTemplate,
  LetterTemplates,
  TableTemplate,
} from './template-schema.ts'

/** An item that is absent from a row is not an item of its basis. */
const NOT_REQUIRED: Cell = { state: 'not_required' }

interface AnnexColumn {
  /** One line per part: the third party's column has up to three. */
  heading: string
  width: number
  isNumber: boolean
  /** The text of a row's cell, one newline between matters. */
  text(row: AnnexRow): string
}

export interface AnnexTable {
  heading: string
  bookmark: string
  columns: AnnexColumn[]
  rows: readonly AnnexRow[]
  /** Only for the signs that occur in this table. */
  legends: string[]
}

type PlainField = 'person' | 'items' | 'consent' | 'acquisition' | 'ppcPublication' | 'date'
type PartField = 'name' | 'address' | 'representative'

export function annexTables(document: ExtractDocument, templates: LetterTemplates): AnnexTable[] {
  return templates.annex.tables.map(table => {
    const rows = document[table.rows]
    const reference = document.datesForReference?.[table.rows] === true
    const columns = table.columns
      .map(column => annexColumn(column, rows, { templates, reference }))
      .filter(column => column !== undefined)
    const legends = legendsOf(rows, table, templates.annex)
    return { heading: table.heading, bookmark: table.bookmark, columns, rows, legends }
  })
}

/** The legends of both tables, each once, in the order of the template. */
export function allLegends(tables: readonly AnnexTable[], annex: AnnexTemplate): string[] {
  const occurring = new Set(tables.flatMap(table => table.legends))
  return Object.values(annex.states)
    .map(state => state.legend)
    .filter(legend => occurring.has(legend))
}

/** The cell of an item; `undefined` for the number and the notes, which have no states. */
export function cellOf(row: AnnexRow, field: PlainField): Cell {
  return row[field] ?? NOT_REQUIRED
}

/** The words of a cell, state or value, one entry per value. */
export function cellWords(
  cell: Cell,
  { annex, common }: LetterTemplates,
  edition: 'print' | 'data' = 'print',
): string[] {
  if ('state' in cell) return [annex.states[cell.state].print]
  return valueWords(cell, common.phrases, edition)
}

export function valueWords(
  cell: Extract<Cell, { value: unknown }>,
  book: PhraseBook,
  edition: 'print' | 'data',
): string[] {
  const values = Array.isArray(cell.value) ? cell.value : [cell.value]
  return values.map(value => phraseText(value, book, edition))
}

function annexColumn(
  column: ColumnTemplate,
  rows: readonly AnnexRow[],
  context: { templates: LetterTemplates; reference: boolean },
): AnnexColumn | undefined {
  const { templates, reference } = context
  if (column.field === 'thirdParty') return thirdPartyColumn(column, rows, templates)
  const { field, when } = column
  const base = { heading: column.heading, width: column.width, isNumber: field === 'no' }
  if (field === 'no') return { ...base, text: row => printable(row.no) }
  if (field === 'notes') {
    if (when === 'any_row' && !rows.some(row => row.notes.length > 0)) return undefined
    const { phrases } = templates.common
    return {
      ...base,
      text: row => row.notes.map(note => printable(phraseText(note, phrases))).join(column.join),
    }
  }
  if (when === 'any_row' && !rows.some(row => isItem(cellOf(row, field)))) return undefined
  const join = field === 'date' ? '\n' : column.join
  return {
    ...base,
    heading: field === 'date' && reference ? column.headingForReference : column.heading,
    text: row => {
      const words = cellWords(cellOf(row, field), templates).map(printable)
      return (field === 'date' ? words.map(dateLines) : words).join(join)
    },
  }
}

/** Name, address and representative stand in one cell, one below the other. */
function thirdPartyColumn(
  column: Extract<ColumnTemplate, { field: 'thirdParty' }>,
  rows: readonly AnnexRow[],
  templates: LetterTemplates,
): AnnexColumn {
  const parts = column.parts.filter(
    part => part.when === 'always' || rows.some(row => isItem(row.thirdParty[part.field])),
  )
  const space = templates.common.labelSeparator
  return {
    heading: parts.map(part => part.heading).join('\n'),
    width: column.width,
    isNumber: false,
    text: row =>
      parts
        .map(part => {
          const words = cellWords(row.thirdParty[part.field], templates).map(printable).join('、')
          const label = part.field === 'name' ? row.thirdParty.nameLabel : part.label
          return label === undefined ? words : `${printable(label)}${space}${words}`
        })
        .join('\n'),
  }
}

/** The era goes to a line of its own: a narrow column would divide it in the middle. */
function dateLines(text: string): string {
  return japaneseDate(text).replace('(', '\n(')
}

function isItem(cell: Cell): boolean {
  return !('state' in cell) || cell.state !== 'not_required'
}

/** Signs count only where they are printed: a column left out prints none. */
function legendsOf(rows: readonly AnnexRow[], table: TableTemplate, annex: AnnexTemplate) {
  const states = new Set<string>()
  const see = (cells: Cell[], shown: boolean) => {
    if (shown) for (const cell of cells) if ('state' in cell) states.add(cell.state)
  }
  const whether = (when: string, cells: Cell[]) => when === 'always' || cells.some(isItem)
  for (const column of table.columns) {
    if (column.field === 'no' || column.field === 'notes') continue
    if (column.field === 'thirdParty') {
      for (const part of column.parts) {
        const cells = rows.map(row => row.thirdParty[part.field as PartField])
        see(cells, whether(part.when, cells))
      }
    } else {
      const { field } = column
      const cells = rows.map(row => cellOf(row, field))
      see(cells, whether(column.when, cells))
    }
  }
  return Object.entries(annex.states)
    .filter(([state]) => states.has(state))
    .map(([, words]) => words.legend)
}
