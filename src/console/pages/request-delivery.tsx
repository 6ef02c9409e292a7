// /requests/:no/delivery and what comes after it: returned mail, objections.

import { objectionSchema, returnedDeliverySchema } from '../../domain/aftermath-schema.ts'
import { deliverySchema } from '../../domain/disclosure-schema.ts'
import { deliverExtract } from '../../usecases/deliver-extract.ts'
import { listMatches, type MatchView } from '../../usecases/list-matches.ts'
import { noteObjection } from '../../usecases/note-objection.ts'
import type { Deps } from '../../usecases/ports.ts'
import { returnDelivery } from '../../usecases/return-delivery.ts'
import { Definitions, EmptyState, Notice } from '../components.tsx'
import { Actions, Choices, Field, Form, Select } from '../form-parts.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { choicesOf, requestCodes } from '../request-codes.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { deliveryWords } from './request-delivery-words.ts'
import { given, textOf } from './request-intake-body.ts'
import { lineName } from './request-line.tsx'
import { pathOf } from './request-side.tsx'
import { addFormPage, type FormParts } from './request-simple-form.tsx'

export function deliveryPages(shell: Shell, deps: Deps) {
  addFormPage(shell, deps, {
    place: 'delivery',
    title: visit => visit.say(deliveryWords).title,
    schema: deliverySchema,
    body: values =>
      given({
        method: textOf(values.method),
        form: textOf(values.form),
        delivered_on: textOf(values.delivered_on),
        tracking: textOf(values.tracking),
      }),
    fields: { method_not_changed: 'form', not_decided: 'method', extract_missing: 'method' },
    act: (visit, requestNo, delivery) =>
      deliverExtract(deps, visit.caller, { requestNo, delivery }),
    next: { place: '', done: 'delivered' },
    show: DeliveryForm,
  })
  addFormPage(shell, deps, {
    place: 'returned',
    title: visit => visit.say(deliveryWords).returned,
    schema: returnedDeliverySchema,
    body: values => given({ returned_on: textOf(values.returned_on), why: textOf(values.why) }),
    fields: { not_delivered: 'returned_on' },
    act: (visit, requestNo, returned) =>
      returnDelivery(deps, visit.caller, { requestNo, returned }),
    next: { place: 'alerts', done: 'returned' },
    show: ReturnedForm,
  })
  addFormPage(shell, deps, {
    place: 'objection',
    title: visit => visit.say(deliveryWords).objection,
    schema: objectionSchema,
    body: values => {
      const typed = textOf(values.which)
      const which = /^\D*(\d+)\D+(\d+)\D*$/.exec(typed?.normalize('NFKC') ?? '')
      const [record_no, line] = which?.slice(1).map(Number) ?? [typed]
      return given({ record_no, line, statement: textOf(values.statement) })
    },
    fieldOf: place => (place === 'statement' ? 'statement' : 'which'),
    fields: { no_such_line: 'which' },
    act: (visit, requestNo, objection) =>
      noteObjection(deps, visit.caller, { requestNo, objection }),
    next: { place: '', done: 'objection' },
    show: parts => ObjectionForm(deps, parts),
  })
}

function DeliveryForm({ visit, work, form, action }: FormParts) {
  const t = visit.say(deliveryWords)
  const { means, deliveries } = visit.say(requestCodes)
  const { view, move } = work
  const isNotAccepted = view.decision?.outcome === 'not_accepted'
  if (move.by === 'nobody') return <EmptyState title={t.over} />
  if (!view.extract && !isNotAccepted) {
    return (
      <EmptyState title={t.notIssued}>
        <p>
          <a href={pathOf(work, 'draft')}>{t.toDraft}</a>
        </p>
      </EmptyState>
    )
  }
  const own = visit.house.deps.operator.delivery_methods.map(({ code, words }) => ({
    value: code,
    label: words,
  }))
  const known = choicesOf(means).filter(({ value }) => own.every(one => one.value !== value))
  const common = { visit, form }
  return (
    <Form visit={visit} action={action} once>
      <Notice>{t.lead}</Notice>
      <Field {...common} name="delivered_on" label={t.on} type="date" required />
      <Select
        {...common}
        name="method"
        label={t.means}
        choices={[{ value: '', label: t.choose }, ...own, ...known]}
        required
      />
      <Choices
        {...common}
        name="form"
        label={t.form}
        value={view.delivery_now}
        choices={choicesOf(deliveries)}
        hint={t.formHint}
      />
      <Field {...common} name="tracking" label={t.tracking} />
      <Definitions
        of={[
          ...(view.extract ? [[t.docNo, view.extract.doc_no] as const] : []),
          [t.addressee, view.requester.name ?? view.data_subject?.name ?? ''],
          [t.agreed, deliveries[view.delivery_now]],
        ]}
      />
      <Actions visit={visit}>
        <button type="submit">{t.send}</button>
      </Actions>
    </Form>
  )
}

function ReturnedForm({ visit, work, form, action }: FormParts) {
  const t = visit.say(deliveryWords)
  const common = { visit, form }
  return (
    <Form visit={visit} action={action} once>
      <p>{t.returnedLead}</p>
      <Field
        {...common}
        name="returned_on"
        label={t.returnedOn}
        type="date"
        value={work.today}
        required
      />
      <Field {...common} name="why" label={t.why} hint={t.whyHint} />
      <Actions visit={visit}>
        <button type="submit">{t.noteReturned}</button>
      </Actions>
    </Form>
  )
}

/** More of them make a heavy page that nobody finds a line in. */
const MOST_CHOICES = 100

async function ObjectionForm(deps: Deps, { visit, work, form, action }: FormParts) {
  const t = visit.say(deliveryWords)
  if (!work.view.identity_verification || work.view.redacted_at) {
    return <EmptyState title={t.notVerified} />
  }
  const { exact, candidates } = await listMatches(deps, visit.caller, {
    requestNo: work.view.request_no,
  })
  const own = [...exact, ...candidates.filter(({ settled }) => settled === 'confirmed')]
  if (own.length === 0) return <EmptyState title={t.noLine} />
  const which = { visit, form, name: 'which', label: t.line, required: true }
  return (
    <Form visit={visit} action={action} once>
      <p>{t.objectionLead}</p>
      {own.length > MOST_CHOICES ? (
        <Field {...which} hint={t.whichHint(lineName(own[0] as MatchView))} />
      ) : (
        <Select
          {...which}
          choices={own.map(one => ({ value: lineName(one), label: lineWords(visit, one) }))}
        />
      )}
      <Field
        visit={visit}
        form={form}
        name="statement"
        label={t.statement}
        hint={t.statementHint}
        rows={4}
        required
      />
      <Actions visit={visit}>
        <button type="submit">{t.noteObjection}</button>
      </Actions>
    </Form>
  )
}

function lineWords(visit: Visit, match: MatchView): string {
  const { record_no, line, direction, occurred_on, third_party } = match
  const { directions } = visit.say(ledgerWords)
  const head = visit.say(deliveryWords).lineOf(record_no, line)
  return [head, directions[direction], occurred_on, third_party.name ?? ''].join(' ')
}
