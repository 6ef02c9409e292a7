// What binds requests to each other, to records and to the calendar: a store of keys, shown lines, and years.

import type { StoredDisclosureRequest } from './disclosure-ports.ts'
import type { Sight } from './sight.ts'
import type { Write } from './write.ts'

interface RequestKey {
  digest: Uint8Array
  requestNo: string
}

/** A version that was appended to a record after an extract showed a line of it. */
export interface LaterVersion {
  extractNo: number
  recordNo: number
  line: number
  version: number
  /** When it was appended, ms. */
  at: number
}

/** A document that shows lines of a record. */
export interface ShowingExtract {
  requestNo: string
  extractNo: number
  docNo: string
  issuedAt: number
  lines: number[]
}

/** What stays of a request whose years are over: its rows sealed anew, without the person. */
export interface RedactedRequest {
  requestNo: string
  /** How many steps it had when it was judged: one more makes the judgement stale. */
  steps: number
  sealed: Uint8Array
  sealedSteps: readonly { step: number; sealed: Uint8Array }[]
  /** The step that says so, numbered `steps + 1`. */
  sealedLast: Uint8Array
}

export interface RedactionBatch {
  runId: number
  at: number
  actor: string
  requests: readonly RedactedRequest[]
  /** Newest audit event when the holds were read: a later one that could hold a request undoes the batch. */
  seenAuditNo: number
}

export interface RequestLinkStore {
  /** Requests that carry one of these keys, oldest first. */
  findByKeys(digests: readonly Uint8Array[]): Promise<StoredDisclosureRequest[]>
  /** Requests of a person that have no keys yet: they were opened before there were any. */
  listWithoutKeys(limit: number): Promise<StoredDisclosureRequest[]>
  /** Of requests that are not redacted; a key that is there already stays. */
  insertKeys(keys: readonly RequestKey[]): Write[]

  /**
   * What was appended to records after one of these extracts showed them, in the order of record, version and
   * line; lines under a protective mark left out.
   */
  findLaterVersions(extractNos: readonly number[]): Promise<LaterVersion[]>
  /** Issued documents that show lines of this record, oldest first. */
  findShowing(recordNo: number): Promise<ShowingExtract[]>
  /**
   * Numbers after this one, in order, of the requests that still name their person and whose extract was
   * overtaken by its records or whose mail came back, unless every such alert is settled. All of them: each query
   * looks for them anew.
   */
  listTouched(after: string): Promise<string[]>

  /** Records with a gap, void ones left out, of which a line names one of these wordings; in their order. */
  findRecordsWithGaps(
    wordingIds: readonly number[],
    page: { limit: number; sight: Sight },
  ): Promise<number[]>

  /** Requests, by number, whose last closing lies before the instant and that still name their person. */
  pageClosedBefore(page: {
    closedBefore: number
    after: string
    limit: number
  }): Promise<StoredDisclosureRequest[]>
  /** Redacts those of the batch that are still as judged; the rest stay untouched. */
  redactBatch(batch: RedactionBatch): Write[]
}
