// /users: who may use the console. Invitations are links that an administrator hands over.

import { z } from 'zod'
import { notFound } from '../../domain/domain-error.ts'
import { ADMINISTRATORS, ROLES, type Role } from '../../domain/role.ts'
import { newUserSchema } from '../../domain/user-schema.ts'
import {
  changeRole,
  createUser,
  disableUser,
  enableUser,
  listUsers,
  type UserView,
} from '../../usecases/manage-users.ts'
import { invite, type OneTimeLink } from '../../usecases/one-time-links.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Notice, Secret } from '../components.tsx'
import { Actions, Choices, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { Listing, listFile } from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { roleWords } from '../words.ts'
import { State, userList } from './user-list.tsx'
import { userWords } from './users-words.ts'

const changeSchema = z.strictObject({ role: z.enum(ROLES) })

export function userPages(shell: Shell, deps: Deps) {
  shell.navigate({
    path: '/users',
    label: { ja: '利用者', en: 'Users' },
    roles: ADMINISTRATORS,
  })

  shell.get('/users', ADMINISTRATORS, async visit => showUsers(visit, await listUsers(deps)))
  shell.get('/users.csv', ADMINISTRATORS, async visit =>
    listFile(userList(visit, await listUsers(deps))),
  )

  shell.get('/users/new', ADMINISTRATORS, visit => showNew(visit))
  shell.post('/users/new', ADMINISTRATORS, async visit => {
    const form = await visit.form(newUserSchema)
    if (!form.ok) return showNew(visit, form)
    const made = await visit.attempt({ email_taken: 'email' }, () =>
      createUser(deps, visit.caller, form.data),
    )
    return made.ok ? showLinkOnce(visit, 'invited', made.data.link) : showNew(visit, made)
  })

  shell.get('/users/:id', ADMINISTRATORS, async visit => showUser(visit, await find(deps, visit)))

  shell.post('/users/:id/role', ADMINISTRATORS, async visit => {
    const user = await find(deps, visit)
    const form = await visit.form(changeSchema)
    if (!form.ok) return showUser(visit, user, form)
    const changed = await visit.attempt({ last_administrator: 'role' }, () =>
      changeRole(deps, visit.caller, { userId: user.id, role: form.data.role }),
    )
    return changed.ok
      ? visit.seeOther('/users', { done: 'roleChanged' })
      : showUser(visit, user, changed)
  })

  shell.post('/users/:id/link', ADMINISTRATORS, async visit => {
    const { id } = await find(deps, visit)
    return showLinkOnce(visit, 'linkMade', await invite(deps, visit.caller, id))
  })

  shell.post('/users/:id/disable', ADMINISTRATORS, async visit => {
    const user = await find(deps, visit)
    const disabled = await visit.attempt({ last_administrator: 'form' }, () =>
      disableUser(deps, visit.caller, user.id),
    )
    return disabled.ok
      ? visit.seeOther('/users', { done: 'disabled' })
      : showUser(visit, user, disabled)
  })

  shell.post('/users/:id/enable', ADMINISTRATORS, async visit => {
    await enableUser(deps, visit.caller, (await find(deps, visit)).id)
    return visit.seeOther('/users', { done: 'enabled' })
  })
}

type Done = 'invited' | 'linkMade' | 'roleChanged' | 'disabled' | 'enabled'

function showLinkOnce(visit: Visit, done: Done, { token, expiresAt }: OneTimeLink) {
  return visit.seeOther('/users', { done, link: `${visit.site}/invite/${token}`, expiresAt })
}

async function find(deps: Deps, visit: Visit): Promise<UserView> {
  const id = visit.c.req.param('id')
  const user = (await listUsers(deps)).find(one => one.id === id)
  if (!user) throw notFound()
  return user
}

function showUsers(visit: Visit, users: readonly UserView[]) {
  const t = visit.say(userWords)
  const once = visit.once<{ done: Done; link: string; expiresAt: number }>()
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      {once.done ? <Notice kind="ok">{t.done[once.done]}</Notice> : null}
      {once.link && once.expiresAt ? (
        <>
          <Secret visit={visit} label={t.link} text={once.link} />
          <p>{t.linkHint(visit.instant(once.expiresAt))}</p>
        </>
      ) : null}
      <p>
        <a class="button" href="/users/new">
          {t.add}
        </a>
      </p>
      <Listing visit={visit} list={userList(visit, users)} />
    </>,
  )
}

function showNew(visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(userWords)
  return visit.page(
    { title: t.add, faults: form.faults },
    <div class="narrow">
      <h1>{t.add}</h1>
      <p>{t.addLead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/users/new" once>
        <Field visit={visit} form={form} name="name" label={t.name} required />
        <Field
          visit={visit}
          form={form}
          name="email"
          label={t.email}
          type="email"
          hint={t.emailHint}
          required
        />
        <RoleChoices visit={visit} form={form} value="officer" />
        <Actions visit={visit} cancel="/users">
          <button type="submit">{t.makeLink}</button>
        </Actions>
      </Form>
    </div>,
  )
}

function RoleChoices({ visit, form, value }: { visit: Visit; form: Unsent; value: Role }) {
  const t = visit.say(userWords)
  return (
    <Choices
      visit={visit}
      form={form}
      name="role"
      label={t.role}
      value={value}
      choices={ROLES.map(role => ({
        value: role,
        label: visit.say(roleWords)[role],
        hint: t.roleHints[role],
      }))}
      required
    />
  )
}

function showUser(visit: Visit, user: UserView, form: Unsent = EMPTY_FORM) {
  const t = visit.say(userWords)
  const path = `/users/${user.id}`
  const change = (action: string, title: string, lead: string, kind?: 'danger') => (
    <section class="card">
      <h2>{title}</h2>
      <p>{lead}</p>
      <Form visit={visit} action={`${path}/${action}`} once>
        <button type="submit" class={kind ?? 'second'}>
          {title}
        </button>
      </Form>
    </section>
  )
  return visit.page(
    { title: user.name, faults: form.faults },
    <div class="narrow">
      <h1>{user.name}</h1>
      <p>
        {user.email} <State visit={visit} user={user} />
      </p>
      <Faults visit={visit} form={form} />
      {user.disabled_at ? (
        change('enable', t.enable, t.enableLead)
      ) : (
        <>
          <section class="card">
            <h2>{t.changeRole}</h2>
            <p>{t.changeRoleLead}</p>
            <Form visit={visit} action={`${path}/role`}>
              <RoleChoices visit={visit} form={form} value={user.role} />
              <button type="submit" class="second">
                {t.changeRole}
              </button>
            </Form>
          </section>
          {change('link', t.makeLink, t.makeLinkLead)}
          {change('disable', t.disable, t.disableLead, 'danger')}
        </>
      )}
      <p>
        <a href="/users">{t.title}</a>
      </p>
    </div>,
  )
}
