// What somebody had before their eyes when they mend a record: refused once it says something else.

import { changedMeanwhile } from '../domain/domain-error.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { RecordView } from './get-record.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { sightOf } from './sight.ts'
import { eventInSight, isShown } from './told-amendments.ts'

/** Of a form that shows a record; whoever names nothing, as a program does, is let through. */
export interface Seen {
  seen?: string | undefined
}

/** For a form's hidden field: a keyed digest of what it says to its reader. */
export function seenOf(
  { vault }: Pick<Deps, 'vault'>,
  { event, lines, voided }: Pick<RecordView, 'event' | 'lines' | 'voided'>,
): string {
  const text = JSON.stringify([{ ...event, data_subjects: lines }, voided?.reason ?? null])
  return Buffer.from(vault.digest(text, 'seen-record', 16)).toString('hex')
}

/** A change of what the caller may not see changes nothing for them. Throws changed_meanwhile. */
export function refuseUnseen(
  deps: Pick<Deps, 'vault'>,
  { caller, seen }: Seen & { caller: Pick<Caller, 'scopes'> },
  { version, event }: { version: RecordVersion; event: ProvisionEvent },
) {
  if (seen === undefined) return
  const inSight = eventInSight({ version, event }, sightOf(caller))
  const lines = inSight.data_subjects.map((line, n) => ({ line: n + 1, ...line })).filter(isShown)
  const voided = version.void && { reason: version.void, at: '' }
  if (seen !== seenOf(deps, { event: inSight, lines, voided })) throw changedMeanwhile()
}
