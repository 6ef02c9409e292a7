// The provision event as it may be posted (contract 2): what cannot be understood is refused here,
// every fault at once; what lacks a statutory item passes and becomes a gap.

import { z } from 'zod'
import { isCalendarDate, toLegalDay } from './calendar-date.ts'
import { BASIS_CODES, basisAllows, DIRECTIONS, EXEMPTION_CODES } from './legal-basis.ts'
import { pathCode } from './path-code.ts'
import {
  EQUIVALENCES,
  type ProvisionEvent,
  RECORD_METHODS,
  THIRD_PARTY_KINDS,
} from './provision-event.ts'
import { hasText } from './text-content.ts'

export const MAX_LINES = 10_000
export const MAX_ITEMS = 200
const MAX_IDENTIFIERS = 50

/** Bases on which a provision may go to unspecified and many persons (規則20条1項1号ロ). */
const UNSPECIFIED_MANY_BASES = ['consent', 'foreign_consent', 'opt_out']

/** Any text that survives a round trip: a lone surrogate would be stored as another character. */
export const text = z.string().refine(value => value.isWellFormed(), 'holds a lone surrogate')

export const calendarDate = z
  .string()
  .refine(isCalendarDate, 'is not a day of the calendar; write YYYY-MM-DD')
  .meta({ format: 'date', example: '2026-11-21' })

/** A day, or an RFC 3339 instant, which becomes its day in Asia/Tokyo. */
export const legalDay = z
  .string()
  .transform((value, context) => {
    const day = toLegalDay(value)
    if (day !== undefined) return day
    context.issues.push({
      code: 'custom',
      message: 'is neither a day of the calendar (YYYY-MM-DD) nor an RFC 3339 instant with offset',
      input: undefined,
    })
    return z.NEVER
  })
  .meta({ example: '2026-11-21' })

export const identifierScheme = z
  .string()
  // It starts with a letter, so that a value sent in the place of its scheme is refused and never echoed.
  .regex(
    /^[A-Za-z][A-Za-z0-9._-]{0,63}$/,
    'must start with a letter, then up to 63 of A-Z a-z 0-9 . _ -',
  )

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a two-letter country code (ISO 3166-1), e.g. JP')

/** Fields that an event may state of its third party; `PUT /v1/third-parties` asks for more. */
export const thirdPartyFields = {
  kind: z.enum(THIRD_PARTY_KINDS).optional(),
  name: text.optional(),
  facility: text.optional(),
  address: text.optional(),
  representative: text.nullable().optional(),
  country: countryCode.optional(),
  equivalence: z.enum(EQUIVALENCES).optional(),
  corporate_number: text.optional(),
  article_16_2_body: z.boolean().optional(),
}

const recordedThirdParty = z
  .strictObject({
    code: pathCode.optional(),
    ...thirdPartyFields,
    unspecified_many: z.literal(true).optional(),
  })
  .refine(
    party => Object.keys(party).length > 0,
    'give a code, the fields of the third party, or unspecified_many',
  )
  .refine(
    party => party.unspecified_many === undefined || Object.keys(party).length === 1,
    'unspecified_many stands alone',
  )

export const dataSubject = z
  .strictObject({
    name: text.optional(),
    name_kana: text.optional(),
    birth_date: calendarDate.optional(),
    address: text.optional(),
    identifiers: z
      .record(identifierScheme, text)
      .refine(
        identifiers => Object.keys(identifiers).length <= MAX_IDENTIFIERS,
        `holds more than ${MAX_IDENTIFIERS} identifiers`,
      )
      .optional(),
  })
  .refine(
    line =>
      hasText(line.name) ||
      hasText(line.name_kana) ||
      Object.values(line.identifiers ?? {}).some(hasText),
    'needs a name, a reading (name_kana) or an identifier',
  )

/** Field by field; `provisionEventSchema` adds what holds between fields. */
export const provisionEventFields = z.strictObject({
  event_id: z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, 'must be 1 to 128 of A-Z a-z 0-9 . _ : -'),
  direction: z.enum(DIRECTIONS),
  basis: z.enum(BASIS_CODES),
  method: z.enum(RECORD_METHODS).default('each'),
  occurred_on: legalDay,
  period: z
    .strictObject({ first_day: calendarDate.optional(), last_day: calendarDate.optional() })
    .optional(),
  contract: z
    .strictObject({ reference: text.optional(), service_to_person: z.boolean().optional() })
    .optional(),
  third_party: recordedThirdParty,
  data_subjects: z.array(dataSubject).max(MAX_LINES).default([]),
  items: z.array(text).max(MAX_ITEMS).default([]),
  consent: z
    .strictObject({ obtained_on: calendarDate.optional(), evidence: text.optional() })
    .optional(),
  acquisition: text.optional(),
  confirmation: z.strictObject({ method: text, confirmed_on: calendarDate.optional() }).optional(),
  ppc_publication: z.strictObject({ filing_number: text.optional() }).optional(),
  foreign_information: z.strictObject({ given_on: calendarDate.optional() }).optional(),
  exemption: z
    .strictObject({ code: z.enum(EXEMPTION_CODES), reason: text, approved_by: text.optional() })
    .optional(),
  record_made_on: calendarDate.optional(),
  means: text.optional(),
  purpose: text.optional(),
  note: text.optional(),
  evidence: text.optional(),
})

export const provisionEventSchema = provisionEventFields.check(context => {
  const event = context.value
  const fault = (path: (string | number)[], message: string) =>
    context.issues.push({ code: 'custom', path, message, input: undefined })
  if (!basisAllows(event.basis, event.direction)) {
    fault(['basis'], `${event.basis} is not a basis of ${event.direction} events`)
  }
  if (
    event.third_party.unspecified_many &&
    !(event.direction === 'provided' && UNSPECIFIED_MANY_BASES.includes(event.basis))
  ) {
    fault(
      ['third_party', 'unspecified_many'],
      'is only for provided events on consent, foreign_consent or opt_out',
    )
  }
  if (event.record_made_on !== undefined && !hasText(event.evidence)) {
    fault(['record_made_on'], 'needs evidence: where the record of that day is kept')
  }
  const { first_day: first, last_day: last } = event.period ?? {}
  if (first !== undefined && last !== undefined && last < first) {
    fault(['period', 'last_day'], 'lies before first_day')
  }
}) satisfies z.ZodType<ProvisionEvent>
