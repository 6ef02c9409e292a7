// What retention needs from outside: the rows that may go, the holds, the runs, and a hand that tidies the files.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { BasisCode, Direction } from '../domain/legal-basis.ts'
import type { RecordMethod } from '../domain/provision-event.ts'
import type { ItemCode, RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import type { AuditEvent } from './access-ports.ts'
import type { Write } from './ports.ts'

/** The current version of a record, as far as its erasure asks. */
export interface AgeingRecord {
  recordNo: number
  version: number
  sourceId: number
  eventId: string
  direction: Direction
  basis: BasisCode
  method: RecordMethod
  rule: RuleCode
  retentionClass: RetentionClass
  recordedAt: number
  occurredOn: CalendarDate
  filledOn: CalendarDate | null
  keepThrough: CalendarDate | null
  termsWordingId: number | null
  missing: ItemCode[]
  isVoid: boolean
  lineCount: number
  /** A protective mark hides all of it: it is counted for the restricted role alone. */
  isProtected: boolean
}

/** A record judged erasable, with what remains of it. */
export interface ErasableRecord extends AgeingRecord {
  deletableFrom: CalendarDate
  recordedOn: CalendarDate
  eventDigest: Uint8Array
  /** Who approved that it goes incomplete. */
  approvedBy: string | null
  /** The reason of the approval names somebody: it goes with the record. */
  isReasonLeftOut: boolean
}

/** Everything the versions of some records point to. */
interface PointedTo {
  wordingIds: number[]
  thirdPartyIds: number[]
}

export interface ErasureBatch {
  runId: number
  at: number
  actor: string
  records: readonly ErasableRecord[]
  pointedTo: PointedTo
  /** Newest audit event when the holds were read: a later one that could hold a record undoes the batch. */
  seenAuditNo: number
}

export interface StoredHold {
  code: string
  revision: number
  released: boolean
  at: number
  by: string
  sealed: Uint8Array
}

export interface StoredApproval {
  recordNo: number
  approvedBy: string
  version: number
  approvedAt: number
  sealed: Uint8Array
}

export type RunState = 'running' | 'stopped' | 'done' | 'failed'

export interface StoredRun {
  runId: number
  asOf: CalendarDate
  dryRun: boolean
  startedAt: number
  startedBy: string
  beatAt: number
  stopRequested: boolean
  finishedAt: number | null
  state: RunState
  batches: number
  erased: number
  cleanedAt: number | null
  /** JSON: numbers, codes and days only. */
  report: unknown
}

/** A line of the erasure report. */
export interface StoredErasure
  extends Pick<
    ErasableRecord,
    | 'recordNo'
    | 'direction'
    | 'basis'
    | 'retentionClass'
    | 'recordedOn'
    | 'filledOn'
    | 'occurredOn'
    | 'keepThrough'
    | 'deletableFrom'
    | 'missing'
    | 'approvedBy'
  > {
  /** The sealed reason of the approval; none where it named somebody. */
  sealed: Uint8Array | null
}

/** Of these numbers, or any version of which names the third party. */
export type WhichRecords = { recordNos: readonly number[] } | { thirdPartyId: number }

export interface RetentionStore {
  /** Current records kept through at most that day, in the order (day, number). */
  pageDue(page: {
    keptThroughAtMost: CalendarDate
    which?: WhichRecords | undefined
    after?: { keepThrough: CalendarDate; recordNo: number } | undefined
    limit: number
  }): Promise<AgeingRecord[]>
  /** Current records without a day: incomplete ones and running batches, by number. */
  pageOpen(page: { afterRecordNo: number; limit: number }): Promise<AgeingRecord[]>
  /** Of these records, those any version of which names one of these third parties. */
  findOfThirdParties(
    recordNos: readonly number[],
    thirdPartyIds: readonly number[],
  ): Promise<{ recordNo: number; thirdPartyId: number }[]>
  findApprovals(recordNos: readonly number[]): Promise<StoredApproval[]>
  insertApprovals(approvals: readonly StoredApproval[]): Write[]

  /** What all versions of these records point to. */
  findPointedTo(recordNos: readonly number[]): Promise<PointedTo>
  /** Erases those of the batch that are still as judged; the rest stay untouched. */
  eraseBatch(batch: ErasureBatch): Write[]
  /** Which of these records a run erased. */
  findErasedBy(runId: number, recordNos: readonly number[]): Promise<number[]>
  listErasures(
    runId: number,
    page: { afterRecordNo: number; limit: number },
  ): Promise<StoredErasure[]>

  newestAuditNo(): Promise<number>
  /** Whether anything happened after that audit event that could hold a record. */
  holdsMayHaveChanged(sinceAuditNo: number): Promise<boolean>
  findNewestAudit(kind: string): Promise<AuditEvent | undefined>
  /** How many audit events (never the newest) and lines of erasure reports are older. */
  countHistoryBefore(at: number): Promise<{ auditEvents: number; erasures: number }>
  eraseHistoryBefore(at: number): Write[]

  /** Newest revision of each hold, by code. */
  listHolds(): Promise<StoredHold[]>
  findHold(code: string): Promise<StoredHold | undefined>
  insertHold(hold: StoredHold): Write

  /** Taken (StaleWriteError) while another erasing run is running. */
  insertRun(run: Pick<StoredRun, 'asOf' | 'dryRun' | 'startedAt' | 'startedBy'>): Write
  findRun(runId: number): Promise<StoredRun | undefined>
  /** Runs newest first. */
  listRuns(page: {
    state?: RunState
    dryRun?: boolean
    before?: number
    limit: number
  }): Promise<StoredRun[]>
  beat(runId: number, at: number): Write
  requestStop(runId: number): Write
  /** Of the run that erases as of this day, if one does. */
  requestStopAsOf(asOf: CalendarDate): Write
  /** Ends a run that is still running. */
  finishRun(end: { runId: number; at: number; state: RunState; report: unknown }): Write
  /** Whether some run erased records or redacted requests and the files were not rebuilt since. */
  isCleaningOwed(): Promise<boolean>
  markCleaned(at: number): Write
}

/** What became of the files after an erasure. */
export interface JanitorResult {
  /** The file was rebuilt without what was erased. */
  vacuumed: boolean
  /** The write-ahead log was emptied. */
  checkpointed: boolean
  /** Of the erased byte strings that were sought in the files, how many were found. */
  residue: { sought: number; found: number }
  durationMs: number
  /** What this runtime's store does not let anybody do about its files; nothing more can be done then. */
  refused?: readonly string[]
  /** Copies of the store that its keeper holds on to, and for how many days. */
  kept_in_backups?: { where: string; days: number }
}

/** What a store's runtime does about its files. */
export interface Janitor {
  /** Leaves no trace of what was erased; `traces` are byte strings to look for afterwards. */
  finish(traces: readonly Uint8Array[]): Promise<JanitorResult>
  /** Lets the runtime serve others between two batches. */
  rest(): Promise<void>
  /** How many records are read between two rests; absent: many, where each query counts. */
  readonly restEvery?: number
  /** False when this go has used up its share of queries or time: the run stops, a later one goes on. */
  mayGoOn?(): boolean
}
