// Advice: what deserves a second look without being a gap. Derived on reading, never stored.

import { addDays, type CalendarDate, laterOf } from './calendar-date.ts'
import { isCorporateNumber } from './corporate-number.ts'
import type { Gap } from './gaps.ts'
import type { IdentifierSchemes } from './identifier-scheme.ts'
import type { ProvisionEvent } from './provision-event.ts'

export interface AdviceContext {
  recordedOn: CalendarDate
  lateAfterDays: number
  schemes: IdentifierSchemes
}

/** Advice on one record, in no particular order of weight. */
export function adviseOn(event: ProvisionEvent, context: AdviceContext): Gap[] {
  const advice: Gap[] = []
  const add = (code: string, fix: string, statute?: string) =>
    advice.push({ kind: 'advice', code, ...(statute ? { statute } : {}), fix })

  const { recordedOn } = context
  if (event.occurred_on > recordedOn) {
    add('future_day', 'The day lies after the day of recording: check `occurred_on`.')
  }
  if (isRecordedLate(event, context)) {
    add(
      'recorded_late',
      `The record was made more than ${context.lateAfterDays} days after the provision: post events promptly.`,
      '規則19条2項',
    )
  }
  const { corporate_number: corporateNumber } = event.third_party
  if (corporateNumber !== undefined && !isCorporateNumber(corporateNumber)) {
    add(
      'corporate_number_check_digit',
      'The check digit of the 法人番号 is wrong: check the number.',
    )
  }
  if (event.basis === 'related_information' && event.direction === 'provided') {
    if (event.data_subjects.length > 0) {
      add(
        'related_information_lines',
        'The record of A31(3) has no lines: do not send `data_subjects` with provided `related_information`.',
        '規則28条1項',
      )
    }
  }
  if (event.method === 'contract' && event.contract?.service_to_person !== true) {
    add(
      'contract_kept_three_years',
      'Without `contract.service_to_person: true` the record is kept three years, not one.',
      '規則19条3項',
    )
  }
  const undeclared = new Set(
    event.data_subjects
      .flatMap(line => Object.keys(line.identifiers ?? {}))
      .filter(scheme => !Object.hasOwn(context.schemes, scheme)),
  )
  for (const scheme of undeclared) {
    add(
      'undeclared_identifier_scheme',
      `Declare ${scheme} under identifier_schemes of the operator file; until then it counts as a shared code.`,
    )
  }
  return advice
}

/** The record was made too long after the (last) provision: 規則19条2項 says promptly. */
export function isRecordedLate(
  event: ProvisionEvent,
  { recordedOn, lateAfterDays }: Pick<AdviceContext, 'recordedOn' | 'lateAfterDays'>,
): boolean {
  const madeOn = event.record_made_on ?? recordedOn
  return madeOn > addDays(laterOf(event.occurred_on, event.period?.last_day), lateAfterDays)
}
