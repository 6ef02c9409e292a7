// What a form was filled in upon: carried along unseen, and shown beside what was typed once it changed.

import { Notice, Table } from '../components.tsx'
import type { Unsent } from '../forms.ts'
import type { Visit } from '../visit.tsx'
import { inBoth, shared } from '../words.ts'

interface SeenProps {
  visit: Visit
  form: Unsent
  /** What stands now, as the use case names it. */
  now: string
}

/** Refused for a change of somebody else's: the page shows what stands now. */
export const isOvertaken = (visit: Visit, { faults }: Unsent) =>
  faults.form === visit.say(shared).changedMeanwhile

/** The state of before stays, whatever else is wrong, until the page showed the one of now. */
export function SeenField({ visit, form, now }: SeenProps) {
  const { seen } = form.values
  const stays = typeof seen === 'string' && !isOvertaken(visit, form)
  return <input type="hidden" name="seen" value={stays ? seen : now} />
}

export interface Beside {
  label: string
  now: string
  typed: string
}

/** What was typed beside what stands now, where they differ. */
export function WhatChanged(props: { visit: Visit; form: Unsent; rows: readonly Beside[] }) {
  const { visit, form, rows } = props
  const t = visit.say(words)
  if (!isOvertaken(visit, form)) return null
  const others = rows.filter(({ now, typed }) => now !== typed)
  return (
    <section class="card" aria-label={t.title}>
      <h2>{t.title}</h2>
      {others.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <Notice kind="warn">{t.lead}</Notice>
          <Table
            caption={t.title}
            hideCaption
            rows={others}
            columns={[
              { head: t.field, cell: ({ label }) => label },
              { head: t.now, cell: ({ now }) => now || t.empty },
              { head: t.typed, cell: ({ typed }) => typed || t.empty },
            ]}
          />
        </>
      )}
    </section>
  )
}

const words = inBoth({
  ja: {
    title: '最新の内容との違い',
    lead: 'このまま送ると、下の入力の内容になります。ほかの方の変更を残す項目は、入力を最新の内容に合わせてください。',
    none: '入力の内容と最新の内容に違いはありません。',
    field: '事項',
    now: '最新の内容',
    typed: '入力の内容',
    empty: '(空欄)',
  },
  en: {
    title: 'What differs from the present content',
    lead: 'If you send the form as it is, what you entered will stand. Where somebody else’s change should stay, enter the present content.',
    none: 'What you entered is what stands now.',
    field: 'Matter',
    now: 'Now',
    typed: 'Entered',
    empty: '(empty)',
  },
})
