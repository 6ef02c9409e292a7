// Appending a version to a record: the one way by which anything about it changes (contract 1.3).

import { assess, isStated } from '../domain/assessment.ts'
import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import type { ConflictCode } from '../domain/gaps.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import { type AmendmentNote, sealNote } from './amendment-note.ts'
import { planWordings } from './plan-wordings.ts'
import type { AmendmentKind, Caller, Deps, RecordVersion, VoidReason, Write } from './ports.ts'
import { readMarksInForce } from './protected-lines.ts'
import { type RecordSummary, readEvents, summarise } from './record-view.ts'
import { retryStale } from './retry-stale.ts'
import { readThirdParties } from './third-party-register.ts'
import { isUntold } from './told-amendments.ts'

/** With an objection, the person of a line says that the record is wrong; its content stays. */
export interface VersionChange extends AmendmentNote {
  event: ProvisionEvent
  kind?: AmendmentKind
  settle?: ConflictCode
  /** A conflict that the change has to cure: if it stays, nothing is written. */
  cures?: ConflictCode
  void?: VoidReason
  /** What has to be committed together with the version. */
  along?: readonly Write[]
}

/**
 * Appends what `change` makes of the current version, judging the record anew. `change` is called again
 * when another writer came first, with the version it left.
 */
export function appendVersion(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  recordNo: number,
  change: (current: RecordVersion, event: ProvisionEvent) => VersionChange | Promise<VersionChange>,
): Promise<RecordSummary> {
  return retryStale(async () => {
    const versions = await deps.stores.records.findVersions(recordNo, 'all')
    const current = versions.at(-1)
    // Retention may have come between.
    if (!current) throw notFound()
    const [event] = (await readEvents(deps, [current])) as [ProvisionEvent]
    const versionChange = await change(current, event)
    return write(deps, caller, { versions, event, change: versionChange })
  })
}

/** Refuses to mend what was voided. */
export function refuseVoid(current: RecordVersion) {
  if (current.void === null) return
  throw new DomainError('already_void', `Record ${current.recordNo} is void.`, {
    fix: 'Post the provision anew under another event_id if it did happen.',
  })
}

interface Following {
  versions: readonly RecordVersion[]
  /** Of the last of them. */
  event: ProvisionEvent
  change: VersionChange
}

async function write(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { versions, event, change }: Following,
): Promise<RecordSummary> {
  const { stores, operator } = deps
  const current = versions.at(-1) as RecordVersion
  const now = deps.clock()
  const judged = judgeChange(deps, current, change, now)
  if (change.cures && judged.state.conflicts.includes(change.cures)) {
    throw new DomainError('invalid_body', 'This does not cure the conflict; nothing was changed.', {
      fix: 'Give the basis that is true of the provision, or settle it as a breach with its measures.',
      faults: [{ pointer: '/basis', code: 'invalid_value', detail: 'leaves the conflict open' }],
    })
  }
  const kind = change.kind ?? (judged.filled ? 'filling' : 'amendment')
  if (kind === 'filling' && change.evidence === undefined) {
    throw new DomainError('evidence_needed', 'Filling a missing item needs evidence.', {
      fix: 'Say in `evidence` where the item is shown, e.g. a contract or a log.',
      faults: [{ pointer: '/evidence', code: 'required', detail: 'is required to fill an item' }],
    })
  }
  const { code } = change.event.third_party
  const [counters, marks, parties] = await Promise.all([
    stores.records.counters(),
    readMarksInForce(deps),
    readThirdParties(deps, code === undefined ? [] : [code]),
  ])
  const newParties = parties.numberNew([code], counters.thirdPartyId)
  const plan = await planWordings(deps, [change.event], counters.wordingId)
  const wordings = plan.wordingsOf(0)
  const version = current.version + 1
  const { recordNo } = current
  const next: RecordVersion = {
    ...current,
    ...wordings,
    version,
    basis: change.event.basis,
    method: change.event.method,
    occurredOn: change.event.occurred_on,
    thirdPartyId: parties.idOf(code),
    ...judged.state,
    void: change.void ?? current.void,
  }
  const written = { recordNo, event: change.event, lines: wordings.lines }
  const earlier = { version: current, event }
  const later = { version: { ...next, ...(await marks.hiddenOf(written)) }, event: change.event }
  const known = new Set(versions.flatMap(({ lines }) => lines.map((id, n) => `${n}:${id}`)))
  await stores.commit([
    ...stores.counts.uncount([recordNo]),
    ...stores.thirdParties.insert(newParties),
    ...plan.writes,
    ...stores.records.insertVersions([next]),
    ...stores.records.insertLines(
      wordings.lines
        .map((wordingId, n) => ({ wordingId, recordNo, line: n + 1 }))
        .filter(({ wordingId }, n) => !known.has(`${n}:${wordingId}`)),
    ),
    ...marks.writes([written]),
    ...stores.counts.count([recordNo]),
    stores.records.insertAmendment({
      recordNo,
      version,
      kind,
      at: now,
      by: caller.actor,
      sealed: sealNote(deps, next, change),
    }),
    ...stores.audit.insert([
      {
        at: now,
        kind: isUntold(earlier, later, change) ? UNTOLD : `record.${PAST[kind]}`,
        actor: caller.actor,
        detail: { record_no: recordNo, version },
      },
    ]),
    ...(change.along ?? []),
  ])
  return summarise({ operator }, next, change.event)
}

/** Of hidden lines alone: an event for those who may know of them (db/audit.ts). */
const UNTOLD = 'protective_mark.record_changed'

const PAST = {
  amendment: 'amended',
  filling: 'filled',
  settlement: 'settled',
  void: 'voided',
} as const satisfies Record<AmendmentKind, string>

function judgeChange(deps: Deps, current: RecordVersion, change: VersionChange, now: number) {
  const { operator } = deps
  const settled = [...new Set([...current.settled, ...(change.settle ? [change.settle] : [])])]
  const context = {
    recordedOn: legalDayOfInstant(current.recordedAt),
    settled,
    sensitiveItems: operator.sensitive_items,
    voluntaryYears: operator.retention.voluntary_years,
  }
  const stated = assess(change.event, context)
  // Filled: an item that was missing is stated now, whatever rule demands it (law.md 3.1, omission).
  const filled = current.missing.some(
    item => !stated.missing.includes(item) && isStated(item, change.event, stated),
  )
  const filledOn: CalendarDate | null = filled ? legalDayOfInstant(now) : current.filledOn
  const assessment = filledOn ? assess(change.event, { ...context, filledOn }) : stated
  return {
    filled,
    state: {
      rule: assessment.rule.rule,
      retentionClass: assessment.retentionClass,
      keepThrough: assessment.keepThrough,
      filledOn,
      missing: assessment.missing,
      conflicts: assessment.conflicts,
      settled,
    },
  }
}
