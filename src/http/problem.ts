// Problems (RFC 9457): one table from error code to status and title, and the page behind each `type`.

import type { Context } from 'hono'
import { DomainError, type ErrorCode, type Fault } from '../domain/domain-error.ts'
import {
  StaleWriteError,
  StoreBudgetError,
  StoreBusyError,
  StoreFullError,
  StoreUnsureError,
} from '../usecases/ports.ts'

type EdgeCode =
  | 'unauthorized'
  | 'forbidden'
  | 'method_not_allowed'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'invalid_json'
  | 'invalid_query'
  | 'internal'
  | 'send_again'
  | 'storage_full'

export type ProblemCode = ErrorCode | EdgeCode

/** A new code does not compile until it has a row here. */
const PROBLEMS: Record<ProblemCode, { status: number; title: string }> = {
  unauthorized: { status: 401, title: 'No valid API key' },
  forbidden: { status: 403, title: 'The key lacks the scope' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  body_too_large: { status: 413, title: 'Body too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  invalid_json: { status: 400, title: 'Not JSON' },
  invalid_body: { status: 422, title: 'The body has faults' },
  invalid_query: { status: 422, title: 'The query has faults' },
  internal: { status: 500, title: 'Internal error' },
  send_again: { status: 503, title: 'Busy: send again' },
  storage_full: { status: 507, title: 'Storage full' },
  event_conflict: { status: 409, title: 'The event id is taken by other content' },
  event_erased: { status: 410, title: 'The record was erased' },
  gaps_refused: { status: 422, title: 'Refused for its gaps' },
  no_such_line: { status: 422, title: 'No such line' },
  no_such_conflict: { status: 409, title: 'No such open conflict' },
  evidence_needed: { status: 422, title: 'Evidence needed' },
  already_void: { status: 409, title: 'The record is void' },
  nothing_changed: { status: 422, title: 'Nothing changed' },
  identity_not_verified: { status: 409, title: 'Identity not verified' },
  request_closed: { status: 409, title: 'The request is closed' },
  candidates_open: { status: 409, title: 'Candidates are open' },
  not_a_candidate: { status: 422, title: 'Not a candidate' },
  outcome_does_not_fit: { status: 409, title: 'The outcome does not fit' },
  not_decided: { status: 409, title: 'Not decided yet' },
  clock_does_not_fit: { status: 409, title: 'The clock does not fit' },
  method_not_changed: { status: 409, title: 'The method was not changed' },
  release_missing: { status: 409, title: 'Release missing' },
  extract_missing: { status: 409, title: 'No extract issued yet' },
  extract_gone: { status: 410, title: 'The extract was erased' },
  letter_does_not_fit: { status: 409, title: 'The letter does not fit the request' },
  letter_gone: { status: 410, title: 'The letter was erased' },
  letterhead_missing: { status: 409, title: 'Letterhead incomplete' },
  already_issued: { status: 409, title: 'Already issued' },
  not_delivered: { status: 409, title: 'Nothing was delivered' },
  already_settled: { status: 409, title: 'Already settled' },
  clock_not_trusted: { status: 409, title: 'The clock is not trusted' },
  run_in_progress: { status: 409, title: 'A run is in progress' },
  future_run: { status: 422, title: 'A run cannot erase in the future' },
  already_released: { status: 409, title: 'Already released' },
  changed_meanwhile: { status: 409, title: 'Changed meanwhile' },
  extract_too_large: { status: 507, title: 'The extract is too large for this runtime' },
  ledger_taken: { status: 409, title: 'The ledger holds something else' },
  ledger_differs: { status: 409, title: 'The ledgers differ in their tables' },
  ledger_busy: { status: 409, title: 'The ledger is at work' },
  master_key_differs: { status: 409, title: 'The master keys differ' },
  not_on_this_runtime: { status: 409, title: 'Not possible here' },
  key_unusable: { status: 409, title: 'The key would not work after the import' },
  email_taken: { status: 409, title: 'The e-mail address is taken' },
  last_administrator: { status: 409, title: 'The only administrator' },
  link_gone: { status: 410, title: 'The link is over' },
  password_wrong: { status: 422, title: 'The password does not fit' },
  password_too_short: { status: 422, title: 'The password is too short' },
  password_too_long: { status: 422, title: 'The password is too long' },
  password_too_common: { status: 422, title: 'The password is too easy to guess' },
  password_must_stand_alone: { status: 409, title: 'The password may not stand alone' },
  code_wrong: { status: 422, title: 'The code does not fit' },
  passkey_refused: { status: 422, title: 'The passkey was not accepted' },
  approval_needed: { status: 409, title: 'A second person has to approve' },
  approval_not_needed: { status: 409, title: 'No approval is needed' },
  approval_own: { status: 409, title: 'Who asks does not answer' },
  approval_over: { status: 409, title: 'Answered already, or lapsed' },
  too_late: { status: 409, title: 'Too late, or sent twice' },
  register_too_large: { status: 422, title: 'The register is too large' },
  run_not_finished: { status: 409, title: 'The run goes on' },
  glyph_missing: { status: 409, title: 'A character cannot be printed' },
  signing_unavailable: { status: 503, title: 'The document cannot be signed now' },
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: ProblemCode
  instance?: string
  fix?: string
  errors?: readonly Fault[]
  [member: string]: unknown
}

/** A refusal found at the edge, before any use case ran. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly problem: Problem
  readonly headers: Record<string, string>

  constructor(problem: Problem, headers: Record<string, string> = {}) {
    super(problem.detail)
    this.problem = problem
    this.headers = headers
  }
}

export function problem(
  code: ProblemCode,
  detail: string,
  more: { fix?: string; errors?: readonly Fault[]; members?: Record<string, unknown> } = {},
): Problem {
  const { status, title } = PROBLEMS[code]
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail,
    code,
    ...(more.fix === undefined ? {} : { fix: more.fix }),
    ...(more.errors && more.errors.length > 0 ? { errors: more.errors } : {}),
    ...more.members,
  }
}

/** Any thrown value as a problem; undefined for what nobody expected. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof HttpProblem) return error.problem
  if (error instanceof DomainError) {
    const { code, message, fix, faults, members } = error
    return problem(code, message, { ...(fix ? { fix } : {}), errors: faults, members })
  }
  if (error instanceof StaleWriteError) {
    return problem(
      'send_again',
      'Others wrote first, again and again; nothing of this was written.',
      {
        fix: 'Send the same request again after the seconds in Retry-After; retries are safe.',
      },
    )
  }
  if (error instanceof StoreBudgetError) {
    return problem(
      'send_again',
      'This call used up its share of queries; nothing of it was written.',
      {
        fix: 'Send what was not answered 200 or 201 again, as a call of its own; retries are safe.',
      },
    )
  }
  if (error instanceof StoreUnsureError) {
    return problem('send_again', 'The connection to the ledger was cut while it wrote.', {
      fix: 'Send the same event again: if it was kept, the answer is the record. Read anything else before you repeat it.',
    })
  }
  if (error instanceof StoreBusyError) {
    return problem('send_again', 'The ledger is busy; nothing was written.', {
      fix: 'Send the same request again after the seconds in Retry-After; retries are safe.',
    })
  }
  if (error instanceof StoreFullError) {
    return problem(
      'storage_full',
      'The storage of the ledger is full; nothing was written, and nothing is shown whose reading has to be logged.',
      {
        fix: 'Free space on the disk of the data directory (D1: its database is full at 10 GB, or a single text is longer than it takes), then send the same request again.',
      },
    )
  }
  return undefined
}

export function respondProblem(
  c: Context,
  answer: Problem,
  headers: Record<string, string> = {},
): Response {
  const retry: Record<string, string> =
    answer.status === 503 || answer.status === 507 ? { 'Retry-After': '5' } : {}
  const body = { ...answer, instance: `urn:kirokubo:request:${c.get('requestId')}` }
  return new Response(JSON.stringify(body), {
    status: answer.status,
    headers: { 'Content-Type': 'application/problem+json', ...retry, ...headers },
  })
}

/** Title and status of a code, for its page; undefined for a code that does not exist. */
export function describeProblem(code: string): { status: number; title: string } | undefined {
  return Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code as ProblemCode] : undefined
}

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[]
