// What a record says: its matters, and the persons it is about, a page of them at a time.

import type { Child } from 'hono/jsx'
import { OFFICERS } from '../../domain/role.ts'
import type { RecordView } from '../../usecases/get-record.ts'
import { CHANGED_MATTERS, leavesOf } from '../../usecases/register-changes.ts'
import { Definitions, EmptyState, pathWith, Table } from '../components.tsx'
import { countryName } from '../countries.ts'
import { ledgerWords } from '../ledger-words.ts'
import { type Matter, matterWords } from '../matter-words.ts'
import type { Visit } from '../visit.tsx'
import { identifierName } from './person-search-form.tsx'
import type { RecordPage } from './record.tsx'
import { partyName } from './record-table.tsx'
import { recordWords } from './record-words.ts'

/** Persons shown at a time. */
const LINES = 50

/** Said above. */
const APART = ['event_id', 'direction', 'basis', 'method', 'occurred_on', 'items', 'data_subjects']
/** Matters that only hold others. */
export const UNTOLD = ['third_party', 'period', 'contract', 'confirmation', 'exemption']

export function Content({ visit, record }: RecordPage) {
  const t = visit.say(recordWords)
  const w = visit.say(ledgerWords)
  const m = visit.say(matterWords)
  const { event } = record
  const { direction } = event
  const told: [string, Child][] = [
    [t.day[direction], <time>{event.occurred_on}</time>],
    [t.basis, w.bases[event.basis]],
    [t.method, w.methods[event.method]],
    [t.party[direction], <Party visit={visit} record={record} />],
    [m.items, event.items.join('、') || t.none],
    ...mattersOf(visit, event).map(([matter, value]): [string, Child] => [m[matter], value]),
    [t.recordedAt, visit.instant(record.recorded_at)],
    [t.source, record.source],
    [t.eventId, <code>{record.event_id}</code>],
  ]
  return (
    <>
      <h2>{t.content}</h2>
      <Definitions of={told} />
    </>
  )
}

function Party({ visit, record }: Pick<RecordPage, 'visit' | 'record'>) {
  const { third_party: party } = record
  const label = partyName(visit, party)
  return party.code ? <a href={`/third-parties/${party.code}`}>{label}</a> : label
}

/** Every stated matter but those that stand apart, in the order and the words of the page. */
function mattersOf(visit: Visit, event: RecordView['event']): [Matter, string][] {
  const rest = Object.entries(event).filter(([field]) => !APART.includes(field))
  const stated = new Map([...leavesOf(Object.fromEntries(rest))].filter(isTold))
  return CHANGED_MATTERS.flatMap((path): [Matter, string][] =>
    stated.has(path) ? [[matterOf(path), sayValue(visit, path, stated.get(path))]] : [],
  )
}

const isTold = ([path, value]: [string, unknown]) =>
  !UNTOLD.includes(path) && path !== 'third_party.name' && value !== undefined

export const matterOf = (path: string) => path.replace('.', '_') as Matter

/** A value as people read it: codes in words, lists joined, no and none said. */
export function sayValue(visit: Visit, path: string, value: unknown): string {
  const t = visit.say(recordWords)
  const w = visit.say(ledgerWords)
  if (value === null) return t.none
  if (value === true) return t.yes
  if (value === false) return t.no
  if (Array.isArray(value)) return value.join('、')
  if (path === 'third_party.country') return countryName(visit.language, String(value))
  const words: Record<string, Record<string, string>> = {
    basis: w.bases,
    method: w.methods,
    'exemption.code': w.exemptions,
    'third_party.kind': w.kinds,
    'third_party.equivalence': w.equivalences,
  }
  return words[path]?.[String(value)] ?? String(value)
}

export function Persons({ visit, record }: RecordPage) {
  const t = visit.say(recordWords)
  const { lines, record_no: no, voided } = record
  const mends = visit.is(...OFFICERS) && !voided
  const from = Number(/^\d{1,6}$/.exec(visit.c.req.query('line') ?? '')?.[0] ?? 0)
  const start = lines.findIndex(({ line }) => line > from)
  const shown = start < 0 ? [] : lines.slice(start, start + LINES)
  const more = start >= 0 && start + LINES < lines.length
  return (
    <>
      <h2 id="persons">{t.persons}</h2>
      {lines.length === 0 ? (
        <EmptyState title={t.noPersons}>
          <p>{t.noPersonsHint}</p>
        </EmptyState>
      ) : (
        <PersonTable visit={visit} no={no} lines={shown} mends={mends} />
      )}
      {lines.length > LINES ? (
        <p class="pager">
          {t.linesOf(start + 1, start + shown.length, lines.length)}{' '}
          {from > 0 ? (
            <a href={`${pathWith(visit, { line: '' })}#persons`}>{t.firstLines}</a>
          ) : null}
          {more ? (
            <a href={`${pathWith(visit, { line: String(shown.at(-1)?.line) })}#persons`}>
              {t.nextLines}
            </a>
          ) : null}
        </p>
      ) : null}
      {mends ? (
        <p>
          <a href={`/records/${no}/lines/new`}>{t.addLine}</a>
        </p>
      ) : null}
    </>
  )
}

function PersonTable(props: {
  visit: Visit
  no: number
  lines: RecordView['lines']
  mends: boolean
}) {
  const { visit, no, lines, mends } = props
  const t = visit.say(recordWords)
  return (
    <Table
      caption={t.persons}
      hideCaption
      rows={lines}
      columns={[
        { head: t.line, cell: ({ line }) => line, number: true },
        { head: t.name, cell: ({ name }) => name ?? '' },
        { head: t.kana, cell: ({ name_kana: kana }) => kana ?? '' },
        { head: t.birthDate, cell: ({ birth_date: day }) => day ?? '' },
        { head: t.address, cell: ({ address }) => address ?? '' },
        {
          head: t.identifiers,
          cell: ({ identifiers = {} }) =>
            Object.entries(identifiers).map(([scheme, value]) => (
              <div>{`${identifierName(visit, scheme)} ${value}`}</div>
            )),
        },
        ...(mends
          ? [
              {
                head: t.correct,
                cell: ({ line }: { line: number }) => (
                  <a href={`/records/${no}/lines/${line}`}>{t.correct}</a>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
