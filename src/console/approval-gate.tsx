// Where a page offers what needs a second person: what stands in the way, and the way to ask.

import type { ApprovalKind } from '../domain/approval.ts'
import { needsSecondPerson } from '../domain/approval.ts'
import { type ApprovalSummary, listApprovals } from '../usecases/approvals.ts'
import type { Caller, Deps } from '../usecases/ports.ts'
import { Notice } from './components.tsx'
import { approvalWords } from './pages/approvals-words.ts'
import type { Visit } from './visit.tsx'

export interface ApprovalNeed {
  kind: ApprovalKind
  subject: string
  /** The newest question about it. */
  newest: ApprovalSummary | undefined
}

/** Undefined where the settings ask for nobody. */
export async function approvalFor(
  deps: Deps,
  caller: Pick<Caller, 'actor' | 'scopes'>,
  { kind, subject }: { kind: ApprovalKind; subject: string },
): Promise<ApprovalNeed | undefined> {
  if (!needsSecondPerson(deps.operator, kind)) return undefined
  const [newest] = await listApprovals(deps, caller, { kind, subject, limit: 1 })
  return { kind, subject, newest }
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
  const { kind, subject, newest } = of
  const see = newest ? <a href={`/approvals/${newest.approval_id}`}>{t.see}</a> : null
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
        {t.gate} {newest?.state === 'refused' ? t.gateRefused : ''}{' '}
        {newest?.state === 'refused' ? see : null}
      </p>
      <p>
        <a href={props.askAt ?? `/approvals/new?${query}`}>{t.newTitle}</a>
      </p>
    </Notice>
  )
}
