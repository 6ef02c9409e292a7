// The decision form as the body of a decision: reasons by line and item, and what is asked one by one.

import type { Outcome } from '../../domain/disclosure-steps.ts'
import type { PlaceItem } from '../../domain/refusals.ts'
import type { DecidableLine } from '../../usecases/decision-grounds.ts'
import type { Faults, Values } from '../forms.ts'
import type { FieldOf } from '../pointed-faults.ts'
import { given, listOf, textOf } from './request-intake-body.ts'
import { lineName } from './request-line.tsx'

/** Lines with a choice of their own; of a longer list the others are named by number, or follow one choice. */
export const LISTED = 40
const MOST_REASONS = 6

/** How many reasons the form shows: one more at each press of the button. */
export function reasonsShown(values: Values): number {
  const shown = Number(textOf(values.reasons) ?? 1)
  const before = Number.isInteger(shown) && shown > 0 ? shown : 1
  return Math.min(MOST_REASONS, before + (values.more ? 1 : 0))
}

/** How fields call them. */
export const reasonNames = (values: Values) =>
  Array.from({ length: reasonsShown(values) }, (_, n) => String(n + 1))

export interface Asked {
  /** Of the field. */
  name: string
  words: string
  lines: DecidableLine[]
}
export interface AskedPlace extends Asked {
  item: PlaceItem
}

/** Each place once, however many lines name it: released or refused by name (documents.md 4.5). */
export function askedPlaces(own: readonly DecidableLine[]): AskedPlace[] {
  const groups = new Map<string, AskedPlace>()
  for (const line of own) {
    for (const { item, words } of line.places) {
      const key = `${item} ${words}`
      const known = groups.get(key)
      if (known) known.lines.push(line)
      else groups.set(key, { name: `place-${item}-${lineName(line)}`, item, words, lines: [line] })
    }
  }
  return [...groups.values()]
}

/** Each natural person on the other side once: may their name and address be told? */
export function askedParties(own: readonly DecidableLine[]): Asked[] {
  const groups = new Map<string, Asked>()
  for (const line of own) {
    const { kind, name = '', address = '' } = line.third_party
    if (kind !== 'individual') continue
    const words = `${name} ${address}`.trim()
    const known = groups.get(words)
    if (known) known.lines.push(line)
    else groups.set(words, { name: `party-${lineName(line)}`, words, lines: [line] })
  }
  return [...groups.values()]
}

interface Refused {
  record_no: number
  line: number
  items?: string[]
}

export interface DecisionBody {
  body: Record<string, unknown>
  fieldOf: FieldOf
  /** Reasons that something follows. */
  followed: ReadonlySet<string>
}

export function decisionBody(values: Values, own: readonly DecidableLine[]): DecisionBody {
  const refusals: (Refused & Record<string, unknown>)[] = []
  /** Of each refusal the fields that its reason came from. */
  const sources: string[] = []
  const refuse = (line: DecidableLine, source: string, items: readonly string[]) => {
    refusals.push({
      record_no: line.record_no,
      line: line.line,
      ...(items.length > 0 ? { items: [...items] } : {}),
      ...reasonOf(values, source),
    })
    sources.push(source)
  }
  const refusedOf = ({ record_no, line }: DecidableLine) =>
    refusals.filter(one => one.record_no === record_no && one.line === line)
  const isWhole = (line: DecidableLine) => refusedOf(line).some(({ items }) => items === undefined)

  for (const [n, line] of own.entries()) {
    for (const source of sourcesOf(values, line, n)) {
      const items = listOf(values[`items-${source}`])
      const known = items.filter(item => (line.items as string[]).includes(item))
      refuse(line, source, known.length > 0 ? known : items)
    }
  }
  const addItems = (line: DecidableLine, items: readonly string[]) => {
    const before = new Set(refusedOf(line).flatMap(one => one.items ?? []))
    const left = items.filter(item => !before.has(item))
    if (!isWhole(line) && left.length > 0) refuse(line, 'safety', left)
  }
  const releases = new Map<DecidableLine, string[]>()
  for (const { name, item, lines } of askedPlaces(own)) {
    const answer = textOf(values[name])
    for (const line of lines) {
      if (answer === 'refuse') addItems(line, [item])
      const isRefused = refusedOf(line).some(({ items }) => items?.includes(item) ?? true)
      if (answer === 'release' && !isRefused) {
        releases.set(line, [...(releases.get(line) ?? []), item])
      }
    }
  }
  for (const { name, lines } of askedParties(own)) {
    const items = (textOf(values[name]) ?? '').split(' ').filter(item => item.startsWith('TP_'))
    for (const line of lines) if (items.length > 0) addItems(line, items)
  }

  const body = given({
    outcome: textOf(values.outcome),
    not_accepted_for: textOf(values.not_accepted_for),
    show_withheld_count: values.show_withheld_count ? true : undefined,
    refusals: refusals.length > 0 ? refusals : undefined,
    releases:
      releases.size > 0
        ? [...releases].map(([{ record_no, line }, items]) => ({ record_no, line, items }))
        : undefined,
  })
  return { body, fieldOf: place => fieldOf(place, sources), followed: new Set(sources) }
}

/** A line's own choice; further down the list every reason that names it, else the choice for the rest. */
function sourcesOf(values: Values, line: DecidableLine, n: number): string[] {
  const name = lineName(line)
  if (n < LISTED) return listOf(values[`line-${name}`])
  const reasons = reasonNames(values).filter(reason => namedBy(values, reason).includes(name))
  return reasons.length > 0 ? reasons : listOf(values.rest)
}

/** Lines that a reason names as `41-2`. */
const namedBy = (values: Values, reason: string): string[] =>
  (textOf(values[`lines-${reason}`]) ?? '')
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter(name => name !== '')

/** Numbers of lines that are none, or have a choice of their own. */
export function misnamed(
  values: Values,
  own: readonly DecidableLine[],
  words: (names: string) => string,
): Faults {
  const known = new Set(own.slice(LISTED).map(lineName))
  const reasons = reasonNames(values)
  return Object.fromEntries(
    reasons.flatMap(n => {
      const wrong = namedBy(values, n).filter(name => !known.has(name))
      return wrong.length > 0 ? [[`lines-${n}`, words(wrong.join(', '))] as const] : []
    }),
  )
}

/** Who has to be asked and was not: only where something is disclosed. */
export function unanswered(values: Values, own: readonly DecidableLine[], words: string): Faults {
  const outcome = textOf(values.outcome) as Outcome | undefined
  if (outcome !== 'disclosed_full' && outcome !== 'disclosed_partial') return {}
  const open = [...askedPlaces(own), ...askedParties(own)].filter(
    ({ name }) => textOf(values[name]) === undefined,
  )
  return Object.fromEntries(open.map(({ name }) => [name, words]))
}

/** Reasons that were typed and that nothing follows: they would be lost without a word. */
export function unfollowed(values: Values, { followed }: DecisionBody, words: string): Faults {
  const reasons = reasonNames(values)
  // A ground alone says nothing yet: a browser cannot take it back.
  const typed = [...reasons, 'safety']
    .filter(source => !followed.has(source))
    .flatMap(source => ['items', 'law', 'letter', 'internal'].map(name => `${name}-${source}`))
    .filter(name => textOf(values[name]) !== undefined)
  return Object.fromEntries(typed.map(name => [name, words]))
}

/** `safety`: harm to somebody, asked about by name; its ground is given. */
function reasonOf(values: Values, source: string) {
  return given({
    ground: source === 'safety' ? '33-2-1' : textOf(values[`ground-${source}`]),
    law_name: textOf(values[`law-${source}`]),
    internal_reason: textOf(values[`internal-${source}`]),
    letter_reason: textOf(values[`letter-${source}`]),
  })
}

const MEMBERS: Record<string, string> = {
  ground: 'ground',
  law_name: 'law',
  internal_reason: 'internal',
  letter_reason: 'letter',
  items: 'items',
}

function fieldOf(place: string, sources: readonly string[]): string {
  const [first = 'form', n, member] = place.split('/')
  if (first !== 'refusals') return first === 'releases' ? 'form' : first
  if (n === undefined) return 'lines'
  const source = sources[Number(n)]
  if (source === undefined) return 'form'
  const field = MEMBERS[member ?? '']
  return field ? `${field}-${source}` : 'form'
}
