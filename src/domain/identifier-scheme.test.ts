// Identifiers that are one, and schemes a caller made up.

import { expect, test } from 'vitest'
import { normaliseIdentifier, schemeOf, valuesNamed } from './identifier-scheme.ts'

test.each([
  ['code', 'OM-001000', 'ｏｍ－００１０００'],
  ['code', 'OM-001000', ' om‐001000 '],
  ['code', 'OM-001000', 'OMー001000'],
  ['email', 'taro.sato0@example.jp', ' Taro.Sato0@EXAMPLE.jp'],
  ['email', 'taro@example.jp', 'ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ'],
  ['phone', '080-0000-1000', '０８０－００００－１０００'],
  ['phone', '08000001000', '+81 80 0000 1000'],
  ['phone', '08000001000', '+81(0)80-0000-1000'],
  ['phone', '08000001000', '0081-80-0000-1000'],
  ['phone', '03-0000-0000', '（03）0000ー0000'],
] as const)('%s: %s = %s', (kind, one, other) => {
  expect(normaliseIdentifier(kind, other)).toBe(normaliseIdentifier(kind, one))
})

test('hyphens tell two e-mail addresses apart, and a foreign number stays foreign', () => {
  expect(normaliseIdentifier('email', 'a-b@example.jp')).not.toBe(
    normaliseIdentifier('email', 'aーb@example.jp'),
  )
  expect(normaliseIdentifier('phone', '+1 202 555 0100')).toBe('12025550100')
  expect(normaliseIdentifier('phone', 'none')).toBe('')
})

test('an undeclared scheme is a shared code, whatever it is called', () => {
  const schemes = { member_id: { kind: 'code', unique_to_person: true } } as const
  expect(schemeOf(schemes, 'member_id')).toEqual({ kind: 'code', unique_to_person: true })
  for (const name of ['card', 'constructor', '__proto__', 'toString']) {
    expect(schemeOf(schemes, name)).toEqual({ kind: 'code' })
  }
})

test('nothing is known under a name that nobody gave a value', () => {
  expect(valuesNamed({ toString: ['A'] }, 'toString')).toEqual(['A'])
  for (const name of ['constructor', '__proto__', 'valueOf']) {
    expect(valuesNamed({ member_id: ['A'] }, name)).toEqual([])
  }
})
