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
): Promise<{ readings: Reading[]; next: number | undefined }> {
  const sight = sightOf(caller)
  const found = await deps.stores.audit.readingsOf({
    ...{ recordNo, requestNos, before, sight, searches: LOOKED_AT },
    since: Date.parse(since),
    limit: limit + 1,
  })
  const untold = await findUntold(deps, recordNo, sight)
  const page = found.slice(0, limit)
  return {
    readings: page
      .filter(({ detail }) => !untold.has(Number(detail.version)))
      .map(({ auditNo: audit_no, at, actor: by, kind }) => ({
        ...{ audit_no, by, kind },
        at: formatInstant(at),
      })),
    next: found.length > limit ? page.at(-1)?.auditNo : undefined,
  }
}

/** Versions about lines that are hidden since: their events were written before the mark. */
async function findUntold(
  deps: Pick<Deps, 'vault' | 'stores'>,
  recordNo: number,
  sight: Sight,
): Promise<ReadonlySet<number>> {
  const { records } = deps.stores
  const versions = sight === 'all' ? [] : await records.findVersions(recordNo, 'all')
  if (versions.every(({ protectedLines }) => protectedLines.length === 0)) return new Set()
  const [events, amendments] = await Promise.all([
    readEvents(deps, versions),
    records.findAmendments([recordNo]),
  ])
  const seen = versions.map((version, n) => {
    const event = events[n] as (typeof events)[number]
    return { version, event: eventInSight({ version, event }, sight) }
  })
  return new Set(
    tellAmendments(deps, seen, { amendments, sight })
      .filter(({ told }) => told === undefined)
      .map(({ later }) => later.version.version),
  )
}
