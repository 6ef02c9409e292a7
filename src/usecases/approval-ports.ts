// What the second person's word needs from outside: a store of questions, answers and uses.

import type { ApprovalKind } from '../domain/approval.ts'
import type { Write } from './write.ts'

/** 1 asked, 2 approved, refused or withdrawn, 3 used or withdrawn. */
export interface ApprovalRevision {
  approvalId: string
  revision: number
  kind: ApprovalKind
  subject: string
  state: 'asked' | 'approved' | 'refused' | 'used' | 'withdrawn'
  at: number
  by: string
  sealed: Uint8Array | null
}

export interface StoredApproval extends ApprovalRevision {
  /** Whether who made this revision is still there and may still answer such questions. */
  mayAnswer: boolean
}

export interface ApprovalPage {
  kinds: readonly ApprovalKind[]
  /** Only what is about this. */
  subject?: string
  /** Only those that nobody answered yet, or that are approved and neither used nor withdrawn. */
  state?: 'asked' | 'approved'
  /** Only those asked before this one. */
  after?: { at: number; approvalId: string }
  limit: number
}

export interface ApprovalStore {
  /** Every revision of it, in order. */
  find(approvalId: string): Promise<StoredApproval[]>
  /** Every revision of each, the newest question first. */
  list(page: ApprovalPage): Promise<StoredApproval[]>
  /** A revision that is taken already makes the commit stale. */
  insert(revision: ApprovalRevision): Write
  /** Makes the commit stale unless it is approved, by somebody who may still answer, and not closed. */
  failUnlessApproved(approvalId: string): Write
  /** Closes it, if it is approved and not closed yet. */
  use(approvalId: string, how: { at: number; by: string }): Write
  /** Takes reasons and marks out of questions about marks from before this instant that came to nothing. */
  redactMarks(before: number): Write
}
