// Countries and regions by their ISO codes, as people call them.

import type { Choice } from './form-parts.tsx'
import type { Language } from './words.ts'

/** What the runtime has names for, but is no place that anybody is in. */
const NO_PLACES = /^(EU|EZ|QO|UN|X[AB]|ZZ)$/
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

const choices = new Map<Language, readonly Choice[]>()

/** The code itself where it has no name. */
export function countryName(language: Language, code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (namesIn(language, 'code').of(code) ?? code) : code
}

/** Japan first, then by name. */
export function countryChoices(language: Language): readonly Choice[] {
  const known = choices.get(language) ?? listChoices(language)
  choices.set(language, known)
  return known
}

function listChoices(language: Language): Choice[] {
  const names = namesIn(language, 'none')
  const codes = LETTERS.flatMap(first => LETTERS.map(second => first + second))
  const inOrder = new Intl.Collator(language)
  return codes
    .filter(code => !NO_PLACES.test(code) && isToday(code))
    .flatMap(value => ({ value, label: names.of(value) ?? '' }))
    .filter(({ label }) => label !== '')
    .sort(
      (a, b) =>
        Number(b.value === 'JP') - Number(a.value === 'JP') || inOrder.compare(a.label, b.label),
    )
}

/** Codes of states that are no more stand for their successors. */
const isToday = (code: string) => new Intl.Locale(`und-${code}`).region === code

const namesIn = (language: Language, fallback: 'code' | 'none') =>
  new Intl.DisplayNames(language, { type: 'region', fallback })
