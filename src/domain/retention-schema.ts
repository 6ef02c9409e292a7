// What may be asked of retention (contract 7).

import { z } from 'zod'
import { calendarDate, text } from './provision-schema.ts'

export const retentionRunSchema = z.strictObject({
  as_of: calendarDate.optional(),
  dry_run: z.boolean().default(false),
})

export const approvalSchema = z.strictObject({
  record_nos: z.array(z.int().min(1)).min(1).max(1000),
  reason: text.refine(value => value.trim() !== '', 'must say why'),
})
