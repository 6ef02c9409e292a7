// Of the page of the day: gaps that touch open requests, then all others by third party and age, conflicts apart.

import type { OfficersToday, PartyGaps } from '../../usecases/today.ts'
import { Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { shared, thousands } from '../words.ts'
import { gapWords } from './gaps-words.ts'
import { todayWords } from './today-words.ts'

export function RequestGaps({ visit, of }: { visit: Visit; of: OfficersToday['request_gaps'] }) {
  const t = visit.say(todayWords)
  const { items, conflicts } = visit.say(ledgerWords)
  if (of.list.length === 0) {
    return (
      <>
        <h2>{t.requestGaps}</h2>
        <p class="muted">{t.noRequestGaps}</p>
      </>
    )
  }
  return (
    <>
      <h2>{t.requestGaps}</h2>
      <p class="hint">{t.requestGapsHint}</p>
      <Table
        caption={t.requestGaps}
        hideCaption
        rows={of.list}
        columns={[
          {
            head: t.record,
            cell: one => <a href={`/records/${one.record_no}`}>{one.record_no}</a>,
          },
          {
            head: t.gap,
            cell: one =>
              [
                ...one.missing.map(item => items[item]),
                ...one.conflicts.map(code => conflicts[code]),
              ].join(t.and),
          },
          {
            head: t.requestOf,
            cell: one =>
              one.request_nos.map(no => (
                <>
                  <a href={`/requests/${no}`}>{no}</a>{' '}
                </>
              )),
          },
        ]}
      />
      {of.more > 0 ? <p class="muted">{t.moreRequestGaps(of.more)}</p> : null}
    </>
  )
}

export function Gaps(props: {
  visit: Visit
  kind: 'gaps' | 'conflicts'
  of: OfficersToday['gaps']
}) {
  const { visit, kind, of } = props
  const t = visit.say(todayWords)
  const [none, sum] = kind === 'gaps' ? [t.noGaps, t.gapsSum] : [t.noConflicts, t.conflictsSum]
  return (
    <>
      <h2>{t[kind]}</h2>
      {of.list.length === 0 ? (
        <p class="muted">{none}</p>
      ) : (
        <>
          <p class="hint">{sum(of.records, of.parties)}</p>
          <Table
            caption={t[kind]}
            hideCaption
            rows={of.list}
            columns={[
              { head: t.party, cell: one => <Party visit={visit} kind={kind} of={one} /> },
              ...visit.say(gapWords).ages.map((head, n) => ({
                head,
                cell: ({ ages }: PartyGaps) => (ages[n] ? thousands(ages[n]) : ''),
                number: true,
              })),
              { head: t.sum, cell: one => thousands(one.records), number: true },
            ]}
          />
          {of.parties > of.list.length ? (
            <p>
              <a href={kind === 'gaps' ? '/gaps' : '/gaps?kind=conflict'}>{t.allGaps}</a>
            </p>
          ) : null}
        </>
      )}
    </>
  )
}

function Party(props: { visit: Visit; kind: 'gaps' | 'conflicts'; of: PartyGaps }) {
  const { visit, kind, of } = props
  const t = visit.say(todayWords)
  const query = new URLSearchParams({
    third_party: of.code ?? '-',
    ...(kind === 'conflicts' ? { kind: 'conflict' } : {}),
  })
  return (
    <a href={`/gaps?${query}`}>
      {of.name ?? (of.code === null ? t.noCode : visit.say(shared).unregistered(of.code))}
    </a>
  )
}
