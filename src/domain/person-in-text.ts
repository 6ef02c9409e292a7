// Whether free text names a person: papers without persons leave such a text out.

import { foldName, foldReading, HYPHEN_LIKE } from './name-folding.ts'
import type { DataSubject, ProvisionEvent } from './provision-event.ts'

/** Shorter than this, a family name or a code stands in many a harmless word. */
const LEAST_LETTERS = 2
const LEAST_CODE = 4

/**
 * Whether `text` contains a name (also its family or given name alone), a reading, a birth date, an address or
 * an identifier of one of `persons`, in whatever width, hyphenation or variant of a character.
 */
export function namesPerson(text: string, persons: readonly DataSubject[]): boolean {
  const [name, reading, code] = [foldName(text), foldReading(text), foldCode(text)]
  const digits = text.normalize('NFKC').replace(/\D/g, '')
  return persons.some(
    person =>
      partsOf(person.name, foldName).some(part => name.includes(part)) ||
      partsOf(person.name_kana, foldReading).some(part => reading.includes(part)) ||
      (person.birth_date !== undefined && text.includes(person.birth_date)) ||
      contains(name, foldName(person.address ?? ''), LEAST_CODE) ||
      Object.values(person.identifiers ?? {}).some(
        value =>
          contains(code, foldCode(value), LEAST_CODE) ||
          // +81 and a leading 0 come and go: the rest of a telephone number stays.
          contains(
            digits,
            value
              .normalize('NFKC')
              .replace(/\D/g, '')
              .replace(/^(81|0)/, ''),
            8,
          ),
      ),
  )
}

/** Whom an event names: its data subjects and a third party that is a natural person; who represents it, if asked. */
export function personsOf(
  { data_subjects: subjects, third_party: party }: ProvisionEvent,
  { representatives }: { representatives: boolean },
): DataSubject[] {
  const { kind, name, address, representative } = party
  return [
    ...subjects,
    ...(kind === 'individual' ? [{ name, address }] : []),
    ...(representatives && representative ? [{ name: representative }] : []),
  ]
}

function partsOf(name: string | undefined, fold: (text: string) => string): string[] {
  if (name === undefined) return []
  return [name, ...name.split(/[\s・,、]+/)]
    .map(fold)
    .filter(part => [...part].length >= LEAST_LETTERS)
}

function foldCode(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(HYPHEN_LIKE, '').replace(/\s/g, '')
}

function contains(text: string, part: string, least: number): boolean {
  return part.length >= least && text.includes(part)
}
