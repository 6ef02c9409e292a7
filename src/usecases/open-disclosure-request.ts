// Opening a disclosure request (A33(5)): it gets a number, a day to answer by, and the day of A39.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { article39On, dueOn } from '../domain/disclosure-clock.ts'
import {
  type DisclosureRequest,
  foldSteps,
  type RequestStatus,
} from '../domain/disclosure-request.ts'
import { auditWrites, sealRequest } from './disclosure-file.ts'
import { keyWrites } from './earlier-requests.ts'
import type { Caller, Deps } from './ports.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

export interface OpenedRequest {
  request_no: string
  due_on: CalendarDate
  article_39_on: CalendarDate
  status: RequestStatus
}

/** Throws invalid_body for an arrival that has not come. */
export function openDisclosureRequest(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  request: DisclosureRequest,
): Promise<OpenedRequest> {
  return retryStale(() => {
    refuseImpossibleDay(deps, ['received_on', request.received_on])
    return tryToOpen(deps, caller, request)
  })
}

async function tryToOpen(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  request: DisclosureRequest,
): Promise<OpenedRequest> {
  const { disclosures, commit } = deps.stores
  const openedAt = deps.clock()
  const seriesYear = Number(legalDayOfInstant(openedAt).slice(0, 4))
  const seriesNumber = (await disclosures.lastRequestNumber(seriesYear)) + 1
  const requestNo = `R${seriesYear}-${String(seriesNumber).padStart(4, '0')}`
  await commit([
    disclosures.insertRequest({
      requestNo,
      seriesYear,
      seriesNumber,
      receivedOn: request.received_on,
      openedAt,
      openedBy: caller.actor,
      sealed: sealRequest(deps, requestNo, request),
    }),
    ...keyWrites(deps, { requestNo, person: request.data_subject }),
    ...auditWrites(deps, caller, 'disclosure.opened', { request_no: requestNo }),
  ])
  return {
    request_no: requestNo,
    due_on: dueOn(request, foldSteps([]), {
      dueDays: deps.operator.disclosure.due_days,
      today: legalDayOfInstant(openedAt),
    }),
    article_39_on: article39On(request.received_on),
    status: 'received',
  }
}
