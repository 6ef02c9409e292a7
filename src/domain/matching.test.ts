// Matching word by word (contract 5): what makes exact, what makes a candidate, what speaks against.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IdentifierSchemes } from './identifier-scheme.ts'
import { type ClaimedIdentity, matchLine, type ProvenIdentity } from './matching.ts'
import type { DataSubject } from './provision-event.ts'

const SCHEMES: IdentifierSchemes = {
  member_id: { kind: 'code', unique_to_person: true },
  licence: { kind: 'code', unique_to_person: true },
  email: { kind: 'email' },
  phone: { kind: 'phone' },
}

const NOTHING: ProvenIdentity = { names: [], readings: [], identifiers: {} }
const HANAKO: ProvenIdentity = {
  names: ['齋藤 花子', '佐藤 花子'],
  readings: ['サイトウ ハナコ'],
  birthDate: '1954-08-08',
  identifiers: { member_id: ['M-5'], phone: ['080-0000-1005', '03-0000-0000'] },
}

function match(line: DataSubject, proven: ProvenIdentity, claimed: ProvenIdentity = NOTHING) {
  return matchLine(line, { proven, claimed }, SCHEMES)
}

describe('everything proven', () => {
  test.each<[string, DataSubject, 'exact' | 'candidate' | undefined]>([
    ['a unique identifier alone', { identifiers: { member_id: 'ｍ－５' } }, 'exact'],
    [
      'a shared one with the name',
      { name: '斉藤花子', identifiers: { phone: '+81 80 0000 1005' } },
      'exact',
    ],
    [
      'a shared one with a former name',
      { name: '佐藤花子', identifiers: { phone: '0300000000' } },
      'exact',
    ],
    [
      'a shared one with the birth date',
      { birth_date: '1954-08-08', identifiers: { phone: '0300000000' } },
      'exact',
    ],
    [
      'a shared one with the reading only',
      { name_kana: 'ｻｲﾄｳ ﾊﾅｺ', identifiers: { phone: '0300000000' } },
      'candidate',
    ],
    ['a shared one alone', { identifiers: { phone: '0300000000' } }, 'candidate'],
    [
      'a relative on the shared phone',
      { name: '齋藤 健', identifiers: { phone: '0300000000' } },
      'candidate',
    ],
    [
      'a unique identifier under another name',
      { name: '山田 梅', identifiers: { member_id: 'M-5' } },
      'candidate',
    ],
    [
      'a unique identifier with another birth date',
      { birth_date: '1954-08-09', identifiers: { member_id: 'M-5' } },
      'candidate',
    ],
    [
      'a unique identifier with another reading, no name',
      { name_kana: 'ヤマダ ウメ', identifiers: { member_id: 'M-5' } },
      'candidate',
    ],
    [
      'another reading beside the name',
      { name: '齋藤 花子', name_kana: 'サイトウ カコ', identifiers: { member_id: 'M-5' } },
      'exact',
    ],
    [
      'another unique value, shared phone and name',
      { name: '齋藤 花子', identifiers: { member_id: 'M-6', phone: '0300000000' } },
      'candidate',
    ],
    ['the name alone', { name: '斎藤 花子' }, 'candidate'],
    ['the reading alone', { name_kana: 'さいとう はなこ' }, 'candidate'],
    ['name and birth date', { name: '斎藤 花子', birth_date: '1954-08-08' }, 'candidate'],
    [
      'a namesake of another birth date',
      { name: '齋藤 花子', birth_date: '1988-01-01' },
      undefined,
    ],
    [
      'the reading under another birth date',
      { name_kana: 'サイトウ ハナコ', birth_date: '1988-01-01' },
      undefined,
    ],
    ['the birth date alone', { birth_date: '1954-08-08' }, undefined],
    ['somebody else', { name: '山田 梅', identifiers: { member_id: 'M-7' } }, undefined],
    [
      'a unique scheme that only the line has',
      { name: '齋藤 花子', identifiers: { licence: 'L-1', phone: '0300000000' } },
      'exact',
    ],
    ['a line that says nothing', { name: '・', identifiers: { member_id: ' ' } }, undefined],
  ])('%s', (_, line, expected) => expect(match(line, HANAKO)).toBe(expected))
})

describe('nothing proven', () => {
  test.each<[string, DataSubject, 'candidate' | undefined]>([
    ['a unique identifier', { identifiers: { member_id: 'M-5' } }, 'candidate'],
    [
      'everything at once',
      {
        ...{ name: '齋藤 花子', birth_date: '1954-08-08' },
        identifiers: { member_id: 'M-5', phone: '0300000000' },
      },
      'candidate',
    ],
    [
      'the name, born on another day than was claimed',
      { name: '齋藤 花子', birth_date: '1988-01-01' },
      'candidate',
    ],
    ['the birth date', { birth_date: '1954-08-08' }, undefined],
  ])('%s', (_, line, expected) => expect(match(line, NOTHING, HANAKO)).toBe(expected))
})

test('what is claimed neither lifts a match to exact nor speaks against one', () => {
  const proven = { ...NOTHING, identifiers: { member_id: ['M-5'] } }
  const claimed = { ...NOTHING, names: ['別名 花子'], birthDate: '2000-01-01' }
  expect(
    match(
      { name: '齋藤 花子', birth_date: '1954-08-08', identifiers: { member_id: 'M-5' } },
      proven,
      claimed,
    ),
  ).toBe('exact')
  const phone = { ...NOTHING, identifiers: { phone: ['0300000000'] } }
  const named = { ...NOTHING, names: ['齋藤 花子'] }
  expect(match({ name: '齋藤 花子', identifiers: { phone: '0300000000' } }, phone, named)).toBe(
    'candidate',
  )
})

test('a scheme called like a part of every object is only a scheme', () => {
  const proven = { ...NOTHING, identifiers: { constructor: ['X-1'] } }
  expect(match({ identifiers: { constructor: 'x-1' } }, proven)).toBe('candidate')
  expect(match({ identifiers: { toString: 'x-1' } }, proven)).toBeUndefined()
})

test('to prove less never finds more exactly', () => {
  const pick = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
  const lines: fc.Arbitrary<DataSubject> = fc.record({
    name: pick('齋藤 花子', '斎藤花子', '山田 梅'),
    name_kana: pick('ｻｲﾄｳ ﾊﾅｺ', 'ヤマダ ウメ'),
    birth_date: pick('1954-08-08', '1988-01-01'),
    identifiers: fc.dictionary(
      fc.constantFrom('member_id', 'phone'),
      fc.constantFrom('M-5', '0300000000'),
    ),
  })
  fc.assert(
    fc.property(lines, line => {
      const unproven: ClaimedIdentity = { proven: NOTHING, claimed: HANAKO }
      expect(matchLine(line, unproven, SCHEMES)).not.toBe('exact')
      // Whoever is found with proof is found, at least as a candidate, without.
      if (match(line, HANAKO) !== undefined)
        expect(matchLine(line, unproven, SCHEMES)).toBe('candidate')
    }),
  )
})
