// An auditor says why, before a page shows people; the words are sealed into the audit log.

import { z } from 'zod'
import { giveReason } from '../usecases/console-sessions.ts'
import type { Deps } from '../usecases/ports.ts'
import { Actions, Faults, Field, Form, Hidden } from './form-parts.tsx'
import { EMPTY_FORM, type Unsent } from './forms.ts'
import { showKept } from './kept-forms.tsx'
import { localPath } from './local-path.ts'
import type { Shell } from './shell.tsx'
import type { Visit } from './visit.tsx'
import { inBoth } from './words.ts'

const reasonSchema = z.strictObject({
  reason: z.string().trim().min(1).max(1_000),
  next: z.string().optional(),
  kept: z.string().optional(),
})

export function reasonPages(shell: Shell, deps: Deps) {
  shell.post('/reason', ['auditor'], async visit => {
    const form = await visit.form(reasonSchema)
    if (!form.ok) {
      const { next, kept } = form.values
      return askReason(visit, { next: localPath(String(next)), kept: kept?.toString() }, form)
    }
    const { reason, next, kept } = form.data
    await giveReason(deps, visit.me, reason)
    return showKept(visit, visit.me.user.userId, kept) ?? visit.seeOther(localPath(next))
  })
}

/** @param then where it leads: a page, or the form that was sent. */
export function askReason(
  visit: Visit,
  then: { next: string; kept?: string | undefined },
  form: Unsent = EMPTY_FORM,
) {
  const t = visit.say(words)
  return visit.page(
    { title: t.title, faults: form.faults },
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Faults visit={visit} form={form} />
      <Form visit={visit} action="/reason">
        <Hidden of={then} />
        <Field
          visit={visit}
          form={form}
          name="reason"
          label={t.reason}
          hint={t.hint}
          rows={3}
          required
        />
        <Actions visit={visit} cancel="/">
          <button type="submit">{t.go}</button>
        </Actions>
      </Form>
    </>,
  )
}

const words = inBoth({
  ja: {
    title: '閲覧の理由を入力してください',
    lead: 'このページには個人の情報が表示されます。理由は暗号化して監査ログに残します。15分間、個人の情報を閲覧できます。',
    reason: '閲覧の理由',
    hint: '例: 2026年度内部監査、開示請求の対応状況の点検',
    go: '閲覧する',
  },
  en: {
    title: 'Say why you need to see this',
    lead: 'This page shows people. Your reason is sealed into the audit log; for fifteen minutes you see people.',
    reason: 'Reason',
    hint: 'For example: internal audit 2026, how requests were answered',
    go: 'Show it',
  },
})
