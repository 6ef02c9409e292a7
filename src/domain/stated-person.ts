// A person as a search, a hold or a mark states them: everything stated must agree, so that it counts as proven.

import { z } from 'zod'
import type { CalendarDate } from './calendar-date.ts'
import type { ClaimedIdentity } from './matching.ts'
import { calendarDate, identifierScheme, text } from './provision-schema.ts'
import { hasText } from './text-content.ts'

/** Whom a search, a hold or a mark is about. */
export const statedPersonSchema = z
  .strictObject({
    name: text.optional(),
    name_kana: text.optional(),
    birth_date: calendarDate.optional(),
    identifiers: z.record(identifierScheme, text).optional(),
  })
  .refine(
    person =>
      hasText(person.name) ||
      hasText(person.name_kana) ||
      Object.values(person.identifiers ?? {}).some(hasText),
    'needs a name, a reading (name_kana) or an identifier; a birth date alone is nobody',
  )

interface StatedPerson {
  name?: string | undefined
  name_kana?: string | undefined
  birth_date?: CalendarDate | undefined
  identifiers?: Record<string, string> | undefined
}

/** One value of each matter that is stated. */
export function identityOfStated(person: StatedPerson): ClaimedIdentity {
  return {
    proven: {
      names: person.name === undefined ? [] : [person.name],
      readings: person.name_kana === undefined ? [] : [person.name_kana],
      ...(person.birth_date === undefined ? {} : { birthDate: person.birth_date }),
      identifiers: Object.fromEntries(
        Object.entries(person.identifiers ?? {}).map(([scheme, value]) => [scheme, [value]]),
      ),
    },
    claimed: { names: [], readings: [], identifiers: {} },
  }
}
