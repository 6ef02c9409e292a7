// Of the page of the day: requests by due date, approvals that wait, alerts.

import type { OfficersToday } from '../../usecases/today.ts'
import { EmptyState, Instant, Table } from '../components.tsx'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { approvalKinds } from './approvals-words.ts'
import { DaysLeft } from './request-side.tsx'
import { todayWords } from './today-words.ts'

export function Requests({ visit, of }: { visit: Visit; of: OfficersToday['requests'] }) {
  const t = visit.say(todayWords)
  const words = visit.say(requestWords)
  return (
    <>
      <h2>{t.requests}</h2>
      {of.list.length === 0 ? (
        <EmptyState title={t.noRequests}>
          <p>{t.noRequestsHint}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.requests}
          hideCaption
          rows={of.list}
          columns={[
            {
              head: t.number,
              cell: one => <a href={`/requests/${one.request_no}`}>{one.request_no}</a>,
            },
            { head: t.daysLeft, cell: one => <DaysLeft visit={visit} of={one} /> },
            { head: t.due, cell: one => <time>{one.due_on}</time> },
            { head: t.article39, cell: one => <time>{one.article_39_on}</time> },
            { head: t.move, cell: one => t.by[one.move.by] },
            {
              head: t.todo,
              cell: one => one.move.missing.map(code => words.missing[code]).join(t.and),
            },
          ]}
        />
      )}
      {of.more > 0 ? (
        <p>
          <a href="/requests">{t.moreRequests(of.more)}</a>
        </p>
      ) : null}
    </>
  )
}

export function Approvals({ visit, of }: { visit: Visit; of: OfficersToday['approvals'] }) {
  const t = visit.say(todayWords)
  const { kinds } = visit.say(approvalKinds)
  return (
    <>
      <h2>{t.approvals}</h2>
      {of.length === 0 ? (
        <p class="muted">{t.noApprovals}</p>
      ) : (
        <Table
          caption={t.approvals}
          hideCaption
          rows={of}
          columns={[
            {
              head: t.approvalKind,
              cell: one => <a href={`/approvals/${one.approval_id}`}>{kinds[one.kind]}</a>,
            },
            { head: t.approvalSubject, cell: one => one.subject },
            { head: t.askedAt, cell: one => <Instant visit={visit} at={one.asked_at} /> },
          ]}
        />
      )}
    </>
  )
}

export function Alerts({ visit, of }: { visit: Visit; of: OfficersToday['alerts'] }) {
  const t = visit.say(todayWords)
  const { alerts } = visit.say(requestWords)
  return (
    <>
      <h2>{t.alerts}</h2>
      {of.list.length === 0 ? (
        <p class="muted">{t.noAlerts}</p>
      ) : (
        <Table
          caption={t.alerts}
          hideCaption
          rows={of.list}
          columns={[
            {
              head: t.requestOf,
              cell: one => <a href={`/requests/${one.request_no}`}>{one.request_no}</a>,
            },
            { head: t.alert, cell: one => alerts[one.kind] },
            {
              head: t.record,
              cell: one =>
                one.record_no === undefined ? null : (
                  <a href={`/records/${one.record_no}`}>{one.record_no}</a>
                ),
            },
            { head: t.at, cell: one => <Instant visit={visit} at={one.at} /> },
          ]}
        />
      )}
      {of.more ? (
        <p>
          <a href="/alerts">{t.moreAlerts}</a>
        </p>
      ) : null}
    </>
  )
}
