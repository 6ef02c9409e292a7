// /retention/due: the records whose time is over, which of them go and what keeps the others.

import { type DueRecord, listDue } from '../../usecases/list-due.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Badge, EmptyState } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { type List, Listing } from '../lists.tsx'
import { ruleName } from '../rule-name.ts'
import type { Visit } from '../visit.tsx'
import { retentionCodes, retentionWords } from './retention-words.ts'

export function showDue(deps: Deps, visit: Visit) {
  const t = visit.say(retentionWords)
  return visit.page(
    { title: t.dueTitle },
    <>
      <h1>{t.dueTitle}</h1>
      <p>{t.dueLead}</p>
      <Listing visit={visit} list={dueList(deps, visit)} />
      <p>
        <a href="/retention">{t.back}</a>
      </p>
    </>,
  )
}

export function dueList(deps: Deps, visit: Visit): List<DueRecord> {
  const t = visit.say(retentionWords)
  const { reasons: words } = visit.say(retentionCodes)
  const { classes } = visit.say(ledgerWords)
  const told = (reasons: DueRecord['reasons']) => reasons.map(reason => words[reason])
  return {
    caption: t.dueTitle,
    csv: '/retention/due.csv',
    key: ({ key }) => key,
    read: page => listDue(deps, visit.caller, page),
    empty: <EmptyState title={t.noDue} />,
    columns: [
      {
        head: t.recordNo,
        text: one => one.record_no,
        cell: ({ record_no: no }) => <a href={`/records/${no}`}>{no}</a>,
        number: true,
      },
      { head: t.day, text: one => one.occurred_on },
      { head: t.rule, text: one => ruleName(visit, one.rule) },
      { head: t.class, text: one => classes[one.class], fileOnly: true },
      { head: t.deletable, text: one => one.deletable_from },
      {
        head: t.fate,
        text: ({ reasons }) => (reasons.length > 0 ? told(reasons).join(' / ') : t.goes),
        cell: ({ reasons }) =>
          reasons.length > 0 ? (
            told(reasons).map(reason => <Badge kind="warn">{reason}</Badge>)
          ) : (
            <Badge>{t.goes}</Badge>
          ),
      },
    ],
  }
}
