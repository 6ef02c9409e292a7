// The plain keys a data subject can be found by; the vault turns each into a keyed digest.

import { type IdentifierSchemes, normaliseIdentifier, schemeOf } from './identifier-scheme.ts'
import { foldName, foldReading } from './name-folding.ts'
import type { DataSubject } from './provision-event.ts'

/** Every key of one line. A value that folds to nothing gives no key. */
export function lookUpKeys(line: DataSubject, schemes: IdentifierSchemes): string[] {
  return identityLookUpKeys(
    {
      names: line.name === undefined ? [] : [line.name],
      readings: line.name_kana === undefined ? [] : [line.name_kana],
      identifiers: line.identifiers ?? {},
    },
    schemes,
  )
}

/** Every key of a person who may have several names or values: the lines that share one are theirs to judge. */
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
      addKey(keys, `id:${escapeColon(scheme)}`, normaliseIdentifier(kind, value))
    }
  }
  return [...keys]
}

function addKey(keys: Set<string>, prefix: string, value: string): void {
  if (value !== '') keys.add(`${prefix}:${value}`)
}

/** A scheme may be called anything, and `a:b` with `c` must not meet `a` with `b:c`. */
function escapeColon(scheme: string): string {
  return scheme.replaceAll('%', '%25').replaceAll(':', '%3A')
}
