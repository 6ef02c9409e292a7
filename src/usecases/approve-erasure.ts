// Approving that incomplete records may go (contract 7): by somebody other than who runs the erasure.

import { DomainError, notFound } from '../domain/domain-error.ts'
import { findNamingReasons } from './naming-reasons.ts'
import type { Caller, Deps } from './ports.ts'
import { approvalContext } from './seal-contexts.ts'
import { sightOf } from './sight.ts'

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
 * `not_found` when a number is none, `invalid_body` when the reason names somebody whom the caller may see in a
 * record, and then approves nothing. A refusal for somebody hidden would tell that they are there: such a reason
 * is left out when the record goes.
 */
export async function approveErasure(
  deps: Deps,
  caller: Pick<Caller, 'actor'> & Partial<Pick<Caller, 'scopes'>>,
  { record_nos: recordNos, reason }: ErasureApproval,
): Promise<ApprovalOutcome> {
  const { stores, vault, clock } = deps
  const wanted = [...new Set(recordNos)]
  const { actor } = caller
  const sight = sightOf(caller)
  const records = await stores.records.findCurrent(wanted, sight)
  if (records.length < wanted.length) throw notFound()
  const incomplete = records.filter(record => record.missing.length > 0 && !record.void)
  const approved = incomplete.map(({ recordNo }) => recordNo)
  const reasons = new Map(approved.map(recordNo => [recordNo, reason]))
  const naming = await findNamingReasons(deps, reasons, sight)
  if (naming.size > 0) throw namesPerson()
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

const namesPerson = () =>
  new DomainError('invalid_body', 'The reason names a person of a record; nothing was approved.', {
    fix: 'Say why without names and numbers of people: it stands in the record of erasure.',
    faults: [{ pointer: '/reason', code: 'names_person', detail: 'names a person of a record' }],
  })
