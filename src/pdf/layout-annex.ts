// Lays out the annex on landscape sheets: head, two tables, legends, 以下余白.

import type { AnnexTable } from './annex-table.ts'
import { layoutTable } from './layout-table.ts'
import { textLines } from './letter-text.ts'
import type { LetterValues } from './letter-values.ts'
import type { Measure } from './measure.ts'
import { STYLES } from './paper.ts'
import { frameOf, nextSheet, openPen, type Pen, write } from './pen.ts'
import type { Sheet } from './sheet.ts'
import type { LetterTemplates } from './template-schema.ts'

const GAP = 9

export interface AnnexInput {
  tables: AnnexTable[]
  templates: LetterTemplates
  values: LetterValues
  measure: Measure
  /** 第2分冊 beside the mark, where there are several. */
  volume?: string | undefined
  /** Below the tables. */
  note?: string | undefined
  /** Below everything. */
  end: string
}

export function layoutAnnex(input: AnnexInput): Sheet[] {
  const { tables, templates, values, measure, volume, note, end } = input
  const { annex, common } = templates
  const mark = volume === undefined ? annex.mark : `${annex.mark}${common.partSeparator}${volume}`
  const pen = openPen('landscape', measure)
  write(pen, mark, { style: STYLES.annexHeading, align: 'right' })
  pen.y -= STYLES.annexHeading.leading
  write(pen, annex.title, { style: STYLES.title, align: 'centre', tag: 'H1' })
  if (common.translationNote !== undefined) {
    write(pen, common.translationNote, { style: STYLES.annexBody, align: 'centre' })
  }
  pen.y += 2
  for (const line of textLines(annex.head, values, common)) {
    const words =
      line.label === undefined ? line.text : `${line.label}${common.labelSeparator}${line.text}`
    write(pen, words, { style: STYLES.annexBody })
  }
  for (const table of tables) placeTable(table, annex.empty, pen)
  pen.y += 3
  if (note !== undefined) write(pen, note, { style: STYLES.annexBody })
  write(pen, end, { style: STYLES.annexBody, align: 'centre' })
  return pen.sheets
}

function placeTable(table: AnnexTable, empty: string, pen: Pen): void {
  const lead = GAP + STYLES.annexHeading.leading + 3
  const layout = layoutTable(pen, table)
  if (pen.y + lead + layout.least > frameOf(pen).bottom) nextSheet(pen)
  else pen.y += GAP
  write(pen, table.heading, { style: STYLES.annexHeading, tag: 'H2', bookmark: table.bookmark })
  pen.y += 3
  if (table.rows.length === 0) {
    write(pen, empty, { style: STYLES.annexBody })
    return
  }
  layout.place()
  pen.y += 4
  for (const legend of table.legends) write(pen, legend, { style: STYLES.annexBody })
}
