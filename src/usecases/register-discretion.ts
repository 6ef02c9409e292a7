// What a register may tell of persons: all in the full edition, of natural persons nothing in the other.

import { namesPerson, personsOf } from '../domain/person-in-text.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { RegisterOrder } from '../domain/register-schema.ts'
import type { Caller } from './ports.ts'
import type { RegisterCell } from './register-document.ts'
import { type Sight, sightOf } from './sight.ts'

export interface Discretion {
  /** Data subjects, and third parties that are natural persons: 全部版. */
  showsPersons: boolean
  /** Of bodies on the other side: not for roles without personal data (contract 8). */
  showsRepresentatives: boolean
  /** What marks of order 11 hide: only in the full edition, and only for the restricted role. */
  sight: Sight
  /** Speaks the free text of a record; where persons are left out, a text that names one of its events' is too. */
  speaker(events: readonly ProvisionEvent[]): (text: string | undefined) => RegisterCell
}

export function discretionOf(
  { scopes }: Pick<Caller, 'scopes'>,
  { edition }: Pick<RegisterOrder, 'edition'>,
): Discretion {
  const showsPersons = edition === 'full'
  const showsRepresentatives = showsPersons || scopes.includes('provisions:read')
  return {
    showsPersons,
    showsRepresentatives,
    sight: showsPersons ? sightOf({ scopes }) : 'unprotected',
    speaker: events => {
      const unnamed = showsPersons
        ? []
        : events.flatMap(event => personsOf(event, { representatives: !showsRepresentatives }))
      return text => {
        if (!text) return undefined
        return namesPerson(text, unnamed) ? { words: 'left_out' } : text
      }
    },
  }
}
