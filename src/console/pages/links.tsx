// /first/{token} and /invite/{token}: where a one-time link leads, to a first password.

import { z } from 'zod'
import { newUserSchema } from '../../domain/user-schema.ts'
import { acceptFirstLink, acceptInvitation, readLink } from '../../usecases/one-time-links.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { inBoth, roleWords } from '../words.ts'

const firstSchema = newUserSchema.omit({ role: true }).extend({
  password: z.string(),
  repeated_password: z.string(),
})
const invitedSchema = firstSchema.omit({ name: true, email: true })

const PASSWORD_FAULTS = {
  password_too_short: 'password',
  password_too_long: 'password',
  password_too_common: 'password',
} as const

export function linkPages(shell: Shell, deps: Deps) {
  shell.getOpen('/first/:token', async visit => {
    if (await readLink(deps, tokenOf(visit))) return shell.refuse(visit, 'link_gone', 410)
    return showFirst(visit)
  })

  shell.postOpen('/first/:token', async visit => {
    const form = sameTwice(visit, await visit.form(firstSchema))
    if (!form.ok) return showFirst(visit, form)
    const made = await visit.attempt({ ...PASSWORD_FAULTS, email_taken: 'email' }, () =>
      acceptFirstLink(deps, tokenOf(visit), form.data),
    )
    if (!made.ok) return showFirst(visit, made)
    visit.carryOn(made.data.token)
    return visit.seeOther('/account', { welcome: true })
  })

  shell.getOpen('/invite/:token', async visit => showInvitation(deps, visit))

  shell.postOpen('/invite/:token', async visit => {
    const form = sameTwice(visit, await visit.form(invitedSchema))
    if (!form.ok) return showInvitation(deps, visit, form)
    const accepted = await visit.attempt(PASSWORD_FAULTS, () =>
      acceptInvitation(deps, tokenOf(visit), form.data.password),
    )
    if (!accepted.ok) return showInvitation(deps, visit, accepted)
    visit.carryOn(accepted.data.token)
    return visit.seeOther('/account', { welcome: true })
  })
}

const tokenOf = (visit: Visit) => visit.c.req.param('token') ?? ''

type Passwords = { password: string; repeated_password: string }
type Checked<Data> = { ok: true; data: Data } | ({ ok: false } & Unsent)

/** Shown as dots, a slip of the finger would lock its owner out. */
function sameTwice<Data extends Passwords>(visit: Visit, form: Checked<Data>): Checked<Data> {
  if (!form.ok || form.data.password === form.data.repeated_password) return form
  const { name, email } = form.data as { name?: string; email?: string }
  const values = { ...(name ? { name } : {}), ...(email ? { email } : {}) }
  return { ok: false, values, faults: { repeated_password: visit.say(words).notSame } }
}

function showFirst(visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(words)
  return visit.page(
    { title: t.firstTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.firstTitle}</h1>
      <p>{t.firstLead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={visit.c.req.path}>
        <Field visit={visit} form={form} name="name" label={t.name} autocomplete="name" required />
        <Field
          visit={visit}
          form={form}
          name="email"
          label={t.email}
          type="email"
          autocomplete="username"
          hint={t.emailHint}
          required
        />
        <NewPassword visit={visit} form={form} />
        <Actions visit={visit}>
          <button type="submit">{t.make}</button>
        </Actions>
      </Form>
    </div>,
  )
}

async function showInvitation(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(words)
  const user = await readLink(deps, tokenOf(visit))
  if (!user) return visit.seeOther(`/first/${tokenOf(visit)}`)
  return visit.page(
    { title: t.inviteTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.inviteTitle}</h1>
      <p>{t.inviteLead(user.name, user.email, visit.say(roleWords)[user.role])}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={visit.c.req.path}>
        <input type="hidden" autocomplete="username" value={user.email} />
        <NewPassword visit={visit} form={form} />
        <Actions visit={visit}>
          <button type="submit">{t.set}</button>
        </Actions>
      </Form>
    </div>,
  )
}

function NewPassword({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(words)
  return (
    <>
      <Field
        visit={visit}
        form={form}
        name="password"
        label={t.password}
        type="password"
        autocomplete="new-password"
        hint={t.passwordHint}
        required
      />
      <Field
        visit={visit}
        form={form}
        name="repeated_password"
        label={t.repeated}
        type="password"
        autocomplete="new-password"
        required
      />
    </>
  )
}

const words = inBoth({
  ja: {
    firstTitle: '最初の管理者を登録します',
    firstLead:
      '管理者は、利用者とAPIキーを管理します。個人の情報は見られません。開示請求などの業務を行う担当者は、登録の後に「利用者」の画面から招待してください。',
    inviteTitle: 'パスワードを設定します',
    inviteLead: (name: string, email: string, role: string) =>
      `${name}さん(${email}、${role})のパスワードを設定します。以前のパスワード、認証アプリ、パスキー、回復コードは使えなくなります。`,
    name: '氏名',
    email: 'メールアドレス',
    emailHint: 'サインインに使います。メールは送信しません。',
    password: 'パスワード',
    passwordHint:
      '15文字以上。記号や数字は必須ではありません。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。',
    repeated: 'パスワード(確認)',
    notSame: '2つのパスワードが同じではありません。もう一度入力してください。',
    make: '登録してサインイン',
    set: '設定してサインイン',
  },
  en: {
    firstTitle: 'Make the first administrator',
    firstLead:
      'An administrator manages users and API keys and sees no personal data. Invite the officers who answer requests from “Users” afterwards.',
    inviteTitle: 'Set your password',
    inviteLead: (name: string, email: string, role: string) =>
      `The password of ${name} (${email}, ${role}). An earlier password, authenticator app, passkeys and recovery codes stop working.`,
    name: 'Name',
    email: 'E-mail address',
    emailHint: 'You sign in with it. No mail is sent.',
    password: 'Password',
    passwordHint:
      '15 characters or more. No digits or signs are asked for: a few words that do not belong together are easy to keep and hard to guess.',
    repeated: 'Password, again',
    notSame: 'The two passwords are not the same. Type them again.',
    make: 'Make it and sign in',
    set: 'Set it and sign in',
  },
})
