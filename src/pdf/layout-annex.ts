// Lays out the annex on landscape sheets: head, two tables, legends, 以下余白.

import type { AnnexTable } from './annex-table.ts'
import { type LetterValues, textLines } from './letter-text.ts'
import type { Measure } from './measure.ts'
import { CELL_PADDING, SHEETS, STYLES, type TextStyle } from './paper.ts'
import type { PlacedRow, PlacedTable, PlacedText, Sheet } from './sheet.ts'
import type { LetterTemplates } from './template-schema.ts'

const PAGE = SHEETS.landscape
const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right
const BOTTOM = PAGE.height - PAGE.bottom
const GAP = 9

export interface AnnexInput {
  tables: AnnexTable[]
  templates: LetterTemplates
  values: LetterValues
  measure: Measure
}

/** The sheets being filled and the place of the next thing. */
interface Pen {
  sheets: Sheet[]
  y: number
  measure: Measure
}

export function layoutAnnex({ tables, templates, values, measure }: AnnexInput): Sheet[] {
  const { annex, common } = templates
  const pen: Pen = { sheets: [], y: 0, measure }
  nextSheet(pen)
  write(pen, annex.mark, { style: STYLES.annexHeading, align: 'right' })
  pen.y -= STYLES.annexHeading.leading
  write(pen, annex.title, { style: STYLES.title, align: 'centre', tag: 'H1' })
  pen.y += 2
  for (const line of textLines(annex.head, values, common)) {
    const words =
      line.label === undefined ? line.text : `${line.label}${common.labelSeparator}${line.text}`
    write(pen, words, { style: STYLES.annexBody })
  }
  for (const table of tables) layoutTable(table, annex.empty, pen)
  pen.y += 3
  write(pen, annex.blank, { style: STYLES.annexBody, align: 'centre' })
  return pen.sheets
}

function layoutTable(table: AnnexTable, empty: string, pen: Pen): void {
  const { measure } = pen
  const placed = placeColumns(table, measure)
  const headingHeight = rowHeight(placed.headings)
  const first = table.rows[0] === undefined ? 0 : rowHeight(cellLines(table, 0, placed, measure))
  const lead = GAP + STYLES.annexHeading.leading + 3
  const least = lead + headingHeight + Math.min(first, BOTTOM - PAGE.top - lead - headingHeight)
  if (pen.y + least > BOTTOM) nextSheet(pen)
  else pen.y += GAP
  write(pen, table.heading, { style: STYLES.annexHeading, tag: 'H2', bookmark: table.bookmark })
  pen.y += 3
  if (table.rows.length === 0) {
    write(pen, empty, { style: STYLES.annexBody })
    return
  }
  pushRow(pen, placed, { role: 'heading', cells: placed.headings, height: headingHeight })
  for (let index = 0; index < table.rows.length; index++) {
    layoutRow(cellLines(table, index, placed, measure), placed, pen)
  }
  pen.y += 4
  for (const legend of table.legends) write(pen, legend, { style: STYLES.annexBody })
}

/** A row moves whole to the next sheet; only one taller than a sheet is divided. */
function layoutRow(cells: PlacedRow['cells'], placed: PlacedTable, pen: Pen): void {
  const headings = { role: 'repeated_heading' as const, cells: placed.headings }
  const headingHeight = rowHeight(placed.headings)
  const height = rowHeight(cells)
  const room = BOTTOM - PAGE.top - headingHeight
  if (pen.y + height <= BOTTOM) {
    pushRow(pen, placed, { role: 'row', cells, height })
    return
  }
  if (height <= room) {
    nextSheet(pen)
    pushRow(pen, placed, { ...headings, height: headingHeight })
    pushRow(pen, placed, { role: 'row', cells, height })
    return
  }
  const count = Math.max(...cells.map(lines => lines.length))
  const { leading } = STYLES.cell
  for (let from = 0; from < count; ) {
    const lines = Math.floor((BOTTOM - pen.y - 2 * CELL_PADDING.y) / leading)
    if (lines >= Math.min(3, count - from)) {
      const to = Math.min(count, from + lines)
      const part = (to - from) * leading + 2 * CELL_PADDING.y
      pushRow(pen, placed, { role: 'row', cells, height: part, from, to })
      from = to
    }
    if (from < count) {
      nextSheet(pen)
      pushRow(pen, placed, { ...headings, height: headingHeight })
    }
  }
}

function pushRow(
  pen: Pen,
  table: PlacedTable,
  row: Pick<PlacedRow, 'role' | 'cells' | 'height'> & { from?: number; to?: number },
): void {
  const count = Math.max(...row.cells.map(lines => lines.length))
  const { from = 0, to = count } = row
  pen.sheets.at(-1)!.items.push({
    kind: 'row',
    role: row.role,
    table,
    y: pen.y,
    height: row.height,
    cells: row.cells,
    from,
    to,
    ends: to >= count,
  })
  pen.y += row.height
}

function placeColumns(table: AnnexTable, measure: Measure): PlacedTable {
  const total = table.columns.reduce((sum, column) => sum + column.width, 0)
  const edges: number[] = [PAGE.left]
  for (const column of table.columns) {
    edges.push(edges.at(-1)! + (column.width / total) * TEXT_WIDTH)
  }
  const headings = table.columns.map((column, i) =>
    measure.wrap(
      column.heading,
      edges[i + 1]! - edges[i]! - 2 * CELL_PADDING.x,
      STYLES.cellHeading,
    ),
  )
  return { edges, headings, rowHeading: table.columns.map(column => column.isNumber) }
}

function cellLines(table: AnnexTable, index: number, { edges }: PlacedTable, measure: Measure) {
  const row = table.rows[index]!
  return table.columns.map((column, i) =>
    measure.wrap(column.text(row), edges[i + 1]! - edges[i]! - 2 * CELL_PADDING.x, STYLES.cell),
  )
}

function rowHeight(cells: PlacedRow['cells']): number {
  let most = 1
  for (const lines of cells) most = Math.max(most, lines.length)
  return most * STYLES.cell.leading + 2 * CELL_PADDING.y
}

interface Writing {
  style: TextStyle
  align?: 'centre' | 'right'
  tag?: PlacedText['tag']
  bookmark?: string
}

function write(pen: Pen, words: string, { style, align, tag = 'P', bookmark }: Writing): void {
  const lines = pen.measure.wrap(words, TEXT_WIDTH, style)
  if (pen.y + lines.length * style.leading > BOTTOM) nextSheet(pen)
  const placed = lines.map((line, index) => {
    const free = align === undefined ? 0 : TEXT_WIDTH - pen.measure.width(line, style)
    const x = PAGE.left + (align === 'centre' ? free / 2 : free)
    return { text: line, x, y: pen.y + index * style.leading }
  })
  pen.sheets.at(-1)!.items.push({ kind: 'text', tag, style, lines: placed, bookmark })
  pen.y += lines.length * style.leading
}

function nextSheet(pen: Pen): void {
  pen.sheets.push({ orientation: 'landscape', items: [] })
  pen.y = PAGE.top
}
