// What the registers need from outside beside the records: counts, the periods of holds, and what was issued.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { RecordFilter } from './ports.ts'
import type { StoredHold } from './retention-ports.ts'

export interface DayCount {
  day: CalendarDate
  records: number
  /** Lines of its records in sight; a record without any counts as one. */
  lines: number
}

export interface RegisterStore {
  /** Current records by the day of the provision, oldest first. */
  countByDay(
    filter: Pick<RecordFilter, 'thirdPartyId' | 'from' | 'to' | 'sight'>,
  ): Promise<DayCount[]>
  /** How many records there are now that everybody sees. */
  countRecords(): Promise<number>
  /** Every revision of every hold, in order of code and revision. */
  listHoldRevisions(): Promise<Omit<StoredHold, 'by' | 'sealed'>[]>
  /** How many issued extracts show a record that this run erased. */
  countExtractsOfErased(runId: number): Promise<number>
}
