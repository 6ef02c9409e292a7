// How long a record must be kept and from when it may be erased (law.md 3, contract 7).

import { addDays, addYears, type CalendarDate, LAST_DAY, laterOf } from './calendar-date.ts'

/** R1 contract that stands for the record, R2 batch, R3 the rest, V kept without a duty. */
export type RetentionClass = 'R1' | 'R2' | 'R3' | 'V'

/** 規則21, 25, 29条. The years of `V` are the operator's choice. */
export const STATUTORY_YEARS: Record<'R1' | 'R2' | 'R3', number> = { R1: 1, R2: 3, R3: 3 }

/**
 * The last day a record must be kept: reading B of law.md 3.3, the base day itself not counted
 * (民法140条), which is never earlier than the reading that counts it.
 */
export function keepThrough(base: CalendarDate, years: number): CalendarDate {
  const corresponding = addYears(addDays(base, 1), years)
  return corresponding === LAST_DAY ? LAST_DAY : addDays(corresponding, -1)
}

/** The first day a record may be erased; a back-filled record still rests its grace days here. */
export function deletableFrom(record: {
  keepThrough: CalendarDate
  recordedOn: CalendarDate
  graceDays: number
}): CalendarDate {
  const afterPeriod = addDays(record.keepThrough, 1 + record.graceDays)
  return laterOf(afterPeriod, addDays(record.recordedOn, record.graceDays))
}
