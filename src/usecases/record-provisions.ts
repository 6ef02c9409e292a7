// Recording provisions: judge each event, store each wording once, commit the group, answer each entry.

import { assess } from '../domain/assessment.ts'
import { legalDayOfInstant } from '../domain/calendar-date.ts'
import { describeGaps, type Gap } from '../domain/gaps.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import { planWordings } from './plan-wordings.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { type MarksInForce, readMarksInForce } from './protected-lines.ts'
import { type RecordSummary, readEvents, summarise } from './record-view.ts'
import { retryStale } from './retry-stale.ts'
import { sourceWrites } from './source-days.ts'
import { type KnownThirdParties, readThirdParties } from './third-party-register.ts'
import { keyOf } from './wordings.ts'

export interface PostedProvision {
  caller: Pick<Caller, 'actor' | 'sourceId' | 'source'>
  event: ProvisionEvent
  /** The posted event as canonical JSON: a retry must be the same. */
  content: string
  /** Refuse missing items and conflicts instead of recording them with gaps. */
  strict?: boolean
}

export type RecordOutcome =
  | { status: 'recorded' | 'replayed'; record: RecordSummary }
  | { status: 'conflict' | 'erased' }
  | { status: 'gaps_refused'; gaps: Gap[] }

/** Records a group of entries in one commit; outcomes in their order (contract 2). */
export function recordProvisions(deps: Deps, entries: PostedProvision[]): Promise<RecordOutcome[]> {
  // Another process (a second isolate, the command line) may take a number or a wording first.
  return retryStale(() => tryToRecord(deps, entries))
}

/** The digest that remains of an erased record, by which a late retry is answered 410. */
export function eventDigest(deps: Pick<Deps, 'vault'>, sourceId: number, eventId: string) {
  return deps.vault.digest(`${sourceId}:${eventId}`, 'event-id', 16)
}

async function tryToRecord(deps: Deps, entries: PostedProvision[]): Promise<RecordOutcome[]> {
  const known = await readKnown(deps, entries)
  const now = deps.clock()
  const fresh = new Map<
    string,
    { entry: PostedProvision; digest: Uint8Array; outcome: RecordOutcome }
  >()
  const judged: { entry: PostedProvision; version: JudgedEvent }[] = []

  const settle = (entry: PostedProvision): RecordOutcome | { replayOf: number } => {
    const key = eventKey(entry)
    const digest = contentDigest(deps, entry)
    const earlier = known.events.get(key)
    if (earlier) {
      return sameBytes(earlier.contentDigest, digest)
        ? { replayOf: earlier.recordNo }
        : { status: 'conflict' }
    }
    const inGroup = fresh.get(key)
    if (inGroup) {
      if (!sameBytes(inGroup.digest, digest)) return { status: 'conflict' }
      const { outcome } = inGroup
      return outcome.status === 'recorded' ? { ...outcome, status: 'replayed' } : outcome
    }
    if (known.erased.has(key)) return { status: 'erased' }

    const version = judge(deps, entry, { known, now, recordNo: known.nextRecordNo + judged.length })
    const rule = version.assessment.rule
    const gaps = entry.strict ? describeGaps(rule, version) : []
    if (gaps.length > 0) return { status: 'gaps_refused', gaps }
    const outcome = { status: 'recorded' as const, record: summarise(deps, version, version.event) }
    fresh.set(key, { entry, digest, outcome })
    judged.push({ entry, version: { ...version, contentDigest: digest } })
    return outcome
  }

  const settled = entries.map(settle)
  if (judged.length > 0) await commitJudged(deps, { judged, known, now })
  return withReplays(deps, settled)
}

interface Known {
  nextRecordNo: number
  events: Map<string, { recordNo: number; contentDigest: Uint8Array }>
  erased: Set<string>
  thirdParties: KnownThirdParties
  marks: MarksInForce
  counters: { wordingId: number; thirdPartyId: number }
}

async function readKnown(deps: Deps, entries: PostedProvision[]): Promise<Known> {
  const { records } = deps.stores
  const codes = entries.flatMap(({ event }) => event.third_party.code ?? [])
  const [counters, marks, events, thirdParties] = await Promise.all([
    records.counters(),
    readMarksInForce(deps),
    records.findEvents(
      entries.map(({ caller, event }) => ({ sourceId: caller.sourceId, eventId: event.event_id })),
    ),
    readThirdParties(deps, codes),
  ])
  const byKey = new Map(events.map(event => [`${event.sourceId}:${event.eventId}`, event]))
  const unseen = entries.filter(entry => !byKey.has(eventKey(entry)))
  const digests = new Map(
    unseen.map(entry => {
      const digest = eventDigest(deps, entry.caller.sourceId, entry.event.event_id)
      return [keyOf(digest), { digest, key: eventKey(entry) }]
    }),
  )
  const erased = await records.findErased([...digests.values()].map(({ digest }) => digest))
  return {
    nextRecordNo: counters.recordNo + 1,
    events: byKey,
    erased: new Set(erased.flatMap(digest => digests.get(keyOf(digest))?.key ?? [])),
    thirdParties,
    marks,
    counters,
  }
}

type JudgedEvent = ReturnType<typeof judge> & { contentDigest: Uint8Array }

function judge(
  deps: Deps,
  { caller, event: posted }: PostedProvision,
  { known, now, recordNo }: { known: Known; now: number; recordNo: number },
) {
  const event = {
    ...posted,
    third_party: known.thirdParties.freeze(posted.third_party, posted.occurred_on),
  }
  const assessment = assess(event, {
    recordedOn: legalDayOfInstant(now),
    sensitiveItems: deps.operator.sensitive_items,
    voluntaryYears: deps.operator.retention.voluntary_years,
  })
  return {
    event,
    assessment,
    recordNo,
    eventId: event.event_id,
    source: caller.source,
    recordedAt: now,
    occurredOn: event.occurred_on,
    rule: assessment.rule.rule,
    retentionClass: assessment.retentionClass,
    keepThrough: assessment.keepThrough,
    missing: assessment.missing,
    conflicts: assessment.conflicts,
  }
}

async function commitJudged(
  deps: Deps,
  group: { judged: { entry: PostedProvision; version: JudgedEvent }[]; known: Known; now: number },
) {
  const { judged, known, now } = group
  const { records, thirdParties, audit, counts, commit } = deps.stores
  const newCodes = known.thirdParties.numberNew(
    judged.map(({ version }) => version.event.third_party.code),
    known.counters.thirdPartyId,
  )
  const plan = await planWordings(
    deps,
    judged.map(({ version }) => version.event),
    known.counters.wordingId,
  )
  const versions = judged.map(({ entry, version }, n) => ({
    ...version,
    ...plan.wordingsOf(n),
    version: 0,
    sourceId: entry.caller.sourceId,
    direction: version.event.direction,
    basis: version.event.basis,
    method: version.event.method,
    thirdPartyId: known.thirdParties.idOf(version.event.third_party.code),
    filledOn: null,
    settled: [],
    void: null,
  }))
  await commit([
    ...thirdParties.insert(newCodes),
    ...plan.writes,
    ...records.insertVersions(versions),
    ...records.insertLines(
      versions.flatMap(({ lines, recordNo }) =>
        lines.map((wordingId, n) => ({ wordingId, recordNo, line: n + 1 })),
      ),
    ),
    ...known.marks.writes(versions),
    ...counts.count(versions.map(({ recordNo }) => recordNo)),
    ...sourceWrites(deps, versions, now),
    ...audit.insert([
      {
        at: now,
        kind: 'records.recorded',
        actor: [...new Set(judged.map(({ entry }) => entry.caller.actor))].sort().join(' '),
        detail: {
          first_record_no: known.nextRecordNo,
          last_record_no: known.nextRecordNo + judged.length - 1,
        },
      },
    ]),
  ])
}

/** Replays answer with the record as it stands now. */
async function withReplays(
  deps: Deps,
  settled: (RecordOutcome | { replayOf: number })[],
): Promise<RecordOutcome[]> {
  const recordNos = settled.flatMap(outcome => ('replayOf' in outcome ? outcome.replayOf : []))
  if (recordNos.length === 0) return settled as RecordOutcome[]
  const current = await deps.stores.records.findCurrent([...new Set(recordNos)], 'all')
  const events = await readEvents(deps, current)
  const summaries = new Map(
    current.map((version: RecordVersion, n) => [
      version.recordNo,
      summarise(deps, version, events[n] as ProvisionEvent),
    ]),
  )
  return settled.map(outcome => {
    if (!('replayOf' in outcome)) return outcome
    const record = summaries.get(outcome.replayOf)
    return record ? { status: 'replayed', record } : { status: 'erased' }
  })
}

const eventKey = ({ caller, event }: PostedProvision) => `${caller.sourceId}:${event.event_id}`

const contentDigest = (deps: Deps, entry: PostedProvision) =>
  deps.vault.digest(entry.content, 'event-content', 16)

const sameBytes = (a: Uint8Array, b: Uint8Array) => keyOf(a) === keyOf(b)
