// Asking a second person, and answering: by somebody else, a key or a user, than who asked.

import {
  APPROVAL_KINDS,
  type ApprovalAsked,
  type ApprovalDecision,
  type ApprovalKind,
  type ApprovalWithdrawal,
  needsSecondPerson,
  SCOPE_OF_APPROVAL,
} from '../domain/approval.ts'
import { formatInstant } from '../domain/calendar-date.ts'
import { changedMeanwhile, DomainError, notFound } from '../domain/domain-error.ts'
import type { ProtectiveMark } from '../domain/protective-mark.ts'
import type { Scope } from './access-ports.ts'
import { appendApproval, nextOf, noteApproval } from './append-approval.ts'
import {
  type ApprovalAbout,
  actIfAny,
  actOf,
  examineFitting,
  subjectOfKind,
} from './approval-acts.ts'
import {
  type Approval,
  type ApprovalState,
  findApproval,
  findApprovals,
  findCovering,
  isOpen,
  openQuestion,
  openReason,
} from './approval-revisions.ts'
import type { Caller, Deps } from './ports.ts'
import { newId } from './random-text.ts'
import { retryStale } from './retry-stale.ts'

/** Ids, days and codes: it names nobody. */
export interface ApprovalSummary {
  approval_id: string
  kind: ApprovalKind
  subject: string
  state: ApprovalState
  asked_at: string
  asked_by: string
  /** Asked by the caller: somebody else has to answer. */
  own: boolean
  decided_at: string | null
  decided_by: string | null
  /** Used or withdrawn. */
  closed_at: string | null
  closed_by: string | null
  /** The last day on which it can be answered or used. */
  holds_through: string
}

export interface ApprovalView extends ApprovalSummary {
  /** Null once its years were over. */
  reason: string | null
  /** A mark as it was asked for; null of what its subject says already. */
  mark: ProtectiveMark | null
  decision_reason: string | null
  closing_reason: string | null
  /** False when something changed since it was asked, or it is over: its word would not count. */
  fits: boolean
  /** What the second person has to see of it; null where it does not fit. */
  about: ApprovalAbout | null
}

type Asker = Pick<Caller, 'actor' | 'scopes'>

/**
 * The same question again, while it waits or is approved, is the one that stands. Throws approval_not_needed where
 * the settings ask for nobody, and what the act itself would be refused for: not_found, not_decided,
 * already_issued, already_released, invalid_body.
 */
export async function requestApproval(
  deps: Deps,
  caller: Asker,
  asked: ApprovalAsked,
): Promise<ApprovalSummary> {
  // Whether there is such a mark is not for everybody to find out.
  if (!kindsOf(caller).includes(asked.kind)) throw notFound()
  const act = await actOf(deps, asked)
  if (!needsSecondPerson(deps.operator, asked.kind)) throw notNeeded()
  const standing = await findCovering(deps, act)
  if (standing) return summarise(caller, standing)
  const approvalId = newId()
  const at = deps.clock()
  const { kind, subject, content } = act
  const question = { approvalId, revision: 1, kind, subject, state: 'asked', at } as const
  await appendApproval(deps, caller, question, { reason: asked.reason, content })
  return summarise(caller, (await findApproval(deps, approvalId)) as Approval)
}

/** The question that waits, or the word that stands, for what would be done now; undefined where there is none. */
export async function findStanding(
  deps: Deps,
  caller: Asker,
  { kind, subject }: { kind: Exclude<ApprovalKind, 'mark_placing'>; subject: string },
): Promise<ApprovalSummary | undefined> {
  if (!kindsOf(caller).includes(kind)) return undefined
  const act = await actIfAny(deps, subjectOfKind(kind, subject))
  const standing = act && (await findCovering(deps, act))
  return standing && summarise(caller, standing)
}

/**
 * Throws not_found, approval_own, approval_over once it was answered, withdrawn or lapsed, and changed_meanwhile:
 * what is not as it was asked for cannot be approved, only refused.
 */
export async function decideApproval(
  deps: Deps,
  caller: Asker,
  { approvalId, decision, reason }: ApprovalDecision & { approvalId: string },
): Promise<ApprovalSummary> {
  await retryStale(async () => {
    const approval = await findVisible(deps, caller, approvalId)
    if (approval.state !== 'asked') throw over()
    if (approval.askedBy === caller.actor) {
      throw new DomainError('approval_own', 'Who asks does not answer.', {
        fix: 'Let another person or key of the same scope answer.',
      })
    }
    if (decision === 'approved' && !(await examineFitting(deps, approval))) throw changedMeanwhile()
    await appendApproval(deps, caller, nextOf(deps, approval, decision), reason && { reason })
  })
  return summarise(caller, (await findApproval(deps, approvalId)) as Approval)
}

/**
 * Takes back what was asked for or approved, while it is not used; whoever may answer may do so, for who asked and
 * who approved may both be away. A run that erases under it is stopped. Throws not_found, approval_over.
 */
export async function withdrawApproval(
  deps: Deps,
  caller: Asker,
  { approvalId, reason }: ApprovalWithdrawal & { approvalId: string },
): Promise<ApprovalSummary> {
  await retryStale(async () => {
    const approval = await findVisible(deps, caller, approvalId)
    if (!isOpen(approval)) throw over()
    const { kind, state, subject } = approval
    const stops = kind === 'retention_run' && state === 'approved'
    const stop = stops ? [deps.stores.retention.requestStopAsOf(subject)] : []
    await appendApproval(
      deps,
      caller,
      nextOf(deps, approval, 'withdrawn'),
      reason && { reason },
      stop,
    )
  })
  return summarise(caller, (await findApproval(deps, approvalId)) as Approval)
}

const over = () =>
  new DomainError('approval_over', 'It was answered already, or its days are over.', {
    fix: 'Read it again; when it is still wanted, ask anew.',
  })

/** What waits for an answer, the oldest first: of the kinds that the caller's scopes let them know of. */
export async function listWaitingApprovals(deps: Deps, caller: Asker): Promise<ApprovalSummary[]> {
  const waiting = await findApprovals(deps, {
    kinds: kindsOf(caller),
    state: 'asked',
    limit: MAX_WAITING,
  })
  return waiting
    .filter(({ state }) => state === 'asked')
    .reverse()
    .map(one => summarise(caller, one))
}

const MAX_WAITING = 200

/** All of them, the newest first. @param after the last one of the page before. */
export async function listApprovals(
  deps: Deps,
  caller: Asker,
  { after, ...page }: { after?: string; limit: number; subject?: string; kind?: ApprovalKind },
): Promise<ApprovalSummary[]> {
  const last = after === undefined ? undefined : await findVisible(deps, caller, after)
  const kinds = kindsOf(caller).filter(kind => page.kind === undefined || page.kind === kind)
  const found = await findApprovals(deps, {
    kinds,
    limit: page.limit,
    ...(page.subject === undefined ? {} : { subject: page.subject }),
    ...(last ? { after: { at: last.askedAt, approvalId: last.approvalId } } : {}),
  })
  return found.map(one => summarise(caller, one))
}

/** With its reasons, which may name people: the reading is logged. Throws not_found. */
export async function readApproval(
  deps: Deps,
  caller: Asker,
  approvalId: string,
): Promise<ApprovalView> {
  const approval = await findVisible(deps, caller, approvalId)
  const question = openQuestion(deps, approval)
  const fitting = isOpen(approval) ? await examineFitting(deps, approval) : undefined
  const about = (await fitting?.about()) ?? null
  await deps.stores.commit(noteApproval(deps, caller, approval, 'read'))
  return {
    ...summarise(caller, approval),
    reason: question?.reason ?? null,
    mark: approval.kind === 'mark_placing' && question ? markOf(question.content) : null,
    decision_reason: openReason(deps, approval.decided),
    closing_reason: openReason(deps, approval.closed),
    fits: fitting !== undefined,
    about,
  }
}

const markOf = (content: unknown) => (content as { mark: ProtectiveMark }).mark

const kindsOf = ({ scopes }: Pick<Caller, 'scopes'>) =>
  APPROVAL_KINDS.filter(kind => (scopes as readonly Scope[]).includes(SCOPE_OF_APPROVAL[kind]))

/** One that the caller may not know of is not there. */
async function findVisible(deps: Deps, caller: Asker, approvalId: string): Promise<Approval> {
  const approval = await findApproval(deps, approvalId)
  if (!approval || !kindsOf(caller).includes(approval.kind)) throw notFound()
  return approval
}

function summarise({ actor }: Pick<Caller, 'actor'>, approval: Approval): ApprovalSummary {
  const { approvalId, kind, subject, state, askedAt, askedBy, decided, closed } = approval
  return {
    approval_id: approvalId,
    kind,
    subject,
    state,
    asked_at: formatInstant(askedAt),
    asked_by: askedBy,
    own: askedBy === actor,
    decided_at: decided ? formatInstant(decided.at) : null,
    decided_by: decided?.by ?? null,
    closed_at: closed ? formatInstant(closed.at) : null,
    closed_by: closed?.by ?? null,
    holds_through: approval.holdsThrough,
  }
}

function notNeeded(): DomainError {
  return new DomainError('approval_not_needed', 'The settings ask for no second person here.', {
    fix: 'Do it directly, or set second_person in operator.json.',
  })
}
