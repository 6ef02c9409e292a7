// A person as a request claims them, held against another identity: repeats of a request, holds on a person.

import type { ClaimedPerson } from './disclosure-request.ts'
import {
  type IdentifierSchemes,
  normaliseIdentifier,
  schemeOf,
  valuesNamed,
} from './identifier-scheme.ts'
import { lookUpKeys } from './look-up-keys.ts'
import { type ClaimedIdentity, type Match, matchLine, type ProvenIdentity } from './matching.ts'
import { foldName } from './name-folding.ts'
import type { DataSubject } from './provision-event.ts'

/** Every name, reading and identifier claimed, as plain keys to be stored: see `lookUpKeys`. */
export function claimedKeys(person: ClaimedPerson): string[] {
  const lines: DataSubject[] = [
    ...namesOf(person).map(name => ({ name })),
    ...(person.name_kana === undefined ? [] : [{ name_kana: person.name_kana }]),
    ...Object.entries(person.identifiers ?? {}).flatMap(([scheme, values]) =>
      [values].flat().map(value => ({ identifiers: { [scheme]: value } })),
    ),
  ]
  return [...new Set(lines.flatMap(lookUpKeys))]
}

/** All that is claimed, taken at its word: what was verified, then or later, makes no difference. */
export function claimedIdentity(person: ClaimedPerson): ClaimedIdentity {
  return {
    proven: {
      names: namesOf(person),
      readings: person.name_kana === undefined ? [] : [person.name_kana],
      ...(person.birth_date === undefined ? {} : { birthDate: person.birth_date }),
      identifiers: Object.fromEntries(
        Object.entries(person.identifiers ?? {}).map(([scheme, values]) => [
          scheme,
          [values].flat(),
        ]),
      ),
    },
    claimed: { names: [], readings: [], identifiers: {} },
  }
}

/**
 * Whether the person of a request is the one of `identity`, by the rules by which lines are matched
 * (contract 5). Of several names or values the one that agrees speaks for the person.
 */
export function matchClaimed(
  person: ClaimedPerson,
  identity: ClaimedIdentity,
  schemes: IdentifierSchemes,
): Match {
  return matchLine(asLine(person, identity.proven, schemes), identity, schemes)
}

function asLine(
  person: ClaimedPerson,
  known: ProvenIdentity,
  schemes: IdentifierSchemes,
): DataSubject {
  const identifiers = Object.entries(person.identifiers ?? {}).map(([scheme, values]) => {
    const { kind } = schemeOf(schemes, scheme)
    const normalise = (value: string) => normaliseIdentifier(kind, value)
    return [scheme, agreeing([values].flat(), valuesNamed(known.identifiers, scheme), normalise)]
  })
  return {
    name: agreeing(namesOf(person), known.names, foldName),
    ...(person.name_kana === undefined ? {} : { name_kana: person.name_kana }),
    ...(person.birth_date === undefined ? {} : { birth_date: person.birth_date }),
    identifiers: Object.fromEntries(identifiers),
  }
}

function agreeing(
  values: readonly string[],
  known: readonly string[],
  fold: (text: string) => string,
): string {
  const folded = new Set(known.map(fold))
  return values.find(value => folded.has(fold(value))) ?? (values[0] as string)
}

const namesOf = (person: ClaimedPerson) => [person.name, ...(person.other_names ?? [])]
