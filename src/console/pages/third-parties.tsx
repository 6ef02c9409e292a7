// /third-parties: the register, those first that wait for it, with how much went to each.

import { z } from 'zod'
import { OFFICERS, READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { countProvisions } from '../../usecases/provision-counts.ts'
import { readThirdPartyViews, type ThirdPartyView } from '../../usecases/register-third-party.ts'
import { sightOf } from '../../usecases/sight.ts'
import { Badge, EmptyState, Pager, Table } from '../components.tsx'
import { csvLine, csvResponse } from '../csv.ts'
import { Field } from '../form-parts.tsx'
import { checkForm, EMPTY_FORM } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { partyWords } from './third-parties-words.ts'

export const PARTY_ACCESS = { roles: READERS, people: true }
const PAGE = 50
/** Unregistered ones above the list; the rest on a page of their own. */
const WAITING = 20
const EXPORT_PAGE = 200

const querySchema = z.strictObject({
  after: z.string().max(64).optional(),
  only: z.literal('waiting').optional(),
})

type Counted = ThirdPartyView & { records: number; gaps: number }

export function registerPage(shell: Shell, deps: Deps) {
  shell.navigate({
    path: '/third-parties',
    label: { ja: '第三者', en: 'Third parties' },
    roles: READERS,
  })
  shell.get('/third-parties', PARTY_ACCESS, async visit => showRegister(deps, visit))
  shell.get('/third-parties.csv', PARTY_ACCESS, visit =>
    csvResponse('third-parties.csv', lines(deps, visit)),
  )
}

async function showRegister(deps: Deps, visit: Visit) {
  const t = visit.say(partyWords)
  const given = Object.entries(visit.c.req.query()).filter(([, value]) => value !== '')
  const query = checkForm(querySchema, Object.fromEntries(given), { language: visit.language })
  const { after, only } = query.ok ? query.data : {}
  const page = (unregistered: boolean, limit: number) =>
    readThirdPartyViews(deps, visit.caller, {
      ...(after ? { afterCode: after } : {}),
      ...(unregistered ? { unregistered } : {}),
      limit: limit + 1,
    })
  const found = await page(only === 'waiting', PAGE)
  const waiting = only || after ? [] : await page(true, WAITING)
  const gaps = await gapsByCode(deps, visit)
  const count = (parties: ThirdPartyView[]) => countOf(deps, visit, { parties, gaps })
  const listed = await count(found.slice(0, PAGE))
  const last = found.length > PAGE ? listed.at(-1) : undefined
  return visit.page(
    { title: only ? t.waiting : t.title },
    <>
      <h1>{only ? t.waiting : t.title}</h1>
      <p>{only ? t.waitingLead : t.lead}</p>
      {visit.is(...OFFICERS) && !only ? (
        <p>
          <a class="button" href="/third-parties.new">
            {t.add}
          </a>
        </p>
      ) : null}
      {waiting.length > 0 ? (
        <>
          <h2>{t.waiting}</h2>
          <p>{t.waitingLead}</p>
          <WaitingTable visit={visit} parties={await count(waiting.slice(0, WAITING))} />
          {waiting.length > WAITING ? (
            <p>
              <a href="/third-parties?only=waiting">{t.allWaiting}</a>
            </p>
          ) : null}
          <h2>{t.all}</h2>
        </>
      ) : null}
      {only ? null : <Jump visit={visit} />}
      {listed.length === 0 ? (
        <EmptyState title={after ? t.noMore : t.empty}>
          {after ? null : <p>{t.emptyHint}</p>}
        </EmptyState>
      ) : only ? (
        <WaitingTable visit={visit} parties={listed} />
      ) : (
        <RegisterTable visit={visit} parties={listed} />
      )}
      <Pager visit={visit} isFirst={!after} next={last && { after: last.code }} />
      {listed.length === 0 || only ? null : (
        <p>
          <a href="/third-parties.csv">{t.export}</a>
        </p>
      )}
    </>,
  )
}

/** Records with an open gap by third party, in the caller's sight. */
async function gapsByCode(deps: Deps, visit: Visit): Promise<ReadonlyMap<string, number>> {
  const gaps = new Map<string, number>()
  for (const { code, lacking } of await deps.stores.counts.listGaps(sightOf(visit.caller))) {
    if (code !== null) gaps.set(code, (gaps.get(code) ?? 0) + lacking)
  }
  return gaps
}

async function countOf(
  deps: Deps,
  visit: Visit,
  { parties, gaps }: { parties: readonly ThirdPartyView[]; gaps: ReadonlyMap<string, number> },
): Promise<Counted[]> {
  const codes = parties.map(({ code }) => code)
  const records = new Map<string | null, number>()
  for (const row of await countProvisions(deps, visit.caller, { codes })) {
    records.set(row.code, (records.get(row.code) ?? 0) + row.records)
  }
  return parties.map(party => ({
    ...party,
    records: records.get(party.code) ?? 0,
    gaps: gaps.get(party.code) ?? 0,
  }))
}

function WaitingTable({ visit, parties }: { visit: Visit; parties: readonly Counted[] }) {
  const t = visit.say(partyWords)
  return (
    <Table
      caption={t.waiting}
      hideCaption
      rows={parties}
      columns={[
        { head: t.code, cell: ({ code }) => <a href={`/third-parties/${code}`}>{code}</a> },
        { head: t.records, cell: ({ records }) => t.recordsOf(records), number: true },
        { head: t.gaps, cell: ({ gaps }) => t.recordsOf(gaps), number: true },
        {
          head: t.registerNow,
          cell: ({ code }) =>
            visit.is(...OFFICERS) ? (
              <a href={`/third-parties/${code}/edit`}>{t.registerNow}</a>
            ) : null,
        },
      ]}
    />
  )
}

function RegisterTable({ visit, parties }: { visit: Visit; parties: readonly Counted[] }) {
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  return (
    <Table
      caption={t.all}
      hideCaption
      rows={parties}
      columns={[
        { head: t.code, cell: ({ code }) => <a href={`/third-parties/${code}`}>{code}</a> },
        { head: t.name, cell: ({ name }) => name ?? <Badge kind="warn">{t.notYet}</Badge> },
        { head: t.kind, cell: ({ kind }) => (kind ? w.kinds[kind] : '') },
        { head: t.address, cell: ({ address }) => address ?? '' },
        { head: t.records, cell: ({ records }) => t.recordsOf(records), number: true },
        {
          head: t.gaps,
          cell: ({ code, gaps }) =>
            gaps > 0 ? <a href={`/gaps?third_party=${code}`}>{t.recordsOf(gaps)}</a> : '',
          number: true,
        },
      ]}
    />
  )
}

/** A long register is walked by its codes. */
function Jump({ visit }: { visit: Visit }) {
  const t = visit.say(partyWords)
  return (
    <form method="get" action="/third-parties" class="filter" aria-label={t.jump} novalidate>
      <Field
        visit={visit}
        form={EMPTY_FORM}
        name="after"
        label={t.jump}
        value={visit.c.req.query('after') ?? ''}
      />
      <button type="submit" class="second">
        {t.show}
      </button>
    </form>
  )
}

async function* lines(deps: Deps, visit: Visit) {
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  const gaps = await gapsByCode(deps, visit)
  yield csvLine([
    ...[t.code, t.name, t.kind, t.facility, t.address, t.representative, t.country, t.number],
    ...[t.revision, t.effective, t.records, t.gaps],
  ])
  for (let afterCode = ''; ; ) {
    const page = { ...(afterCode ? { afterCode } : {}), limit: EXPORT_PAGE }
    const parties = await readThirdPartyViews(deps, visit.caller, page)
    const counted = await countOf(deps, visit, { parties, gaps })
    yield counted.map(party => lineOf(party, party.kind ? w.kinds[party.kind] : '')).join('')
    afterCode = parties.at(-1)?.code ?? ''
    if (parties.length < EXPORT_PAGE) return
  }
}

function lineOf(party: Counted, kind: string): string {
  return csvLine([
    ...[party.code, party.name ?? null, kind, party.facility ?? null, party.address ?? null],
    ...[party.representative ?? null, party.country ?? null, party.corporate_number ?? null],
    party.revision,
    party.revisions.at(-1)?.effective_on ?? null,
    ...[party.records, party.gaps],
  ])
}
