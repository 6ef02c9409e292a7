// Passwords that are taken and refused, by NIST SP 800-63B-4.

import { expect, test } from 'vitest'
import { passwordFault, passwordText, standsAlone } from './password-rules.ts'

const alone = { hasSecondFactor: false, own: ['見本 花子', 'hanako.mihon@clinic.example'] }
const withFactor = { ...alone, hasSecondFactor: true }

test('alone it has fifteen characters, beside a second factor eight, and what is counted are characters', () => {
  expect(passwordFault('tuvk-92-plor-a', alone)).toBe('password_too_short')
  expect(passwordFault('tuvk-92-plor-ab', alone)).toBeUndefined()
  expect(passwordFault('vk92plo', withFactor)).toBe('password_too_short')
  expect(passwordFault('tvk92plo', withFactor)).toBeUndefined()
  expect(passwordFault('𠮷𩸽𠀋𡈽𠮟𥫤𥝱', withFactor)).toBe('password_too_short')
  expect(passwordFault('𠮷𩸽𠀋𡈽𠮟𥫤𥝱𣏓', withFactor)).toBeUndefined()
})

test('no kind of character is asked for, and 64 of them are taken', () => {
  expect(passwordFault('雨の日は 傘を忘れて 猫と走る', alone)).toBeUndefined()
  expect(passwordFault('nomixofcharactersasked', alone)).toBeUndefined()
  expect(passwordFault('雨傘と猫とw7q5'.repeat(8).slice(0, 64), alone)).toBe('password_too_common')
  const long = 'yane no ue no neko ha asa made hoshi wo kazoete nemuranai 41 tsubu'
  expect(passwordFault(long, alone)).toBeUndefined()
  expect(passwordFault('wq7'.repeat(100), alone)).toBe('password_too_long')
})

test.each([
  'password',
  'Ｐａｓｓｗｏｒｄ１２３',
  'passwordpassword',
  'qwertyuiop123456789',
  'aaaaaaaaaaaaaaaaaaaa',
  'abcdefghijklmnopqrst',
  '記録簿記録簿記録簿記録簿記録簿',
  'kirokubo-kirokubo-1',
  'hanako.mihon@clinic.example',
  'hanakomihon2345',
  '見本 花子見本 花子見本 花子',
  'abcabcabcabcabc',
  'xyzxyzxyzxyzxyzxyz',
  'pa pa pa pa pa pa pa',
  'password2026!!!!',
])('%s is on the block list, or nothing but what everybody would try', password => {
  expect(passwordFault(password, withFactor)).toBe('password_too_common')
})

test('what is typed twice is as long as once', () => {
  expect(passwordFault('Winter2026Winter2026', alone)).toBe('password_too_common')
  expect(passwordFault('tvk92plotvk92plot', alone)).toBe('password_too_common')
  expect(standsAlone('tvk92plotvk92plot')).toBe(false)
  // Ending as it begins is no repetition.
  expect(passwordFault('kaze no naka no kaze', alone)).toBeUndefined()
})

test('the same word typed on another system is the same password', () => {
  const decomposed = 'か\u3099くせいのころのゆめをみた'
  expect(passwordText(decomposed)).toBe(passwordText('がくせいのころのゆめをみた'))
  expect(standsAlone(decomposed)).toBe(false)
})
