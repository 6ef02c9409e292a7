// What a request still lacks (documents.md 3.2): points by code become sentences of the templates.

import { currentStop } from '../domain/disclosure-clock.ts'
import type { DisclosureRequest } from '../domain/disclosure-request.ts'
import { POINT_CODES, type PointCode, type PostedPoint } from '../domain/letter-schema.ts'
import { mattersOf } from '../domain/person-matters.ts'
import { faultyLetter, type LetterContext } from './letter-context.ts'
import type { Phrase } from './letter-document.ts'

/** One row of the table of 3.2. */
export type LetterPoint = Record<'matter' | 'situation' | 'wanted', Phrase>

/**
 * The points that the body names, or else those that the stopped clock waits for.
 * Throws invalid_body for what does not fit this request.
 * @param openFee the sentence for `fee`: amount, way and day (1.7); it throws where no fee is open.
 */
export function letterPoints(
  context: LetterContext,
  posted: readonly PostedPoint[] | undefined,
  openFee: () => Phrase,
): LetterPoint[] {
  const points = posted ?? waitedFor(context)
  return points.flatMap((point, n) => {
    if (!('code' in point)) return [point]
    if (point.code === 'identifier_unproven') return unproven(context, point, n)
    return [pointOf(context, point.code, n, openFee)]
  })
}

function waitedFor({ file }: LetterContext): PostedPoint[] {
  const waited = currentStop(file.state)?.waiting_for ?? []
  const unworded = waited.filter(code => !isPointCode(code))
  if (unworded.length > 0) {
    throw faultyLetter({
      pointer: '/points',
      code: 'required',
      detail: `is required: no sentence stands for ${unworded.join(', ')}`,
      fix: 'State every point, those without a code as {matter, situation, wanted}.',
    })
  }
  return waited.filter(isPointCode).map(code => ({ code }))
}

const isPointCode = (code: string): code is PointCode =>
  (POINT_CODES as readonly string[]).includes(code)

const OF_AGENTS: readonly PointCode[] = [
  'authority_missing',
  'authority_scope',
  'authority_old',
  'agent_id_missing',
]

function pointOf(
  { file, operator }: LetterContext,
  code: PointCode,
  n: number,
  openFee: () => Phrase,
): LetterPoint {
  const { kind } = file.request.requester
  if (OF_AGENTS.includes(code) && kind === 'self') {
    throw notFitting(n, 'speaks of an agent, and the person asks themselves')
  }
  const values = { months: String(operator.disclosure.authority_months) }
  const phrase = (part: string) => ({ words: `point_${code}_${part}`, values })
  const wanted = code === 'authority_missing' ? phrase(`wanted_${kind}`) : phrase('wanted')
  return {
    matter: phrase('matter'),
    situation: phrase('situation'),
    wanted: code === 'fee' ? openFee() : wanted,
  }
}

/** One point for the identifier that is named, or for each that no check has proven. */
function unproven(
  { file, operator }: LetterContext,
  { identifier }: { identifier?: string | undefined },
  n: number,
): LetterPoint[] {
  const given = Object.keys(file.request.data_subject.identifiers ?? {})
  const proven = file.state.verification?.proven ?? []
  const open = given.filter(scheme => !proven.includes(`identifiers.${scheme}`))
  const named = identifier === undefined ? open : open.filter(scheme => scheme === identifier)
  if (named.length === 0) {
    throw notFitting(n, 'names no identifier that the request gave and no check has proven')
  }
  return named.map(scheme => {
    const values = { identifier: labelOf(scheme, operator.identifier_schemes) }
    return {
      matter: { words: 'point_identifier_unproven_matter', values },
      situation: { words: 'point_identifier_unproven_situation', values },
      wanted: { words: 'point_identifier_unproven_wanted', values },
    }
  })
}

function labelOf(scheme: string, schemes: LetterContext['operator']['identifier_schemes']): Phrase {
  const [matter] = mattersOf({ identifiers: { [scheme]: scheme } }, schemes)
  return { words: `label_${matter?.kind ?? 'identifier'}` }
}

const notFitting = (n: number, detail: string) =>
  faultyLetter({ pointer: `/points/${n}`, code: 'not_fitting', detail })

/** The papers that came with the request: kinds and numbers, never what stands in them. */
export function documentRows({ documents = [] }: Pick<DisclosureRequest, 'documents'>) {
  return documents.map(({ kind, copies, form, afterwards }) => ({
    kind: { words: `document_${DOCUMENTS.includes(kind) ? kind : 'other'}` },
    copies: String(copies),
    form: { words: `form_${form}` },
    afterwards: { words: `afterwards_${afterwards}` },
  }))
}

/** Those with words of their own. */
export const DOCUMENTS: readonly string[] = [
  'request_form',
  'driving_licence',
  'driving_record_certificate',
  'my_number_card',
  'passport',
  'residence_card',
  'special_permanent_resident_certificate',
  'eligibility_certificate',
  'resident_record',
  'seal_certificate',
  'family_register',
  'guardianship_certificate',
  'power_of_attorney',
]
