// /keys: the API keys of the systems that post and read.

import { z } from 'zod'
import { notFound } from '../../domain/domain-error.ts'
import { ADMINISTRATORS } from '../../domain/role.ts'
import { SCOPES } from '../../usecases/access-ports.ts'
import {
  type ApiKeyView,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  SOURCE_NAME,
} from '../../usecases/manage-api-keys.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Badge, EmptyState, Instant, Notice, Secret } from '../components.tsx'
import { Actions, Checks, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, typedNumber, type Unsent } from '../forms.ts'
import { type List, Listing, listFile, pagesOf } from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { keyWords } from './keys-words.ts'

const newKeySchema = z.strictObject({
  source: z.string().regex(SOURCE_NAME, 'sourceShape'),
  scopes: z.preprocess(value => [value ?? []].flat(), z.array(z.enum(SCOPES)).min(1)),
  expires_in_days: z.preprocess(typedNumber, z.coerce.number().int().min(1).max(36_500).optional()),
})

export function keyPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/keys', label: { ja: 'APIキー', en: 'API keys' }, roles: ADMINISTRATORS })

  shell.get('/keys', ADMINISTRATORS, visit => showKeys(deps, visit))
  shell.get('/keys.csv', ADMINISTRATORS, async visit => listFile(await keyList(deps, visit)))

  shell.get('/keys/new', ADMINISTRATORS, visit => showNew(visit))
  shell.post('/keys/new', ADMINISTRATORS, async visit => {
    const form = await visit.form(newKeySchema, visit.say(keyWords).faults)
    if (!form.ok) return showNew(visit, form)
    const { source, scopes, expires_in_days: expiresInDays } = form.data
    const { key } = await createApiKey(deps, visit.caller.actor, { source, scopes, expiresInDays })
    return visit.seeOther('/keys', { done: 'made', key })
  })

  shell.get('/keys/:id/revoke', ADMINISTRATORS, async visit =>
    showRevocation(visit, await find(deps, visit)),
  )
  shell.post('/keys/:id/revoke', ADMINISTRATORS, async visit => {
    const { id } = await find(deps, visit)
    await revokeApiKey(deps, visit.caller.actor, id)
    return visit.seeOther('/keys', { done: 'revoked' })
  })
}

async function find(deps: Deps, visit: Visit): Promise<ApiKeyView> {
  const id = visit.c.req.param('id')
  const key = (await listApiKeys(deps)).find(one => one.id === id)
  if (!key) throw notFound()
  return key
}

async function showKeys(deps: Deps, visit: Visit) {
  const t = visit.say(keyWords)
  const once = visit.once<{ done: 'made' | 'revoked'; key: string }>()
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      {once.key ? <Secret visit={visit} label={t.key} text={once.key} /> : null}
      <p>
        <a class="button" href="/keys/new">
          {t.add}
        </a>
      </p>
      <Listing visit={visit} list={await keyList(deps, visit)} />
    </>,
  )
}

async function keyList(deps: Deps, visit: Visit): Promise<List<ApiKeyView>> {
  const t = visit.say(keyWords)
  const keys = (await listApiKeys(deps)).reverse()
  const instant = (at: string | null) => at && visit.instant(at)
  return {
    caption: t.title,
    csv: '/keys.csv',
    key: ({ id }) => id,
    read: pagesOf(keys, ({ id }) => id),
    empty: (
      <EmptyState title={t.empty}>
        <p>{t.emptyHint}</p>
      </EmptyState>
    ),
    columns: [
      { head: t.source, text: key => key.source },
      { head: t.scopes, text: key => key.scopes.map(scope => t.scopeNames[scope]).join(t.and) },
      {
        head: t.state,
        text: key => t[stateOf(deps, key)],
        cell: key => <Badge kind={KINDS[stateOf(deps, key)]}>{t[stateOf(deps, key)]}</Badge>,
      },
      {
        head: t.expires,
        text: key => instant(key.expires_at),
        cell: key => <Instant visit={visit} at={key.expires_at} />,
      },
      {
        head: t.used,
        text: key => instant(key.last_used_at),
        cell: key => <Instant visit={visit} at={key.last_used_at} />,
      },
      { head: t.id, text: key => key.id, cell: key => <code>{key.id}</code> },
      {
        head: t.revoke,
        cell: key => (key.revoked_at ? '' : <a href={`/keys/${key.id}/revoke`}>{t.revoke}</a>),
      },
    ],
  }
}

const KINDS = { valid: 'ok', over: 'warn', revoked: 'danger' } as const

function stateOf(deps: Deps, { revoked_at, expires_at }: ApiKeyView): keyof typeof KINDS {
  if (revoked_at) return 'revoked'
  return expires_at !== null && Date.parse(expires_at) <= deps.clock() ? 'over' : 'valid'
}

function showNew(visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(keyWords)
  return visit.page(
    { title: t.add, faults: form.faults },
    <div class="narrow">
      <h1>{t.add}</h1>
      <p>{t.addLead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/keys/new" once>
        <Field
          visit={visit}
          form={form}
          name="source"
          label={t.source}
          hint={t.sourceHint}
          required
        />
        <Checks
          visit={visit}
          form={form}
          name="scopes"
          label={t.scopes}
          choices={SCOPES.map(scope => ({ value: scope, label: t.scopeNames[scope] }))}
          required
        />
        <Field
          visit={visit}
          form={form}
          name="expires_in_days"
          label={t.days}
          hint={t.daysHint}
          inputmode="numeric"
        />
        <Actions visit={visit} cancel="/keys">
          <button type="submit">{t.make}</button>
        </Actions>
      </Form>
    </div>,
  )
}

function showRevocation(visit: Visit, key: ApiKeyView) {
  const t = visit.say(keyWords)
  return visit.page(
    { title: t.revokeTitle },
    <div class="narrow">
      <h1>{t.revokeTitle}</h1>
      <p>{t.revokeLead(key.source, key.id)}</p>
      <Form visit={visit} action={visit.c.req.path}>
        <Actions visit={visit} cancel="/keys">
          <button type="submit" class="danger">
            {t.revoke}
          </button>
        </Actions>
      </Form>
    </div>,
  )
}
