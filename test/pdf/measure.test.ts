// Where a line may end: dates and numbers with their units stay whole, and nothing is lost.

import { expect, test } from 'vitest'
import { GatheringPdf } from '../../src/pdf/gathering-pdf.ts'
import { createMeasure } from '../../src/pdf/measure.ts'
import { fonts } from './sample-document.ts'

const measure = createMeasure(new GatheringPdf(fonts, { autoFirstPage: false }))
const style = { font: 'regular', size: 10, leading: 12 } as const
const wrap = (text: string, ems: number) => measure.wrap(text, ems * 10, style)

const DATE = '生年月日 2004年6月6日(平成16年6月6日)'
const ADDRESS = '東京都架空区見本町10丁目1番12号'

test('a date breaks only before its era, in every width that holds it', () => {
  for (let ems = 10; ems < 20; ems += 0.5) {
    const breaks = wrap(DATE, ems).slice(1)
    for (const line of breaks) expect(line).toMatch(/^(2004年6月6日|\(平成16年6月6日\))/)
  }
  expect(wrap(DATE, 10)).toEqual(['生年月日', '2004年6月6日', '(平成16年6月6日)'])
})

test('an address breaks nowhere between a number and its unit', () => {
  for (let ems = 4; ems < 18; ems += 0.5) {
    const lines = wrap(ADDRESS, ems)
    expect(lines.filter(line => /^[丁番号]/.test(line) || /[0-9]$/.test(line))).toEqual([])
  }
})

test('whatever the width, no character is lost, and what fits stays within it', () => {
  const text = `${DATE}\n\n${ADDRESS} Wolfeschlegelsteinhausenbergerdorff 髙﨑𠮷邉、(株)見本\n`
  for (let ems = 2; ems < 40; ems += 0.7) {
    const lines = wrap(text, ems)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/\s/g, ''))
    for (const line of lines) expect(measure.width(line, style)).toBeLessThanOrEqual(ems * 10 + 0.5)
  }
  expect(wrap('一\n\n二', 10)).toEqual(['一', '', '二'])
  expect(wrap('', 10)).toEqual([''])
})
