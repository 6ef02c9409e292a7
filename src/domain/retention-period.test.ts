// The vectors of law.md 3.4 and what must hold of every retention period.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, addYears, type CalendarDate, LAST_DAY } from './calendar-date.ts'
import { deletableFrom, keepThrough, STATUTORY_YEARS } from './retention-period.ts'

/** Class, base, reading A, reading B, earliest deletion, with 30 days of grace. */
const VECTORS = [
  ['R1', '2025-04-01', '2026-03-31', '2026-04-01', '2026-04-02', '2026-05-02'],
  ['R1', '2025-03-31', '2026-03-30', '2026-03-31', '2026-04-01', '2026-05-01'],
  ['R1', '2024-02-28', '2025-02-27', '2025-02-28', '2025-03-01', '2025-03-31'],
  ['R1', '2024-02-29', '2025-02-28', '2025-02-28', '2025-03-01', '2025-03-31'],
  ['R1', '2023-02-28', '2024-02-27', '2024-02-29', '2024-03-01', '2024-03-31'],
  ['R1', '2023-03-01', '2024-02-29', '2024-03-01', '2024-03-02', '2024-04-01'],
  ['R1', '2027-02-28', '2028-02-27', '2028-02-29', '2028-03-01', '2028-03-31'],
  ['R2', '2025-04-01', '2028-03-31', '2028-04-01', '2028-04-02', '2028-05-02'],
  ['R2', '2025-12-31', '2028-12-30', '2028-12-31', '2029-01-01', '2029-01-31'],
  ['R2', '2024-02-29', '2027-02-28', '2027-02-28', '2027-03-01', '2027-03-31'],
  ['R2', '2021-02-28', '2024-02-27', '2024-02-29', '2024-03-01', '2024-03-31'],
  ['R2', '2025-01-31', '2028-01-30', '2028-01-31', '2028-02-01', '2028-03-02'],
  ['R2', '2025-04-30', '2028-04-29', '2028-04-30', '2028-05-01', '2028-05-31'],
  ['R3', '2025-04-01', '2028-03-31', '2028-04-01', '2028-04-02', '2028-05-02'],
  ['R3', '2024-02-29', '2027-02-28', '2027-02-28', '2027-03-01', '2027-03-31'],
  ['R3', '2025-02-28', '2028-02-27', '2028-02-29', '2028-03-01', '2028-03-31'],
  ['R3', '2026-10-10', '2029-10-09', '2029-10-10', '2029-10-11', '2029-11-10'],
] as const

/** Reading A counts the base day; kept here only to show that B is never shorter. */
function keptThroughByReadingA(base: CalendarDate, years: number): CalendarDate {
  return addDays(addYears(base, years), -1)
}

const bases = fc
  .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2120, 0, 1) })
  .map(instant => new Date(instant).toISOString().slice(0, 10))
const years = fc.integer({ min: 0, max: 30 })

describe.each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'])('on a host in %s', zone => {
  const hostZone = process.env.TZ
  beforeAll(() => {
    process.env.TZ = zone
  })
  afterAll(() => {
    if (hostZone === undefined) delete process.env.TZ
    else process.env.TZ = hostZone
  })

  test.each(VECTORS)('%s from %s', (rule, base, readingA, readingB, earliest, withGrace) => {
    const kept = keepThrough(base, STATUTORY_YEARS[rule])
    expect(kept).toBe(readingB)
    expect(keptThroughByReadingA(base, STATUTORY_YEARS[rule])).toBe(readingA)
    expect(deletableFrom({ keepThrough: kept, recordedOn: base, graceDays: 0 })).toBe(earliest)
    expect(deletableFrom({ keepThrough: kept, recordedOn: base, graceDays: 30 })).toBe(withGrace)
  })

  test('the reading in use is never the shorter one, nor shorter than the calendar years', () => {
    fc.assert(
      fc.property(bases, years, (base, n) => {
        expect(keepThrough(base, n) >= keptThroughByReadingA(base, n)).toBe(true)
        expect(addDays(keepThrough(base, n), 1) >= addYears(base, n)).toBe(true)
      }),
    )
  })

  test('a later base never ends the period sooner', () => {
    fc.assert(
      fc.property(bases, fc.nat(2000), years, (base, later, n) => {
        expect(keepThrough(addDays(base, later), n) >= keepThrough(base, n)).toBe(true)
      }),
    )
  })
})

test('a record back-filled after its period still rests its days of grace', () => {
  const record = { keepThrough: '2020-04-01', recordedOn: '2026-11-22' }
  expect(deletableFrom({ ...record, graceDays: 30 })).toBe('2026-12-22')
  expect(deletableFrom({ ...record, graceDays: 0 })).toBe('2026-11-22')
})

test('a period that leaves the calendar never ends', () => {
  expect(keepThrough('9998-06-01', 3)).toBe(LAST_DAY)
  expect(keepThrough(LAST_DAY, 1)).toBe(LAST_DAY)
})
