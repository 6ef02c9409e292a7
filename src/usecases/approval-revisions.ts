// What the revisions of an approval add up to: its state, what was asked for, and whether that is what is done now.

import canonicalize from 'canonicalize'
import { type ApprovalKind, holdsThrough } from '../domain/approval.ts'
import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { ApprovalPage, ApprovalRevision, StoredApproval } from './approval-ports.ts'
import type { Deps } from './ports.ts'
import { approvalRevisionContext } from './seal-contexts.ts'

/** `lapsed`: neither answered nor used in its days, or who approved it may do so no more. */
export type ApprovalState = ApprovalRevision['state'] | 'lapsed'

export interface Approval {
  approvalId: string
  kind: ApprovalKind
  subject: string
  state: ApprovalState
  askedAt: number
  askedBy: string
  /** Approved or refused. */
  decided: ApprovalRevision | undefined
  /** Used or withdrawn. */
  closed: ApprovalRevision | undefined
  holdsThrough: CalendarDate
  revisions: readonly ApprovalRevision[]
}

/** What somebody is about to do: `content` is all of it that the word has to cover beside the subject. */
export interface Act {
  kind: ApprovalKind
  subject: string
  content: unknown
}

/** Questions about one thing that are looked at, the newest ones. */
const MAX_ABOUT_ONE = 50

export async function findApprovals(
  deps: Pick<Deps, 'clock' | 'stores'>,
  page: Omit<ApprovalPage, 'limit'> & { limit?: number },
): Promise<Approval[]> {
  const rows = await deps.stores.approvals.list({ limit: MAX_ABOUT_ONE, ...page })
  return foldApprovals(deps, rows)
}

/** The newest question that waits for an answer about exactly this, or whose answer can be used. */
export async function findCovering(
  deps: Pick<Deps, 'clock' | 'stores' | 'vault'>,
  act: Act,
): Promise<Approval | undefined> {
  const about = await findApprovals(deps, { kinds: [act.kind], subject: act.subject })
  return about.find(one => isOpen(one) && covers(deps, one, act))
}

export const isOpen = ({ state }: { state: ApprovalState }) =>
  state === 'asked' || state === 'approved'

/** Undefined when there is none. */
export async function findApproval(
  deps: Pick<Deps, 'clock' | 'stores'>,
  approvalId: string,
): Promise<Approval | undefined> {
  return foldApprovals(deps, await deps.stores.approvals.find(approvalId))[0]
}

/** What was asked for, and why; undefined once it was redacted. */
export function openQuestion(
  { vault }: Pick<Deps, 'vault'>,
  { revisions }: Approval,
): { reason: string; content: unknown } | undefined {
  return openRevision(vault, revisions[0]) as { reason: string; content: unknown } | undefined
}

/** Why it was answered or closed so, where somebody said it. */
export function openReason(
  { vault }: Pick<Deps, 'vault'>,
  revision: ApprovalRevision | undefined,
): string | null {
  const opened = openRevision(vault, revision) as { reason: string } | undefined
  return opened?.reason ?? null
}

function openRevision(vault: Deps['vault'], revision: ApprovalRevision | undefined): unknown {
  if (!revision?.sealed) return undefined
  const context = approvalRevisionContext(revision.approvalId, revision.revision)
  return JSON.parse(new TextDecoder().decode(vault.open(revision.sealed, context)))
}

function foldApprovals(
  { clock }: Pick<Deps, 'clock'>,
  rows: readonly StoredApproval[],
): Approval[] {
  const today = legalDayOfInstant(clock())
  return [...Map.groupBy(rows, ({ approvalId }) => approvalId).values()].map(revisions => {
    const question = revisions[0] as StoredApproval
    const newest = revisions.at(-1) as StoredApproval
    const lastDay = holdsThrough(newest.at)
    const isLost = newest.state === 'approved' && !newest.mayAnswer
    return {
      approvalId: question.approvalId,
      kind: question.kind,
      subject: question.subject,
      state: isOpen(newest) && (isLost || today > lastDay) ? 'lapsed' : newest.state,
      askedAt: question.at,
      askedBy: question.by,
      decided: revisions.find(({ state }) => state === 'approved' || state === 'refused'),
      closed: revisions.find(({ state }) => state === 'used' || state === 'withdrawn'),
      holdsThrough: lastDay,
      revisions,
    }
  })
}

export function covers(deps: Pick<Deps, 'vault'>, approval: Approval, act: Act): boolean {
  const question = openQuestion(deps, approval)
  return question !== undefined && canonicalize(question.content) === canonicalize(act.content)
}
