// The rows of the annex (documents.md 4): one row = one record × this person's line, with its manifest.

import { mattersOf } from '../domain/person-matters.ts'
import { ruleOn } from '../domain/record-rules.ts'
import { type CellSource, cellOf } from './extract-cells.ts'
import type { AnnexRow, Cell, Phrase } from './extract-document.ts'
import { notesOf, type RowVersion } from './extract-notes.ts'
import type { Deps, RecordVersion } from './ports.ts'
import { readEvents } from './record-view.ts'
import type { RequestMatch } from './request-matches.ts'

/** Which line stands in which row: for officers only, never in the document. */
export interface ManifestRow {
  row: string
  record_no: number
  event_id: string
  line: number
}

export interface AnnexRows {
  provided: AnnexRow[]
  received: AnnexRow[]
  manifest: ManifestRow[]
}

/** Order: third party's name by code points of its NFKC form, then day, record and line. */
export async function buildRows(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  matches: readonly RequestMatch[],
): Promise<AnnexRows> {
  const versionsOf = await readVersions(deps, matches)
  const drawn = matches.map(match => drawRow(deps, match, versionsOf(match)))
  const rows = drawn.sort(byThirdPartyDayRecord)
  const provided = numberRows(deps, rows, 'provided')
  const received = numberRows(deps, rows, 'received')
  return {
    provided: provided.rows,
    received: received.rows,
    manifest: [...provided.manifest, ...received.manifest],
  }
}

interface DrawnRow {
  match: RequestMatch
  thirdPartyName: string
  row: Omit<AnnexRow, 'no'>
}

function drawRow(
  deps: Pick<Deps, 'operator'>,
  match: RequestMatch,
  versions: readonly RowVersion[],
): DrawnRow {
  const source = versions.at(-1) as RowVersion
  const received = match.record.direction === 'received'
  const name = source.event.third_party.name ?? ''
  return {
    match,
    thirdPartyName: name.normalize('NFKC'),
    row: {
      thirdParty: {
        name: cellOf('TP_NAME', source),
        address: cellOf('TP_ADDR', source),
        representative: cellOf('TP_REP', source),
      },
      ...(received ? { acquisition: cellOf('ACQ', source) } : {}),
      person: personCell(deps, match),
      items: cellOf('ITEMS', source),
      consent: cellOf('CONSENT', source),
      date: dateCell(deps, match, source),
      ...(received ? { ppcPublication: cellOf('PPC_PUB', source) } : {}),
      notes: notesOf(versions),
    },
  }
}

/** What differs from the proven is not about this person, unless an officer marked it (documents.md 4.5). */
function personCell({ operator }: Pick<Deps, 'operator'>, match: RequestMatch): Cell {
  const own = match.settlement?.own_values ?? []
  const matters = mattersOf(match.subject, operator.identifier_schemes).filter(
    ({ matter }) => own.includes(matter) || !match.differs.includes(matter),
  )
  if (matters.length === 0) return { state: 'not_recorded' }
  return {
    value: matters.map(({ kind, value }): Phrase => {
      const label = { words: `label_${kind}` }
      return kind === 'birth_date'
        ? { words: 'person_birth_date', values: { label, date: value } }
        : { words: 'person_matter', values: { label, value } }
    }),
  }
}

function dateCell(
  { operator }: Pick<Deps, 'operator'>,
  { record }: RequestMatch,
  source: CellSource,
): Cell {
  const cell = cellOf(record.direction === 'provided' ? 'DATE_OUT' : 'DATE_IN', source)
  const forReference = 'state' in cell && operator.optional_items.includes('date')
  return forReference ? { value: record.occurredOn } : cell
}

function byThirdPartyDayRecord(a: DrawnRow, b: DrawnRow): number {
  const [left, right] = [a.match, b.match]
  return (
    compareCodePoints(a.thirdPartyName, b.thirdPartyName) ||
    compareCodePoints(left.record.occurredOn, right.record.occurredOn) ||
    left.recordNo - right.recordNo ||
    left.line - right.line
  )
}

/** Not `<`, which compares UTF-16 units and puts 𠮷 before U+F900. */
function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (const [n, character] of left.entries()) {
    const other = right[n]
    if (other === undefined) return 1
    if (character !== other) return character.codePointAt(0)! - other.codePointAt(0)!
  }
  return left.length - right.length
}

const ARTICLES = { provided: '29', received: '30' } as const

function numberRows(
  { operator }: Pick<Deps, 'operator'>,
  drawn: readonly DrawnRow[],
  direction: 'provided' | 'received',
): { rows: AnnexRow[]; manifest: ManifestRow[] } {
  const own = drawn.filter(({ match }) => match.record.direction === direction)
  const groups = operator.merge_identical
    ? [...Map.groupBy(own, ({ row }) => JSON.stringify(row)).values()]
    : own.map(one => [one])
  const rows: AnnexRow[] = []
  const manifest: ManifestRow[] = []
  for (const [n, group] of groups.entries()) {
    const no = `${ARTICLES[direction]}-${n + 1}`
    const { row } = group[0] as DrawnRow
    const merged: Phrase[] =
      group.length > 1 ? [{ words: 'note_merged', values: { count: String(group.length) } }] : []
    rows.push({ no, ...row, notes: [...row.notes, ...merged] })
    for (const { match } of group) {
      const { recordNo, record, line } = match
      manifest.push({ row: no, record_no: recordNo, event_id: record.eventId, line })
    }
  }
  return { rows, manifest }
}

/** The versions of each match's record, older ones only where there are any. */
async function readVersions(
  deps: Pick<Deps, 'vault' | 'stores'>,
  matches: readonly RequestMatch[],
): Promise<(match: RequestMatch) => RowVersion[]> {
  const { records } = deps.stores
  const current = new Map(matches.map(({ record }) => [record.recordNo, record]))
  const amended = [...current.values()]
    .filter(({ version }) => version > 0)
    .map(({ recordNo }) => recordNo)
  const [histories, amendments] =
    amended.length > 0
      ? await Promise.all([records.findHistories(amended), records.findAmendments(amended)])
      : [[], []]
  const untouched = [...current.values()].filter(({ version }) => version === 0)
  const versions = [...untouched, ...histories]
  // Lines are left out: a row knows its own, and a shared record may have thousands.
  const events = await readEvents(
    deps,
    versions.map(version => ({ ...version, lines: [] })),
  )
  const at = new Map(amendments.map(one => [`${one.recordNo}:${one.version}`, one.at]))
  const sources = versions.map((version, n) => ({ version, event: events[n]! }))
  const byRecord = Map.groupBy(sources, ({ version }) => version.recordNo)
  return ({ recordNo, line }) =>
    (byRecord.get(recordNo) ?? []).map(({ version, event }) => ({
      rule: ruleOn(version.rule, version.occurredOn),
      version,
      event,
      wordingId: wordingOfLine(version, line),
      at: at.get(`${recordNo}:${version.version}`) ?? version.recordedAt,
    }))
}

function wordingOfLine({ lines }: RecordVersion, line: number): number | undefined {
  return lines[line - 1]
}
