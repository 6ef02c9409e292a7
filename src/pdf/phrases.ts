// Turns a phrase (text, or a name with values) into the words of the templates.

import type { Phrase } from '../usecases/extract-document.ts'
import { japaneseDate } from './japanese-date.ts'
import { fill } from './vocabulary.ts'

/** Printed words, and for the machine-readable files other ones where they differ. */
export type PhraseBook = Readonly<Record<string, string | { print: string; data: string }>>

/** Values that may be a day; a member number that looks like one stays as it was recorded. */
const DAYS: ReadonlySet<string> = new Set(['date', 'from', 'to', 'old'])

export type Edition = 'print' | 'data'

/** `print` writes days among the values as Japanese dates, `data` leaves them. Throws on a name the book lacks. */
export function phraseText(phrase: Phrase, book: PhraseBook, edition: Edition = 'print'): string {
  if (typeof phrase === 'string') return phrase
  const entry = Object.hasOwn(book, phrase.words) ? book[phrase.words] : undefined
  if (entry === undefined) {
    throw new Error(
      `No phrase "${phrase.words}": add it to "phrases" in templates/common.json, ` +
        'or name one that stands there.',
    )
  }
  const words = typeof entry === 'string' ? entry : entry[edition]
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(phrase.values ?? {})) {
    const text = phraseText(value, book, edition)
    values[name] = edition === 'print' && DAYS.has(name) ? japaneseDate(text) : text
  }
  return fill(words, values)
}
