// Gaps that touch open requests: what is not filled now is handed to the person as it is.

import { identityOf } from '../domain/disclosure-request.ts'
import type { ConflictCode } from '../domain/gaps.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import { type DisclosureFile, openFiles } from './disclosure-file.ts'
import { judgeWordings } from './find-matching-lines.ts'
import type { Deps } from './ports.ts'
import type { Sight } from './sight.ts'

export interface RequestGap {
  record_no: number
  missing: ItemCode[]
  conflicts: ConflictCode[]
  /** Requests of which a line of the record is or may be, in their order. */
  request_nos: string[]
}

type GapDeps = Pick<Deps, 'vault' | 'operator' | 'stores'>

/** Of each request: more records with gaps than anybody mends in a day. */
const RECORDS = 100

/** By numbers and codes: names nobody, and is not logged. In the order of the requests, then of the records. */
export async function findRequestGaps(
  deps: GapDeps,
  requestNos: readonly string[],
  sight: Sight,
): Promise<RequestGap[]> {
  if (requestNos.length === 0) return []
  const files = await openFiles(deps, await deps.stores.disclosures.findSeveral(requestNos))
  const asked = requestNos.flatMap(no => files.find(({ requestNo }) => requestNo === no) ?? [])
  // Each by itself: one person's many gaps hide none of those that are due before.
  const found = await Promise.all(asked.map(file => findGapsOf(deps, file, sight)))
  const requestsOf = new Map<number, string[]>()
  for (const [n, { requestNo }] of asked.entries()) {
    for (const recordNo of found[n] ?? []) {
      requestsOf.set(recordNo, [...(requestsOf.get(recordNo) ?? []), requestNo])
    }
  }
  const records = await deps.stores.records.findCurrent([...requestsOf.keys()], sight)
  const gaps = records.map(({ recordNo, missing, conflicts }) => ({
    record_no: recordNo,
    missing,
    conflicts,
    request_nos: requestsOf.get(recordNo) ?? [],
  }))
  const rank = (gap: RequestGap) => requestNos.indexOf(gap.request_nos[0] as string)
  return gaps.sort((a, b) => rank(a) - rank(b) || a.record_no - b.record_no)
}

/** What is claimed speaks for a line as what is proven does: the officer judges candidates too. */
async function findGapsOf(deps: GapDeps, { request, state }: DisclosureFile, sight: Sight) {
  const identity = identityOf(request.data_subject, state.verification)
  const { judged } = await judgeWordings(deps, identity, sight)
  return deps.stores.requestLinks.findRecordsWithGaps([...judged.keys()], { limit: RECORDS, sight })
}
