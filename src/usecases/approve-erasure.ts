// Approving that incomplete records may go (contract 7): by somebody other than who runs the erasure.

import { notFound } from '../domain/domain-error.ts'
import type { Caller, Deps } from './ports.ts'
import { approvalContext } from './seal-contexts.ts'

export interface ErasureApproval {
  record_nos: number[]
  reason: string
}

export interface ApprovalOutcome {
  approved: number[]
  /** Complete and void records: they go by their own dates and need no approval. */
  not_needed: number[]
}

/**
 * Approves the versions as they stand: a record amended afterwards needs another approval. Throws
 * `not_found` when a number is none, and then approves nothing.
 */
export async function approveErasure(
  { stores, vault, clock }: Deps,
  { actor }: Pick<Caller, 'actor'>,
  { record_nos: recordNos, reason }: ErasureApproval,
): Promise<ApprovalOutcome> {
  const wanted = [...new Set(recordNos)]
  const records = await stores.records.findCurrent(wanted)
  if (records.length < wanted.length) throw notFound()
  const incomplete = records.filter(record => record.missing.length > 0 && !record.void)
  const approved = incomplete.map(({ recordNo }) => recordNo)
  if (approved.length > 0) {
    const at = clock()
    await stores.commit([
      ...stores.retention.insertApprovals(
        incomplete.map(({ recordNo, version }) => ({
          recordNo,
          version,
          approvedBy: actor,
          approvedAt: at,
          sealed: vault.seal(reason, approvalContext(recordNo, actor)),
        })),
      ),
      ...stores.audit.insert([
        { at, kind: 'retention.erasure_approved', actor, detail: { record_nos: approved } },
      ]),
    ])
  }
  return { approved, not_needed: wanted.filter(recordNo => !approved.includes(recordNo)) }
}
