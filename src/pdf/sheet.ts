// A laid-out document: sheets with what stands where, as plain data between layout and drawing.

import type { Orientation, TextStyle } from './paper.ts'

export interface PlacedLine {
  text: string
  x: number
  y: number
}

/** One paragraph or heading, or the part of it that stands on this sheet. */
export interface PlacedText {
  kind: 'text'
  tag: 'P' | 'H1' | 'H2'
  style: TextStyle
  lines: PlacedLine[]
  bookmark?: string
}

/** Column edges and headings of one table; shared by all its rows, so that they get one tag. */
export interface PlacedTable {
  /** Left edges of the columns and the right edge of the last. */
  edges: number[]
  headings: readonly (readonly string[])[]
  /** Which columns head their row (番号). */
  rowHeading: boolean[]
  /** Which columns stand flush right (numbers). */
  flushRight: boolean[]
  style: TextStyle
  headingStyle: TextStyle
}

/** A row, or the part of a tall row that stands on this sheet. */
export interface PlacedRow {
  kind: 'row'
  role: 'heading' | 'repeated_heading' | 'row'
  table: PlacedTable
  y: number
  height: number
  cells: readonly (readonly string[])[]
  /** Lines of each cell from here on … */
  from: number
  /** … to here (exclusive). */
  to: number
  /** False when the row goes on on the next sheet. */
  ends: boolean
}

/** A frame without words of its own, such as a field to write in. */
export interface PlacedBox {
  kind: 'box'
  x: number
  y: number
  width: number
  height: number
  isShaded: boolean
}

export interface Sheet {
  orientation: Orientation
  items: (PlacedText | PlacedRow | PlacedBox)[]
}
