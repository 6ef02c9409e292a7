// Showing the lines that may be the person's, to whoever verified the person. The reading is logged.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { BasisCode, Direction } from '../domain/legal-basis.ts'
import type { Order11Ground } from '../domain/protective-mark.ts'
import type { DataSubject, RecordedThirdParty } from '../domain/provision-event.ts'
import type { RuleCode } from '../domain/record-rules.ts'
import { auditWrites, openFile, requireVerified } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { readGrounds } from './protected-lines.ts'
import { findRequestMatches, type RequestMatch } from './request-matches.ts'
import { sightOf } from './sight.ts'
import { readWordings } from './wordings.ts'

export interface MatchView {
  record_no: number
  event_id: string
  line: number
  direction: Direction
  basis: BasisCode
  rule: RuleCode
  occurred_on: CalendarDate
  third_party: Pick<RecordedThirdParty, 'code' | 'name' | 'unspecified_many'>
  /** The line as recorded. */
  data_subject: DataSubject
  /** Matters of which another value is proven: they print only when confirmed with `own_values`. */
  differs: string[]
  settled: 'confirmed' | 'rejected' | null
  why: string | null
  disclosable: boolean
  in_scope: boolean
  /** Under a protective mark: only the restricted role sees this line, and nobody discloses it. */
  protected?: { ground: Order11Ground }
}

export interface MatchList {
  exact: MatchView[]
  candidates: MatchView[]
}

/**
 * Lines of duty records as the caller's role may see them; with `voluntary` also those without duty, for the desk that answers A33(1).
 * Throws not_found, identity_not_verified.
 */
export async function listMatches(
  deps: Deps,
  caller: Pick<Caller, 'actor'> & Partial<Pick<Caller, 'scopes'>>,
  { requestNo, voluntary = false }: { requestNo: string; voluntary?: boolean },
): Promise<MatchList> {
  const file = await openFile(deps, requestNo)
  requireVerified(file)
  const matches = await findRequestMatches(deps, file, sightOf(caller))
  const shown = matches.filter(({ rule }) => rule.duty || voluntary)
  const thirdParties = await readWordings(
    deps,
    shown.map(({ record }) => record.thirdPartyWordingId),
  )
  const hidden = shown.filter(({ isProtected }) => isProtected)
  const grounds = await readGrounds(deps, hidden)
  const recordNos = [...new Set(hidden.map(({ recordNo }) => recordNo))]
  await deps.stores.commit([
    ...auditWrites(deps, caller, 'disclosure.matches_read', {
      request_no: requestNo,
      voluntary,
      lines: shown.length - hidden.length,
    }),
    ...(hidden.length > 0
      ? auditWrites(deps, caller, 'protective_mark.records_read', { record_nos: recordNos })
      : []),
  ])
  const view = (match: RequestMatch) => ({
    ...viewOf(match, thirdParties.get(match.record.thirdPartyWordingId) as RecordedThirdParty),
    ...protection(grounds[hidden.indexOf(match)]),
  })
  return {
    exact: shown.filter(({ match }) => match === 'exact').map(view),
    candidates: shown.filter(({ match }) => match === 'candidate').map(view),
  }
}

const protection = (ground: Order11Ground | undefined) => (ground ? { protected: { ground } } : {})

function viewOf(match: RequestMatch, thirdParty: RecordedThirdParty): MatchView {
  const { record, settlement } = match
  return {
    record_no: match.recordNo,
    event_id: record.eventId,
    line: match.line,
    direction: record.direction,
    basis: record.basis,
    rule: record.rule,
    occurred_on: record.occurredOn,
    third_party: {
      code: thirdParty.code,
      name: thirdParty.name,
      unspecified_many: thirdParty.unspecified_many,
    },
    data_subject: match.subject,
    differs: match.differs,
    settled: settlement?.verdict ?? null,
    why: settlement?.why ?? null,
    disclosable: match.disclosable,
    in_scope: match.inScope,
  }
}
