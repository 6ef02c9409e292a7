// Filling the same item, or settling the same conflict, of many records with one form: each is its own version.

import { DomainError, type ErrorCode } from '../domain/domain-error.ts'
import { isFillable } from '../domain/gaps.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import type { Amendment, Settlement } from '../domain/record-schema.ts'
import { amendRecord } from './amend-record.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { settleConflict } from './settle-conflict.ts'
import { sightOf } from './sight.ts'

export interface Mended {
  mended: number[]
  /** With the code it was refused for. */
  refused: { record_no: number; code: ErrorCode }[]
  /** Mended or erased meanwhile, or not to be reached within this go's share of queries: ask again. */
  left: number[]
}

/** Only records that lack the item still, and that stating it cures, are amended. */
export function fillMany(
  deps: Deps,
  caller: Caller,
  { recordNos, item, ...amendment }: Amendment & { recordNos: readonly number[]; item: ItemCode },
): Promise<Mended> {
  return mendEach(deps, caller, recordNos, {
    isOpen: record => record.missing.includes(item) && isFillable(item, record),
    mend: recordNo => amendRecord(deps, caller, recordNo, amendment),
  })
}

/** Only records on which the conflict is open still are settled. */
export function settleMany(
  deps: Deps,
  caller: Caller,
  { recordNos, code, ...settlement }: Settlement & { recordNos: readonly number[]; code: string },
): Promise<Mended> {
  return mendEach(deps, caller, recordNos, {
    isOpen: ({ conflicts }) => (conflicts as string[]).includes(code),
    mend: recordNo => settleConflict(deps, caller, recordNo, { code, ...settlement }),
  })
}

async function mendEach(
  { stores, janitor }: Deps,
  caller: Pick<Caller, 'scopes'>,
  recordNos: readonly number[],
  work: { isOpen(record: RecordVersion): boolean; mend(recordNo: number): Promise<unknown> },
): Promise<Mended> {
  const found = await stores.records.findCurrent(recordNos, sightOf(caller))
  const open = new Set(found.filter(one => !one.void && work.isOpen(one)).map(one => one.recordNo))
  const done: Mended = { mended: [], refused: [], left: [] }
  for (const recordNo of recordNos) {
    if (!open.has(recordNo) || janitor.mayGoOn?.() === false) {
      done.left.push(recordNo)
      continue
    }
    try {
      await work.mend(recordNo)
      done.mended.push(recordNo)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      done.refused.push({ record_no: recordNo, code: error.code })
    }
    await janitor.rest()
  }
  return done
}
