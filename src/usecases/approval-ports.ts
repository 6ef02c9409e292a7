// What the second person's word needs from outside: a store of questions, answers and uses.

import type { ApprovalKind } from '../domain/approval.ts'
import type { Write } from './write.ts'

/** 1 asked, 2 approved or refused, 3 used. */
export interface ApprovalRevision {
  approvalId: string
  revision: number
  kind: ApprovalKind
  subject: string
  state: 'asked' | 'approved' | 'refused' | 'used'
  at: number
  by: string
  sealed: Uint8Array | null
}

export interface ApprovalPage {
  kinds: readonly ApprovalKind[]
  /** Only what is about this. */
  subject?: string
  /** Only those that nobody answered yet. */
  waiting?: boolean
  /** Only those asked before this one. */
  after?: { at: number; approvalId: string }
  limit: number
}

export interface ApprovalStore {
  /** Every revision of it, in order. */
  find(approvalId: string): Promise<ApprovalRevision[]>
  /** Every revision of each, the newest question first. */
  list(page: ApprovalPage): Promise<ApprovalRevision[]>
  /** A revision that is taken already makes the commit stale. */
  insert(revision: ApprovalRevision): Write
}
