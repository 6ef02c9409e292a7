// The overview of the gaps: by item, and by third party and age.

import type { ConflictCode } from '../../domain/gaps.ts'
import type { ItemCode } from '../../domain/record-rules.ts'
import {
  countGapItems,
  type GapGroup,
  type GapItems,
  type GapKind,
  listGapGroups,
} from '../../usecases/gap-groups.ts'
import type { Deps } from '../../usecases/ports.ts'
import { EmptyState, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { gapWords } from './gaps-words.ts'

export async function showGapOverview(deps: Deps, visit: Visit, kind: GapKind) {
  const t = visit.say(gapWords)
  const groups = await listGapGroups(deps, visit.caller, kind)
  const items = groups.length > 0 ? await countGapItems(deps, visit.caller, { kind }) : undefined
  const isConflict = kind === 'conflict'
  return visit.page(
    { title: isConflict ? t.conflictsTitle : t.title },
    <>
      <h1>{isConflict ? t.conflictsTitle : t.title}</h1>
      <KindTabs visit={visit} kind={kind} />
      <p>{isConflict ? t.conflictsLead : t.lead}</p>
      {items ? (
        <>
          <ItemTable visit={visit} of={items} kind={kind} />
          <PartyTable visit={visit} of={groups} kind={kind} />
        </>
      ) : (
        <EmptyState title={isConflict ? t.noConflicts : t.none}>
          <p>{isConflict ? t.noConflictsHint : t.noneHint}</p>
        </EmptyState>
      )}
    </>,
  )
}

function KindTabs({ visit, kind }: { visit: Visit; kind: GapKind }) {
  const t = visit.say(gapWords)
  const tabs = [
    ['missing_item', '/gaps', t.title],
    ['conflict', '/gaps?kind=conflict', t.conflictsTitle],
  ] as const
  return (
    <nav class="tabs" aria-label={t.tabs}>
      <ul>
        {tabs.map(([of, path, label]) => (
          <li>
            <a href={path} aria-current={of === kind ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ItemTable({ visit, of, kind }: { visit: Visit; of: GapItems; kind: GapKind }) {
  const t = visit.say(gapWords)
  return (
    <>
      <h2>{t.byItem}</h2>
      <Table
        caption={t.byItem}
        hideCaption
        rows={of.items}
        columns={[
          {
            head: kind === 'conflict' ? t.conflict : t.item,
            cell: one => <a href={`/gaps?gap=${one.gap}`}>{gapName(visit, one.gap)}</a>,
          },
          { head: t.records, cell: one => one.records, number: true },
          { head: t.oldestDay, cell: one => <time>{one.oldest_on}</time> },
        ]}
      />
      {of.more ? <p class="muted">{t.moreItems(2_000)}</p> : null}
    </>
  )
}

function PartyTable(props: { visit: Visit; of: readonly GapGroup[]; kind: GapKind }) {
  const { visit, of, kind } = props
  const t = visit.say(gapWords)
  const query = (code: string | null) =>
    new URLSearchParams({ third_party: code ?? '-', ...(kind === 'conflict' ? { kind } : {}) })
  return (
    <>
      <h2>{t.byParty}</h2>
      <Table
        caption={t.byParty}
        hideCaption
        rows={of}
        columns={[
          {
            head: t.party,
            cell: one => (
              <a href={`/gaps?${query(one.third_party)}`}>
                {one.name ?? one.third_party ?? t.noCode}
              </a>
            ),
          },
          { head: t.records, cell: one => one.records, number: true },
          ...t.ages.map((head, n) => ({
            head,
            cell: (one: GapGroup) => one.ages[n as 0 | 1 | 2] || '',
            number: true,
          })),
          { head: t.oldest, cell: one => <time>{one.oldest_month}</time> },
        ]}
      />
    </>
  )
}

export function gapName(visit: Visit, gap: string): string {
  const { items, conflicts } = visit.say(ledgerWords)
  return items[gap as ItemCode] ?? conflicts[gap as ConflictCode] ?? gap
}
