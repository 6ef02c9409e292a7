// The bodies of contract section 6 as they may be posted: strict, every fault at once.

import { z } from 'zod'
import { REQUESTER_KINDS } from './disclosure-request.ts'
import {
  DELIVERIES,
  GROUNDS,
  NOT_ACCEPTED_FOR,
  OUTCOMES,
  VERIFIED_PARTS,
} from './disclosure-steps.ts'
import { DIRECTIONS } from './legal-basis.ts'
import { calendarDate, identifierScheme, text } from './provision-schema.ts'

/** Channels, methods and kinds of documents: any code; the known ones have Japanese words. */
const code = z.string().regex(/^[a-z0-9_]{1,64}$/, 'must be 1 to 64 of a-z 0-9 _')

const said = text.refine(value => value.trim() !== '', 'must say something')

const claimedPerson = z.strictObject({
  name: said,
  name_kana: said.optional(),
  other_names: z.array(said).max(100).optional(),
  birth_date: calendarDate.optional(),
  addresses: z.array(said).max(100).optional(),
  identifiers: z
    .record(identifierScheme, z.union([said, z.array(said).min(1).max(100)]))
    .optional(),
})

const requester = z
  .strictObject({
    kind: z.enum(REQUESTER_KINDS),
    name: said.optional(),
    /** Of the agent; printed in the address window once a check has proven it. */
    address: said.optional(),
    authority: code.optional(),
  })
  .refine(({ kind, name }) => kind === 'self' || name !== undefined, {
    path: ['name'],
    message: 'is required of an agent: the answer is addressed to them',
  })

const scope = z
  .strictObject({
    from: calendarDate.optional(),
    to: calendarDate.optional(),
    direction: z.enum(DIRECTIONS).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'lies before from',
  })

const receivedDocument = z.strictObject({
  kind: code,
  copies: z.int().min(1).max(100).default(1),
  form: z.enum(['original', 'copy']),
  afterwards: z.enum(['returned', 'destroyed']),
})

export const disclosureRequestSchema = z.strictObject({
  received_on: calendarDate,
  channel: code,
  requester,
  data_subject: claimedPerson,
  delivery: z.enum(DELIVERIES),
  scope: scope.optional(),
  also_requested: z.array(said.max(200)).max(20).optional(),
  documents: z.array(receivedDocument).max(50).optional(),
  translation: z.literal('en').optional(),
})

const authorityProof = z
  .strictObject({
    kind: code,
    scope: z.array(z.enum(['request', 'receipt'])).max(2),
    issued_on: calendarDate.optional(),
    valid_through: calendarDate.optional(),
  })
  .refine(
    ({ issued_on: from, valid_through: to }) =>
      from === undefined || to === undefined || from <= to,
    { path: ['valid_through'], message: 'lies before issued_on' },
  )

export const identityVerificationSchema = z.strictObject({
  of: z.enum(VERIFIED_PARTS).optional(),
  method: code,
  result: z.enum(['passed', 'failed']),
  verified_on: calendarDate,
  documents: z.array(code).max(50).default([]),
  proven: z.array(z.string().max(100)).max(300).default([]),
  authority: authorityProof.optional(),
})

const lineOf = { record_no: z.int().min(1), line: z.int().min(1) }

export const settlementSchema = z
  .strictObject({
    confirm: z
      .array(z.strictObject({ ...lineOf, own_values: z.array(z.string().max(100)).optional() }))
      .default([]),
    reject: z.array(z.strictObject({ ...lineOf, why: said })).default([]),
  })
  .superRefine(({ confirm, reject }, context) => {
    const seen = new Set<string>()
    for (const [side, list] of [
      ['confirm', confirm],
      ['reject', reject],
    ] as const) {
      for (const [n, { record_no, line }] of list.entries()) {
        if (seen.has(`${record_no}#${line}`)) {
          context.addIssue({ code: 'custom', path: [side, n], message: 'names a line twice' })
        }
        seen.add(`${record_no}#${line}`)
      }
    }
  })

export const decisionSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  refusals: z
    .array(
      z.strictObject({
        ...lineOf,
        items: z.array(text).min(1).max(30).optional(),
        ground: z.enum(GROUNDS),
        law_name: said.max(200).optional(),
        internal_reason: said,
        letter_reason: said.max(2_000),
      }),
    )
    .optional(),
  releases: z.array(z.strictObject({ ...lineOf, items: z.array(text) })).optional(),
  show_withheld_count: z.boolean().optional(),
  not_accepted_for: z.enum(NOT_ACCEPTED_FOR).optional(),
  /** With `withdrawn`: the day on which the person took it back; default: today. */
  withdrawn_on: calendarDate.optional(),
})

export const issueSchema = z.strictObject({
  /** As a glyph_missing problem named them: printed as their code points in brackets. */
  substitutes: z
    .array(z.string().regex(/^U\+[0-9A-F]{4,6}( U\+[0-9A-F]{4,6})?$/))
    .max(200)
    .optional(),
})

export const deliverySchema = z.strictObject({
  method: code,
  /** Electronic record, paper or another way; absent: as asked for, or as changed since. */
  form: z.enum(DELIVERIES).optional(),
  delivered_on: calendarDate,
  tracking: said.optional(),
})

export const clockSchema = z.union([
  z.strictObject({
    stop: z.strictObject({
      stopped_on: calendarDate,
      waiting_for: z.array(code).min(1).max(20),
      reply_by: calendarDate.optional(),
    }),
  }),
  z.strictObject({ resume: z.strictObject({ resumed_on: calendarDate }) }),
  z.strictObject({
    extend: z.strictObject({
      due_on: calendarDate,
      letter_reason: said.max(2_000),
      internal_reason: said.optional(),
    }),
  }),
])

const difficulty = { letter_reason: said.max(2_000), internal_reason: said.optional() }

export const methodChangeSchema = z.discriminatedUnion('stage', [
  z.strictObject({
    stage: z.literal('consultation'),
    ...difficulty,
    alternatives: z.array(said.max(200)).max(10).default([]),
    reply_by: calendarDate,
  }),
  z.strictObject({ stage: z.literal('answer'), delivery: z.enum(DELIVERIES) }),
  z.strictObject({ stage: z.literal('notice'), ...difficulty }),
])

export const feeSchema = z.strictObject({
  paid_on: calendarDate,
  yen: z.int().min(1).max(1_000_000),
})

export type PostedSettlement = z.output<typeof settlementSchema>
export type PostedDecision = z.output<typeof decisionSchema>
export type PostedVerification = z.output<typeof identityVerificationSchema>
export type PostedClock = z.output<typeof clockSchema>
export type PostedMethodChange = z.output<typeof methodChangeSchema>
