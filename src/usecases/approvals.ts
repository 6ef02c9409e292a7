// Asking a second person, and answering: by somebody else, a key or a user, than who asked.

import {
  APPROVAL_KINDS,
  type ApprovalAsked,
  type ApprovalDecision,
  type ApprovalKind,
  needsSecondPerson,
  SCOPE_OF_APPROVAL,
} from '../domain/approval.ts'
import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import type { Scope } from './access-ports.ts'
import type { ApprovalRevision } from './approval-ports.ts'
import { refuseUndecided } from './compose-answer.ts'
import { decidedStep, openFile, refuseIssued } from './disclosure-file.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { checkMark, markInForce } from './protective-marks.ts'
import { newId } from './random-text.ts'
import { retryStale } from './retry-stale.ts'
import { approvalRevisionContext } from './seal-contexts.ts'
import {
  type Act,
  type Approval,
  type ApprovalState,
  covers,
  findApproval,
  findApprovals,
  openAnswer,
  openQuestion,
} from './second-person.ts'

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
  /** The last day on which it can be answered or used. */
  holds_through: string
}

export interface ApprovalView extends ApprovalSummary {
  /** Null once the request it was about was redacted. */
  reason: string | null
  /** A mark as it was asked for; null of what its subject says already. */
  mark: unknown
  decision_reason: string | null
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
  const standing = (await findApprovals(deps, { kinds: [act.kind], subject: act.subject })).find(
    one => (one.state === 'asked' || one.state === 'approved') && covers(deps, one, act),
  )
  if (standing) return summarise(caller, standing)
  const approvalId = newId()
  const at = deps.clock()
  await append(deps, caller, {
    revision: { approvalId, revision: 1, kind: act.kind, subject: act.subject, state: 'asked', at },
    sealed: { reason: asked.reason, content: act.content },
  })
  return summarise(caller, (await findApproval(deps, approvalId)) as Approval)
}

/** Throws not_found, approval_own, approval_over once it was answered or lapsed. */
export async function decideApproval(
  deps: Deps,
  caller: Asker,
  { approvalId, decision, reason }: ApprovalDecision & { approvalId: string },
): Promise<ApprovalSummary> {
  await retryStale(async () => {
    const approval = await findVisible(deps, caller, approvalId)
    if (approval.state !== 'asked') {
      throw new DomainError('approval_over', 'It was answered already, or its days are over.', {
        fix: 'Read it again; when it is still wanted, ask anew.',
      })
    }
    if (approval.askedBy === caller.actor) {
      throw new DomainError('approval_own', 'Who asks does not answer.', {
        fix: 'Let another person or key of the same scope answer.',
      })
    }
    const { kind, subject } = approval
    const at = deps.clock()
    await append(deps, caller, {
      revision: { approvalId, revision: 2, kind, subject, state: decision, at },
      sealed: reason === undefined ? undefined : { reason },
    })
  })
  return summarise(caller, (await findApproval(deps, approvalId)) as Approval)
}

/** What waits for an answer, the oldest first: of the kinds that the caller's scopes let them know of. */
export async function listWaitingApprovals(deps: Deps, caller: Asker): Promise<ApprovalSummary[]> {
  const waiting = await findApprovals(deps, {
    kinds: kindsOf(caller),
    waiting: true,
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
  await deps.stores.commit(note(deps, caller, approval, 'read'))
  return {
    ...summarise(caller, approval),
    reason: question?.reason ?? null,
    mark: approval.kind === 'mark_placing' ? (question?.content ?? null) : null,
    decision_reason: openAnswer(deps, approval)?.reason ?? null,
  }
}

/** What is asked for, as it will be held against what is done: an act that would be refused is not asked for. */
async function actOf(deps: Deps, asked: ApprovalAsked): Promise<Act> {
  switch (asked.kind) {
    case 'retention_run':
      return { kind: asked.kind, subject: asked.as_of, content: null }
    case 'mark_placing':
      await checkMark(deps, asked.mark)
      return { kind: asked.kind, subject: asked.code, content: asked.mark }
    case 'mark_release': {
      const { revision } = await markInForce(deps, asked.code)
      return { kind: asked.kind, subject: asked.code, content: { revision } }
    }
    case 'extract': {
      const file = await openFile(deps, asked.request_no)
      refuseIssued(file)
      refuseUndecided(file)
      return { kind: asked.kind, subject: file.requestNo, content: { decided: decidedStep(file) } }
    }
  }
}

const kindsOf = ({ scopes }: Pick<Caller, 'scopes'>) =>
  APPROVAL_KINDS.filter(kind => (scopes as readonly Scope[]).includes(SCOPE_OF_APPROVAL[kind]))

/** One that the caller may not know of is not there. */
async function findVisible(deps: Deps, caller: Asker, approvalId: string): Promise<Approval> {
  const approval = await findApproval(deps, approvalId)
  if (!approval || !kindsOf(caller).includes(approval.kind)) throw notFound()
  return approval
}

async function append(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { revision, sealed }: { revision: Omit<ApprovalRevision, 'by' | 'sealed'>; sealed: unknown },
) {
  const { stores, vault } = deps
  const context = approvalRevisionContext(revision.approvalId, revision.revision)
  await stores.commit([
    stores.approvals.insert({
      ...revision,
      by: caller.actor,
      sealed: sealed === undefined ? null : vault.seal(JSON.stringify(sealed), context),
    }),
    ...note(deps, caller, revision, revision.state),
  ])
}

/** Events about marks are for the restricted role, by the beginning of their kind (db/audit.ts). */
function note(
  { stores, clock }: Deps,
  { actor }: Pick<Caller, 'actor'>,
  { approvalId, kind, subject }: Pick<Approval, 'approvalId' | 'kind' | 'subject'>,
  what: string,
): Write[] {
  const about = kind === 'extract' || kind === 'retention_run' ? 'approval.' : MARK_EVENT
  const detail = { approval_id: approvalId, kind, subject }
  return stores.audit.insert([{ at: clock(), kind: `${about}${what}`, actor, detail }])
}

const MARK_EVENT = 'protective_mark.approval_'

function summarise({ actor }: Pick<Caller, 'actor'>, approval: Approval): ApprovalSummary {
  const { approvalId, kind, subject, state, askedAt, askedBy, decided } = approval
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
    holds_through: approval.holdsThrough,
  }
}

function notNeeded(): DomainError {
  return new DomainError('approval_not_needed', 'The settings ask for no second person here.', {
    fix: 'Do it directly, or set second_person in operator.json.',
  })
}
