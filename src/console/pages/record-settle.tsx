// /records/:no/conflicts/:code and /void: what changes how a record counts, each on a page of its own.

import { z } from 'zod'
import { DomainError, notFound } from '../../domain/domain-error.ts'
import type { ConflictCode } from '../../domain/gaps.ts'
import { BASIS_CODES, basisAllows } from '../../domain/legal-basis.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { RecordView } from '../../usecases/get-record.ts'
import { type Deps, VOID_REASONS } from '../../usecases/ports.ts'
import { seenOf } from '../../usecases/seen-record.ts'
import { settleConflict } from '../../usecases/settle-conflict.ts'
import { voidRecord } from '../../usecases/void-record.ts'
import { Definitions } from '../components.tsx'
import { Actions, Choices, Faults, Field, Form, Select } from '../form-parts.tsx'
import { EMPTY_FORM, type Sent, type Unsent } from '../forms.ts'
import { articleName } from '../law-texts.ts'
import { ledgerWords } from '../ledger-words.ts'
import { attemptPointed } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { MEND_FAULTS, openRecord } from './record-mend.tsx'
import { mendWords } from './record-mend-words.ts'
import { SeenField } from './record-seen.tsx'

const settleSchema = z
  .strictObject({
    way: z.enum(['basis', 'breach']),
    basis: z.enum(BASIS_CODES).optional(),
    measures: z.string().trim().max(1_000).optional(),
    proof: z.string().trim().max(1_000).optional(),
    seen: z.string().optional(),
  })
  .superRefine(({ way, basis, measures }, context) => {
    const fault = (field: string) =>
      context.addIssue({ code: 'custom', path: [field], message: field })
    if (way === 'basis' && !basis) fault('basis')
    if (way === 'breach' && !measures) fault('measures')
  })

const voidSchema = z.strictObject({
  reason: z.enum(VOID_REASONS),
  note: z.string().trim().max(1_000).optional(),
  seen: z.string().optional(),
})

export function recordSettlePages(shell: Shell, deps: Deps) {
  shell.get('/records/:no/conflicts/:code', OFFICERS, async visit => {
    const record = await openRecord(deps, visit)
    return showConflict(visit, { record, conflict: conflictOf(visit, record) })
  })
  shell.post('/records/:no/conflicts/:code', OFFICERS, async visit => {
    const record = await openRecord(deps, visit)
    const conflict = conflictOf(visit, record)
    const sent = await settle(deps, visit, { record, conflict })
    if (!sent.ok) return showConflict(visit, { record, conflict, form: sent })
    return visit.seeOther(`/records/${record.record_no}`, { done: 'settled' })
  })

  shell.get('/records/:no/void', OFFICERS, async visit =>
    showVoid(visit, notVoid(await openRecord(deps, visit))),
  )
  shell.post('/records/:no/void', OFFICERS, async visit => {
    const record = notVoid(await openRecord(deps, visit))
    const form = await visit.form(voidSchema)
    if (!form.ok) return showVoid(visit, record, form)
    const done = await visit.attempt({ changed_meanwhile: 'form' }, () =>
      voidRecord(deps, visit.caller, record.record_no, form.data),
    )
    if (!done.ok) return showVoid(visit, record, done)
    return visit.seeOther(`/records/${record.record_no}`, { done: 'voided' })
  })
}

/** One that is open on the record, and no other. Throws not_found. */
function conflictOf(visit: Visit, { gaps }: RecordView): ConflictCode {
  const code = visit.c.req.param('code')
  const open = gaps.find(gap => gap.kind === 'conflict' && gap.code === code)
  if (!open) throw notFound()
  return open.code as ConflictCode
}

function notVoid(record: RecordView): RecordView {
  if (!record.voided) return record
  throw new DomainError('already_void', `Record ${record.record_no} is void.`)
}

interface Settling {
  record: RecordView
  conflict: ConflictCode
}

async function settle(
  deps: Deps,
  visit: Visit,
  { record, conflict }: Settling,
): Promise<Sent<unknown>> {
  const { faults } = visit.say(mendWords)
  const form = await visit.form(settleSchema, faults)
  if (!form.ok) return form
  const { way, basis, measures, proof, seen } = form.data
  const settlement = {
    code: conflict,
    ...(way === 'basis' ? { basis } : { breach: { measures: measures as string } }),
    ...(proof ? { evidence: proof } : {}),
    seen,
  }
  const fields = { ...MEND_FAULTS, no_such_conflict: 'form' } as const
  const sent = await attemptPointed(
    visit,
    { fieldOf: place => (place === 'basis' ? 'basis' : 'form'), fields },
    () => settleConflict(deps, visit.caller, record.record_no, settlement),
  )
  if (!sent.ok && sent.faults.basis) sent.faults.basis = faults.notCured as string
  return sent
}

function showConflict(
  visit: Visit,
  { record, conflict, form = EMPTY_FORM }: Settling & { form?: Unsent },
) {
  const t = visit.say(mendWords)
  const w = visit.say(ledgerWords)
  const no = record.record_no
  const title = t.settleTitle(no)
  const { statute } = record.gaps.find(({ code }) => code === conflict) ?? {}
  const { direction, basis } = record.event
  return visit.page(
    { title, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      <Definitions
        of={[
          [t.conflict, w.conflicts[conflict]],
          ...(statute ? [['', articleName(statute, visit.language)] as const] : []),
        ]}
      />
      <p>{t.conflictText[conflict]}</p>
      <OtherWay visit={visit} no={no} conflict={conflict} />
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={visit.c.req.path} once>
        <SeenField visit={visit} form={form} now={seenOf(visit.house.deps, record)} />
        <Choices
          visit={visit}
          form={form}
          name="way"
          label={t.way}
          choices={[
            { value: 'basis', label: t.wayBasis, hint: t.wayBasisHint },
            { value: 'breach', label: t.wayBreach, hint: t.wayBreachHint },
          ]}
          required
        />
        <Select
          visit={visit}
          form={form}
          name="basis"
          label={t.basis}
          choices={[
            { value: '', label: t.choose },
            ...BASIS_CODES.filter(code => code !== basis && basisAllows(code, direction)).map(
              value => ({ value, label: w.bases[value] }),
            ),
          ]}
        />
        <Field
          visit={visit}
          form={form}
          name="measures"
          label={t.measures}
          hint={t.measuresHint}
          rows={3}
        />
        <Field visit={visit} form={form} name="proof" label={t.proof} rows={2} />
        <Actions visit={visit} cancel={`/records/${no}`}>
          <button type="submit">{t.settle}</button>
        </Actions>
      </Form>
    </div>,
  )
}

/** Some conflicts go when another matter is set right. */
function OtherWay({ visit, no, conflict }: { visit: Visit; no: number; conflict: ConflictCode }) {
  const t = visit.say(mendWords)
  if (conflict === 'foreign_consent_needed') {
    return (
      <p>
        <a href={`/records/${no}/amend/third_party`}>{t.amendParty}</a>
      </p>
    )
  }
  if (conflict !== 'exemption_missing') return null
  return (
    <p>
      <a href={`/records/${no}/amend/basis`}>{t.amendBasis}</a>
    </p>
  )
}

function showVoid(visit: Visit, record: RecordView, form: Unsent = EMPTY_FORM) {
  const t = visit.say(mendWords)
  const w = visit.say(ledgerWords)
  const no = record.record_no
  const { event, third_party: party } = record
  const title = t.voidTitle(no)
  return visit.page(
    { title, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      <p>{t.voidLead}</p>
      <p>
        {[event.occurred_on, w.directions[event.direction], party.name ?? party.code]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={visit.c.req.path} once>
        <SeenField visit={visit} form={form} now={seenOf(visit.house.deps, record)} />
        <Choices
          visit={visit}
          form={form}
          name="reason"
          label={t.voidReason}
          choices={VOID_REASONS.map(value => ({ value, label: w.voids[value] }))}
          required
        />
        <Field visit={visit} form={form} name="note" label={t.note} hint={t.noteHint} rows={2} />
        <Actions visit={visit} cancel={`/records/${no}`}>
          <button type="submit" class="danger">
            {t.void}
          </button>
        </Actions>
      </Form>
    </div>,
  )
}
