// Turns a phrase (text, or a name with values) into the words of one edition of the templates.

import type { Phrase } from '../usecases/letter-document.ts'
import { printedDate } from './printed-date.ts'
import type { LetterTemplate, LetterTemplates } from './template-schema.ts'
import { fill } from './vocabulary.ts'

/** Printed words, and for the machine-readable files other ones where they differ. */
type PhraseBook = Readonly<Record<string, string | { print: string; data: string }>>

/** The words of one edition, with those of one letter before the common ones. */
export interface Words {
  phrases: PhraseBook
  language: string
  /** Between the items of a list: 、 or a comma. */
  join: string
  /** Between a label and what it labels. */
  space: string
  /** Values that every phrase may use, such as the number of the heading with the reasons. */
  given?: Readonly<Record<string, string | undefined>>
}

export function wordsOf({ common }: LetterTemplates, letter?: LetterTemplate): Words {
  return {
    phrases: letter?.phrases ? { ...common.phrases, ...letter.phrases } : common.phrases,
    language: common.language,
    join: common.listSeparator,
    space: common.labelSeparator,
  }
}

/** Values that may be a day; a member number that looks like one stays as it was recorded. */
const DAY = /^(?:date|from|to|old)$|On$/

/**
 * `print` writes days among the values as the language does, `data` leaves them as ISO.
 * Throws on a name that the templates lack.
 */
export function phraseText(phrase: Phrase, words: Words, use: 'print' | 'data' = 'print'): string {
  if (typeof phrase === 'string') return phrase
  const entry = Object.hasOwn(words.phrases, phrase.words) ? words.phrases[phrase.words] : undefined
  if (entry === undefined) {
    throw new Error(
      `No phrase "${phrase.words}": add it to "phrases" in templates/common.json, ` +
        'or name one that stands there.',
    )
  }
  const values: Record<string, string | undefined> = { ...words.given }
  for (const [name, value] of Object.entries(phrase.values ?? {})) {
    values[name] = valueText(name, value, words, use)
  }
  return fill(typeof entry === 'string' ? entry : entry[use], values)
}

/** A named value: a day or a country by its name, anything else as its own words. */
export function valueText(
  name: string,
  value: Phrase,
  words: Words,
  use: 'print' | 'data' = 'print',
): string {
  const text = phraseText(value, words, use)
  if (DAY.test(name)) return use === 'print' ? printedDate(text, words.language) : text
  return name === 'country' ? countryName(text, words.language) : text
}

const COUNTRIES = new Map<string, Intl.DisplayNames>()

function countryName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  let names = COUNTRIES.get(language)
  if (names === undefined) {
    names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
    COUNTRIES.set(language, names)
  }
  return names.of(code) ?? code
}
