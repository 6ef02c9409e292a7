// Characters the font lacks stop the letter; characters without ink never reach it.

import { expect, test } from 'vitest'
import { findMissingGlyphs, MissingGlyphError, printable } from '../../src/pdf/printable-text.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { disclosedFull, fonts, providedRow, render } from './sample-document.ts'

test('a character that the font lacks stops the letter and is named with its place', async () => {
  const document = disclosedFull({
    provided: [providedRow(1, { person: { value: ['氏名 見本', '備考 😀한'] } })],
  })
  const error = await render(document).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(MissingGlyphError)
  expect((error as MissingGlyphError).missing).toEqual([
    { path: 'provided[0].person.value[1]', codePoints: ['U+1F600', 'U+D55C'] },
  ])
  expect((error as Error).message).toContain('U+1F600')
  expect((error as Error).message).not.toContain('見本')
})

test('a variation selector is reported, not silently printed as another shape', () => {
  const name = '邉\u{E0101}'
  expect(findMissingGlyphs({ addressee: { name } }, fonts)).toEqual([
    { path: 'addressee.name', codePoints: ['U+9089 U+E0101'] },
  ])
})

test('the shipped fonts have the rare kanji of Japanese names', () => {
  expect(findMissingGlyphs('髙﨑𠮷邉濵神', fonts)).toEqual([])
})

test.each([
  ['line ends and tabs become one space', 'あ\r\n\tい', 'あ い'],
  ['zero width and bidi controls are dropped', 'a\u202Eb\u2066c\u200Bd\uFEFFe\u061C', 'abcde'],
  ['C0 and C1 controls are dropped', 'a\u0000b\u0007c\u009Fd', 'abcd'],
  ['kana in two parts are joined', 'か\u3099ハ\u309A', 'がパ'],
  ['compatibility kanji keep their shape', '神\uFA19', '神\uFA19'],
])('%s', (_, given, expected) => {
  expect(printable(given)).toBe(expected)
})

test('controls in a name do not reach the paper or reorder it', async () => {
  const pages = await pdfPages(
    await render(disclosedFull({ dataSubjectName: '見\u202E本\u200B\n太郎' })),
  )
  expect(pages.join('')).toContain('見本 太郎')
})
