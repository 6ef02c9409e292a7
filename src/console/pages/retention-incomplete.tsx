// The incomplete records whose time is over, and the form by which they are approved to go.

import { OFFICERS } from '../../domain/role.ts'
import { listUnapproved, type UnapprovedRecord } from '../../usecases/list-unapproved.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Badge, EmptyState, Notice, Pager, pathWith, Table } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import { type List, numberKey } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { retentionWords } from './retention-words.ts'

const PAGE = 50

export async function showIncomplete(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(retentionWords)
  const after = Number(visit.c.req.query('after')) || 0
  const { records, next } = await listUnapproved(deps, visit.caller, { after, limit: PAGE })
  const once = visit.once<{ approved: number }>()
  return visit.page(
    { title: t.incompleteTitle, faults: form.faults },
    <>
      <h1>{t.incompleteTitle}</h1>
      {once.approved === undefined ? null : <Notice kind="ok">{t.approved(once.approved)}</Notice>}
      <p>{t.incompleteLead}</p>
      <Faults visit={visit} form={form} />
      {records.length === 0 ? (
        <EmptyState title={next === undefined ? t.noIncomplete : t.noneUpTo(next)}>
          <p>{next === undefined ? t.noIncompleteHint : t.goOn}</p>
        </EmptyState>
      ) : visit.is(...OFFICERS) ? (
        <Form visit={visit} action={pathWith(visit, {})} once>
          <Records visit={visit} records={records} chosen={[form.values.record_no ?? []].flat()} />
          <section class="card narrow">
            <Field
              visit={visit}
              form={form}
              name="reason"
              label={t.reason}
              hint={t.reasonHint}
              rows={2}
              required
            />
            <Actions visit={visit} cancel="/retention">
              <button type="submit">{t.approve}</button>
            </Actions>
          </section>
        </Form>
      ) : (
        <Records visit={visit} records={records} />
      )}
      {records.length > 0 ? (
        <p>
          <a href="/retention/incomplete.csv">{t.csv}</a>
        </p>
      ) : null}
      <Pager
        visit={visit}
        isFirst={after === 0}
        next={next === undefined ? undefined : { after: String(next) }}
      />
      <p>
        <a href="/retention">{t.back}</a>
      </p>
    </>,
  )
}

function Records(props: {
  visit: Visit
  records: readonly UnapprovedRecord[]
  /** Checkboxes stand before the rows where it is given. */
  chosen?: readonly string[]
}) {
  const { visit, records, chosen } = props
  const t = visit.say(retentionWords)
  const { items } = visit.say(ledgerWords)
  const choose = {
    head: t.choose,
    cell: ({ record_no: no }: UnapprovedRecord) => (
      <input
        type="checkbox"
        id={`record_no-${no}`}
        name="record_no"
        value={no}
        aria-label={t.chooseOne(no)}
        checked={chosen?.includes(String(no))}
      />
    ),
  }
  return (
    <Table
      caption={t.incompleteTitle}
      hideCaption
      rows={records}
      columns={[
        ...(chosen ? [choose] : []),
        {
          head: t.recordNo,
          cell: one => <a href={`/records/${one.record_no}`}>{one.record_no}</a>,
          number: true,
        },
        { head: t.day, cell: one => <time>{one.occurred_on}</time> },
        { head: t.deletable, cell: one => <time>{one.deletable_from}</time> },
        {
          head: t.missing,
          cell: one => one.missing.map(item => <Badge kind="warn">{items[item]}</Badge>),
        },
      ]}
    />
  )
}

/** For its file: all of it, however many other records stand between. */
export function incompleteList(deps: Deps, visit: Visit): List<UnapprovedRecord> {
  const t = visit.say(retentionWords)
  const { items } = visit.say(ledgerWords)
  return {
    caption: t.incompleteTitle,
    csv: '/retention/incomplete.csv',
    key: ({ record_no }) => String(record_no),
    async read({ after, limit }) {
      const rows: UnapprovedRecord[] = []
      for (let place = numberKey(after) ?? 0; rows.length < limit; ) {
        const page = { after: place, limit: limit - rows.length }
        const { records, next } = await listUnapproved(deps, visit.caller, page)
        rows.push(...records)
        if (next === undefined) break
        place = next
      }
      return rows
    },
    empty: null,
    columns: [
      { head: t.recordNo, text: ({ record_no }) => record_no },
      { head: t.day, text: ({ occurred_on }) => occurred_on },
      { head: t.deletable, text: ({ deletable_from }) => deletable_from },
      { head: t.missing, text: ({ missing }) => missing.map(item => items[item]).join(' / ') },
    ],
  }
}
