// The vault of a running process: it learns of data keys that another process adds, and of a new master key.

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
  readonly #countKeys: () => number
  #vault: Vault
  #keys: number
  #checkedAt: number

  constructor({ database, masterKeyFile }: LedgerVaultOptions) {
    const select = database.raw.prepare<[], StoredDataKey>(
      'select purpose, key_no as keyNo, wrapped from data_key order by purpose, key_no',
    )
    const count = database.raw.prepare<[], number>('select count(*) from data_key').pluck()
    this.#masterKeyFile = masterKeyFile
    this.#readKeys = () => select.all()
    this.#countKeys = () => count.get() ?? 0
    const rows = this.#readKeys()
    this.#vault = openRing(rows, masterKeyFile).vault
    this.#keys = rows.length
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
      return this.#vault.open(sealed, context)
    } catch (error) {
      if (!(error instanceof VaultError) || error.code !== 'unknown_key') throw error
      this.#reload()
      return this.#vault.open(sealed, context)
    }
  }

  digest(text: string, context: string, bytes: number): Uint8Array {
    return this.#vault.digest(text, context, bytes)
  }

  keyNoOf(sealed: Uint8Array): number {
    return this.#vault.keyNoOf(sealed)
  }

  /** Sealing needs the newest key, so that a reseal comes to an end. */
  #newest(): Vault {
    const now = performance.now()
    if (now - this.#checkedAt > STALE_AFTER_MS) {
      this.#checkedAt = now
      if (this.#countKeys() !== this.#keys) this.#reload()
    }
    return this.#vault
  }

  #reload() {
    const rows = this.#readKeys()
    this.#vault = openRing(rows, this.#masterKeyFile).vault
    this.#keys = rows.length
  }
}
