// Reading disclosure requests: one in full, or a page of them. Each reading is logged.

import { formatInstant } from '../domain/calendar-date.ts'
import {
  article39On,
  type DisclosureRequest,
  dueOn,
  type RequestStatus,
} from '../domain/disclosure-request.ts'
import type {
  Decision,
  DeliveryNote,
  IdentityVerification,
  Outcome,
  StepKind,
} from '../domain/disclosure-steps.ts'
import { auditWrites, type DisclosureFile, openFile, openFiles } from './disclosure-file.ts'
import type { StoredExtract } from './disclosure-ports.ts'
import type { Caller, Deps } from './ports.ts'

export interface RequestSummary {
  request_no: string
  received_on: string
  due_on: string
  article_39_on: string
  status: RequestStatus
  outcome: Outcome | null
  extract_no: number | null
}

export interface IssuedExtract {
  extract_no: number
  doc_no: string
  sha256: string
  issued_at: string
}

export interface RequestView extends RequestSummary, DisclosureRequest {
  opened_at: string
  identity_verification: IdentityVerification | null
  decision: Omit<Decision, 'lines'> | null
  extract: IssuedExtract | null
  delivered: DeliveryNote | null
  history: { step: number; at: string; by: string; kind: StepKind }[]
}

/** Throws not_found. */
export async function readDisclosureRequest(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  requestNo: string,
): Promise<RequestView> {
  const file = await openFile(deps, requestNo)
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
  deps: Pick<Deps, 'operator' | 'stores'>,
  file: DisclosureFile,
): Promise<RequestView> {
  const { request, state, steps } = file
  const extract = await deps.stores.disclosures.findExtractOf(file.requestNo)
  const { lines: _lines, ...decision } = state.decision ?? { lines: [] }
  return {
    ...request,
    ...summaryOf(deps, file),
    opened_at: formatInstant(file.openedAt),
    identity_verification: state.verification ?? null,
    decision: state.decision ? (decision as Omit<Decision, 'lines'>) : null,
    extract: extract ? presentExtract(extract) : null,
    delivered: state.delivery ?? null,
    history: steps.map(({ step, at, by, kind }) => ({ step, at: formatInstant(at), by, kind })),
  }
}

export function presentExtract(extract: StoredExtract): IssuedExtract {
  return {
    extract_no: extract.extractNo,
    doc_no: extract.docNo,
    sha256: extract.sha256,
    issued_at: formatInstant(extract.issuedAt),
  }
}

function summaryOf({ operator }: Pick<Deps, 'operator'>, file: DisclosureFile): RequestSummary {
  const { request, state } = file
  return {
    request_no: file.requestNo,
    received_on: request.received_on,
    due_on: dueOn(request.received_on, operator.disclosure.due_days),
    article_39_on: article39On(request.received_on),
    status: state.status,
    outcome: state.decision?.outcome ?? null,
    extract_no: state.extractNo ?? null,
  }
}
