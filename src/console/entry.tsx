// Who is not signed in, or gave no reason yet, on the way to a page: nothing that was sent is lost on it.

import { html } from 'hono/html'
import { whoseSessionEnded } from '../usecases/console-sessions.ts'
import { visitorOf } from './cookies.ts'
import { formOf, keepForm, offerForm } from './kept-forms.tsx'
import { showSignIn } from './pages/sign-in.tsx'
import { askReason } from './reason.tsx'
import type { Visit } from './visit.tsx'

export async function askToSignIn(visit: Visit): Promise<Response> {
  const { deps } = visit.house
  if (visit.c.req.method === 'POST') {
    const userId = await whoseSessionEnded(deps, visitorOf(visit.c))
    const kept = userId === undefined ? undefined : await keepForm(visit, userId)
    return showSignIn(visit, { next: visit.cameFrom, kept, unsent: true })
  }
  const signIn = `/sign-in?next=${encodeURIComponent(visit.path)}`
  // Who follows a link from elsewhere comes without the Strict cookie; from a page of ours it is sent.
  const fromElsewhere = visit.c.req.header('sec-fetch-site') === 'cross-site'
  return fromElsewhere ? visit.c.html(comeAgain(signIn)) : visit.seeOther(signIn)
}

export async function askReasonFirst(visit: Visit): Promise<Response> {
  if (visit.c.req.method !== 'POST') return askReason(visit, { next: visit.path })
  const kept = await keepForm(visit, visit.me.user.userId)
  return askReason(visit, { next: visit.cameFrom, kept })
}

/** The form itself, to be sent anew; undefined where it holds a secret. */
export async function askToSend(visit: Visit): Promise<Response | undefined> {
  const form = await formOf(visit)
  return form && offerForm(visit, form, 403)
}

function comeAgain(path: string) {
  return html`<!doctype html><meta charset="utf-8" /><title>Kirokubo</title>
    <meta http-equiv="refresh" content="0;url=${path}" />
    <a href="${path}">Kirokubo</a>`
}
