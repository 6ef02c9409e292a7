// The overview of the gaps: by item, and by third party and age.

import type { ConflictCode } from '../../domain/gaps.ts'
import type { ItemCode } from '../../domain/record-rules.ts'
import {
  countGapItems,
  type GapGroup,
  type GapItems,
  type GapKind,
  LOOKED_AT,
  listGapGroups,
} from '../../usecases/gap-groups.ts'
import type { Deps } from '../../usecases/ports.ts'
import { EmptyState } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { type List, Listing, pagesOf } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { shared } from '../words.ts'
import { gapWords } from './gaps-words.ts'

export async function showGapOverview(deps: Deps, visit: Visit, kind: GapKind) {
  const t = visit.say(gapWords)
  const isConflict = kind === 'conflict'
  const parties = await gapPartyList(deps, visit, kind)
  const items = await gapItemList(deps, visit, kind)
  return visit.page(
    { title: isConflict ? t.conflictsTitle : t.title },
    <>
      <h1>{isConflict ? t.conflictsTitle : t.title}</h1>
      <KindTabs visit={visit} kind={kind} />
      <p>{isConflict ? t.conflictsLead : t.lead}</p>
      {parties.of.length > 0 ? (
        <>
          <h2>{t.byItem}</h2>
          <Listing visit={visit} list={items} />
          {items.of.more ? <p class="muted">{t.moreItems(LOOKED_AT)}</p> : null}
          <h2>{t.byParty}</h2>
          <Listing visit={visit} list={parties} />
        </>
      ) : (
        <EmptyState title={isConflict ? t.noConflicts : t.none}>
          <p>{isConflict ? t.noConflictsHint : t.noneHint}</p>
        </EmptyState>
      )}
    </>,
  )
}

type Item = GapItems['items'][number]

export async function gapItemList(
  deps: Deps,
  visit: Visit,
  kind: GapKind,
): Promise<List<Item> & { of: GapItems }> {
  const t = visit.say(gapWords)
  const of = await countGapItems(deps, visit.caller, { kind })
  const key = ({ gap }: Item) => gap
  return {
    of,
    caption: t.byItem,
    csv: '/gaps/items.csv',
    param: 'items_after',
    empty: null,
    key,
    read: pagesOf(of.items, key),
    columns: [
      {
        head: kind === 'conflict' ? t.conflict : t.item,
        text: one => gapName(visit, one.gap),
        cell: one => <a href={`/gaps?gap=${one.gap}`}>{gapName(visit, one.gap)}</a>,
      },
      {
        head: of.more ? t.recordsAmong(LOOKED_AT) : t.records,
        text: one => one.records,
        number: true,
      },
      {
        head: t.oldestDay,
        text: one => one.oldest_on,
        cell: one => <time>{one.oldest_on}</time>,
      },
    ],
  }
}

export async function gapPartyList(
  deps: Deps,
  visit: Visit,
  kind: GapKind,
): Promise<List<GapGroup> & { of: readonly GapGroup[] }> {
  const t = visit.say(gapWords)
  const of = await listGapGroups(deps, visit.caller, kind)
  const key = ({ third_party: code }: GapGroup) => code ?? '-'
  const name = ({ name: known, third_party: code }: GapGroup) =>
    known ?? (code === null ? t.noCode : visit.say(shared).unregistered(code))
  const query = (one: GapGroup) => new URLSearchParams({ third_party: key(one), kind })
  return {
    of,
    caption: t.byParty,
    csv: '/gaps/third-parties.csv',
    param: 'parties_after',
    empty: null,
    key,
    read: pagesOf(of, key),
    columns: [
      { head: t.party, text: name, cell: one => <a href={`/gaps?${query(one)}`}>{name(one)}</a> },
      { head: t.code, text: one => one.third_party, fileOnly: true },
      { head: t.records, text: one => one.records, number: true },
      ...t.ages.map((head, n) => ({
        head,
        text: (one: GapGroup) => one.ages[n as 0 | 1 | 2] || '',
        number: true,
      })),
      {
        head: t.oldest,
        text: one => one.oldest_month,
        cell: one => <time>{one.oldest_month}</time>,
      },
    ],
  }
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

export function gapName(visit: Visit, gap: string): string {
  const { items, conflicts } = visit.say(ledgerWords)
  return items[gap as ItemCode] ?? conflicts[gap as ConflictCode] ?? gap
}
