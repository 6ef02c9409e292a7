// Data keys open under their own master key only, and survive its rotation.

import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  addSealingKey,
  createKeyRing,
  formatMasterKey,
  masterKeyFingerprint,
  openKeyRing,
  parseMasterKey,
  rewrapKeyRing,
  unwrapKey,
  type WrappedKey,
  wrappingMasterOf,
} from './key-ring.ts'

const masterKey = randomBytes(32)
const otherMaster = randomBytes(32)
const ring = createKeyRing(masterKey)

test('a new ring opens to a vault, the same every time', () => {
  const sealed = openKeyRing(ring, masterKey).seal('髙橋', 'line')
  expect(
    openKeyRing([...ring].reverse(), masterKey)
      .open(sealed, 'line')
      .toString(),
  ).toBe('髙橋')
})

test('no data key stands in its row', () => {
  for (const row of ring) {
    expect(Buffer.from(row.wrapped).includes(unwrapKey(row, masterKey))).toBe(false)
    expect(Buffer.from(row.wrapped).includes(masterKey)).toBe(false)
  }
})

test('another master key is refused with the mend and without a secret', () => {
  const attempt = () => openKeyRing(ring, otherMaster)
  expect(attempt).toThrow(expect.objectContaining({ name: 'VaultError', code: 'wrong_master_key' }))
  expect(attempt).toThrow(
    `this master key does not open this ledger's keys; they need the one with fingerprint ${masterKeyFingerprint(masterKey)}`,
  )
  expect(attempt).toThrow('KIROKUBO_MASTER_KEY_FILE')
  expect(attempt).not.toThrow(formatMasterKey(masterKey))
})

describe('a changed key table does not open', () => {
  test('rows exchanged for one another', () => {
    const [sealing, digest] = ring as [WrappedKey, WrappedKey]
    const swapped = [
      { ...sealing, wrapped: digest.wrapped },
      { ...digest, wrapped: sealing.wrapped },
    ]
    const renumbered = [{ ...sealing, keyNo: 2 }, digest]
    for (const rows of [swapped, renumbered]) {
      expect(() => openKeyRing(rows, masterKey)).toThrow(
        expect.objectContaining({ code: 'damaged_key' }),
      )
    }
  })

  test('a changed byte, a cut row, a missing row', () => {
    const [sealing, digest] = ring as [WrappedKey, WrappedKey]
    const changed = Buffer.from(sealing.wrapped)
    changed[40]! ^= 1
    expect(() => openKeyRing([{ ...sealing, wrapped: changed }, digest], masterKey)).toThrow(
      expect.objectContaining({ code: 'damaged_key' }),
    )
    expect(() =>
      openKeyRing([{ ...sealing, wrapped: sealing.wrapped.slice(1) }, digest], masterKey),
    ).toThrow(expect.objectContaining({ code: 'damaged_key' }))
    for (const rows of [[sealing], [digest], []]) {
      expect(() => openKeyRing(rows, masterKey)).toThrow(
        expect.objectContaining({ code: 'no_keys' }),
      )
    }
  })
})

test('a new master key keeps what was sealed and every digest', () => {
  const before = openKeyRing(ring, masterKey)
  const rewrapped = rewrapKeyRing(ring, { oldMaster: masterKey, newMaster: otherMaster })
  const after = openKeyRing(rewrapped, otherMaster)
  expect(after.digest('name:高橋', 'subject')).toEqual(before.digest('name:高橋', 'subject'))
  expect(after.open(before.seal('髙橋', 'line'), 'line').toString()).toBe('髙橋')
  expect(rewrapped.map(wrappingMasterOf)).toEqual(ring.map(() => masterKeyFingerprint(otherMaster)))
  expect(() => openKeyRing(rewrapped, masterKey)).toThrow()
  expect(() => rewrapKeyRing(ring, { oldMaster: otherMaster, newMaster: masterKey })).toThrow()
})

test('a further sealing key seals from now on; what was sealed and the digests stay', () => {
  const before = openKeyRing(ring, masterKey)
  const grown = [addSealingKey(ring, { masterKey }), ...ring]
  const after = openKeyRing(grown, masterKey)
  expect(after.sealingKeyNo).toBe(2)
  expect(after.open(before.seal('髙橋', 'line'), 'line').toString()).toBe('髙橋')
  expect(after.digest('x', 'subject')).toEqual(before.digest('x', 'subject'))
  expect(addSealingKey(grown, { masterKey }).keyNo).toBe(3)
  expect(() => addSealingKey(ring, { masterKey: otherMaster })).toThrow()
})

test('a master key survives its file', () => {
  expect(parseMasterKey(`${formatMasterKey(masterKey)}\n`)).toEqual(masterKey)
  expect(parseMasterKey(` ${masterKey.toString('hex').toUpperCase()}\r\n`)).toEqual(masterKey)
  expect(masterKeyFingerprint(masterKey)).toMatch(/^[0-9a-f]{8}$/)
})

test.each([
  '',
  'secret',
  formatMasterKey(masterKey).slice(1),
  `${formatMasterKey(masterKey)}A`,
  `${'A'.repeat(42)}B`,
  `${'!'.repeat(43)}`,
  masterKey.toString('hex').slice(2),
])('a text that is no whole key is refused and not repeated (%#)', text => {
  expect(() => parseMasterKey(text)).toThrow(
    expect.objectContaining({ code: 'malformed_master_key' }),
  )
  if (text !== '') expect(() => parseMasterKey(text)).not.toThrow(text)
})
