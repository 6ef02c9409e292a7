// What counts as naming a person, and what does not.

import { describe, expect, test } from 'vitest'
import { namesPerson } from './person-in-text.ts'

const PERSON = {
  name: '髙橋 花子',
  name_kana: 'タカハシ ハナコ',
  birth_date: '1990-04-01',
  address: '東京都架空区見本町1-2-3',
  identifiers: { member_id: 'OM-001002', email: 'hanako@example.jp', phone: '+81 90-1234-5678' },
}

describe('free text that names a person', () => {
  test.each([
    ['the whole name', '髙橋 花子様からの申出'],
    ['a variant of a character', '高橋花子様からの申出'],
    ['the family name alone', '高橋様からの電話'],
    ['the given name alone', '花子さんの保護者'],
    ['the reading, half-width', 'ﾀｶﾊｼ ﾊﾅｺ 様'],
    ['the reading in hiragana', 'たかはし様'],
    ['the birth date', '1990-04-01生まれの方'],
    ['the address', '東京都架空区見本町1‐2‐3に送付'],
    ['a member number in other widths', '会員ｏｍ－００１００２'],
    ['an e-mail address', '返信先 Hanako@Example.JP'],
    ['a telephone number in its domestic form', '090(1234)5678に架電'],
  ])('is known by %s', (_what, text) => {
    expect(namesPerson(text, [{ name: '見本 一郎' }, PERSON])).toBe(true)
  })

  test.each(['本人からの申出', '同意書 第12号', '2026-11-22に確認', 'API連携', ''])(
    'is not seen in 「%s」',
    text => {
      expect(namesPerson(text, [PERSON, { name: '林' }, {}])).toBe(false)
    },
  )
})
