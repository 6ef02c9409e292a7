// A request as an officer works on it: what it says, whose move it is, its letters, who did what. Logged as a read.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { VerifiedPart } from '../domain/disclosure-steps.ts'
import { auditWrites, getFile, today } from './disclosure-file.ts'
import { nameActors } from './name-actors.ts'
import { type NextMove, nextMove, uncheckedParts } from './next-move.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { type IssuedLetter, listLetters } from './read-letter.ts'

export interface RequestWork {
  view: RequestView
  move: NextMove
  /** Parts of an agent's request that no passed check covers yet. */
  unchecked: VerifiedPart[]
  letters: IssuedLetter[]
  today: CalendarDate
  openedBy: string
  /** Of everybody in its history, by actor. */
  names: ReadonlyMap<string, string>
}

/** Throws not_found. */
export async function readRequestWork(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  requestNo: string,
): Promise<RequestWork> {
  const file = await getFile(deps, requestNo)
  const now = today(deps)
  const [view, letters, names] = await Promise.all([
    viewOf(deps, file),
    listLetters(deps, requestNo),
    nameActors(deps, [file.openedBy, ...file.steps.map(({ by }) => by)]),
  ])
  await deps.stores.commit(auditWrites(deps, caller, 'disclosure.read', { request_no: requestNo }))
  return {
    view,
    move: nextMove(file, deps.operator, now),
    unchecked: uncheckedParts(file),
    letters,
    today: now,
    openedBy: file.openedBy,
    names,
  }
}
