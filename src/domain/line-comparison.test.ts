// A line beside what was stated: what is the same, what is spelled otherwise, what differs, and where.

import { expect, test } from 'vitest'
import { compareLine } from './line-comparison.ts'
import { differingParts } from './text-difference.ts'

const SCHEMES = { phone: { kind: 'phone' as const }, member_id: { kind: 'code' as const } }

const marked = (parts: { text: string; differs: boolean }[]) =>
  parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('')

test('髙 and 高, +81 and 0 are alike; another number differs; what one side lacks is not compared', () => {
  const compared = compareLine(
    {
      name: '高橋 太郎',
      birth_date: '1990-04-01',
      identifiers: { phone: '090-0000-0001', member_id: 'M-2' },
    },
    {
      person: {
        name: '髙橋 太郎',
        other_names: ['架空 太郎'],
        name_kana: 'タカハシ タロウ',
        birth_date: '1990-04-01',
        identifiers: { phone: ['+81 90 0000 0001', '03-0000-0000'], member_id: 'M-1' },
      },
      proven: ['name', 'identifiers.phone'],
    },
    SCHEMES,
  )
  expect(
    compared.map(one => [one.matter, one.recorded, one.stated, one.verdict, one.proven]),
  ).toEqual([
    ['name', '高橋 太郎', '髙橋 太郎', 'alike', true],
    ['name_kana', undefined, 'タカハシ タロウ', 'not_comparable', false],
    ['birth_date', '1990-04-01', '1990-04-01', 'same', false],
    ['identifiers.member_id', 'M-2', 'M-1', 'other', false],
    ['identifiers.phone', '090-0000-0001', '+81 90 0000 0001', 'alike', true],
  ])
})

test.each([
  ['髙橋', '高橋', '[髙]橋', '[高]橋'],
  ['+81 90', '090', '[+81 ]90', '[0]90'],
  ['同じ', '同じ', '同じ', '同じ'],
  ['', '加', '', '[加]'],
  ['𠮷野', '吉野', '[𠮷]野', '[吉]野'],
])('%s against %s is marked where it differs', (a, b, markedA, markedB) => {
  const parts = differingParts(a, b)
  expect([marked(parts.a), marked(parts.b)]).toEqual([markedA, markedB])
})

test('a long text is not taken apart', () => {
  const [a, b] = ['あ'.repeat(300), 'い'.repeat(10)]
  expect(marked(differingParts(a, b).a)).toBe(`[${a}]`)
})
