// What the list of records is narrowed by.

import { CONFLICT_CODES } from '../../domain/gaps.ts'
import { BASIS_CODES, DIRECTIONS } from '../../domain/legal-basis.ts'
import { ITEM_CODES } from '../../domain/record-rules.ts'
import { Field, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { recordsWords } from './records-words.ts'

export function RecordFilter({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(recordsWords)
  const w = visit.say(ledgerWords)
  const all = { value: '', label: t.everything }
  const { search } = visit.c.req.query()
  const named = (codes: readonly string[], words: Record<string, string>) =>
    codes.map(value => ({ value, label: words[value] ?? value }))
  return (
    <form method="get" action="/records" class="filter" aria-label={t.filter} novalidate>
      {search ? <input type="hidden" name="search" value={search} /> : null}
      <Field visit={visit} form={form} name="from" label={t.from} type="date" />
      <Field visit={visit} form={form} name="to" label={t.to} type="date" />
      <Select
        visit={visit}
        form={form}
        name="direction"
        label={t.direction}
        choices={[all, ...named(DIRECTIONS, w.directions)]}
      />
      <Select
        visit={visit}
        form={form}
        name="basis"
        label={t.basis}
        choices={[all, ...named(BASIS_CODES, w.bases)]}
      />
      <Select
        visit={visit}
        form={form}
        name="gap"
        label={t.gap}
        choices={[
          all,
          { value: 'any', label: t.anyGap },
          ...named(ITEM_CODES, w.items),
          ...named(CONFLICT_CODES, w.conflicts),
        ]}
      />
      <Field visit={visit} form={form} name="item" label={t.item} hint={t.itemHint} />
      <Field
        visit={visit}
        form={form}
        name="third_party"
        label={t.partyCode}
        hint={<a href="/third-parties">{t.partyHint}</a>}
      />
      <p class="actions">
        <button type="submit" class="second">
          {t.filter}
        </button>
        <a href={search ? `/records?search=${search}` : '/records'}>{t.reset}</a>
      </p>
    </form>
  )
}
