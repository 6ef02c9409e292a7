// Gaps that touch open requests: what is not filled now is handed to the person as it is.

import { identityOf } from '../domain/disclosure-request.ts'
import type { ConflictCode } from '../domain/gaps.ts'
import { identityLookUpKeys } from '../domain/look-up-keys.ts'
import { matchPrepared, prepareIdentity } from '../domain/matching.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import { type DisclosureFile, openFiles } from './disclosure-file.ts'
import { lookUpDigest } from './plan-wordings.ts'
import type { Deps } from './ports.ts'
import type { Sight } from './sight.ts'
import { readWordings } from './wordings.ts'

export interface RequestGap {
  record_no: number
  missing: ItemCode[]
  conflicts: ConflictCode[]
  /** Requests of which a line of the record is or may be, in their order. */
  request_nos: string[]
}

type GapDeps = Pick<Deps, 'vault' | 'operator' | 'stores'>

/** More lines with gaps than anybody mends in a day. */
const LINES = 200

/** By numbers and codes: names nobody, and is not logged. In the order of the requests, then of the records. */
export async function findRequestGaps(
  deps: GapDeps,
  requestNos: readonly string[],
  sight: Sight,
): Promise<RequestGap[]> {
  if (requestNos.length === 0) return []
  const files = await openFiles(deps, await deps.stores.disclosures.findSeveral(requestNos))
  const schemes = deps.operator.identifier_schemes
  const asked = requestNos.flatMap(no => files.find(({ requestNo }) => requestNo === no) ?? [])
  const keys = new Set(asked.flatMap(file => keysOf(deps, file)))
  const digests = [...keys].map(key => lookUpDigest(deps, key))
  const lines = await deps.stores.requestLinks.findLinesWithGaps(digests, { limit: LINES, sight })
  const subjects = await readWordings(
    deps,
    lines.map(({ wordingId }) => wordingId),
  )
  const requestsOf = new Map<number, Set<string>>()
  for (const { requestNo, request, state } of asked) {
    const person = prepareIdentity(identityOf(request.data_subject, state.verification), schemes)
    for (const { wordingId, recordNo } of lines) {
      if (!matchPrepared(subjects.get(wordingId) as DataSubject, person)) continue
      requestsOf.set(recordNo, (requestsOf.get(recordNo) ?? new Set()).add(requestNo))
    }
  }
  const records = await deps.stores.records.findCurrent([...requestsOf.keys()], sight)
  const gaps = records.map(({ recordNo, missing, conflicts }) => ({
    record_no: recordNo,
    missing,
    conflicts,
    request_nos: [...(requestsOf.get(recordNo) ?? [])],
  }))
  const rank = (gap: RequestGap) => requestNos.indexOf(gap.request_nos[0] as string)
  return gaps.sort((a, b) => rank(a) - rank(b) || a.record_no - b.record_no)
}

/** What is claimed speaks for a line as what is proven does: the officer judges candidates too. */
function keysOf({ operator }: Pick<Deps, 'operator'>, { request, state }: DisclosureFile) {
  const { proven, claimed } = identityOf(request.data_subject, state.verification)
  return [proven, claimed].flatMap(side => identityLookUpKeys(side, operator.identifier_schemes))
}
