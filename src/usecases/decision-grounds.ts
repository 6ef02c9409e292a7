// What a decision stands on: the lines up for disclosure, what may be refused of each, and what an officer is
// asked about before anybody sees it. The reading is logged.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { Direction } from '../domain/legal-basis.ts'
import { mattersOf, placeItemOf } from '../domain/person-matters.ts'
import type { DataSubject, RecordedThirdParty } from '../domain/provision-event.ts'
import { type PlaceItem, type RefusableItem, refusableItems } from '../domain/refusals.ts'
import { auditWrites, openFile, requireVerified } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import {
  findRequestMatches,
  isOpen,
  isOwn,
  type RequestMatch,
  recordsWithGaps,
  shownLines,
} from './request-matches.ts'
import { placesOf } from './require-releases.ts'
import { seenOf } from './seen-file.ts'
import { readWordings } from './wordings.ts'

export interface DecidableLine {
  record_no: number
  line: number
  direction: Direction
  occurred_on: CalendarDate
  third_party: RecordedThirdParty
  subject: DataSubject
  items: RefusableItem[]
  /**
   * Of a statutory agent's request, what may show where the person lives, with the words that would
   * print (documents.md 4.5); else empty.
   */
  places: { item: PlaceItem; words: string }[]
}

export interface DecisionGrounds {
  /** Candidates that still wait: nothing but not_accepted and withdrawn can be decided. */
  open: number
  own: DecidableLine[]
  /** Numbers of their records that have gaps. */
  withGaps: number[]
  /** Goes into `decideRequest` with what is decided by it. */
  seen: string
}

/** Throws not_found, identity_not_verified. */
export async function readDecisionGrounds(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  requestNo: string,
): Promise<DecisionGrounds> {
  const file = await openFile(deps, requestNo)
  requireVerified(file)
  const matches = await findRequestMatches(deps, file)
  const own = matches.filter(match => match.disclosable && isOwn(match))
  const parties = await readWordings(
    deps,
    own.map(({ record }) => record.thirdPartyWordingId),
  )
  const asksForPlaces = file.request.requester.kind === 'statutory_agent'
  const detail = { request_no: requestNo, voluntary: false, lines: own.length }
  await deps.stores.commit(auditWrites(deps, caller, 'disclosure.matches_read', detail))
  return {
    open: matches.filter(isOpen).length,
    withGaps: recordsWithGaps(own),
    seen: seenOf(deps, file, shownLines(own)),
    own: own.map(match => {
      const third_party = parties.get(match.record.thirdPartyWordingId) as RecordedThirdParty
      return {
        record_no: match.recordNo,
        line: match.line,
        direction: match.record.direction,
        occurred_on: match.record.occurredOn,
        third_party,
        subject: match.subject,
        items: refusableItems(match.rule),
        places: asksForPlaces ? askedPlaces(deps, match, third_party) : [],
      }
    }),
  }
}

function askedPlaces(
  { operator: { identifier_schemes: schemes } }: Pick<Deps, 'operator'>,
  { subject }: RequestMatch,
  { name, address }: RecordedThirdParty,
): DecidableLine['places'] {
  const matters = mattersOf(subject, schemes)
  return placesOf(subject, schemes).map(item => {
    const texts =
      item === 'third_party_place'
        ? [name ?? '', address ?? '']
        : matters.filter(one => placeItemOf(one, schemes) === item).map(({ value }) => value)
    return { item, words: texts.filter(text => text !== '').join(' ') }
  })
}
