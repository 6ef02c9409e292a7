// The columns of every table, as an export writes them. A test compares them with the schema.

import type { CopyCell, CopyKey, CopyRow, LedgerTable } from './ledger-copy-ports.ts'

export interface CopyColumns {
  columns: readonly string[]
  key: readonly string[]
  blobs: readonly string[]
}

/**
 * All columns but last_used_at (of keys and credentials): it changes with every use, the export's own included, and says
 * nothing that another house should know.
 */
export const COPY_COLUMNS: Record<LedgerTable, CopyColumns> = {
  data_key: table(['purpose', 'key_no'], ['#wrapped']),
  source: table(['source_id'], ['name']),
  api_key: table(
    ['key_id'],
    ['#digest', 'source_id', 'scopes', 'created_at', 'expires_at', 'revoked_at'],
  ),
  wording: table(['wording_id'], ['#digest', '#sealed']),
  look_up_key: table(['#digest', 'wording_id'], []),
  third_party: table(['third_party_id'], ['code']),
  third_party_revision: table(
    ['third_party_id', 'revision'],
    ['effective_on', 'wording_id', 'registered_at', 'registered_by'],
  ),
  record: table(
    ['record_no', 'version'],
    [
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
    ],
  ),
  line: table(['wording_id', 'record_no', 'line'], []),
  amendment: table(['record_no', 'version'], ['kind', 'amended_at', 'amended_by', '#sealed']),
  erased_record: table(['record_no'], ['#event_digest']),
  disclosure_request: table(
    ['request_no'],
    [
      'series_year',
      'series_number',
      'received_on',
      'opened_at',
      'opened_by',
      '#sealed',
      'redacted_at',
    ],
  ),
  disclosure_step: table(['request_no', 'step'], ['kind', 'taken_at', 'taken_by', '#sealed']),
  disclosure_request_key: table(['#digest', 'request_no'], []),
  extract: table(
    ['extract_no'],
    ['request_no', 'doc_no', 'series_year', 'series_number', 'issued_at', 'issued_by', 'sha256'],
  ),
  extract_file: table(['extract_no', 'edition', 'volume'], ['sha256', 'row_count']),
  extract_chunk: table(['extract_no', 'part', 'chunk'], ['#sealed', 'edition', 'volume']),
  extract_line: table(['record_no', 'line', 'extract_no'], ['version']),
  letter: table(
    ['letter_no'],
    [
      'request_no',
      'kind',
      'doc_no',
      'series_year',
      'series_number',
      'issued_at',
      'issued_by',
      'sha256',
    ],
  ),
  letter_chunk: table(['letter_no', 'edition', 'chunk'], ['#sealed']),
  protective_mark: table(['code', 'revision'], ['released', 'at', 'by', '#sealed']),
  protected_line: table(['record_no', 'line', 'wording_id', 'code'], []),
  approval: table(['approval_id', 'revision'], ['kind', 'subject', 'state', 'at', 'by', '#sealed']),
  legal_hold: table(['code', 'revision'], ['released', 'at', 'by', '#sealed']),
  retention_approval: table(['record_no', 'approved_by'], ['version', 'approved_at', '#sealed']),
  retention_run: table(
    ['run_id'],
    [
      'as_of',
      'dry_run',
      'started_at',
      'started_by',
      'beat_at',
      'stop_requested',
      'finished_at',
      'state',
      'batches',
      'erased',
      'cleaned_at',
      'report',
    ],
  ),
  erasure: table(
    ['run_id', 'record_no'],
    [
      'direction',
      'basis',
      'retention_class',
      'recorded_on',
      'filled_on',
      'occurred_on',
      'keep_through',
      'deletable_from',
      'missing',
      'approved_by',
      '#sealed',
    ],
  ),
  console_user: table(
    ['user_id'],
    ['#digest', 'role', 'created_at', 'created_by', 'disabled_at', '#sealed'],
  ),
  credential: table(['credential_id'], ['user_id', 'kind', '#digest', 'created_at', '#sealed']),
  audit_event: table(['audit_no'], ['at', 'kind', 'actor', 'detail']),
}

/** The cells of the primary key: they come first in a row. */
export function keyOfRow(table: LedgerTable, row: CopyRow): CopyKey {
  return row.slice(0, COPY_COLUMNS[table].key.length) as CopyCell[]
}

/** A name that starts with `#` is a BLOB. */
function table(key: string[], others: string[]): CopyColumns {
  const plain = (name: string) => name.replace('#', '')
  const all = [...key, ...others]
  return {
    columns: all.map(plain),
    key: key.map(plain),
    blobs: all.filter(name => name.startsWith('#')).map(plain),
  }
}
