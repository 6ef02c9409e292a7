// The second person's word as use cases ask for it: opened, weighed against what is done now, and used up with it.

import canonicalize from 'canonicalize'
import { type ApprovalKind, holdsThrough, needsSecondPerson } from '../domain/approval.ts'
import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { ApprovalPage, ApprovalRevision } from './approval-ports.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { approvalRevisionContext } from './seal-contexts.ts'

/** `lapsed`: neither answered nor used in its days. */
export type ApprovalState = ApprovalRevision['state'] | 'lapsed'

export interface Approval {
  approvalId: string
  kind: ApprovalKind
  subject: string
  state: ApprovalState
  askedAt: number
  askedBy: string
  decided: { at: number; by: string } | undefined
  holdsThrough: CalendarDate
  revisions: readonly ApprovalRevision[]
}

/** What somebody is about to do: `content` is all of it that the word has to cover beside the subject. */
export interface Act {
  kind: ApprovalKind
  subject: string
  content: unknown
}

/** To be committed with the act; empty where the settings ask for nobody. */
export interface Approved {
  writes(caller: Pick<Caller, 'actor'>): Write[]
  /** For the act's audit event. */
  detail: { approval_id?: string }
}

const NOT_NEEDED: Approved = { writes: () => [], detail: {} }
/** Questions about one thing that are looked at, the newest ones. */
const MAX_ABOUT_ONE = 50

type ApprovalDeps = Pick<Deps, 'clock' | 'vault' | 'operator' | 'stores'>

/** Throws approval_needed while nobody else said yes to exactly this. */
export async function requireApproval(deps: ApprovalDeps, act: Act): Promise<Approved> {
  if (!needsSecondPerson(deps.operator, act.kind)) return NOT_NEEDED
  const about = await findApprovals(deps, { kinds: [act.kind], subject: act.subject })
  const fitting = about.find(one => one.state === 'approved' && covers(deps, one, act))
  if (!fitting) throw approvalNeeded(act)
  return approvedBy(deps, fitting)
}

/**
 * For a run that erases. Without a day: the approved run of the latest day that has come.
 * Throws approval_needed.
 */
export async function requireRunApproval(
  deps: ApprovalDeps,
  asOf: CalendarDate | undefined,
): Promise<Approved & { asOf?: CalendarDate }> {
  const kind = 'retention_run'
  if (!needsSecondPerson(deps.operator, kind)) return NOT_NEEDED
  const today = legalDayOfInstant(deps.clock())
  const about = await findApprovals(deps, {
    kinds: [kind],
    ...(asOf === undefined ? {} : { subject: asOf }),
  })
  const [latest] = about
    .filter(({ state, subject }) => state === 'approved' && subject <= (asOf ?? today))
    .sort((a, b) => (a.subject < b.subject ? 1 : -1))
  if (!latest) throw approvalNeeded({ kind, subject: asOf ?? today })
  return { ...approvedBy(deps, latest), asOf: latest.subject }
}

export async function findApprovals(
  deps: Pick<Deps, 'clock' | 'stores'>,
  page: Omit<ApprovalPage, 'limit'> & { limit?: number },
): Promise<Approval[]> {
  const rows = await deps.stores.approvals.list({ limit: MAX_ABOUT_ONE, ...page })
  return foldApprovals(deps, rows)
}

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

/** Why it was answered so, where somebody said it. */
export function openAnswer(
  { vault }: Pick<Deps, 'vault'>,
  { revisions }: Approval,
): { reason: string } | undefined {
  return openRevision(vault, revisions[1]) as { reason: string } | undefined
}

function openRevision(vault: Deps['vault'], revision: ApprovalRevision | undefined): unknown {
  if (!revision?.sealed) return undefined
  const context = approvalRevisionContext(revision.approvalId, revision.revision)
  return JSON.parse(new TextDecoder().decode(vault.open(revision.sealed, context)))
}

function foldApprovals(
  { clock }: Pick<Deps, 'clock'>,
  rows: readonly ApprovalRevision[],
): Approval[] {
  const today = legalDayOfInstant(clock())
  return [...Map.groupBy(rows, ({ approvalId }) => approvalId).values()].map(revisions => {
    const [question, answer] = revisions as [ApprovalRevision, ApprovalRevision | undefined]
    const newest = revisions.at(-1) as ApprovalRevision
    const lastDay = holdsThrough(newest.at)
    const isOpen = newest.state === 'asked' || newest.state === 'approved'
    return {
      approvalId: question.approvalId,
      kind: question.kind,
      subject: question.subject,
      state: isOpen && today > lastDay ? 'lapsed' : newest.state,
      askedAt: question.at,
      askedBy: question.by,
      decided: answer && { at: answer.at, by: answer.by },
      holdsThrough: lastDay,
      revisions,
    }
  })
}

export function covers(deps: Pick<Deps, 'vault'>, approval: Approval, act: Act): boolean {
  return canonicalize(openQuestion(deps, approval)?.content) === canonicalize(act.content)
}

function approvedBy({ stores, clock }: ApprovalDeps, approval: Approval): Approved {
  const { approvalId, kind, subject, revisions } = approval
  return {
    writes: ({ actor }) => [
      stores.approvals.insert({
        approvalId,
        revision: revisions.length + 1,
        kind,
        subject,
        state: 'used',
        at: clock(),
        by: actor,
        sealed: null,
      }),
    ],
    detail: { approval_id: approvalId },
  }
}

const WHAT: Record<ApprovalKind, string> = {
  retention_run: 'Erasing',
  mark_placing: 'Placing a protective mark',
  mark_release: 'Releasing a protective mark',
  extract: 'Issuing the document',
}

function approvalNeeded({ kind, subject }: Pick<Act, 'kind' | 'subject'>): DomainError {
  return new DomainError('approval_needed', `${WHAT[kind]} needs the word of a second person.`, {
    fix: 'Ask for it (POST /v1/approvals); when somebody else has approved it (POST /v1/approvals/{approval_id}/decision), send this again, unchanged.',
    members: { kind, subject },
  })
}
