// Reading disclosure requests: one in full, or a page of them. Each reading is logged.

import { type CalendarDate, formatInstant } from '../domain/calendar-date.ts'
import { article39On, currentStop, dueOn } from '../domain/disclosure-clock.ts'
import {
  type ClaimedPerson,
  type DisclosureRequest,
  deliveryOf,
  type RequestStatus,
} from '../domain/disclosure-request.ts'
import type {
  ClockStop,
  Decision,
  Delivery,
  DeliveryNote,
  FeeNote,
  IdentityVerification,
  MethodChange,
  Outcome,
  RedactedCounts,
  StepKind,
} from '../domain/disclosure-steps.ts'
import { auditWrites, type DisclosureFile, getFile, openFiles, today } from './disclosure-file.ts'
import type { ExtractFile, StoredExtract } from './disclosure-ports.ts'
import { type EarlierRequest, findEarlierRequests } from './earlier-requests.ts'
import type { Edition } from './letter-document.ts'
import type { Caller, Deps } from './ports.ts'
import { type Alert, findAlerts } from './request-alerts.ts'

export interface RequestSummary {
  request_no: string
  received_on: string
  /** Moves on day by day while the clock is stopped. */
  due_on: string
  clock_stopped_on: string | null
  article_39_on: string
  status: RequestStatus
  outcome: Outcome | null
  extract_no: number | null
}

export interface IssuedExtract {
  extract_no: number
  doc_no: string
  /** Of the Japanese PDF, of its first volume. */
  sha256: string
  issued_at: string
  /** Of the Japanese edition, where there are several. */
  volumes?: { volume: number; sha256: string; rows: number | null }[]
  /** Every file, where there is a translation. */
  editions?: { edition: Edition; volume: number; sha256: string }[]
}

export interface RequestView extends RequestSummary, Omit<DisclosureRequest, 'data_subject'> {
  /** Null once the person was taken out. */
  data_subject: ClaimedPerson | null
  opened_at: string
  identity_verification: IdentityVerification | null
  /** The newest check of each part: the person, the agent, what the agent acts on. */
  identity_checks: IdentityVerification[]
  clock_stops: (ClockStop & { resumed_on?: CalendarDate })[]
  method_change: MethodChange | null
  /** How the answer is to be given by now. */
  delivery_now: Delivery
  fee_paid: FeeNote | null
  decision: Omit<Decision, 'lines'> | null
  extract: IssuedExtract | null
  delivered: DeliveryNote | null
  /** Requests before this one of what may be the same person. They spare nobody the identity check. */
  earlier_requests: EarlierRequest[]
  alerts: Alert[]
  redacted_at: string | null
  /** What is left of a redacted request's work. */
  counts: RedactedCounts | null
  history: { step: number; at: string; by: string; kind: StepKind }[]
}

/** Throws not_found. */
export async function readDisclosureRequest(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  requestNo: string,
): Promise<RequestView> {
  const file = await getFile(deps, requestNo)
  const view = await viewOf(deps, file)
  await deps.stores.commit(auditWrites(deps, caller, 'disclosure.read', { request_no: requestNo }))
  return view
}

/** Newest first; `after` is the last request number of the page before. Names nobody. */
export async function listDisclosureRequests(
  deps: Deps,
  page: { after?: string; limit: number },
): Promise<RequestSummary[]> {
  const files = await openFiles(deps, await deps.stores.disclosures.list(page))
  return files.map(file => summaryOf(deps, file))
}

export async function viewOf(
  deps: Pick<Deps, 'operator' | 'stores' | 'clock' | 'vault'>,
  file: DisclosureFile,
): Promise<RequestView> {
  const { request, state, steps, redactedAt } = file
  const { disclosures } = deps.stores
  const extract = await disclosures.findExtractOf(file.requestNo)
  const files = extract ? await disclosures.findFiles(extract.extractNo) : []
  const isRedacted = redactedAt !== null
  const { lines: _lines, ...decision } = state.decision ?? { lines: [] }
  return {
    ...request,
    ...summaryOf(deps, file),
    data_subject: isRedacted ? null : request.data_subject,
    opened_at: formatInstant(file.openedAt),
    identity_verification: state.verification ?? null,
    identity_checks: Object.values(state.checks),
    clock_stops: state.stops,
    method_change: state.methodChange ?? null,
    delivery_now: deliveryOf(request, state),
    fee_paid: state.fee ?? null,
    decision: state.decision ? (decision as Omit<Decision, 'lines'>) : null,
    extract: extract ? presentExtract(extract, files) : null,
    delivered: state.delivery ?? null,
    earlier_requests: isRedacted ? [] : await findEarlierRequests(deps, file),
    alerts: isRedacted ? [] : await findAlerts(deps, file),
    redacted_at: isRedacted ? formatInstant(redactedAt) : null,
    counts: steps.find(step => step.kind === 'redacted')?.detail ?? null,
    history: steps.map(({ step, at, by, kind }) => ({ step, at: formatInstant(at), by, kind })),
  }
}

export function presentExtract(
  extract: StoredExtract,
  files: readonly ExtractFile[],
): IssuedExtract {
  const volumes = files.filter(({ edition }) => edition === 'ja')
  return {
    extract_no: extract.extractNo,
    doc_no: extract.docNo,
    sha256: extract.sha256,
    issued_at: formatInstant(extract.issuedAt),
    ...(volumes.length > 1
      ? { volumes: volumes.map(({ volume, sha256, rows }) => ({ volume, sha256, rows })) }
      : {}),
    ...(volumes.length < files.length
      ? { editions: files.map(({ edition, volume, sha256 }) => ({ edition, volume, sha256 })) }
      : {}),
  }
}

export function summaryOf(
  deps: Pick<Deps, 'operator' | 'clock'>,
  file: DisclosureFile,
): RequestSummary {
  const { request, state } = file
  const dueDays = deps.operator.disclosure.due_days
  return {
    request_no: file.requestNo,
    received_on: request.received_on,
    due_on: dueOn(request, state, { dueDays, today: today(deps) }),
    clock_stopped_on: currentStop(state)?.stopped_on ?? null,
    article_39_on: article39On(request.received_on),
    status: state.status,
    outcome: state.decision?.outcome ?? null,
    extract_no: state.extractNo ?? null,
  }
}
