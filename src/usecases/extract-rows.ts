// The rows of the annex (documents.md 4): one row = one record × this person's line, with its manifest.

import type { Ground, Refusal } from '../domain/disclosure-steps.ts'
import { placeItemOf } from '../domain/person-matters.ts'
import { ruleOn } from '../domain/record-rules.ts'
import { withheldItems } from '../domain/refusals.ts'
import type { ShownLine } from './disclosure-ports.ts'
import { type CellSource, cellOf, type PrintedItem } from './extract-cells.ts'
import type { AnnexRow, Cell } from './extract-document.ts'
import { notesOf, type RowVersion } from './extract-notes.ts'
import { readObjections } from './extract-objections.ts'
import type { Phrase } from './letter-document.ts'
import type { Deps } from './ports.ts'
import { readEvents } from './record-view.ts'
import { refusalsOf } from './refused-lines.ts'
import {
  printedMatters,
  type RequestMatch,
  recordsWithGaps,
  shownLines,
} from './request-matches.ts'

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
  shown: ShownLine[]
  /** Numbers of the records among them that have gaps. */
  withGaps: number[]
}

/** Rows built at a go: others are served between two of them. */
const PAGE = 200

interface RowsOptions {
  refusals?: readonly Refusal[]
  /** A statutory agent asks: notes tell no former place. */
  hidesPlaces?: boolean
}

/** Order: third party's name by code points of its NFKC form, then day, record and line. */
export async function buildRows(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores' | 'janitor'>,
  matches: readonly RequestMatch[],
  { refusals = [], hidesPlaces = false }: RowsOptions = {},
): Promise<AnnexRows> {
  const drawn: DrawnRow[] = []
  const size = deps.janitor.restEvery ?? PAGE
  for (let from = 0; from < matches.length; from += size) {
    const page = matches.slice(from, from + size)
    const versionsOf = await readVersions(deps, page)
    for (const match of page) {
      const withheld = withheldOf(refusals, match)
      drawn.push(drawRow(deps, match, { versions: versionsOf(match), withheld, hidesPlaces }))
    }
    await deps.janitor.rest()
  }
  const rows = drawn.sort(byThirdPartyDayRecord)
  const provided = numberRows(deps, rows, 'provided')
  const received = numberRows(deps, rows, 'received')
  return {
    provided: provided.rows,
    received: received.rows,
    manifest: [...provided.manifest, ...received.manifest],
    shown: shownLines(matches),
    withGaps: recordsWithGaps(matches),
  }
}

interface DrawnRow {
  match: RequestMatch
  /** UTF-8, the bytes of which order as the code points do. */
  thirdPartyName: Buffer
  row: Omit<AnnexRow, 'no'>
}

interface RowSource {
  versions: readonly RowVersion[]
  withheld: Withheld
  hidesPlaces: boolean
}

function drawRow(
  deps: Pick<Deps, 'operator'>,
  match: RequestMatch,
  { versions, withheld, hidesPlaces }: RowSource,
): DrawnRow {
  const source = versions.at(-1) as RowVersion
  const received = match.record.direction === 'received'
  const cell = (item: PrintedItem) => withhold(withheld, item, cellOf(item, source))
  const dateItem = received ? 'DATE_IN' : 'DATE_OUT'
  const name = withheld.has('TP_NAME') ? '' : (source.event.third_party.name ?? '')
  return {
    match,
    thirdPartyName: Buffer.from(name.normalize('NFKC')),
    row: {
      thirdParty: {
        name: cell('TP_NAME'),
        address: cell('TP_ADDR'),
        representative: cell('TP_REP'),
      },
      ...(received ? { acquisition: cell('ACQ') } : {}),
      person: withhold(withheld, 'PERSON', personCell(deps, match, withheld)),
      items: cell('ITEMS'),
      consent: cell('CONSENT'),
      date: withhold(withheld, dateItem, dateCell(deps, match, source)),
      ...(received ? { ppcPublication: cell('PPC_PUB') } : {}),
      notes: [
        ...notesOf(versions, { withheld, hidesPlaces }),
        ...(withheld.size > 0 ? [{ words: 'note_withheld' }] : []),
      ],
    },
  }
}

/** Refused items of a line with the ground of each. */
type Withheld = ReadonlyMap<string, Ground>

function withheldOf(refusals: readonly Refusal[], match: RequestMatch): Withheld {
  return new Map(
    refusalsOf(refusals, match).flatMap(({ items = [], ground }) =>
      [...withheldItems(items)].map(item => [item, ground] as const),
    ),
  )
}

/** What is no item of the basis stays none: there is nothing to refuse. */
function withhold(withheld: Withheld, item: string, cell: Cell): Cell {
  const ground = withheld.get(item)
  if (ground === undefined || ('state' in cell && cell.state === 'not_required')) return cell
  return { state: 'withheld', ground }
}

function personCell(
  { operator }: Pick<Deps, 'operator'>,
  match: RequestMatch,
  withheld: Withheld,
): Cell {
  const matters = printedMatters(match, operator.identifier_schemes)
  if (matters.length === 0) return { state: 'not_recorded' }
  return {
    value: matters.map((one): Phrase => {
      const { kind, value } = one
      const label = { words: `label_${kind}` }
      const place = placeItemOf(one, operator.identifier_schemes)
      if (place && withheld.has(place)) return { words: 'person_withheld', values: { label } }
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
    Buffer.compare(a.thirdPartyName, b.thirdPartyName) ||
    compareDays(left.record.occurredOn, right.record.occurredOn) ||
    left.recordNo - right.recordNo ||
    left.line - right.line
  )
}

const compareDays = (a: string, b: string) => (a < b ? -1 : Number(a > b))

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
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
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
  const objected = await readObjections(deps, histories, amendments)
  return match => {
    const { recordNo, line } = match
    return (byRecord.get(recordNo) ?? []).map(({ version, event }) => ({
      rule: ruleOn(version.rule, version.occurredOn),
      version,
      event,
      wordingId: version.lines[line - 1],
      at: at.get(`${recordNo}:${version.version}`) ?? version.recordedAt,
      objected: objected(match, version),
    }))
  }
}
