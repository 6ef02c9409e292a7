// Row types of every table, as kysely sees them: snake_case stays in this room.

import type { Generated, GeneratedAlways } from 'kysely'
import type { ConsoleTables } from './console-tables.ts'

export interface RecordRow {
  record_no: number
  version: number
  source_id: number
  event_id: string
  content_digest: Uint8Array
  recorded_at: number
  direction: number
  basis: number
  method: number
  occurred_on: string
  third_party_id: number | null
  third_party_wording_id: number
  items_wording_id: number | null
  terms_wording_id: number | null
  lines: string
  rule: number
  retention_class: number
  keep_through: string | null
  filled_on: string | null
  gaps: string | null
  settled: string | null
  void: 'not_occurred' | 'duplicate' | 'wrong_source' | null
}

export interface Tables extends ConsoleTables {
  data_key: { purpose: 'sealing' | 'digest'; key_no: number; wrapped: Uint8Array }
  source: { source_id: GeneratedAlways<number>; name: string }
  api_key: {
    key_id: string
    digest: Uint8Array
    source_id: number
    scopes: string
    created_at: number
    expires_at: number | null
    revoked_at: number | null
    last_used_at: number | null
  }
  wording: { wording_id: number; digest: Uint8Array; sealed: Uint8Array }
  look_up_key: { digest: Uint8Array; wording_id: number }
  third_party: { third_party_id: number; code: string }
  third_party_revision: {
    third_party_id: number
    revision: number
    effective_on: string
    wording_id: number
    registered_at: number
    registered_by: string
  }
  record: RecordRow
  current_record: RecordRow
  line: { wording_id: number; record_no: number; line: number }
  amendment: {
    record_no: number
    version: number
    kind: 'amendment' | 'filling' | 'settlement' | 'void'
    amended_at: number
    amended_by: string
    sealed: Uint8Array
  }
  erased_record: { record_no: number; event_digest: Uint8Array }
  audit_event: {
    audit_no: GeneratedAlways<number>
    at: number
    kind: string
    actor: string
    detail: string
  }
  disclosure_request: {
    request_no: string
    series_year: number
    series_number: number
    received_on: string
    opened_at: number
    opened_by: string
    sealed: Uint8Array
    redacted_at: Generated<number | null>
  }
  disclosure_step: {
    request_no: string
    step: number
    kind: string
    taken_at: number
    taken_by: string
    sealed: Uint8Array
  }
  extract: {
    extract_no: number
    request_no: string
    doc_no: string
    series_year: number
    series_number: number
    issued_at: number
    issued_by: string
    sha256: string
  }
  extract_chunk: {
    extract_no: number
    part: 'pdf' | 'json' | 'csv' | 'manifest'
    chunk: number
    sealed: Uint8Array
    edition: Generated<'ja' | 'en'>
    volume: Generated<number>
  }
  disclosure_request_key: { digest: Uint8Array; request_no: string }
  extract_file: {
    extract_no: number
    edition: 'ja' | 'en'
    volume: number
    sha256: string
    row_count: number | null
  }
  extract_line: { record_no: number; line: number; extract_no: number; version: number }
  letter: {
    letter_no: number
    request_no: string
    kind: string
    doc_no: string
    series_year: number
    series_number: number
    issued_at: number
    issued_by: string
    sha256: string
  }
  letter_chunk: { letter_no: number; edition: 'ja' | 'en'; chunk: number; sealed: Uint8Array }
  protective_mark: {
    code: string
    revision: number
    released: number
    at: number
    by: string
    sealed: Uint8Array
  }
  protected_line: { record_no: number; line: number; wording_id: number; code: string }
  legal_hold: {
    code: string
    revision: number
    released: number
    at: number
    by: string
    sealed: Uint8Array
  }
  retention_approval: {
    record_no: number
    approved_by: string
    version: number
    approved_at: number
    sealed: Uint8Array
  }
  retention_run: {
    run_id: GeneratedAlways<number>
    as_of: string
    dry_run: number
    started_at: number
    started_by: string
    beat_at: number
    stop_requested: Generated<number>
    finished_at: number | null
    state: 'running' | 'stopped' | 'done' | 'failed'
    batches: Generated<number>
    erased: Generated<number>
    cleaned_at: number | null
    report: string
  }
  erasure: {
    run_id: number
    record_no: number
    direction: number
    basis: number
    retention_class: number
    recorded_on: string
    filled_on: string | null
    occurred_on: string
    keep_through: string | null
    deletable_from: string
    missing: string | null
    approved_by: string | null
    sealed: Uint8Array | null
  }
  sqlite_sequence: { name: string; seq: number }
}
