// The keys a line can be found by.

import { expect, test } from 'vitest'
import type { IdentifierSchemes } from './identifier-scheme.ts'
import { identityLookUpKeys, lookUpKeys } from './look-up-keys.ts'

const SCHEMES = { phone: { kind: 'phone' } } as const

test('a line is stored under every way of reading its identifiers', () => {
  const line = {
    name: '髙橋 大翔',
    name_kana: 'ﾀｶﾊｼ ﾋﾛﾄ',
    birth_date: '1950-08-21',
    identifiers: { phone: '+81 90 0000 1002', card: 'Ａ－１' },
  }
  const keys = lookUpKeys(line)
  expect(keys).toEqual(
    expect.arrayContaining([
      'name:高橋大翔',
      'kana:タカハシヒロト',
      'id:phone:09000001002',
      'id:card:a-1',
    ]),
  )
  expect(new Set(keys).size).toBe(keys.length)
})

test.each<IdentifierSchemes>([{}, { phone: { kind: 'phone' } }, { phone: { kind: 'email' } }])(
  'a line is found whatever its scheme is declared to be later: %j',
  schemes => {
    const keys = lookUpKeys({ identifiers: { phone: '090-0000-1003' } })
    const wanted = identityLookUpKeys(
      { names: [], readings: [], identifiers: { phone: '090-0000-1003' } },
      schemes,
    )
    expect(keys).toEqual(expect.arrayContaining(wanted))
  },
)

test('what folds to nothing, and what is absent, gives no key', () => {
  expect(lookUpKeys({})).toEqual([])
  expect(lookUpKeys({ name: '・', name_kana: ' ', identifiers: { phone: ' ' } })).toEqual([])
})

test('a person of several names and numbers has every key once', () => {
  const person = {
    names: ['渡邉 さくら', '渡辺さくら', '佐藤 さくら'],
    readings: [],
    identifiers: { phone: ['090-0000-1003', '０９０００００１００３', '03-0000-0000'] },
  }
  expect(identityLookUpKeys(person, SCHEMES)).toEqual([
    'name:渡辺サクラ',
    'name:佐藤サクラ',
    'id:phone:09000001003',
    'id:phone:0300000000',
  ])
})

test('a colon in the name of a scheme cannot forge another key', () => {
  expect(lookUpKeys({ identifiers: { 'a:b': 'c' } })).not.toEqual(
    lookUpKeys({ identifiers: { a: 'b:c' } }),
  )
})
