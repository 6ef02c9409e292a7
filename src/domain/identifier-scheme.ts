// The identifiers a ledger knows people by: how each kind is compared, and whose values are unique.

import { HYPHEN_LIKE } from './name-folding.ts'

export const IDENTIFIER_KINDS = ['code', 'email', 'phone'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

export interface IdentifierScheme {
  kind: IdentifierKind
  /** True only where no two people ever have the same value: then one equal value can suffice. */
  unique_to_person?: boolean
}

export type IdentifierSchemes = Record<string, IdentifierScheme>

const UNDECLARED: IdentifierScheme = { kind: 'code' }

/** The declared scheme of that name; one the operator never declared is a shared code (contract 5). */
export function schemeOf(schemes: IdentifierSchemes, name: string): IdentifierScheme {
  // `constructor` and the like are names a caller may send, never schemes.
  return Object.hasOwn(schemes, name) ? schemes[name]! : UNDECLARED
}

/** What stands under the name itself: every object has something under `constructor`. */
export function valuesNamed(
  identifiers: Readonly<Record<string, readonly string[]>>,
  name: string,
): readonly string[] {
  return (Object.hasOwn(identifiers, name) ? identifiers[name] : undefined) ?? []
}

/** The form in which two values of one kind are compared. May be empty: then it identifies nobody. */
export function normaliseIdentifier(kind: IdentifierKind, value: string): string {
  const text = value.normalize('NFKC').trim()
  if (kind === 'phone') return normalisePhone(text)
  const folded = text.toLowerCase().normalize('NFKC')
  return kind === 'email' ? folded : folded.replace(HYPHEN_LIKE, '-')
}

/**
 * Whether a value may be a telephone number, whatever its scheme says: its kind is, nobody declared what
 * it is, or it has the digits of a Japanese number.
 */
export function mayBePhone(schemes: IdentifierSchemes, name: string, value: string): boolean {
  if (schemeOf(schemes, name).kind === 'phone' || !Object.hasOwn(schemes, name)) return true
  if (schemeOf(schemes, name).kind === 'email') return false
  return (
    /^[^0-9+]*(?:\+|00)81/.test(value.normalize('NFKC')) ||
    DOMESTIC.test(normaliseIdentifier('phone', value))
  )
}

const DOMESTIC = /^0\d{9,10}$/

/** Domestic digits: +81 and 0081 become 0, also where the 0 was written after them, as in +81(0)3. */
function normalisePhone(text: string): string {
  const digits = text.replace(/[^0-9+]/g, '')
  const international = /^(?:\+|00)81/.exec(digits)
  if (international === null) return digits.replaceAll('+', '')
  return `0${digits.slice(international[0].length).replaceAll('+', '').replace(/^0/, '')}`
}
