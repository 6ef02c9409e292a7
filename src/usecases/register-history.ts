// What became of each record (documents.md 5.1, 7 and 8): its gaps, found and filled, and its amendments.

import { type CalendarDate, daysBetween, legalDayOfInstant } from '../domain/calendar-date.ts'
import { describeGaps } from '../domain/gaps.ts'
import type { DataSubject, ProvisionEvent } from '../domain/provision-event.ts'
import { ruleOn } from '../domain/record-rules.ts'
import { openReason } from './append-version.ts'
import type { Phrase } from './letter-document.ts'
import type { Deps, RecordVersion, StoredAmendment } from './ports.ts'
import { matterChanges } from './register-changes.ts'
import type { Discretion } from './register-discretion.ts'
import type { RegisterRow } from './register-document.ts'

export interface RecordHistory {
  /** Every version with its event, the current one last. */
  versions: { version: RecordVersion; event: ProvisionEvent }[]
  amendments: readonly StoredAmendment[]
}

type GapRow = RegisterRow<'provision_register', 'gaps'>
type AmendmentRow = RegisterRow<'provision_register', 'amendments'>

interface HistoryContext {
  deps: Pick<Deps, 'vault' | 'operator'>
  discretion: Discretion
  today: CalendarDate
  /** Whether nobody registered this code yet: what the record lacks may come with it. */
  isUnregistered(code: string | undefined): boolean
}

/** Each gap that ever was, in the order of its finding; a version takes place on the day it was made. */
export function gapRows(history: RecordHistory, context: HistoryContext): GapRow[] {
  const { discretion, today } = context
  const say = speakerOf(history, discretion)
  const rows = new Map<string, GapRow & { since: CalendarDate }>()
  const closed: GapRow[] = []
  for (const { version } of history.versions) {
    const amendment = amendmentOf(history, version)
    const day = legalDayOfInstant(amendment?.at ?? version.recordedAt)
    const open = gapsOf(version)
    for (const [code, { since, ...row }] of rows) {
      if (open.has(code)) continue
      const { evidence, reason } = amendment ? openReason(context.deps, amendment) : {}
      closed.push({
        ...row,
        days: String(daysBetween(since, day)),
        filledOn: day,
        evidence: say(evidence ?? reason),
        by: amendment?.by,
      })
      rows.delete(code)
    }
    for (const [code, gap] of open) {
      const recordNo = String(version.recordNo)
      if (!rows.has(code)) rows.set(code, { recordNo, ...gap, foundOn: day, since: day })
    }
  }
  const current = history.versions.at(-1)
  const openFor = current && openReasonOf(current, context)
  return [
    ...closed,
    ...[...rows.values()].map(({ since, ...row }) => ({
      ...row,
      days: String(daysBetween(since, today)),
      openFor,
    })),
  ]
}

/** One row for each matter that an amendment changed; a void and a settlement as breach have one row. */
export function amendmentRows(history: RecordHistory, context: HistoryContext): AmendmentRow[] {
  const { deps, discretion } = context
  const say = speakerOf(history, discretion)
  return history.amendments.flatMap((amendment): AmendmentRow[] => {
    const n = history.versions.findIndex(({ version }) => version.version === amendment.version)
    const [earlier, later] = [history.versions[n - 1], history.versions[n]]
    if (!earlier || !later) return []
    const shared: AmendmentRow = {
      recordNo: String(amendment.recordNo),
      amendedOn: legalDayOfInstant(amendment.at),
      kind: { words: `amended_${amendment.kind}` },
      reason: say(openReason(deps, amendment).reason),
      by: amendment.by,
    }
    if (amendment.kind === 'void') {
      return [{ ...shared, matter: { words: `void_${later.version.void}` } }]
    }
    const changes = matterChanges(earlier.event, later.event, deps.operator.identifier_schemes)
    if (changes.length === 0) {
      const settled = later.version.settled.filter(code => !earlier.version.settled.includes(code))
      return [{ ...shared, matter: settled.map(code => ({ words: `conflict_${code}` })) }]
    }
    return changes.map(({ matter, before, after }) => ({
      ...shared,
      matter,
      ...(discretion.showsPersons ? { before, after } : {}),
    }))
  })
}

/** Reasons may name whoever stood in any version. */
function speakerOf({ versions }: RecordHistory, discretion: Discretion) {
  const persons: DataSubject[] = versions.flatMap(({ event }) => event.data_subjects)
  return discretion.speaker(persons, versions.at(-1)?.event.third_party)
}

function amendmentOf({ amendments }: RecordHistory, { version }: RecordVersion) {
  return amendments.find(amendment => amendment.version === version)
}

function gapsOf(
  version: RecordVersion,
): Map<string, { kind: Phrase; matter: Phrase; statute: string }> {
  const gaps = describeGaps(ruleOn(version.rule, version.occurredOn), version)
  return new Map(
    gaps.map(({ kind, code, item, statute = '' }) => [
      item ?? code,
      {
        kind: { words: `gap_${kind}` },
        matter: { words: item ? `item_${item.toLowerCase()}` : `conflict_${code}` },
        statute,
      },
    ]),
  )
}

/** What the ledger itself knows of why a gap is open still. */
function openReasonOf(
  { version, event }: RecordHistory['versions'][number],
  { isUnregistered }: HistoryContext,
): Phrase {
  const { code } = event.third_party
  if (version.void) return { words: 'open_void' }
  if (code !== undefined && isUnregistered(code)) {
    return { words: 'open_unregistered', values: { code } }
  }
  return { words: 'open_no_evidence' }
}
