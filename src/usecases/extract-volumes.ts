// Volumes (分冊): an extract above the limit of rows comes in several files, each with its part of the rows.

import type { AnnexRow, ExtractDocument } from './extract-document.ts'

/**
 * The document itself where it fits in one. The first volume holds the letter; rows stay numbered through.
 * @param limit rows a volume, 1 or more.
 */
export function volumesOf(document: ExtractDocument, limit: number): ExtractDocument[] {
  const { provided, received } = document
  const count = Math.ceil((provided.length + received.length) / limit)
  if (count <= 1) return [document]
  const samples = { provided: sampleOf(provided), received: sampleOf(received) }
  return Array.from({ length: count }, (_, n) => {
    const [from, to] = [n * limit, (n + 1) * limit]
    return {
      ...document,
      provided: provided.slice(from, to),
      received: received.slice(
        Math.max(0, from - provided.length),
        Math.max(0, to - provided.length),
      ),
      volume: {
        number: n + 1,
        count,
        providedRows: provided.length,
        receivedRows: received.length,
        samples,
      },
    }
  })
}

function sampleOf(rows: readonly AnnexRow[]): AnnexRow[] {
  const states = ({ no: _no, notes: _notes, thirdParty, ...cells }: AnnexRow) =>
    Object.entries({ ...thirdParty, ...cells })
      .map(
        ([field, cell]) =>
          `${field}:${typeof cell === 'object' && 'state' in cell ? cell.state : ''}`,
      )
      .join()
  return [...new Map(rows.map(row => [states(row), row])).values()]
}

export const rowsIn = ({ provided, received }: ExtractDocument) => provided.length + received.length
