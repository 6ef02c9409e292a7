// Approving that incomplete records may go (contract 7): by somebody other than who runs the erasure.

import { DomainError, notFound } from '../domain/domain-error.ts'
import { namesPerson } from '../domain/person-in-text.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { Caller, Deps } from './ports.ts'
import { readEvents } from './record-view.ts'
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
 * `not_found` when a number is none, `invalid_body` when the reason names a person, and then approves nothing.
 */
export async function approveErasure(
  deps: Deps,
  caller: Pick<Caller, 'actor'> & Partial<Pick<Caller, 'scopes'>>,
  { record_nos: recordNos, reason }: ErasureApproval,
): Promise<ApprovalOutcome> {
  const { stores, vault, clock } = deps
  const wanted = [...new Set(recordNos)]
  const { actor } = caller
  const records = await stores.records.findCurrent(wanted, sightOf(caller))
  if (records.length < wanted.length) throw notFound()
  const incomplete = records.filter(record => record.missing.length > 0 && !record.void)
  const approved = incomplete.map(({ recordNo }) => recordNo)
  refuseNames(reason, await readEvents(deps, incomplete))
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

/** The reason stands in the record of erasure, and that names nobody. */
function refuseNames(reason: string, events: readonly ProvisionEvent[]) {
  if (!events.some(event => namesPerson(reason, event.data_subjects))) return
  throw new DomainError(
    'invalid_body',
    'The reason names a person of a record; nothing was approved.',
    {
      fix: 'Say why without names and numbers of people: it stands in the record of erasure.',
      faults: [{ pointer: '/reason', code: 'names_person', detail: 'names a person of a record' }],
    },
  )
}
