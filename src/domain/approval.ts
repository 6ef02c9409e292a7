// The second person, where the operator's settings ask for one: what needs their word, and for how long it holds.

import { z } from 'zod'
import { addDays, type CalendarDate, legalDayOfInstant } from './calendar-date.ts'
import type { Operator } from './operator.ts'
import { pathCode } from './path-code.ts'
import { protectiveMarkSchema } from './protective-mark.ts'
import { calendarDate, text } from './provision-schema.ts'
import { hasText } from './text-content.ts'

export const APPROVAL_KINDS = ['retention_run', 'mark_placing', 'mark_release', 'extract'] as const
export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

/** The last day on which a waiting question may be answered, and an approval used, counted from the change before. */
const APPROVAL_DAYS = 14

const reason = text.refine(hasText, 'must say why')

/** What may be asked for; what it is about is frozen with it, and nothing else is approved. */
export const approvalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('retention_run'), as_of: calendarDate, reason }),
  z.strictObject({
    kind: z.literal('mark_placing'),
    code: pathCode,
    mark: protectiveMarkSchema,
    reason,
  }),
  z.strictObject({ kind: z.literal('mark_release'), code: pathCode, reason }),
  z.strictObject({ kind: z.literal('extract'), request_no: z.string().min(1).max(64), reason }),
])
export type ApprovalAsked = z.output<typeof approvalSchema>

export const approvalDecisionSchema = z
  .strictObject({ decision: z.enum(['approved', 'refused']), reason: reason.optional() })
  .refine(({ decision, reason: why }) => decision === 'approved' || why !== undefined, {
    path: ['reason'],
    message: 'must say why',
  })
export type ApprovalDecision = z.output<typeof approvalDecisionSchema>

export const approvalWithdrawalSchema = z.strictObject({ reason: reason.optional() })
export type ApprovalWithdrawal = z.output<typeof approvalWithdrawalSchema>

/** The scope by which one may ask, answer, and know of it at all. */
export const SCOPE_OF_APPROVAL = {
  retention_run: 'retention',
  mark_placing: 'restricted',
  mark_release: 'restricted',
  extract: 'disclosures',
} as const satisfies Record<ApprovalKind, string>

const SETTING_OF = {
  retention_run: 'erasure',
  mark_placing: 'protective_marks',
  mark_release: 'protective_marks',
  extract: 'release',
} as const satisfies Record<ApprovalKind, keyof Operator['second_person']>

export function needsSecondPerson(
  { second_person: settings }: Pick<Operator, 'second_person'>,
  kind: ApprovalKind,
): boolean {
  return settings[SETTING_OF[kind]]
}

/** @param changedAt when it was asked, or approved. */
export function holdsThrough(changedAt: number): CalendarDate {
  return addDays(legalDayOfInstant(changedAt), APPROVAL_DAYS)
}
