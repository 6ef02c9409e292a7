// Numbers of issued papers: a series for each year, or one for ever where the operator's format names no year.

import type { CalendarDate } from '../domain/calendar-date.ts'

/** @param format of operator.json, e.g. `個開{year}-{number}号`. */
export function seriesOf(format: string, issuedOn: CalendarDate) {
  const year = issuedOn.slice(0, 4)
  const named = format.includes('{number}') ? format : `${format}{number}`
  return {
    /** 0 for the one that never ends. */
    seriesYear: format.includes('{year}') ? Number(year) : 0,
    docNo: (seriesNumber: number) =>
      named
        .replaceAll('{year}', year)
        .replaceAll('{number}', String(seriesNumber).padStart(4, '0')),
  }
}
