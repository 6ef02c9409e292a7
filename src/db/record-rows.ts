// Records as rows: codes as numbers, lists as text.

import { CONFLICT_CODES, type ConflictCode } from '../domain/gaps.ts'
import { ITEM_CODES, type ItemCode } from '../domain/record-rules.ts'
import type { NewRecordVersion, RecordVersion } from '../usecases/ports.ts'
import { HIDDEN_WORDING, type Sight } from '../usecases/sight.ts'
import { basisCodec, directionCodec, methodCodec, retentionClassCodec, ruleCodec } from './codes.ts'
import { protectedIn } from './protective-marks.ts'
import type { RecordRow } from './tables.ts'

/** Columns in the order of `toRow`; `#` marks a BLOB. */
export const RECORD_COLUMNS = [
  'record_no',
  'version',
  'source_id',
  'event_id',
  '#content_digest',
  'recorded_at',
  'direction',
  'basis',
  'method',
  'occurred_on',
  'third_party_id',
  'third_party_wording_id',
  'items_wording_id',
  'terms_wording_id',
  'lines',
  'rule',
  'retention_class',
  'keep_through',
  'filled_on',
  'gaps',
  'settled',
  'void',
] as const

export function toRow(v: NewRecordVersion): unknown[] {
  if (v.lines.includes(HIDDEN_WORDING)) {
    throw new Error('a version that was read without its hidden lines must not be written')
  }
  const gaps = [...v.missing, ...v.conflicts]
  return [
    v.recordNo,
    v.version,
    v.sourceId,
    v.eventId,
    v.contentDigest,
    v.recordedAt,
    directionCodec.toNumber(v.direction),
    basisCodec.toNumber(v.basis),
    methodCodec.toNumber(v.method),
    v.occurredOn,
    v.thirdPartyId,
    v.thirdPartyWordingId,
    v.itemsWordingId,
    v.termsWordingId,
    JSON.stringify(v.lines),
    ruleCodec.toNumber(v.rule),
    retentionClassCodec.toNumber(v.retentionClass),
    v.keepThrough,
    v.filledOn,
    gaps.length > 0 ? gaps.join(' ') : null,
    v.settled.length > 0 ? v.settled.join(' ') : null,
    v.void,
  ]
}

/** A line that is hidden keeps its place and loses its wording, unless all is to be seen. */
export function toVersion(
  row: RecordRow & { source: string; marks: string },
  sight: Sight = 'unprotected',
): RecordVersion {
  const gaps = row.gaps?.split(' ') ?? []
  const lines: number[] = JSON.parse(row.lines)
  const { protectedLines, isProtected } = protectedIn(row.marks, lines)
  const hides = (line: number) => sight !== 'all' && (isProtected || protectedLines.has(line))
  return {
    recordNo: row.record_no,
    version: row.version,
    sourceId: row.source_id,
    source: row.source,
    eventId: row.event_id,
    contentDigest: row.content_digest,
    recordedAt: row.recorded_at,
    direction: directionCodec.toCode(row.direction),
    basis: basisCodec.toCode(row.basis),
    method: methodCodec.toCode(row.method),
    occurredOn: row.occurred_on,
    thirdPartyId: row.third_party_id,
    thirdPartyWordingId: row.third_party_wording_id,
    itemsWordingId: row.items_wording_id,
    termsWordingId: row.terms_wording_id,
    lines: lines.map((id, n) => (hides(n + 1) ? HIDDEN_WORDING : id)),
    protectedLines: [...protectedLines],
    isProtected,
    rule: ruleCodec.toCode(row.rule),
    retentionClass: retentionClassCodec.toCode(row.retention_class),
    keepThrough: row.keep_through,
    filledOn: row.filled_on,
    missing: gaps.filter((gap): gap is ItemCode => (ITEM_CODES as readonly string[]).includes(gap)),
    conflicts: gaps.filter(isConflictCode),
    settled: (row.settled?.split(' ') ?? []).filter(isConflictCode),
    void: row.void,
  }
}

function isConflictCode(code: string): code is ConflictCode {
  return (CONFLICT_CODES as readonly string[]).includes(code)
}
