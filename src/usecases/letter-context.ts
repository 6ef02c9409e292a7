// What a procedure letter is composed from, and how one that does not fit is refused.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { dueOn } from '../domain/disclosure-clock.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import type { Operator } from '../domain/operator.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { LetterDocument } from './letter-document.ts'
import type { Clock } from './ports.ts'

/** No store of records: what a letter says is the same whether or not records exist (documents.md 1.4). */
export interface LetterContext {
  clock: Clock
  operator: Operator
  file: DisclosureFile
  issuedOn: CalendarDate
  /** The number of the issued answer that a cover letter goes with. */
  extractDocNo: string | undefined
}

export type LetterContent = Pick<LetterDocument, 'values' | 'lists'>

/** The day the operator promises to answer by. A day that has passed is no promise: it throws letter_does_not_fit. */
export function promisedOn({ operator, file, issuedOn }: LetterContext): CalendarDate {
  const dueDays = operator.disclosure.due_days
  const due = dueOn(file.request, file.state, { dueDays, today: issuedOn })
  if (due >= issuedOn) return due
  throw unfitLetter(
    `The reply date ${due} has passed; the letter would promise it.`,
    'Set a new reply date first (POST …/clock, `extend`).',
  )
}

/** Days that a letter names ahead: none may have passed when it is issued. */
export function refusePast({ issuedOn }: LetterContext, days: Record<string, string | undefined>) {
  const faults = Object.entries(days)
    .filter(([, day]) => day !== undefined && day < issuedOn)
    .map(([field]) => ({
      pointer: `/${field}`,
      code: 'in_the_past',
      detail: 'has passed',
      fix: `State a day from ${issuedOn} on.`,
    }))
  if (faults.length > 0) throw faultyLetter(...faults)
}

export function required(field: string, why: string): DomainError {
  return faultyLetter({
    pointer: `/${field}`,
    code: 'required',
    detail: `is required: ${why}`,
  })
}

export function faultyLetter(...faults: Fault[]): DomainError {
  return new DomainError('invalid_body', `The letter has ${faults.length} fault(s); see errors.`, {
    fix: 'Mend every pointer in errors and send again; nothing was issued.',
    faults,
  })
}

export function unfitLetter(detail: string, fix: string): DomainError {
  return new DomainError('letter_does_not_fit', detail, { fix })
}
