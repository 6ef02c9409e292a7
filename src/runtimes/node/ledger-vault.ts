// The vault of a running process: it learns of data keys that another process adds or an import brings.

import type { Vault as VaultPort } from '../../usecases/ports.ts'
import type { StoredDataKey } from '../../usecases/vault-ports.ts'
import { type Vault, VaultError } from '../../vault/vault.ts'
import { openRing } from './master-key.ts'
import type { SqliteDatabase } from './sqlite-database.ts'

/** How long values may still be sealed under the key before the newest one. */
const STALE_AFTER_MS = 1_000

export interface LedgerVaultOptions {
  database: Pick<SqliteDatabase, 'raw'>
  masterKeyFile: string
}

/** Opens the ledger's vault; throws a VaultError or RuntimeFault that says the mend. */
export class LedgerVault implements VaultPort {
  readonly #masterKeyFile: string
  readonly #readKeys: () => StoredDataKey[]
  readonly #stampKeys: () => string
  #vault: Vault
  #stamp: string
  #checkedAt: number

  constructor({ database, masterKeyFile }: LedgerVaultOptions) {
    const select = database.raw.prepare<[], StoredDataKey>(
      'select purpose, key_no as keyNo, wrapped from data_key order by purpose, key_no',
    )
    const stamp = database.raw
      .prepare<[], string>(
        "select group_concat(hex(wrapped), ' ' order by purpose, key_no) from data_key",
      )
      .pluck()
    this.#masterKeyFile = masterKeyFile
    this.#readKeys = () => select.all()
    this.#stampKeys = () => stamp.get() ?? ''
    this.#stamp = this.#stampKeys()
    this.#vault = openRing(this.#readKeys(), masterKeyFile).vault
    this.#checkedAt = performance.now()
  }

  get sealingKeyNo(): number {
    return this.#newest().sealingKeyNo
  }

  seal(plain: string | Uint8Array, context: string): Uint8Array {
    return this.#newest().seal(plain, context)
  }

  open(sealed: Uint8Array, context: string): Uint8Array {
    try {
      return this.#newest().open(sealed, context)
    } catch (error) {
      if (!(error instanceof VaultError) || error.code !== 'unknown_key') throw error
      this.#reload()
      return this.#vault.open(sealed, context)
    }
  }

  digest(text: string, context: string, bytes: number): Uint8Array {
    return this.#newest().digest(text, context, bytes)
  }

  keyNoOf(sealed: Uint8Array): number {
    return this.#vault.keyNoOf(sealed)
  }

  /**
   * Sealing needs the newest key, so that a reseal comes to an end; and an import may have put other keys
   * in the place of those a new ledger was made with.
   */
  #newest(): Vault {
    const now = performance.now()
    if (now - this.#checkedAt > STALE_AFTER_MS) {
      this.#checkedAt = now
      if (this.#stampKeys() !== this.#stamp) this.#reload()
    }
    return this.#vault
  }

  #reload() {
    const stamp = this.#stampKeys()
    this.#vault = openRing(this.#readKeys(), this.#masterKeyFile).vault
    this.#stamp = stamp
  }
}
