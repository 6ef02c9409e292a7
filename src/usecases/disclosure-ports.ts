// What disclosure needs from outside: a store of requests and extracts, and a printer.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { StepKind } from '../domain/disclosure-steps.ts'
import type { ExtractDocument } from './extract-document.ts'
import type { Edition, FormDocument, LetterDocument } from './letter-document.ts'
import type { RegisterDocument } from './register-document.ts'
import type { Write } from './write.ts'

export interface StoredDisclosureRequest {
  requestNo: string
  seriesYear: number
  seriesNumber: number
  receivedOn: CalendarDate
  openedAt: number
  openedBy: string
  sealed: Uint8Array
  /** When its years were over and the person was taken out. */
  redactedAt: number | null
}

export interface StoredDisclosureStep {
  requestNo: string
  step: number
  kind: StepKind
  at: number
  by: string
  sealed: Uint8Array
}

export interface StoredExtract {
  extractNo: number
  requestNo: string
  docNo: string
  seriesYear: number
  seriesNumber: number
  issuedAt: number
  issuedBy: string
  /** Of the PDF, hex. */
  sha256: string
}

export const EXTRACT_PARTS = ['pdf', 'json', 'csv', 'manifest'] as const
export type ExtractPart = (typeof EXTRACT_PARTS)[number]

/** A PDF of an extract: a volume of it in an edition. */
export interface ExtractFile {
  extractNo: number
  edition: Edition
  /** From 1. */
  volume: number
  /** Of the PDF, hex. */
  sha256: string
  /** In its annex; null for what was issued before there were volumes. */
  rows: number | null
}

/** What the data files and the manifest belong to is the Japanese edition. */
export interface ExtractPlace {
  extractNo: number
  part: ExtractPart
  edition: Edition
  volume: number
}

export interface ExtractChunk extends ExtractPlace {
  /** Counted from 0 through the part, over its editions and volumes. */
  chunk: number
  sealed: Uint8Array
}

/** A line that an extract shows, and the version of its record that it was read from. */
export interface ShownLine {
  recordNo: number
  line: number
  version: number
}

export interface RequestPage {
  after?: string
  limit: number
  /** Whether an answer was delivered or the request withdrawn. */
  closed?: boolean
  receivedFrom?: CalendarDate
  receivedTo?: CalendarDate
}

export interface DisclosureStore {
  /** The highest number of that year's series of requests; 0 for a new one. */
  lastRequestNumber(year: number): Promise<number>
  find(requestNo: string): Promise<StoredDisclosureRequest | undefined>
  /** In no order. */
  findSeveral(requestNos: readonly string[]): Promise<StoredDisclosureRequest[]>
  /** Newest first; `after` is the last request number of the page before. */
  list(page: RequestPage): Promise<StoredDisclosureRequest[]>
  /** Requests that are open, or were closed at `instant` or later. */
  listNotClosedBefore(instant: number): Promise<StoredDisclosureRequest[]>
  /** In order of request and step. */
  findSteps(requestNos: readonly string[]): Promise<StoredDisclosureStep[]>
  findExtract(extractNo: number): Promise<StoredExtract | undefined>
  findExtractOf(requestNo: string): Promise<StoredExtract | undefined>
  /** The highest extract number ever, and the highest of that year's series of documents. */
  lastExtract(year: number): Promise<{ extractNo: number; seriesNumber: number }>
  /** In order of volume, the Japanese one first. */
  findFiles(extractNo: number): Promise<ExtractFile[]>
  /** In order; empty once the document was erased. */
  findChunks(place: ExtractPlace): Promise<ExtractChunk[]>
  insertRequest(request: Omit<StoredDisclosureRequest, 'redactedAt'>): Write
  insertStep(step: StoredDisclosureStep): Write
  insertExtract(extract: StoredExtract): Write
  insertFile(file: ExtractFile): Write
  insertChunk(chunk: ExtractChunk): Write
  /** Which lines the extract shows. */
  insertLines(extractNo: number, lines: readonly ShownLine[]): Write[]
}

export interface MissingGlyph {
  /** Where in the document, e.g. `provided[0].person.value[1]`. */
  path: string
  /** `U+1F600`, or `U+8FBB U+E0100` for a character with its variation selector, each once. */
  codePoints: string[]
}

/** One file of an extract. `document.volume` says which part of the whole stands in it. */
export interface ExtractJob {
  document: ExtractDocument
  edition: Edition
  /** Looked at and thrown away: it is not signed. */
  isDraft?: true
}

export interface LetterJob {
  document: LetterDocument | FormDocument
  edition: Edition
}

export interface RegisterJob {
  document: RegisterDocument
  edition: Edition
}

export interface PrintedExtract {
  /** Carries the other two as attachments. */
  pdf: Uint8Array
  /** The same in every edition. */
  json: Uint8Array
  csv: Uint8Array
}

/** Draws papers: the same document, edition and instant give the same bytes. Documents are plain data. */
export interface Printer {
  /** What this runtime can bear, where it is less than what an operator may set. */
  limits?: { rowsPerVolume: number; rows: number }
  /**
   * Runs one work after the other: a paper carries a number that is taken before it is drawn, and two that
   * are drawn at the same time would take the same one and be drawn again. Absent: all run at once.
   */
  inTurn?<Result>(work: () => Promise<Result>): Promise<Result>
  /** Characters that no font can draw: a paper with □ in it must not be issued. */
  missingGlyphs(document: object): Promise<MissingGlyph[]>
  print(job: ExtractJob, issuedAt: number): Promise<PrintedExtract>
  printLetter(job: LetterJob, issuedAt: number): Promise<Uint8Array>
  /** A character that no font can draw stands as its code point in brackets: a register leaves no record out. */
  printRegister(job: RegisterJob, madeAt: number): Promise<Uint8Array>
}
