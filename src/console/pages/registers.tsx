// /registers: the register of provision records made on demand, with a reason, and what was made before.

import { z } from 'zod'
import { REGISTER_EDITIONS, registerSchema } from '../../domain/register-schema.ts'
import { READERS } from '../../domain/role.ts'
import { listRegistersMade, type RegisterMade } from '../../usecases/list-registers-made.ts'
import { nameEveryActor } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { makeProvisionRegister } from '../../usecases/register-provisions.ts'
import { EmptyState, Instant } from '../components.tsx'
import { Actions, Choices, Faults, Field, Form, Select } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { type List, Listing, listFile, numberKey } from '../lists.tsx'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { registerWords } from './documents-words.ts'
import { fileResponse } from './request-file.ts'

const formSchema = z.strictObject({
  edition: z.enum(REGISTER_EDITIONS),
  from: z.string().optional(),
  to: z.string().optional(),
  third_party: z.string().trim().optional(),
  translation: z.enum(['ja', 'en']).optional(),
  reason: z.string().trim().min(1).max(2000),
})

export function registerPages(shell: Shell, deps: Deps) {
  shell.navigate({
    path: '/registers',
    label: { ja: '提供記録簿', en: 'Registers' },
    roles: READERS,
  })

  shell.get('/registers', READERS, visit => showRegisters(deps, visit))
  shell.get('/registers.csv', READERS, async visit => listFile(await madeList(deps, visit)))

  // Its making changes nothing and says why by itself: auditors make registers too.
  shell.post('/registers', READERS, async visit => {
    const form = await visit.form(formSchema)
    if (!form.ok) return showRegisters(deps, visit, form)
    const { translation, ...order } = form.data
    const body = { ...order, ...(translation === 'en' ? { translation } : {}) }
    const fieldOf = (place: string) => place
    const checked = await checkBody(visit, body, { schema: registerSchema, fieldOf })
    if (!checked.ok) return showRegisters(deps, visit, checked)
    const made = await attemptPointed(
      visit,
      { fieldOf, fields: { register_too_large: 'from' } },
      () => makeProvisionRegister(deps, visit.caller, checked.data),
    )
    if (!made.ok) return showRegisters(deps, visit, made)
    const { pdf, fileName } = made.data
    return fileResponse({ bytes: pdf, mediaType: 'application/pdf', fileName })
  })
}

async function showRegisters(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(registerWords)
  return visit.page(
    { title: t.title, faults: form.faults },
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Faults visit={visit} form={form} />
      <div class="narrow">
        <RegisterForm visit={visit} form={form} />
      </div>
      <h2>{t.made}</h2>
      <Listing visit={visit} list={await madeList(deps, visit)} />
    </>,
  )
}

function RegisterForm({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(registerWords)
  const field = { visit, form }
  return (
    <Form visit={visit} action="/registers" file>
      <Choices
        {...field}
        name="edition"
        label={t.edition}
        required
        choices={[
          { value: 'without_persons', label: t.withoutPersons, hint: t.withoutPersonsHint },
          { value: 'full', label: t.full, hint: t.fullHint },
        ]}
      />
      <Field {...field} name="from" label={t.from} type="date" />
      <Field {...field} name="to" label={t.to} type="date" />
      <Field {...field} name="third_party" label={t.thirdParty} hint={t.thirdPartyHint} />
      <Select
        {...field}
        name="translation"
        label={t.translation}
        choices={[
          { value: 'ja', label: t.ja },
          { value: 'en', label: t.en },
        ]}
      />
      <Field {...field} name="reason" label={t.reason} hint={t.reasonHint} rows={2} required />
      <Actions visit={visit}>
        <button type="submit">{t.make}</button>
        <span class="muted">{t.patience}</span>
      </Actions>
    </Form>
  )
}

async function madeList(deps: Deps, visit: Visit): Promise<List<RegisterMade>> {
  const t = visit.say(registerWords)
  const names = await nameEveryActor(deps)
  const period = ({ from, to }: RegisterMade) =>
    from === null && to === null ? t.wholePeriod : `${from ?? ''} – ${to ?? ''}`
  return {
    caption: t.made,
    csv: '/registers.csv',
    key: one => String(one.audit_no),
    read: ({ after, limit }) => listRegistersMade(deps, { before: numberKey(after), limit }),
    empty: (
      <EmptyState title={t.nothing}>
        <p>{t.nothingHint}</p>
      </EmptyState>
    ),
    columns: [
      {
        head: t.at,
        text: one => visit.instant(one.at),
        cell: one => <Instant visit={visit} at={one.at} />,
      },
      { head: t.by, text: one => names.get(one.by) ?? one.by },
      { head: t.edition, text: one => (one.edition === 'full' ? t.full : t.withoutPersons) },
      { head: t.period, text: period },
      { head: t.thirdParty, text: one => one.third_party },
      {
        head: t.digest,
        text: one => one.sha256,
        cell: one => <code>{one.sha256.slice(0, 16)}…</code>,
      },
    ],
  }
}
