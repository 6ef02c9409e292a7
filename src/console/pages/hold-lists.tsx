// Two lists: the legal holds, those in force first by their day of review, and the records that one keeps.

import { type CalendarDate, legalDayOfInstant } from '../../domain/calendar-date.ts'
import { holdReviewOn, isReviewDue } from '../../domain/legal-hold.ts'
import { listHeldRecords } from '../../usecases/held-by-hold.ts'
import { type LegalHoldView, listLegalHolds } from '../../usecases/legal-holds.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps, RecordVersion } from '../../usecases/ports.ts'
import { Badge, EmptyState } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { type List, pagesOf } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { holdWords } from './holds-words.ts'
import { scopeInWords } from './mark-words.ts'

const reviewOf = (hold: LegalHoldView) => holdReviewOn(hold, Date.parse(hold.at))

/** All of them, and how many are to be looked at. */
export async function readHoldList(deps: Deps, visit: Visit) {
  const today = legalDayOfInstant(deps.clock())
  const holds = (await listLegalHolds(deps, visit.caller)).sort(
    (a, b) => Number(a.released) - Number(b.released) || (reviewOf(a) < reviewOf(b) ? -1 : 1),
  )
  const actors = holds.map(({ by }) => by)
  const due = holds.filter(hold => !hold.released && isReviewDue(reviewOf(hold), today)).length
  const names = await nameActors(deps, actors)
  return { due, list: holdList(visit, { holds, names, today }) }
}

function holdList(
  visit: Visit,
  of: {
    holds: readonly LegalHoldView[]
    names: ReadonlyMap<string, string>
    today: CalendarDate
  },
): List<LegalHoldView> {
  const t = visit.say(holdWords)
  const { holds, names, today } = of
  const key = ({ code }: LegalHoldView) => code
  return {
    caption: t.title,
    csv: '/holds.csv',
    key,
    read: pagesOf(holds, key),
    empty: (
      <EmptyState title={t.empty}>
        <p>{t.emptyHint}</p>
      </EmptyState>
    ),
    columns: [
      { head: t.code, text: key, cell: ({ code }) => <a href={`/holds/${code}`}>{code}</a> },
      {
        head: t.state,
        text: ({ released }) => (released ? t.released : t.held),
        cell: hold => <HoldState visit={visit} hold={hold} />,
      },
      { head: t.matter, text: ({ matter }) => matter },
      { head: t.scope, text: ({ scope }) => scopeInWords(visit, scope) },
      { head: t.placed, text: ({ at }) => visit.instant(at) },
      { head: t.by, text: ({ by }) => names.get(by) ?? by },
      {
        head: t.review,
        text: hold => (hold.released ? '' : reviewOf(hold)),
        cell: hold => <Review visit={visit} hold={hold} today={today} />,
      },
    ],
  }
}

export function HoldState({ visit, hold }: { visit: Visit; hold: LegalHoldView }) {
  const t = visit.say(holdWords)
  return hold.released ? <Badge>{t.released}</Badge> : <Badge kind="warn">{t.held}</Badge>
}

export function Review(props: { visit: Visit; hold: LegalHoldView; today: CalendarDate }) {
  const { visit, hold, today } = props
  if (hold.released) return null
  const on = reviewOf(hold)
  return (
    <>
      <time>{on}</time>{' '}
      {isReviewDue(on, today) ? <Badge kind="warn">{visit.say(holdWords).reviewPast}</Badge> : null}
    </>
  )
}

/** What it keeps from erasure; nothing once it is released. */
export function heldList(deps: Deps, visit: Visit, hold: LegalHoldView): List<RecordVersion> {
  const t = visit.say(holdWords)
  const { directions, bases } = visit.say(ledgerWords)
  return {
    caption: t.records,
    csv: `/holds/${hold.code}/records.csv`,
    key: ({ occurredOn, recordNo }) => `${occurredOn}.${recordNo}`,
    read: page =>
      hold.released ? [] : listHeldRecords(deps, visit.caller, { scope: hold.scope, ...page }),
    empty: <p>{t.noRecords}</p>,
    columns: [
      {
        head: t.recordNo,
        text: ({ recordNo }) => recordNo,
        cell: ({ recordNo: no }) => <a href={`/records/${no}`}>{no}</a>,
        number: true,
      },
      { head: t.day, text: ({ occurredOn }) => occurredOn },
      { head: t.direction, text: ({ direction }) => directions[direction] },
      { head: t.basis, text: ({ basis }) => bases[basis] },
      { head: t.keptThrough, text: ({ keepThrough }) => keepThrough ?? t.noEnd },
    ],
  }
}
