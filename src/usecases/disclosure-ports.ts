// What disclosure needs from outside: a store of requests and extracts, and a printer.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { StepKind } from '../domain/disclosure-steps.ts'
import type { ExtractDocument } from './extract-document.ts'
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

export interface ExtractChunk {
  extractNo: number
  part: ExtractPart
  chunk: number
  sealed: Uint8Array
}

export interface DisclosureStore {
  /** The highest number of that year's series of requests; 0 for a new one. */
  lastRequestNumber(year: number): Promise<number>
  find(requestNo: string): Promise<StoredDisclosureRequest | undefined>
  /** Newest first; `after` is the last request number of the page before. */
  list(page: { after?: string; limit: number }): Promise<StoredDisclosureRequest[]>
  /** Requests that are open, or were closed at `instant` or later. */
  listNotClosedBefore(instant: number): Promise<StoredDisclosureRequest[]>
  /** In order of request and step. */
  findSteps(requestNos: readonly string[]): Promise<StoredDisclosureStep[]>
  findExtract(extractNo: number): Promise<StoredExtract | undefined>
  findExtractOf(requestNo: string): Promise<StoredExtract | undefined>
  /** The highest extract number ever, and the highest of that year's series of documents. */
  lastExtract(year: number): Promise<{ extractNo: number; seriesNumber: number }>
  /** In order; empty once the document was erased. */
  findChunks(extractNo: number, part: ExtractPart): Promise<ExtractChunk[]>
  insertRequest(request: Omit<StoredDisclosureRequest, 'redactedAt'>): Write
  insertStep(step: StoredDisclosureStep): Write
  insertExtract(extract: StoredExtract): Write
  insertChunk(chunk: ExtractChunk): Write
}

export interface MissingGlyph {
  /** Where in the document, e.g. `provided[0].person.value[1]`. */
  path: string
  /** `U+1F600` and so on. */
  codePoints: string[]
}

export interface PrintedExtract {
  /** Carries the other two as attachments. */
  pdf: Uint8Array
  json: string
  csv: string
}

export interface ExtractPrinter {
  /** Characters that the fonts cannot draw: a letter with □ in it must not be issued. */
  missingGlyphs(document: ExtractDocument): MissingGlyph[] | Promise<MissingGlyph[]>
  /** The same document and instant give the same bytes. */
  print(document: ExtractDocument, issuedAt: number): Promise<PrintedExtract>
}
