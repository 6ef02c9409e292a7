// What was done to a record, matter by matter.

import type { DataSubject } from '../../domain/provision-event.ts'
import type { AmendmentKind } from '../../usecases/ports.ts'
import { leavesOf } from '../../usecases/register-changes.ts'
import { Badge, Definitions, Instant, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { matterWords } from '../matter-words.ts'
import type { Visit } from '../visit.tsx'
import { identifierName } from './person-search-form.tsx'
import type { RecordPage } from './record.tsx'
import { matterOf, sayValue, UNTOLD } from './record-content.tsx'
import { recordWords } from './record-words.ts'

type Amendment = RecordPage['record']['history'][number]

interface Change {
  matter: string
  before: string
  after: string
}

/** Changed persons told of one amendment. */
const LINES = 20

export function History({ visit, record, names }: RecordPage) {
  const t = visit.say(recordWords)
  return (
    <>
      <h2>{t.history}</h2>
      {record.history.length === 0 ? <p>{t.noHistory}</p> : null}
      {[...record.history].reverse().map(amendment => (
        <AmendmentCard visit={visit} amendment={amendment} names={names} />
      ))}
    </>
  )
}

/** A conflict settled as a breach: its basis stays, and the reason tells the measures. */
export const isBreach = ({ kind, after }: Amendment) => kind === 'settlement' && !('basis' in after)

function AmendmentCard(props: { visit: Visit; amendment: Amendment; names: RecordPage['names'] }) {
  const { visit, amendment, names } = props
  const t = visit.say(recordWords)
  const { kind, at, by, reason, evidence } = amendment
  const breach = isBreach(amendment)
  const label = breach ? t.breach : visit.say(ledgerWords).amendments[kind as AmendmentKind]
  const { changes, more } = changesOf(visit, amendment)
  return (
    <section class="card" aria-label={`${visit.instant(at)} ${label}`}>
      <h3>
        <Instant visit={visit} at={at} /> <Badge kind={breach ? 'danger' : 'info'}>{label}</Badge>
      </h3>
      <Definitions
        of={[
          [t.by, names.get(by) ?? by],
          ...(reason === null
            ? []
            : [[breach ? t.measures : t.reason, sayReason(visit, amendment, reason)] as const]),
          ...(evidence ? [[t.evidence, evidence] as const] : []),
        ]}
      />
      {changes.length === 0 ? null : (
        <Table
          caption={label}
          hideCaption
          rows={changes}
          columns={[
            { head: t.matter, cell: change => change.matter },
            { head: t.before, cell: change => <del>{change.before}</del> },
            { head: t.after, cell: change => <ins>{change.after}</ins> },
          ]}
        />
      )}
      {more > 0 ? <p class="muted">{t.moreLines(more)}</p> : null}
    </section>
  )
}

/** A void without a note says its code: that is told in words. */
function sayReason(visit: Visit, { kind }: Amendment, reason: string): string {
  const voids: Record<string, string> = visit.say(ledgerWords).voids
  return kind === 'void' && Object.hasOwn(voids, reason) ? (voids[reason] as string) : reason
}

function changesOf(visit: Visit, { before, after }: Amendment) {
  const { lines: linesBefore = [], ...fieldsBefore } = before as Side
  const { lines: linesAfter = [], ...fieldsAfter } = after as Side
  const [old, now] = [leavesOf(fieldsBefore), leavesOf(fieldsAfter)]
  const m = visit.say(matterWords)
  const fields = [...new Set([...old.keys(), ...now.keys()])]
    .filter(path => !UNTOLD.includes(path))
    .filter(path => JSON.stringify(old.get(path)) !== JSON.stringify(now.get(path)))
    .map(path => ({
      matter: m[matterOf(path)] ?? path,
      before: old.has(path) ? sayValue(visit, path, old.get(path)) : '',
      after: now.has(path) ? sayValue(visit, path, now.get(path)) : '',
    }))
  const t = visit.say(recordWords)
  const lines = linesAfter.slice(0, LINES).map((line): Change => {
    const was = linesBefore.find(one => one.line === line.line)
    return {
      matter: t.personLine(line.line),
      before: was ? sayPerson(visit, was) : '',
      after: sayPerson(visit, line),
    }
  })
  return { changes: [...fields, ...lines], more: linesAfter.length - lines.length }
}

type Numbered = { line: number } & DataSubject
type Side = Record<string, unknown> & { lines?: Numbered[] }

function sayPerson(visit: Visit, person: Numbered): string {
  const { line: _line, identifiers = {}, ...matters } = person
  return [
    ...Object.values(matters),
    ...Object.entries(identifiers).map(
      ([scheme, value]) => `${identifierName(visit, scheme)} ${value}`,
    ),
  ].join(' / ')
}
