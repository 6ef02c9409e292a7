// /requests: every disclosure request by due day, filtered, paged, exported. Names nobody.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import {
  listOpenRequests,
  listRequests,
  type OpenRequest,
  sortKey,
} from '../../usecases/list-requests.ts'
import type { Deps } from '../../usecases/ports.ts'
import { EmptyState, Pager, pathWith, Table } from '../components.tsx'
import { csvLine, csvResponse } from '../csv.ts'
import { Faults, Field, Select } from '../form-parts.tsx'
import { checkForm, type Unsent } from '../forms.ts'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { DaysLeft } from './request-side.tsx'
import { requestsWords } from './requests-words.ts'

const PAGE = 50
const EXPORT_PAGE = 500

const SHOWN = ['open', 'received', 'verified', 'decided', 'issued', 'closed', 'all'] as const

const day = z.string().refine(isCalendarDate, 'date').optional()
const querySchema = z.strictObject({
  show: z.enum(SHOWN).default('open'),
  no: z.string().trim().max(64).optional(),
  from: day,
  to: day,
  after: z.string().max(80).optional(),
})
type Query = z.output<typeof querySchema>

export function requestListPages(shell: Shell, deps: Deps) {
  shell.navigate({
    path: '/requests',
    label: { ja: '開示請求', en: 'Requests' },
    roles: READERS,
  })

  shell.get('/requests', READERS, async visit => {
    const query = queryOf(visit)
    if (!query.ok) return showList(visit, undefined, query)
    const no = numberOf(query.data.no)
    if (no && (await deps.stores.disclosures.find(no))) return visit.seeOther(`/requests/${no}`)
    const faults: Unsent['faults'] = no ? { no: visit.say(requestsWords).noSuch } : {}
    const found = no ? [] : await listOf(deps, query.data, PAGE + 1)
    return showList(visit, found, { values: { ...visit.c.req.query() }, faults }, query.data)
  })

  shell.get('/requests.csv', READERS, visit => {
    const query = queryOf(visit)
    if (!query.ok) return showList(visit, undefined, query)
    return csvResponse('requests.csv', lines(deps, visit, query.data))
  })
}

/** `2026-0001` and `ｒ2026-0001` as people write them. */
function numberOf(typed: string | undefined): string | undefined {
  const no = typed?.normalize('NFKC').toUpperCase()
  return no && /^\d/.test(no) ? `R${no}` : no
}

/** A field that was left empty is not asked for. */
function queryOf(visit: Visit) {
  const given = Object.entries(visit.c.req.query()).filter(([, value]) => value !== '')
  return checkForm(querySchema, Object.fromEntries(given), { language: visit.language })
}

/** Open ones the nearest due day first, the others newest first. */
async function listOf(deps: Deps, query: Query, limit: number): Promise<OpenRequest[]> {
  const { show, from, to, after } = query
  if (show === 'closed' || show === 'all') {
    const closed = show === 'closed' ? true : undefined
    return listRequests(deps, { closed, receivedFrom: from, receivedTo: to, after, limit })
  }
  const open = await listOpenRequests(deps)
  return open
    .filter(one => show === 'open' || one.status === show)
    .filter(one => (!from || one.received_on >= from) && (!to || one.received_on <= to))
    .filter(one => after === undefined || sortKey(one) > after)
    .slice(0, limit)
}

const placeOf = (request: OpenRequest, { show }: Pick<Query, 'show'>) =>
  show === 'closed' || show === 'all' ? request.request_no : sortKey(request)

/** In the language of the visit, under the heads of the page. */
async function* lines(deps: Deps, visit: Visit, query: Query) {
  const t = visit.say(requestsWords)
  const { status, outcomes, by } = visit.say(requestWords)
  const heads = [t.number, t.received, t.due, t.article39, t.stopped, t.status, t.outcome, t.move]
  yield csvLine(heads)
  for (let after = query.after; ; ) {
    const page = await listOf(deps, { ...query, after }, EXPORT_PAGE)
    const rows = page.map(one =>
      csvLine([
        one.request_no,
        one.received_on,
        one.due_on,
        one.article_39_on,
        one.clock_stopped_on,
        status[one.status],
        one.outcome && outcomes[one.outcome],
        by[one.move.by],
      ]),
    )
    yield rows.join('')
    const last = page.at(-1)
    if (!last || page.length < EXPORT_PAGE) return
    after = placeOf(last, query)
  }
}

/** @param found undefined where it could not be told what is asked for: then nothing is said of any. */
function showList(
  visit: Visit,
  found: readonly OpenRequest[] | undefined,
  form: Unsent,
  query: Pick<Query, 'show'> = { show: 'open' },
) {
  const t = visit.say(requestsWords)
  const requests = found?.slice(0, PAGE) ?? []
  const last = found && found.length > PAGE ? requests.at(-1) : undefined
  return visit.page(
    { title: t.title, faults: form.faults },
    <>
      <h1>{t.title}</h1>
      {visit.is(...OFFICERS) ? (
        <p>
          <a class="button" href="/requests/new">
            {t.open}
          </a>
        </p>
      ) : null}
      <Faults visit={visit} form={form} />
      <Filter visit={visit} form={form} />
      {found === undefined ? null : requests.length === 0 ? (
        <EmptyState title={t.empty[query.show === 'open' ? 'open' : 'other']}>
          <p>{t.emptyHint[query.show === 'open' ? 'open' : 'other']}</p>
        </EmptyState>
      ) : (
        <>
          <p>
            <a href={pathWith(visit, { after: '', no: '' }, '/requests.csv')}>{t.export}</a>
          </p>
          <List visit={visit} requests={requests} />
          <Pager
            visit={visit}
            isFirst={visit.c.req.query('after') === undefined}
            next={last && { after: placeOf(last, query) }}
          />
        </>
      )}
    </>,
  )
}

function List({ visit, requests }: { visit: Visit; requests: readonly OpenRequest[] }) {
  const t = visit.say(requestsWords)
  const words = visit.say(requestWords)
  return (
    <Table
      caption={t.title}
      hideCaption
      rows={requests}
      columns={[
        {
          head: t.number,
          cell: one => (
            <a class="whole" href={`/requests/${one.request_no}`}>
              {one.request_no}
            </a>
          ),
        },
        {
          head: t.daysLeft,
          cell: one => (one.status === 'closed' ? '' : <DaysLeft visit={visit} of={one} />),
        },
        {
          head: t.due,
          cell: one => (
            <>
              <time>{one.due_on}</time>
            </>
          ),
        },
        { head: t.article39, cell: one => <time>{one.article_39_on}</time> },
        {
          head: t.status,
          cell: one =>
            one.status === 'closed' && one.outcome
              ? `${words.status.closed}(${words.outcomes[one.outcome]})`
              : words.status[one.status],
        },
        {
          head: t.move,
          cell: one =>
            one.move.by === 'nobody' ? '' : <span class="whole">{words.by[one.move.by]}</span>,
        },
        {
          head: t.missing,
          cell: one =>
            one.move.missing.map(code => <span class="line">{words.missing[code]}</span>),
        },
        { head: t.received, cell: one => <time>{one.received_on}</time> },
      ]}
    />
  )
}

function Filter({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(requestsWords)
  const { status } = visit.say(requestWords)
  const label = (show: (typeof SHOWN)[number]) =>
    show === 'open' || show === 'all' ? t.show[show] : status[show]
  return (
    <form method="get" action="/requests" class="filter" aria-label={t.filter} novalidate>
      <Select
        visit={visit}
        form={form}
        name="show"
        label={t.status}
        choices={SHOWN.map(value => ({ value, label: label(value) }))}
      />
      <Field visit={visit} form={form} name="from" label={t.from} type="date" />
      <Field visit={visit} form={form} name="to" label={t.to} type="date" />
      <Field visit={visit} form={form} name="no" label={t.number} hint={t.numberHint} />
      <button type="submit" class="second">
        {t.filter}
      </button>
    </form>
  )
}
