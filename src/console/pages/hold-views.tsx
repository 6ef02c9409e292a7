// The pages of legal holds: what is kept, and of one hold what it keeps and when to look again.

import { legalDayOfInstant } from '../../domain/calendar-date.ts'
import { OFFICERS } from '../../domain/role.ts'
import { type LegalHoldView, readLegalHold } from '../../usecases/legal-holds.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Definitions, Instant, Notice } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { Listing } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { HoldState, heldList, Review, readHoldList } from './hold-lists.tsx'
import { holdWords } from './holds-words.ts'
import { scopeInWords } from './mark-words.ts'

type Once = { done: 'placed' | 'changed' | 'released' }

export async function showHolds(deps: Deps, visit: Visit) {
  const t = visit.say(holdWords)
  const { due, list } = await readHoldList(deps, visit)
  const once = visit.once<Once>()
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      <p>{t.lead}</p>
      {due > 0 ? <Notice kind="warn">{t.reviewDue(due)}</Notice> : null}
      {visit.is(...OFFICERS) ? (
        <p>
          <a class="button" href="/holds.new">
            {t.add}
          </a>
        </p>
      ) : null}
      <Listing visit={visit} list={list} />
    </>,
  )
}

export async function showHold(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(holdWords)
  const hold = await readLegalHold(deps, visit.caller, visit.c.req.param('code') ?? '')
  const names = await nameActors(deps, [hold.by])
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
          [t.state, <HoldState visit={visit} hold={hold} />],
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
      {hold.released ? null : (
        <>
          <h2>{t.records}</h2>
          <Listing visit={visit} list={heldList(deps, visit, hold)} />
        </>
      )}
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
