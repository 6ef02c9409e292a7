// What the edge says of an entry that was not recorded.

import type { RecordOutcome } from '../usecases/record-provisions.ts'
import { type Problem, problem } from './problem.ts'

export function outcomeProblem(outcome: Exclude<RecordOutcome, { record: unknown }>): Problem {
  switch (outcome.status) {
    case 'conflict':
      return problem(
        'event_conflict',
        'This event_id is recorded with other content; the first stands.',
        {
          fix: 'Give a new event its own event_id; to correct the record, post an amendment.',
        },
      )
    case 'erased':
      return problem(
        'event_erased',
        'The record of this event_id was erased after its retention period.',
        {
          fix: 'Stop sending it. A new provision needs a new event_id.',
        },
      )
    case 'gaps_refused':
      return problem(
        'gaps_refused',
        `Refused because of ${outcome.gaps.length} gap(s); see gaps.`,
        {
          fix: 'Mend the gaps, or send without strict=true to record the event with its gaps.',
          members: { gaps: outcome.gaps },
        },
      )
  }
}

/** The sender has to mend something; 410 is none of it: retention came between. */
export function isSendersFault(status: number): boolean {
  return status >= 400 && status < 500 && status !== 410
}
