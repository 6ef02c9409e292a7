// /holds: what is kept from erasure, since when and why, when to look again; placed, reviewed and released.

import { z } from 'zod'
import { legalHoldSchema } from '../../domain/legal-hold.ts'
import { pathCode } from '../../domain/path-code.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import { COUNTED_AT_MOST, countKeptAlone } from '../../usecases/held-by-hold.ts'
import { placeLegalHold, readLegalHold, releaseLegalHold } from '../../usecases/legal-holds.ts'
import type { Deps } from '../../usecases/ports.ts'
import { newId } from '../../usecases/random-text.ts'
import { Definitions } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { listFile } from '../lists.tsx'
import { checkBody } from '../pointed-faults.ts'
import { readScope, ScopeFields, scopeField, scopeShape } from '../scope-fields.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { heldList, readHoldList } from './hold-lists.tsx'
import { showHold, showHolds } from './hold-views.tsx'
import { holdWords } from './holds-words.ts'
import { scopeInWords } from './mark-words.ts'

const matter = z.string().trim().min(1).max(2000)
const review = z.string().optional()
const newSchema = (deps: Deps) =>
  z.strictObject({
    code: pathCode.optional(),
    matter,
    review_on: review,
    ...scopeShape(deps),
  })
const seen = z.coerce.number().int()
const changeSchema = z.strictObject({ matter, review_on: review, seen })
const releaseSchema = z.strictObject({ reason: matter, seen })

const PEOPLE = { roles: READERS, people: true }
const fieldOf = (place: string) => (place.startsWith('scope') ? scopeField(place) : place)

export function holdPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/holds', label: { ja: '保全', en: 'Holds' }, roles: READERS })

  shell.get('/holds', PEOPLE, visit => showHolds(deps, visit))
  shell.get('/holds.csv', PEOPLE, async visit => listFile((await readHoldList(deps, visit)).list))

  shell.get('/holds.new', OFFICERS, visit => showNew(deps, visit))
  shell.post('/holds.new', OFFICERS, async visit => {
    const form = await visit.form(newSchema(deps))
    if (!form.ok) return showNew(deps, visit, form)
    const { matter: of, review_on, code = `H-${newId(6)}` } = form.data
    const scope = await readScope(deps, visit, form.data)
    if (!scope.ok) return showNew(deps, visit, scope)
    const hold = { matter: of, scope: scope.data, ...(review_on ? { review_on } : {}) }
    const body = await checkBody(visit, hold, { schema: legalHoldSchema, fieldOf })
    if (!body.ok) return showNew(deps, visit, body)
    const done = await visit.attempt({ changed_meanwhile: 'code' }, () =>
      placeLegalHold(deps, visit.caller, { code, ...body.data }, 0),
    )
    if (!done.ok) {
      const faults = { code: visit.say(holdWords).codeTaken }
      return showNew(deps, visit, { values: await visit.values(), faults })
    }
    return visit.seeOther(`/holds/${code}`, { done: 'placed' })
  })

  shell.get('/holds/:code', PEOPLE, visit => showHold(deps, visit))
  shell.get('/holds/:code/records.csv', PEOPLE, async visit =>
    listFile(heldList(deps, visit, await read(deps, visit))),
  )
  shell.post('/holds/:code', OFFICERS, async visit => {
    const { code, scope } = await read(deps, visit)
    const form = await visit.form(changeSchema)
    if (!form.ok) return showHold(deps, visit, form)
    const { matter: of, review_on } = form.data
    const hold = { matter: of, scope, ...(review_on ? { review_on } : {}) }
    const body = await checkBody(visit, hold, { schema: legalHoldSchema, fieldOf })
    if (!body.ok) return showHold(deps, visit, body)
    const done = await visit.attempt({ changed_meanwhile: 'form' }, () =>
      placeLegalHold(deps, visit.caller, { code, ...body.data }, form.data.seen),
    )
    if (!done.ok) return showHold(deps, visit, done)
    return visit.seeOther(`/holds/${code}`, { done: 'changed' })
  })

  shell.get('/holds/:code/release', OFFICERS, visit => showRelease(deps, visit))
  shell.post('/holds/:code/release', OFFICERS, async visit => {
    const code = visit.c.req.param('code') ?? ''
    const form = await visit.form(releaseSchema)
    if (!form.ok) return showRelease(deps, visit, form)
    const fields = { already_released: 'form', changed_meanwhile: 'form' } as const
    const done = await visit.attempt(fields, () =>
      releaseLegalHold(deps, visit.caller, code, form.data),
    )
    if (!done.ok) return showRelease(deps, visit, done)
    return visit.seeOther('/holds', { done: 'released' })
  })
}

const read = (deps: Deps, visit: Visit) =>
  readLegalHold(deps, visit.caller, visit.c.req.param('code') ?? '')

function showNew(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(holdWords)
  const field = { visit, form }
  return visit.page(
    { title: t.add, faults: form.faults },
    <div class="narrow">
      <h1>{t.add}</h1>
      <p>{t.lead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/holds.new" once>
        <Field {...field} name="matter" label={t.matter} hint={t.matterHint} rows={3} required />
        <ScopeFields visit={visit} deps={deps} form={form} />
        <Field {...field} name="review_on" label={t.review} hint={t.reviewHint} type="date" />
        <Field {...field} name="code" label={t.code} hint={t.codeHint} />
        <Actions visit={visit} cancel="/holds">
          <button type="submit">{t.place}</button>
        </Actions>
      </Form>
    </div>,
  )
}

async function showRelease(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(holdWords)
  const hold = await read(deps, visit)
  const { code, matter: about, scope, revision, released } = hold
  if (released) return showHold(deps, visit, { ...EMPTY_FORM, faults: form.faults })
  const kept = await countKeptAlone(deps, visit.caller, hold)
  return visit.page(
    { title: t.releaseTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.releaseTitle}</h1>
      <p>{t.releaseLead(code)}</p>
      <Definitions
        of={[
          [t.matter, about],
          [t.scope, scopeInWords(visit, scope)],
        ]}
      />
      <p>
        <strong>{t.freed(kept, kept === COUNTED_AT_MOST)}</strong>
      </p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={visit.c.req.path}>
        <input type="hidden" name="seen" value={revision} />
        <Field
          visit={visit}
          form={form}
          name="reason"
          label={t.releaseReason}
          hint={t.releaseHint}
          rows={3}
          required
        />
        <Actions visit={visit} cancel={`/holds/${code}`}>
          <button type="submit" class="danger">
            {t.release}
          </button>
        </Actions>
      </Form>
    </div>,
  )
}
