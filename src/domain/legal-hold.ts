// A legal hold: what it is about and which records it keeps from erasure (contract 7).

import { z } from 'zod'
import { addYears, type CalendarDate, legalDayOfInstant } from './calendar-date.ts'
import { pathCode } from './path-code.ts'
import { calendarDate, text } from './provision-schema.ts'
import { statedPersonSchema } from './stated-person.ts'
import { hasText } from './text-content.ts'

/** How many records one hold may name; a hold by person or third party has no limit. */
const MAX_HELD_RECORD_NOS = 10_000

export const legalHoldSchema = z.strictObject({
  matter: text.refine(hasText, 'says what the hold is about'),
  scope: z
    .strictObject({
      record_nos: z.array(z.int().min(1)).min(1).max(MAX_HELD_RECORD_NOS).optional(),
      data_subject: statedPersonSchema.optional(),
      third_party: pathCode.optional(),
    })
    .refine(
      scope => Object.values(scope).filter(part => part !== undefined).length === 1,
      'needs exactly one of record_nos, data_subject, third_party',
    ),
  review_on: calendarDate.optional(),
})

export type LegalHold = z.infer<typeof legalHoldSchema>

/** The day on which somebody looks whether it is still needed: a year after it was placed, unless it says another. */
export function holdReviewOn(hold: Pick<LegalHold, 'review_on'>, placedAt: number): CalendarDate {
  return hold.review_on ?? addYears(legalDayOfInstant(placedAt), 1)
}

/** Due on the day itself. */
export const isReviewDue = (reviewOn: CalendarDate, today: CalendarDate) => reviewOn <= today
