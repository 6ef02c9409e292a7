// Lists of disclosure requests: the open ones by due day with whose move it is, or all of them. Names nobody.

import { type CalendarDate, daysBetween } from '../domain/calendar-date.ts'
import { type DisclosureFile, openFiles, today } from './disclosure-file.ts'
import { type NextMove, nextMove } from './next-move.ts'
import type { Deps } from './ports.ts'
import { type RequestSummary, summaryOf } from './read-disclosure-request.ts'

type ListDeps = Pick<Deps, 'vault' | 'operator' | 'stores' | 'clock'>

export interface OpenRequest extends RequestSummary {
  /** Negative when the day is over. */
  days_left: number
  move: NextMove
}

/** The nearest due day first; then by number. */
export async function listOpenRequests(deps: ListDeps): Promise<OpenRequest[]> {
  // Nothing is closed after the end of time: what is not closed before it is open.
  const stored = await deps.stores.disclosures.listNotClosedBefore(Number.MAX_SAFE_INTEGER)
  const files = await openFiles(deps, stored)
  return files
    .map(file => presentOpen(deps, file))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

/** Where a request stands in the list: its due day and its number. */
export const sortKey = ({ due_on, request_no }: RequestSummary) => `${due_on}~${request_no}`

export interface RequestFilter {
  closed?: boolean | undefined
  receivedFrom?: CalendarDate | undefined
  receivedTo?: CalendarDate | undefined
  /** The last request number of the page before. */
  after?: string | undefined
  limit: number
}

/** Newest first. */
export async function listRequests(
  deps: ListDeps,
  { closed, receivedFrom, receivedTo, after, limit }: RequestFilter,
): Promise<OpenRequest[]> {
  const stored = await deps.stores.disclosures.list({
    limit,
    ...(after === undefined ? {} : { after }),
    ...(closed === undefined ? {} : { closed }),
    ...(receivedFrom === undefined ? {} : { receivedFrom }),
    ...(receivedTo === undefined ? {} : { receivedTo }),
  })
  return (await openFiles(deps, stored)).map(file => presentOpen(deps, file))
}

function presentOpen(deps: ListDeps, file: DisclosureFile): OpenRequest {
  const summary = summaryOf(deps, file)
  const now = today(deps)
  return {
    ...summary,
    days_left: daysBetween(now, summary.due_on),
    move: nextMove(file, deps.operator, now),
  }
}
