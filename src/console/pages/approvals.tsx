// /approvals: what needs a second person, asked and answered.

import { z } from 'zod'
import { APPROVAL_KINDS, type ApprovalAsked, needsSecondPerson } from '../../domain/approval.ts'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { notFound } from '../../domain/domain-error.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import {
  type ApprovalView,
  decideApproval,
  readApproval,
  requestApproval,
  withdrawApproval,
} from '../../usecases/approvals.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { placeProtectiveMark } from '../../usecases/protective-marks.ts'
import { Notice } from '../components.tsx'
import { Actions, Choices, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { Listing, listFile } from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { approvalList, waitingList } from './approval-list.tsx'
import { ApprovalAbout, ApprovalFacts, CarryOut, isOpen, Withdraw } from './approval-parts.tsx'
import { approvalKinds, approvalWords } from './approvals-words.ts'

const reason = z.string().trim().min(1).max(2000)
const askSchema = z.strictObject({
  kind: z.enum(['retention_run', 'mark_release', 'extract']),
  subject: z.string().min(1).max(64),
  reason,
})
const decisionSchema = z
  .strictObject({ decision: z.enum(['approved', 'refused']), reason: reason.optional() })
  .refine(({ decision, reason: why }) => decision === 'approved' || why !== undefined, {
    path: ['reason'],
    message: 'refuseHint',
  })

const withdrawalSchema = z.strictObject({ closing: reason.optional() })

export function approvalPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/approvals', label: { ja: '承認', en: 'Approvals' }, roles: READERS })

  shell.get('/approvals', READERS, visit => showApprovals(deps, visit))
  shell.get('/approvals.csv', READERS, async visit => listFile(approvalList(deps, visit)))
  shell.get('/approvals/waiting.csv', READERS, async visit => listFile(waitingList(deps, visit)))

  shell.get('/approvals/new', OFFICERS, visit =>
    showNew(visit, { values: query(visit), faults: {} }),
  )
  shell.post('/approvals/new', OFFICERS, async visit => {
    const form = await visit.form(askSchema)
    if (!form.ok) return showNew(visit, form)
    const asked = askedOf(form.data)
    if (!asked) throw notFound()
    const done = await visit.attempt({ approval_not_needed: 'form' }, () =>
      requestApproval(deps, visit.caller, asked),
    )
    if (!done.ok) return showNew(visit, done)
    return visit.seeOther(`/approvals/${done.data.approval_id}`, { done: 'asked' })
  })

  shell.get('/approvals/:id', { roles: READERS, people: true }, visit => showApproval(deps, visit))
  shell.post('/approvals/:id', OFFICERS, async visit => {
    const form = await visit.form(decisionSchema, {
      refuseHint: visit.say(approvalWords).refuseHint,
    })
    if (!form.ok) return showApproval(deps, visit, form)
    const approvalId = visit.c.req.param('id') ?? ''
    const done = await visit.attempt(
      { approval_own: 'form', approval_over: 'form', changed_meanwhile: 'form' },
      () => decideApproval(deps, visit.caller, { approvalId, ...form.data }),
    )
    if (!done.ok) return showApproval(deps, visit, done)
    return visit.seeOther(`/approvals/${approvalId}`, { done: form.data.decision })
  })

  shell.post('/approvals/:id/withdrawal', OFFICERS, async visit => {
    const form = await visit.form(withdrawalSchema)
    if (!form.ok) return showApproval(deps, visit, form)
    const approvalId = visit.c.req.param('id') ?? ''
    const { closing } = form.data
    const done = await visit.attempt({ approval_over: 'form' }, () =>
      withdrawApproval(deps, visit.caller, { approvalId, ...(closing ? { reason: closing } : {}) }),
    )
    if (!done.ok) return showApproval(deps, visit, done)
    return visit.seeOther(`/approvals/${approvalId}`, { done: 'withdrawn' })
  })

  shell.post('/approvals/:id/placing', ['restricted_officer'], async visit => {
    const { subject: code, mark } = await read(deps, visit)
    if (!mark) throw notFound()
    await placeProtectiveMark(deps, visit.caller, { code, ...mark })
    return visit.seeOther(`/approvals/${visit.c.req.param('id')}`, { done: 'placed' })
  })
}

const read = (deps: Deps, visit: Visit) =>
  readApproval(deps, visit.caller, visit.c.req.param('id') ?? '')

const query = (visit: Visit) => visit.c.req.query()

/** Undefined where the subject is none. */
function askedOf({
  kind,
  subject,
  ...more
}: z.output<typeof askSchema>): ApprovalAsked | undefined {
  if (kind === 'extract') return { kind, request_no: subject, ...more }
  if (kind === 'mark_release') return { kind, code: subject, ...more }
  return isCalendarDate(subject) ? { kind, as_of: subject, ...more } : undefined
}

type Once = 'asked' | 'approved' | 'refused' | 'placed' | 'withdrawn'

async function showApprovals(deps: Deps, visit: Visit) {
  const t = visit.say(approvalWords)
  const isOff = !APPROVAL_KINDS.some(kind => needsSecondPerson(deps.operator, kind))
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {isOff ? <Notice>{t.off}</Notice> : null}
      {query(visit).after === undefined ? (
        <>
          <h2>{t.waiting}</h2>
          <Listing visit={visit} list={waitingList(deps, visit)} />
        </>
      ) : null}
      <h2>{t.all}</h2>
      <Listing visit={visit} list={approvalList(deps, visit)} />
    </>,
  )
}

async function showApproval(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(approvalWords)
  const approval = await read(deps, visit)
  const { asked_by, decided_by, closed_by } = approval
  const actors = [asked_by, decided_by, closed_by].filter(one => one !== null)
  const names = await nameActors(deps, actors)
  const once = visit.once<{ done: Once }>()
  const title = visit.say(approvalKinds).kinds[approval.kind]
  return visit.page(
    { title: `${t.title}: ${title}`, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      <Faults visit={visit} form={form} />
      <ApprovalFacts visit={visit} of={approval} names={names} />
      <ApprovalAbout visit={visit} of={approval} />
      {visit.is(...OFFICERS) ? <NextStep visit={visit} of={approval} form={form} /> : null}
      {visit.is(...OFFICERS) && isOpen(approval) ? <Withdraw visit={visit} of={approval} /> : null}
      <p>
        <a href="/approvals">{t.back}</a>
      </p>
    </div>,
  )
}

function NextStep({ visit, of, form }: { visit: Visit; of: ApprovalView; form: Unsent }) {
  const t = visit.say(approvalWords)
  if (of.state === 'approved') return of.fits ? <CarryOut visit={visit} of={of} /> : null
  if (of.state !== 'asked') return null
  if (of.own) return <Notice>{t.ownWaits}</Notice>
  return (
    <section class="card">
      <h2>{t.answer}</h2>
      <Form visit={visit} action={visit.c.req.path}>
        <Choices
          visit={visit}
          form={form}
          name="decision"
          label={t.decision}
          required
          choices={[
            ...(of.fits ? [{ value: 'approved', label: t.approve, hint: t.approveHint }] : []),
            { value: 'refused', label: t.refuse, hint: t.refuseHint },
          ]}
        />
        <Field visit={visit} form={form} name="reason" label={t.why} hint={t.whyHint} rows={3} />
        <Actions visit={visit} cancel="/approvals">
          <button type="submit">{t.send}</button>
        </Actions>
      </Form>
    </section>
  )
}

function showNew(visit: Visit, form: Unsent) {
  const t = visit.say(approvalWords)
  const { kinds, subjects } = visit.say(approvalKinds)
  const { kind, subject } =
    askSchema.partial().safeParse({ kind: form.values.kind, subject: form.values.subject }).data ??
    {}
  if (!kind || !subject) throw notFound()
  return visit.page(
    { title: t.newTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.newTitle}</h1>
      <p>{t.newLead}</p>
      <Faults visit={visit} form={form} />
      <p>
        <strong>{kinds[kind]}</strong> ({subjects[kind]}: {subject})
      </p>
      <Form visit={visit} action="/approvals/new">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="subject" value={subject} />
        <Field
          visit={visit}
          form={form}
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          rows={4}
          required
        />
        <Actions visit={visit} cancel="/approvals">
          <button type="submit">{t.ask}</button>
        </Actions>
      </Form>
    </div>,
  )
}
