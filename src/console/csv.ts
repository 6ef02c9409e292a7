// Lists as CSV files (RFC 4180) that a spreadsheet opens as text, written row by row.

/** With full-width signs too, which Japanese spreadsheets take for the others. */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

/** A cell that a spreadsheet would run as a formula stands behind an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell => quoted(String(cell ?? ''))).join(',')}\r\n`
}

/** @param name of the file, ASCII. @param pages the lines, in the order of the list. */
export function csvResponse(name: string, pages: AsyncIterable<string>): Response {
  const encoder = new TextEncoder()
  const lines = pages[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(encoder.encode('\uFEFF')),
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
}

function quoted(text: string): string {
  const safe = FORMULA.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
