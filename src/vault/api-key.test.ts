// Keys that check themselves.

import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashApiKey, isWellFormedApiKey, newApiKey } from './api-key.ts'

test('a new key is well formed, and every one is another', () => {
  const keys = Array.from({ length: 500 }, () => newApiKey())
  for (const key of keys) {
    expect(key).toMatch(/^kb_[0-9A-Za-z]{36}$/)
    expect(isWellFormedApiKey(key)).toBe(true)
  }
  expect(new Set(keys).size).toBe(500)
})

test('the check digits are the CRC-32 of the random ones', () => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 200, maxLength: 200 }), bytes => {
      const key = newApiKey(() => bytes.map(byte => byte % 248))
      const checked = [...key.slice(-6)].reduce(
        (sum, digit) => sum * 62 + alphabet.indexOf(digit),
        0,
      )
      expect(checked).toBe(crc32(key.slice(3, -6)))
    }),
  )
})

test('bytes that would favour a digit are drawn again', () => {
  const drawn = [new Uint8Array(30).fill(250), new Uint8Array(30).fill(61)]
  expect(newApiKey(() => drawn.shift()!).slice(3, 33)).toBe('z'.repeat(30))
})

test('a mistyped key is not well formed', () => {
  const key = newApiKey()
  for (let at = 0; at < key.length; at++) {
    const typed = key[at] === 'x' ? 'y' : 'x'
    expect(isWellFormedApiKey(key.slice(0, at) + typed + key.slice(at + 1))).toBe(false)
  }
  for (const text of ['', 'kb_', key.slice(1), key.slice(0, -1), `${key} `, `${key}\n`]) {
    expect(isWellFormedApiKey(text)).toBe(false)
  }
})

test('a key is kept as its SHA-256', () => {
  expect(hashApiKey('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
