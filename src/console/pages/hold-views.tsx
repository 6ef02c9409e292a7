// The lists and the page of legal holds: what is kept, what it keeps, and when to look again.

import { type CalendarDate, legalDayOfInstant } from '../../domain/calendar-date.ts'
import { holdReviewOn, isReviewDue } from '../../domain/legal-hold.ts'
import { OFFICERS } from '../../domain/role.ts'
import { type HeldRecords, listHeldRecords } from '../../usecases/held-by-hold.ts'
import { type LegalHoldView, listLegalHolds, readLegalHold } from '../../usecases/legal-holds.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Badge, Definitions, EmptyState, Instant, Notice, Table } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import type { Visit } from '../visit.tsx'
import { holdWords } from './holds-words.ts'
import { scopeInWords } from './mark-words.ts'

const SHOWN_RECORDS = 100

type Once = { done: 'placed' | 'changed' | 'released' }

const reviewOf = (hold: LegalHoldView) => holdReviewOn(hold, Date.parse(hold.at))

export async function showHolds(deps: Deps, visit: Visit) {
  const t = visit.say(holdWords)
  const holds = await listLegalHolds(deps, visit.caller)
  const names = await nameActors(
    deps,
    holds.map(({ by }) => by),
  )
  const today = legalDayOfInstant(deps.clock())
  const inForce = holds
    .filter(({ released }) => !released)
    .sort((a, b) => (reviewOf(a) < reviewOf(b) ? -1 : 1))
  const released = holds.filter(hold => hold.released)
  const past = inForce.filter(hold => isReviewDue(reviewOf(hold), today)).length
  const once = visit.once<Once>()
  const table = { visit, names, today }
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      <p>{t.lead}</p>
      {past > 0 ? <Notice kind="warn">{t.reviewDue(past)}</Notice> : null}
      {visit.is(...OFFICERS) ? (
        <p>
          <a class="button" href="/holds/new">
            {t.add}
          </a>
        </p>
      ) : null}
      {holds.length === 0 ? (
        <EmptyState title={t.empty}>
          <p>{t.emptyHint}</p>
        </EmptyState>
      ) : (
        <>
          <h2>{t.inForce}</h2>
          {inForce.length > 0 ? (
            <HoldTable {...table} caption={t.inForce} holds={inForce} />
          ) : (
            <p>{t.noneInForce}</p>
          )}
          {released.length > 0 ? (
            <>
              <h2>{t.over}</h2>
              <HoldTable {...table} caption={t.over} holds={released} />
            </>
          ) : null}
        </>
      )}
    </>,
  )
}

function HoldTable(props: {
  visit: Visit
  caption: string
  holds: readonly LegalHoldView[]
  names: ReadonlyMap<string, string>
  today: CalendarDate
}) {
  const { visit, caption, holds, names, today } = props
  const t = visit.say(holdWords)
  return (
    <Table
      caption={caption}
      hideCaption
      rows={holds}
      columns={[
        { head: t.code, cell: one => <a href={`/holds/${one.code}`}>{one.code}</a> },
        { head: t.matter, cell: one => one.matter },
        { head: t.scope, cell: one => scopeInWords(visit, one.scope) },
        { head: t.placed, cell: one => <Instant visit={visit} at={one.at} /> },
        { head: t.by, cell: one => names.get(one.by) ?? one.by },
        { head: t.review, cell: one => <Review visit={visit} hold={one} today={today} /> },
      ]}
    />
  )
}

function Review(props: { visit: Visit; hold: LegalHoldView; today: CalendarDate }) {
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

export async function showHold(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(holdWords)
  const hold = await readLegalHold(deps, visit.caller, visit.c.req.param('code') ?? '')
  const names = await nameActors(deps, [hold.by])
  const held = hold.released
    ? undefined
    : await listHeldRecords(deps, visit.caller, { scope: hold.scope, limit: SHOWN_RECORDS })
  const today = legalDayOfInstant(deps.clock())
  const once = visit.once<Once>()
  const isStale = form.values.seen !== undefined && form.values.seen !== String(hold.revision)
  return visit.page(
    { title: `${t.title} ${hold.code}`, faults: form.faults },
    <>
      <h1>
        {t.title} {hold.code}
      </h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      <Faults visit={visit} form={form} />
      {isStale ? <Typed visit={visit} form={form} /> : null}
      <Definitions
        of={[
          [
            t.state,
            hold.released ? <Badge>{t.released}</Badge> : <Badge kind="warn">{t.held}</Badge>,
          ],
          [t.matter, hold.matter],
          [t.scope, scopeInWords(visit, hold.scope)],
          ...(hold.release_reason ? [[t.releaseReason, hold.release_reason] as const] : []),
          [t.placed, <Instant visit={visit} at={hold.at} />],
          [t.by, names.get(hold.by) ?? hold.by],
          ...(hold.released
            ? []
            : [[t.review, <Review visit={visit} hold={hold} today={today} />] as const]),
        ]}
      />
      {held ? <Held visit={visit} of={held} /> : null}
      {hold.released || !visit.is(...OFFICERS) ? null : (
        <Reviewing visit={visit} hold={hold} form={isStale ? EMPTY_FORM : form} />
      )}
    </>,
  )
}

/** What somebody typed over an older revision: to be read beside the newest one, and not sent over it unread. */
function Typed({ visit, form: { values } }: { visit: Visit; form: Unsent }) {
  const t = visit.say(holdWords)
  return (
    <section class="card narrow">
      <h2>{t.typed}</h2>
      <Definitions
        of={[
          [t.matter, values.matter ?? ''],
          [t.review, values.review_on ?? ''],
        ]}
      />
    </section>
  )
}

function Held({ visit, of }: { visit: Visit; of: HeldRecords }) {
  const t = visit.say(holdWords)
  return (
    <>
      <h2>{t.records}</h2>
      {of.record_nos.length === 0 ? (
        <p>{t.noRecords}</p>
      ) : (
        <ul class="inline">
          {of.record_nos.map(no => (
            <li>
              <a href={`/records/${no}`}>{t.record(no)}</a>
            </li>
          ))}
        </ul>
      )}
      {of.more ? <p class="muted">{t.moreRecords(of.record_nos.length)}</p> : null}
    </>
  )
}

function Reviewing({ visit, hold, form }: { visit: Visit; hold: LegalHoldView; form: Unsent }) {
  const t = visit.say(holdWords)
  const field = { visit, form }
  return (
    <section class="card narrow">
      <h2>{t.change}</h2>
      <p>{t.changeLead}</p>
      <Form visit={visit} action={`/holds/${hold.code}`}>
        <input type="hidden" name="seen" value={hold.revision} />
        <Field {...field} name="matter" label={t.matter} value={hold.matter} rows={3} required />
        <Field
          {...field}
          name="review_on"
          label={t.review}
          hint={t.reviewHint}
          type="date"
          value={hold.review_on ?? ''}
        />
        <Actions visit={visit}>
          <button type="submit">{t.save}</button>
          <a href={`/holds/${hold.code}/release`}>{t.release}</a>
        </Actions>
      </Form>
    </section>
  )
}
