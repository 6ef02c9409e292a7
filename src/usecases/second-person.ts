// The second person's word as use cases ask for it: weighed against what is done now, and used up with it.

import { type ApprovalKind, needsSecondPerson } from '../domain/approval.ts'
import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import { type Act, type Approval, covers, findApprovals } from './approval-revisions.ts'
import type { Caller, Deps, Write } from './ports.ts'

interface Word {
  /** For the act's audit event. */
  detail: { approval_id?: string }
}

/** Of an act that is done at once. Where the settings ask for nobody there is nothing to write. */
export interface Approved extends Word {
  /** Uses it up, to be committed with the act: stale when the word does not stand any more. */
  writes(caller: Pick<Caller, 'actor'>): Write[]
}

/** Of a run: several may go on under the same word, one after the other, until one of them is done. */
export interface ApprovedRun extends Word {
  asOf?: CalendarDate
  /** To be committed with the beginning: stale when the word does not stand any more. */
  guard: Write[]
  /** To be committed with the end; no fault when the word was withdrawn meanwhile. */
  useUp(caller: Pick<Caller, 'actor'>): Write[]
}

type ApprovalDeps = Pick<Deps, 'clock' | 'vault' | 'operator' | 'stores'>

/** All that wait to be used: fourteen days of them. */
const MAX_STANDING = 1_000

/** Throws approval_needed while nobody else said yes to exactly this. */
export async function requireApproval(deps: ApprovalDeps, act: Act): Promise<Approved> {
  const { kind, subject } = act
  if (!needsSecondPerson(deps.operator, kind)) return { writes: () => [], detail: {} }
  const standing = (await findApproved(deps, { kind, subject })).find(one => covers(deps, one, act))
  if (!standing) throw approvalNeeded(act)
  const { approvalId } = standing
  const { approvals } = deps.stores
  return {
    writes: ({ actor: by }) => [
      approvals.failUnlessApproved(approvalId),
      approvals.use(approvalId, { at: deps.clock(), by }),
    ],
    detail: { approval_id: approvalId },
  }
}

/**
 * For a run that erases. Without a day: the approved run of the latest day that has come.
 * Throws approval_needed.
 */
export async function requireRunApproval(
  deps: ApprovalDeps,
  asOf: CalendarDate | undefined,
): Promise<ApprovedRun> {
  const kind = 'retention_run'
  if (!needsSecondPerson(deps.operator, kind)) return { guard: [], useUp: () => [], detail: {} }
  const latest = await findRunWord(deps, asOf)
  if (!latest) {
    throw approvalNeeded({ kind, subject: asOf ?? legalDayOfInstant(deps.clock()) })
  }
  const { approvalId } = latest
  const { approvals } = deps.stores
  return {
    asOf: latest.subject,
    guard: [approvals.failUnlessApproved(approvalId)],
    useUp: ({ actor: by }) => [approvals.use(approvalId, { at: deps.clock(), by })],
    detail: { approval_id: approvalId },
  }
}

/** The word a run would go by: of this day, or of the latest day that has come. */
export async function findRunWord(
  deps: Pick<Deps, 'clock' | 'stores'>,
  asOf?: CalendarDate,
): Promise<Approval | undefined> {
  const day = asOf ?? legalDayOfInstant(deps.clock())
  const found = await findApproved(deps, {
    kind: 'retention_run',
    ...(asOf === undefined ? {} : { subject: asOf }),
  })
  const [latest] = found
    .filter(({ subject }) => subject <= day)
    .sort((a, b) => (a.subject < b.subject ? 1 : -1))
  return latest
}

async function findApproved(
  deps: Pick<Deps, 'clock' | 'stores'>,
  { kind, ...about }: { kind: ApprovalKind; subject?: string },
) {
  const page = { kinds: [kind], ...about, state: 'approved', limit: MAX_STANDING } as const
  return (await findApprovals(deps, page)).filter(({ state }) => state === 'approved')
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
