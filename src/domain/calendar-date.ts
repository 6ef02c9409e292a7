// Calendar days of Asia/Tokyo: parsing, counting and printing, without a clock or a time zone.
//
// Integer arithmetic on the proleptic Gregorian calendar, not date-fns: its functions read the
// host's time zone (contract 1.5 forbids that), and Date.UTC turns the years 0–99 into 1900–1999.

/** `YYYY-MM-DD`, years 0001–9999, so that comparing text compares days. */
export type CalendarDate = string

/** Where counting forwards stops: a record that would outlive it is simply never erased. */
export const LAST_DAY: CalendarDate = '9999-12-31'
const FIRST_DAY: CalendarDate = '0001-01-01'

const DAY_MS = 86_400_000
const DAY_MINUTES = 1440
/** Japan keeps one offset all year (law.md 3.2), so the legal day needs no time zone database. */
const TOKYO_MINUTES = 9 * 60

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/

/** Whether the text is a day that exists: `2026-02-30` does not. */
export function isCalendarDate(text: string): boolean {
  if (text.length !== 10) return false
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7) continue
    const code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) return false
  }
  const month = monthOf(text)
  const day = dayOf(text)
  if (month < 1 || month > 12 || day < 1) return false
  const year = yearOf(text)
  return year > 0 && day <= daysInMonth(year, month)
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
  const days = dayNumber(date!) + Math.floor((minuteUtc + TOKYO_MINUTES) / DAY_MINUTES)
  return days < dayNumber(FIRST_DAY) || days > dayNumber(LAST_DAY) ? undefined : fromDayNumber(days)
}

/** The day in Tokyo at an instant, in milliseconds since 1970. */
export function legalDayOfInstant(epochMs: number): CalendarDate {
  return fromDayNumber(Math.floor((epochMs + TOKYO_MINUTES * 60_000) / DAY_MS))
}

/** RFC 3339 with milliseconds and Japan's offset: `2026-11-22T09:30:00.000+09:00`. */
export function formatInstant(epochMs: number): string {
  return `${new Date(epochMs + TOKYO_MINUTES * 60_000).toISOString().slice(0, -1)}+09:00`
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** `roll` of law.md 3.3: the same day of the year; 29 February becomes 1 March in a common year. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  const year = yearOf(date) + years
  if (year > 9999) return LAST_DAY
  if (year < 1) return FIRST_DAY
  const missing = date.endsWith('-02-29') && !isLeap(year)
  return pad4(year) + (missing ? '-03-01' : date.slice(4))
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
  return dayNumber(to) - dayNumber(from)
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

const HYPHEN = 45
const ZERO = 48
const NINE = 57
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function digitsAt(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - ZERO
  return value
}

function yearOf(date: CalendarDate): number {
  return digitsAt(date, 0, 4)
}

function monthOf(date: CalendarDate): number {
  return digitsAt(date, 5, 7)
}

function dayOf(date: CalendarDate): number {
  return digitsAt(date, 8, 10)
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1]!
}

// Days are counted from 0000-03-01, so that the leap day ends a year (Hinnant, chrono-Compatible
// Low-Level Date Algorithms); 719,468 such days lie before 1970-01-01.
const EPOCH_SHIFT = 719_468
const FOUR_CENTURIES = 146_097

/** Days since 1970-01-01. */
function dayNumber(date: CalendarDate): number {
  const month = monthOf(date)
  const year = month > 2 ? yearOf(date) : yearOf(date) - 1
  const dayOfYear =
    Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOf(date) - 1
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + dayOfYear - EPOCH_SHIFT
}

/** The calendar's first or last day stands for every day beyond it. */
function fromDayNumber(days: number): CalendarDate {
  const shifted = days + EPOCH_SHIFT
  const cycle = Math.floor(shifted / FOUR_CENTURIES)
  const dayOfCycle = shifted - cycle * FOUR_CENTURIES
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / 146_096)) /
      365,
  )
  const daysBeforeYear =
    365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  const dayOfYear = dayOfCycle - daysBeforeYear
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
  if (year > 9999) return LAST_DAY
  if (year < 1) return FIRST_DAY
  return `${pad4(year)}-${pad2(month)}-${pad2(day)}`
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

function pad4(value: number): string {
  return value < 1000 ? `${value}`.padStart(4, '0') : `${value}`
}
