// /records/search: who is sought and why; the answer stands in the list of records.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Definitions, Notice } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { type PersonSearch, writeSearch } from './person-search.ts'
import { recordsWords } from './records-words.ts'
import { schemesOf } from './request-intake-body.ts'

const ACCESS = { roles: READERS, people: true }
const clue = z.string().trim().min(1).max(200).optional()

/** A field `id_phone` for each kind of identifier that a request can state. */
const PREFIX = 'id_'

/** `2026-0001`, and full width, name a request too. */
const requestNoOf = (typed: string) =>
  typed
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^(?=\d)/, 'R')

function searchSchema(deps: Deps) {
  return z
    .strictObject({
      name: clue,
      name_kana: clue,
      birth_date: z.string().refine(isCalendarDate, 'day').optional(),
      ...Object.fromEntries(schemesOf(deps.operator).map(scheme => [`${PREFIX}${scheme}`, clue])),
      request_no: z
        .string()
        .overwrite(requestNoOf)
        .regex(/^R\d{4}-\d{4,9}$/, 'requestShape')
        .optional(),
      reason: z.string().trim().min(1).max(500).optional(),
    })
    .superRefine(({ birth_date: _, request_no, reason, ...clues }, context) => {
      const fault = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      if (Object.values(clues).every(one => one === undefined)) fault('name', 'someClue')
      if (request_no === undefined && reason === undefined) fault('reason', 'why')
    })
}

export function personSearchPages(shell: Shell, deps: Deps) {
  shell.get('/records/search', ACCESS, visit => showForm(deps, visit))

  // A search changes nothing; it is posted so that nobody's name stands in an address.
  shell.post('/records/search', ACCESS, async visit => {
    const t = visit.say(recordsWords)
    const form = await visit.form(searchSchema(deps), t.faults)
    if (!form.ok) return showForm(deps, visit, form)
    const { request_no: requestNo } = form.data
    if (requestNo !== undefined && !(await deps.stores.disclosures.find(requestNo))) {
      const faults = { request_no: t.faults.noRequest as string }
      return showForm(deps, visit, { values: await visit.values(), faults })
    }
    return visit.seeOther(`/records?search=${writeSearch(deps, visit.me, searchOf(form.data))}`)
  })
}

function searchOf(typed: z.output<ReturnType<typeof searchSchema>>): PersonSearch {
  const { name, name_kana, birth_date, request_no, reason, ...rest } = typed
  const identifiers = Object.fromEntries(
    Object.entries(rest as Record<string, string | undefined>).flatMap(([field, value]) =>
      value === undefined ? [] : [[field.slice(PREFIX.length), value]],
    ),
  )
  return { data_subject: { name, name_kana, birth_date, identifiers }, request_no, reason }
}

function showForm(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(recordsWords)
  const once = visit.once<{ over: boolean }>()
  const field = { visit, form }
  return visit.page(
    { title: t.searchTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.searchTitle}</h1>
      {once.over ? <Notice kind="warn">{t.over}</Notice> : null}
      <p>{t.searchLead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/records/search">
        <Field {...field} name="name" label={t.name} hint={t.nameHint} />
        <Field {...field} name="name_kana" label={t.kana} />
        {schemesOf(deps.operator).map(scheme => (
          <Field {...field} name={`${PREFIX}${scheme}`} label={identifierName(visit, scheme)} />
        ))}
        <Field {...field} name="birth_date" label={t.birthDate} type="date" hint={t.birthHint} />
        <h2>{t.why}</h2>
        <Field
          {...field}
          name="request_no"
          label={t.requestNo}
          hint={t.requestHint}
          value={visit.c.req.query('request_no') ?? ''}
        />
        <Field {...field} name="reason" label={t.reason} hint={t.reasonHint} rows={2} />
        <p class="muted">{t.searchLogged}</p>
        <Actions visit={visit} cancel="/records">
          <button type="submit">{t.search}</button>
        </Actions>
      </Form>
    </div>,
  )
}

/** 電話番号 for `phone`; a scheme without words keeps its name. */
export function identifierName(visit: Visit, scheme: string): string {
  const names = visit.say(recordsWords).identifierNames
  return Object.hasOwn(names, scheme) ? (names[scheme] as string) : scheme
}

/** Above the list: whom it is about, and why it was asked for. */
export function PersonSearched({ visit, person }: { visit: Visit; person: PersonSearch }) {
  const t = visit.say(recordsWords)
  const { name, name_kana, birth_date, identifiers = {} } = person.data_subject
  const parts: [string, string | undefined][] = [
    [t.name, name],
    [t.kana, name_kana],
    [t.birthDate, birth_date],
    ...Object.entries(identifiers).map(([scheme, value]): [string, string] => [
      identifierName(visit, scheme),
      value,
    ]),
    [t.requestNo, person.request_no],
    [t.reason, person.reason],
  ]
  const stated = parts.flatMap(([term, value]) => (value ? [[term, value] as const] : []))
  return (
    <section class="card">
      <h2>{t.found}</h2>
      <Definitions of={stated} />
      <p class="actions">
        <a href="/records/search">{t.again}</a>
        <a href="/records">{t.leave}</a>
      </p>
    </section>
  )
}
