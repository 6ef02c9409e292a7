// Whether a line of a record is the person who asks (contract 5, "Matching").

import type { CalendarDate } from './calendar-date.ts'
import { type IdentifierSchemes, normaliseIdentifier, schemeOf } from './identifier-scheme.ts'
import { foldName, foldReading } from './name-folding.ts'
import type { DataSubject } from './provision-event.ts'

export interface ProvenIdentity {
  names: string[]
  readings: string[]
  birthDate?: CalendarDate
  identifiers: Record<string, string[]>
}

/** What a requester gave. `claimed` is what was not proven: it makes at most a candidate. */
export interface ClaimedIdentity {
  proven: ProvenIdentity
  claimed: ProvenIdentity
}

/** `exact`: this person. `candidate`: a human must confirm or reject it. */
export type Match = 'exact' | 'candidate' | undefined

interface FoldedIdentity {
  names: ReadonlySet<string>
  readings: ReadonlySet<string>
  birthDate: CalendarDate | undefined
  identifiers: ReadonlyMap<string, ReadonlySet<string>>
}

/** An identity folded once, to be held against many lines. */
export interface PreparedIdentity {
  proven: FoldedIdentity
  claimed: FoldedIdentity
  schemes: IdentifierSchemes
}

export function prepareIdentity(
  identity: ClaimedIdentity,
  schemes: IdentifierSchemes,
): PreparedIdentity {
  return {
    proven: foldIdentity(identity.proven, schemes),
    claimed: foldIdentity(identity.claimed, schemes),
    schemes,
  }
}

/** Judges one line. For many lines, prepare the identity once and use `matchPrepared`. */
export function matchLine(
  line: DataSubject,
  identity: ClaimedIdentity,
  schemes: IdentifierSchemes,
): Match {
  return matchPrepared(line, prepareIdentity(identity, schemes))
}

export function matchPrepared(line: DataSubject, identity: PreparedIdentity): Match {
  const { proven, claimed } = identity
  const name = compare(line.name, foldName, proven.names)
  const reading = compare(line.name_kana, foldReading, proven.readings)
  const birthDate = compareDays(line.birth_date, proven.birthDate)
  const identifiers = compareIdentifiers(line, identity)

  // A reading speaks against someone only where no name can: one name has several readings.
  const against =
    identifiers.otherUnique ||
    name === 'other' ||
    birthDate === 'other' ||
    (name === 'unknown' && reading === 'other')
  const backed = name === 'equal' || birthDate === 'equal'
  if (!against && (identifiers.equalUnique || (identifiers.equalShared && backed))) return 'exact'

  if (identifiers.equalUnique || identifiers.equalShared || identifiers.equalClaimed) {
    return 'candidate'
  }
  const called =
    name === 'equal' ||
    reading === 'equal' ||
    compare(line.name, foldName, claimed.names) === 'equal' ||
    compare(line.name_kana, foldReading, claimed.readings) === 'equal'
  return called && birthDate !== 'other' ? 'candidate' : undefined
}

/** `unknown` where either side says nothing. */
type Comparison = 'equal' | 'other' | 'unknown'

function compare(
  value: string | undefined,
  fold: (text: string) => string,
  known: ReadonlySet<string>,
): Comparison {
  if (value === undefined || known.size === 0) return 'unknown'
  const folded = fold(value)
  if (folded === '') return 'unknown'
  return known.has(folded) ? 'equal' : 'other'
}

function compareDays(day: CalendarDate | undefined, known: CalendarDate | undefined): Comparison {
  if (day === undefined || known === undefined) return 'unknown'
  return day === known ? 'equal' : 'other'
}

function compareIdentifiers(line: DataSubject, { proven, claimed, schemes }: PreparedIdentity) {
  const found = { equalUnique: false, equalShared: false, equalClaimed: false, otherUnique: false }
  for (const [name, value] of Object.entries(line.identifiers ?? {})) {
    const provenValues = proven.identifiers.get(name)
    const claimedValues = claimed.identifiers.get(name)
    if (provenValues === undefined && claimedValues === undefined) continue
    const { kind, unique_to_person: unique = false } = schemeOf(schemes, name)
    const normalised = normaliseIdentifier(kind, value)
    if (normalised === '') continue
    if (provenValues?.has(normalised)) found[unique ? 'equalUnique' : 'equalShared'] = true
    else if (provenValues !== undefined && unique) found.otherUnique = true
    if (claimedValues?.has(normalised)) found.equalClaimed = true
  }
  return found
}

function foldIdentity(identity: ProvenIdentity, schemes: IdentifierSchemes): FoldedIdentity {
  const identifiers = new Map<string, ReadonlySet<string>>()
  for (const [name, values] of Object.entries(identity.identifiers)) {
    const { kind } = schemeOf(schemes, name)
    const folded = foldAll(values, value => normaliseIdentifier(kind, value))
    if (folded.size > 0) identifiers.set(name, folded)
  }
  return {
    names: foldAll(identity.names, foldName),
    readings: foldAll(identity.readings, foldReading),
    birthDate: identity.birthDate,
    identifiers,
  }
}

function foldAll(values: readonly string[], fold: (text: string) => string): ReadonlySet<string> {
  return new Set(values.map(fold).filter(folded => folded !== ''))
}
