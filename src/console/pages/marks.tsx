// /marks: what exists for the restricted role alone (施行令第11条); placed, looked at and released.

import { z } from 'zod'
import { needsSecondPerson } from '../../domain/approval.ts'
import { pathCode } from '../../domain/path-code.ts'
import { ORDER_11_GROUNDS, protectiveMarkSchema } from '../../domain/protective-mark.ts'
import type { Role } from '../../domain/role.ts'
import { requestApproval } from '../../usecases/approvals.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import {
  placeProtectiveMark,
  readProtectiveMark,
  releaseProtectiveMark,
} from '../../usecases/protective-marks.ts'
import { newId } from '../../usecases/random-text.ts'
import { ApprovalGate, approvalFor, isApproved } from '../approval-gate.tsx'
import { Definitions, Instant, Notice } from '../components.tsx'
import { Actions, Choices, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { Listing, listFile } from '../lists.tsx'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import { readScope, ScopeFields, scopeField, scopeShape } from '../scope-fields.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { hidesInWords, MarkState, readMarkList } from './mark-list.tsx'
import { groundWords, scopeInWords } from './mark-words.ts'
import { markWords } from './marks-words.ts'

const RESTRICTED: readonly Role[] = ['restricted_officer']

const newSchema = (deps: Deps) =>
  z.strictObject({
    code: pathCode.optional(),
    ground: z.enum(ORDER_11_GROUNDS),
    reason: z.string().trim().min(1).max(2000),
    ...scopeShape(deps),
  })

const releaseSchema = z.strictObject({ seen: z.coerce.number().int() })

const fieldOf = (place: string) => (place.startsWith('scope') ? scopeField(place) : place)

export function markPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/marks', label: { ja: '保護', en: 'Marks' }, roles: RESTRICTED })

  shell.get('/marks', RESTRICTED, visit => showMarks(deps, visit))
  shell.get('/marks.csv', RESTRICTED, async visit => listFile(await readMarkList(deps, visit)))

  shell.get('/marks.new', RESTRICTED, visit => showNew(deps, visit))
  shell.post('/marks.new', RESTRICTED, async visit => {
    const form = await visit.form(newSchema(deps))
    if (!form.ok) return showNew(deps, visit, form)
    const { ground, reason, code = `P-${newId(6)}` } = form.data
    const scope = await readScope(deps, visit, form.data)
    if (!scope.ok) return showNew(deps, visit, scope)
    const stated = { ground, reason, scope: scope.data }
    const body = await checkBody(visit, stated, { schema: protectiveMarkSchema, fieldOf })
    if (!body.ok) return showNew(deps, visit, body)
    if (await deps.stores.protectiveMarks.find(code))
      return showNew(deps, visit, await taken(visit))
    const mark = body.data
    const fields = { changed_meanwhile: 'code' } as const
    const done = await attemptPointed(visit, { fieldOf, fields }, async () => {
      if (!needsSecondPerson(deps.operator, 'mark_placing')) {
        await placeProtectiveMark(deps, visit.caller, { code, ...mark }, 0)
        return visit.seeOther(`/marks/${code}`, { done: 'placed' })
      }
      const asked = { kind: 'mark_placing', code, mark, reason } as const
      const { approval_id: id } = await requestApproval(deps, visit.caller, asked)
      return visit.seeOther(`/approvals/${id}`, { done: 'asked' })
    })
    if (done.ok) return done.data
    return showNew(deps, visit, done.faults.code ? await taken(visit) : done)
  })

  shell.get('/marks/:code', RESTRICTED, visit => showMark(deps, visit))

  shell.get('/marks/:code/release', RESTRICTED, visit => showRelease(deps, visit))
  shell.post('/marks/:code/release', RESTRICTED, async visit => {
    const code = visit.c.req.param('code') ?? ''
    const form = await visit.form(releaseSchema)
    if (!form.ok) return showRelease(deps, visit)
    const fields = {
      approval_needed: 'form',
      already_released: 'form',
      changed_meanwhile: 'form',
    } as const
    const done = await visit.attempt(fields, () =>
      releaseProtectiveMark(deps, visit.caller, code, form.data.seen),
    )
    if (!done.ok) return showRelease(deps, visit, done)
    return visit.seeOther(`/marks/${code}`, { done: 'released' })
  })
}

const taken = async (visit: Visit): Promise<Unsent> => ({
  values: await visit.values(),
  faults: { code: visit.say(markWords).codeTaken },
})

const read = (deps: Deps, visit: Visit) =>
  readProtectiveMark(deps, visit.caller, visit.c.req.param('code') ?? '')

async function showMarks(deps: Deps, visit: Visit) {
  const t = visit.say(markWords)
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <p>
        <a class="button" href="/marks.new">
          {t.add}
        </a>
      </p>
      <Listing visit={visit} list={await readMarkList(deps, visit)} />
    </>,
  )
}

async function showMark(deps: Deps, visit: Visit) {
  const t = visit.say(markWords)
  const mark = await read(deps, visit)
  const names = await nameActors(deps, [mark.by])
  const once = visit.once<{ done: 'placed' | 'released' }>()
  return visit.page(
    { title: `${t.title} ${mark.code}` },
    <>
      <h1>
        {t.title} {mark.code}
      </h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      <Definitions
        of={[
          [t.state, <MarkState visit={visit} mark={mark} />],
          [t.ground, visit.say(groundWords).grounds[mark.ground]],
          [t.reason, mark.reason],
          [t.scope, scopeInWords(visit, mark.scope)],
          [t.hides, hidesInWords(visit, mark)],
          [t.at, <Instant visit={visit} at={mark.at} />],
          [t.by, names.get(mark.by) ?? mark.by],
        ]}
      />
      <p class="muted">{t.issued}</p>
      {mark.released ? null : (
        <p>
          <a href={`/marks/${mark.code}/release`}>{t.release}</a>
        </p>
      )}
    </>,
  )
}

function showNew(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(markWords)
  const { grounds } = visit.say(groundWords)
  const field = { visit, form }
  const isAsked = needsSecondPerson(deps.operator, 'mark_placing')
  return visit.page(
    { title: t.add, faults: form.faults },
    <div class="narrow">
      <h1>{t.add}</h1>
      <p>{t.lead}</p>
      {isAsked ? <Notice kind="warn">{t.asked}</Notice> : null}
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/marks.new" once>
        <Choices
          {...field}
          name="ground"
          label={t.ground}
          required
          choices={ORDER_11_GROUNDS.map(value => ({ value, label: grounds[value] }))}
        />
        <Field {...field} name="reason" label={t.reason} hint={t.reasonHint} rows={3} required />
        <ScopeFields visit={visit} deps={deps} form={form} lines />
        <Field {...field} name="code" label={t.code} hint={t.codeHint} />
        <Actions visit={visit} cancel="/marks">
          <button type="submit">{isAsked ? t.ask : t.place}</button>
        </Actions>
      </Form>
    </div>,
  )
}

async function showRelease(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(markWords)
  const { code, revision } = await read(deps, visit)
  const need = await approvalFor(deps, visit.caller, { kind: 'mark_release', subject: code })
  return visit.page(
    { title: t.releaseTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.releaseTitle}</h1>
      <Faults visit={visit} form={form} />
      <p>{t.releaseLead(code)}</p>
      <ApprovalGate visit={visit} of={need} />
      {isApproved(need) ? (
        <Form visit={visit} action={visit.c.req.path}>
          <input type="hidden" name="seen" value={revision} />
          <Actions visit={visit} cancel={`/marks/${code}`}>
            <button type="submit" class="danger">
              {t.release}
            </button>
          </Actions>
        </Form>
      ) : null}
    </div>,
  )
}
