// /requests/new: a request that arrived is registered: who asks, about whom, what for, and which papers came.

import { disclosureRequestSchema } from '../../domain/disclosure-schema.ts'
import { OFFICERS } from '../../domain/role.ts'
import { today } from '../../usecases/disclosure-file.ts'
import { openDisclosureRequest } from '../../usecases/open-disclosure-request.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Actions, Checks, Choices, Faults, Field, Form, Select } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { identityWords } from '../identity-words.ts'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import { choicesOf, requestCodes } from '../request-codes.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { documentRows, intakeBody, intakeFieldOf, schemesOf } from './request-intake-body.ts'
import { intakeWords } from './request-intake-words.ts'
import { MoreButton } from './request-more.tsx'

export function intakePages(shell: Shell, deps: Deps) {
  shell.get('/requests/new', OFFICERS, visit => showIntake(deps, visit))
  shell.post('/requests/new', OFFICERS, async visit => {
    const values = await visit.values()
    // A button of the form itself: nothing is sent off yet.
    if (values.more) return showIntake(deps, visit, { values, faults: {} })
    const body = intakeBody(values, schemesOf(deps.operator))
    const fieldOf = intakeFieldOf(values)
    const how = { schema: disclosureRequestSchema, fieldOf }
    const form = await checkBody(visit, body, how)
    if (!form.ok) return showIntake(deps, visit, form)
    const opened = await attemptPointed(visit, { fieldOf }, () =>
      openDisclosureRequest(deps, visit.caller, form.data),
    )
    if (!opened.ok) return showIntake(deps, visit, opened)
    return visit.seeOther(`/requests/${opened.data.request_no}`, { done: 'opened' })
  })
}

interface Parts {
  deps: Deps
  visit: Visit
  form: Unsent
}

function showIntake(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(intakeWords)
  const parts = { deps, visit, form }
  return visit.page(
    { title: t.title, faults: form.faults },
    <div class="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/requests/new" once>
        <Arrival {...parts} />
        <Requester {...parts} />
        <Person {...parts} />
        <Wish {...parts} />
        <Papers {...parts} />
        <Actions visit={visit} cancel="/requests">
          <button type="submit">{t.send}</button>
          <MoreButton>{t.more}</MoreButton>
        </Actions>
      </Form>
    </div>,
  )
}

function Arrival({ deps, visit, form }: Parts) {
  const t = visit.say(intakeWords)
  const { channels } = visit.say(requestCodes)
  const common = { visit, form, required: true }
  return (
    <>
      <Field
        {...common}
        name="received_on"
        label={t.receivedOn}
        hint={t.receivedOnHint}
        type="date"
        value={today(deps)}
      />
      <Select {...common} name="channel" label={t.channel} choices={choicesOf(channels)} />
    </>
  )
}

function Requester({ visit, form }: Parts) {
  const t = visit.say(intakeWords)
  const { requesters } = visit.say(requestCodes)
  const { authorities } = visit.say(identityWords)
  const common = { visit, form }
  return (
    <>
      <h2>{t.requester}</h2>
      <Choices
        {...common}
        name="requester"
        label={t.whoAsks}
        value="self"
        choices={choicesOf(requesters)}
        required
      />
      <Field {...common} name="agent_name" label={t.agentName} hint={t.agentHint} />
      <Field {...common} name="agent_address" label={t.agentAddress} hint={t.addressHint} />
      <Select
        {...common}
        name="authority"
        label={t.authority}
        choices={[{ value: '', label: t.none }, ...choicesOf(authorities)]}
      />
    </>
  )
}

function Person({ deps, visit, form }: Parts) {
  const t = visit.say(intakeWords)
  const { matters } = visit.say(requestCodes)
  const common = { visit, form }
  const known: Record<string, string> = {
    member_id: matters.member_id,
    email: matters.email,
    phone: matters.phone,
  }
  return (
    <>
      <h2>{t.person}</h2>
      <p>{t.personLead}</p>
      <Field {...common} name="name" label={matters.name} hint={t.nameHint} required />
      <Field {...common} name="name_kana" label={matters.kana} />
      <Field {...common} name="other_names" label={t.otherNames} hint={t.otherNamesHint} rows={2} />
      <Field {...common} name="birth_date" label={matters.birth_date} type="date" />
      <Field {...common} name="addresses" label={matters.address} hint={t.addressesHint} rows={2} />
      {schemesOf(deps.operator).map(scheme => (
        <Field
          {...common}
          name={`id-${scheme}`}
          label={
            (Object.hasOwn(known, scheme) ? known[scheme] : undefined) ??
            `${matters.identifier}(${scheme})`
          }
          hint={t.oneALine}
          rows={2}
        />
      ))}
    </>
  )
}

function Wish({ deps, visit, form }: Parts) {
  const t = visit.say(intakeWords)
  const { deliveries, also } = visit.say(requestCodes)
  const common = { visit, form }
  return (
    <>
      <h2>{t.wish}</h2>
      <p>{t.scopeLead}</p>
      <Field {...common} name="from" label={t.from} type="date" />
      <Field {...common} name="to" label={t.to} type="date" />
      <Select
        {...common}
        name="direction"
        label={t.direction}
        choices={[
          { value: '', label: t.bothDirections },
          { value: 'provided', label: t.provided },
          { value: 'received', label: t.received },
        ]}
      />
      <Choices
        {...common}
        name="delivery"
        label={t.delivery}
        value={deps.operator.disclosure.default_delivery}
        choices={choicesOf(deliveries)}
        required
      />
      <Checks
        {...common}
        name="translation"
        label={t.translation}
        choices={[{ value: 'en', label: t.english, hint: t.englishHint }]}
      />
      <Checks {...common} name="also" label={t.also} hint={t.alsoHint} choices={choicesOf(also)} />
      <Field {...common} name="also_other" label={t.alsoOther} hint={t.oneALine} rows={2} />
    </>
  )
}

function Papers({ visit, form }: Parts) {
  const t = visit.say(intakeWords)
  const { documents } = visit.say(identityWords)
  const rows = documentRows(form.values)
  const common = { visit, form }
  return (
    <>
      <h2>{t.papers}</h2>
      <p>{t.papersLead}</p>
      <input type="hidden" name="rows" value={String(rows)} />
      {Array.from({ length: rows }, (_, n) => (
        <fieldset class="row">
          <legend class="unseen">{t.paper(n + 1)}</legend>
          <Select
            {...common}
            name={`document-${n}`}
            label={t.kind}
            choices={[{ value: '', label: t.none }, ...choicesOf(documents)]}
          />
          <Field {...common} name={`copies-${n}`} label={t.copies} inputmode="numeric" value="1" />
          <Select {...common} name={`form-${n}`} label={t.form} choices={choicesOf(t.forms)} />
          <Select
            {...common}
            name={`afterwards-${n}`}
            label={t.afterwards}
            choices={choicesOf(t.afterwardsOf)}
          />
        </fieldset>
      ))}
    </>
  )
}
