// When records without dates may go: never while they run, never before the latest arguable day.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate } from './calendar-date.ts'
import { deletableIfApproved, isStillRunning, type OpenRecord } from './erasure-date.ts'

const record: OpenRecord = {
  method: 'each',
  occurred_on: '2021-02-28',
  recordedOn: '2021-02-28',
  filledOn: null,
}

describe('a record may still grow', () => {
  test.each<[OpenRecord['method'], OpenRecord['period'], boolean]>([
    ['batch', undefined, true],
    ['batch', { first_day: '2021-01-01' }, true],
    ['batch', { first_day: '2021-01-01', last_day: '2021-02-28' }, false],
    ['contract', { first_day: '2021-01-01' }, true],
    ['contract', undefined, false],
    ['contract', { last_day: '2021-02-28' }, false],
    ['each', undefined, false],
    ['each', { first_day: '2021-01-01' }, false],
  ])('%s with %j: %s', (method, period, running) => {
    expect(isStillRunning({ method, period })).toBe(running)
  })
})

describe('an incomplete record', () => {
  test('counts three years and the grace days from its provision', () => {
    expect(deletableIfApproved(record, 0)).toBe('2024-03-01')
    expect(deletableIfApproved(record, 30)).toBe('2024-03-31')
  })

  test.each<[string, Partial<OpenRecord>]>([
    ['recorded', { recordedOn: '2022-01-31' }],
    ['made elsewhere', { record_made_on: '2022-01-31' }],
    ['partly filled', { filledOn: '2022-01-31' }],
    ['provided', { occurred_on: '2022-01-31' }],
    ['last provided', { period: { last_day: '2022-01-31' } }],
  ])('counts from the day it was %s when that is later', (_, later) => {
    expect(deletableIfApproved({ ...record, ...later }, 0)).toBe('2025-02-01')
  })

  test('a back-fill is not counted from the day it was first made: it rests from its recording', () => {
    const backFilled = { ...record, record_made_on: '2021-02-28', recordedOn: '2026-11-22' }
    expect(deletableIfApproved(backFilled, 0)).toBe('2029-11-23')
  })

  test('no day it states makes it go sooner', () => {
    const days = fc
      .integer({ min: 0, max: 9000 })
      .map((n): CalendarDate => addDays('2010-01-01', n))
    fc.assert(
      fc.property(days, days, days, fc.nat(60), (occurred_on, recordedOn, stated, grace) => {
        const plain = deletableIfApproved({ ...record, occurred_on, recordedOn }, grace)
        for (const more of [
          { filledOn: stated },
          { record_made_on: stated },
          { period: { last_day: stated } },
        ]) {
          const day = deletableIfApproved({ ...record, occurred_on, recordedOn, ...more }, grace)
          expect(day >= plain).toBe(true)
        }
      }),
    )
  })
})
