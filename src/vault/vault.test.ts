// What is sealed opens only as it was sealed; digests depend on nothing but the digest key.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyNoOf, SEAL_OVERHEAD_BYTES, Vault } from './vault.ts'

const key = (fill: number) => Buffer.alloc(32, fill)
const vault = new Vault({ sealingKeys: [{ keyNo: 1, key: key(1) }], digestKey: key(9) })
const grown = new Vault({
  sealingKeys: [
    { keyNo: 1, key: key(1) },
    { keyNo: 300, key: key(2) },
  ],
  digestKey: key(9),
})

test('what is sealed opens to the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, context) => {
      const sealed = vault.seal(plain, context)
      expect(sealed.length).toBe(plain.length + SEAL_OVERHEAD_BYTES)
      expect(vault.open(sealed, context)).toEqual(Buffer.from(plain))
      // Databases hand back views into larger memory, at any offset.
      const view = new Uint8Array(Buffer.concat([Buffer.of(7), sealed])).subarray(1)
      expect(vault.open(view, context)).toEqual(Buffer.from(plain))
    }),
  )
  expect(vault.open(vault.seal('𠮷田 花子', 'line'), 'line').toString('utf8')).toBe('𠮷田 花子')
})

test('a sealed value shows nothing of the plain one, and never the same bytes twice', () => {
  const sealed = Array.from({ length: 2000 }, () => vault.seal('髙橋 大翔', 'line'))
  expect(new Set(sealed.map(value => value.subarray(3, 15).toString('hex'))).size).toBe(2000)
  expect(sealed.some(value => value.includes('髙橋'))).toBe(false)
})

describe('a value that is not as it was sealed does not open', () => {
  const sealed = vault.seal('髙橋 大翔', 'line:41:1')

  test('any changed bit', () => {
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1 << (at % 8)
      expect(() => vault.open(changed, 'line:41:1')).toThrow(/fix|restore|damaged/)
    }
  })

  test('any missing byte', () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(() => vault.open(sealed.subarray(0, length), 'line:41:1')).toThrow(
        expect.objectContaining({ code: 'damaged' }),
      )
    }
  })

  test('another place', () => {
    expect(() => vault.open(sealed, 'line:41:2')).toThrow(
      expect.objectContaining({ name: 'VaultError', code: 'damaged' }),
    )
  })

  test('a key this ledger does not have', () => {
    expect(() => vault.open(grown.seal('x', 'line'), 'line')).toThrow(
      expect.objectContaining({ code: 'unknown_key' }),
    )
  })
})

test('an older sealing key still opens, the newest seals', () => {
  expect(grown.open(vault.seal('old', 'line'), 'line').toString()).toBe('old')
  expect(keyNoOf(vault.seal('x', 'line'))).toBe(1)
  expect(keyNoOf(grown.seal('x', 'line'))).toBe(300)
  expect(grown.sealingKeyNo).toBe(300)
})

test('a vault without a sealing key is refused', () => {
  expect(() => new Vault({ sealingKeys: [], digestKey: key(9) })).toThrow(
    expect.objectContaining({ code: 'no_keys' }),
  )
})

test('digests tell texts, contexts and digest keys apart, not sealing keys', () => {
  const digest = vault.digest('name:高橋大翔', 'subject')
  expect(digest).toHaveLength(16)
  expect(vault.digest('name:高橋大翔', 'subject', 32).subarray(0, 16)).toEqual(digest)
  expect(grown.digest('name:高橋大翔', 'subject')).toEqual(digest)
  expect(vault.digest('name:高橋大樹', 'subject')).not.toEqual(digest)
  expect(vault.digest('name:高橋大翔', 'event')).not.toEqual(digest)
  expect(vault.digest('b', 'a:')).not.toEqual(vault.digest(':b', 'a'))
  const other = new Vault({ sealingKeys: [{ keyNo: 1, key: key(1) }], digestKey: key(8) })
  expect(other.digest('name:高橋大翔', 'subject')).not.toEqual(digest)
})
