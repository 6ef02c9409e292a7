// /records/:no: one record whole, with its rule, how long it is kept, its history and who read it.

import { OFFICERS, READERS } from '../../domain/role.ts'
import { getRecord, type RecordView } from '../../usecases/get-record.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { findSurroundings, type RecordSurroundings } from '../../usecases/record-surroundings.ts'
import { Badge, Notice } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { Content, Persons } from './record-content.tsx'
import { History, isBreach } from './record-history.tsx'
import { recordNoOf } from './record-number.ts'
import { NewestReadings } from './record-readings.tsx'
import { Gaps, isToFill, Rule } from './record-rule.tsx'
import { Requests, Retention } from './record-stay.tsx'
import { recordWords } from './record-words.ts'

/** What every part of the page is drawn from. */
export interface RecordPage {
  visit: Visit
  deps: Deps
  record: RecordView
  surroundings: RecordSurroundings
  /** Names of those who stand in the history. */
  names: ReadonlyMap<string, string>
}

export type Done = keyof (typeof recordWords)['ja']['done']

export function recordPage(shell: Shell, deps: Deps) {
  shell.get('/records/:no', { roles: READERS, people: true }, async visit => {
    const recordNo = recordNoOf(visit)
    const record = await getRecord(deps, visit.caller, recordNo)
    const surroundings = await findSurroundings(deps, visit.caller, recordNo)
    const names = await nameActors(
      deps,
      record.history.map(({ by }) => by),
    )
    return showRecord({ visit, deps, record, surroundings, names })
  })
}

function showRecord(page: RecordPage) {
  const { visit, record } = page
  const t = visit.say(recordWords)
  const w = visit.say(ledgerWords)
  const title = t.title(record.record_no)
  const { done } = visit.once<{ done: Done }>()
  const { voided } = record
  return visit.page(
    { title },
    <>
      <h1>{title}</h1>
      {done ? <Notice kind="ok">{t.done[done]}</Notice> : null}
      {voided ? (
        <Notice kind="warn">{t.voided(w.voids[voided.reason], visit.instant(voided.at))}</Notice>
      ) : null}
      <Badges {...page} />
      <Mends {...page} />
      <Gaps {...page} />
      <Content {...page} />
      <Persons {...page} />
      <Rule {...page} />
      <Retention {...page} />
      <Requests {...page} />
      <History {...page} />
      <NewestReadings {...page} />
    </>,
  )
}

function Badges({ visit, record: { event, gaps, history, voided } }: RecordPage) {
  const w = visit.say(ledgerWords)
  const of = (kind: 'missing_item' | 'conflict') => gaps.filter(gap => gap.kind === kind).length
  return (
    <p>
      <Badge>{w.directions[event.direction]}</Badge> <Badge>{w.bases[event.basis]}</Badge>{' '}
      {history.some(isBreach) ? <Badge kind="danger">{visit.say(recordWords).breach}</Badge> : null}{' '}
      {voided ? <Badge kind="danger">{w.amendments.void}</Badge> : null}{' '}
      {of('missing_item') > 0 ? (
        <Badge kind="warn">{`${w.gapKinds.missing_item} ${of('missing_item')}`}</Badge>
      ) : null}{' '}
      {of('conflict') > 0 ? (
        <Badge kind="danger">{`${w.gapKinds.conflict} ${of('conflict')}`}</Badge>
      ) : null}
    </p>
  )
}

/** What an officer may do about it. */
function Mends({ visit, record }: RecordPage) {
  const { record_no: no, gaps, voided } = record
  const t = visit.say(recordWords)
  if (voided || !visit.is(...OFFICERS)) return null
  return (
    <p class="actions">
      {gaps.some(gap => isToFill(record, gap)) ? (
        <a class="button" href={`/records/${no}/fill`}>
          {t.fill}
        </a>
      ) : null}
      {Object.entries(t.parts).map(([part, label]) => (
        <a href={`/records/${no}/amend/${part}`}>{label}</a>
      ))}
      <a href={`/records/${no}/void`}>{t.void}</a>
    </p>
  )
}
