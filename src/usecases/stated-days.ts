// Days of a disclosure request that an officer states: none lies in the future, none before the arrival.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import { today } from './disclosure-file.ts'
import type { Deps } from './ports.ts'

/** Throws invalid_body with a pointer to the day; from `receivedOn` to today, in Tokyo, it may be. */
export function refuseImpossibleDay(
  deps: Pick<Deps, 'clock'>,
  [field, day]: [field: string, day: CalendarDate],
  receivedOn: CalendarDate = day,
) {
  const lastDay = today(deps)
  if (day >= receivedOn && day <= lastDay) return
  const pointer = `/${field}`
  const fault: Fault =
    day > lastDay
      ? {
          pointer,
          code: 'in_the_future',
          detail: 'has not come',
          fix: `State a day up to today, ${lastDay}.`,
        }
      : {
          pointer,
          code: 'before_arrival',
          detail: 'lies before the request arrived',
          fix: `State a day from ${receivedOn} on.`,
        }
  throw new DomainError('invalid_body', 'A day is stated that cannot be.', { faults: [fault] })
}
