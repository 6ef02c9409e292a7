// The lists of approvals: those that wait for an answer, and all of them.

import {
  type ApprovalSummary,
  listApprovals,
  listWaitingApprovals,
} from '../../usecases/approvals.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Badge, EmptyState, type Kind } from '../components.tsx'
import { type List, pagesOf } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { approvalKinds, approvalWords } from './approvals-words.ts'

type Row = ApprovalSummary & { asker: string; closer: string }

export function approvalList(deps: Deps, visit: Visit): List<Row> {
  const t = visit.say(approvalWords)
  return {
    ...shared(visit),
    caption: t.all,
    csv: '/approvals.csv',
    read: async page => named(deps, visit, await listApprovals(deps, visit.caller, page)),
    empty: (
      <EmptyState title={t.nothing}>
        <p>{t.nothingHint}</p>
      </EmptyState>
    ),
  }
}

export function waitingList(deps: Deps, visit: Visit): List<Row> {
  const t = visit.say(approvalWords)
  const { key, columns } = shared(visit)
  return {
    key,
    columns,
    caption: t.waiting,
    csv: '/approvals/waiting.csv',
    param: 'waiting_after',
    read: async page => {
      const waiting = await listWaitingApprovals(deps, visit.caller)
      return pagesOf(await named(deps, visit, waiting), key)(page)
    },
    empty: <p>{t.nothingWaits}</p>,
  }
}

function shared(visit: Visit): Pick<List<Row>, 'key' | 'columns'> {
  const t = visit.say(approvalWords)
  const { kinds, states } = visit.say(approvalKinds)
  return {
    key: one => one.approval_id,
    columns: [
      {
        head: t.what,
        text: one => kinds[one.kind],
        cell: one => <a href={`/approvals/${one.approval_id}`}>{kinds[one.kind]}</a>,
      },
      { head: t.about, text: one => one.subject },
      {
        head: t.state,
        text: one => states[one.state],
        cell: one => <State visit={visit} state={one.state} />,
      },
      { head: t.askedBy, text: one => one.asker },
      { head: t.askedAt, text: one => visit.instant(one.asked_at) },
      { head: t.until, text: one => one.holds_through },
      {
        head: t.closedAt,
        text: one => (one.closed_at ? visit.instant(one.closed_at) : ''),
        fileOnly: true,
      },
      { head: t.closedBy, text: one => one.closer, fileOnly: true },
    ],
  }
}

async function named(deps: Deps, visit: Visit, rows: readonly ApprovalSummary[]): Promise<Row[]> {
  const t = visit.say(approvalWords)
  const actors = rows.flatMap(one => [one.asked_by, one.closed_by ?? []].flat())
  const names = await nameActors(deps, actors)
  const name = (actor: string) => names.get(actor) ?? actor
  return rows.map(one => ({
    ...one,
    asker: one.own ? t.own : name(one.asked_by),
    closer: one.closed_by === null ? '' : name(one.closed_by),
  }))
}

const KIND_OF_STATE: Record<ApprovalSummary['state'], Kind> = {
  asked: 'warn',
  approved: 'ok',
  refused: 'danger',
  used: 'info',
  withdrawn: 'info',
  lapsed: 'info',
}

export function State({ visit, state }: { visit: Visit; state: ApprovalSummary['state'] }) {
  return <Badge kind={KIND_OF_STATE[state]}>{visit.say(approvalKinds).states[state]}</Badge>
}
