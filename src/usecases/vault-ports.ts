// What the upkeep of the vault needs from outside: the wrapped data keys, and a walk over every sealed value.

import type { Caller, Write } from './ports.ts'

/** A data key as stored: wrapped by the master key. */
export interface StoredDataKey {
  purpose: 'sealing' | 'digest'
  keyNo: number
  wrapped: Uint8Array
}

/** Every write names the keys it was made from, and is stale (StaleWriteError) when they changed since. */
export interface DataKeyStore {
  /** In the order of purpose and number. */
  list(): Promise<StoredDataKey[]>
  insert(keys: readonly StoredDataKey[], seen: readonly StoredDataKey[]): Write[]
  /** The same keys wrapped anew. */
  rewrap(keys: readonly StoredDataKey[], seen: readonly StoredDataKey[]): Write[]
}

/** What only a runtime that has the master key at hand can do. Each writes its audit event in its commit. */
export interface VaultUpkeep {
  /** Adds a sealing key and resolves when every running process has learnt of it; answers its number. */
  addSealingKey(caller: Pick<Caller, 'actor'>): Promise<number>
  /**
   * Wraps every data key by the next master key. Absent where the key lies in a file that only a command
   * on that machine may replace.
   */
  rotateMaster?(caller: Pick<Caller, 'actor'>): Promise<{ fingerprint: string }>
}

export const SEALED_TABLES = [
  'wording',
  'amendment',
  'disclosure_request',
  'disclosure_step',
  'extract_chunk',
  'letter_chunk',
  'protective_mark',
  'approval',
  'legal_hold',
  'retention_approval',
  'erasure',
  'console_user',
  'credential',
] as const
/** Where sealed values stand that may be written anew. */
export type SealedTable = (typeof SEALED_TABLES)[number]

export interface SealedRow {
  /** Primary key, in the order of its columns. */
  key: (string | number)[]
  /** What the context needs beside the key: a wording's digest, an erasure's approver. */
  bound: Uint8Array | string | null
  sealed: Uint8Array
}

export interface ResealedRow extends Pick<SealedRow, 'key' | 'sealed'> {
  was: Uint8Array
}

export interface SealedRowStore {
  /** The next rows in the order of their keys, whatever they are sealed under. */
  page(
    table: SealedTable,
    page: { after?: SealedRow['key'] | undefined; limit: number },
  ): Promise<SealedRow[]>
  /**
   * The same values sealed anew. A row that is gone by then stays gone, and one that no longer holds what was
   * read (`was`) keeps what it holds: what was redacted meanwhile does not come back.
   */
  replace(table: SealedTable, rows: readonly ResealedRow[]): Write[]
}
