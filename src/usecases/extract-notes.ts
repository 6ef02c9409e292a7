// The notes of a row (documents.md 4.6): what was filled or corrected since the record was made, with its
// day. Old values about the person, and old values that may name another one, are never told.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { type CellSource, cellOf, PRINTED_ITEMS, type PrintedItem } from './extract-cells.ts'
import type { Cell } from './extract-document.ts'
import type { Phrase } from './letter-document.ts'

/** One version of a record with the wording of this person's line; undefined before the line was added. */
export interface RowVersion extends CellSource {
  wordingId: number | undefined
  /** When the version was appended, ms. */
  at: number
  /** It notes an objection of this person to their line. */
  objected: boolean
}

interface NotesOptions {
  /** Items that the decision refuses. */
  withheld?: ReadonlyMap<string, unknown>
  /** A statutory agent asks: a place that was released is the one of today, not a former one. */
  hidesPlaces?: boolean
}

/** @param versions of one record, in order; the rule in force is the last one's. */
export function notesOf(
  versions: readonly RowVersion[],
  { withheld = new Map(), hidesPlaces = false }: NotesOptions = {},
): Phrase[] {
  const current = versions.at(-1) as RowVersion
  const changes = versions.slice(1).flatMap((version, n) => {
    const before = versions[n] as RowVersion
    const date = legalDayOfInstant(version.at)
    return [
      ...itemNotes(before, version, { date, current, withheld, hidesPlaces }),
      ...personNotes(before, version, date),
      ...(version.objected ? [{ words: 'note_objection', values: { date } }] : []),
    ]
  })
  const contract = current.version.method === 'contract' ? [{ words: 'note_contract' }] : []
  const byKind = (words: string) => changes.filter(change => change.words === words)
  return [
    ...byKind('note_added'),
    ...changes.filter(({ words }) => words.startsWith('note_corrected')),
    ...byKind('note_person_corrected'),
    ...byKind('note_objection'),
    ...contract,
  ].map(note => note as Phrase)
}

interface Note {
  words: string
  values: Record<string, Phrase>
}

interface Noting extends Required<NotesOptions> {
  date: CalendarDate
  current: RowVersion
}

const HEADINGS: Record<PrintedItem, string> = {
  TP_NAME: 'heading_third_party',
  TP_ADDR: 'heading_address',
  TP_REP: 'heading_representative',
  ITEMS: 'heading_items',
  CONSENT: 'heading_consent',
  DATE_OUT: 'heading_date_out',
  DATE_IN: 'heading_date_in',
  ACQ: 'heading_acquisition',
  PPC_PUB: 'heading_ppc_publication',
}

function itemNotes(
  before: RowVersion,
  after: RowVersion,
  { date, current, withheld, hidesPlaces }: Noting,
): Note[] {
  return PRINTED_ITEMS.flatMap((item): Note[] => {
    // Under the rule in force on both sides: a settled basis alone changes no item.
    const old = cellOf(item, { ...before, rule: current.rule })
    const now = cellOf(item, { ...after, rule: current.rule })
    if ('state' in now || same(old, now)) return []
    // A note would tell what the cell does not.
    if (withheld.has(item)) return []
    const heading = { words: HEADINGS[item] }
    if (isEmpty(old)) return [{ words: 'note_added', values: { date, heading } }]
    const isPlace = item.startsWith('TP_') || item === 'ACQ'
    if ((hidesPlaces && isPlace) || mayNameAnother(item, before, current)) {
      return [{ words: 'note_corrected_untold', values: { date, heading } }]
    }
    return [{ words: 'note_corrected', values: { date, heading, old: wordsOf(old) } }]
  })
}

/**
 * The old value may be about somebody whom the row is not about: a natural person to whom nothing was
 * provided after all, or the story of whoever stood in the line before.
 */
function mayNameAnother(item: PrintedItem, before: RowVersion, current: RowVersion): boolean {
  if (item.startsWith('TP_')) return before.event.third_party.kind === 'individual'
  return item === 'ACQ' && before.wordingId !== current.wordingId
}

function personNotes(before: RowVersion, after: RowVersion, date: CalendarDate): Note[] {
  if (before.wordingId === after.wordingId || after.wordingId === undefined) return []
  if (before.wordingId !== undefined) return [{ words: 'note_person_corrected', values: { date } }]
  return [{ words: 'note_added', values: { date, heading: { words: 'heading_person' } } }]
}

const same = (a: Cell, b: Cell) => JSON.stringify(a) === JSON.stringify(b)

const isEmpty = (cell: Cell) => 'state' in cell

function wordsOf(cell: Cell): Phrase {
  if ('state' in cell) return ''
  if (!Array.isArray(cell.value)) return cell.value
  const [first = '', ...rest] = cell.value
  return rest.reduce<Phrase>(
    (list, item) => ({ words: 'list_and', values: { first: list, second: item } }),
    first,
  )
}
