// Lays out a table: columns by their shares, the heading on every sheet, no row cut by the end of one.

import type { Measure } from './measure.ts'
import { CELL_PADDING, STYLES, type TextStyle } from './paper.ts'
import { frameOf, nextSheet, type Pen } from './pen.ts'
import type { PlacedRow, PlacedTable } from './sheet.ts'

export interface TableColumn<Row> {
  /** A newline divides it. */
  heading: string
  /** A share of the width of the table. */
  width: number
  /** Its cells head their rows (番号). */
  isRowHeading?: boolean | undefined
  /** Numbers stand flush right. */
  isFlushRight?: boolean | undefined
  /** The text of a row's cell; a newline divides it. */
  text(row: Row): string
}

export interface TableInput<Row> {
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  /** From the left margin, in points. */
  indent?: number
  style?: TextStyle
  headingStyle?: TextStyle
}

export interface TableLayout {
  /** What must fit on a sheet for the table to begin there: the heading and the first row. */
  least: number
  place(): void
}

/** Ready to be placed where the pen stands then; rows are measured as they are placed. */
export function layoutTable<Row>(pen: Pen, input: TableInput<Row>): TableLayout {
  const { rows } = input
  const table = placeColumns(pen, input)
  const cellsOf = (row: Row) =>
    input.columns.map((column, i) =>
      pen.measure.wrap(column.text(row), cellWidth(table, i), table.style),
    )
  const headingHeight = rowHeight(table.headings, table.headingStyle)
  const first = rows.length === 0 ? 0 : rowHeight(cellsOf(rows[0]!), table.style)
  const { top, bottom } = frameOf(pen)
  return {
    least: headingHeight + Math.min(first, bottom - top - headingHeight),
    place() {
      pushRow(pen, table, { role: 'heading', cells: table.headings, height: headingHeight })
      for (const row of rows) layoutRow(cellsOf(row), table, pen)
    },
  }
}

function placeColumns<Row>(pen: Pen, input: TableInput<Row>): PlacedTable {
  const { columns, indent = 0, style = STYLES.cell, headingStyle = STYLES.cellHeading } = input
  const frame = frameOf(pen)
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  const edges: number[] = [frame.left + indent]
  for (const column of columns) {
    edges.push(edges.at(-1)! + (column.width / total) * (frame.width - indent))
  }
  const table: PlacedTable = {
    edges,
    headings: [],
    rowHeading: columns.map(column => column.isRowHeading === true),
    flushRight: columns.map(column => column.isFlushRight === true),
    style,
    headingStyle,
  }
  table.headings = headingLines(columns, table, pen.measure)
  return table
}

function headingLines<Row>(
  columns: readonly TableColumn<Row>[],
  table: PlacedTable,
  measure: Measure,
) {
  return columns.map((column, i) =>
    measure.wrap(column.heading, cellWidth(table, i), table.headingStyle),
  )
}

function cellWidth({ edges }: PlacedTable, column: number): number {
  return edges[column + 1]! - edges[column]! - 2 * CELL_PADDING.x
}

/** A row moves whole to the next sheet; only one taller than a sheet is divided. */
function layoutRow(cells: PlacedRow['cells'], table: PlacedTable, pen: Pen): void {
  const { top, bottom } = frameOf(pen)
  const headingHeight = rowHeight(table.headings, table.headingStyle)
  const repeatHeading = () => {
    nextSheet(pen)
    const cells = table.headings
    pushRow(pen, table, { role: 'repeated_heading', cells, height: headingHeight })
  }
  const height = rowHeight(cells, table.style)
  if (pen.y + height > bottom && height <= bottom - top - headingHeight) repeatHeading()
  if (pen.y + height <= bottom) {
    pushRow(pen, table, { role: 'row', cells, height })
    return
  }
  const count = lineCount(cells)
  const { leading } = table.style
  for (let from = 0; from < count; ) {
    const lines = Math.floor((bottom - pen.y - 2 * CELL_PADDING.y) / leading)
    if (lines >= Math.min(3, count - from)) {
      const to = Math.min(count, from + lines)
      const part = (to - from) * leading + 2 * CELL_PADDING.y
      pushRow(pen, table, { role: 'row', cells, height: part, from, to })
      from = to
    }
    if (from < count) repeatHeading()
  }
}

function pushRow(
  pen: Pen,
  table: PlacedTable,
  row: Pick<PlacedRow, 'role' | 'cells' | 'height'> & { from?: number; to?: number },
): void {
  const count = lineCount(row.cells)
  const { role, height, cells, from = 0, to = count } = row
  pen.sheets
    .at(-1)!
    .items.push({ kind: 'row', role, table, y: pen.y, height, cells, from, to, ends: to >= count })
  pen.y += height
}

function rowHeight(cells: PlacedRow['cells'], { leading }: TextStyle): number {
  return lineCount(cells) * leading + 2 * CELL_PADDING.y
}

function lineCount(cells: PlacedRow['cells']): number {
  let most = 1
  for (const lines of cells) most = Math.max(most, lines.length)
  return most
}
