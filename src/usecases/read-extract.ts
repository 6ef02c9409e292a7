// Downloading an issued document or its manifest. Every download is logged.

import { DomainError, notFound } from '../domain/domain-error.ts'
import { auditWrites } from './disclosure-file.ts'
import type { ExtractPart } from './disclosure-ports.ts'
import { openPart } from './extract-storage.ts'
import type { Caller, Deps } from './ports.ts'

export interface ExtractFile {
  bytes: Uint8Array
  mediaType: string
  /** Without any personal name (documents.md 1.9). */
  fileName: string
}

/** Throws not_found, extract_gone. */
export async function readExtract(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { extractNo, part }: { extractNo: number; part: ExtractPart },
): Promise<ExtractFile> {
  const extract = await deps.stores.disclosures.findExtract(extractNo)
  if (!extract) throw notFound()
  const bytes = await openPart(deps, extractNo, part)
  if (!bytes) {
    throw new DomainError('extract_gone', `Extract ${extractNo} was erased with its request.`, {
      fix: 'Open a new request: its document is drawn from the records of today.',
    })
  }
  await deps.stores.commit(
    auditWrites(deps, caller, 'extract.read', {
      extract_no: extractNo,
      request_no: extract.requestNo,
      part,
    }),
  )
  return { bytes, ...FILES[part](extract.docNo) }
}

const FILES: Record<ExtractPart, (docNo: string) => Omit<ExtractFile, 'bytes'>> = {
  pdf: docNo => ({ mediaType: 'application/pdf', fileName: `kiroku_${docNo}.pdf` }),
  json: () => ({ mediaType: 'application/json', fileName: 'records.json' }),
  csv: () => ({ mediaType: 'text/csv; charset=utf-8', fileName: 'records.csv' }),
  manifest: () => ({ mediaType: 'application/json', fileName: 'manifest.json' }),
}
