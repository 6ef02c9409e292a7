// Lays out what stands under a heading: paragraphs, labelled lines, boxes to tick, tables, fields to write in.

import { layoutTable } from './layout-table.ts'
import type { ChoicesLine, FieldsLine, PrintedLine, TableLine, TextLine } from './letter-text.ts'
import { type Density, mm, STYLES, type TextStyle } from './paper.ts'
import { flow, frameOf, heightOf, type Pen } from './pen.ts'
import type { PlacedLine, PlacedText } from './sheet.ts'
import type { CommonTemplate } from './template-schema.ts'

/** A piece of a section; placed where the pen stands then. */
export interface SectionBlock {
  height: number
  /** What of it must fit on a sheet for it to begin there. */
  least: number
  place(): void
}

interface Setting {
  common: CommonTemplate
  density: Density
}

const INDENT = 1.5
const FIELD = { labelWidth: mm(34), pad: 4, top: 4 } as const

export function layoutLines(
  pen: Pen,
  lines: readonly PrintedLine[],
  setting: Setting,
): SectionBlock[] {
  const labelWidth = widestLabel(pen, lines, setting)
  return lines.map(line => {
    if ('columns' in line) return tableBlock(pen, line, setting.density)
    if ('fields' in line) return fieldsBlock(pen, line)
    return textBlock(pen, line, labelWidth, setting)
  })
}

/** Labels of one section share a column, so that their texts begin at the same place. */
function widestLabel(pen: Pen, lines: readonly PrintedLine[], { common, density }: Setting) {
  const { width } = pen.measure
  const widths = lines.map(line =>
    'label' in line && line.label
      ? width(line.label, density.body) + width(common.labelSeparator, density.body)
      : 0,
  )
  return Math.min(Math.max(...widths, 0), frameOf(pen).width / 2)
}

function textBlock(
  pen: Pen,
  line: TextLine | ChoicesLine,
  labelWidth: number,
  { common, density }: Setting,
): SectionBlock {
  const style = density.body
  const indent = INDENT * style.size
  const lead = line.label ?? ('bullet' in line ? line.bullet : undefined)
  const hang = line.label !== undefined ? labelWidth : lead === undefined ? 0 : style.size
  const width = frameOf(pen).width - indent - hang
  const words = 'choices' in line ? choiceLines(pen, line, { width, style, common }) : undefined
  const body = words ?? pen.measure.wrap('text' in line ? line.text : '', width, style)
  const left = frameOf(pen).left + indent
  const leadLines = lead === undefined ? [] : pen.measure.wrap(lead, hang + 1, style)
  const lines = [...column(leadLines, left, style), ...column(body, left + hang, style)]
  return flowing(pen, { kind: 'text', tag: 'P', style, lines })
}

/** Boxes stand side by side as long as there is room; none is divided from its words. */
function choiceLines(
  pen: Pen,
  { choices }: ChoicesLine,
  { width, style, common }: { width: number; style: TextStyle; common: CommonTemplate },
): string[] {
  const lines: string[] = []
  for (const choice of choices) {
    const words = `${common.choiceMark}${choice}`
    const together = `${lines.at(-1)}${common.labelSeparator}${words}`
    if (lines.length > 0 && pen.measure.width(together, style) <= width) {
      lines[lines.length - 1] = together
    } else lines.push(...pen.measure.wrap(words, width, style))
  }
  return lines
}

export function paragraph(
  pen: Pen,
  words: string,
  style: TextStyle,
  { tag = 'P' as PlacedText['tag'] } = {},
): SectionBlock {
  const { left, width } = frameOf(pen)
  const lines = column(pen.measure.wrap(words, width, style), left, style)
  return flowing(pen, { kind: 'text', tag, style, lines })
}

function column(lines: readonly string[], x: number, style: TextStyle): PlacedLine[] {
  return lines.map((text, index) => ({ text, x, y: index * style.leading }))
}

/** A paragraph goes on on the next sheet, at least two lines on each side. */
function flowing(pen: Pen, block: PlacedText): SectionBlock {
  const height = heightOf(block)
  return {
    height,
    least: Math.min(height, 2 * block.style.leading),
    place: () => flow(pen, block),
  }
}

function tableBlock(pen: Pen, { columns, rows }: TableLine, { body }: Density): SectionBlock {
  const input = {
    columns: columns.map((column, index) => ({
      heading: column.heading,
      width: column.width,
      isRowHeading: column.rowHeading,
      isFlushRight: column.align === 'right',
      text: (row: string[]) => row[index] ?? '',
    })),
    rows,
    indent: INDENT * body.size,
    style: STYLES.letterCell,
    headingStyle: STYLES.letterCellHeading,
  }
  const { least } = layoutTable(pen, input)
  const margin = 4
  return {
    height: least + 2 * margin,
    least: least + 2 * margin,
    place() {
      pen.y += margin
      layoutTable(pen, input).place()
      pen.y += margin
    },
  }
}

/** One row of frames, its labels shaded; the next row joins it without a gap. */
function fieldsBlock(pen: Pen, { fields }: FieldsLine): SectionBlock {
  const style = STYLES.field
  const frame = frameOf(pen)
  const total = fields.reduce((sum, field) => sum + field.width, 0)
  const cells = fields.map((field, index) => {
    const width = (field.width / total) * frame.width
    const words = field.label.split('\n').map(line => pen.measure.width(line, style))
    const natural = Math.max(...words) + 2 * FIELD.pad + 1
    const labelWidth = index === 0 ? FIELD.labelWidth : Math.min(natural, FIELD.labelWidth)
    const label = pen.measure.wrap(field.label, labelWidth - 2 * FIELD.pad, style)
    const lines = field.lines.flatMap(line =>
      pen.measure.wrap(line, width - labelWidth - 2 * FIELD.pad, style),
    )
    const taken = Math.max(label.length, lines.length) * style.leading + 2 * FIELD.top
    return { width, labelWidth, label, lines, height: Math.max(mm(field.height), taken) }
  })
  const height = Math.max(...cells.map(cell => cell.height))
  return {
    height,
    least: height,
    place() {
      const { items } = pen.sheets.at(-1)!
      let x = frame.left
      for (const cell of cells) {
        const box = { kind: 'box' as const, y: pen.y, height }
        items.push({ ...box, x, width: cell.labelWidth, isShaded: true })
        items.push({
          ...box,
          x: x + cell.labelWidth,
          width: cell.width - cell.labelWidth,
          isShaded: false,
        })
        const write = (lines: readonly string[], left: number, top: number) => {
          if (lines.length === 0) return
          const placed = lines.map((text, i) => ({ text, x: left, y: top + i * style.leading }))
          items.push({ kind: 'text', tag: 'P', style, lines: placed })
        }
        const middle = pen.y + (height - cell.label.length * style.leading) / 2
        write(cell.label, x + FIELD.pad, middle)
        const single = pen.y + (height - cell.lines.length * style.leading) / 2
        write(cell.lines, x + cell.labelWidth + FIELD.pad, single)
        x += cell.width
      }
      pen.y += height
    },
  }
}
