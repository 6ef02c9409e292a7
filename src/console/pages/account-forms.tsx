// The forms of one's own account: password, authenticator app, and what asks for the password alone.

import { encode } from 'uqr'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import type { Visit } from '../visit.tsx'
import { accountWords } from './account-words.ts'

export function showPassword(visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(accountWords)
  const field = (name: string, label: string, autocomplete: string, hint?: string) => (
    <Field
      visit={visit}
      form={form}
      name={name}
      label={label}
      type="password"
      autocomplete={autocomplete}
      hint={hint}
      required
    />
  )
  return visit.page(
    { title: t.changePassword, faults: form.faults },
    <div class="narrow">
      <h1>{t.changePassword}</h1>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/account/password">
        {field('current', t.current, 'current-password')}
        {field('password', t.newPassword, 'new-password', t.passwordHint)}
        {field('repeated_password', t.repeated, 'new-password')}
        <Actions visit={visit} cancel="/account">
          <button type="submit">{t.changePassword}</button>
        </Actions>
      </Form>
    </div>,
  )
}

export function showApp(
  visit: Visit,
  { secret, uri, ticket }: { secret: string; uri: string; ticket: string },
  form: Unsent = EMPTY_FORM,
) {
  const t = visit.say(accountWords)
  return visit.page(
    { title: t.addApp, faults: form.faults },
    <div class="narrow">
      <h1>{t.addApp}</h1>
      <Faults visit={visit} form={form} />
      <p>{t.scan}</p>
      <QrCode text={uri} label={t.qr} />
      <p>
        {t.byHand} <code id="totp-secret">{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <Form visit={visit} action="/account/app">
        <input type="hidden" name="ticket" value={ticket} />
        <Field
          visit={visit}
          form={{ ...form, values: {} }}
          name="code"
          label={t.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          required
        />
        <CurrentPassword visit={visit} form={form} />
        <Actions visit={visit} cancel="/account">
          <button type="submit">{t.addApp}</button>
        </Actions>
      </Form>
    </div>,
  )
}

export function showProven(
  visit: Visit,
  path: string,
  what: 'removeApp' | 'newCodes',
  form: Unsent = EMPTY_FORM,
) {
  const t = visit.say(accountWords)
  const { title, lead } = t[what]
  return visit.page(
    { title, faults: form.faults },
    <div class="narrow">
      <h1>{title}</h1>
      <p>{lead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action={path}>
        <CurrentPassword visit={visit} form={form} />
        <Actions visit={visit} cancel="/account">
          <button type="submit">{title}</button>
        </Actions>
      </Form>
    </div>,
  )
}

export function CurrentPassword({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(accountWords)
  return (
    <Field
      visit={visit}
      form={form}
      name="current"
      label={t.current}
      hint={t.currentHint}
      type="password"
      autocomplete="current-password"
      required
    />
  )
}

/** Drawn here as one path; dark on light in both themes, because not every camera reads it otherwise. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 3 })
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
