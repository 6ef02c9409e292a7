// What became of each record (documents.md 5.1, 7 and 8): its gaps, found and filled, and its amendments.

import { type CalendarDate, daysBetween, legalDayOfInstant } from '../domain/calendar-date.ts'
import { describeGaps } from '../domain/gaps.ts'
import { ruleOn } from '../domain/record-rules.ts'
import type { Phrase } from './letter-document.ts'
import type { Deps, RecordVersion } from './ports.ts'
import { matterChanges } from './register-changes.ts'
import type { Discretion } from './register-discretion.ts'
import type { RegisterCell, RegisterRow } from './register-document.ts'
import type { SeenAmendment, SeenVersion } from './told-amendments.ts'

export interface RecordHistory {
  /** Every version, the current one last. */
  versions: readonly SeenVersion[]
  amendments: readonly SeenAmendment[]
  /** Speaks its free text, which may name whoever stood in any version, lines that are hidden now included. */
  say(text: string | undefined): RegisterCell
}

type GapRow = RegisterRow<'provision_register', 'gaps'>
type AmendmentRow = RegisterRow<'provision_register', 'amendments'>

interface HistoryContext {
  deps: Pick<Deps, 'operator'>
  discretion: Discretion
  today: CalendarDate
  /** Whether nobody registered this code yet: what the record lacks may come with it. */
  isUnregistered(code: string | undefined): boolean
}

/** Each gap that ever was, in the order of its finding; a version takes place on the day it was made. */
export function gapRows(history: RecordHistory, context: HistoryContext): GapRow[] {
  const rows = new Map<string, GapRow & { since: CalendarDate }>()
  const closed: GapRow[] = []
  for (const { version } of history.versions) {
    const amendment = history.amendments.find(({ later }) => later.version === version)
    const { reason, evidence } = amendment?.told ?? {}
    const day = legalDayOfInstant(amendment?.at ?? version.recordedAt)
    const open = gapsOf(version)
    for (const [code, { since, ...row }] of rows) {
      if (open.has(code)) continue
      closed.push({
        ...row,
        days: String(daysBetween(since, day)),
        filledOn: day,
        evidence: history.say(evidence ?? reason),
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
      days: String(daysBetween(since, context.today)),
      openFor,
    })),
  ]
}

/** One row for each matter that an amendment changed; a void and a settlement as breach have one row. */
export function amendmentRows(history: RecordHistory, context: HistoryContext): AmendmentRow[] {
  const { deps, discretion } = context
  return history.amendments.flatMap(({ told, earlier, later, ...amendment }): AmendmentRow[] => {
    if (!told) return []
    const shared: AmendmentRow = {
      recordNo: String(amendment.recordNo),
      amendedOn: legalDayOfInstant(amendment.at),
      kind: { words: `amended_${amendment.kind}` },
      reason: history.say(told.reason),
      by: amendment.by,
    }
    if (amendment.kind === 'void') {
      return [{ ...shared, matter: { words: `void_${later.version.void}` } }]
    }
    const changes = matterChanges(told, deps.operator.identifier_schemes)
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
