// /records: the list of records, filtered, paged and exported; what a search for a person found stands here too.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { CONFLICT_CODES } from '../../domain/gaps.ts'
import { BASIS_CODES, DIRECTIONS } from '../../domain/legal-basis.ts'
import { ITEM_CODES, ruleOn } from '../../domain/record-rules.ts'
import { READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import {
  type ListedRecord,
  lineCountOf,
  listRecords,
  type RecordListing,
} from '../../usecases/search-records.ts'
import { EmptyState, Notice, Pager, pathWith } from '../components.tsx'
import { csvLine, csvResponse } from '../csv.ts'
import { Faults } from '../form-parts.tsx'
import { checkForm, type Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { type PersonSearch, readSearch } from './person-search.ts'
import { PersonSearched } from './person-search-form.tsx'
import { partyName, RecordTable } from './record-table.tsx'
import { RecordFilter } from './records-filter.tsx'
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
    .normalize('NFKC')
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'code')
    .optional(),
  direction: z.enum(DIRECTIONS).optional(),
  basis: z.enum(BASIS_CODES).optional(),
  from: day,
  to: day,
  gap: z.enum(['any', ...ITEM_CODES, ...CONFLICT_CODES]).optional(),
  item: z.string().trim().min(1).max(100).optional(),
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
    if (!query.ok) return showList(visit, NOTHING, { form: query })
    const person = personOf(deps, visit, query.data)
    if (person === 'over') return visit.seeOther('/records/search', { over: true })
    const search = searchOf(query.data, person)
    const found = await listRecords(deps, visit.caller, { ...search, limit: PAGE })
    const form = { values: visit.c.req.query(), faults: {} }
    return showList(visit, found, { form, person })
  })

  shell.get('/records.csv', ACCESS, async visit => {
    const query = queryOf(visit)
    if (!query.ok) return showList(visit, NOTHING, { form: query })
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

const NOTHING: RecordListing = { listed: [], next_cursor: null, moreItems: false }

function showList(
  visit: Visit,
  { listed, next_cursor: next, moreItems }: RecordListing,
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
      <Faults visit={visit} form={form} />
      <RecordFilter visit={visit} form={form} />
      {moreItems ? <Notice kind="warn">{t.moreItems}</Notice> : null}
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
