// A table in bare pdfkit, untagged: the ceiling that bench/pdf.ts measures the press against.
// node bench/pdf-bare.ts <words.json> <out.pdf> <regular.ttf> <bold.ttf>

import { createWriteStream } from 'node:fs'
import PDFDocument from 'pdfkit'
import { readTable } from './pdf-table.ts'

const [words, out, regular, bold] = process.argv.slice(2) as [string, string, string, string]
const { headings, widths, rows } = readTable(words)
const MARGIN = 40
const PADDING = 3
const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin: MARGIN })
document.pipe(createWriteStream(out))
document.registerFont('regular', regular).registerFont('bold', bold)
const room = document.page.width - 2 * MARGIN
const total = widths.reduce((sum, width) => sum + width, 0)
const columns = widths.map(width => (width / total) * room)
const bottom = document.page.height - MARGIN
let y = MARGIN
drawRow(headings, 'bold')
for (const row of rows) {
  document.font('regular').fontSize(8.5)
  if (y + heightOf(row) > bottom) {
    document.addPage()
    y = MARGIN
    drawRow(headings, 'bold')
  }
  drawRow(row, 'regular')
}
document.end()
process.once('exit', () => console.log(process.resourceUsage().maxRSS / 1024))

function heightOf(cells: string[]): number {
  const heights = cells.map((cell, i) =>
    document.heightOfString(cell, { width: columns[i]! - 2 * PADDING }),
  )
  return Math.max(...heights) + 2 * PADDING
}

function drawRow(cells: string[], font: 'regular' | 'bold') {
  document.font(font).fontSize(8.5)
  const height = heightOf(cells)
  let x = MARGIN
  for (const [i, cell] of cells.entries()) {
    document.rect(x, y, columns[i]!, height).stroke()
    document.text(cell, x + PADDING, y + PADDING, { width: columns[i]! - 2 * PADDING })
    x += columns[i]!
  }
  y += height
}
