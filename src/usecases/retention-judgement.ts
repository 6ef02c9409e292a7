// Which records may go on a day, and what keeps the others: pages of judged records, bounded in memory.

import { addDays, type CalendarDate, LAST_DAY, legalDayOfInstant } from '../domain/calendar-date.ts'
import { deletableIfApproved, isStillRunning, type OpenRecord } from '../domain/erasure-date.ts'
import { deletableFrom } from '../domain/retention-period.ts'
import type { Deps } from './ports.ts'
import type { Terms } from './record-view.ts'
import { findLegalHolds, type Holds } from './retention-holds.ts'
import type { AgeingRecord, WhichRecords } from './retention-ports.ts'
import type { Sight } from './sight.ts'
import { readWordings } from './wordings.ts'

export const HELD_REASONS = [
  'legal_hold',
  'disclosure_request',
  'disclosure_answered',
  'approval_missing',
  'running_batch',
] as const
/** Why a record stays though its day has come. */
export type HeldReason = (typeof HELD_REASONS)[number]

export interface JudgedRecord extends AgeingRecord {
  recordedOn: CalendarDate
  deletableFrom: CalendarDate
  /** Empty when it may go. */
  reasons: HeldReason[]
  holdCodes: readonly string[]
  /** Who approved that it goes incomplete. */
  approvedBy: string | null
}

/** Where a walk over the ledger stands: first the records with a day, then those without. */
export interface Place {
  due?: { keepThrough: CalendarDate; recordNo: number }
  open?: number
}

export interface JudgedPage {
  /** Records whose day has come. */
  judged: JudgedRecord[]
  /** Records whose day comes later, up to `until`. */
  later: { day: CalendarDate }[]
  /** Where to go on; undefined at the end. */
  next: Place | undefined
}

export interface JudgingOptions {
  asOf: CalendarDate
  /** Also tells the days that come until then. */
  until?: CalendarDate
  /** Actor of the run: their own approval does not count. */
  actor: string
  limit: number
  /** Whether records count that a protective mark hides. */
  sight: Sight
  /** Only these of the records with a day; default: all. */
  which?: WhichRecords | undefined
}

/** The next page after `place`, judged against `holds`. */
export async function judgePage(
  deps: Deps,
  holds: Holds,
  place: Place,
  options: JudgingOptions,
): Promise<JudgedPage> {
  return place.open === undefined
    ? judgeDue(deps, holds, place, options)
    : judgeOpen(deps, holds, place.open, options)
}

async function judgeDue(
  deps: Deps,
  holds: Holds,
  { due: after }: Place,
  { asOf, until = asOf, limit, sight, which }: JudgingOptions,
): Promise<JudgedPage> {
  const graceDays = deps.operator.retention.grace_days
  const records = await deps.stores.retention.pageDue({
    keptThroughAtMost: addDays(until, -1 - graceDays),
    which,
    after,
    limit,
  })
  const dated = inSight(records, sight).map(record => {
    const recordedOn = legalDayOfInstant(record.recordedAt)
    const keepThrough = record.keepThrough as CalendarDate
    return { record, recordedOn, day: deletableFrom({ keepThrough, recordedOn, graceDays }) }
  })
  const come = dated.filter(({ day }) => hasCome(day, asOf))
  const legal = await findLegalHolds(
    deps,
    holds,
    come.map(({ record }) => record),
  )
  const last = records.at(-1)
  return {
    judged: come.map(({ record, recordedOn, day }) => ({
      ...record,
      recordedOn,
      deletableFrom: day,
      ...heldBy(holds, legal, record),
      approvedBy: null,
    })),
    later: dated
      .filter(({ day }) => !hasCome(day, asOf) && day <= until)
      .map(({ day }) => ({ day })),
    next:
      last && records.length === limit
        ? { due: { keepThrough: last.keepThrough as CalendarDate, recordNo: last.recordNo } }
        : { open: 0 },
  }
}

async function judgeOpen(
  deps: Deps,
  holds: Holds,
  afterRecordNo: number,
  { asOf, actor, limit, sight }: JudgingOptions,
): Promise<JudgedPage> {
  const { retention } = deps.stores
  const records = await retention.pageOpen({ afterRecordNo, limit })
  const graceDays = deps.operator.retention.grace_days
  // What its own columns keep needs no unsealing: the terms can only add later days.
  const old = inSight(records, sight).filter(record =>
    hasCome(deletableIfApproved(toOpenRecord(record, {}), graceDays), asOf),
  )
  const terms = await readWordings(
    deps,
    old.map(({ termsWordingId }) => termsWordingId),
  )
  const come = old.flatMap(record => {
    const open = toOpenRecord(record, termsOf(record, terms))
    const day = deletableIfApproved(open, graceDays)
    return hasCome(day, asOf) ? [{ record, open, day }] : []
  })
  const numbers = come.map(({ record }) => record.recordNo)
  const approvals = await retention.findApprovals(numbers)
  const legal = await findLegalHolds(
    deps,
    holds,
    come.map(({ record }) => record),
  )
  const judged = come.map(({ record, open, day }): JudgedRecord => {
    const held = heldBy(holds, legal, record)
    const running = isStillRunning(open) || record.missing.length === 0
    const approval = approvals.find(
      ({ recordNo, version, approvedBy }) =>
        recordNo === record.recordNo && version === record.version && approvedBy !== actor,
    )
    // A void record neither runs nor lacks anything: no law asks for it any more, it only rests its time.
    if (!record.isVoid && running) held.reasons.push('running_batch')
    else if (!record.isVoid && !approval) held.reasons.push('approval_missing')
    return {
      ...record,
      recordedOn: open.recordedOn,
      deletableFrom: day,
      ...held,
      approvedBy: approval?.approvedBy ?? null,
    }
  })
  const last = records.at(-1)
  return {
    judged,
    later: [],
    next: last && records.length === limit ? { open: last.recordNo } : undefined,
  }
}

const inSight = (records: readonly AgeingRecord[], sight: Sight) =>
  records.filter(({ isProtected }) => sight === 'all' || !isProtected)

/** A day beyond the calendar never comes. */
const hasCome = (day: CalendarDate, asOf: CalendarDate) => day <= asOf && day !== LAST_DAY

function heldBy(
  holds: Holds,
  legal: ReadonlyMap<number, readonly string[]>,
  { recordNo }: AgeingRecord,
) {
  const holdCodes = legal.get(recordNo) ?? []
  const reasons: HeldReason[] = []
  if (holdCodes.length > 0) reasons.push('legal_hold')
  const request = holds.requests.get(recordNo)
  if (request) reasons.push(request)
  return { reasons, holdCodes }
}

function toOpenRecord(record: AgeingRecord, terms: Partial<Terms>): OpenRecord {
  return {
    method: record.method,
    occurred_on: record.occurredOn,
    period: terms.period,
    record_made_on: terms.record_made_on,
    recordedOn: legalDayOfInstant(record.recordedAt),
    filledOn: record.filledOn,
  }
}

function termsOf(
  { termsWordingId }: AgeingRecord,
  wordings: ReadonlyMap<number, unknown>,
): Partial<Terms> {
  return termsWordingId === null ? {} : (wordings.get(termsWordingId) as Terms)
}
