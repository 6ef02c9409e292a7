// Whose move it is in a disclosure request and what is missing, from its file alone: no record is looked at.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { currentStop } from '../domain/disclosure-clock.ts'
import type { VerifiedPart } from '../domain/disclosure-steps.ts'
import type { Operator } from '../domain/operator.ts'
import type { DisclosureFile } from './disclosure-file.ts'

/** The guided way; `draft` is looked at before `issue`, and both are open at once. */
export const WAY = [
  'intake',
  'identity',
  'matches',
  'decision',
  'draft',
  'issue',
  'delivery',
  'closed',
] as const
export type WayStep = (typeof WAY)[number]

export type MissingCode =
  | 'identity'
  | `identity_${VerifiedPart}`
  | 'identity_failed'
  | 'decision'
  | 'document'
  | 'not_accepted_letter'
  | 'delivery'
  | 'second_delivery'
  | 'completion'
  | 'fee_unpaid'
  | 'method_answer'
  | 'method_answer_overdue'

export interface NextMove {
  step: WayStep
  by: 'office' | 'person' | 'nobody'
  /** What the one whose move it is has to do, the first thing first. */
  missing: MissingCode[]
  /** What the person was asked to complete, while the clock stands still. */
  waitingFor: string[]
}

/** @param today in Tokyo. */
export function nextMove(
  file: DisclosureFile,
  { disclosure: { fee } }: Pick<Operator, 'disclosure'>,
  today: CalendarDate,
): NextMove {
  const { state } = file
  const step = stepOf(file)
  if (state.status === 'closed') {
    const cameBack = lastOnTheWay(file) === 'delivery_returned'
    return cameBack && file.redactedAt === null
      ? { step: 'delivery', by: 'office', missing: ['second_delivery'], waitingFor: [] }
      : { step, by: 'nobody', missing: [], waitingFor: [] }
  }
  const stop = currentStop(state)
  const asked = openConsultation(file)
  const isBeforeIssue = state.extractNo === undefined
  const ofPerson: MissingCode[] = isBeforeIssue
    ? [
        ...(stop ? ['completion' as const] : []),
        ...(asked !== undefined && asked >= today ? ['method_answer' as const] : []),
        ...(fee.records_yen > 0 && !state.fee ? ['fee_unpaid' as const] : []),
      ]
    : []
  const ofOffice = officeWork(file, step)
  // A consultation that nobody answered in time ends in paper: that is for the office to note (documents.md 2.5).
  if (isBeforeIssue && asked !== undefined && asked < today) ofOffice.push('method_answer_overdue')
  const isPersons = stop !== undefined || (asked !== undefined && asked >= today)
  return {
    step,
    by: isPersons ? 'person' : 'office',
    missing: isPersons ? [...ofPerson, ...ofOffice] : [...ofOffice, ...ofPerson],
    waitingFor: stop?.waiting_for ?? [],
  }
}

/** Of an agent's request each part is checked apart; whoever checked the whole at once is done. */
export function uncheckedParts({ request, state }: DisclosureFile): VerifiedPart[] {
  if (request.requester.kind === 'self' || state.checks.requester) return []
  const parts: VerifiedPart[] = ['data_subject', 'agent', 'authority']
  return parts.filter(part => state.checks[part]?.result !== 'passed')
}

function stepOf({ state }: DisclosureFile): WayStep {
  if (state.status === 'closed') return 'closed'
  if (state.extractNo !== undefined) return 'delivery'
  if (state.decision) return state.decision.outcome === 'not_accepted' ? 'delivery' : 'draft'
  return state.verification ? 'matches' : 'identity'
}

function officeWork(file: DisclosureFile, step: WayStep): MissingCode[] {
  const { state, steps } = file
  if (step === 'identity') {
    const failed = Object.values(state.checks).some(({ result }) => result === 'failed')
    const parts = uncheckedParts(file).map(part => `identity_${part}` as const)
    return [...(failed ? ['identity_failed' as const] : []), ...(parts.length ? parts : IDENTITY)]
  }
  if (step === 'matches') return ['decision']
  if (step === 'draft') return ['document']
  if (state.decision?.outcome !== 'not_accepted') return ['delivery']
  const isWritten = steps.some(
    ({ kind, detail }) => kind === 'letter_issued' && detail.kind === 'not_accepted',
  )
  return isWritten ? ['delivery'] : ['not_accepted_letter']
}

const IDENTITY: readonly MissingCode[] = ['identity']

/** The day by which the person was asked to choose another method; undefined once that is settled. */
function openConsultation({ state: { methodChange } }: DisclosureFile): CalendarDate | undefined {
  return methodChange?.stage === 'consultation' ? methodChange.reply_by : undefined
}

const lastOnTheWay = ({ steps }: DisclosureFile) =>
  steps.findLast(({ kind }) => kind === 'delivered' || kind === 'delivery_returned')?.kind
