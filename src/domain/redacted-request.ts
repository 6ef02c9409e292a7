// What stays of a disclosure request when the register's years are over: numbers, days, codes and counts;
// nothing of the person, of who asked for them, of reasons, or of what others wrote.

import { addDays, type CalendarDate } from './calendar-date.ts'
import type { DisclosureRequest } from './disclosure-request.ts'
import type { Step, StepDetails, StepKind, TakenStep } from './disclosure-steps.ts'
import { keepThrough } from './retention-period.ts'

/**
 * The first day on which a closed request may lose its person. Whole calendar years after the closing day,
 * which is not counted (民法140条, 143条), as for records.
 */
export function redactableFrom(closedOn: CalendarDate, registerYears: number): CalendarDate {
  return addDays(keepThrough(closedOn, registerYears), 1)
}

/** A name that folds to nothing is found by nobody and matches no line. */
export function redactRequest(request: DisclosureRequest): DisclosureRequest {
  const { received_on, channel, requester, delivery, documents } = request
  return {
    received_on,
    channel,
    requester: { kind: requester.kind },
    data_subject: { name: '' },
    delivery,
    ...(documents ? { documents } : {}),
  }
}

/** What the step before said, in the words that stay. A new kind does not compile until it has a row here. */
const STAYS: { [Kind in StepKind]: (detail: StepDetails[Kind]) => StepDetails[Kind] } = {
  identity_verified: redactCheck,
  identity_failed: redactCheck,
  matches_settled: () => ({ settlements: [] }),
  decided: ({ outcome, not_accepted_for }) => ({
    outcome,
    ...(not_accepted_for ? { not_accepted_for } : {}),
    lines: [],
  }),
  withdrawn: same,
  extract_issued: same,
  delivered: ({ tracking: _tracking, ...note }) => note,
  clock_stopped: same,
  clock_resumed: same,
  due_extended: ({ due_on }) => ({ due_on, letter_reason: '' }),
  method_changed: change => {
    if (change.stage === 'answer') return change
    if (change.stage === 'notice') return { stage: 'notice', letter_reason: '' }
    const { reply_by } = change
    return { stage: 'consultation', letter_reason: '', alternatives: [], reply_by }
  },
  fee_noted: same,
  letter_issued: same,
  objection_noted: same,
  delivery_returned: ({ returned_on }) => ({ returned_on }),
  alert_settled: ({ alert }) => ({ alert, how: '' }),
  redacted: same,
}

export function redactStep({ kind, detail }: Step): StepDetails[StepKind] {
  const stays = STAYS[kind] as (detail: StepDetails[StepKind]) => StepDetails[StepKind]
  return stays(detail)
}

/** How much was asked and answered, of the decision that stood at the end. */
export function countsOf(steps: readonly TakenStep[]): StepDetails['redacted'] {
  const decided = steps.findLast(step => step.kind === 'decided')?.detail
  const settled = steps.flatMap(step =>
    step.kind === 'matches_settled' ? step.detail.settlements : [],
  )
  const of = (verdict: string) => settled.filter(one => one.verdict === verdict).length
  const refused = new Set(decided?.refusals?.map(one => `${one.record_no}#${one.line}`))
  return {
    lines_disclosed: decided?.lines.length ?? 0,
    lines_refused: refused.size,
    confirmed: of('confirmed'),
    rejected: of('rejected'),
  }
}

function redactCheck({
  proven: _proven,
  authority,
  ...check
}: StepDetails['identity_verified']): StepDetails['identity_verified'] {
  const proof = authority ? { authority: { kind: authority.kind, scope: authority.scope } } : {}
  return { ...check, proven: [], ...proof }
}

function same<Detail>(detail: Detail): Detail {
  return detail
}
