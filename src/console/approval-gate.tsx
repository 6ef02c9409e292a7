// Where a page offers what needs a second person: what stands in the way, and the way to ask.

import { type ApprovalKind, needsSecondPerson } from '../domain/approval.ts'
import { type ApprovalSummary, findStanding, listApprovals } from '../usecases/approvals.ts'
import type { Caller, Deps } from '../usecases/ports.ts'
import { Notice } from './components.tsx'
import { approvalWords } from './pages/approvals-words.ts'
import type { Visit } from './visit.tsx'

/** What is there already: its subject says it all. */
interface Subject {
  kind: Exclude<ApprovalKind, 'mark_placing'>
  subject: string
}

export interface ApprovalNeed extends Subject {
  /** The question about it as it stands; else the last one that is over. */
  newest?: ApprovalSummary
  /** A question that still holds, about what changed since. */
  outdated?: ApprovalSummary
}

/** Whether it may be done now, as far as a second person goes. */
export const isApproved = (need: ApprovalNeed | undefined) =>
  need === undefined || need.newest?.state === 'approved'

/** Undefined where the settings ask for nobody. Throws what the act itself would be refused for. */
export async function approvalFor(
  deps: Deps,
  caller: Pick<Caller, 'actor' | 'scopes'>,
  about: Subject,
): Promise<ApprovalNeed | undefined> {
  if (!needsSecondPerson(deps.operator, about.kind)) return undefined
  const standing = await findStanding(deps, caller, about)
  if (standing) return { ...about, newest: standing }
  const [last] = await listApprovals(deps, caller, { ...about, limit: 1 })
  if (!last) return about
  const holds = last.state === 'asked' || last.state === 'approved'
  return { ...about, ...(holds ? { outdated: last } : { newest: last }) }
}

/** @param askAt where to ask, when not on the page for all. */
export function ApprovalGate(props: {
  visit: Visit
  of: ApprovalNeed | undefined
  askAt?: string
}) {
  const { visit, of } = props
  if (!of) return null
  const t = visit.say(approvalWords)
  const { kind, subject, newest, outdated } = of
  const told = newest ?? outdated
  const see = told ? <a href={`/approvals/${told.approval_id}`}>{t.see}</a> : null
  const before = outdated ? t.gateOutdated : newest?.state === 'refused' ? t.gateRefused : ''
  if (newest?.state === 'approved') {
    return (
      <Notice kind="ok">
        <p>
          {t.gateApproved(newest.holds_through)} {see}
        </p>
      </Notice>
    )
  }
  if (newest?.state === 'asked') {
    return (
      <Notice kind="warn">
        <p>
          {t.gateWaiting} {see}
        </p>
      </Notice>
    )
  }
  const query = new URLSearchParams({ kind, subject })
  return (
    <Notice kind="warn">
      <p>
        {t.gate} {before} {before ? see : null}
      </p>
      <p>
        <a href={props.askAt ?? `/approvals/new?${query}`}>{t.newTitle}</a>
      </p>
    </Notice>
  )
}
