// Records in a table: each with what it is about and its state at a glance.

import type { RecordedThirdParty } from '../../domain/provision-event.ts'
import { ruleOn } from '../../domain/record-rules.ts'
import { type ListedRecord, lineCountOf } from '../../usecases/search-records.ts'
import { Badge, type Column, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { matterWords } from '../matter-words.ts'
import type { Visit } from '../visit.tsx'
import { recordsWords } from './records-words.ts'

/** Lines named in the table; the record's own page has all of them. */
const SHOWN_LINES = 5

export function RecordTable(props: { visit: Visit; records: readonly ListedRecord[] }) {
  const { visit, records } = props
  const t = visit.say(recordsWords)
  const w = visit.say(ledgerWords)
  const columns: Column<ListedRecord>[] = [
    {
      head: t.number,
      cell: ({ version }) => <a href={`/records/${version.recordNo}`}>{version.recordNo}</a>,
      number: true,
    },
    { head: t.day, cell: ({ version }) => <time>{version.occurredOn}</time> },
    { head: t.direction, cell: ({ version }) => w.directions[version.direction] },
    { head: t.party, cell: ({ event }) => partyName(visit, event.third_party) },
    { head: t.basis, cell: ({ version }) => w.bases[version.basis] },
    { head: t.lines, cell: ({ version }) => t.people(lineCountOf(version)), number: true },
    { head: t.state, cell: ({ version }) => <State visit={visit} version={version} /> },
  ]
  if (records.some(({ matched }) => matched)) {
    columns.push({
      head: t.matched,
      cell: ({ matched = [] }) => <Matched visit={visit} of={matched} />,
    })
  }
  return <Table caption={t.title} hideCaption rows={records} columns={columns} />
}

/** By name, else by code, or that it went to many. */
export function partyName(visit: Visit, party: RecordedThirdParty): string {
  const many = party.unspecified_many && visit.say(matterWords).third_party_unspecified_many
  return party.name ?? party.code ?? (many || '')
}

/** Void, lacking something, at odds with something, or complete. */
export function State({ visit, version }: { visit: Visit; version: ListedRecord['version'] }) {
  const t = visit.say(recordsWords)
  const { missing, conflicts, rule, occurredOn } = version
  if (version.void) return <Badge kind="danger">{t.void}</Badge>
  if (missing.length + conflicts.length === 0) {
    const { duty } = ruleOn(rule, occurredOn)
    return duty ? <Badge kind="ok">{t.complete}</Badge> : <Badge>{t.exempt}</Badge>
  }
  return (
    <>
      {missing.length > 0 ? <Badge kind="warn">{t.missing(missing.length)}</Badge> : null}{' '}
      {conflicts.length > 0 ? <Badge kind="danger">{t.conflict(conflicts.length)}</Badge> : null}
    </>
  )
}

function Matched({ visit, of }: { visit: Visit; of: NonNullable<ListedRecord['matched']> }) {
  const t = visit.say(recordsWords)
  const more = of.length - SHOWN_LINES
  return (
    <>
      {of.slice(0, SHOWN_LINES).map(({ line, match }) => (
        <>
          {t.line(line)} <Badge kind={match === 'exact' ? 'ok' : 'warn'}>{t[match]}</Badge>{' '}
        </>
      ))}
      {more > 0 ? t.moreLines(more) : null}
    </>
  )
}
