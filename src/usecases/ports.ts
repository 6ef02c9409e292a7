// What the use cases need from outside: a clock, a vault, the operator's settings, and the stores.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { ConflictCode } from '../domain/gaps.ts'
import type { BasisCode, Direction } from '../domain/legal-basis.ts'
import type { Operator } from '../domain/operator.ts'
import type { RecordMethod } from '../domain/provision-event.ts'
import type { ItemCode, RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import type { ApiKeyStore, ApiKeyText, AuditStore, Scope } from './access-ports.ts'
import type { ApprovalStore } from './approval-ports.ts'
import type { CountStore } from './count-ports.ts'
import type { DisclosureStore, Printer } from './disclosure-ports.ts'
import type { LedgerCopyStore } from './ledger-copy-ports.ts'
import type { LetterStore } from './letter-ports.ts'
import type { Papers } from './paper-ports.ts'
import type { ProtectiveMarkStore } from './protective-mark-ports.ts'
import type { RegisterStore } from './register-ports.ts'
import type { RequestLinkStore } from './request-link-ports.ts'
import type { Janitor, RetentionStore } from './retention-ports.ts'
import type { Sight } from './sight.ts'
import type { ThirdPartyStore } from './third-party-ports.ts'
import type { CredentialTools, SessionStore, UserStore } from './user-ports.ts'
import type { DataKeyStore, SealedRowStore, VaultUpkeep } from './vault-ports.ts'
import type { Write } from './write.ts'

export type { Write } from './write.ts'

/** Milliseconds since 1970; tests move it. */
export type Clock = () => number

/**
 * Writes everything or nothing, and resolves when it is on disk.
 * Throws StaleWriteError when another writer came first, StoreBusyError, StoreFullError.
 */
export type Commit = (writes: readonly Write[]) => Promise<void>

/** Another writer took the same number, event id or version first: read again and retry. */
export class StaleWriteError extends Error {
  override name = 'StaleWriteError'
}
/** The store stayed locked: nothing was written, the same call may be sent again. */
export class StoreBusyError extends Error {
  override name = 'StoreBusyError'
}
/** This go has used up its queries (Workers): nothing was written, another go has its own. */
export class StoreBudgetError extends StoreBusyError {
  override name = 'StoreBudgetError'
}
/** The connection was cut during a commit: whether it was written is not known; retries are safe. */
export class StoreUnsureError extends StoreBusyError {
  override name = 'StoreUnsureError'
}
/** The disk is full: nothing was written. */
export class StoreFullError extends Error {
  override name = 'StoreFullError'
}

/** Sealing and keyed digests of personal data (contract 1.7). `context` binds a sealed value to its place. */
export interface Vault {
  seal(plain: string | Uint8Array, context: string): Uint8Array
  open(sealed: Uint8Array, context: string): Uint8Array
  /** HMAC-SHA-256, truncated to `bytes`. */
  digest(text: string, context: string, bytes: number): Uint8Array
  /** The key that seals now; values under another one are for resealing. */
  readonly sealingKeyNo: number
  /** The key a value is sealed under, read without opening it. */
  keyNoOf(sealed: Uint8Array): number
}

// ── records ────────────────────────────────────────────────────────────────────────────────────

export const VOID_REASONS = ['not_occurred', 'duplicate', 'wrong_source'] as const
export type VoidReason = (typeof VOID_REASONS)[number]

/** One version of a record as stored; wordings by number. */
export interface RecordVersion {
  recordNo: number
  version: number
  sourceId: number
  source: string
  eventId: string
  contentDigest: Uint8Array
  /** When the record was made in this ledger (the same in every version), ms. */
  recordedAt: number
  direction: Direction
  basis: BasisCode
  method: RecordMethod
  occurredOn: CalendarDate
  thirdPartyId: number | null
  thirdPartyWordingId: number
  itemsWordingId: number | null
  termsWordingId: number | null
  /** Wording of line 1, 2, 3 …; HIDDEN_WORDING where a mark hides it from the reading. */
  lines: number[]
  /** Lines of this version that marks in force hide (令11条), in no order. */
  protectedLines: number[]
  /** They hide all of it. */
  isProtected: boolean
  rule: RuleCode
  retentionClass: RetentionClass
  keepThrough: CalendarDate | null
  filledOn: CalendarDate | null
  missing: ItemCode[]
  conflicts: ConflictCode[]
  settled: ConflictCode[]
  void: VoidReason | null
}

export type NewRecordVersion = Omit<RecordVersion, 'source' | 'protectedLines' | 'isProtected'>

export interface RecordedEvent {
  sourceId: number
  eventId: string
  recordNo: number
  contentDigest: Uint8Array
}

export const AMENDMENT_KINDS = ['amendment', 'filling', 'settlement', 'void'] as const
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number]

export interface StoredAmendment {
  recordNo: number
  version: number
  kind: AmendmentKind
  at: number
  by: string
  sealed: Uint8Array
}

export interface RecordFilter {
  recordNos?: readonly number[]
  /** Null: only those without a coded third party. */
  thirdPartyId?: number | null
  sourceId?: number
  direction?: Direction
  basis?: BasisCode
  from?: CalendarDate
  to?: CalendarDate
  /** An item code, a conflict code, 'any', or any of a kind: 'missing_item', 'conflict'. */
  gap?: string
  withoutVoid?: true
  /** One of these wordings of items. */
  itemsWordingIds?: readonly number[]
  sight?: Sight
  /** Default: the newest day first. */
  oldestFirst?: true
  /** Only records after this one in the order of the list. */
  after?: { occurredOn: CalendarDate; recordNo: number }
  limit: number
}

/** Highest numbers given out so far; new rows take the next ones. */
export interface Counters {
  recordNo: number
  wordingId: number
  thirdPartyId: number
}

export interface RecordStore {
  counters(): Promise<Counters>
  findEvents(keys: readonly { sourceId: number; eventId: string }[]): Promise<RecordedEvent[]>
  /** Of these event digests, the ones of erased records. */
  findErased(digests: readonly Uint8Array[]): Promise<Uint8Array[]>
  /** Without those that marks hide as a whole, unless all is to be seen. */
  findCurrent(recordNos: readonly number[], sight?: Sight): Promise<RecordVersion[]>
  findVersions(recordNo: number, sight?: Sight): Promise<RecordVersion[]>
  /** Every version of all of these, in order of record and version. */
  findHistories(recordNos: readonly number[], sight?: Sight): Promise<RecordVersion[]>
  findAmendments(recordNos: readonly number[]): Promise<StoredAmendment[]>
  list(filter: RecordFilter): Promise<RecordVersion[]>
  /** Wordings of items that stand in records, those first met last. */
  newestItemWordings(limit: number): Promise<number[]>
  /** Lines (of any version) at which these wordings stand. */
  findLines(
    wordingIds: readonly number[],
    sight?: Sight,
  ): Promise<{ wordingId: number; recordNo: number; line: number }[]>
  newestRecordedAt(): Promise<number | undefined>
  insertVersions(versions: readonly NewRecordVersion[]): Write[]
  insertLines(lines: readonly { wordingId: number; recordNo: number; line: number }[]): Write[]
  insertAmendment(amendment: StoredAmendment): Write
}

// ── wordings ───────────────────────────────────────────────────────────────────────────────────

export interface StoredWording {
  wordingId: number
  digest: Uint8Array
  sealed: Uint8Array
}

export interface WordingStore {
  findIds(digests: readonly Uint8Array[]): Promise<{ wordingId: number; digest: Uint8Array }[]>
  find(wordingIds: readonly number[]): Promise<StoredWording[]>
  /** Wordings of data subjects that carry one of these look-up digests and stand at a line in sight. */
  lookUp(digests: readonly Uint8Array[], sight?: Sight): Promise<number[]>
  insert(wordings: readonly StoredWording[]): Write[]
  insertLookUpKeys(keys: readonly { digest: Uint8Array; wordingId: number }[]): Write[]
}

// ── everything together ────────────────────────────────────────────────────────────────────────

export interface Stores {
  commit: Commit
  records: RecordStore
  wordings: WordingStore
  thirdParties: ThirdPartyStore
  audit: AuditStore
  apiKeys: ApiKeyStore
  retention: RetentionStore
  dataKeys: DataKeyStore
  sealedRows: SealedRowStore
  disclosures: DisclosureStore
  letters: LetterStore
  requestLinks: RequestLinkStore
  ledgerCopy: LedgerCopyStore
  registers: RegisterStore
  approvals: ApprovalStore
  protectiveMarks: ProtectiveMarkStore
  counts: CountStore
  users: UserStore
  sessions: SessionStore
}

export interface Deps {
  clock: Clock
  vault: Vault
  operator: Operator
  stores: Stores
  apiKeyText: ApiKeyText
  credentials: CredentialTools
  printer: Printer
  papers: Papers
  janitor: Janitor
  /** Absent where the master key is not at hand. */
  vaultUpkeep?: VaultUpkeep
}

/** Who acts: a key (its source) or a person. */
export interface Caller {
  /** Stands in the audit log and the history, e.g. `key:kx3…`. */
  actor: string
  sourceId: number
  source: string
  scopes: readonly Scope[]
  /** A person at the console mends records of every source, a key those of its own. */
  everySource?: true
}
