// /account: one's own password, authenticator app, recovery codes and sessions.

import { z } from 'zod'
import { ROLES } from '../../domain/role.ts'
import { changePassword, replaceRecoveryCodes } from '../../usecases/change-password.ts'
import { endSessions, listSessions, type SessionView } from '../../usecases/console-sessions.ts'
import { hasSecondFactor, type Proofs, readProofs } from '../../usecases/console-users.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { Renewed } from '../../usecases/prove-again.ts'
import { addTotp, beginTotp, removeTotp, resumeTotp } from '../../usecases/second-factors.ts'
import { Definitions, Instant, Notice, Table } from '../components.tsx'
import { Actions, Form } from '../form-parts.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { roleWords } from '../words.ts'
import { showApp, showPassword, showProven } from './account-forms.tsx'
import { accountWords } from './account-words.ts'
import { PasskeySection } from './passkeys.tsx'

const passwordSchema = z.strictObject({
  current: z.string(),
  password: z.string(),
  repeated_password: z.string(),
})
const provenSchema = z.strictObject({ current: z.string() })
const totpSchema = z.strictObject({ ticket: z.string(), code: z.string(), current: z.string() })

export function accountPages(shell: Shell, deps: Deps) {
  shell.get('/account', ROLES, visit => showAccount(deps, visit))

  shell.get('/account/password', ROLES, visit => showPassword(visit))
  shell.post('/account/password', ROLES, async visit => {
    const form = await visit.form(passwordSchema)
    if (!form.ok) return showPassword(visit, form)
    const { current, password: wanted, repeated_password } = form.data
    if (wanted !== repeated_password) {
      const faults = { repeated_password: visit.say(accountWords).notSame }
      return showPassword(visit, { values: {}, faults })
    }
    const changed = await visit.attempt(PASSWORD_FAULTS, () =>
      changePassword(deps, visit.me, { current, wanted }),
    )
    return changed.ok ? done(visit, changed.data, 'passwordChanged') : showPassword(visit, changed)
  })

  shell.get('/account/app', ROLES, async visit => showApp(visit, await beginTotp(deps, visit.me)))
  shell.post('/account/app', ROLES, async visit => {
    const form = await visit.form(totpSchema)
    const { ticket } = await visit.values()
    const same = async () =>
      (await resumeTotp(deps, visit.me, String(ticket))) ?? beginTotp(deps, visit.me)
    if (!form.ok) return showApp(visit, await same(), form)
    const { code, current: password } = form.data
    const fields = { password_wrong: 'current', code_wrong: 'code', too_late: 'form' } as const
    const added = await visit.attempt(fields, () =>
      addTotp(deps, visit.me, { ticket: form.data.ticket, code, password }),
    )
    return added.ok ? done(visit, added.data, 'appAdded') : showApp(visit, await same(), added)
  })

  proven(shell, '/account/app/remove', {
    words: 'removeApp',
    work: (visit, password) => removeTotp(deps, visit.me, password),
  })
  proven(shell, '/account/recovery-codes', {
    words: 'newCodes',
    work: (visit, password) => replaceRecoveryCodes(deps, visit.me, password),
  })

  shell.post('/account/sessions/end', ROLES, async visit => {
    const { session_id } = await visit.values()
    await endSessions(deps, visit.me, session_id ? String(session_id) : undefined)
    return visit.seeOther('/account', { done: 'sessionsEnded' })
  })
}

const PASSWORD_FAULTS = {
  password_wrong: 'current',
  password_too_short: 'password',
  password_too_long: 'password',
  password_too_common: 'password',
} as const

type Done = 'passwordChanged' | 'appAdded' | 'removeApp' | 'newCodes'

/** The session has a new secret; codes, if there are any, are shown on the account's page this once. */
function done(visit: Visit, { token, recoveryCodes }: Renewed, what: Done) {
  visit.carryOn(token)
  return visit.seeOther('/account', { done: what, ...(recoveryCodes ? { recoveryCodes } : {}) })
}

/** A page that explains, asks for the password, and does it. */
function proven(
  shell: Shell,
  path: string,
  page: {
    words: 'removeApp' | 'newCodes'
    work: (visit: Visit, password: string) => Promise<Renewed>
  },
) {
  shell.get(path, ROLES, visit => showProven(visit, path, page.words))
  shell.post(path, ROLES, async visit => {
    const form = await visit.form(provenSchema)
    if (!form.ok) return showProven(visit, path, page.words, form)
    const fields = { password_wrong: 'current', password_must_stand_alone: 'form' } as const
    const result = await visit.attempt(fields, () => page.work(visit, form.data.current))
    return result.ok
      ? done(visit, result.data, page.words)
      : showProven(visit, path, page.words, result)
  })
}

async function showAccount(deps: Deps, visit: Visit) {
  const t = visit.say(accountWords)
  const { user } = visit.me
  const proofs = await readProofs(deps, user.userId)
  const sessions = await listSessions(deps, visit.me)
  const once = visit.once<{ done: string; welcome: boolean; recoveryCodes: string[] }>()
  const doneWords: Record<string, string> = t.done
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      {once.welcome ? <Notice kind="ok">{t.welcome}</Notice> : null}
      {once.done && doneWords[once.done] ? <Notice kind="ok">{doneWords[once.done]}</Notice> : null}
      {once.recoveryCodes ? <RecoveryCodes visit={visit} codes={once.recoveryCodes} /> : null}
      <Definitions
        of={[
          [t.name, user.name],
          [t.email, user.email],
          [t.role, visit.say(roleWords)[user.role]],
        ]}
      />
      <h2>{t.password}</h2>
      <p>
        <a href="/account/password">{t.changePassword}</a>
      </p>
      <Factors visit={visit} proofs={proofs} />
      <PasskeySection visit={visit} passkeys={proofs.passkeys} />
      <Sessions visit={visit} sessions={sessions} />
    </>,
  )
}

function Factors({ visit, proofs }: { visit: Visit; proofs: Proofs }) {
  const t = visit.say(accountWords)
  const { totp, recoveryCodes } = proofs
  return (
    <>
      <h2>{t.app}</h2>
      <p>{totp ? t.appOn : t.appOff}</p>
      <p class="actions">
        <a href="/account/app">{totp ? t.replaceApp : t.addApp}</a>
        {totp ? <a href="/account/app/remove">{t.removeApp.title}</a> : null}
      </p>
      {hasSecondFactor(proofs) ? (
        <>
          <h2>{t.codes}</h2>
          <p>{t.codesLeft(recoveryCodes.length)}</p>
          <p>
            <a href="/account/recovery-codes">{t.newCodes.title}</a>
          </p>
        </>
      ) : null}
    </>
  )
}

function RecoveryCodes({ visit, codes }: { visit: Visit; codes: readonly string[] }) {
  const t = visit.say(accountWords)
  return (
    <div class="secret">
      <p>
        <strong>{t.codes}</strong> {t.codesLead}
      </p>
      <ul class="codes" id="recovery-codes">
        {codes.map(code => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Sessions({ visit, sessions }: { visit: Visit; sessions: readonly SessionView[] }) {
  const t = visit.say(accountWords)
  return (
    <>
      <h2>{t.sessions}</h2>
      <Table
        caption={t.sessions}
        hideCaption
        rows={sessions}
        columns={[
          { head: t.started, cell: one => <Instant visit={visit} at={one.startedAt} /> },
          { head: t.seen, cell: one => <Instant visit={visit} at={one.seenAt} /> },
          { head: t.method, cell: one => t.methods[one.method] },
          {
            head: t.end,
            cell: one =>
              one.isThis ? (
                t.thisSession
              ) : (
                <Form visit={visit} action="/account/sessions/end">
                  <input type="hidden" name="session_id" value={one.sessionId} />
                  <button type="submit" class="quiet">
                    {t.end}
                  </button>
                </Form>
              ),
          },
        ]}
      />
      {sessions.length > 1 ? (
        <Form visit={visit} action="/account/sessions/end">
          <Actions visit={visit}>
            <button type="submit" class="second">
              {t.endOthers}
            </button>
          </Actions>
        </Form>
      ) : null}
    </>
  )
}
