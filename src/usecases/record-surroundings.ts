// What surrounds a record: what keeps it from erasure, the requests that concern it.

import { type CalendarDate, formatInstant } from '../domain/calendar-date.ts'
import { identityOf, type RequestStatus } from '../domain/disclosure-request.ts'
import { notFound } from '../domain/domain-error.ts'
import { lookUpKeys } from '../domain/look-up-keys.ts'
import { matchPrepared, prepareIdentity } from '../domain/matching.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import { type DisclosureFile, getFile, openFiles } from './disclosure-file.ts'
import { keyOldRequests, requestKeyDigest } from './earlier-requests.ts'
import { isHolding } from './held-by-requests.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { readEvents } from './record-view.ts'
import { findLegalHolds, readHolds } from './retention-holds.ts'
import { sightOf } from './sight.ts'

export interface ConcernedRequest {
  request_no: string
  status: RequestStatus
  received_on: CalendarDate
}

export interface RecordSurroundings {
  record_no: number
  recorded_at: string
  /** Codes of the legal holds in force on it. */
  holds: readonly string[]
  /** Requests open, or answered so lately that they keep it, by number; undefined when it has too many lines to tell. */
  requests: ConcernedRequest[] | undefined
  /** Documents that show it to a person, oldest first, each with its request. */
  extracts: (ConcernedRequest & { extract_no: number; doc_no: string; issued_at: string })[]
}

/** Beyond them a request's own page says whom it concerns. */
const MOST_LINES = 200

/** Nothing of what it says, so that nothing is logged. Throws not_found. */
export async function findSurroundings(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  recordNo: number,
): Promise<RecordSurroundings> {
  const { records, requestLinks } = deps.stores
  const sight = sightOf(caller)
  const versions = await records.findVersions(recordNo, sight)
  const current = versions.at(-1)
  if (!current || (current.isProtected && sight !== 'all')) throw notFound()
  const legal = await findLegalHolds(deps, await readHolds(deps, nobody, sight), [{ recordNo }])
  const shown = await requestLinks.findShowing(recordNo)
  const isTold = (line: number) => sight === 'all' || !current.protectedLines.includes(line)
  return {
    record_no: recordNo,
    recorded_at: formatInstant(current.recordedAt),
    holds: legal.get(recordNo) ?? [],
    requests: await findConcerned(deps, versions),
    extracts: await Promise.all(
      shown
        .filter(({ lines }) => lines.some(isTold))
        .map(async ({ requestNo, extractNo, docNo, issuedAt }) => ({
          ...summaryOf(await getFile(deps, requestNo)),
          extract_no: extractNo,
          doc_no: docNo,
          issued_at: formatInstant(issuedAt),
        })),
    ),
  }
}

/** Requests are told apart from holds: which of them, is said below. */
const nobody = async () => new Map()

/** Requests with a line of any version that is or may be the person's: those that keep the record. */
async function findConcerned(deps: Deps, versions: readonly RecordVersion[]) {
  const lines = new Set(versions.flatMap(version => version.lines))
  if (lines.size > MOST_LINES) return undefined
  const subjects = (await readEvents(deps, versions))
    .flatMap(event => event.data_subjects)
    .filter(subject => Object.keys(subject).length > 0)
  return (await requestsNaming(deps, subjects))
    .filter(file => {
      const identity = identityOf(file.request.data_subject, file.state.verification)
      const prepared = prepareIdentity(identity, deps.operator.identifier_schemes)
      return isHolding(deps, file) && subjects.some(subject => matchPrepared(subject, prepared))
    })
    .map(summaryOf)
}

const summaryOf = ({ requestNo, request, state }: DisclosureFile): ConcernedRequest => ({
  request_no: requestNo,
  status: state.status,
  received_on: request.received_on,
})

async function requestsNaming(deps: Deps, subjects: readonly DataSubject[]) {
  await keyOldRequests(deps)
  const keys = new Set(subjects.flatMap(lookUpKeys))
  const digests = [...keys].map(key => requestKeyDigest(deps, key))
  return openFiles(deps, await deps.stores.requestLinks.findByKeys(digests))
}

/** Numbers of the requests that it concerns, or whose documents show it. */
export const requestsAround = ({ requests = [], extracts }: RecordSurroundings) => [
  ...new Set([...requests, ...extracts].map(({ request_no: no }) => no)),
]
