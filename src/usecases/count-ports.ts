// What the console's counts need from outside: they move in the commits that write records, and are read as sums.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { BasisCode, Direction } from '../domain/legal-basis.ts'
import type { RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import type { Sight } from './sight.ts'
import type { Write } from './write.ts'

/** Provisions of a month, `2026-11`, by what allowed them. */
export interface MonthCount {
  month: string
  direction: Direction
  basis: BasisCode
  records: number
}

/** Null: a third party without a code. */
export interface PartyCount {
  code: string | null
  records: number
}

export type PartyMonthCount = PartyCount & MonthCount

/** Records of a month with gaps; one may lack an item and have a conflict. */
export interface GapCount {
  code: string | null
  month: string
  lacking: number
  conflicting: number
}

export interface SourceDay {
  sourceId: number
  day: CalendarDate
  /** What was recorded, in the order of numbers, and which of these came late. */
  recordNos: readonly number[]
  lateNos: readonly number[]
  refused: number
}

/** What a source posted since a day: records that are hidden as a whole are left out, for whoever may not see them. */
export interface SourceCount {
  source: string
  recorded: number
  late: number
  refused: number
  /** Of its newest record, unless that is out of reach by now. */
  lastAt: number | null
}

/** Records of a rule that must be kept through a day. */
export interface ExpiryCount {
  day: CalendarDate
  rule: RuleCode
  retentionClass: RetentionClass
  records: number
}

interface Span {
  /** Months, both included. */
  from: string
  to: string
  sight: Sight
}

export interface CountStore {
  /** Counts the current versions of these records; to stand after everything that writes them. */
  count(recordNos: readonly number[]): Write[]
  /** Takes them out of the counts; to stand before everything that changes them. */
  uncount(recordNos: readonly number[]): Write[]
  /** Counts anew what marks hide; to stand after every change of marks. */
  recountHidden(): Write[]
  /** Records before this number are not counted yet; 1 when all are. */
  countedFrom(): Promise<number>
  /** Counts so many records before `countedFrom`; nothing when another one did meanwhile. */
  countBefore(countedFrom: number, records: number): Write[]
  /** Forgets every count: all records there are are to be counted again. */
  restart(): Write[]
  /** Adds to the days of sources. */
  noteSources(days: readonly SourceDay[]): Write[]
  /** Forgets the days before that one, but of each source the last day with a record. */
  forgetSourceDays(before: CalendarDate): Write[]

  listMonths(span: Span): Promise<MonthCount[]>
  /** The third parties with most records, most first. */
  listParties(span: Span & { limit: number }): Promise<PartyCount[]>
  /** Of these third parties; the newest month first. */
  listPartyMonths(span: Span & { codes: readonly (string | null)[] }): Promise<PartyMonthCount[]>
  /** Third parties and months in which there are gaps. */
  listGaps(sight: Sight): Promise<GapCount[]>
  /** Records by the last day they must be kept, up to that day. */
  listExpiries(through: CalendarDate, sight: Sight): Promise<ExpiryCount[]>
  /** Every source, by name; its sums since that day. */
  listSources(looking: { since: CalendarDate; sight: Sight }): Promise<SourceCount[]>
}
