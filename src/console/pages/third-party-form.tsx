// /third-parties.new and /:code/edit: a third party registered, or a new wording of it from a day on.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { isCorporateNumber } from '../../domain/corporate-number.ts'
import { EQUIVALENCES, THIRD_PARTY_KINDS } from '../../domain/provision-event.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { listProposals } from '../../usecases/propose-fillings.ts'
import {
  readThirdPartyViews,
  registerThirdParty,
  type ThirdPartyRegistration,
  type ThirdPartyView,
} from '../../usecases/register-third-party.ts'
import { countryChoices } from '../countries.ts'
import { Actions, Checks, Choices, Faults, Field, Form, Select } from '../form-parts.tsx'
import { EMPTY_FORM, type Sent, type Unsent, type Values } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import { type Matter, matterWords } from '../matter-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { sayValue } from './record-content.tsx'
import { plainDigits } from './record-fields.ts'
import { type Beside, SeenField, WhatChanged } from './record-seen.tsx'
import { partyWords } from './third-parties-words.ts'
import { openParty, PARTY_FIELDS } from './third-party.tsx'

const text = z.string().trim().max(1_000).optional()
const tick = z.literal('yes').optional()
const wording = {
  kind: z.enum(THIRD_PARTY_KINDS),
  name: z.string().trim().min(1).max(1_000),
  facility: text,
  address: text,
  representative: text,
  representative_none: tick,
  country: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}$/, 'country')
    .optional(),
  equivalence: z.enum(EQUIVALENCES).optional(),
  corporate_number: z
    .string()
    .overwrite(plainDigits)
    .refine(isCorporateNumber, 'corporate')
    .optional(),
  article_16_2_body: tick,
  effective_on: z.string().refine(isCalendarDate, 'day').optional(),
  seen: z.coerce.number().int().optional(),
}
const isOneOrNone = (typed: { representative?: string; representative_none?: 'yes' }) =>
  !(typed.representative && typed.representative_none)
const both = { path: ['representative'], message: 'both' }
const editSchema = z.strictObject(wording).refine(isOneOrNone, both)
const newSchema = z
  .strictObject({
    code: z
      .string()
      .trim()
      .normalize('NFKC')
      .regex(/^[A-Za-z0-9._-]{1,64}$/, 'code'),
    ...wording,
  })
  .refine(isOneOrNone, both)

export function thirdPartyFormPages(shell: Shell, deps: Deps) {
  // Not below /third-parties/: there it could be somebody's code.
  shell.get('/third-parties.new', OFFICERS, visit => showForm(visit, {}))
  shell.post('/third-parties.new', OFFICERS, async visit => {
    const { faults } = visit.say(partyWords)
    const form = await visit.form(newSchema, faults)
    if (!form.ok) return showForm(visit, { form })
    const { code, ...typed } = form.data
    const sent = await register(deps, visit, { code, ...registrationOf({ ...typed, seen: 0 }) })
    if (sent.ok) return sent.data
    return showForm(visit, { form: { ...sent, faults: { code: faults.taken as string } } })
  })

  shell.get('/third-parties/:code/edit', OFFICERS, async visit =>
    showForm(visit, { party: await openParty(deps, visit) }),
  )
  shell.post('/third-parties/:code/edit', OFFICERS, async visit => {
    const party = await openParty(deps, visit)
    const form = await visit.form(editSchema, visit.say(partyWords).faults)
    if (!form.ok) return showForm(visit, { party, form })
    const sent = await register(deps, visit, { code: party.code, ...registrationOf(form.data) })
    return sent.ok
      ? sent.data
      : showForm(visit, { party: await openParty(deps, visit), form: sent })
  })
}

function registrationOf(typed: z.output<typeof editSchema>): Omit<ThirdPartyRegistration, 'code'> {
  const { representative_none: none, representative, country, article_16_2_body, ...rest } = typed
  return {
    ...rest,
    country: country ?? 'JP',
    article_16_2_body: article_16_2_body === 'yes',
    ...(none ? { representative: null } : representative ? { representative } : {}),
  }
}

/** Then to what it can fill, if anything. */
async function register(
  deps: Deps,
  visit: Visit,
  registration: ThirdPartyRegistration,
): Promise<Sent<Response>> {
  const { code } = registration
  const [before] = await readThirdPartyViews(deps, visit.caller, { code })
  const sent = await visit.attempt({ changed_meanwhile: 'form' }, () =>
    registerThirdParty(deps, visit.caller, registration),
  )
  if (!sent.ok) return sent
  const done = sent.data.revision === before?.revision ? 'same' : 'registered'
  const [proposal] = await listProposals(deps, visit.caller, code, { most: 1 })
  const next = `/third-parties/${code}${proposal ? '/proposals' : ''}`
  return { ok: true, data: visit.seeOther(next, { done }) }
}

function showForm(
  visit: Visit,
  { party, form = EMPTY_FORM }: { party?: ThirdPartyView; form?: Unsent },
) {
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  const typed = Object.keys(form.values).length > 0
  const filled = { values: typed ? form.values : valuesOf(party), faults: form.faults }
  const field = { visit, form: filled }
  const revised = party !== undefined && party.revision > 0
  const title = revised ? t.editTitle(party.code) : party ? t.firstTitle(party.code) : t.newTitle
  return visit.page(
    { title, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      <p>{revised ? t.editLead : t.newLead}</p>
      <Faults visit={visit} form={form} />
      <WhatChanged visit={visit} form={form} rows={besides(visit, party, form)} />
      <Form visit={visit} action={visit.c.req.path} once>
        {party ? <SeenField visit={visit} form={form} now={String(party.revision)} /> : null}
        {party ? null : <Field {...field} name="code" label={t.code} hint={t.codeHint} required />}
        <Choices
          {...field}
          name="kind"
          label={t.kind}
          choices={THIRD_PARTY_KINDS.map(value => ({ value, label: w.kinds[value] }))}
          required
        />
        <Field {...field} name="name" label={t.name} required />
        <Field {...field} name="facility" label={t.facility} hint={t.facilityHint} />
        <Field {...field} name="address" label={t.address} />
        <Field
          {...field}
          name="representative"
          label={t.representative}
          hint={t.representativeHint}
        />
        <Tick {...field} name="representative_none" label={t.representativeNone} />
        <Select
          {...field}
          name="country"
          label={t.country}
          choices={countryChoices(visit.language)}
        />
        <Select
          {...field}
          name="equivalence"
          label={t.equivalence}
          hint={t.equivalenceHint}
          choices={[
            { value: '', label: t.choose },
            ...EQUIVALENCES.map(value => ({ value, label: w.equivalences[value] })),
          ]}
        />
        <Field
          {...field}
          name="corporate_number"
          label={t.number}
          hint={t.numberHint}
          inputmode="numeric"
        />
        <Tick {...field} name="article_16_2_body" label={t.publicBody} hint={t.publicBodyHint} />
        {revised ? (
          <Field
            {...field}
            name="effective_on"
            label={t.effectiveOn}
            type="date"
            hint={t.effectiveHint}
          />
        ) : null}
        <Actions visit={visit} cancel={party ? `/third-parties/${party.code}` : '/third-parties'}>
          <button type="submit">{t.save}</button>
        </Actions>
      </Form>
    </div>,
  )
}

function Tick(props: { visit: Visit; form: Unsent; name: string; label: string; hint?: string }) {
  const { visit } = props
  return <Checks {...props} choices={[{ value: 'yes', label: visit.say(partyWords).yes }]} />
}

function valuesOf(party: ThirdPartyView | undefined): Values {
  if (!party || party.revision === 0) return { country: 'JP' }
  const { revisions: _all, revision: _number, code: _code, ...wordingNow } = party
  const texts = Object.entries(wordingNow).flatMap(([field, value]): [string, string][] =>
    typeof value === 'string' ? [[field, value]] : value === true ? [[field, 'yes']] : [],
  )
  return {
    ...Object.fromEntries(texts),
    ...(party.representative === null ? { representative_none: 'yes' } : {}),
  }
}

function besides(visit: Visit, party: ThirdPartyView | undefined, form: Unsent): Beside[] {
  const m = visit.say(matterWords)
  const stands = valuesOf(party)
  const say = (field: string, { [field]: value = '' }: Values) =>
    value === 'yes' ? visit.say(partyWords).yes : sayValue(visit, `third_party.${field}`, value)
  return [...PARTY_FIELDS, 'representative_none'].map(field => ({
    label:
      field === 'representative_none'
        ? visit.say(partyWords).representativeNone
        : m[`third_party_${field}` as Matter],
    now: say(field, stands),
    typed: say(field, form.values),
  }))
}
