// The notes of a row (documents.md 4.6): what was filled or corrected since the record was made, with its
// day. Old values about the person are never told.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { type CellSource, cellOf, PRINTED_ITEMS, type PrintedItem } from './extract-cells.ts'
import type { Cell, Phrase } from './extract-document.ts'

/** One version of a record with the wording of this person's line; undefined before the line was added. */
export interface RowVersion extends CellSource {
  wordingId: number | undefined
  /** When the version was appended, ms. */
  at: number
}

/** @param versions of one record, in order; the rule in force is the last one's. */
export function notesOf(versions: readonly RowVersion[]): Phrase[] {
  const current = versions.at(-1) as RowVersion
  const changes = versions.slice(1).flatMap((version, n) => {
    const before = versions[n] as RowVersion
    const date = legalDayOfInstant(version.at)
    return [...itemNotes(before, version, { date, current }), ...personNotes(before, version, date)]
  })
  const contract = current.version.method === 'contract' ? [{ words: 'note_contract' }] : []
  const byKind = (words: string) => changes.filter(change => change.words === words)
  return [
    ...byKind('note_added'),
    ...byKind('note_corrected'),
    ...byKind('note_person_corrected'),
    ...contract,
  ].map(note => note as Phrase)
}

interface Note {
  words: string
  values: Record<string, Phrase>
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
  { date, current }: { date: CalendarDate; current: RowVersion },
): Note[] {
  return PRINTED_ITEMS.flatMap((item): Note[] => {
    // Under the rule in force on both sides: a settled basis alone changes no item.
    const old = cellOf(item, { ...before, rule: current.rule })
    const now = cellOf(item, { ...after, rule: current.rule })
    if ('state' in now || same(old, now)) return []
    const heading = { words: HEADINGS[item] }
    if (isEmpty(old)) return [{ words: 'note_added', values: { date, heading } }]
    return [{ words: 'note_corrected', values: { date, heading, old: wordsOf(old) } }]
  })
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
