// Sealing of personal data and the keyed digests by which sealed data is found.
//
// A sealed value is: format (1 byte) · key number (2, big-endian) · nonce (12) · ciphertext · tag (16).

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from 'node:crypto'

const FORMAT = 1
const NONCE_AT = 3
const NONCE_BYTES = 12
const BODY_AT = NONCE_AT + NONCE_BYTES
const TAG_BYTES = 16

/** What sealing adds to the length of a value. */
export const SEAL_OVERHEAD_BYTES = BODY_AT + TAG_BYTES

/** Key numbers are 1–65535. */
export interface SealingKey {
  keyNo: number
  key: Uint8Array
}

/** Unwrapped data keys, 32 bytes each. The last sealing key seals; all of them open. */
export interface VaultKeys {
  sealingKeys: readonly SealingKey[]
  digestKey: Uint8Array
}

export class Vault {
  // Key objects: with bare bytes Node prepares the key anew on every call, four times as slow.
  readonly #keys: ReadonlyMap<number, KeyObject>
  readonly #digestKey: KeyObject
  readonly #newestKey: KeyObject

  /** The key that seals now; a value under another number is one for `vault reseal`. */
  readonly sealingKeyNo: number

  constructor({ sealingKeys, digestKey }: VaultKeys) {
    const newest = sealingKeys.at(-1)
    if (newest === undefined) throw new VaultError('no_keys')
    this.#keys = new Map(sealingKeys.map(({ keyNo, key }) => [keyNo, createSecretKey(key)]))
    this.#digestKey = createSecretKey(digestKey)
    this.#newestKey = this.#keys.get(newest.keyNo)!
    this.sealingKeyNo = newest.keyNo
  }

  /**
   * AES-256-GCM. `context` says what the value is and where it belongs; it is not stored, and a value
   * opens only under the context it was sealed with, so that no value can stand in another's place.
   * Random nonces bear 2^32 values per key (NIST SP 800-38D, 8.3): a larger ledger adds a sealing key.
   */
  seal(plain: Uint8Array | string, context: string): Buffer {
    const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain
    const sealed = Buffer.allocUnsafe(bytes.length + SEAL_OVERHEAD_BYTES)
    sealed[0] = FORMAT
    sealed.writeUInt16BE(this.sealingKeyNo, 1)
    const nonce = sealed.subarray(NONCE_AT, BODY_AT)
    writeNonce(nonce)
    const cipher = createCipheriv('aes-256-gcm', this.#newestKey, nonce)
    // Cloudflare's workerd fails with "Authentication failed" on empty input, so none is passed on.
    if (context !== '') cipher.setAAD(Buffer.from(context, 'utf8'))
    if (bytes.length > 0) cipher.update(bytes).copy(sealed, BODY_AT)
    cipher.final()
    cipher.getAuthTag().copy(sealed, BODY_AT + bytes.length)
    return sealed
  }

  /** The plain bytes; throws a `VaultError` when anything about the value or its context is not as sealed. */
  open(sealed: Uint8Array, context: string): Buffer {
    const value = viewOf(sealed)
    const key = this.#keys.get(keyNoOf(value))
    if (key === undefined) throw new VaultError('unknown_key')
    const tagAt = value.length - TAG_BYTES
    const decipher = createDecipheriv('aes-256-gcm', key, value.subarray(NONCE_AT, BODY_AT), {
      authTagLength: TAG_BYTES,
    })
    if (context !== '') decipher.setAAD(Buffer.from(context, 'utf8'))
    decipher.setAuthTag(value.subarray(tagAt))
    const plain =
      tagAt > BODY_AT ? decipher.update(value.subarray(BODY_AT, tagAt)) : Buffer.alloc(0)
    try {
      decipher.final()
    } catch {
      throw new VaultError('damaged')
    }
    return plain
  }

  keyNoOf(sealed: Uint8Array): number {
    return keyNoOf(sealed)
  }

  /** HMAC-SHA-256 cut to `bytes`. Equal texts of one context have equal digests, under every sealing key. */
  digest(text: string, context: string, bytes = 16): Buffer {
    return createHmac('sha256', this.#digestKey)
      .update(`${context.length}:${context}:${text}`, 'utf8')
      .digest()
      .subarray(0, bytes)
  }
}

/** The number of the key a value is sealed under, read without opening it. */
export function keyNoOf(sealed: Uint8Array): number {
  if (sealed.length < SEAL_OVERHEAD_BYTES || sealed[0] !== FORMAT) throw new VaultError('damaged')
  return sealed[1]! * 256 + sealed[2]!
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

// One call for random bytes costs more than one seal, so they are drawn 341 nonces at a time; first
// on use, because Cloudflare gives no randomness while a module loads. Each is given out once.
const noncePool = Buffer.alloc(341 * NONCE_BYTES)
let nonceAt = noncePool.length

function writeNonce(target: Buffer): void {
  if (nonceAt === noncePool.length) {
    randomFillSync(noncePool)
    nonceAt = 0
  }
  noncePool.copy(target, 0, nonceAt, nonceAt + NONCE_BYTES)
  nonceAt += NONCE_BYTES
}

/** What can go wrong in the vault, each with its mend; neither ever tells keys or contents. */
const FAULTS = {
  damaged: {
    detail: 'a sealed value does not open: it was changed, cut short or put in another place',
    fix: 'run `kirokubo verify` to see which rows are damaged, then restore them from a backup',
  },
  unknown_key: {
    detail: 'a sealed value names a sealing key that this ledger does not have',
    fix: 'restore the key table from the backup the value came with',
  },
  damaged_key: {
    detail: 'a wrapped key of this ledger does not open: its row was changed or cut short',
    fix: 'restore the key table from a backup; the master key itself is the right one',
  },
  wrong_master_key: {
    detail: "this master key does not open this ledger's keys",
    fix: 'give the master key that was in use when the ledger or its backup was last written (KIROKUBO_MASTER_KEY_FILE)',
  },
  malformed_master_key: {
    detail: 'a master key is 32 bytes, written in base64url (43 characters) or hexadecimal (64)',
    fix: 'restore the master key file from your copy of it',
  },
  no_keys: {
    detail: 'this ledger lacks a sealing key or its digest key',
    fix: 'restore the key table from a backup',
  },
  too_many_keys: {
    detail: 'this ledger has used up its 65,535 sealing keys',
    fix: 'export the ledger and import it into a new one',
  },
} as const

export type VaultFault = keyof typeof FAULTS

export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultFault
  readonly detail: string
  readonly fix: string

  /** `needed`: the fingerprint of the master key that is asked for. */
  constructor(code: VaultFault, { needed }: { needed?: string } = {}) {
    const { detail, fix } = FAULTS[code]
    const told =
      needed === undefined ? detail : `${detail}; they need the one with fingerprint ${needed}`
    super(`${told}; ${fix}`)
    this.code = code
    this.detail = told
    this.fix = fix
  }
}
