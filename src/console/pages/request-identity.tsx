// /requests/:no/identity: person, agent and authority, each checked apart, and what each check proved (令13条).

import { identityVerificationSchema } from '../../domain/disclosure-schema.ts'
import { VERIFIED_PARTS, type VerifiedPart } from '../../domain/disclosure-steps.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { verifyIdentity } from '../../usecases/verify-identity.ts'
import { Notice } from '../components.tsx'
import { Actions, Checks, Choices, Faults, Field, Form, Select } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent, type Values } from '../forms.ts'
import { identityWords } from '../identity-words.ts'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import { choicesOf } from '../request-codes.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { openWork, requestNoOf, requestPage } from './request-frame.tsx'
import { Checked, provable } from './request-identity-checks.tsx'
import { identityPageWords } from './request-identity-words.ts'
import { given, listOf, textOf } from './request-intake-body.ts'
import { pathOf } from './request-side.tsx'

export function identityPages(shell: Shell, deps: Deps) {
  shell.get('/requests/:no/identity', { roles: READERS, people: true }, async visit =>
    showIdentity(visit, await openWork(deps, visit)),
  )
  shell.post('/requests/:no/identity', OFFICERS, async visit => {
    const work = await openWork(deps, visit)
    const values = await visit.values()
    const how = { schema: identityVerificationSchema, fieldOf }
    const form = await checkBody(visit, bodyOf(values), how)
    if (!form.ok) return showIdentity(visit, work, form)
    const requestNo = requestNoOf(visit)
    const kept = await attemptPointed(visit, { fieldOf }, () =>
      verifyIdentity(deps, visit.caller, { requestNo, verification: form.data }),
    )
    if (!kept.ok) return showIdentity(visit, work, kept)
    if (form.data.result === 'failed') {
      return visit.seeOther(pathOf(work, 'identity'), { done: 'failed' })
    }
    const next = kept.data.identity_verification ? 'matches' : 'identity'
    return visit.seeOther(pathOf(work, next), { done: 'verified' })
  })
}

function bodyOf(values: Values) {
  const of = textOf(values.of)
  const kind = textOf(values.authority_kind)
  const authority = given({
    kind,
    scope: listOf(values.authority_scope),
    issued_on: textOf(values.issued_on),
    valid_through: textOf(values.valid_through),
  })
  return given({
    of,
    method: textOf(values.method),
    result: textOf(values.result),
    verified_on: textOf(values.verified_on),
    documents: listOf(values.documents),
    proven: listOf(values.proven),
    authority: of === 'authority' && kind ? authority : undefined,
  })
}

function fieldOf(place: string): string {
  const [first = 'form', second] = place.split('/')
  if (first === 'authority') {
    if (second === undefined || second === 'kind') return 'authority_kind'
    return second === 'scope' ? 'authority_scope' : second
  }
  return first === 'of' ? 'form' : first
}

function showIdentity(visit: Visit, work: RequestWork, form: Unsent = EMPTY_FORM) {
  const t = visit.say(identityPageWords)
  const part = partOf(visit, work, form)
  const isOpen = work.view.status !== 'closed' && work.view.extract === null
  return requestPage(
    visit,
    work,
    { title: t.title, at: 'identity', faults: form.faults },
    <>
      <Faults visit={visit} form={form} />
      <Checked visit={visit} work={work} />
      {work.view.identity_verification ? (
        <p>
          <a class="button" href={pathOf(work, 'matches')}>
            {t.onward}
          </a>
        </p>
      ) : null}
      {isOpen && visit.is(...OFFICERS) ? (
        <Check visit={visit} work={work} form={form} part={part} />
      ) : null}
    </>,
  )
}

/** The part that the form is about: as asked for, or the first that is open. Nothing for who asks themselves. */
function partOf(visit: Visit, work: RequestWork, form: Unsent): VerifiedPart | undefined {
  if (work.view.requester.kind === 'self') return undefined
  const asked = textOf(form.values.of) ?? visit.c.req.query('of')
  return VERIFIED_PARTS.find(part => part === asked) ?? work.unchecked[0] ?? 'data_subject'
}

interface CheckProps {
  visit: Visit
  work: RequestWork
  form: Unsent
  part: VerifiedPart | undefined
}

function Check({ visit, work, form, part }: CheckProps) {
  const t = visit.say(identityPageWords)
  const { parts, checks, documents } = visit.say(identityWords)
  const rows = [...provable(visit, work, part).values()]
  const common = { visit, form }
  return (
    <>
      <h2>{t.register(parts[part ?? 'data_subject'])}</h2>
      <Notice>{part === 'authority' ? t.authorityLead : t.lead}</Notice>
      <Form visit={visit} action={pathOf(work, 'identity')}>
        {part ? <input type="hidden" name="of" value={part} /> : null}
        <Choices
          {...common}
          name="result"
          label={t.result}
          choices={choicesOf(t.results)}
          required
        />
        <Field
          {...common}
          name="verified_on"
          label={t.on}
          type="date"
          value={work.today}
          required
        />
        <Select {...common} name="method" label={t.method} choices={choicesOf(checks)} required />
        <Checks
          {...common}
          name="documents"
          label={t.documents}
          hint={t.documentsHint}
          choices={choicesOf(documents)}
        />
        {part === 'authority' ? <Authority visit={visit} form={form} work={work} /> : null}
        {rows.length > 0 ? (
          <Checks
            {...common}
            name="proven"
            label={t.proven}
            hint={t.provenHint}
            choices={rows.map(({ matter, label, value }) => ({
              value: matter,
              label,
              hint: value,
            }))}
          />
        ) : null}
        <Actions visit={visit}>
          <button type="submit">{t.send}</button>
        </Actions>
      </Form>
    </>
  )
}

function Authority({ visit, form, work }: Omit<CheckProps, 'part'>) {
  const t = visit.say(identityPageWords)
  const { authorities } = visit.say(identityWords)
  const months = visit.house.deps.operator.disclosure.authority_months
  const common = { visit, form }
  return (
    <>
      <Select
        {...common}
        name="authority_kind"
        label={t.authorityKind}
        value={work.view.requester.authority ?? ''}
        choices={[{ value: '', label: t.choose }, ...choicesOf(authorities)]}
      />
      <Checks
        {...common}
        name="authority_scope"
        label={t.scope}
        choices={choicesOf(t.scopes)}
        required
      />
      <Field {...common} name="issued_on" label={t.issuedOn} hint={t.months(months)} type="date" />
      <Field {...common} name="valid_through" label={t.validThrough} type="date" />
    </>
  )
}
