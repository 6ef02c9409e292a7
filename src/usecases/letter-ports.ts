// What letters need from outside: a store of what was issued, beside the extract of the same request.

import type { Edition, ProcedureKind } from './letter-document.ts'
import type { Write } from './write.ts'

export interface StoredLetter {
  letterNo: number
  requestNo: string
  kind: ProcedureKind
  docNo: string
  /** A year, or 0 where the operator's format has none. */
  seriesYear: number
  seriesNumber: number
  issuedAt: number
  issuedBy: string
  /** Of the Japanese PDF, hex. */
  sha256: string
}

export interface LetterChunk {
  letterNo: number
  edition: Edition
  chunk: number
  sealed: Uint8Array
}

export interface LetterStore {
  find(letterNo: number): Promise<StoredLetter | undefined>
  /** In the order they were issued. */
  listOf(requestNo: string): Promise<StoredLetter[]>
  /** The highest letter number ever, and the highest of that year's series of letters. */
  last(seriesYear: number): Promise<{ letterNo: number; seriesNumber: number }>
  /** In order; empty where there is no such edition, or once the letter was erased. */
  findChunks(letterNo: number, edition: Edition): Promise<LetterChunk[]>
  insert(letter: StoredLetter): Write
  insertChunk(chunk: LetterChunk): Write
}
