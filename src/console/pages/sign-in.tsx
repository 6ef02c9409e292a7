// /sign-in, /sign-out, and how the console looks (/view): pages for whoever comes.

import { z } from 'zod'
import { signOut, whoseSessionEnded } from '../../usecases/console-sessions.ts'
import type { Deps } from '../../usecases/ports.ts'
import {
  askForPasskey,
  type SignInAnswer,
  secondFactorsOf,
  signInWithCode,
  signInWithPasskey,
  signInWithPassword,
} from '../../usecases/sign-in.ts'
import { Notice } from '../components.tsx'
import { setView, THEMES, visitorOf } from '../cookies.ts'
import { Actions, Faults, Field, Form, Hidden } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { showKeptOfSession } from '../kept-forms.tsx'
import { localPath } from '../local-path.ts'
import { PasskeyButton, passkeyAnswer } from '../passkey-button.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { LANGUAGES } from '../words.ts'
import { signInWords } from './sign-in-words.ts'

const onward = { next: z.string().optional(), kept: z.string().optional() }
const passwordSchema = z.strictObject({
  email: z.string().max(254),
  password: z.string(),
  ...onward,
})
const codeSchema = z.strictObject({ ticket: z.string(), code: z.string().max(64), ...onward })
const passkeySchema = z.strictObject({
  challenge: z.string(),
  answer: z.string(),
  ticket: z.string().optional(),
  ...onward,
})
const viewSchema = z.strictObject({
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
  next: z.string().optional(),
})

/** Where a sign-in leads: a page, and the form that was sent without one. */
interface Onward {
  next: string
  kept?: string | undefined
}

export function signInPages(shell: Shell, deps: Deps) {
  shell.getOpen('/', visit => visit.seeOther(visit.signedIn ? '/today' : '/sign-in'))

  shell.getOpen('/sign-in', visit => {
    const next = localPath(visit.c.req.query('next'))
    return visit.signedIn ? visit.seeOther(next) : showSignIn(visit, { next })
  })

  shell.postOpen('/sign-in', async visit => {
    const form = await visit.form(passwordSchema)
    const onward = await onwardOf(visit)
    if (!form.ok) return showSignIn(visit, onward, form)
    const answer = await signInWithPassword(deps, form.data)
    if (answer.state === 'second_factor') {
      return showSecondFactor(deps, visit, { ticket: answer.ticket, ...onward })
    }
    return go(deps, visit, answer, onward)
  })

  shell.postOpen('/sign-in/code', async visit => {
    const form = await visit.form(codeSchema)
    const { ticket } = await visit.values()
    const onward = await onwardOf(visit)
    const step = { ticket: String(ticket), ...onward }
    if (!form.ok) return showSecondFactor(deps, visit, step, { ...form, values: {} })
    const answer = await signInWithCode(deps, form.data)
    if (answer.state !== 'refused') return go(deps, visit, answer, onward)
    const faults = { code: visit.say(signInWords).codeRefused }
    return showSecondFactor(deps, visit, step, { values: {}, faults })
  })

  shell.postOpen('/sign-in/passkey', async visit => {
    const form = await visit.form(passkeySchema)
    const onward = await onwardOf(visit)
    if (!form.ok) return showSignIn(visit, onward, refusal(visit, 'passkeyRefused'))
    const { challenge: challengeTicket, answer: given } = form.data
    const asked = { site: visit.site, challengeTicket }
    const answer = await signInWithPasskey(deps, { ...asked, answer: passkeyAnswer(given) })
    if (answer.state !== 'refused') return go(deps, visit, answer, onward)
    return showSignIn(visit, onward, refusal(visit, 'passkeyRefused'))
  })

  shell.postOpen('/sign-out', async visit => {
    if (visit.signedIn) await signOut(deps, visit.signedIn)
    visit.leave()
    return visit.seeOther('/sign-in', { signedOut: true })
  })

  shell.postOpen('/view', async visit => {
    const form = await visit.form(viewSchema)
    const { language, theme } = form.ok ? form.data : {}
    setView(visit.c, {
      language: language ?? visit.view.language,
      theme: theme ?? visit.view.theme,
    })
    return visit.seeOther(localPath(form.ok ? form.data.next : undefined))
  })
}

async function onwardOf(visit: Visit): Promise<Onward> {
  const { next, kept } = await visit.values()
  return { next: localPath(String(next)), kept: kept?.toString() }
}

async function go(deps: Deps, visit: Visit, answer: SignInAnswer, onward: Onward) {
  if (answer.state === 'signed_in') {
    // In another tab of this browser: nobody would hold that session's cookie any more.
    if (visit.signedIn) await signOut(deps, visit.signedIn)
    visit.carryOn(answer.token)
    const kept = await showKeptOfSession(visit, answer.token, onward.kept)
    return kept ?? visit.seeOther(onward.next)
  }
  const why = answer.state === 'too_late' ? 'tooLate' : 'refused'
  return showSignIn(visit, onward, refusal(visit, why))
}

function refusal(visit: Visit, why: 'refused' | 'tooLate' | 'passkeyRefused'): Unsent {
  return { values: {}, faults: { form: visit.say(signInWords)[why] } }
}

/** @param onward with `unsent` when a form was sent just now. */
export async function showSignIn(
  visit: Visit,
  { unsent, ...onward }: Onward & { unsent?: boolean },
  form: Unsent = EMPTY_FORM,
) {
  const t = visit.say(signInWords)
  const { deps } = visit.house
  const { signedOut } = visit.once<{ signedOut: boolean }>()
  const isOver = (await whoseSessionEnded(deps, visitorOf(visit.c))) !== undefined
  const { options, challengeTicket } = await askForPasskey(deps, { site: visit.site })
  return visit.page(
    { title: t.title, faults: form.faults },
    <div class="narrow">
      <h1>{t.title}</h1>
      {signedOut ? <Notice kind="ok">{t.signedOut}</Notice> : null}
      {isOver || unsent ? (
        <Notice kind="warn">
          {isOver ? t.over : t.notSignedIn} {onward.kept ? t.kept : unsent ? t.unsent : null}
        </Notice>
      ) : null}
      {isSafe(visit.site) ? null : <Notice kind="danger">{t.unsafe(visit.site)}</Notice>}
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/sign-in">
        <Hidden of={{ ...onward }} />
        <Field
          visit={visit}
          form={form}
          name="email"
          label={t.email}
          type="email"
          autocomplete="username webauthn"
          required
        />
        <Field
          visit={visit}
          form={form}
          name="password"
          label={t.password}
          type="password"
          autocomplete="current-password"
          required
        />
        <Actions visit={visit}>
          <button type="submit">{t.go}</button>
        </Actions>
      </Form>
      <PasskeyButton
        visit={visit}
        action="/sign-in/passkey"
        ceremony="get"
        options={options}
        hidden={{ challenge: challengeTicket, ...onward }}
        label={t.passkey}
      />
      <p class="muted">{t.lost}</p>
    </div>,
  )
}

async function showSecondFactor(
  deps: Deps,
  visit: Visit,
  { ticket, ...onward }: Onward & { ticket: string },
  form: Unsent = EMPTY_FORM,
) {
  const t = visit.say(signInWords)
  const factors = await secondFactorsOf(deps, ticket)
  if (!factors) return showSignIn(visit, onward, refusal(visit, 'tooLate'))
  const { site } = visit
  const { options, challengeTicket } = await askForPasskey(deps, { site, ticket })
  return visit.page(
    { title: t.secondTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.secondTitle}</h1>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/sign-in/code">
        <Hidden of={{ ticket, ...onward }} />
        <Field
          visit={visit}
          form={form}
          name="code"
          label={factors.totp ? t.code : t.recoveryCode}
          hint={factors.totp ? t.codeHint : t.recoveryHint}
          autocomplete="one-time-code"
          required
        />
        <Actions visit={visit} cancel="/sign-in">
          <button type="submit">{t.go}</button>
        </Actions>
      </Form>
      {factors.passkeys ? (
        <PasskeyButton
          visit={visit}
          action="/sign-in/passkey"
          ceremony="get"
          options={options}
          hidden={{ challenge: challengeTicket, ...onward }}
          label={t.passkey}
        />
      ) : null}
    </div>,
  )
}

/** Browsers keep our cookies over TLS, or on the machine itself. */
function isSafe(site: string): boolean {
  const { protocol, hostname } = new URL(site)
  return protocol === 'https:' || /^(localhost|.*\.localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}
