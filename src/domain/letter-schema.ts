// The bodies of procedure letters (documents.md 2.5, 3, 6.4–6.7): what the request's file cannot know.

import { z } from 'zod'
import { calendarDate, text } from './provision-schema.ts'

/** What a request may lack (documents.md 3.2); the letter has the sentences. */
export const POINT_CODES = [
  'id_missing',
  'id_expired',
  'id_illegible',
  'id_mismatch',
  'identifier_unproven',
  'authority_missing',
  'authority_scope',
  'authority_old',
  'agent_id_missing',
  'delivery_choice',
  'address_unclear',
  'fee',
  'target',
] as const
export type PointCode = (typeof POINT_CODES)[number]

const said = text.refine(value => value.trim() !== '', 'must say something')
const sentence = said.max(2_000)
const words = said.max(200)

const points = z
  .array(
    z.union([
      z
        .strictObject({
          code: z.enum(POINT_CODES),
          /** A scheme of the request's identifiers; absent: every one that is not proven. */
          identifier: words.optional(),
        })
        .refine(({ code, identifier }) => !identifier || code === 'identifier_unproven', {
          path: ['identifier'],
          message: 'goes with identifier_unproven alone',
        }),
      /** What no code says, in the officer's words. */
      z.strictObject({ matter: words, situation: sentence, wanted: sentence }),
    ]),
  )
  .min(1)
  .max(30)

/** Another desk: by its matter in operator.json, or as stated here. */
const desks = z
  .array(
    z
      .strictObject({ matter: words, name: words.optional(), contact: words.optional() })
      .refine(({ name, contact }) => (name === undefined) === (contact === undefined), {
        path: ['contact'],
        message: 'stands beside name: state both, or neither for a desk of operator.json',
      }),
  )
  .min(1)
  .max(10)

const opening = { how_to_open: sentence, valid_through: calendarDate.optional() }

const kind = <Kind extends string>(name: Kind) => ({ kind: z.literal(name) })

export const letterSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...kind('acknowledgement'),
    points: points.optional(),
    /** With a fee that is not paid. */
    pay_by: calendarDate.optional(),
    desks: desks.optional(),
  }),
  z.strictObject({
    ...kind('completion_request'),
    /** `points` and `reply_by` of a clock that stands still are known. */
    points: points.optional(),
    reply_by: calendarDate.optional(),
    how: words,
  }),
  z.strictObject(kind('new_reply_date')),
  z.strictObject(kind('not_accepted')),
  z.strictObject(kind('method_consultation')),
  z.strictObject({
    ...kind('method_change'),
    postal_means: words,
    /** Absent: the day of issue. */
    sent_on: calendarDate.optional(),
  }),
  z.strictObject({
    ...kind('other_desks'),
    desks,
    /** Only with the person's consent. */
    forwarded: z
      .strictObject({ forwarded_on: calendarDate, consented_on: calendarDate })
      .refine(({ forwarded_on, consented_on }) => consented_on <= forwarded_on, {
        path: ['consented_on'],
        message: 'lies after forwarded_on: consent comes first',
      })
      .optional(),
  }),
  z.strictObject(kind('withdrawal')),
  z.strictObject({ ...kind('cover_letter'), ...opening, how_to_open: sentence.optional() }),
  z.strictObject({ ...kind('password_notice'), ...opening, password: words }),
  z.strictObject({
    ...kind('cessation_result'),
    asked: z.enum(['cessation', 'stop_provision']),
    result: z.discriminatedUnion('stopped', [
      z.strictObject({ stopped: z.literal('all'), stopped_on: calendarDate, range: sentence }),
      z.strictObject({
        stopped: z.literal('part'),
        stopped_on: calendarDate,
        range: sentence,
        letter_reason: sentence,
        alternative: sentence.optional(),
      }),
      z.strictObject({
        stopped: z.literal('none'),
        letter_reason: sentence,
        alternative: sentence.optional(),
      }),
    ]),
  }),
])

export type PostedLetter = z.output<typeof letterSchema>
export type LetterBody<Kind extends PostedLetter['kind']> = Extract<PostedLetter, { kind: Kind }>
export type PostedPoint = NonNullable<LetterBody<'acknowledgement'>['points']>[number]
