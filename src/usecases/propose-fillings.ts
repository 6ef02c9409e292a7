// Completing a third party proposes to fill the records that wait for it (contract 4).

import type { CalendarDate } from '../domain/calendar-date.ts'
import { notFound } from '../domain/domain-error.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import type { AcceptProposals } from '../domain/record-schema.ts'
import { appendVersion } from './append-version.ts'
import type { Caller, Deps, RecordFilter, RecordVersion } from './ports.ts'
import type { RecordSummary } from './record-view.ts'
import { type Sight, sightOf } from './sight.ts'
import type { StoredThirdParty } from './third-party-ports.ts'
import { readThirdParties, revisionOn } from './third-party-register.ts'
import { readWordings } from './wordings.ts'

export interface Proposal {
  record_no: number
  occurred_on: CalendarDate
  /** Item codes that the register would fill. */
  fills: ItemCode[]
  /** The revision of the register that applies on that day. */
  revision: number
}

const FIELD_OF: Partial<Record<ItemCode, 'name' | 'address' | 'representative'>> = {
  TP_NAME: 'name',
  TP_ADDR: 'address',
  TP_REP: 'representative',
}

type Place = NonNullable<RecordFilter['after']>

class Overtaken extends Error {}

const PAGE = 500

/**
 * One proposal for each record that lacks a field which the register has for its day, newest first.
 * @param recordNos default: all. @param after the place of the last one seen. @param most stops there.
 */
export async function listProposals(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
  code: string,
  {
    recordNos,
    after,
    most = Number.POSITIVE_INFINITY,
  }: { recordNos?: readonly number[]; after?: Place | undefined; most?: number } = {},
): Promise<Proposal[]> {
  const sight = sightOf(caller)
  const [party] = await deps.stores.thirdParties.list({ codes: [code], limit: 1, sight })
  if (!party) throw notFound()
  const wordings = await readWordings(
    deps,
    party.revisions.map(({ wordingId }) => wordingId),
  )
  const proposals: Proposal[] = []
  for await (const record of waitingRecords(deps, { party, recordNos, after }, sight)) {
    const revision = revisionOn(party, record.occurredOn)
    const wording = revision && (wordings.get(revision.wordingId) as Record<string, unknown>)
    const fills = record.missing.filter(item => {
      const field = FIELD_OF[item]
      if (!field || !wording) return false
      // An individual, and a body without one, has no representative to state.
      return wording[field] !== undefined || (item === 'TP_REP' && wording.kind === 'individual')
    })
    if (revision && fills.length > 0) {
      const { recordNo: record_no, occurredOn: occurred_on } = record
      proposals.push({ record_no, occurred_on, fills, revision: revision.revision })
      if (proposals.length >= most) break
    }
  }
  return proposals
}

/** Appends one filling per accepted proposal of the caller's own source. */
export async function acceptProposals(
  deps: Deps,
  caller: Caller,
  accepted: AcceptProposals & { code: string; proposals: readonly Proposal[] },
): Promise<RecordSummary[]> {
  const { code, reason, proposals } = accepted
  const wanted = accepted.record_nos && new Set(accepted.record_nos)
  const chosen = proposals.filter(({ record_no }) => wanted?.has(record_no) ?? true)
  const current = await deps.stores.records.findCurrent(
    chosen.map(({ record_no }) => record_no),
    'all',
  )
  const own = new Set(
    current
      .filter(({ sourceId }) => caller.everySource || sourceId === caller.sourceId)
      .map(({ recordNo }) => recordNo),
  )
  const parties = await readThirdParties(deps, [code])
  const filled: RecordSummary[] = []
  for (const { record_no: recordNo, revision } of chosen) {
    if (!own.has(recordNo)) continue
    const accept = appendVersion(deps, caller, recordNo, (version, event) => {
      // Somebody may have filled or voided it since the proposal was made.
      if (version.void || !version.missing.some(item => item in FIELD_OF)) throw new Overtaken()
      return {
        event: { ...event, third_party: parties.freeze(event.third_party, event.occurred_on) },
        kind: 'filling',
        reason,
        evidence: accepted.evidence ?? `third-party register: ${code}, revision ${revision}`,
      }
    })
    try {
      filled.push(await accept)
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
    }
  }
  return filled
}

async function* waitingRecords(
  deps: Deps,
  from: {
    party: StoredThirdParty
    recordNos: readonly number[] | undefined
    after: Place | undefined
  },
  sight: Sight,
): AsyncGenerator<RecordVersion> {
  const { party, recordNos } = from
  let { after } = from
  for (;;) {
    const page = await deps.stores.records.list({
      thirdPartyId: party.thirdPartyId,
      ...(recordNos ? { recordNos } : {}),
      gap: 'any',
      sight,
      limit: PAGE,
      ...(after ? { after } : {}),
    })
    yield* page.filter(record => record.void === null)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = { occurredOn: last.occurredOn, recordNo: last.recordNo }
  }
}
