// The clock of a request: stopped while the person completes it, set going again, or put off with a reason.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { currentStop, dueOn } from '../domain/disclosure-clock.ts'
import type { PostedClock } from '../domain/disclosure-schema.ts'
import type { Step } from '../domain/disclosure-steps.ts'
import { DomainError } from '../domain/domain-error.ts'
import {
  type DisclosureFile,
  openFile,
  refuseIssued,
  today,
  writeSteps,
} from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/**
 * Only the operator's own promise stops or moves; the day of A39 never does. Throws not_found,
 * clock_does_not_fit, invalid_body, already_issued, request_closed.
 */
export function keepClock(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, clock }: { requestNo: string; clock: PostedClock },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    const step = stepOf(deps, file, clock)
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [step],
        audit: { kind: `disclosure.${step.kind}` },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

type ClockStep = Extract<Step, { kind: 'clock_stopped' | 'clock_resumed' | 'due_extended' }>

function stepOf(deps: Deps, file: DisclosureFile, clock: PostedClock): ClockStep {
  if ('stop' in clock) {
    refuseStop(deps, file)
    // Two stops never count the same day.
    const since = file.state.stops.at(-1)?.resumed_on ?? file.request.received_on
    refuseImpossibleDay(deps, ['stop/stopped_on', clock.stop.stopped_on], since)
    if (clock.stop.reply_by) refuseAnsweredBy(deps, clock.stop.reply_by)
    return { kind: 'clock_stopped', detail: clock.stop }
  }
  if ('resume' in clock) {
    const stop = currentStop(file.state)
    if (!stop) throw doesNotFit('The clock is running.', 'Nothing is to be done.')
    refuseImpossibleDay(deps, ['resume/resumed_on', clock.resume.resumed_on], stop.stopped_on)
    return { kind: 'clock_resumed', detail: clock.resume }
  }
  refuseEarlier(deps, file, clock.extend.due_on)
  return { kind: 'due_extended', detail: clock.extend }
}

/** Nobody can complete a request by yesterday. */
function refuseAnsweredBy(deps: Deps, replyBy: CalendarDate) {
  if (replyBy > today(deps)) return
  throw new DomainError('invalid_body', 'Nobody can answer by that day.', {
    faults: [{ pointer: '/stop/reply_by', code: 'in_the_past', detail: 'is not after today' }],
  })
}

/** A promise stops only where people were told so beforehand (A32(1)(iii)). */
function refuseStop({ operator }: Deps, { state }: DisclosureFile) {
  if (!operator.disclosure.clock_stops_for_correction) {
    throw doesNotFit(
      'The operator has not published that the clock stops while a request is completed.',
      'Put the day off instead (`extend`), or publish the rule and set disclosure.clock_stops_for_correction in operator.json.',
    )
  }
  if (currentStop(state)) {
    throw doesNotFit('The clock is stopped already.', 'Set it going (`resume`) first.')
  }
}

function refuseEarlier(deps: Deps, { request, state }: DisclosureFile, newDay: CalendarDate) {
  const { due_days: dueDays } = deps.operator.disclosure
  const due = dueOn(request, state, { dueDays, today: today(deps) })
  if (newDay > due) return
  throw new DomainError('invalid_body', 'A day is not put off by an earlier one.', {
    faults: [
      {
        pointer: '/extend/due_on',
        code: 'not_later',
        detail: `is not later than ${due}`,
        fix: `State a day after ${due}.`,
      },
    ],
  })
}

function doesNotFit(detail: string, fix: string): DomainError {
  return new DomainError('clock_does_not_fit', detail, { fix })
}
