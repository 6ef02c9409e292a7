// The phrases that registers ask for by name, with the placeholders each may use.

import { OUTCOMES } from '../domain/disclosure-steps.ts'
import { CONFLICT_CODES } from '../domain/gaps.ts'
import { BASIS_CODES, DIRECTIONS, EXEMPTION_CODES } from '../domain/legal-basis.ts'
import { EQUIVALENCES, RECORD_METHODS, THIRD_PARTY_KINDS } from '../domain/provision-event.ts'
import { ITEM_CODES } from '../domain/record-rules.ts'
import { REGISTER_EDITIONS } from '../domain/register-schema.ts'
import { AMENDMENT_KINDS, VOID_REASONS } from '../usecases/ports.ts'
import { CHANGED_MATTERS } from '../usecases/register-changes.ts'
import { HELD_REASONS } from '../usecases/retention-judgement.ts'

const plain = (...names: string[]): [string, readonly string[]][] => names.map(name => [name, []])
const each = (prefix: string, codes: readonly string[]) =>
  plain(...codes.map(code => `${prefix}${code.toLowerCase().replace('.', '_')}`))

/** Shared by both registers: what stands in `templates/registers.json`. */
export const REGISTER_PHRASES: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...plain('not_required', 'not_recorded', 'left_out', 'none', 'stated'),
  ...each('', DIRECTIONS),
  ...each('basis_', [...BASIS_CODES, 'article_16_2_body']),
  ...each('method_', RECORD_METHODS),
  ...each('class_', ['r1', 'r2', 'r3', 'v']),
  ...each('item_', ITEM_CODES),
  ...each('conflict_', CONFLICT_CODES),
  ...each('void_', VOID_REASONS),
  ...each('', EXEMPTION_CODES),
  ...each('', THIRD_PARTY_KINDS),
  ...each('', EQUIVALENCES),
  ...each('edition_', REGISTER_EDITIONS),
  ...each('outcome_', [...OUTCOMES, 'open']),
  ...each('amended_', AMENDMENT_KINDS),
  ...each('matter_', CHANGED_MATTERS),
  ...each('reason_', HELD_REASONS),
  ...each('state_', ['complete', 'done', 'stopped', 'failed', 'budget']),
  ...each('gap_', ['missing_item', 'conflict']),
  ...plain('obtained', 'confirmed', 'published', 'informed', 'unspecified_many'),
  ...plain('keep_void', 'keep_until_filled', 'keep_while_running'),
  ...plain('open_void', 'open_no_evidence', 'by_schedule', 'void_needs_none'),
  ...plain('nothing_erased', 'cleaning_owed', 'vacuum_refused', 'vacuumed'),
  ...plain('checkpointed', 'log_left', 'backups_unknown'),
  ['abroad', ['address', 'country']],
  ['period', ['first', 'last']],
  ...plain('within_all'),
  ['within_both', ['from', 'to']],
  ['within_from', ['from']],
  ['within_to', ['to']],
  ['lines', ['count']],
  ['state_missing', ['item']],
  ['state_conflict', ['conflict']],
  ['state_held', ['code']],
  ['matter_line', ['line']],
  ['open_unregistered', ['code']],
  ['instant', ['date', 'time']],
  ['by_hand', ['actor']],
  ['hold_of', ['code', 'count']],
  ['cleaned_later', ['at']],
  ['traces', ['sought', 'found']],
  ['backups_kept', ['where', 'days', 'date']],
])
