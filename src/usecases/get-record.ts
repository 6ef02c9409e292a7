// One record with its event in force, its lines and its history.

import { formatInstant } from '../domain/calendar-date.ts'
import { notFound } from '../domain/domain-error.ts'
import type { DataSubject, ProvisionEvent, RecordedThirdParty } from '../domain/provision-event.ts'
import type { Caller, Deps, RecordVersion, VoidReason } from './ports.ts'
import { type RecordSummary, readEvents, summarise } from './record-view.ts'
import { sightOf } from './sight.ts'
import {
  eventInSight,
  isShown,
  type SeenAmendment,
  type SeenVersion,
  tellAmendments,
} from './told-amendments.ts'

export interface RecordView extends RecordSummary {
  event: ProvisionEvent
  third_party: RecordedThirdParty
  lines: ({ line: number } & DataSubject)[]
  history: {
    at: string
    by: string
    kind: string
    /** Null, as the evidence is, where it may name somebody hidden. */
    reason: string | null
    evidence: string | null
    before: Record<string, unknown>
    after: Record<string, unknown>
  }[]
  voided: { reason: VoidReason; at: string } | null
}

/**
 * Reads a record in full, without what marks hide from the caller (令11条); the reading is logged.
 * Throws not_found.
 */
export async function getRecord(deps: Deps, caller: Caller, recordNo: number): Promise<RecordView> {
  const { records, audit, commit } = deps.stores
  const sight = sightOf(caller)
  const versions = await records.findVersions(recordNo, 'all')
  const current = versions.at(-1)
  if (!current || (current.isProtected && sight !== 'all')) throw notFound()
  const [events, amendments] = await Promise.all([
    readEvents(deps, versions),
    records.findAmendments([recordNo]),
  ])
  await commit(
    audit.insert([
      {
        at: deps.clock(),
        kind: current.isProtected ? 'protective_mark.records_read' : 'record.read',
        actor: caller.actor,
        detail: current.isProtected ? { record_nos: [recordNo] } : { record_no: recordNo },
      },
    ]),
  )
  const seen = versions.map((version, n) => {
    const event = events[n] as ProvisionEvent
    return { version, event: eventInSight({ version, event }, sight) }
  })
  const { event } = seen.at(-1) as SeenVersion
  const history = tellAmendments(deps, seen, { amendments, sight }).flatMap(toHistory)
  const voiding = amendments.find(({ kind }) => kind === 'void')
  return {
    ...summarise(deps, current, event),
    event: { ...event, data_subjects: event.data_subjects.filter(isShown) },
    third_party: event.third_party,
    lines: event.data_subjects.map((line, n) => ({ line: n + 1, ...line })).filter(isShown),
    history,
    voided:
      current.void && voiding ? { reason: current.void, at: formatInstant(voiding.at) } : null,
  }
}

function toHistory({ at, by, kind, told }: SeenAmendment) {
  if (!told) return []
  const { before, after, reason = null, evidence = null } = told
  return [{ at: formatInstant(at), by, kind, reason, evidence, before, after }]
}

/**
 * The current version of a record that `caller` may mend: its own source's, also what a mark hides, since the
 * source knows what it posted and a refusal would tell it more; a person's, what they may see. Throws not_found.
 */
export async function requireOwnRecord(
  deps: Pick<Deps, 'stores'>,
  caller: Caller,
  recordNo: number,
): Promise<RecordVersion> {
  const { findCurrent } = deps.stores.records
  if (caller.everySource && (await findCurrent([recordNo], sightOf(caller))).length === 0) {
    throw notFound()
  }
  const [current] = await findCurrent([recordNo], 'all')
  if (!current || (current.sourceId !== caller.sourceId && !caller.everySource)) throw notFound()
  return current
}
