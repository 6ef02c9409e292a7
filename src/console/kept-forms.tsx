// A form that came after its session ended: kept for whoever sent it, sealed, and offered after the sign-in.

import { findSignedIn } from '../usecases/console-sessions.ts'
import { readTicket, writeTicket } from '../usecases/ticket.ts'
import { Actions, Form } from './form-parts.tsx'
import { type Values, withoutSecrets } from './forms.ts'
import type { Visit } from './visit.tsx'
import { inBoth } from './words.ts'

interface KeptForm {
  action: string
  /** The page it stood on. */
  page: string
  values: Values
  once: string | undefined
}

const LASTS_MS = 30 * 60_000
/** It stands twice on the page that signs in, and that page's forms are bounded too. */
const MOST_CHARACTERS = 200_000

/** What was sent, to be carried by the pages until then; undefined where it holds a secret or is too long. */
export async function keepForm(visit: Visit, userId: string): Promise<string | undefined> {
  const values = await visit.values()
  if (Object.keys(withoutSecrets(values)).length < Object.keys(values).length) return undefined
  const { once } = await visit.proof()
  const form: KeptForm = { action: visit.path, page: visit.cameFrom, values, once }
  const ticket = writeTicket(visit.house.deps, purposeOf(userId), form, LASTS_MS)
  return ticket.length > MOST_CHARACTERS ? undefined : ticket
}

/** What this person kept, as a page that sends it; undefined for anybody else, or when it is over. */
export function showKept(visit: Visit, userId: string, ticket: string | undefined) {
  const form = ticket && readTicket<KeptForm>(visit.house.deps, purposeOf(userId), ticket)
  if (!form) return undefined
  const t = visit.say(words)
  return visit.page(
    { title: t.title },
    <div class="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Form visit={visit} action={form.action} {...(form.once ? { once: form.once } : {})}>
        {Object.entries(form.values).flatMap(([name, value]) =>
          [value].flat().map(one => <input type="hidden" name={name} value={one} />),
        )}
        <Actions visit={visit} cancel={form.page}>
          <button type="submit">{t.send}</button>
        </Actions>
      </Form>
    </div>,
  )
}

/** The same for whoever just signed in. */
export async function showKeptOfSession(visit: Visit, token: string, ticket: string | undefined) {
  if (ticket === undefined) return undefined
  const me = await findSignedIn(visit.house.deps, token)
  return me && showKept(visit, me.user.userId, ticket)
}

const purposeOf = (userId: string) => `kept-form:${userId}`

const words = inBoth({
  ja: {
    title: '入力した内容を保持しています',
    lead: 'まだ送信されていません。「続けて送信する」を押すと、入力した内容のまま送信します。「やめる」を押すと、入力した内容は残りません。',
    send: '続けて送信する',
  },
  en: {
    title: 'What you entered is still here',
    lead: 'It was not sent yet. Send it as you entered it; cancel, and it is gone.',
    send: 'Send it now',
  },
})
