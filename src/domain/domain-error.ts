// Expected refusals: a closed list of codes, words that anyone may read (ids only, no personal data),
// and the mend.

export const ERROR_CODES = [
  'not_found',
  'event_conflict',
  'event_erased',
  'gaps_refused',
  'invalid_body',
  'no_such_line',
  'no_such_conflict',
  'evidence_needed',
  'already_void',
  'nothing_changed',
  'identity_not_verified',
  'request_closed',
  'candidates_open',
  'not_a_candidate',
  'outcome_does_not_fit',
  'not_decided',
  'clock_does_not_fit',
  'method_not_changed',
  'extract_missing',
  'release_missing',
  'extract_gone',
  'letter_does_not_fit',
  'letter_gone',
  'letterhead_missing',
  'already_issued',
  'not_delivered',
  'already_settled',
  'clock_not_trusted',
  'run_in_progress',
  'future_run',
  'already_released',
  'changed_meanwhile',
  'glyph_missing',
  'register_too_large',
  'run_not_finished',
  'signing_unavailable',
  'extract_too_large',
  'ledger_taken',
  'ledger_differs',
  'ledger_busy',
  'master_key_differs',
  'not_on_this_runtime',
  'key_unusable',
  'email_taken',
  'last_administrator',
  'link_gone',
  'password_wrong',
  'password_too_short',
  'password_too_long',
  'password_too_common',
  'password_must_stand_alone',
  'code_wrong',
  'passkey_refused',
  'too_late',
  'approval_needed',
  'approval_not_needed',
  'approval_own',
  'approval_over',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

export interface Fault {
  /** RFC 6901 pointer into the body. */
  pointer: string
  code: string
  detail: string
  fix?: string
}

export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: ErrorCode
  readonly fix: string | undefined
  readonly faults: readonly Fault[]
  /** Further members of the problem, e.g. `gaps`. */
  readonly members: Record<string, unknown>

  constructor(
    code: ErrorCode,
    detail: string,
    more: { fix?: string; faults?: readonly Fault[]; members?: Record<string, unknown> } = {},
  ) {
    super(detail)
    this.code = code
    this.fix = more.fix
    this.faults = more.faults ?? []
    this.members = more.members ?? {}
  }
}

/** Whoever changes a thing names the state they saw (`seen`): it is another one by now. */
export function changedMeanwhile(): DomainError {
  return new DomainError('changed_meanwhile', 'It was changed after it was read.', {
    fix: 'Read it again, and send what is still wanted.',
  })
}

/** The same words for what does not exist, what is erased, and what the caller may not know. */
export function notFound(): DomainError {
  return new DomainError('not_found', 'There is nothing here.', {
    fix: 'Check the number or code; an erased thing answers the same way.',
  })
}
