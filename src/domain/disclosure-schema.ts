// The bodies of contract section 6 as they may be posted: strict, every fault at once.

import { z } from 'zod'
import { DELIVERIES, REQUESTER_KINDS } from './disclosure-request.ts'
import { OUTCOMES } from './disclosure-steps.ts'
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

export const disclosureRequestSchema = z.strictObject({
  received_on: calendarDate,
  channel: code,
  requester,
  data_subject: claimedPerson,
  delivery: z.enum(DELIVERIES),
  scope: scope.optional(),
  also_requested: z.array(said.max(200)).max(20).optional(),
})

export const identityVerificationSchema = z.strictObject({
  method: code,
  result: z.enum(['passed', 'failed']),
  verified_on: calendarDate,
  documents: z.array(code).max(50).default([]),
  proven: z.array(z.string().max(100)).max(300).default([]),
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
        items: z.array(text).optional(),
        ground: z.enum(['33-2-1', '33-2-2', '33-2-3']),
        law_name: said.optional(),
        internal_reason: said,
        letter_reason: said,
      }),
    )
    .optional(),
  releases: z.array(z.strictObject({ ...lineOf, items: z.array(text) })).optional(),
  not_accepted_for: z
    .enum(['identity', 'authority', 'fee', 'procedure', 'not_eligible'])
    .optional(),
})

export const deliverySchema = z.strictObject({
  method: code,
  delivered_on: calendarDate,
  tracking: said.optional(),
})

export type PostedSettlement = z.output<typeof settlementSchema>
export type PostedDecision = z.output<typeof decisionSchema>
