// /records: the list of records, filtered, paged and exported; what a search for a person found stands here too.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { CONFLICT_CODES } from '../../domain/gaps.ts'
import { BASIS_CODES, DIRECTIONS } from '../../domain/legal-basis.ts'
import { ITEM_CODES, ruleOn } from '../../domain/record-rules.ts'
import { READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { type ListedRecord, lineCountOf, listRecords } from '../../usecases/search-records.ts'
import { EmptyState, Pager, pathWith } from '../components.tsx'
import { csvLine, csvResponse } from '../csv.ts'
import { Field, Select } from '../form-parts.tsx'
import { checkForm, EMPTY_FORM, type Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { type PersonSearch, readSearch } from './person-search.ts'
import { PersonSearched } from './person-search-form.tsx'
import { partyName, RecordTable } from './record-table.tsx'
import { recordsWords } from './records-words.ts'

const ACCESS = { roles: READERS, people: true }
const PAGE = 50
const EXPORT_PAGE = 500

const day = z.string().refine(isCalendarDate, 'day').optional()
const querySchema = z.strictObject({
  search: z.string().max(8_000).optional(),
  third_party: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'code')
    .optional(),
  direction: z.enum(DIRECTIONS).optional(),
  basis: z.enum(BASIS_CODES).optional(),
  from: day,
  to: day,
  gap: z.enum(['any', ...ITEM_CODES, ...CONFLICT_CODES]).optional(),
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.\d{1,15}$/)
    .optional(),
})
type Query = z.output<typeof querySchema>

export function recordListPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/records', label: { ja: '記録', en: 'Records' }, roles: READERS })

  shell.get('/records', ACCESS, async visit => {
    const query = queryOf(visit)
    if (!query.ok) return showList(visit, { listed: [], next: null }, { form: query })
    const person = personOf(deps, visit, query.data)
    if (person === 'over') return visit.seeOther('/records/search', { over: true })
    const search = searchOf(query.data, person)
    const { listed, next_cursor } = await listRecords(deps, visit.caller, {
      ...search,
      limit: PAGE,
    })
    return showList(
      visit,
      { listed, next: next_cursor },
      { form: { values: visit.c.req.query(), faults: {} }, person },
    )
  })

  shell.get('/records.csv', ACCESS, async visit => {
    const query = queryOf(visit)
    if (!query.ok) return showList(visit, { listed: [], next: null }, { form: query })
    const person = personOf(deps, visit, query.data)
    if (person === 'over') return visit.seeOther('/records/search', { over: true })
    return csvResponse('records.csv', lines(deps, visit, searchOf(query.data, person)))
  })
}

/** A field that was left empty is not asked for. */
function queryOf(visit: Visit) {
  const given = Object.entries(visit.c.req.query()).filter(([, value]) => value !== '')
  const own = visit.say(recordsWords).faults
  return checkForm(querySchema, Object.fromEntries(given), { language: visit.language, own })
}

function personOf(deps: Deps, visit: Visit, { search }: Query): PersonSearch | undefined | 'over' {
  if (search === undefined) return undefined
  return readSearch(deps, visit.me, search) ?? 'over'
}

function searchOf({ search: _ticket, after, ...filter }: Query, person: PersonSearch | undefined) {
  return { ...filter, ...person, ...(after ? { cursor: after } : {}) }
}

async function* lines(deps: Deps, visit: Visit, search: ReturnType<typeof searchOf>) {
  const t = visit.say(recordsWords)
  const { csv } = t
  yield csvLine([
    ...[csv.no, t.day, t.direction, t.basis, csv.code, t.party, t.items, t.lines],
    ...[t.state, csv.duty, csv.rule, csv.keep, csv.missing, csv.conflicts, csv.made, csv.source],
  ])
  let cursor: string | null | undefined = search.cursor
  do {
    const page = await listRecords(deps, visit.caller, {
      ...search,
      limit: EXPORT_PAGE,
      ...(cursor ? { cursor } : {}),
    })
    yield page.listed.map(record => lineOf(visit, record)).join('')
    cursor = page.next_cursor
  } while (cursor)
}

function lineOf(visit: Visit, { version, event }: ListedRecord): string {
  const t = visit.say(recordsWords)
  const w = visit.say(ledgerWords)
  const { duty, rule } = ruleOn(version.rule, version.occurredOn)
  const { third_party: party } = event
  return csvLine([
    version.recordNo,
    version.occurredOn,
    w.directions[version.direction],
    w.bases[version.basis],
    party.code ?? null,
    party.unspecified_many ? partyName(visit, party) : (party.name ?? null),
    event.items.join('、'),
    lineCountOf(version),
    version.void ? `${t.void}: ${w.voids[version.void]}` : null,
    duty ? t.csv.yes : t.csv.no_duty,
    rule,
    version.keepThrough,
    version.missing.map(item => w.items[item]).join('、'),
    version.conflicts.map(code => w.conflicts[code]).join('、'),
    visit.instant(version.recordedAt),
    version.source,
  ])
}

interface Listing {
  listed: readonly ListedRecord[]
  next: string | null
}

function showList(
  visit: Visit,
  { listed, next }: Listing,
  { form, person }: { form: Unsent; person?: PersonSearch | undefined },
) {
  const t = visit.say(recordsWords)
  return visit.page(
    { title: t.title, faults: form.faults },
    <>
      <h1>{t.title}</h1>
      {person ? (
        <PersonSearched visit={visit} person={person} />
      ) : (
        <>
          <p>{t.lead}</p>
          <p>
            <a class="button" href="/records/search">
              {t.searchPerson}
            </a>
          </p>
        </>
      )}
      <Filter visit={visit} form={form} />
      {listed.length === 0 ? (
        <Nothing visit={visit} person={person} form={form} />
      ) : (
        <>
          <RecordTable visit={visit} records={listed} />
          <Pager
            visit={visit}
            isFirst={visit.c.req.query('after') === undefined}
            next={next === null ? undefined : { after: next }}
          />
          <p>
            <a href={pathWith(visit, { after: '' }, '/records.csv')}>{t.export}</a>
          </p>
        </>
      )}
    </>,
  )
}

function Nothing(props: { visit: Visit; person: PersonSearch | undefined; form: Unsent }) {
  const { visit, person, form } = props
  const t = visit.say(recordsWords)
  if (Object.keys(form.faults).length > 0) return null
  const [title, hint] = person
    ? [t.nobodyFound, t.nobodyFoundHint]
    : Object.keys(visit.c.req.query()).length === 0
      ? [t.noneAtAll, t.noneAtAllHint]
      : [t.noneFound, t.noneFoundHint]
  return (
    <EmptyState title={title}>
      <p>{hint}</p>
    </EmptyState>
  )
}

function Filter({ visit, form = EMPTY_FORM }: { visit: Visit; form: Unsent }) {
  const t = visit.say(recordsWords)
  const w = visit.say(ledgerWords)
  const all = { value: '', label: t.everything }
  const { search } = visit.c.req.query()
  const named = (codes: readonly string[], words: Record<string, string>) =>
    codes.map(value => ({ value, label: words[value] ?? value }))
  return (
    <form method="get" action="/records" class="filter" aria-label={t.filter} novalidate>
      {search ? <input type="hidden" name="search" value={search} /> : null}
      <Field visit={visit} form={form} name="from" label={t.from} type="date" />
      <Field visit={visit} form={form} name="to" label={t.to} type="date" />
      <Select
        visit={visit}
        form={form}
        name="direction"
        label={t.direction}
        choices={[all, ...named(DIRECTIONS, w.directions)]}
      />
      <Select
        visit={visit}
        form={form}
        name="basis"
        label={t.basis}
        choices={[all, ...named(BASIS_CODES, w.bases)]}
      />
      <Select
        visit={visit}
        form={form}
        name="gap"
        label={t.gap}
        choices={[
          all,
          { value: 'any', label: t.anyGap },
          ...named(ITEM_CODES, w.items),
          ...named(CONFLICT_CODES, w.conflicts),
        ]}
      />
      <Field visit={visit} form={form} name="third_party" label={t.partyCode} />
      <p class="actions">
        <button type="submit" class="second">
          {t.filter}
        </button>
        <a href={search ? `/records?search=${search}` : '/records'}>{t.reset}</a>
      </p>
    </form>
  )
}
