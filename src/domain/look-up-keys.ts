// The plain keys a data subject can be found by; the vault turns each into a keyed digest.

import {
  IDENTIFIER_KINDS,
  type IdentifierSchemes,
  normaliseIdentifier,
  schemeOf,
} from './identifier-scheme.ts'
import { foldName, foldReading } from './name-folding.ts'
import type { DataSubject } from './provision-event.ts'

const SHORTEST_PHONE = 9

/**
 * Every key of one line, to be stored. An identifier is stored under each way of reading it, so that it is
 * found too when its scheme is declared, or declared otherwise, afterwards. What folds to nothing gives no key.
 */
export function lookUpKeys(line: DataSubject): string[] {
  const keys = new Set<string>()
  addKey(keys, 'name', foldName(line.name ?? ''))
  addKey(keys, 'kana', foldReading(line.name_kana ?? ''))
  for (const [scheme, value] of Object.entries(line.identifiers ?? {})) {
    for (const kind of IDENTIFIER_KINDS) {
      const normalised = normaliseIdentifier(kind, value)
      // The few digits of a card or an address are no telephone number; they would be anybody's.
      if (kind === 'phone' && normalised.length < SHORTEST_PHONE) continue
      addIdentifier(keys, scheme, normalised)
    }
  }
  return [...keys]
}

/** Every key of a person, to be looked for: the lines that share one are theirs to judge. */
export function identityLookUpKeys(
  identity: {
    names: readonly string[]
    readings: readonly string[]
    identifiers: Record<string, string | readonly string[]>
  },
  schemes: IdentifierSchemes,
): string[] {
  const keys = new Set<string>()
  for (const name of identity.names) addKey(keys, 'name', foldName(name))
  for (const reading of identity.readings) addKey(keys, 'kana', foldReading(reading))
  for (const [scheme, values] of Object.entries(identity.identifiers)) {
    const { kind } = schemeOf(schemes, scheme)
    for (const value of typeof values === 'string' ? [values] : values) {
      addIdentifier(keys, scheme, normaliseIdentifier(kind, value))
    }
  }
  return [...keys]
}

function addIdentifier(keys: Set<string>, scheme: string, value: string): void {
  addKey(keys, `id:${escapeColon(scheme)}`, value)
}

function addKey(keys: Set<string>, prefix: string, value: string): void {
  if (value !== '') keys.add(`${prefix}:${value}`)
}

/** A scheme may be called anything, and `a:b` with `c` must not meet `a` with `b:c`. */
function escapeColon(scheme: string): string {
  return scheme.replaceAll('%', '%25').replaceAll(':', '%3A')
}
