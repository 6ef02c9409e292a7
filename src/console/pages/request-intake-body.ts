// The intake form as the body of a disclosure request, and which field shows a fault of it.

import type { Operator } from '../../domain/operator.ts'
import type { Values } from '../forms.ts'

/** What people are known by where the operator declared nothing. */
const COMMON_SCHEMES = ['member_id', 'email', 'phone']

export function schemesOf({ identifier_schemes }: Pick<Operator, 'identifier_schemes'>): string[] {
  const declared = Object.keys(identifier_schemes)
  return declared.length > 0 ? declared : COMMON_SCHEMES
}

/** How many rows for papers the form shows: four more at each press of the button. */
export function documentRows(values: Values): number {
  const rows = Number(textOf(values.rows) ?? 4)
  return Math.min(20, (Number.isInteger(rows) && rows > 0 ? rows : 4) + (values.more ? 4 : 0))
}

export function intakeBody(values: Values, schemes: readonly string[]) {
  const kind = textOf(values.requester)
  const isAgent = kind !== undefined && kind !== 'self'
  const identifiers = schemes.flatMap(scheme => {
    const [first, ...others] = linesOf(values[`id-${scheme}`])
    if (first === undefined) return []
    return [[scheme, others.length > 0 ? [first, ...others] : first] as const]
  })
  const scope = given({
    from: textOf(values.from),
    to: textOf(values.to),
    direction: textOf(values.direction),
  })
  const also = [...listOf(values.also), ...linesOf(values.also_other)]
  return given({
    received_on: textOf(values.received_on),
    channel: textOf(values.channel),
    requester: given({
      kind,
      name: isAgent ? textOf(values.agent_name) : undefined,
      address: isAgent ? textOf(values.agent_address) : undefined,
      authority: isAgent ? textOf(values.authority) : undefined,
    }),
    data_subject: given({
      name: textOf(values.name),
      name_kana: textOf(values.name_kana),
      other_names: ifAny(linesOf(values.other_names)),
      birth_date: textOf(values.birth_date),
      addresses: ifAny(linesOf(values.addresses)),
      identifiers: identifiers.length > 0 ? Object.fromEntries(identifiers) : undefined,
    }),
    delivery: textOf(values.delivery),
    scope: Object.keys(scope).length > 0 ? scope : undefined,
    also_requested: ifAny(also),
    documents: ifAny(documentsOf(values)),
    translation: textOf(values.translation),
  })
}

/** Rows of the form in which a paper stands. */
const rowsWithPaper = (values: Values) =>
  Array.from({ length: documentRows(values) }, (_, n) => n).filter(
    n => textOf(values[`document-${n}`]) !== undefined,
  )

function documentsOf(values: Values) {
  return rowsWithPaper(values).map(n => {
    return {
      kind: textOf(values[`document-${n}`]),
      copies: numberOf(values[`copies-${n}`]) ?? 1,
      form: textOf(values[`form-${n}`]),
      afterwards: textOf(values[`afterwards-${n}`]),
    }
  })
}

const FIELDS: Record<string, string> = {
  'requester/kind': 'requester',
  'requester/name': 'agent_name',
  'requester/address': 'agent_address',
  'requester/authority': 'authority',
  'scope/from': 'from',
  'scope/to': 'to',
  'scope/direction': 'direction',
}

export const intakeFieldOf = (values: Values) => (place: string) => {
  const known = FIELDS[place]
  if (known) return known
  const [first = 'form', second, third] = place.split('/')
  if (first === 'data_subject') return second === 'identifiers' ? `id-${third}` : (second ?? 'name')
  if (first === 'also_requested') return 'also_other'
  if (first === 'documents') {
    return `${third === 'kind' ? 'document' : third}-${rowsWithPaper(values)[Number(second)]}`
  }
  return first || 'form'
}

/** Digits as people type them, `1,041` and `５００` too; what is no number is left for the schema to refuse. */
export const numberOf = (value: Values[string] | undefined): number | string | undefined => {
  const text = textOf(value)
  const digits = text?.normalize('NFKC').replaceAll(/[,\s]|円$/g, '')
  return digits !== undefined && /^\d+$/.test(digits) ? Number(digits) : text
}

export const textOf = (value: Values[string] | undefined): string | undefined =>
  // A browser sends a line's end as CR LF; no paper has a letter for CR.
  [value ?? []].flat()[0]?.replaceAll('\r\n', '\n').trim() || undefined

export const listOf = (value: Values[string] | undefined): string[] => [value ?? []].flat()

/** One value a line. */
export const linesOf = (value: Values[string] | undefined): string[] =>
  listOf(value)
    .flatMap(text => text.split('\n'))
    .map(line => line.trim())
    .filter(line => line !== '')

/** Without what was left empty. */
export const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const ifAny = <Item>(list: Item[]): Item[] | undefined => (list.length > 0 ? list : undefined)
