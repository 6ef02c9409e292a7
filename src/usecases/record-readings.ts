// Who read a record and what was done to it, newest first: of the audit log, what the reader may know of.

import { formatInstant } from '../domain/calendar-date.ts'
import type { AuditEvent } from './access-ports.ts'
import type { Caller, Deps } from './ports.ts'
import { readEvents } from './record-view.ts'
import { type Sight, sightOf } from './sight.ts'
import { eventInSight, tellAmendments } from './told-amendments.ts'

export interface Reading {
  audit_no: number
  at: string
  by: string
  kind: AuditEvent['kind']
}

export interface ReadingsPage {
  recordNo: number
  /** Requests that showed the record, whose matches, drafts and papers told of it. */
  requestNos: readonly string[]
  /** When it was recorded: what was read of a request before did not show it. */
  since: string
  before?: number | undefined
  limit: number
}

/** Events of a kind that lists several records, among which those with the record are sought, newest first. */
const LOOKED_AT = 5_000

export async function listReadings(
  deps: Pick<Deps, 'vault' | 'stores'>,
  caller: Pick<Caller, 'scopes'>,
  { recordNo, requestNos, since, before, limit }: ReadingsPage,
): Promise<Reading[]> {
  const sight = sightOf(caller)
  const found = await deps.stores.audit.readingsOf({
    ...{ recordNo, requestNos, before, limit, sight, searches: LOOKED_AT },
    since: Date.parse(since),
    untold: await findUntold(deps, recordNo, sight),
  })
  return found.map(({ auditNo, at, actor, kind }) => ({
    audit_no: auditNo,
    at: formatInstant(at),
    by: actor,
    kind,
  }))
}

/** Lines that are hidden since, and versions about them: their events were written before the mark. */
async function findUntold(
  deps: Pick<Deps, 'vault' | 'stores'>,
  recordNo: number,
  sight: Sight,
): Promise<{ versions: number[]; lines: number[] }> {
  const { records } = deps.stores
  const versions = sight === 'all' ? [] : await records.findVersions(recordNo, 'all')
  const lines = [...new Set(versions.flatMap(({ protectedLines }) => protectedLines))]
  if (lines.length === 0) return { versions: [], lines }
  const [events, amendments] = await Promise.all([
    readEvents(deps, versions),
    records.findAmendments([recordNo]),
  ])
  const seen = versions.map((version, n) => {
    const event = events[n] as (typeof events)[number]
    return { version, event: eventInSight({ version, event }, sight) }
  })
  return {
    versions: tellAmendments(deps, seen, { amendments, sight })
      .filter(({ told }) => told === undefined)
      .map(({ later }) => later.version.version),
    lines,
  }
}
