// Draws laid-out sheets with pdfkit and tags what it draws for assistive technology.

import type { GatheringPdf } from './gathering-pdf.ts'
import { CELL_PADDING, FOOTER_RISE, SHEETS, STYLES } from './paper.ts'
import type { PlacedBox, PlacedRow, PlacedTable, PlacedText, Sheet } from './sheet.ts'

type Element = PDFKit.PDFStructureElement

const RULE = { width: 0.5, colour: '#444444', headingFill: '#eeeeee' } as const

interface Tags {
  root: Element
  tables: Map<PlacedTable, Element>
  /** The row that goes on on the next sheet, with its cells. */
  open?: { row: Element; cells: Element[] }
}

/** `footer` gives the words of the page number; page 1 is the first sheet. */
export function drawSheets(
  document: GatheringPdf,
  sheets: Sheet[],
  footer: (page: number, pages: number) => string,
): void {
  const root = document.struct('Document')
  document.addStructure(root)
  const tags: Tags = { root, tables: new Map() }
  const flushContent = gatherContent(document)
  for (const [index, sheet] of sheets.entries()) {
    document.addPage({ size: 'A4', layout: sheet.orientation, margin: 0 })
    drawGrids(document, sheet)
    drawBoxes(document, sheet)
    for (const item of sheet.items) {
      if (item.kind === 'text') drawText(document, item, root)
      else if (item.kind === 'row') drawRow(document, item, tags)
    }
    drawFooter(document, footer(index + 1, sheets.length), sheet)
    flushContent()
  }
  root.end()
}

/**
 * pdfkit makes a byte array of every operator it writes, millions in a long table. This joins the
 * operators of a sheet first; the returned function writes them.
 */
function gatherContent(document: GatheringPdf): () => void {
  const page = document as unknown as {
    addContent(operator: string): unknown
    page: { write(content: string): void }
  }
  let pending: string[] = []
  page.addContent = operator => {
    pending.push(operator)
    return document
  }
  return () => {
    page.page.write(pending.join('\n'))
    pending = []
  }
}

function drawText(document: GatheringPdf, item: PlacedText, root: Element): void {
  if (item.bookmark !== undefined) document.outline.addItem(item.bookmark)
  const content = document.markStructureContent(item.tag)
  for (const line of item.lines)
    document.show(line.text, { x: line.x, y: line.y, style: item.style })
  document.endMarkedContent()
  const element = document.struct(item.tag)
  root.add(element)
  element.add(content)
  element.end()
}

function drawRow(document: GatheringPdf, row: PlacedRow, tags: Tags): void {
  const heading = row.role !== 'row'
  // A heading that is repeated only for the eye would be read out again on every page.
  if (row.role === 'repeated_heading') {
    document.markContent('Artifact', { type: 'Pagination' })
    for (let column = 0; column < row.cells.length; column++) drawCell(document, row, column)
    document.endMarkedContent()
    return
  }
  const element = tags.open?.row ?? openRow(document, row, tags)
  const cells = tags.open?.cells ?? []
  for (let column = 0; column < row.cells.length; column++) {
    const header = heading || row.table.rowHeading[column] === true
    const tag = header ? 'TH' : 'TD'
    const content = document.markStructureContent(tag)
    drawCell(document, row, column)
    document.endMarkedContent()
    let cell = cells[column]
    if (cell === undefined) {
      cell = header
        ? document.struct('TH', {
            scope: heading ? 'Column' : 'Row',
          } as PDFKit.Mixins.MarkingOptions)
        : document.struct('TD')
      cells[column] = cell
      element.add(cell)
    }
    cell.add(content)
  }
  tags.open = row.ends ? undefined : { row: element, cells }
  if (row.from > 0) repeatNumber(document, row)
  // Ended rows are written out at once: ten thousand of them need not be kept.
  if (row.ends) element.end()
}

/** Says to the eye which row goes on; the tags already know. */
function repeatNumber(document: GatheringPdf, row: PlacedRow): void {
  document.markContent('Artifact', { type: 'Pagination' })
  for (const [column, heads] of row.table.rowHeading.entries()) {
    if (heads) drawCell(document, { ...row, from: 0, to: row.from }, column)
  }
  document.endMarkedContent()
}

function openRow(document: GatheringPdf, row: PlacedRow, tags: Tags): Element {
  let table = tags.tables.get(row.table)
  if (table === undefined) {
    table = document.struct('Table')
    tags.tables.set(row.table, table)
    tags.root.add(table)
  }
  const element = document.struct('TR')
  table.add(element)
  return element
}

function drawCell(document: GatheringPdf, row: PlacedRow, column: number): void {
  const { table } = row
  const style = row.role === 'row' ? table.style : table.headingStyle
  const left = table.edges[column]! + CELL_PADDING.x
  const right = table.edges[column + 1]! - CELL_PADDING.x
  const lines = row.cells[column]!
  const to = Math.min(row.to, lines.length)
  for (let i = row.from; i < to; i++) {
    const line = lines[i]!
    const y = row.y + CELL_PADDING.y + (i - row.from) * style.leading
    const x = table.flushRight[column] ? right - document.type.width(line, style) : left
    document.show(line, { x, y, style })
  }
}

/** The lines between the cells, as one artifact per table and sheet, below the text. */
function drawGrids(document: GatheringPdf, sheet: Sheet): void {
  const rows = sheet.items.filter(item => item.kind === 'row')
  if (rows.length === 0) return
  document.markContent('Artifact', { type: 'Layout' })
  for (const row of rows) {
    if (row.role === 'row') continue
    const left = row.table.edges[0]!
    document.rect(left, row.y, row.table.edges.at(-1)! - left, row.height).fill(RULE.headingFill)
  }
  document.lineWidth(RULE.width).strokeColor(RULE.colour)
  for (const table of new Set(rows.map(row => row.table))) {
    const own = rows.filter(row => row.table === table)
    const [top, last] = [own[0]!.y, own.at(-1)!]
    const bottom = last.y + last.height
    for (const y of [...own.map(row => row.y), bottom]) {
      document.moveTo(table.edges[0]!, y).lineTo(table.edges.at(-1)!, y)
    }
    for (const x of table.edges) document.moveTo(x, top).lineTo(x, bottom)
  }
  document.stroke().fillColor('black')
  document.endMarkedContent()
}

/** Frames to write in, as one artifact below the words. */
function drawBoxes(document: GatheringPdf, sheet: Sheet): void {
  const boxes = sheet.items.filter((item): item is PlacedBox => item.kind === 'box')
  if (boxes.length === 0) return
  document.markContent('Artifact', { type: 'Layout' })
  document.lineWidth(RULE.width).strokeColor(RULE.colour)
  for (const { x, y, width, height, isShaded } of boxes) {
    if (isShaded) document.rect(x, y, width, height).fill(RULE.headingFill)
    document.rect(x, y, width, height).stroke()
  }
  document.fillColor('black')
  document.endMarkedContent()
}

function drawFooter(document: GatheringPdf, words: string, { orientation }: Sheet): void {
  const page = SHEETS[orientation]
  const style = STYLES.footer
  document.markContent('Artifact', { type: 'Pagination' })
  const x = page.width - page.right - document.type.width(words, style)
  document.show(words, { x, y: page.height - FOOTER_RISE, style })
  document.endMarkedContent()
}
