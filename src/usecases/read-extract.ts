// Downloading an issued document or its manifest. Every download is logged.

import { DomainError, notFound } from '../domain/domain-error.ts'
import { auditWrites } from './disclosure-file.ts'
import type { ExtractPart, ExtractPlace, StoredExtract } from './disclosure-ports.ts'
import { openPart } from './extract-storage.ts'
import type { Edition } from './letter-document.ts'
import type { Caller, Deps } from './ports.ts'

export interface ReadExtract {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
  /** Without any personal name (documents.md 1.9). */
  fileName: string
  /** How many volumes the extract has. */
  volumes: number
}

/** Throws not_found. */
export async function findExtract(
  { stores }: Pick<Deps, 'stores'>,
  extractNo: number,
): Promise<StoredExtract> {
  const extract = await stores.disclosures.findExtract(extractNo)
  if (!extract) throw notFound()
  return extract
}

/** Throws not_found, also for a volume or an edition that was never drawn; extract_gone. */
export async function readExtract(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  {
    extractNo,
    part,
    volume = 1,
    edition = 'ja',
  }: { extractNo: number; part: ExtractPart; volume?: number; edition?: Edition },
): Promise<ReadExtract> {
  const extract = await findExtract(deps, extractNo)
  const files = await deps.stores.disclosures.findFiles(extractNo)
  if (!files.some(file => file.volume === volume && file.edition === edition)) throw notFound()
  const place: ExtractPlace = {
    extractNo,
    part,
    volume: part === 'manifest' ? 1 : volume,
    edition: part === 'pdf' ? edition : 'ja',
  }
  const bytes = await openPart(deps, place)
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
      ...(files.length > 1 ? { volume, edition } : {}),
    }),
  )
  const volumes = Math.max(...files.map(file => file.volume))
  const name = [
    ...(part === 'pdf' ? [`kiroku_${extract.docNo}`] : [part === 'manifest' ? part : 'records']),
    ...(volumes > 1 && part !== 'manifest' ? [String(volume)] : []),
    ...(place.edition === 'ja' ? [] : [place.edition]),
  ].join('_')
  return {
    bytes,
    mediaType: MEDIA_TYPES[part],
    volumes,
    fileName: `${name}.${part === 'manifest' ? 'json' : part}`,
  }
}

const MEDIA_TYPES: Record<ExtractPart, string> = {
  pdf: 'application/pdf',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  manifest: 'application/json',
}
