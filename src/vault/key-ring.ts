// The data keys at rest: each wrapped by a master key that lives outside the database.
//
// A wrapped key is: format (1 byte) · fingerprint of its master key (4) · nonce (12) · key (32) · tag (16).

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { type SealingKey, Vault, VaultError } from './vault.ts'

export type KeyPurpose = 'sealing' | 'digest'

export interface WrappedKey {
  purpose: KeyPurpose
  keyNo: number
  wrapped: Uint8Array
}

interface DataKey {
  purpose: KeyPurpose
  keyNo: number
  key: Uint8Array
}

export type RandomBytes = (size: number) => Buffer

const FORMAT = 1
const KEY_BYTES = 32
const FINGERPRINT_BYTES = 4
const NONCE_AT = 1 + FINGERPRINT_BYTES
const KEY_AT = NONCE_AT + 12
const TAG_AT = KEY_AT + KEY_BYTES
const WRAPPED_BYTES = TAG_AT + 16
const LAST_KEY_NO = 65_535

/** The keys of a new ledger: sealing key 1 and the digest key. */
export function createKeyRing(masterKey: Buffer, random: RandomBytes = randomBytes): WrappedKey[] {
  return [
    wrapKey({ purpose: 'sealing', keyNo: 1, key: random(KEY_BYTES) }, { masterKey, random }),
    wrapKey({ purpose: 'digest', keyNo: 1, key: random(KEY_BYTES) }, { masterKey, random }),
  ]
}

/** A further sealing key, the newest from now on, to keep beside the rows there are. */
export function addSealingKey(
  rows: readonly WrappedKey[],
  { masterKey, random = randomBytes }: { masterKey: Buffer; random?: RandomBytes },
): WrappedKey {
  // A key under another master than the rest could never be opened with them.
  unwrapAll(rows, masterKey)
  const sealing = rows.filter(row => row.purpose === 'sealing')
  const keyNo = Math.max(0, ...sealing.map(row => row.keyNo)) + 1
  if (keyNo > LAST_KEY_NO) throw new VaultError('too_many_keys')
  return wrapKey({ purpose: 'sealing', keyNo, key: random(KEY_BYTES) }, { masterKey, random })
}

/** The same data keys under another master key: sealed values and digests stay as they are. */
export function rewrapKeyRing(
  rows: readonly WrappedKey[],
  masters: { oldMaster: Buffer; newMaster: Buffer; random?: RandomBytes },
): WrappedKey[] {
  const wrapping = { masterKey: masters.newMaster, random: masters.random ?? randomBytes }
  return unwrapAll(rows, masters.oldMaster).map(dataKey => wrapKey(dataKey, wrapping))
}

/** The vault these keys make; throws a `VaultError` that says the mend when the master key is another one. */
export function openKeyRing(rows: readonly WrappedKey[], masterKey: Buffer): Vault {
  const dataKeys = unwrapAll(rows, masterKey)
  const digestKey = dataKeys.find(({ purpose }) => purpose === 'digest')?.key
  const sealingKeys: SealingKey[] = dataKeys
    .filter(({ purpose }) => purpose === 'sealing')
    .sort((a, b) => a.keyNo - b.keyNo)
  if (digestKey === undefined || sealingKeys.length === 0) throw new VaultError('no_keys')
  return new Vault({ sealingKeys, digestKey })
}

export function wrapKey(
  { purpose, keyNo, key }: DataKey,
  { masterKey, random = randomBytes }: { masterKey: Buffer; random?: RandomBytes },
): WrappedKey {
  const header = Buffer.concat([Buffer.of(FORMAT), fingerprintBytes(masterKey)])
  const nonce = random(12)
  const cipher = createCipheriv('aes-256-gcm', masterKey, nonce)
  cipher.setAAD(bindingOf({ purpose, keyNo }, header))
  const body = Buffer.concat([cipher.update(key), cipher.final()])
  return { purpose, keyNo, wrapped: Buffer.concat([header, nonce, body, cipher.getAuthTag()]) }
}

export function unwrapKey(row: WrappedKey, masterKey: Buffer): Buffer {
  const wrapped = Buffer.from(row.wrapped)
  if (wrapped.length !== WRAPPED_BYTES || wrapped[0] !== FORMAT) throw new VaultError('damaged_key')
  const header = wrapped.subarray(0, NONCE_AT)
  if (!header.subarray(1).equals(fingerprintBytes(masterKey))) {
    throw new VaultError('wrong_master_key', { needed: wrappingMasterOf(row) })
  }
  const nonce = wrapped.subarray(NONCE_AT, KEY_AT)
  const decipher = createDecipheriv('aes-256-gcm', masterKey, nonce, { authTagLength: 16 })
  decipher.setAAD(bindingOf(row, header))
  decipher.setAuthTag(wrapped.subarray(TAG_AT))
  const key = decipher.update(wrapped.subarray(KEY_AT, TAG_AT))
  try {
    decipher.final()
  } catch {
    throw new VaultError('damaged_key')
  }
  return key
}

/** The fingerprint of the master key that wrapped this row. */
export function wrappingMasterOf(row: WrappedKey): string {
  return Buffer.from(row.wrapped.subarray(1, NONCE_AT)).toString('hex')
}

/** Eight hexadecimal digits to tell master keys apart by; they reveal nothing of a random key. */
export function masterKeyFingerprint(masterKey: Buffer): string {
  return fingerprintBytes(masterKey).toString('hex')
}

/** Reads a master key as a file holds it: 32 bytes in base64url or hexadecimal. */
export function parseMasterKey(text: string): Buffer {
  const trimmed = text.trim()
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, 'hex')
  const key = Buffer.from(trimmed, 'base64url')
  // Decoding skips what it does not know; only what writes back to the same text was a whole key.
  if (key.length !== KEY_BYTES || formatMasterKey(key) !== trimmed.replace(/=$/, '')) {
    throw new VaultError('malformed_master_key')
  }
  return key
}

export function formatMasterKey(masterKey: Buffer): string {
  return masterKey.toString('base64url')
}

function unwrapAll(rows: readonly WrappedKey[], masterKey: Buffer): DataKey[] {
  return rows.map(row => ({
    purpose: row.purpose,
    keyNo: row.keyNo,
    key: unwrapKey(row, masterKey),
  }))
}

function fingerprintBytes(masterKey: Buffer): Buffer {
  const hash = createHash('sha256').update('kirokubo master key fingerprint\0', 'utf8')
  return hash.update(masterKey).digest().subarray(0, FINGERPRINT_BYTES)
}

/** Binds a wrapped key to its row, so that rows cannot be exchanged. */
function bindingOf(row: { purpose: KeyPurpose; keyNo: number }, header: Buffer): Buffer {
  return Buffer.concat([
    header,
    Buffer.from(`kirokubo data key:${row.purpose}:${row.keyNo}`, 'utf8'),
  ])
}
