// What a register may tell of persons: all in the full edition, of data subjects nothing in the other.

import { namesPerson } from '../domain/person-in-text.ts'
import type { DataSubject, RecordedThirdParty } from '../domain/provision-event.ts'
import type { RegisterOrder } from '../domain/register-schema.ts'
import type { Caller } from './ports.ts'
import type { RegisterCell } from './register-document.ts'
import { type Sight, sightOf } from './sight.ts'

export interface Discretion {
  /** 全部版. */
  showsPersons: boolean
  /** Natural persons on the other side, and representatives: not for roles without personal data (contract 8). */
  showsIndividuals: boolean
  /** What marks of order 11 hide: only in the full edition, and only for the restricted role. */
  sight: Sight
  /** Speaks the free text of a record; where persons are left out, a text that names one is left out too. */
  speaker(
    persons: readonly DataSubject[],
    party?: RecordedThirdParty,
  ): (text: string | undefined) => RegisterCell
}

export function discretionOf(
  { scopes }: Pick<Caller, 'scopes'>,
  { edition }: Pick<RegisterOrder, 'edition'>,
): Discretion {
  const showsPersons = edition === 'full'
  const showsIndividuals = showsPersons || scopes.includes('provisions:read')
  return {
    showsPersons,
    showsIndividuals,
    sight: showsPersons ? sightOf({ scopes }) : 'unprotected',
    speaker: (persons, party) => text => {
      if (!text || showsPersons) return text || undefined
      const unnamed = showsIndividuals ? persons : [...persons, ...individualsOf(party)]
      return namesPerson(text, unnamed) ? { words: 'left_out' } : text
    },
  }
}

function individualsOf(party: RecordedThirdParty | undefined): DataSubject[] {
  if (!party) return []
  const own = party.kind === 'individual' ? [{ name: party.name, address: party.address }] : []
  return [...own, { name: party.representative ?? undefined }] as DataSubject[]
}
