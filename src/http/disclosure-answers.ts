// Shapes of the answers about disclosure and retention, for the documentation.

import { z } from '@hono/zod-openapi'

const anyObject = z.record(z.string(), z.unknown())

const requestFields = {
  request_no: z.string(),
  received_on: z.string(),
  due_on: z.string(),
  article_39_on: z.string(),
  status: z.enum(['received', 'verified', 'decided', 'issued', 'closed']),
}

export const openedRequest = z
  .object({
    request_no: z.string(),
    due_on: z.string(),
    article_39_on: z.string(),
    status: requestFields.status,
  })
  .openapi('OpenedRequest')

export const requestSummary = z
  .object({
    ...requestFields,
    clock_stopped_on: z.string().nullable(),
    outcome: z.string().nullable(),
    extract_no: z.int().nullable(),
  })
  .openapi('RequestSummary')

export const issuedExtract = z
  .object({
    extract_no: z.int(),
    doc_no: z.string(),
    sha256: z.string(),
    issued_at: z.string(),
    volumes: z
      .array(z.object({ volume: z.int(), sha256: z.string(), rows: z.int().nullable() }))
      .optional(),
    editions: z
      .array(z.object({ edition: z.string(), volume: z.int(), sha256: z.string() }))
      .optional(),
  })
  .openapi('Extract')

const earlierRequest = z
  .object({
    request_no: z.string(),
    received_on: z.string(),
    status: requestFields.status,
    outcome: z.string().nullable(),
    likeness: z.enum(['same', 'perhaps']),
  })
  .openapi('EarlierRequest')

const alert = z.object({
  alert: z.string(),
  kind: z.enum(['record_amended', 'record_voided', 'delivery_returned']),
  record_no: z.int().optional(),
  line: z.int().optional(),
  at: z.string(),
})

export const alertView = alert.extend({ settled: anyObject.nullable() }).openapi('Alert')

export const alertPage = z
  .object({
    alerts: z.array(alert.extend({ request_no: z.string() })),
    next_after: z.string().nullable(),
  })
  .openapi('OpenAlerts')

export const notedObjection = z
  .object({ request_no: z.string(), record_no: z.int(), line: z.int(), noted_at: z.string() })
  .openapi('Objection')

export const requestView = requestSummary
  .extend({
    channel: z.string(),
    requester: anyObject,
    data_subject: anyObject.nullable(),
    delivery: z.string(),
    opened_at: z.string(),
    identity_verification: anyObject.nullable(),
    identity_checks: z.array(anyObject),
    clock_stops: z.array(anyObject),
    method_change: anyObject.nullable(),
    delivery_now: z.string(),
    fee_paid: anyObject.nullable(),
    decision: anyObject.nullable(),
    extract: issuedExtract.nullable(),
    delivered: anyObject.nullable(),
    earlier_requests: z.array(earlierRequest),
    alerts: z.array(alertView),
    redacted_at: z.string().nullable(),
    counts: anyObject.nullable(),
    history: z.array(z.object({ step: z.int(), at: z.string(), by: z.string(), kind: z.string() })),
  })
  .openapi('Request')

const match = z.object({
  record_no: z.int(),
  event_id: z.string(),
  line: z.int(),
  direction: z.string(),
  basis: z.string(),
  rule: z.string(),
  occurred_on: z.string(),
  third_party: anyObject,
  data_subject: anyObject,
  differs: z.array(z.string()),
  settled: z.enum(['confirmed', 'rejected']).nullable(),
  why: z.string().nullable(),
  disclosable: z.boolean(),
  in_scope: z.boolean(),
  protected: z
    .object({ ground: z.string() })
    .optional()
    .describe('Under a protective mark (令11条): seen by the restricted role alone'),
})

export const matchList = z
  .object({ exact: z.array(match), candidates: z.array(match) })
  .openapi('Matches')

const classCount = z.object({
  class: z.string(),
  direction: z.string(),
  due: z.int(),
  held: z.int(),
  erased: z.int(),
})

export const retentionPreview = z
  .object({
    as_of: z.string(),
    grace_days: z.int(),
    due: z.int(),
    erasable: z.int(),
    held: z.int(),
    classes: z.array(classCount),
    reasons: z.record(z.string(), z.int()),
    legal_holds: z.record(z.string(), z.int()),
    requests_due: z.int(),
    requests_held: z.int(),
    upcoming: z.array(z.object({ month: z.string(), records: z.int() })),
  })
  .openapi('RetentionPreview')

export const retentionRun = z
  .object({
    run_id: z.int(),
    state: z.enum(['running', 'stopped', 'done', 'failed']),
    as_of: z.string(),
    dry_run: z.boolean(),
    started_at: z.string(),
    started_by: z.string(),
    finished_at: z.string().nullable(),
    batches: z.int(),
    erased: z.int(),
    report: anyObject,
  })
  .openapi('RetentionRun')

export const legalHoldView = z
  .looseObject({ code: z.string(), revision: z.int() })
  .openapi('LegalHold')
