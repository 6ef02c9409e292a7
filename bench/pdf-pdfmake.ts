// The same table in pdfmake, as its manual says it: a header row that repeats, rows that are not cut.
// node bench/pdf-pdfmake.ts <words.json> <out.pdf> <regular.ttf> <bold.ttf>

// @ts-expect-error: it ships no types
import pdfmake from 'pdfmake'
import { readTable } from './pdf-table.ts'

const [words, out, regular, bold] = process.argv.slice(2) as [string, string, string, string]
const { headings, widths, rows } = readTable(words)
const ROOM = 741
const total = widths.reduce((sum, width) => sum + width, 0)
pdfmake.setFonts({ Noto: { normal: regular, bold } })
await pdfmake
  .createPdf({
    pageSize: 'A4',
    pageOrientation: 'landscape',
    defaultStyle: { font: 'Noto', fontSize: 8.5 },
    content: [
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: widths.map(width => (width / total) * ROOM - 9),
          body: [headings.map(text => ({ text, bold: true })), ...rows],
        },
      },
    ],
  })
  .write(out)
console.log(process.resourceUsage().maxRSS / 1024)
