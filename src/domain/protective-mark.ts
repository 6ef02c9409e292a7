// A protective mark: records that are no 第三者提供記録, because to tell that they exist does harm (令11条).

import { z } from 'zod'
import { pathCode } from './path-code.ts'
import { MAX_LINES, text } from './provision-schema.ts'
import { statedPersonSchema } from './stated-person.ts'
import { hasText } from './text-content.ts'

/** How many records or lines one mark may name; a mark by person or third party has no limit. */
const MAX_MARKED = 10_000

/** 令11条1号 (life, body, property), 2号 (unlawful acts), 3号 (the state), 4号 (crime prevention, public order). */
export const ORDER_11_GROUNDS = ['order-11-1', 'order-11-2', 'order-11-3', 'order-11-4'] as const
export type Order11Ground = (typeof ORDER_11_GROUNDS)[number]

const recordNo = z.int().min(1)

export const protectiveMarkSchema = z.strictObject({
  ground: z.enum(ORDER_11_GROUNDS),
  reason: text.refine(hasText, 'says what harm the knowledge would do'),
  scope: z
    .strictObject({
      record_nos: z.array(recordNo).min(1).max(MAX_MARKED).optional(),
      lines: z
        .array(z.strictObject({ record_no: recordNo, line: z.int().min(1).max(MAX_LINES) }))
        .min(1)
        .max(MAX_MARKED)
        .optional(),
      third_party: pathCode.optional(),
      data_subject: statedPersonSchema.optional(),
    })
    .refine(
      scope => Object.values(scope).filter(part => part !== undefined).length === 1,
      'needs exactly one of record_nos, lines, third_party, data_subject',
    ),
})

export type ProtectiveMark = z.infer<typeof protectiveMarkSchema>

/**
 * Whether something that the first mark hides may be seen again when the second takes its place. Named records
 * and lines are compared; of a person or a third party only the same one hides as much.
 */
export function mayShowMore(
  { scope: from }: ProtectiveMark,
  { scope: to }: ProtectiveMark,
): boolean {
  const whole = new Set(to.record_nos)
  const lines = new Set(to.lines?.map(({ record_no, line }) => `${record_no}-${line}`))
  if (from.record_nos) return from.record_nos.some(recordNo => !whole.has(recordNo))
  if (from.lines) {
    return from.lines.some(
      ({ record_no, line }) => !whole.has(record_no) && !lines.has(`${record_no}-${line}`),
    )
  }
  return JSON.stringify(from) !== JSON.stringify(to)
}
