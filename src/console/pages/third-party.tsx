// /third-parties/:code: one third party, its revisions, what went to it and came from it, what it can fill.

import type { Child } from 'hono/jsx'
import { addMonths, legalDayOfInstant } from '../../domain/calendar-date.ts'
import { notFound } from '../../domain/domain-error.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { listProposals } from '../../usecases/propose-fillings.ts'
import { countProvisions } from '../../usecases/provision-counts.ts'
import { readThirdPartyViews, type ThirdPartyView } from '../../usecases/register-third-party.ts'
import { findItemsProvided, type ItemsProvided } from '../../usecases/third-party-provisions.ts'
import { Definitions, Notice, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { type Matter, matterWords } from '../matter-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { sayValue } from './record-content.tsx'
import { PARTY_ACCESS } from './third-parties.tsx'
import { partyWords } from './third-parties-words.ts'

export type PartyDone = keyof (typeof partyWords)['ja']['done']

/** Beyond them it says 以上. */
const COUNTED_PROPOSALS = 100
const ITEMS = 30

export function thirdPartyPage(shell: Shell, deps: Deps) {
  shell.get('/third-parties/:code', PARTY_ACCESS, async visit => {
    const party = await openParty(deps, visit)
    const { code } = party
    const proposals = party.revision
      ? await listProposals(deps, visit.caller, code, { most: COUNTED_PROPOSALS })
      : []
    const counts = await countProvisions(deps, visit.caller, { codes: [code] })
    const items = await findItemsProvided(deps, visit.caller, code)
    return showParty(deps, visit, { party, proposals: proposals.length, counts, items })
  })
}

/** Throws not_found. */
export async function openParty(deps: Deps, visit: Visit): Promise<ThirdPartyView> {
  const code = visit.c.req.param('code') ?? ''
  const [party] = await readThirdPartyViews(deps, visit.caller, { code })
  if (!party) throw notFound()
  return party
}

interface Known {
  party: ThirdPartyView
  proposals: number
  counts: Awaited<ReturnType<typeof countProvisions>>
  items: Awaited<ReturnType<typeof findItemsProvided>>
}

function showParty(deps: Deps, visit: Visit, { party, proposals, counts, items }: Known) {
  const t = visit.say(partyWords)
  const { code, name } = party
  const title = name ?? code
  const { done } = visit.once<{ done: PartyDone }>()
  const mends = visit.is(...OFFICERS)
  return visit.page(
    { title },
    <>
      <h1>{title}</h1>
      {done ? <Notice kind="ok">{t.done[done]}</Notice> : null}
      {proposals > 0 ? (
        <Notice kind="warn">
          {t.proposals(proposals, proposals === COUNTED_PROPOSALS)}{' '}
          {mends ? <a href={`/third-parties/${code}/proposals`}>{t.toProposals}</a> : null}
        </Notice>
      ) : null}
      <h2>{t.current}</h2>
      {party.revision === 0 ? <p>{t.unregistered}</p> : null}
      <Definitions of={[[t.code, <code>{code}</code>], ...wordingOf(visit, party)]} />
      <p class="actions">
        {mends ? (
          <a class="button" href={`/third-parties/${code}/edit`}>
            {party.revision === 0 ? t.registerNow : t.edit}
          </a>
        ) : null}
        <a href={`/records?third_party=${code}`}>{t.toRecords}</a>
        <a href={`/gaps?third_party=${code}`}>{t.toGaps}</a>
      </p>
      <Counts visit={visit} counts={counts} since={monthsAgo(deps, 11)} />
      <Items visit={visit} of={items} />
      {party.revisions.length > 1 ? <Revisions visit={visit} party={party} /> : null}
    </>,
  )
}

/** `2026-01`, so many months before this one. */
function monthsAgo(deps: Deps, months: number): string {
  return addMonths(`${legalDayOfInstant(deps.clock()).slice(0, 7)}-01`, -months).slice(0, 7)
}

export const PARTY_FIELDS = [
  ...['name', 'kind', 'facility', 'address', 'representative', 'country', 'equivalence'],
  ...['corporate_number', 'article_16_2_body'],
] as const

function wordingOf(visit: Visit, wording: object): [string, Child][] {
  const m = visit.say(matterWords)
  return PARTY_FIELDS.flatMap((field): [string, Child][] => {
    const value = (wording as Record<string, unknown>)[field]
    if (value === undefined || value === false) return []
    return [[m[`third_party_${field}` as Matter], sayValue(visit, `third_party.${field}`, value)]]
  })
}

function Counts(props: { visit: Visit; counts: Known['counts']; since: string }) {
  const { visit, counts, since } = props
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  const all = counts.reduce((sum, { records }) => sum + records, 0)
  const recent = counts.filter(({ month }) => month >= since)
  return (
    <>
      <h2>{t.went}</h2>
      <p>{all === 0 ? t.noCounts : `${t.total(all)}${recent.length > 0 ? ` ${t.months}` : ''}`}</p>
      {recent.length === 0 ? null : (
        <Table
          caption={t.went}
          hideCaption
          rows={recent}
          columns={[
            { head: t.month, cell: ({ month }) => month },
            { head: visit.say(matterWords).basis, cell: ({ basis }) => w.bases[basis] },
            {
              head: t.direction,
              cell: ({ direction }) => w.directions[direction],
            },
            { head: t.count, cell: ({ records }) => t.recordsOf(records), number: true },
          ]}
        />
      )}
    </>
  )
}

function Items({ visit, of: { groups, among } }: { visit: Visit; of: Known['items'] }) {
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  if (among === 0) return null
  const direction = ({ direction: code }: ItemsProvided) => w.directions[code]
  return (
    <>
      <h2>{t.what}</h2>
      <p>{t.among(among)}</p>
      <Table
        caption={t.what}
        hideCaption
        rows={groups.slice(0, ITEMS)}
        columns={[
          { head: t.items, cell: ({ items }) => items.join('、') || t.none },
          { head: t.direction, cell: direction },
          { head: visit.say(matterWords).basis, cell: ({ basis }) => w.bases[basis] },
          { head: t.first, cell: ({ firstOn }) => <time>{firstOn}</time> },
          { head: t.last, cell: ({ lastOn }) => <time>{lastOn}</time> },
          { head: t.count, cell: ({ records }) => t.recordsOf(records), number: true },
        ]}
      />
    </>
  )
}

function Revisions({ visit, party }: { visit: Visit; party: ThirdPartyView }) {
  const t = visit.say(partyWords)
  return (
    <>
      <h2>{t.revisions}</h2>
      {[...party.revisions].reverse().map(({ revision, effective_on: day, ...wording }) => (
        <section class="card" aria-label={`${t.revision} ${revision}`}>
          <h3>{`${t.revision} ${revision} · ${t.effective}: ${revision === 1 ? t.fromBeginning : day}`}</h3>
          <Definitions of={wordingOf(visit, wording)} />
        </section>
      ))}
    </>
  )
}
