// The matters that identify a person in a line (documents.md 4.5): their order, and which of them
// differ from what a requester has proven.

import {
  type IdentifierSchemes,
  mayBePhone,
  normaliseIdentifier,
  schemeOf,
  valuesNamed,
} from './identifier-scheme.ts'
import type { ProvenIdentity } from './matching.ts'
import { foldName, foldReading } from './name-folding.ts'
import type { DataSubject } from './provision-event.ts'

export type MatterKind =
  | 'name'
  | 'kana'
  | 'birth_date'
  | 'address'
  | 'member_id'
  | 'identifier'
  | 'email'
  | 'phone'

export interface Matter {
  /** `name`, `name_kana`, `birth_date`, `address` or `identifiers.<scheme>`. */
  matter: string
  kind: MatterKind
  /** As recorded. */
  value: string
}

const ORDER: readonly MatterKind[] = [
  'name',
  'kana',
  'birth_date',
  'address',
  'member_id',
  'identifier',
  'email',
  'phone',
]

/** What a line says of its person, in the order of the paper. Empty values say nothing. */
export function mattersOf(line: DataSubject, schemes: IdentifierSchemes): Matter[] {
  const stated: { matter: string; kind: MatterKind; value: string | undefined }[] = [
    { matter: 'name', kind: 'name', value: line.name },
    { matter: 'name_kana', kind: 'kana', value: line.name_kana },
    { matter: 'birth_date', kind: 'birth_date', value: line.birth_date },
    { matter: 'address', kind: 'address', value: line.address },
    ...Object.entries(line.identifiers ?? {}).map(([scheme, value]) => ({
      matter: `identifiers.${scheme}`,
      kind: kindOf(schemes, scheme),
      value,
    })),
  ]
  return stated
    .filter((one): one is Matter => (one.value ?? '').trim() !== '')
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

/** The item by which a matter that may show where the person lives is released or refused. */
export function placeItemOf(
  { matter, kind, value }: Matter,
  schemes: IdentifierSchemes,
): 'address' | 'telephone' | undefined {
  if (kind === 'address') return 'address'
  const scheme = schemeName(matter)
  const isIdentifier = matter.startsWith('identifiers.')
  return isIdentifier && mayBePhone(schemes, scheme, value) ? 'telephone' : undefined
}

/** What a requester has proven, addresses too: they print, though they never match. */
export interface ProvenMatters {
  identity: ProvenIdentity
  addresses: readonly string[]
}

/** The matters of a line of which another value is proven. What nothing is proven about never differs. */
export function differingMatters(
  line: DataSubject,
  { identity, addresses }: ProvenMatters,
  schemes: IdentifierSchemes,
): string[] {
  return mattersOf(line, schemes)
    .filter(one => {
      const { matter, kind, value } = one
      const fold = foldOf(one, schemes)
      if (kind === 'name') return differs(value, identity.names, fold)
      if (kind === 'kana') return differs(value, identity.readings, fold)
      if (kind === 'birth_date') return differs(value, [identity.birthDate ?? []].flat(), fold)
      if (kind === 'address') return differs(value, addresses, fold)
      return differs(value, valuesNamed(identity.identifiers, schemeName(matter)), fold)
    })
    .map(({ matter }) => matter)
}

/** The form in which two values of a matter are compared: spellings of one value fold to one text. */
export function foldOf(
  { matter, kind }: Pick<Matter, 'matter' | 'kind'>,
  schemes: IdentifierSchemes,
): (value: string) => string {
  if (kind === 'name') return foldName
  if (kind === 'kana') return foldReading
  if (kind === 'birth_date') return text => text
  if (kind === 'address') return foldAddress
  const { kind: comparedAs } = schemeOf(schemes, schemeName(matter))
  return text => normaliseIdentifier(comparedAs, text)
}

const schemeName = (matter: string) => matter.slice('identifiers.'.length)

function differs(value: string, proven: readonly string[], fold: (text: string) => string) {
  return proven.length > 0 && !proven.some(one => fold(one) === fold(value))
}

/** Widths, spaces, the postal code and hyphens do not matter; 丁目 and 番 count as hyphens. */
function foldAddress(address: string): string {
  return address
    .normalize('NFKC')
    .replace(/[\s〒]/g, '')
    .replace(/^\d{3}[‐-―−ー-]?\d{4}(?=\D)/, '')
    .replace(/[‐-―−ー]|丁目|番地の?|番|号/g, '-')
    .replace(/-+/g, '-')
    .replace(/-$/, '')
}

function kindOf(schemes: IdentifierSchemes, scheme: string): MatterKind {
  const { kind } = schemeOf(schemes, scheme)
  if (kind !== 'code') return kind
  return scheme === 'member_id' ? 'member_id' : 'identifier'
}
