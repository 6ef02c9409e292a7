// What surrounds a record: what keeps it from erasure, the requests that concern it, who read it.

import { type CalendarDate, formatInstant } from '../domain/calendar-date.ts'
import { identityOf, type RequestStatus } from '../domain/disclosure-request.ts'
import { lookUpKeys } from '../domain/look-up-keys.ts'
import { matchPrepared, prepareIdentity } from '../domain/matching.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import { openFiles } from './disclosure-file.ts'
import { keyOldRequests, requestKeyDigest } from './earlier-requests.ts'
import { isHolding } from './held-by-requests.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { readEvents } from './record-view.ts'
import { findLegalHolds, readHolds } from './retention-holds.ts'
import { sightOf } from './sight.ts'

export interface RecordSurroundings {
  /** Codes of the legal holds in force on it. */
  holds: readonly string[]
  /** Requests open, or answered so lately that they keep it, by number; undefined when it has too many lines to tell. */
  requests: { request_no: string; status: RequestStatus; received_on: CalendarDate }[] | undefined
  /** Documents that show it to a person, oldest first. */
  extracts: { request_no: string; extract_no: number; doc_no: string; issued_at: string }[]
  /** Newest first, the caller's own reading among them. */
  readings: { at: string; by: string; kind: string }[]
}

const READINGS = 20
/** Searches among which those that listed the record are sought, newest first. */
const SEARCHES = 5_000
/** Beyond them a request's own page says whom it concerns. */
const MOST_LINES = 200

/** Of a record that the caller has read: what it says is not logged again. */
export async function findSurroundings(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  recordNo: number,
): Promise<RecordSurroundings> {
  const { records, audit, requestLinks } = deps.stores
  const sight = sightOf(caller)
  const versions = await records.findVersions(recordNo, sight)
  const current = versions.at(-1)
  const legal = await findLegalHolds(deps, await readHolds(deps, nobody, sight), [{ recordNo }])
  const shown = await requestLinks.findShowing(recordNo)
  const readings = await audit.readingsOf({ recordNo, limit: READINGS, searches: SEARCHES, sight })
  const isTold = (line: number) => sight === 'all' || !current?.protectedLines.includes(line)
  return {
    holds: legal.get(recordNo) ?? [],
    requests: await findConcerned(deps, versions),
    extracts: shown
      .filter(({ lines }) => lines.some(isTold))
      .map(({ requestNo, extractNo, docNo, issuedAt }) => ({
        request_no: requestNo,
        extract_no: extractNo,
        doc_no: docNo,
        issued_at: formatInstant(issuedAt),
      })),
    readings: readings.map(({ at, actor, kind }) => ({ at: formatInstant(at), by: actor, kind })),
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
    .map(({ requestNo, request, state }) => ({
      request_no: requestNo,
      status: state.status,
      received_on: request.received_on,
    }))
}

async function requestsNaming(deps: Deps, subjects: readonly DataSubject[]) {
  await keyOldRequests(deps)
  const keys = new Set(subjects.flatMap(lookUpKeys))
  const digests = [...keys].map(key => requestKeyDigest(deps, key))
  return openFiles(deps, await deps.stores.requestLinks.findByKeys(digests))
}
