// The matters of a record as fields of a form: which stand together, what each may hold, and what a form changed.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { BASIS_CODES, EXEMPTION_CODES } from '../../domain/legal-basis.ts'
import {
  EQUIVALENCES,
  type ProvisionEvent,
  RECORD_METHODS,
  THIRD_PARTY_KINDS,
} from '../../domain/provision-event.ts'
import type { ItemCode } from '../../domain/record-rules.ts'
import type { Amendment } from '../../domain/record-schema.ts'
import type { Values } from '../forms.ts'

/** `stated`: that the object is there at all. `items`: one a line. `none`: says that a body has no representative. */
type Kind = 'text' | 'long' | 'day' | 'flag' | 'stated' | 'items' | 'none' | readonly string[]

/** By the path in the event; the field's name has `_` for the dot. */
const KINDS = {
  basis: BASIS_CODES,
  method: RECORD_METHODS,
  occurred_on: 'day',
  'period.first_day': 'day',
  'period.last_day': 'day',
  'contract.reference': 'text',
  'contract.service_to_person': 'flag',
  'exemption.code': EXEMPTION_CODES,
  'exemption.reason': 'long',
  'exemption.approved_by': 'text',
  'third_party.code': 'text',
  'third_party.kind': THIRD_PARTY_KINDS,
  'third_party.name': 'text',
  'third_party.facility': 'text',
  'third_party.address': 'text',
  'third_party.representative': 'text',
  'third_party.representative_none': 'none',
  'third_party.country': 'text',
  'third_party.equivalence': EQUIVALENCES,
  'third_party.corporate_number': 'text',
  'third_party.article_16_2_body': 'flag',
  items: 'items',
  consent: 'stated',
  'consent.obtained_on': 'day',
  'consent.evidence': 'long',
  acquisition: 'long',
  'confirmation.method': 'long',
  'confirmation.confirmed_on': 'day',
  ppc_publication: 'stated',
  'ppc_publication.filing_number': 'text',
  foreign_information: 'stated',
  'foreign_information.given_on': 'day',
  record_made_on: 'day',
  means: 'text',
  purpose: 'text',
  note: 'long',
  evidence: 'long',
} as const satisfies Record<string, Kind>

export type FieldPath = keyof typeof KINDS

export const kindOf = (path: FieldPath): Kind => KINDS[path]
export const nameOf = (path: FieldPath) => path.replace('.', '_')

const PATHS = Object.keys(KINDS) as FieldPath[]
const startingWith = (...roots: string[]) =>
  PATHS.filter(path => roots.includes(path.split('.')[0] as string))

export const PARTS = {
  basis: startingWith('basis', 'method', 'occurred_on', 'period', 'contract', 'exemption'),
  third_party: startingWith('third_party'),
  matters: startingWith(
    ...['items', 'consent', 'acquisition', 'confirmation', 'ppc_publication'],
    'foreign_information',
  ),
  others: startingWith('record_made_on', 'means', 'purpose', 'note', 'evidence'),
} as const satisfies Record<string, FieldPath[]>

export type Part = keyof typeof PARTS

/** What fills a missing item; a person is added on a page of its own. */
export const FIELDS_OF_ITEM: Record<ItemCode, readonly FieldPath[]> = {
  CONSENT: startingWith('consent'),
  CONFIRM: startingWith('confirmation'),
  FINFO: startingWith('foreign_information'),
  DATE_OUT: ['occurred_on'],
  DATE_IN: ['occurred_on'],
  PERIOD: startingWith('period'),
  TP_NAME: ['third_party.kind', 'third_party.name'],
  TP_ADDR: ['third_party.address'],
  TP_REP: ['third_party.representative', 'third_party.representative_none'],
  TP_UNSPEC: [],
  ACQ: ['acquisition'],
  PERSON: [],
  ITEMS: ['items'],
  PPC_PUB: startingWith('ppc_publication'),
}

const optionalText = z.string().trim().max(4_000).optional()
const day = z.string().refine(isCalendarDate, 'day').optional()

/** A form with these fields, and with why they are changed. */
export function fieldsSchema(paths: readonly FieldPath[]) {
  const fields = Object.fromEntries(paths.map(path => [nameOf(path), shapeOf(path)]))
  return z.strictObject({
    ...fields,
    seen: z.string().optional(),
    reason: z.string().trim().min(1).max(1_000),
    proof: z.string().trim().max(1_000).optional(),
  })
}

function shapeOf(path: FieldPath): z.ZodType<string | undefined> {
  const kind = kindOf(path)
  if (typeof kind !== 'string') return z.enum(kind as [string, ...string[]]).optional()
  if (kind === 'day') return day
  if (path === 'third_party.corporate_number') return z.string().overwrite(plainDigits).optional()
  if (path === 'third_party.country') return optionalText.refine(isCountry, 'country')
  if (path === 'third_party.code') {
    return z.string().trim().normalize('NFKC').optional().refine(isCode, 'code')
  }
  return kind === 'text' || kind === 'long' || kind === 'items'
    ? optionalText
    : z.literal('yes').optional()
}

/** As a letterhead prints it: 1234-5678-… or in full width. */
export const plainDigits = (typed: string) => typed.normalize('NFKC').replaceAll(/[\s-]/g, '')

const isCountry = (text: string | undefined) => text === undefined || /^[A-Z]{2}$/.test(text)
const isCode = (text: string | undefined) =>
  text === undefined || /^[A-Za-z0-9._-]{1,64}$/.test(text)

/** What the fields hold before anybody types. */
export function valuesOf(event: ProvisionEvent, paths: readonly FieldPath[]): Values {
  const values: Values = {}
  for (const path of paths) {
    const value = heldBy(event, path)
    if (value !== '') values[nameOf(path)] = value
  }
  return values
}

/** As a browser sends it back: lines end alike, nothing stands around it. */
function heldBy(event: ProvisionEvent, path: FieldPath): string {
  const kind = kindOf(path)
  if (kind === 'none') return event.third_party.representative === null ? 'yes' : ''
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], event)
  if (value === undefined || value === null || value === false) return ''
  if (kind === 'items') return plain((value as string[]).join('\n'))
  return kind === 'stated' || kind === 'flag' ? 'yes' : plain(String(value))
}

const plain = (text = '') => text.replaceAll('\r\n', '\n').trim()

export type Typed = Record<string, string | undefined>

/** The fields that say something else than the event. */
export function changedPaths(event: ProvisionEvent, paths: readonly FieldPath[], typed: Typed) {
  return paths.filter(path => plain(typed[nameOf(path)]) !== heldBy(event, path))
}

/**
 * What was changed, as an amendment's merge patch; empty when nothing was. An object that is unticked, or of which
 * nothing is left, goes as a whole.
 */
export function patchOf(
  event: ProvisionEvent,
  paths: readonly FieldPath[],
  typed: Typed,
): Amendment['changes'] {
  const patch: Record<string, unknown> = {}
  const changed = changedPaths(event, paths, typed)
  for (const path of changed) {
    const [root = '', leaf] = path.split('.')
    const text = plain(typed[nameOf(path)])
    const part = patch[root] as object | undefined
    if (kindOf(path) === 'none') {
      if (text) patch[root] = { ...part, representative: null }
    } else if (kindOf(path) === 'stated') patch[root] = { ...part }
    else if (leaf) patch[root] = { ...part, [leaf]: patchedTo(path, text) }
    else patch[root] = patchedTo(path, text)
  }
  for (const path of changed) {
    const [root = ''] = path.split('.')
    const unticked = kindOf(path) === 'stated' && !typed[nameOf(path)]
    if (unticked || isEmptied(root, paths, typed)) patch[root] = null
  }
  return patch
}

function patchedTo(path: FieldPath, text: string): unknown {
  if (kindOf(path) === 'items') {
    return text
      .split('\n')
      .map(plain)
      .filter(one => one !== '')
  }
  if (text === '') return null
  return kindOf(path) === 'flag' ? true : text
}

/** All of its fields are left empty; a third party and a plain field are never that. */
function isEmptied(root: string, paths: readonly FieldPath[], typed: Typed): boolean {
  const own = paths.filter(path => path.startsWith(`${root}.`))
  if (root === 'third_party' || own.length === 0) return false
  return paths.every(
    path => (path !== root && !path.startsWith(`${root}.`)) || !typed[nameOf(path)],
  )
}
