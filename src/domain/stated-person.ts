// A person as a search or a hold states them: everything stated must agree, so that it counts as proven.

import type { CalendarDate } from './calendar-date.ts'
import type { ClaimedIdentity } from './matching.ts'

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
