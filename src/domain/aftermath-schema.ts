// What may be posted once an answer has left the house: returned mail, objections, the settling of alerts.

import { z } from 'zod'
import { calendarDate, text } from './provision-schema.ts'
import { hasText } from './text-content.ts'

const said = text.refine(hasText, 'must say something')

export const returnedDeliverySchema = z.strictObject({
  returned_on: calendarDate,
  why: said.optional(),
})
export type ReturnedDelivery = z.output<typeof returnedDeliverySchema>

export const objectionSchema = z.strictObject({
  record_no: z.int().min(1),
  line: z.int().min(1),
  statement: said,
})
export type Objection = z.output<typeof objectionSchema>

export const alertSettlementSchema = z.strictObject({ how: said })
