// /records/:no/amend and /fill: a part of a record typed anew, with the reason and what shows it.

import { isCorporateNumber } from '../../domain/corporate-number.ts'
import { notFound } from '../../domain/domain-error.ts'
import type { ItemCode } from '../../domain/record-rules.ts'
import { OFFICERS } from '../../domain/role.ts'
import { amendRecord } from '../../usecases/amend-record.ts'
import { getRecord, type RecordView, requireOwnRecord } from '../../usecases/get-record.ts'
import type { Deps } from '../../usecases/ports.ts'
import { seenOf } from '../../usecases/seen-record.ts'
import { Actions, Faults, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Sent, type Unsent } from '../forms.ts'
import { attemptPointed } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { labelOf, RecordField, shownAs } from './record-field.tsx'
import {
  changedPaths,
  FIELDS_OF_ITEM,
  type FieldPath,
  fieldsSchema,
  nameOf,
  PARTS,
  type Part,
  patchOf,
  type Typed,
  valuesOf,
} from './record-fields.ts'
import { OtherWays, Why } from './record-mend-parts.tsx'
import { mendWords } from './record-mend-words.ts'
import { recordNoOf } from './record-number.ts'
import { type Beside, SeenField, WhatChanged } from './record-seen.tsx'

export function recordMendPages(shell: Shell, deps: Deps) {
  const amend: Mending = {
    title: (visit, no) => visit.say(mendWords).amendTitle(no),
    fieldsOf: visit => PARTS[partOf(visit)],
  }
  const fill: Mending = {
    title: (visit, no) => visit.say(mendWords).fillTitle(no),
    fieldsOf: (_visit, record) => fillable(record),
    fills: true,
  }
  for (const [path, mending] of [
    ['/records/:no/amend/:part', amend],
    ['/records/:no/fill', fill],
  ] as const) {
    shell.get(path, OFFICERS, async visit =>
      showForm(visit, { mending, record: await openRecord(deps, visit) }),
    )
    shell.post(path, OFFICERS, async visit => {
      const record = await openRecord(deps, visit)
      const sent = await mend(deps, visit, { mending, record })
      if (!sent.ok) return showForm(visit, { mending, record, form: sent })
      return visit.seeOther(`/records/${record.record_no}`, { done: sent.data })
    })
  }
}

interface Mending {
  title: (visit: Visit, no: number) => string
  fieldsOf: (visit: Visit, record: RecordView) => readonly FieldPath[]
  fills?: boolean
}

/** As the officer may see it; what was voided is not mended. Throws not_found. */
export async function openRecord(deps: Deps, visit: Visit): Promise<RecordView> {
  const no = recordNoOf(visit)
  await requireOwnRecord(deps, visit.caller, no)
  return getRecord(deps, visit.caller, no)
}

function partOf(visit: Visit): Part {
  const part = visit.c.req.param('part') ?? ''
  if (!Object.hasOwn(PARTS, part)) throw notFound()
  return part as Part
}

function fillable({ gaps }: RecordView): FieldPath[] {
  const items = gaps.flatMap(({ kind, item }) => (kind === 'missing_item' && item ? [item] : []))
  return [...new Set(items.flatMap(item => FIELDS_OF_ITEM[item as ItemCode]))]
}

async function mend(
  deps: Deps,
  visit: Visit,
  { mending, record }: { mending: Mending; record: RecordView },
): Promise<Sent<'amended' | 'filled'>> {
  const t = visit.say(mendWords)
  const paths = mending.fieldsOf(visit, record)
  const form = await visit.form(fieldsSchema(paths), t.faults)
  if (!form.ok) return form
  const { reason, proof, seen, ...typed } = form.data as Typed
  const refuse = async (faults: Unsent['faults']) => ({
    ok: false as const,
    values: await visit.values(),
    faults,
  })
  const faults = faultsBetween(visit, record, { paths, typed })
  if (Object.keys(faults).length > 0) return refuse(faults)
  const changes = patchOf(record.event, paths, typed)
  return attemptPointed(
    visit,
    {
      fieldOf,
      fields: MEND_FAULTS,
    },
    async () => {
      const why = { reason: reason as string, ...(proof ? { evidence: proof } : {}) }
      const amendment = { ...why, changes, seen }
      const after = await amendRecord(deps, visit.caller, record.record_no, amendment)
      return lacking(after) < lacking(record) ? 'filled' : 'amended'
    },
  )
}

const lacking = ({ gaps }: Pick<RecordView, 'gaps'>) =>
  gaps.filter(({ kind }) => kind === 'missing_item').length

/** Where a refusal to mend a record is shown. */
export const MEND_FAULTS = {
  nothing_changed: 'form',
  evidence_needed: 'proof',
  already_void: 'form',
  changed_meanwhile: 'form',
} as const

/** What holds between fields, or of a changed one alone. */
function faultsBetween(
  visit: Visit,
  { event }: RecordView,
  { paths, typed }: { paths: readonly FieldPath[]; typed: Typed },
): Unsent['faults'] {
  const { faults } = visit.say(mendWords)
  const found: Unsent['faults'] = {}
  const refuse = (field: string, fault: string) => {
    found[field] = faults[fault] as string
  }
  const changed = changedPaths(event, paths, typed)
  const { period_first_day: first, period_last_day: last } = typed
  if (first && last && last < first) refuse('period_last_day', 'order')
  if (changed.includes('record_made_on') && typed.record_made_on && !typed.evidence) {
    refuse('evidence', 'madeOn')
  }
  const number = typed.third_party_corporate_number
  if (changed.includes('third_party.corporate_number') && number && !isCorporateNumber(number)) {
    refuse('third_party_corporate_number', 'corporate')
  }
  // Left empty it would say that there is none: that is said by its own field.
  const silent = !typed.third_party_representative && !typed.third_party_representative_none
  if (silent && changed.some(path => path.startsWith('third_party.representative'))) {
    refuse('third_party_representative', 'representative')
  }
  return found
}

/** `changes/third_party/name` → `third_party_name`; the evidence of the amendment has its own field. */
function fieldOf(place: string): string {
  if (place === 'evidence') return 'proof'
  const [, root, leaf] = /^changes\/(\w+)(?:\/([a-z]\w*))?/.exec(place) ?? []
  if (!root || place === 'changes/third_party') return 'form'
  return leaf ? `${root}_${leaf}` : root
}

function showForm(
  visit: Visit,
  props: { mending: Mending; record: RecordView; form?: Unsent },
): Promise<Response> {
  const { mending, record, form = EMPTY_FORM } = props
  const t = visit.say(mendWords)
  const no = record.record_no
  const title = mending.title(visit, no)
  const paths = mending.fieldsOf(visit, record)
  const typed = Object.keys(form.values).length > 0
  const filled = {
    values: typed ? form.values : valuesOf(record.event, paths),
    faults: form.faults,
  }
  return visit.page(
    { title, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      <p>{mending.fills ? t.fillLead : t.amendLead}</p>
      <Faults visit={visit} form={form} />
      <WhatChanged visit={visit} form={form} rows={besides(visit, { record, paths, form })} />
      {mending.fills ? <OtherWays visit={visit} record={record} /> : null}
      {paths.length === 0 ? null : (
        <Form visit={visit} action={visit.c.req.path} once>
          <SeenField visit={visit} form={form} now={seenOf(visit.house.deps, record)} />
          {paths.map(path => (
            <RecordField visit={visit} form={filled} path={path} record={record} />
          ))}
          <Why visit={visit} form={filled} fills={mending.fills} />
          <Actions visit={visit} cancel={`/records/${no}`}>
            <button type="submit">{mending.fills ? t.fill : t.save}</button>
          </Actions>
        </Form>
      )}
    </div>,
  )
}

function besides(
  visit: Visit,
  { record, paths, form }: { record: RecordView; paths: readonly FieldPath[]; form: Unsent },
): Beside[] {
  const stands = valuesOf(record.event, paths)
  return paths.map(path => ({
    label: labelOf(visit, path),
    now: shownAs(visit, path, stands[nameOf(path)]),
    typed: shownAs(visit, path, form.values[nameOf(path)]),
  }))
}
