// A character that the font cannot draw refuses the document: where it stands, and what can be done there.

import { DomainError } from '../domain/domain-error.ts'
import type { MissingGlyph } from './disclosure-ports.ts'
import type { ExtractDocument } from './extract-document.ts'
import type { ManifestRow } from './extract-rows.ts'
import type { LetterBase } from './letter-document.ts'
import type { Deps } from './ports.ts'

export interface GlyphPlace extends MissingGlyph {
  /** Where an officer finds it: `record`, `request`, `letter`, `operator` or `template`. */
  source: keyof typeof FIXES
  /** Of a record: `person`, `third_party.name`, `items` …; of a request: `name`, `data_subject` … */
  field?: string
  /** Only of a record; several where identical rows were merged. */
  lines?: Pick<ManifestRow, 'record_no' | 'line'>[]
}

const FIXES = {
  record:
    "Amend the record's wording with characters the font has (POST /v1/provisions/{record_no}/amendments), then decide and issue again. Where a note of correction shows the former wording, void the record and record the provision anew.",
  request:
    'What the requester stated cannot be amended: decide this request withdrawn and open a new one with a spelling the font has, which the person agrees to.',
  letter:
    'Send the letter again with characters the font has; a reason that a step of the request gave is given anew by the same step.',
  operator: 'Change operator.json to characters the font has, then issue again.',
  template: 'Change the templates to characters the font has, then issue again.',
}

const FONTS =
  'A font in KIROKUBO_FONT_DIR that has them helps everywhere; an extract may also be issued with `substitutes` for just these.'

interface Accepted {
  manifest?: readonly ManifestRow[]
  substitutes?: readonly string[]
}

type Printed = LetterBase & Partial<Pick<ExtractDocument, 'provided' | 'received'>>

/**
 * Throws glyph_missing; `missing` names record, line and field of each place. `substitutes` are the
 * characters that the officer lets stand as their code points; one that no place needs is refused
 * (invalid_body): it would be accepted for a paper that nobody has seen yet.
 */
export async function refuseMissingGlyphs(
  { printer }: Pick<Deps, 'printer'>,
  document: Printed,
  { manifest = [], substitutes = [] }: Accepted = {},
) {
  const all = await printer.missingGlyphs(document)
  refuseUnneeded(substitutes, new Set(all.flatMap(({ codePoints }) => codePoints)))
  const found = all
    .map(({ path, codePoints }) => ({
      path,
      codePoints: codePoints.filter(name => !substitutes.includes(name)),
    }))
    .filter(({ codePoints }) => codePoints.length > 0)
  if (found.length === 0) return
  const missing = found.map(one => placeOf(one, document, manifest))
  const words = missing.map(one => `${wordsOf(one)}: ${one.codePoints.join(' ')}`)
  const sources = new Set(missing.map(({ source }) => source))
  throw new DomainError('glyph_missing', `The font lacks characters at ${words.join('; ')}.`, {
    fix: [...[...sources].map(source => FIXES[source]), FONTS].join(' '),
    members: { missing },
  })
}

/** Every place with a character that no font has. */
export async function missingPlaces(
  { printer }: Pick<Deps, 'printer'>,
  document: Printed,
  manifest: readonly ManifestRow[],
): Promise<GlyphPlace[]> {
  const all = await printer.missingGlyphs(document)
  return all.map(one => placeOf(one, document, manifest))
}

export function withSubstitutes(
  document: ExtractDocument,
  substitutes: readonly string[],
): ExtractDocument {
  return substitutes.length > 0 ? { ...document, substitutes: [...substitutes] } : document
}

function refuseUnneeded(substitutes: readonly string[], needed: ReadonlySet<string>) {
  const faults = substitutes.flatMap((name, n) =>
    needed.has(name)
      ? []
      : [{ pointer: `/substitutes/${n}`, code: 'not_needed', detail: `${name} is not missing.` }],
  )
  if (faults.length === 0) return
  throw new DomainError('invalid_body', 'A substitute is accepted only for what is missing.', {
    fix: 'Send only code points that a glyph_missing problem named, as it wrote them.',
    faults,
  })
}

/** Fields of a row under the names of the contract. */
const ROW_FIELDS: [path: string, field: string][] = [
  ['thirdParty.name', 'third_party.name'],
  ['thirdParty.address', 'third_party.address'],
  ['thirdParty.representative', 'third_party.representative'],
  ['ppcPublication', 'ppc_publication'],
]

const REQUEST_FIELDS: [path: string, field: string][] = [
  ['addressee.postalAddress', 'addresses'],
  ['addressee.onBehalfOf', 'name'],
  ['dataSubjectName', 'name'],
  ['checkedBy', 'data_subject'],
  ['alsoRequested', 'also_requested'],
  ['lists.alsoRequested', 'also_requested'],
  ['lists.handled', 'also_requested'],
]

function placeOf(
  glyph: MissingGlyph,
  document: Printed,
  manifest: readonly ManifestRow[],
): GlyphPlace {
  const { path } = glyph
  const inRow = /^(provided|received)\[(\d+)\]\.(.+)$/.exec(path)
  if (inRow) {
    const [, table, index, rest = ''] = inRow
    const row = document[table as 'provided' | 'received']?.[Number(index)]
    const lines = manifest
      .filter(one => one.row === row?.no)
      .map(({ record_no, line }) => ({ record_no, line }))
    return { ...glyph, source: 'record', field: fieldOf(rest, ROW_FIELDS) ?? rootOf(rest), lines }
  }
  if (path === 'addressee.name') {
    const field = document.addressee.onBehalfOf === undefined ? 'name' : 'requester.name'
    return { ...glyph, source: 'request', field }
  }
  const field = fieldOf(path, REQUEST_FIELDS)
  if (field) return { ...glyph, source: 'request', field }
  const inLetter = /^(?:values|lists)\.(\w+)/.exec(path)?.[1]
  if (inLetter) return { ...glyph, source: 'letter', field: inLetter }
  if (path === 'docNo' || path.startsWith('operator')) return { ...glyph, source: 'operator' }
  return { ...glyph, source: 'template' }
}

function fieldOf(path: string, fields: readonly [path: string, field: string][]) {
  return fields.find(([start]) => path.startsWith(start))?.[1]
}

/** `person.value[1]` → `person`. */
const rootOf = (path: string) => /^\w+/.exec(path)?.[0] ?? path

function wordsOf({ source, field, lines = [] }: GlyphPlace): string {
  if (source === 'record') {
    const places = lines.map(({ record_no, line }) => `record ${record_no} line ${line}`)
    return `${places.join(', ')} (${field})`
  }
  return field ? `the ${source} (${field})` : `the ${source}`
}
