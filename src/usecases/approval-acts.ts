// What an approval is about: the act as it would be done now, and what of it the second person gets to see.

import type { ApprovalAsked } from '../domain/approval.ts'
import { deliveryOf } from '../domain/disclosure-request.ts'
import type { Delivery, Outcome } from '../domain/disclosure-steps.ts'
import { DomainError } from '../domain/domain-error.ts'
import { mayShowMore, type ProtectiveMark } from '../domain/protective-mark.ts'
import { type Act, type Approval, covers, openQuestion } from './approval-revisions.ts'
import { composeAnswer, issuingOf } from './compose-answer.ts'
import { openFile, refuseIssued } from './disclosure-file.ts'
import type { Deps } from './ports.ts'
import { openMark } from './protected-lines.ts'
import { checkMark, markInForce, placingOf } from './protective-marks.ts'
import { countDueOn } from './provision-counts.ts'
import { requireAuthority } from './require-authority.ts'
import { findDryRun } from './retention-runs.ts'

type WithoutReason<Asked> = Asked extends unknown ? Omit<Asked, 'reason'> : never
export type ApprovalSubject = WithoutReason<ApprovalAsked>

export type ApprovalAbout =
  | {
      kind: 'extract'
      outcome: Outcome
      /** Rows of the annex. */
      provided: number
      received: number
      addressee: string
      on_behalf_of: string | null
      delivery: Delivery
    }
  | {
      kind: 'retention_run'
      /** Records whose day has come by then, complete ones, held or not. */
      due: number
      /** Of the newest dry run, if it was as of that day. */
      counted: { erasable: number; held: number; requests_due: number } | null
    }
  | {
      kind: 'mark_placing'
      /** The one that it takes the place of. */
      in_force: ProtectiveMark | null
      /** Something that is hidden now may be seen again: in part it is a release. */
      may_show: boolean
    }
  | { kind: 'mark_release'; in_force: ProtectiveMark }

export interface Examined {
  act: Act
  /** Counted and composed only where somebody looks. */
  about(): ApprovalAbout | Promise<ApprovalAbout>
}

/**
 * As it will be held against what is done. Throws what the act itself would be refused for: not_found,
 * not_decided, already_issued, already_released, invalid_body …
 */
export async function actOf(deps: Deps, asked: ApprovalSubject): Promise<Act> {
  return (await examine(deps, asked)).act
}

/** Undefined where it would be refused. */
export async function actIfAny(deps: Deps, asked: ApprovalSubject): Promise<Act | undefined> {
  return (await examineIfAny(deps, asked))?.act
}

/** Undefined once the act would be another one than was asked for, is done, or cannot be done any more. */
export async function examineFitting(
  deps: Deps,
  approval: Approval,
): Promise<Examined | undefined> {
  const asked = subjectOf(deps, approval)
  const examined = asked && (await examineIfAny(deps, asked))
  return examined && covers(deps, approval, examined.act) ? examined : undefined
}

async function examineIfAny(deps: Deps, asked: ApprovalSubject): Promise<Examined | undefined> {
  try {
    return await examine(deps, asked)
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

/** Undefined once it was redacted. */
function subjectOf(deps: Deps, approval: Approval): ApprovalSubject | undefined {
  const { kind, subject } = approval
  if (kind !== 'mark_placing') return subjectOfKind(kind, subject)
  const content = openQuestion(deps, approval)?.content as { mark: ProtectiveMark } | undefined
  return content && { kind, code: subject, mark: content.mark }
}

/** What the kind and its subject say by themselves. */
export function subjectOfKind(
  kind: Exclude<Approval['kind'], 'mark_placing'>,
  subject: string,
): ApprovalSubject {
  if (kind === 'retention_run') return { kind, as_of: subject }
  return kind === 'extract' ? { kind, request_no: subject } : { kind, code: subject }
}

async function examine(deps: Deps, asked: ApprovalSubject): Promise<Examined> {
  switch (asked.kind) {
    case 'retention_run':
      return {
        act: { kind: asked.kind, subject: asked.as_of, content: null },
        about: () => aboutRun(deps, asked.as_of),
      }
    case 'mark_placing': {
      const { code, mark } = asked
      await checkMark(deps, mark)
      const placed = await deps.stores.protectiveMarks.find(code)
      const inForce = placed && !placed.released ? openMark(deps, placed) : null
      const mayShow = inForce !== null && mayShowMore(inForce, mark)
      return {
        act: placingOf(code, { mark, placed }),
        about: () => ({ kind: asked.kind, in_force: inForce, may_show: mayShow }),
      }
    }
    case 'mark_release': {
      const placed = await markInForce(deps, asked.code)
      return {
        act: { kind: asked.kind, subject: asked.code, content: { revision: placed.revision } },
        about: () => ({ kind: asked.kind, in_force: openMark(deps, placed) }),
      }
    }
    case 'extract':
      return examineAnswer(deps, asked.request_no)
  }
}

/** A look judges no records: it counts, and takes what was judged. */
async function aboutRun(deps: Deps, asOf: string): Promise<ApprovalAbout> {
  const graceDays = deps.operator.retention.grace_days
  const due = await countDueOn(
    { stores: deps.stores, graceDays },
    { day: asOf, sight: 'unprotected' },
  )
  return { kind: 'retention_run', due, counted: await findDryRun(deps, asOf) }
}

async function examineAnswer(deps: Deps, requestNo: string): Promise<Examined> {
  const file = await openFile(deps, requestNo)
  refuseIssued(file)
  requireAuthority(deps, file)
  const head = { docNo: '', issuedOn: file.request.received_on }
  const { document, rows } = await composeAnswer(deps, file, head)
  const { name, onBehalfOf } = document.addressee
  return {
    act: await issuingOf(deps, file, rows),
    about: () => ({
      kind: 'extract',
      outcome: document.kind,
      provided: rows.provided.length,
      received: rows.received.length,
      addressee: name,
      on_behalf_of: onBehalfOf ?? null,
      delivery: deliveryOf(file.request, file.state),
    }),
  }
}
