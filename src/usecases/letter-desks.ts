// Desks and ways of sending that letters name: the operator's own words for them, or the templates'.

import type { LetterBody } from '../domain/letter-schema.ts'
import type { Operator } from '../domain/operator.ts'
import { matterWords } from './letter-base.ts'
import { faultyLetter, type LetterContext } from './letter-context.ts'
import type { Phrase } from './letter-document.ts'

/** Throws invalid_body for a desk that neither the body nor operator.json describes. */
export function deskRows(operator: Operator, desks: LetterBody<'acknowledgement'>['desks'] = []) {
  return desks.map(({ matter, name, contact }, n) => {
    const desk = name && contact ? { name, contact } : deskFor(operator, matter)
    if (!desk) {
      throw faultyLetter({
        pointer: `/desks/${n}/matter`,
        code: 'not_given',
        detail: 'has no desk in operator.json',
        fix: 'State name and contact, or add the desk to other_desks.',
      })
    }
    return { matter: matterWords(matter), name: desk.name, contact: desk.contact }
  })
}

/** What else was asked for, each with the desk that answers it: another one's, or the office. */
export function alsoRequested({ operator, file }: LetterContext) {
  return (file.request.also_requested ?? []).map(matter => ({
    item: matterWords(matter),
    desk: deskFor(operator, matter)?.name ?? operator.office?.name,
  }))
}

const deskFor = ({ other_desks }: Operator, matter: string) =>
  other_desks.find(desk => desk.matter === matter)

const MEANS = [
  'download',
  'email',
  'medium',
  'post',
  'registered_post',
  'recipient_only_post',
  'counter',
]

/** A code of `delivery_methods` or of the templates; anything else is the officer's own words. */
export function meansWords({ delivery_methods }: Operator, means: string): Phrase {
  const own = delivery_methods.find(({ code }) => code === means)
  if (own) return own.words
  return MEANS.includes(means) ? { words: `means_${means}` } : means
}
