// How long a record stays and why, and the requests and documents that concern it.

import type { Child } from 'hono/jsx'
import type { RetentionClass } from '../../domain/retention-period.ts'
import type { ConcernedRequest } from '../../usecases/record-surroundings.ts'
import { Definitions, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { RecordPage } from './record.tsx'
import { recordWords } from './record-words.ts'

export function Retention(page: RecordPage) {
  const { visit, deps, record, surroundings } = page
  const t = visit.say(recordWords)
  const w = visit.say(ledgerWords)
  const { keep_through: kept, deletable_from: deletable, ...retention } = record.retention
  const retentionClass = retention.class as RetentionClass
  const { holds, requests } = surroundings
  const why = kept
    ? `${t.why[retentionClass]}${t.grace(deps.operator.retention.grace_days)}`
    : whyOpen(page)
  const told: [string, Child][] = [
    [t.keepClass, w.classes[retentionClass]],
    [t.keepThrough, kept ?? visit.say({ ja: '未定', en: 'Open' })],
    ...(deletable ? [[t.deletableFrom, deletable] as [string, Child]] : []),
    [t.whyKept, why],
    [
      t.holds,
      holds.length === 0 ? (
        t.noHolds
      ) : (
        <>
          {holds.map(code => (
            <>
              <a href={`/holds/${encodeURIComponent(code)}`}>{code}</a>{' '}
            </>
          ))}
          {t.held}
        </>
      ),
    ],
    ...(requests && requests.length > 0 ? [[t.requests, t.heldByRequests] as [string, Child]] : []),
  ]
  return (
    <>
      <h2>{t.retention}</h2>
      <Definitions of={told} />
    </>
  )
}

function whyOpen({ visit, record }: RecordPage): string {
  const t = visit.say(recordWords)
  if (record.voided) return t.notFinalVoid
  const lacks = record.gaps.some(({ kind }) => kind === 'missing_item')
  return lacks ? t.notFinalGaps : t.notFinalRunning
}

export function Requests({ visit, surroundings: { requests, extracts } }: RecordPage) {
  const t = visit.say(recordWords)
  const document = new Map(extracts.map(one => [one.request_no, one]))
  const open = new Set(requests?.map(one => one.request_no))
  const all = new Map([...extracts, ...(requests ?? [])].map(one => [one.request_no, one]))
  const rows = [...all.values()].sort((a, b) => (a.request_no < b.request_no ? -1 : 1))
  const state = ({ request_no: no, status }: ConcernedRequest) =>
    status !== 'closed' ? t.requestOpen : open.has(no) ? t.requestAnswered : t.requestClosed
  return (
    <>
      <h2>{t.requests}</h2>
      {requests === undefined ? <p class="muted">{t.manyLines}</p> : null}
      {rows.length === 0 && requests ? <p>{t.noRequests}</p> : null}
      {rows.length === 0 ? null : (
        <Table
          caption={t.requests}
          hideCaption
          rows={rows}
          columns={[
            {
              head: t.requestNo,
              cell: ({ request_no: no }) => <a href={`/requests/${no}`}>{no}</a>,
            },
            { head: t.receivedOn, cell: one => one.received_on },
            { head: t.state, cell: state },
            {
              head: t.document,
              cell: ({ request_no: no }) => {
                const extract = document.get(no)
                return extract ? `${extract.doc_no} · ${visit.instant(extract.issued_at)}` : ''
              },
            },
          ]}
        />
      )}
    </>
  )
}
