// Measures of the paper in points: sheets, margins, the envelope window, type sizes.

export const mm = (millimetres: number) => (millimetres * 72) / 25.4

export type Orientation = 'portrait' | 'landscape'

export const SHEETS = {
  portrait: {
    width: mm(210),
    height: mm(297),
    left: mm(21),
    right: mm(19),
    top: mm(20),
    bottom: mm(20),
  },
  landscape: {
    width: mm(297),
    height: mm(210),
    left: mm(14),
    right: mm(14),
    top: mm(13),
    bottom: mm(16),
  },
} as const

/**
 * What shows through the window of a 長形3号 envelope when the sheet is folded in three, with room
 * for the sheet to slip. Nothing but the address may stand here.
 */
export const WINDOW = { left: mm(16), top: mm(10), right: mm(112), bottom: mm(58) } as const

export const ADDRESS = { left: mm(24), top: mm(19), width: mm(84) } as const
export const HEAD_TOP = mm(19)
export const SENDER = { left: mm(114), top: mm(44) } as const
/** Below the first fold's window, whatever the length of the sender. */
export const TITLE_TOP = mm(86)
/** Distance of the footer's top from the lower edge. */
export const FOOTER_RISE = mm(11)

export interface TextStyle {
  font: 'regular' | 'bold'
  size: number
  /** Distance between the tops of two lines. */
  leading: number
}

export const STYLES = {
  body: { font: 'regular', size: 10.5, leading: 17 },
  heading: { font: 'bold', size: 10.5, leading: 17 },
  title: { font: 'bold', size: 14, leading: 21 },
  sender: { font: 'regular', size: 10, leading: 16 },
  addressee: { font: 'regular', size: 10.5, leading: 16 },
  addresseeSmall: { font: 'regular', size: 7.5, leading: 10 },
  addresseeName: { font: 'regular', size: 12.5, leading: 20 },
  footer: { font: 'regular', size: 8, leading: 11.6 },
  annexBody: { font: 'regular', size: 9, leading: 14 },
  annexHeading: { font: 'bold', size: 10.5, leading: 16 },
  cell: { font: 'regular', size: 8.5, leading: 12.5 },
  letterCell: { font: 'regular', size: 9.5, leading: 14 },
  letterCellHeading: { font: 'bold', size: 9.5, leading: 14 },
  field: { font: 'regular', size: 9.5, leading: 14 },
  cellHeading: { font: 'bold', size: 8.5, leading: 12.5 },
} as const satisfies Record<string, TextStyle>

export const CELL_PADDING = { x: 3.5, y: 3 } as const

/** How close the lines of a letter stand; `gap` lies between two sections. */
export interface Density {
  body: TextStyle
  heading: TextStyle
  gap: number
}

const density = (leading: number, gap: number): Density => ({
  body: { ...STYLES.body, leading },
  heading: { ...STYLES.heading, leading },
  gap,
})
export const BODY = { wide: density(17, 5.5), dense: density(15, 3) } as const
