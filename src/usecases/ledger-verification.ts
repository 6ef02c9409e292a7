// When the ledger was last verified, for the papers that say so.

import { auditWrites } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type Verification, verifyLedger } from './verify-ledger.ts'

const VERIFIED = 'ledger.verified'
/** Opening so many wordings takes a tenth of a second: that much a register may cost by the way. */
const CHEAP_WORDINGS = 5_000
const CHEAP_EXTRACTS = 100
const PAGE = 1000

export interface NotedVerification {
  at: number
  faults: number
}

type NotingDeps = Pick<Deps, 'stores' | 'clock'>

/** Keeps in the audit log that it was verified, and with what result: a count of records would tell hidden ones. */
export async function noteVerification(
  deps: NotingDeps,
  caller: Pick<Caller, 'actor'>,
  { faults }: Pick<Verification, 'faults'>,
): Promise<void> {
  await deps.stores.commit(auditWrites(deps, caller, VERIFIED, { faults: faults.length }))
}

/** Verifies a small ledger; of a large one, tells the newest verification there was. */
export async function verifyOrRecall(
  deps: Pick<Deps, 'vault' | 'stores' | 'clock'>,
  caller: Pick<Caller, 'actor'>,
): Promise<NotedVerification | undefined> {
  const { records, disclosures, retention } = deps.stores
  const { wordingId } = await records.counters()
  const { extractNo } = await disclosures.lastExtract(0)
  if (wordingId <= CHEAP_WORDINGS && extractNo <= CHEAP_EXTRACTS) {
    await noteVerification(deps, caller, await verifyLedger(deps))
  }
  const newest = await retention.findNewestAudit(VERIFIED)
  return newest && (toNoted(newest) as NotedVerification)
}

/** The first verification at or after that instant. */
export async function firstVerificationSince(
  { stores }: Pick<Deps, 'stores'>,
  instant: number,
): Promise<NotedVerification | undefined> {
  for (let after = 0; ; ) {
    const page = await stores.audit.list({ after, kind: VERIFIED, limit: PAGE })
    const found = page.find(({ at }) => at >= instant)
    if (found) return toNoted(found)
    if (page.length < PAGE) return undefined
    after = page.at(-1)?.auditNo ?? after
  }
}

function toNoted({ at, detail }: { at: number; detail: Record<string, unknown> }) {
  return { at, faults: Number(detail.faults) }
}
