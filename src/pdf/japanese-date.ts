// Calendar dates as a Japanese letter prints them: 2026年11月22日(令和8年11月22日).

const ERA = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const PRINTED = new Map<string, string>()
const KEPT = 4096

/** `YYYY-MM-DD` → Western year with the era in brackets; any other text comes back as it is. */
export function japaneseDate(text: string): string {
  const known = PRINTED.get(text)
  if (known !== undefined) return known
  const match = ISO_DATE.exec(text)
  if (match === null) return text
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const parts = ERA.formatToParts(new Date(Date.UTC(year, month - 1, day)))
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  const printed = `${year}年${month}月${day}日(${part('era')}${part('year')}年${month}月${day}日)`
  if (PRINTED.size < KEPT) PRINTED.set(text, printed)
  return printed
}
