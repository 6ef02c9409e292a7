// What may be asked of records: search, amendment, settlement, void, proposals, third parties.

import { z } from 'zod'
import { isCorporateNumber } from './corporate-number.ts'
import { BASIS_CODES, DIRECTIONS } from './legal-basis.ts'
import { pathCode } from './path-code.ts'
import { EQUIVALENCES, THIRD_PARTY_KINDS } from './provision-event.ts'
import { calendarDate, countryCode, dataSubject, MAX_LINES, text } from './provision-schema.ts'
import { statedPersonSchema } from './stated-person.ts'
import { hasText } from './text-content.ts'

const said = text.refine(hasText, 'must say something')

/** As `POST /v1/disclosure-requests` gives them out. */
const requestNo = z.string().regex(/^R\d{4}-\d{4,9}$/, 'is not the number of a disclosure request')

export const searchSchema = z
  .strictObject({
    data_subject: statedPersonSchema.optional(),
    third_party: pathCode.optional(),
    direction: z.enum(DIRECTIONS).optional(),
    basis: z.enum(BASIS_CODES).optional(),
    from: calendarDate.optional(),
    to: calendarDate.optional(),
    gap: z
      .string()
      .regex(/^[A-Za-z_]{1,64}$/)
      .optional()
      .describe('An item code (TP_ADDR), a gap code (third_party_address_missing), or any'),
    limit: z.int().min(1).max(500).default(50),
    cursor: z.string().max(200).optional(),
    reason: said.optional(),
    request_no: requestNo.optional(),
  })
  .refine(
    search =>
      search.data_subject === undefined ||
      search.reason !== undefined ||
      search.request_no !== undefined,
    { path: ['reason'], message: 'a search by person carries a reason or a request_no' },
  )
export type Search = z.output<typeof searchSchema>

const linePatch = z.strictObject({
  line: z.int().min(1).max(MAX_LINES),
  set: z.record(z.string(), z.unknown()),
})

export const amendmentSchema = z.strictObject({
  reason: said,
  evidence: said.optional(),
  changes: z
    .looseObject({
      lines: z.array(linePatch).max(MAX_LINES).optional(),
      add_lines: z.array(dataSubject).max(MAX_LINES).optional(),
    })
    .describe(
      'RFC 7396 over the fields of the event; lines: [{line, set}] changes a line, add_lines adds some.',
    ),
})
export type Amendment = z.output<typeof amendmentSchema>

export const settlementSchema = z
  .strictObject({
    basis: z.enum(BASIS_CODES).optional(),
    breach: z.strictObject({ measures: said }).optional(),
    evidence: said.optional(),
  })
  .refine(
    settlement => (settlement.basis === undefined) !== (settlement.breach === undefined),
    'give either basis or breach',
  )
export type Settlement = z.output<typeof settlementSchema>

export const voidSchema = z.strictObject({
  reason: z.enum(['not_occurred', 'duplicate', 'wrong_source']),
  note: text.optional(),
})
export type Voiding = z.output<typeof voidSchema>

/** The body of `PUT /v1/third-parties/{code}` (contract 4). */
export const thirdPartySchema = z.strictObject({
  kind: z.enum(THIRD_PARTY_KINDS),
  name: said,
  facility: text.optional(),
  address: text.optional(),
  representative: text.nullable().optional(),
  country: countryCode.default('JP'),
  equivalence: z.enum(EQUIVALENCES).optional(),
  corporate_number: z
    .string()
    .refine(isCorporateNumber, 'is not a 法人番号: 13 digits with a check digit that fits')
    .optional(),
  article_16_2_body: z.boolean().default(false),
  effective_on: calendarDate.optional(),
})

export const acceptProposalsSchema = z.strictObject({
  reason: said.default('third party registered'),
  evidence: said.optional(),
  record_nos: z.array(z.int().min(1)).max(1000).optional(),
})
export type AcceptProposals = z.output<typeof acceptProposalsSchema>
