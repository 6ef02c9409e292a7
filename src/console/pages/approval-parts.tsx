// The parts of the approvals' pages: their table, what one says, and how it is carried out.

import type { ProtectiveMark } from '../../domain/protective-mark.ts'
import type { ApprovalState } from '../../usecases/approval-revisions.ts'
import type { ApprovalSummary, ApprovalView } from '../../usecases/approvals.ts'
import { Badge, Definitions, Instant, type Kind, Table } from '../components.tsx'
import { Actions, Form } from '../form-parts.tsx'
import type { Visit } from '../visit.tsx'
import { approvalKinds, approvalWords } from './approvals-words.ts'
import { groundWords, scopeInWords } from './mark-words.ts'

const KIND_OF_STATE: Record<ApprovalState, Kind> = {
  asked: 'warn',
  approved: 'ok',
  refused: 'danger',
  used: 'info',
  withdrawn: 'info',
  lapsed: 'info',
}

export function ApprovalTable(props: {
  visit: Visit
  caption: string
  rows: readonly ApprovalSummary[]
  names: ReadonlyMap<string, string>
}) {
  const { visit, caption, rows, names } = props
  const t = visit.say(approvalWords)
  const { kinds } = visit.say(approvalKinds)
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      columns={[
        {
          head: t.what,
          cell: one => <a href={`/approvals/${one.approval_id}`}>{kinds[one.kind]}</a>,
        },
        { head: t.about, cell: one => one.subject },
        { head: t.state, cell: one => <State visit={visit} state={one.state} /> },
        {
          head: t.askedBy,
          cell: one => (one.own ? t.own : (names.get(one.asked_by) ?? one.asked_by)),
        },
        { head: t.askedAt, cell: one => <Instant visit={visit} at={one.asked_at} /> },
        { head: t.until, cell: one => <time>{one.holds_through}</time> },
      ]}
    />
  )
}

function State({ visit, state }: { visit: Visit; state: ApprovalState }) {
  return <Badge kind={KIND_OF_STATE[state]}>{visit.say(approvalKinds).states[state]}</Badge>
}

export function ApprovalFacts(props: {
  visit: Visit
  of: ApprovalView
  names: ReadonlyMap<string, string>
}) {
  const { visit, of, names } = props
  const t = visit.say(approvalWords)
  const name = (actor: string) => names.get(actor) ?? actor
  const open = of.state === 'asked' || of.state === 'approved'
  return (
    <Definitions
      of={[
        [t.state, <State visit={visit} state={of.state} />],
        [visit.say(approvalKinds).subjects[of.kind], of.subject],
        ...markFacts(visit, of.mark as ProtectiveMark | null),
        [t.reason, of.reason ?? t.redacted],
        [t.askedBy, of.own ? t.own : name(of.asked_by)],
        [t.askedAt, <Instant visit={visit} at={of.asked_at} />],
        ...(of.decided_by === null
          ? []
          : [
              [t.decidedBy, name(of.decided_by)] as const,
              [t.decidedAt, <Instant visit={visit} at={of.decided_at} />] as const,
            ]),
        ...(of.decision_reason === null ? [] : [[t.why, of.decision_reason] as const]),
        ...(open ? [[t.until, of.holds_through] as const] : []),
      ]}
    />
  )
}

function markFacts(visit: Visit, mark: ProtectiveMark | null) {
  if (!mark) return []
  const t = visit.say(approvalWords)
  return [
    [t.ground, visit.say(groundWords).grounds[mark.ground]] as const,
    [t.harm, mark.reason] as const,
    [t.scope, scopeInWords(visit, mark.scope)] as const,
  ]
}

/** Where an approved act is done; a mark is placed from here, as it was frozen. */
export function CarryOut({ visit, of }: { visit: Visit; of: ApprovalView }) {
  const t = visit.say(approvalWords)
  if (of.kind === 'mark_placing') {
    return (
      <Form visit={visit} action={`/approvals/${of.approval_id}/placing`}>
        <Actions visit={visit} cancel="/approvals">
          <button type="submit">{t.carryOut.mark_placing}</button>
        </Actions>
      </Form>
    )
  }
  const to = {
    retention_run: `/retention/run?as_of=${encodeURIComponent(of.subject)}`,
    mark_release: `/marks/${encodeURIComponent(of.subject)}/release`,
    extract: `/requests/${encodeURIComponent(of.subject)}`,
  }[of.kind]
  return (
    <>
      <p class="muted">{t.anybody}</p>
      <p>
        <a class="button" href={to}>
          {t.carryOut[of.kind]}
        </a>
      </p>
    </>
  )
}
