// Calendar days of Asia/Tokyo: parsing, counting and printing, without a clock or the host's time zone.

import { UTCDateMini } from '@date-fns/utc'
// One by one: the package's entry loads all of its 300 modules, which cost a second and 200 MB at the start.
import { addDays as plusDays } from 'date-fns/addDays'
import { addMonths as plusMonths } from 'date-fns/addMonths'
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays'
import { isLeapYear } from 'date-fns/isLeapYear'

/** `YYYY-MM-DD`, years 0001–9999, so that comparing text compares days. */
export type CalendarDate = string

/** Where counting forwards stops: a record that would outlive it is simply never erased. */
export const LAST_DAY: CalendarDate = '9999-12-31'
const FIRST_DAY: CalendarDate = '0001-01-01'

const DAY_MINUTES = 1440
/** Japan keeps one offset all year (law.md 3.2), so the legal day needs no time zone database. */
const TOKYO_MINUTES = 9 * 60

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/

/** Whether the text is a day that exists: `2026-02-30` does not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false
  const date = utc(text)
  // A day too many rolls into the next month: the day exists when it comes back as it was written.
  return !Number.isNaN(date.getTime()) && isoDay(date) === text
}

/**
 * The legal day of what a caller wrote: a calendar date as it stands, an RFC 3339 date-time with its
 * offset as the day it was in Tokyo; `undefined` for everything else.
 */
export function toLegalDay(text: string): CalendarDate | undefined {
  if (text.length === 10) return isCalendarDate(text) ? text : undefined
  const parts = RFC_3339.exec(text)
  if (parts === null || !isCalendarDate(parts[1]!)) return undefined
  const [, date, hours, minutes, sign, offsetHours, offsetMinutes] = parts
  const offset = Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)
  // Offsets are whole minutes, so seconds (a leap second too) cannot move the day.
  const minuteUtc = Number(hours) * 60 + Number(minutes) - (sign === '-' ? -offset : offset)
  const day = plusDays(utc(date!), Math.floor((minuteUtc + TOKYO_MINUTES) / DAY_MINUTES))
  return day < utc(FIRST_DAY) || day > utc(LAST_DAY) ? undefined : isoDay(day)
}

/** The day in Tokyo at an instant, in milliseconds since 1970. */
export function legalDayOfInstant(epochMs: number): CalendarDate {
  return clamped(new UTCDateMini(epochMs + TOKYO_MINUTES * 60_000))
}

/** RFC 3339 with milliseconds and Japan's offset: `2026-11-22T09:30:00.000+09:00`. */
export function formatInstant(epochMs: number): string {
  return `${new Date(epochMs + TOKYO_MINUTES * 60_000).toISOString().slice(0, -1)}+09:00`
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return clamped(plusDays(utc(date), days))
}

/** The same day of a later month, or its last day where it has no such day (民法143条2項). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return clamped(plusMonths(utc(date), months))
}

/** `roll` of law.md 3.3: the same day of the year; 29 February becomes 1 March in a common year. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  const year = yearOf(date) + years
  if (year > 9999) return LAST_DAY
  if (year < 1) return FIRST_DAY
  const missing = date.endsWith('-02-29') && !isLeapYear(new UTCDateMini(year, 0))
  return String(year).padStart(4, '0') + (missing ? '-03-01' : date.slice(4))
}

/** The latest of the days that are given. */
export function laterOf(
  first: CalendarDate,
  ...others: (CalendarDate | undefined)[]
): CalendarDate {
  let latest = first
  for (const date of others) if (date !== undefined && date > latest) latest = date
  return latest
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return differenceInCalendarDays(utc(to), utc(from))
}

/** First day of each era, newest first. Meiji from year 6: before it Japan had another calendar. */
const ERAS: readonly [CalendarDate, string, number][] = [
  ['2019-05-01', '令和', 2019],
  ['1989-01-08', '平成', 1989],
  ['1926-12-25', '昭和', 1926],
  ['1912-07-30', '大正', 1912],
  ['1873-01-01', '明治', 1868],
]

/** `令和8年11月22日`; the first year of an era is `元年`. A day before 1873 has no era here. */
export function japaneseEraDate(date: CalendarDate): string {
  const era = ERAS.find(([firstDay]) => date >= firstDay)
  if (era === undefined) return westernDate(date)
  const [, name, firstYear] = era
  const year = yearOf(date) - firstYear + 1
  return `${name}${year === 1 ? '元' : year}年${monthOf(date)}月${dayOf(date)}日`
}

/** `2026年11月22日(令和8年11月22日)`, the form the printed papers use. */
export function formatJapaneseDate(date: CalendarDate): string {
  const western = westernDate(date)
  const era = japaneseEraDate(date)
  return era === western ? western : `${western}(${era})`
}

function westernDate(date: CalendarDate): string {
  return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`
}

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4))
}

function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7))
}

function dayOf(date: CalendarDate): number {
  return Number(date.slice(8, 10))
}

/** date-fns reads fields of the date it is given; this one answers in UTC on every host. */
function utc(date: CalendarDate): Date {
  return new UTCDateMini(`${date}T00:00:00Z`)
}

function isoDay(date: Date): CalendarDate {
  return date.toISOString().slice(0, 10)
}

/** The calendar's first or last day stands for every day beyond it. */
function clamped(date: Date): CalendarDate {
  const year = date.getFullYear()
  if (!(year <= 9999)) return LAST_DAY
  return year < 1 ? FIRST_DAY : isoDay(date)
}
