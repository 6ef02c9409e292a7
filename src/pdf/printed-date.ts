// Calendar dates as a paper prints them: 2026年11月22日(令和8年11月22日), or 22 November 2026.

const UTC = { timeZone: 'UTC' } as const
const ERA = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  ...UTC,
  era: 'long',
  year: 'numeric',
})
const ENGLISH = new Intl.DateTimeFormat('en-GB', { ...UTC, dateStyle: 'long' })
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const PRINTED = new Map<string, string>()
const KEPT = 4096

/**
 * `YYYY-MM-DD` in the words of the language: in Japanese the Western year with the era in brackets;
 * any other text comes back as it is.
 */
export function printedDate(text: string, language: string): string {
  const match = ISO_DATE.exec(text)
  if (match === null) return text
  const key = `${language}${text}`
  const known = PRINTED.get(key)
  if (known !== undefined) return known
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  const printed = language.startsWith('ja')
    ? `${year}年${month}月${day}日(${eraYear(date)}年${month}月${day}日)`
    : ENGLISH.format(date)
  if (PRINTED.size < KEPT) PRINTED.set(key, printed)
  return printed
}

function eraYear(date: Date): string {
  const parts = ERA.formatToParts(date)
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  return `${part('era')}${part('year')}`
}
