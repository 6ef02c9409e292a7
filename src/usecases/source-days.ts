// What each source posted on a day, recorded or refused: an officer sees that a sender fell silent or needs mending.

import { isRecordedLate } from '../domain/advice.ts'
import { legalDayOfInstant } from '../domain/calendar-date.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { Caller, Deps, Write } from './ports.ts'

/** Goes into the commit of the group. */
export function sourceWrites(
  { stores, operator }: Pick<Deps, 'stores' | 'operator'>,
  posted: readonly { sourceId: number; event: ProvisionEvent }[],
  now: number,
): Write[] {
  const recordedOn = legalDayOfInstant(now)
  const context = { recordedOn, lateAfterDays: operator.late_after_days }
  const bySource = Map.groupBy(posted, ({ sourceId }) => sourceId)
  return stores.counts.noteSources(
    [...bySource].map(([sourceId, own]) => ({
      sourceId,
      day: recordedOn,
      recorded: own.length,
      late: own.filter(({ event }) => isRecordedLate(event, context)).length,
      refused: 0,
      lastAt: now,
    })),
  )
}

/** A number only: what was refused may name people, and is kept nowhere. */
export async function noteRefused(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  { sourceId }: Pick<Caller, 'sourceId'>,
  refused: number,
): Promise<void> {
  if (refused === 0) return
  const day = legalDayOfInstant(clock())
  await stores.commit(
    stores.counts.noteSources([{ sourceId, day, recorded: 0, late: 0, refused, lastAt: null }]),
  )
}
