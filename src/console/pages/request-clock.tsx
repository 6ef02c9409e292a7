// /requests/:no/clock, /fee, /method: what happens to a request between arrival and answer.

import { clockSchema, feeSchema, methodChangeSchema } from '../../domain/disclosure-schema.ts'
import { DELIVERIES } from '../../domain/disclosure-steps.ts'
import { changeMethod } from '../../usecases/change-method.ts'
import { keepClock } from '../../usecases/keep-clock.ts'
import { noteFee } from '../../usecases/note-fee.ts'
import type { Deps } from '../../usecases/ports.ts'
import { EmptyState, Notice } from '../components.tsx'
import { Actions, Checks, Choices, Field, Form } from '../form-parts.tsx'
import type { Values } from '../forms.ts'
import { choicesOf, requestCodes, wordOf } from '../request-codes.ts'
import type { Shell } from '../shell.tsx'
import { clockWords } from './request-clock-words.ts'
import { given, linesOf, listOf, numberOf, textOf } from './request-intake-body.ts'
import { addFormPage, type FormParts } from './request-simple-form.tsx'

export function clockPages(shell: Shell, deps: Deps) {
  addFormPage(shell, deps, {
    place: 'clock',
    title: visit => visit.say(clockWords).clock,
    schema: clockSchema,
    body: clockBody,
    fieldOf: place => place.split('/')[1] ?? 'kind',
    fields: { clock_does_not_fit: 'form', already_issued: 'form' },
    act: (visit, requestNo, clock) => keepClock(deps, visit.caller, { requestNo, clock }),
    next: {
      place: '',
      done: clock => ('stop' in clock ? 'stopped' : 'extend' in clock ? 'extended' : 'clock'),
    },
    show: ClockForm,
  })
  addFormPage(shell, deps, {
    place: 'fee',
    title: visit => visit.say(clockWords).fee,
    schema: feeSchema,
    body: values => given({ paid_on: textOf(values.paid_on), yen: numberOf(values.yen) }),
    fields: { already_issued: 'form' },
    act: (visit, requestNo, fee) => noteFee(deps, visit.caller, { requestNo, fee }),
    next: { place: '', done: 'fee' },
    show: FeeForm,
  })
  addFormPage(shell, deps, {
    place: 'method',
    title: visit => visit.say(clockWords).method,
    schema: methodChangeSchema,
    body: methodBody,
    fieldOf: place => place.split('/')[0] || 'stage',
    fields: { already_issued: 'form' },
    act: (visit, requestNo, change) => changeMethod(deps, visit.caller, { requestNo, change }),
    next: { place: 'letters', done: 'method' },
    show: MethodForm,
  })
}

function clockBody(values: Values) {
  const kind = textOf(values.kind)
  if (kind === 'stop') {
    const reply_by = textOf(values.reply_by)
    return {
      stop: given({
        stopped_on: textOf(values.stopped_on),
        waiting_for: listOf(values.waiting_for),
        reply_by,
      }),
    }
  }
  if (kind === 'resume') return { resume: given({ resumed_on: textOf(values.resumed_on) }) }
  return {
    extend: given({
      due_on: textOf(values.due_on),
      letter_reason: textOf(values.letter_reason),
      internal_reason: textOf(values.internal_reason),
    }),
  }
}

function methodBody(values: Values) {
  const stage = textOf(values.stage)
  const reasons = {
    letter_reason: textOf(values.letter_reason),
    internal_reason: textOf(values.internal_reason),
  }
  if (stage === 'answer') return given({ stage, delivery: textOf(values.delivery) })
  if (stage === 'notice') return given({ stage, ...reasons })
  return given({
    stage,
    ...reasons,
    alternatives: [...listOf(values.alternatives), ...linesOf(values.alternatives_other)],
    reply_by: textOf(values.reply_by),
  })
}

/** One form for each thing that can be done to the clock as it stands. */
function ClockForm({ visit, work, form, action }: FormParts) {
  const t = visit.say(clockWords)
  const { points } = visit.say(requestCodes)
  const { view } = work
  const { disclosure } = visit.house.deps.operator
  if (view.extract || view.status === 'closed') return <EmptyState title={t.over} />
  const stop = view.clock_stops.at(-1)
  const stands = view.clock_stopped_on !== null
  const common = { visit, form }
  return (
    <>
      <Notice>{t.clockLead(view.due_on, view.article_39_on)}</Notice>
      {stands && stop ? (
        <section class="card">
          <h2>{t.resume}</h2>
          <p>{t.waiting(stop.waiting_for.map(code => wordOf(points, code)).join(t.and))}</p>
          <Form visit={visit} action={action} label={t.resume} once>
            <input type="hidden" name="kind" value="resume" />
            <Field
              {...common}
              name="resumed_on"
              label={t.resumedOn}
              type="date"
              value={work.today}
              required
            />
            <Actions visit={visit}>
              <button type="submit">{t.resume}</button>
            </Actions>
          </Form>
        </section>
      ) : disclosure.clock_stops_for_correction ? (
        <section class="card">
          <h2>{t.stop}</h2>
          <p>{t.stopLead}</p>
          <Form visit={visit} action={action} label={t.stop} once>
            <input type="hidden" name="kind" value="stop" />
            <Field
              {...common}
              name="stopped_on"
              label={t.stoppedOn}
              type="date"
              value={work.today}
              required
            />
            <Checks
              {...common}
              name="waiting_for"
              label={t.waitingFor}
              choices={choicesOf(points)}
              required
            />
            <Field {...common} name="reply_by" label={t.completeBy} type="date" />
            <Actions visit={visit}>
              <button type="submit">{t.stop}</button>
            </Actions>
          </Form>
        </section>
      ) : (
        <p>{t.notPublished}</p>
      )}
      <section class="card">
        <h2>{t.extend}</h2>
        <p>{t.extendLead}</p>
        <p>{t.mayStillSue(view.article_39_on)}</p>
        <Form visit={visit} action={action} label={t.extend} once>
          <input type="hidden" name="kind" value="extend" />
          <Field {...common} name="due_on" label={t.newDue} type="date" required />
          <Field
            {...common}
            name="letter_reason"
            label={t.letterReason}
            hint={t.extendHint}
            rows={2}
            required
          />
          <Field {...common} name="internal_reason" label={t.internalReason} rows={2} />
          <Actions visit={visit}>
            <button type="submit">{t.extend}</button>
          </Actions>
        </Form>
      </section>
    </>
  )
}

function FeeForm({ visit, work, form, action }: FormParts) {
  const t = visit.say(clockWords)
  const { fee } = visit.house.deps.operator.disclosure
  if (work.view.extract || work.view.status === 'closed') return <EmptyState title={t.over} />
  const common = { visit, form }
  return (
    <Form visit={visit} action={action} once>
      <Notice>{fee.records_yen > 0 ? t.feeLead(fee.records_yen) : t.noFee}</Notice>
      <Field {...common} name="paid_on" label={t.paidOn} type="date" value={work.today} required />
      <Field
        {...common}
        name="yen"
        label={t.yen}
        inputmode="numeric"
        value={fee.records_yen > 0 ? String(fee.records_yen) : ''}
        required
      />
      <Actions visit={visit}>
        <button type="submit">{t.noteFee}</button>
      </Actions>
    </Form>
  )
}

function MethodForm({ visit, work, form, action }: FormParts) {
  const t = visit.say(clockWords)
  const { deliveries } = visit.say(requestCodes)
  const { view } = work
  if (view.extract || view.status === 'closed') return <EmptyState title={t.over} />
  const common = { visit, form }
  const others = choicesOf(deliveries).filter(({ value }) => value !== 'document')
  return (
    <Form visit={visit} action={action} once>
      <Notice>{t.methodLead(deliveries[view.delivery_now])}</Notice>
      <Choices
        {...common}
        name="stage"
        label={t.stage}
        value={view.method_change?.stage === 'consultation' ? 'answer' : 'consultation'}
        choices={choicesOf(t.stages)}
        required
      />
      <h2>{t.ofConsultation}</h2>
      <Field {...common} name="letter_reason" label={t.difficult} hint={t.difficultHint} rows={2} />
      <Field {...common} name="internal_reason" label={t.internalReason} rows={2} />
      <Checks {...common} name="alternatives" label={t.alternatives} choices={others} />
      <Field
        {...common}
        name="alternatives_other"
        label={t.alternativesOther}
        hint={t.oneALine}
        rows={2}
      />
      <Field {...common} name="reply_by" label={t.replyBy} type="date" />
      <h2>{t.ofAnswer}</h2>
      <Choices
        {...common}
        name="delivery"
        label={t.chosen}
        choices={DELIVERIES.map(value => ({ value, label: deliveries[value] }))}
      />
      <Actions visit={visit}>
        <button type="submit">{t.send}</button>
      </Actions>
    </Form>
  )
}
