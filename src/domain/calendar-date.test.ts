// Days that exist, the day in Japan, counting, and how papers write them.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addDays,
  addYears,
  daysBetween,
  formatInstant,
  formatJapaneseDate,
  isCalendarDate,
  japaneseEraDate,
  LAST_DAY,
  laterOf,
  legalDayOfInstant,
  toLegalDay,
} from './calendar-date.ts'

const instants = fc.integer({
  min: Date.parse('0001-01-02T00:00:00Z'),
  max: Date.parse('9999-12-30T00:00:00Z'),
})
const days = instants.map(instant => new Date(instant).toISOString().slice(0, 10))

describe.each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'])('on a host in %s', zone => {
  const hostZone = process.env.TZ
  beforeAll(() => {
    process.env.TZ = zone
  })
  afterAll(() => {
    if (hostZone === undefined) delete process.env.TZ
    else process.env.TZ = hostZone
  })

  test('the host really is there', () => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
  })

  test.each(['2026-11-22', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
    '%s is a day',
    text => expect(isCalendarDate(text)).toBe(true),
  )

  test.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-04-00',
    '0000-01-01',
    '2026-1-01',
    '2026/01/01',
    '20260101',
    '+026-01-01',
    '2026-01-0１',
    ' 2026-01-01',
    '2026-01-01 ',
    '',
  ])('"%s" is none', text => expect(isCalendarDate(text)).toBe(false))

  test.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-21T15:00:00Z', '2026-11-22'],
    ['2026-11-21T14:59:59.999Z', '2026-11-21'],
    ['2026-11-22T00:30:00+09:00', '2026-11-22'],
    ['2026-12-31t23:00:00z', '2027-01-01'],
    ['2026-03-01T02:00:00-10:00', '2026-03-01'],
    ['2026-03-01T06:00:00-10:00', '2026-03-02'],
    ['2026-03-01T00:30:00+14:00', '2026-02-28'],
    ['2016-12-31T23:59:60Z', '2017-01-01'],
    ['2024-02-28T15:00:00.123456789Z', '2024-02-29'],
  ])('%s was %s in Japan', (text, day) => expect(toLegalDay(text)).toBe(day))

  test.each([
    '2026-11-22T09:30:00',
    '2026-11-22 09:30:00Z',
    '2026-02-30T09:30:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T09:60:00Z',
    '2026-11-22T09:30:61Z',
    '2026-11-22T09:30Z',
    '2026-11-22T09:30:00+9:00',
    '2026-11-22T09:30:00+0900',
    '2026-11-22T09:30:00+24:00',
    '2026-11-22T09:30:00.Z',
    '9999-12-31T15:00:00Z',
    '0001-01-01T00:00:00+14:00',
    'today',
    '2026-02-30',
  ])('"%s" is no legal day', text => expect(toLegalDay(text)).toBeUndefined())

  test('an instant is the day it is in Japan', () => {
    expect(legalDayOfInstant(Date.UTC(2026, 10, 21, 14, 59, 59, 999))).toBe('2026-11-21')
    expect(legalDayOfInstant(Date.UTC(2026, 10, 21, 15))).toBe('2026-11-22')
    expect(legalDayOfInstant(-1)).toBe('1970-01-01')
    expect(formatInstant(Date.UTC(2026, 10, 22, 0, 30))).toBe('2026-11-22T09:30:00.000+09:00')
  })

  test('days and instants agree with the platform', () => {
    fc.assert(
      fc.property(instants, instant => {
        const day = new Date(instant + 9 * 3_600_000).toISOString().slice(0, 10)
        expect(legalDayOfInstant(instant)).toBe(day)
        expect(toLegalDay(new Date(instant).toISOString())).toBe(day)
        expect(toLegalDay(formatInstant(instant))).toBe(day)
      }),
    )
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        const expected = new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
        fc.pre(isCalendarDate(expected))
        expect(addDays(day, count)).toBe(expected)
        expect(daysBetween(day, addDays(day, count))).toBe(count)
      }),
    )
  })
})

test('a year on is the same day, and 1 March where there is no 29 February', () => {
  expect(addYears('2024-02-29', 1)).toBe('2025-03-01')
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  expect(addYears('2023-02-28', 1)).toBe('2024-02-28')
  expect(addYears('2096-02-29', 4)).toBe('2100-03-01')
})

test('the calendar ends where comparing text would stop comparing days', () => {
  expect(addDays(LAST_DAY, 1)).toBe(LAST_DAY)
  expect(addYears('9998-01-01', 3)).toBe(LAST_DAY)
  expect(addDays('0001-01-01', -1)).toBe('0001-01-01')
})

test('the latest of some days', () => {
  expect(laterOf('2026-01-31', '2026-02-01', undefined, '2025-12-31')).toBe('2026-02-01')
  expect(laterOf('2026-01-31')).toBe('2026-01-31')
})

test.each([
  ['2026-11-22', '令和8年11月22日'],
  ['2019-05-01', '令和元年5月1日'],
  ['2019-04-30', '平成31年4月30日'],
  ['1989-01-08', '平成元年1月8日'],
  ['1989-01-07', '昭和64年1月7日'],
  ['1926-12-25', '昭和元年12月25日'],
  ['1926-12-24', '大正15年12月24日'],
  ['1912-07-30', '大正元年7月30日'],
  ['1912-07-29', '明治45年7月29日'],
  ['1873-01-01', '明治6年1月1日'],
])('%s is %s', (day, era) => expect(japaneseEraDate(day)).toBe(era))

test('papers carry both years', () => {
  expect(formatJapaneseDate('2026-11-22')).toBe('2026年11月22日(令和8年11月22日)')
  expect(formatJapaneseDate('1850-01-01')).toBe('1850年1月1日')
})
