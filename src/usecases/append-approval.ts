// Writing a revision of an approval: who asked, answered or withdrew it, with its event in the log.

import type { ApprovalRevision } from './approval-ports.ts'
import type { Approval } from './approval-revisions.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { approvalRevisionContext } from './seal-contexts.ts'

/** The next revision with its event, and what belongs into the same commit. */
export async function appendApproval(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  revision: Told,
  sealed: object | undefined | '',
  more: readonly Write[] = [],
) {
  await deps.stores.commit([...writeApproval(deps, caller, revision, sealed), ...more])
}

/** The next revision with its event. */
export function writeApproval(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  revision: Told,
  sealed: object | undefined | '',
): Write[] {
  const { stores, vault } = deps
  const context = approvalRevisionContext(revision.approvalId, revision.revision)
  return [
    stores.approvals.insert({
      ...revision,
      by: caller.actor,
      sealed: !sealed ? null : vault.seal(JSON.stringify(sealed), context),
    }),
    ...noteApproval(deps, caller, revision, revision.state),
  ]
}

type Told = Omit<ApprovalRevision, 'by' | 'sealed'> & {
  state: Exclude<ApprovalRevision['state'], 'used'>
}

/** What comes after the newest one. */
export const nextOf = (
  { clock }: Pick<Deps, 'clock'>,
  { approvalId, kind, subject, revisions }: Approval,
  state: Told['state'],
): Told => ({ approvalId, revision: revisions.length + 1, kind, subject, state, at: clock() })

/** Events about marks are for the restricted role, by the beginning of their kind (db/audit.ts). */
export function noteApproval(
  { stores, clock }: Deps,
  { actor }: Pick<Caller, 'actor'>,
  { approvalId, kind, subject }: Pick<Approval, 'approvalId' | 'kind' | 'subject'>,
  what: Told['state'] | 'read',
): Write[] {
  const about = kind === 'extract' || kind === 'retention_run' ? 'approval.' : MARK_EVENT
  const detail = { approval_id: approvalId, kind, subject }
  return stores.audit.insert([{ at: clock(), kind: `${about}${what}`, actor, detail }])
}

const MARK_EVENT = 'protective_mark.approval_'
