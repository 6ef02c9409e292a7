// Writes records.json and records.csv: what the annex shows and nothing more, for machines.

import type { AnnexRow, Cell, ExtractDocument } from '../usecases/extract-document.ts'
import { type AnnexWords, cellOf, cellWords, valueWords } from './annex-table.ts'
import { resultValues } from './letter-values.ts'
import { phraseText } from './phrases.ts'
import { printable } from './printable-text.ts'
import type { LetterTemplates } from './template-schema.ts'

const BOM = '\ufeff'
/** A cell that a spreadsheet would take for a formula, also behind blanks and in full width. */
const FORMULA_START = /^[\s\u3000\u200b\ufeff]*[=+\-@＝＋－＠\t\r]/

/** documents.md 4.8, from the Japanese templates in every edition; states as codes, dates ISO, keys in a fixed order. */
export function recordsJson(document: ExtractDocument, templates: LetterTemplates): string {
  const { words } = resultValues(document, templates)
  const json = (cell: Cell) => {
    if ('state' in cell) return cell
    const texts = valueWords(cell, words, 'data')
    return { value: Array.isArray(cell.value) ? texts : texts[0] }
  }
  const common = (row: AnnexRow) => ({
    no: row.no,
    third_party: {
      name: json(row.thirdParty.name),
      address: json(row.thirdParty.address),
      representative: json(row.thirdParty.representative),
    },
  })
  const notes = (row: AnnexRow) => row.notes.map(note => phraseText(note, words, 'data'))
  const file = {
    document: document.docNo,
    request: document.requestNo,
    issued_on: document.issuedOn,
    provided: document.provided.map(row => ({
      ...common(row),
      person: json(row.person),
      items: json(row.items),
      consent: json(row.consent),
      provided_on: json(row.date),
      notes: notes(row),
    })),
    received: document.received.map(row => ({
      ...common(row),
      acquisition: json(cellOf(row, 'acquisition')),
      person: json(row.person),
      items: json(row.items),
      consent: json(row.consent),
      received_on: json(row.date),
      ppc_publication: json(cellOf(row, 'ppcPublication')),
      notes: notes(row),
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** documents.md 4.8; UTF-8 with BOM and CRLF, so that a spreadsheet on Windows opens it as Japanese. */
export function recordsCsv(document: ExtractDocument, templates: LetterTemplates): string {
  const { annex } = templates
  const { csv, tables } = annex
  const { words } = resultValues(document, templates)
  const lines = [csvLine(csv.headings)]
  for (const table of tables) {
    for (const row of document[table.rows]) {
      lines.push(csvLine([table.dataName, ...csvCells(row, { annex, words })]))
    }
  }
  return `${BOM}${lines.join('')}`
}

function csvCells(row: AnnexRow, context: AnnexWords): string[] {
  const { join } = context.annex.csv
  const words = (cell: Cell) => cellWords(cell, context, 'data').join(join)
  return [
    row.no,
    words(row.thirdParty.name),
    words(row.thirdParty.address),
    words(row.thirdParty.representative),
    words(row.person),
    words(row.items),
    words(row.consent),
    words(row.date),
    words(cellOf(row, 'acquisition')),
    words(cellOf(row, 'ppcPublication')),
    row.notes.map(note => phraseText(note, context.words, 'data')).join(join),
  ]
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const printed = printable(text)
  // As it was written too: a tab is printed as a space.
  const isFormula = FORMULA_START.test(text) || FORMULA_START.test(printed)
  const safe = isFormula ? `'${printed}` : printed
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
