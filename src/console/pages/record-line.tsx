// /records/:no/lines: the person of one line amended, or a person added.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { notFound } from '../../domain/domain-error.ts'
import type { DataSubject } from '../../domain/provision-event.ts'
import type { Amendment } from '../../domain/record-schema.ts'
import { OFFICERS } from '../../domain/role.ts'
import { amendRecord } from '../../usecases/amend-record.ts'
import type { RecordView } from '../../usecases/get-record.ts'
import type { Deps } from '../../usecases/ports.ts'
import { seenOf } from '../../usecases/seen-record.ts'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Sent, type Unsent, type Values } from '../forms.ts'
import { attemptPointed } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { identifierName } from './person-search-form.tsx'
import { MEND_FAULTS, openRecord } from './record-mend.tsx'
import { Why } from './record-mend-parts.tsx'
import { mendWords } from './record-mend-words.ts'
import { SeenField, WhatChanged } from './record-seen.tsx'
import { schemesOf } from './request-intake-body.ts'

const PREFIX = 'id_'
const PLAIN = ['name', 'name_kana', 'birth_date', 'address'] as const
const text = z.string().trim().max(1_000).optional()

/** A line of the record, or undefined for a person to be added. */
interface Editing {
  record: RecordView
  line: RecordView['lines'][number] | undefined
  schemes: string[]
}

export function recordLinePages(shell: Shell, deps: Deps) {
  shell.get('/records/:no/lines/:line', OFFICERS, async visit =>
    showForm(visit, await openLine(deps, visit)),
  )
  shell.post('/records/:no/lines/:line', OFFICERS, async visit => {
    const editing = await openLine(deps, visit)
    const sent = await save(deps, visit, editing)
    return sent.ok
      ? visit.seeOther(`/records/${editing.record.record_no}`, { done: 'line' })
      : showForm(visit, editing, sent)
  })
}

/** A line that is hidden, or not there, is not found. */
async function openLine(deps: Deps, visit: Visit): Promise<Editing> {
  const record = await openRecord(deps, visit)
  const wanted = visit.c.req.param('line') ?? ''
  const line = record.lines.find(one => String(one.line) === wanted)
  if (!line && wanted !== 'new') throw notFound()
  const known = schemesOf(deps.operator)
  const schemes = [...new Set([...known, ...Object.keys(line?.identifiers ?? {})])]
  return { record, line, schemes }
}

async function save(
  deps: Deps,
  visit: Visit,
  { record, line, schemes }: Editing,
): Promise<Sent<unknown>> {
  const t = visit.say(mendWords)
  const form = await visit.form(schemaOf(schemes), t.faults)
  if (!form.ok) return form
  const { reason, proof, seen, ...typed } = form.data as Record<string, string | undefined>
  const changes = line ? { lines: [patchOf(line, typed, schemes)] } : { add_lines: [added(typed)] }
  return attemptPointed(visit, { fieldOf, fields: MEND_FAULTS }, () =>
    amendRecord(deps, visit.caller, record.record_no, {
      reason: reason as string,
      ...(proof ? { evidence: proof } : {}),
      changes: changes as Amendment['changes'],
      seen,
    }),
  )
}

function schemaOf(schemes: readonly string[]) {
  return z
    .strictObject({
      name: text,
      name_kana: text,
      birth_date: z.string().refine(isCalendarDate, 'day').optional(),
      address: text,
      ...Object.fromEntries(schemes.map(scheme => [`${PREFIX}${scheme}`, text])),
      seen: z.string().optional(),
      reason: z.string().trim().min(1).max(1_000),
      proof: text,
    })
    .superRefine((typed: Record<string, string | undefined>, context) => {
      const clues = ['name', 'name_kana', ...schemes.map(scheme => `${PREFIX}${scheme}`)]
      if (clues.some(field => typed[field])) return
      context.addIssue({ code: 'custom', path: ['name'], message: 'person' })
    })
}

/** Null takes away what was there and is left empty now. */
function patchOf(
  line: { line: number } & DataSubject,
  typed: Record<string, string | undefined>,
  schemes: readonly string[],
) {
  const identifiers = schemes.flatMap((scheme): [string, string | null][] => {
    const value = typed[`${PREFIX}${scheme}`] ?? null
    return value === null && line.identifiers?.[scheme] === undefined ? [] : [[scheme, value]]
  })
  const plain = PLAIN.map((field): [string, string | null] => [field, typed[field] ?? null])
  return {
    line: line.line,
    set: {
      ...Object.fromEntries(plain),
      ...(identifiers.length > 0 ? { identifiers: Object.fromEntries(identifiers) } : {}),
    },
  }
}

function added(typed: Record<string, string | undefined>): DataSubject {
  const stated = Object.entries(typed).filter(([, value]) => value) as [string, string][]
  const isIdentifier = (field: string) => field.startsWith(PREFIX)
  const identifiers = stated
    .filter(([field]) => isIdentifier(field))
    .map(([field, value]) => [field.slice(PREFIX.length), value])
  return {
    ...Object.fromEntries(stated.filter(([field]) => !isIdentifier(field))),
    ...(identifiers.length > 0 ? { identifiers: Object.fromEntries(identifiers) } : {}),
  }
}

/** `changes/lines/0/set/identifiers/phone` → `id_phone`. */
function fieldOf(place: string): string {
  if (place === 'evidence') return 'proof'
  const [, identifier, field] =
    /^changes\/(?:lines\/\d+\/set|add_lines\/\d+)(?:\/identifiers\/(.+)|\/(\w+))?$/.exec(place) ??
    []
  if (identifier) return `${PREFIX}${identifier}`
  return field ?? 'form'
}

function showForm(visit: Visit, editing: Editing, form: Unsent = EMPTY_FORM) {
  const { record, line, schemes } = editing
  const t = visit.say(mendWords)
  const no = record.record_no
  const title = line ? t.lineTitle(no, line.line) : t.newLineTitle(no)
  const typed = Object.keys(form.values).length > 0
  const filled = { values: typed ? form.values : valuesOf(line), faults: form.faults }
  const field = { visit, form: filled }
  const labels: [string, string][] = [
    ['name', t.name],
    ['name_kana', t.kana],
    ['birth_date', t.birthDate],
    ['address', t.address],
    ...schemes.map((one): [string, string] => [`${PREFIX}${one}`, identifierName(visit, one)]),
  ]
  const stands = valuesOf(line)
  const besides = labels.map(([name, label]) => ({
    label,
    now: String(stands[name] ?? ''),
    typed: String(form.values[name] ?? ''),
  }))
  return visit.page(
    { title, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      <p>
        {t.amendLead} {t.lineLead}
      </p>
      <Faults visit={visit} form={form} />
      <WhatChanged visit={visit} form={form} rows={line ? besides : []} />
      <Form visit={visit} action={visit.c.req.path} once>
        <SeenField visit={visit} form={form} now={seenOf(visit.house.deps, record)} />
        {labels.map(([name, label]) => (
          <Field
            {...field}
            name={name}
            label={label}
            {...(name === 'birth_date' ? { type: 'date' } : {})}
          />
        ))}
        <Why visit={visit} form={filled} fills={record.gaps.some(gap => gap.item === 'PERSON')} />
        <Actions visit={visit} cancel={`/records/${no}`}>
          <button type="submit">{line ? t.save : t.toLine}</button>
        </Actions>
      </Form>
    </div>,
  )
}

function valuesOf(line: Editing['line']): Values {
  if (!line) return {}
  const { line: _number, identifiers = {}, ...plain } = line
  return {
    ...(plain as Values),
    ...Object.fromEntries(
      Object.entries(identifiers).map(([scheme, value]) => [`${PREFIX}${scheme}`, value]),
    ),
  }
}
