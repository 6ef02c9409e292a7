// What moving house needs from outside: every table as rows of plain cells, read and written in pages.

import type { Write } from './write.ts'

/** Every table of a ledger, each after those it refers to. A test compares this list with the schema. */
export const LEDGER_TABLES = [
  'data_key',
  'source',
  'api_key',
  'wording',
  'look_up_key',
  'third_party',
  'third_party_revision',
  // Before the first record, so that an import shows none that they hide.
  'protective_mark',
  'protected_line',
  'record',
  'line',
  'amendment',
  'erased_record',
  'disclosure_request',
  'disclosure_step',
  'disclosure_request_key',
  'extract',
  'extract_file',
  'extract_chunk',
  'extract_line',
  'letter',
  'letter_chunk',
  'approval',
  'legal_hold',
  'retention_approval',
  'retention_run',
  'erasure',
  'console_user',
  'credential',
  'audit_event',
] as const
export type LedgerTable = (typeof LEDGER_TABLES)[number]

/**
 * Who is signed in, what counts once, and what is counted (the other house counts anew): of the house that is
 * left, and nothing in another one.
 */
export const PASSING_TABLES = [
  'provision_count',
  'expiry_count',
  'counting',
  'source_day',
  'late_record',
  'overtaken_extract',
  'console_session',
  'one_time_link',
  'spent_once',
  'sign_in_attempt',
] as const

/**
 * Few rows, without which nothing else can be read: an import writes them first and at once. The other
 * tables come in pages.
 */
export const CORE_TABLES = ['data_key', 'source', 'api_key'] as const satisfies LedgerTable[]
export type CoreTable = (typeof CORE_TABLES)[number]
export type PagedTable = Exclude<LedgerTable, CoreTable>

/** What a ledger that is new may hold already: its keys, its first API key, quiet nights, and their events. */
export const OWN_TABLES: readonly LedgerTable[] = [
  ...CORE_TABLES,
  'retention_run',
  'audit_event',
] as const

/** Cells in the order of the table's columns; a BLOB in base64. Sealed values stay sealed. */
export type CopyCell = string | number | null
export type CopyRow = readonly CopyCell[]
/** The cells of the primary key, in its order. */
export type CopyKey = CopyRow

export interface CopyRange {
  /** Only rows after this key. */
  after?: CopyKey | undefined
  /** Only rows from this key on. */
  from?: CopyKey | undefined
  /** Only rows up to this key. */
  through?: CopyKey | undefined
}

/** A source of the target that must make room for an imported one of the same number. */
export interface OwnSource {
  sourceId: number
  name: string
}

export interface LedgerCopyStore {
  count(table: LedgerTable): Promise<number>
  /** Rows in the order of the key: as many as weigh `maxBytes` together, but at least one. */
  page(table: LedgerTable, range: CopyRange, maxBytes: number): Promise<CopyRow[]>
  /** All rows of a range, `limit` at most. */
  range(table: LedgerTable, range: CopyRange, limit: number): Promise<CopyRow[]>
  insert(table: LedgerTable, rows: readonly CopyRow[]): Write[]
  /** Highest numbers ever given out, by table: numbers never return, even of rows that are gone. */
  sequences(): Promise<Record<string, number>>
  raiseSequence(table: LedgerTable, to: number): Write[]
  newestAuditNo(): Promise<number>
  /** The newest audit event that tells of a change: those of other kinds only tell that something was read. */
  newestChangeNo(readKinds: readonly string[]): Promise<number>
  /** Moves the target's own rows behind the numbers that an import brings. */
  moveAuditEvents(by: number): Write[]
  moveRetentionRuns(by: number): Write[]
  moveSources(sources: readonly OwnSource[], by: number): Write[]
  /** After the imported sources are in: own ones of the same name become one with theirs. */
  settleSources(sources: readonly OwnSource[], by: number): Write[]
  /** Takes the target's own data keys and these API keys away. Stale when a record came first. */
  clearCore(keyIds: readonly string[]): Write[]
}
