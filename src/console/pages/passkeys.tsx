// /account/passkeys: adding and removing one's own passkeys.

import { z } from 'zod'
import { notFound } from '../../domain/domain-error.ts'
import { ROLES } from '../../domain/role.ts'
import { readProofs } from '../../usecases/console-users.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { Renewed } from '../../usecases/prove-again.ts'
import { addPasskey, beginPasskey, removePasskey } from '../../usecases/second-factors.ts'
import { EmptyState, Instant, Table } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { PasskeyButton, passkeyAnswer } from '../passkey-button.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { CurrentPassword } from './account-forms.tsx'
import { accountWords } from './account-words.ts'

const addSchema = z.strictObject({
  ticket: z.string(),
  answer: z.string(),
  label: z.string().trim().min(1).max(60),
  current: z.string(),
})

export function passkeyPages(shell: Shell, deps: Deps) {
  shell.get('/account/passkeys/new', ROLES, visit => showNew(deps, visit))
  shell.post('/account/passkeys/new', ROLES, async visit => {
    const form = await visit.form(addSchema)
    if (!form.ok) return showNew(deps, visit, form)
    const { ticket, answer, label, current: password } = form.data
    const fields = {
      password_wrong: 'current',
      passkey_refused: 'form',
      too_late: 'form',
    } as const
    const { site } = visit
    const added = await visit.attempt(fields, () =>
      addPasskey(deps, visit.me, { site, ticket, answer: passkeyAnswer(answer), label, password }),
    )
    return added.ok ? done(visit, added.data, 'passkeyAdded') : showNew(deps, visit, added)
  })

  shell.get('/account/passkeys/:id/remove', ROLES, visit => showRemoval(deps, visit))
  shell.post('/account/passkeys/:id/remove', ROLES, async visit => {
    const form = await visit.form(z.strictObject({ current: z.string() }))
    if (!form.ok) return showRemoval(deps, visit, form)
    const fields = { password_wrong: 'current', password_must_stand_alone: 'form' } as const
    const removed = await visit.attempt(fields, () =>
      removePasskey(deps, visit.me, { credentialId: idOf(visit), password: form.data.current }),
    )
    return removed.ok
      ? done(visit, removed.data, 'passkeyRemoved')
      : showRemoval(deps, visit, removed)
  })
}

interface ListedPasskey {
  label: string
  credential: { credentialId: string; createdAt: number; lastUsedAt: number | null }
}

export function PasskeySection(props: { visit: Visit; passkeys: readonly ListedPasskey[] }) {
  const { visit, passkeys } = props
  const t = visit.say(accountWords)
  const pathOf = ({ credential }: ListedPasskey) =>
    `/account/passkeys/${credential.credentialId}/remove`
  return (
    <>
      <h2>{t.passkeys}</h2>
      {passkeys.length === 0 ? (
        <EmptyState title={t.noPasskeys}>
          <p>{t.passkeysLead}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.passkeys}
          hideCaption
          rows={passkeys}
          columns={[
            { head: t.label, cell: one => one.label },
            {
              head: t.added,
              cell: one => <Instant visit={visit} at={one.credential.createdAt} />,
            },
            {
              head: t.used,
              cell: one => <Instant visit={visit} at={one.credential.lastUsedAt} />,
            },
            { head: t.remove, cell: one => <a href={pathOf(one)}>{t.remove}</a> },
          ]}
        />
      )}
      <p>
        <a href="/account/passkeys/new">{t.addPasskey}</a>
      </p>
    </>
  )
}

const idOf = (visit: Visit) => visit.c.req.param('id') ?? ''

function done(visit: Visit, { token, recoveryCodes }: Renewed, what: string) {
  visit.carryOn(token)
  return visit.seeOther('/account', { done: what, ...(recoveryCodes ? { recoveryCodes } : {}) })
}

async function showNew(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(accountWords)
  const { options, ticket } = await beginPasskey(deps, visit.me, visit.site)
  return visit.page(
    { title: t.addPasskey, faults: form.faults },
    <div class="narrow">
      <h1>{t.addPasskey}</h1>
      <p>{t.passkeysLead}</p>
      <Faults visit={visit} form={form} />
      <PasskeyButton
        visit={visit}
        action="/account/passkeys/new"
        ceremony="create"
        options={options}
        hidden={{ ticket }}
        label={t.addPasskey}
      >
        <Field visit={visit} form={form} name="label" label={t.label} hint={t.labelHint} required />
        <CurrentPassword visit={visit} form={form} />
      </PasskeyButton>
      <noscript>
        <p>{t.noScript}</p>
      </noscript>
      <p>
        <a href="/account">{t.title}</a>
      </p>
    </div>,
  )
}

async function showRemoval(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(accountWords)
  const { passkeys } = await readProofs(deps, visit.me.user.userId)
  const passkey = passkeys.find(({ credential }) => credential.credentialId === idOf(visit))
  if (!passkey) throw notFound()
  return visit.page(
    { title: t.removePasskey, faults: form.faults },
    <div class="narrow">
      <h1>{t.removePasskey}</h1>
      <p>{t.removePasskeyLead(passkey.label)}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={visit.c.req.path}>
        <CurrentPassword visit={visit} form={form} />
        <Actions visit={visit} cancel="/account">
          <button type="submit" class="danger">
            {t.removePasskey}
          </button>
        </Actions>
      </Form>
    </div>,
  )
}
