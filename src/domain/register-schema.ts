// What may be asked of the register of provision records (documents.md 5.1).

import { z } from 'zod'
import { pathCode } from './path-code.ts'
import { calendarDate, text } from './provision-schema.ts'
import { hasText } from './text-content.ts'

/** 全部版 · 本人欄省略版: the second says of persons only how many lines a record has. */
export const REGISTER_EDITIONS = ['full', 'without_persons'] as const

export const registerSchema = z
  .strictObject({
    edition: z.enum(REGISTER_EDITIONS),
    from: calendarDate.optional(),
    to: calendarDate.optional(),
    third_party: pathCode.optional(),
    reason: text.refine(hasText, 'must say why it is made'),
    translation: z.literal('en').optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'is before from',
  })

export type RegisterOrder = z.output<typeof registerSchema>
