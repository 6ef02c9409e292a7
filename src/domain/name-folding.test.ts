// Spellings that are one name, and spellings that are not.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, foldReading, NAME_VARIANTS } from './name-folding.ts'

describe('spellings of one name have one key', () => {
  test.each([
    ['髙橋 大翔', '高橋大翔'],
    ['山﨑　美咲', '山崎 美咲'],
    ['渡邉 さくら', '渡邊さくら'],
    ['渡邉 さくら', '渡辺 さくら'],
    ['渡辺\u{e0100} さくら', '渡辺 さくら'],
    ['齋藤 花子', '斉藤花子'],
    ['齊藤 花子', '斎藤花子'],
    ['𠮷田 眞一', '吉田真一'],
    ['濵田 太郎', '浜田 太郎'],
    ['德永 由美', '徳永由美'],
    ['廣瀨 健', '広瀬健'],
    ['澤田・蓮', '沢田蓮'],
    ['神田 健', '神田健'],
    ['塚本 健', '塚本健'],
    ['佐佐木 健', '佐々木健'],
    ['龍ヶ崎 健', '龍ケ崎 健'],
    ['田中 さくら', '田中 サクラ'],
    ['ﾏｲｹﾙ･ｼﾞｮｰﾝｽﾞ', 'マイケル・ジョーンズ'],
    ['ジョン＝スミス', 'ジョン スミス'],
    ['サ゛イトウ', 'ザイトウ'],
    ['José Muñoz', 'JOSE MUNOZ'],
    ['Ｊｏｈｎ　Ｓｍｉｔｈ', 'Smith, John'],
    ['Anne-Marie O’Brien', 'OBrien Anne Marie'],
    ['Groß Jürgen', 'GROSS JURGEN'],
    ['Łukasz Sørensen', 'lukasz sorensen'],
    ['Satō Tarō', 'SATO TARO'],
    ['佐藤\u200b太郎', '佐藤太郎'],
  ])('%s = %s', (one, other) => expect(foldName(one)).toBe(foldName(other)))
})

describe('other names keep other keys', () => {
  test.each([
    ['佐藤 太郎', '佐藤 次郎'],
    ['ハタ', 'バタ'],
    ['大野', '小野'],
    ['オオノ', 'オノ'],
    ['ニ宮', '二宮'],
    ['Maria', 'Mario'],
    ['ジョー', 'ジョ'],
  ])('%s ≠ %s', (one, other) => expect(foldName(one)).not.toBe(foldName(other)))
})

describe('spellings of one reading have one key', () => {
  test.each([
    ['ｽｽﾞｷ ｹﾝ', 'スズキ ケン'],
    ['すずき けん', 'スズキケン'],
    ['スヅキ', 'スズキ'],
    ['フヂタ', 'フジタ'],
    ['カヲル', 'カオル'],
    ['ｼﾞｮ-ｼﾞ', 'ジョージ'],
    ['ジョ−ジ', 'ｼﾞｮｰｼﾞ'],
    ['ﾊﾞﾙﾎﾞｱ', 'バルボア'],
    ['タナカ　マイケル・ジョン', 'タナカマイケルジョン'],
  ])('%s = %s', (one, other) => expect(foldReading(one)).toBe(foldReading(other)))

  test('small kana and long vowels are heard', () => {
    expect(foldReading('ショウ')).not.toBe(foldReading('シヨウ'))
    expect(foldReading('オーノ')).not.toBe(foldReading('オノ'))
    expect(foldReading('ｻﾞｲﾄｳ')).toBe('ザイトウ')
  })
})

test('what names nobody folds to nothing', () => {
  for (const text of ['', '　', '・', '-', '\u{e0100}', 'ー']) {
    expect(foldName(text)).toBe('')
    expect(foldReading(text)).toBe('')
  }
})

test('every variant stands in one group and survives NFKC', () => {
  const members = NAME_VARIANTS.flatMap(group => [...group])
  expect(members.filter((member, index) => members.indexOf(member) !== index)).toEqual([])
  expect(members.filter(member => member.normalize('NFKC') !== member)).toEqual([])
  expect(NAME_VARIANTS.filter(group => [...group].length < 2)).toEqual([])
})

test('a key is its own key', () => {
  const written = fc.string({
    unit: fc.constantFrom(...'佐髙𠮷々邉さくらザｻﾞヶヅー-－・　 ＝aÉßøZ１\u{e0100}\u3099'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(written, text => {
      expect(foldName(foldName(text))).toBe(foldName(text))
      expect(foldReading(foldReading(text))).toBe(foldReading(text))
    }),
    { numRuns: 2000 },
  )
})
