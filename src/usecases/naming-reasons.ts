// Which reasons of approvals name somebody: they stand in the record of erasure, and that names nobody.

import { namesPerson, personsOf } from '../domain/person-in-text.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { Deps } from './ports.ts'
import { readEvents } from './record-view.ts'
import type { AgeingRecord, StoredApproval } from './retention-ports.ts'
import { approvalContext } from './seal-contexts.ts'
import type { Sight } from './sight.ts'
import { eventInSight } from './told-amendments.ts'

type ReasonDeps = Pick<Deps, 'vault' | 'stores'>

export function openApproval(
  { vault }: Pick<Deps, 'vault'>,
  { recordNo, approvedBy, sealed }: Pick<StoredApproval, 'recordNo' | 'approvedBy' | 'sealed'>,
): string {
  return new TextDecoder().decode(vault.open(sealed, approvalContext(recordNo, approvedBy)))
}

/** Of these reasons, the records that theirs names somebody of, in any version, on either side, within sight. */
export async function findNamingReasons(
  deps: ReasonDeps,
  reasons: ReadonlyMap<number, string>,
  sight: Sight,
): Promise<ReadonlySet<number>> {
  if (reasons.size === 0) return new Set()
  const versions = await deps.stores.records.findHistories([...reasons.keys()], 'all')
  const events = await readEvents(deps, versions)
  const naming = versions.filter((version, n) => {
    const event = eventInSight({ version, event: events[n] as ProvisionEvent }, sight)
    const reason = reasons.get(version.recordNo) as string
    return namesPerson(reason, personsOf(event, { representatives: true }))
  })
  return new Set(naming.map(({ recordNo }) => recordNo))
}

/**
 * The records about to go whose approval names somebody, hidden ones too: whom it was hidden from may have
 * written it, and afterwards nobody could tell any more.
 */
export async function findNamingApprovals(
  deps: ReasonDeps,
  records: readonly (Pick<AgeingRecord, 'recordNo'> & { approvedBy: string | null })[],
): Promise<ReadonlySet<number>> {
  const approvers = new Map(records.map(({ recordNo, approvedBy }) => [recordNo, approvedBy]))
  const approved = [...approvers.keys()].filter(recordNo => approvers.get(recordNo) !== null)
  const approvals = approved.length === 0 ? [] : await deps.stores.retention.findApprovals(approved)
  const reasons = approvals
    .filter(({ recordNo, approvedBy }) => approvers.get(recordNo) === approvedBy)
    .map(approval => [approval.recordNo, openApproval(deps, approval)] as const)
  return findNamingReasons(deps, new Map(reasons), 'all')
}
