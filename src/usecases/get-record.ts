// One record with its event in force, its lines and its history.

import { formatInstant } from '../domain/calendar-date.ts'
import { notFound } from '../domain/domain-error.ts'
import { differenceOf, type EventDifference } from '../domain/event-difference.ts'
import type { DataSubject, ProvisionEvent, RecordedThirdParty } from '../domain/provision-event.ts'
import { openReason } from './append-version.ts'
import type { Caller, Deps, RecordVersion, VoidReason } from './ports.ts'
import { type RecordSummary, readEvents, summarise } from './record-view.ts'
import { HIDDEN_WORDING, sightOf } from './sight.ts'

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

/**
 * Reads a record in full, without what marks hide from the caller (令11条); the reading is logged.
 * Throws not_found.
 */
export async function getRecord(deps: Deps, caller: Caller, recordNo: number): Promise<RecordView> {
  const { records, audit, commit } = deps.stores
  const sight = sightOf(caller)
  const versions = await records.findVersions(recordNo, sight)
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
  const event = events.at(-1) as ProvisionEvent
  const history = amendments.flatMap(amendment => {
    const n = versions.findIndex(({ version }) => version === amendment.version)
    const difference = differenceOf(events[n - 1] as ProvisionEvent, events[n] as ProvisionEvent)
    const { before, after } = withoutHiddenLines(difference)
    // A reason may name the person whose hidden line alone was changed.
    const changed = Object.keys(before).length + Object.keys(after).length > 0
    if (!changed && amendment.kind !== 'void' && versions[n]?.lines.includes(HIDDEN_WORDING))
      return []
    const { reason, evidence } = openReason(deps, amendment)
    return {
      at: formatInstant(amendment.at),
      by: amendment.by,
      kind: amendment.kind,
      reason,
      evidence: evidence ?? null,
      before,
      after,
    }
  })
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

/** A hidden line has its number at most; any other has a name, a reading or an identifier. */
const isShown = ({ line: _number, ...subject }: { line?: number } & DataSubject) =>
  Object.keys(subject).length > 0

type NumberedLine = { line: number } & DataSubject

function withoutHiddenLines(difference: EventDifference): EventDifference {
  const [before, after] = [difference.before, difference.after].map(side => {
    const { lines, ...fields } = side as { lines?: NumberedLine[] }
    return { fields, lines: lines?.filter(isShown) ?? [] }
  }) as [Side, Side]
  const isChanged = before.lines.length + after.lines.length > 0
  const joined = ({ fields, lines }: Side) => (isChanged ? { ...fields, lines } : fields)
  return { before: joined(before), after: joined(after) }
}

interface Side {
  fields: Record<string, unknown>
  lines: NumberedLine[]
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
