// What protective marks need from outside: their revisions, and the lines that those in force hide.

import type { Write } from './write.ts'

export interface StoredMark {
  code: string
  revision: number
  released: boolean
  at: number
  by: string
  sealed: Uint8Array
}

export interface ProtectedLine {
  recordNo: number
  /** 0: the record as a whole. */
  line: number
  /** The line while it says this; 0: whatever it says. */
  wordingId: number
  code: string
}

/** What of the records at hand a mark hides. `wordingIds` are those of data subjects. */
export type MarkedScope =
  | { recordNos: readonly number[] }
  | { lines: readonly { recordNo: number; line: number }[] }
  | { thirdParty: string }
  | { wordingIds: readonly number[]; digests: readonly Uint8Array[]; found: number }

export interface ProtectiveMarkStore {
  /** Newest revision of each mark, by code. */
  list(): Promise<StoredMark[]>
  find(code: string): Promise<StoredMark | undefined>
  /** Newest revisions of the marks that are not released, by code. */
  listInForce(): Promise<StoredMark[]>
  /** How many records and lines each of these marks hides; absent where it hides none. */
  countHidden(codes: readonly string[]): Promise<{ code: string; records: number; lines: number }[]>
  /** The marks on the lines of these records. */
  findLines(recordNos: readonly number[]): Promise<ProtectedLine[]>
  insert(mark: StoredMark): Write
  /** Makes the commit stale when other marks are in force than these. */
  failUnlessInForce(marks: readonly Pick<StoredMark, 'code' | 'revision'>[]): Write
  /** Hides what of the records at hand falls under the mark, from any version, and nothing else by it. */
  hide(mark: Pick<StoredMark, 'code' | 'revision'>, scope: MarkedScope): Write[]
  /** Hides nothing by this mark any more. */
  unhide(code: string): Write
  /** Hides these lines; one that is hidden already stays so. */
  insertLines(lines: readonly ProtectedLine[]): Write[]
}
