// How long a record stays and why, and the requests and documents that concern it.

import type { Child } from 'hono/jsx'
import type { RetentionClass } from '../../domain/retention-period.ts'
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
  const numbers = new Set([
    ...(requests ?? []).map(one => one.request_no),
    ...extracts.map(one => one.request_no),
  ])
  const rows = [...numbers].sort().map(requestNo => ({
    requestNo,
    request: requests?.find(one => one.request_no === requestNo),
    extract: document.get(requestNo),
  }))
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
              cell: ({ requestNo }) => <a href={`/requests/${requestNo}`}>{requestNo}</a>,
            },
            { head: t.receivedOn, cell: ({ request }) => request?.received_on ?? '' },
            {
              head: t.state,
              cell: ({ request }) =>
                request ? (request.status === 'closed' ? t.requestAnswered : t.requestOpen) : '',
            },
            {
              head: t.document,
              cell: ({ extract }) =>
                extract ? `${extract.doc_no} · ${visit.instant(extract.issued_at)}` : '',
            },
          ]}
        />
      )}
    </>
  )
}
