// The clocks of a disclosure request: the operator's own promise, which may stop and be put off, and the day
// of A39, which never moves.

import { addDays, type CalendarDate, daysBetween } from './calendar-date.ts'
import type { DisclosureRequest, RequestState } from './disclosure-request.ts'
import type { ClockStop } from './disclosure-steps.ts'

/**
 * The operator's own day to answer: the Act says only "without delay" (A33(2)). Each stop puts it off by the
 * days it lasted, one that still lasts by the days until `today`; an extension sets another day.
 */
export function dueOn(
  { received_on }: Pick<DisclosureRequest, 'received_on'>,
  { stops, extension }: Pick<RequestState, 'stops' | 'extension'>,
  { dueDays, today }: { dueDays: number; today: CalendarDate },
): CalendarDate {
  const counted = extension ? stops.slice(extension.afterStops) : stops
  const days = counted
    .map(({ stopped_on, resumed_on = today }) => daysBetween(stopped_on, resumed_on))
    .reduce((sum, one) => sum + Math.max(0, one), 0)
  return addDays(extension?.due_on ?? addDays(received_on, dueDays), days)
}

/** The stop that still lasts. */
export function currentStop({ stops }: Pick<RequestState, 'stops'>): ClockStop | undefined {
  const last = stops.at(-1)
  return last && last.resumed_on === undefined ? last : undefined
}

/** From this day on the person may sue (A39(1)): two weeks after the day of arrival have passed. */
export function article39On(receivedOn: CalendarDate): CalendarDate {
  return addDays(receivedOn, 15)
}
