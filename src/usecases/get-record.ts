// One record with its event in force, its lines and its history.

import { formatInstant } from '../domain/calendar-date.ts'
import { notFound } from '../domain/domain-error.ts'
import { differenceOf } from '../domain/event-difference.ts'
import type { DataSubject, ProvisionEvent, RecordedThirdParty } from '../domain/provision-event.ts'
import { openReason } from './append-version.ts'
import type { Caller, Deps, RecordVersion, VoidReason } from './ports.ts'
import { type RecordSummary, readEvents, summarise } from './record-view.ts'

export interface RecordView extends RecordSummary {
  event: ProvisionEvent
  third_party: RecordedThirdParty
  lines: ({ line: number } & DataSubject)[]
  history: {
    at: string
    by: string
    kind: string
    reason: string
    evidence: string | null
    before: Record<string, unknown>
    after: Record<string, unknown>
  }[]
  voided: { reason: VoidReason; at: string } | null
}

/** Reads a record in full; the reading is logged. Throws not_found. */
export async function getRecord(deps: Deps, caller: Caller, recordNo: number): Promise<RecordView> {
  const { records, audit, commit } = deps.stores
  const versions = await records.findVersions(recordNo)
  const current = versions.at(-1)
  if (!current) throw notFound()
  const [events, amendments] = await Promise.all([
    readEvents(deps, versions),
    records.findAmendments([recordNo]),
  ])
  await commit(
    audit.insert([
      {
        at: deps.clock(),
        kind: 'record.read',
        actor: caller.actor,
        detail: { record_no: recordNo },
      },
    ]),
  )
  const event = events.at(-1) as ProvisionEvent
  const history = amendments.map(amendment => {
    const n = versions.findIndex(({ version }) => version === amendment.version)
    const { reason, evidence } = openReason(deps, amendment)
    return {
      at: formatInstant(amendment.at),
      by: amendment.by,
      kind: amendment.kind,
      reason,
      evidence: evidence ?? null,
      ...differenceOf(events[n - 1] as ProvisionEvent, events[n] as ProvisionEvent),
    }
  })
  const voiding = amendments.find(({ kind }) => kind === 'void')
  return {
    ...summarise(deps, current, event),
    event,
    third_party: event.third_party,
    lines: event.data_subjects.map((line, n) => ({ line: n + 1, ...line })),
    history,
    voided:
      current.void && voiding ? { reason: current.void, at: formatInstant(voiding.at) } : null,
  }
}

/** The current version of a record that `caller` may mend: its own source's. Throws not_found. */
export async function requireOwnRecord(
  deps: Pick<Deps, 'stores'>,
  caller: Caller,
  recordNo: number,
): Promise<RecordVersion> {
  const [current] = await deps.stores.records.findCurrent([recordNo])
  if (!current || current.sourceId !== caller.sourceId) throw notFound()
  return current
}
