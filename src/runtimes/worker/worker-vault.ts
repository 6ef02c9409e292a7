// The vault of an isolate: data keys from D1, opened with the master key, read anew when one was added.

import type { Deps, Stores, Vault as VaultPort } from '../../usecases/ports.ts'
import { StaleWriteError } from '../../usecases/ports.ts'
import type { StoredDataKey } from '../../usecases/vault-ports.ts'
import { createKeyRing, openKeyRing } from '../../vault/key-ring.ts'
import { type Vault, VaultError } from '../../vault/vault.ts'

/** How long values may still be sealed under the key before the newest one. */
const STALE_AFTER_MS = 1_000

type KeyStores = Pick<Stores, 'dataKeys' | 'commit'>

export interface WorkerVaultSource {
  /** The master key in force first; while it is being rotated, the next one too. */
  masterKeys: readonly [Buffer, ...Buffer[]]
  stores: KeyStores
  clock: Deps['clock']
}

export class WorkerVault implements VaultPort {
  readonly #masterKeys: WorkerVaultSource['masterKeys']
  readonly #stores: KeyStores
  readonly #clock: Deps['clock']
  #vault: Vault
  /** The wrapped keys as read: an import replaces them under the same numbers. */
  #ring: string
  #checkedAt: number

  private constructor(
    rows: readonly StoredDataKey[],
    { masterKeys, stores, clock }: WorkerVaultSource,
  ) {
    this.#masterKeys = masterKeys
    this.#stores = stores
    this.#clock = clock
    this.#vault = openWithAny(rows, masterKeys)
    this.#ring = ringOf(rows)
    this.#checkedAt = clock()
  }

  /** Opens the ledger's keys, or makes those of a new ledger. Throws a VaultError that says the mend. */
  static async open(source: WorkerVaultSource): Promise<WorkerVault> {
    return new WorkerVault(await readOrMakeKeys(source.stores, source.masterKeys[0]), source)
  }

  /** To be called as an invocation begins: opening and sealing themselves cannot wait for D1. */
  async refresh({ atOnce = false } = {}) {
    const now = this.#clock()
    if (!atOnce && Math.abs(now - this.#checkedAt) <= STALE_AFTER_MS) return
    const rows = await this.#stores.dataKeys.list()
    this.#checkedAt = now
    const ring = ringOf(rows)
    if (ring === this.#ring) return
    this.#vault = openWithAny(rows, this.#masterKeys)
    this.#ring = ring
  }

  get sealingKeyNo(): number {
    return this.#vault.sealingKeyNo
  }

  seal(plain: string | Uint8Array, context: string): Uint8Array {
    return this.#vault.seal(plain, context)
  }

  open(sealed: Uint8Array, context: string): Uint8Array {
    return this.#vault.open(sealed, context)
  }

  digest(text: string, context: string, bytes: number): Uint8Array {
    return this.#vault.digest(text, context, bytes)
  }

  keyNoOf(sealed: Uint8Array): number {
    return this.#vault.keyNoOf(sealed)
  }
}

function openWithAny(
  rows: readonly StoredDataKey[],
  [masterKey, ...others]: WorkerVaultSource['masterKeys'],
): Vault {
  try {
    return openKeyRing(rows, masterKey)
  } catch (error) {
    const [next, ...rest] = others
    if (!next || !(error instanceof VaultError) || error.code !== 'wrong_master_key') throw error
    return openWithAny(rows, [next, ...rest])
  }
}

function ringOf(rows: readonly StoredDataKey[]): string {
  return rows.map(({ wrapped }) => Buffer.from(wrapped).toString('base64')).join(' ')
}

/** Two isolates that meet an empty ledger end with one ring: the slower one reads the other's. */
async function readOrMakeKeys(stores: KeyStores, masterKey: Buffer): Promise<StoredDataKey[]> {
  const rows = await stores.dataKeys.list()
  if (rows.length > 0) return rows
  try {
    await stores.commit(stores.dataKeys.insert(createKeyRing(masterKey), []))
  } catch (error) {
    if (!(error instanceof StaleWriteError)) throw error
  }
  return stores.dataKeys.list()
}
