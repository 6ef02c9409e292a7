// /third-parties: the register, those first that wait for it, with how much went to each; found by name or code.

import { z } from 'zod'
import { OFFICERS, READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { countProvisions } from '../../usecases/provision-counts.ts'
import { readThirdPartyViews, type ThirdPartyPage } from '../../usecases/register-third-party.ts'
import { sightOf } from '../../usecases/sight.ts'
import { readTicket, writeTicket } from '../../usecases/ticket.ts'
import { EmptyState, Notice, Table } from '../components.tsx'
import { Faults, Field, Form } from '../form-parts.tsx'
import { checkForm, EMPTY_FORM, type Unsent } from '../forms.ts'
import { type List, Listing, listFile, shownColumns } from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { partyWords } from './third-parties-words.ts'
import { type Counted, registerColumns, waitingColumns } from './third-party-columns.tsx'

export const PARTY_ACCESS = { roles: READERS, people: true }
/** Unregistered ones above the list; the rest on a page of their own. */
const WAITING = 20
const PURPOSE = 'third-parties'
const LASTS_MS = 30 * 60_000

const querySchema = z.strictObject({
  after: z.string().max(64).optional(),
  only: z.literal('waiting').optional(),
  search: z.string().max(4_000).optional(),
})
const searchSchema = z.strictObject({ named: z.string().trim().min(1).max(200) })

/** What of the register is listed. */
type Part = Pick<ThirdPartyPage, 'unregistered' | 'named'>

export function registerPage(shell: Shell, deps: Deps) {
  shell.navigate({
    path: '/third-parties',
    label: { ja: '第三者', en: 'Third parties' },
    roles: READERS,
  })
  shell.get('/third-parties', PARTY_ACCESS, visit => {
    const part = partOf(deps, visit)
    return 'faults' in part
      ? showRegister(deps, visit, { part: undefined, form: part })
      : showRegister(deps, visit, { part, form: EMPTY_FORM })
  })
  // A name may be a person's: it is posted, and stands sealed in the address.
  shell.post('/third-parties', PARTY_ACCESS, async visit => {
    const form = await visit.form(searchSchema)
    if (!form.ok) return showRegister(deps, visit, { part: {}, form })
    const content = { userId: visit.me.user.userId, named: form.data.named }
    const search = writeTicket(deps, PURPOSE, content, LASTS_MS)
    return visit.seeOther(`/third-parties?search=${search}`)
  })
  shell.get('/third-parties.csv', PARTY_ACCESS, visit => {
    const part = partOf(deps, visit)
    return 'faults' in part
      ? showRegister(deps, visit, { part: undefined, form: part })
      : listFile(registerList(deps, visit, part))
  })
}

function partOf(deps: Deps, visit: Visit): Part | Unsent {
  const given = Object.entries(visit.c.req.query()).filter(([, value]) => value !== '')
  const query = checkForm(querySchema, Object.fromEntries(given), { language: visit.language })
  if (!query.ok) return query
  const { only, search } = query.data
  if (search === undefined) return only ? { unregistered: true } : {}
  const found = readTicket<{ userId: string; named: string }>(deps, PURPOSE, search)
  if (found?.userId === visit.me.user.userId) return { named: found.named }
  return { values: {}, faults: { named: visit.say(partyWords).searchOver } }
}

async function showRegister(
  deps: Deps,
  visit: Visit,
  { part, form }: { part: Part | undefined; form: Unsent },
) {
  const t = visit.say(partyWords)
  const only = part?.unregistered
  const isWhole = part && !only && part.named === undefined && !visit.c.req.query('after')
  const title = only ? t.waiting : t.title
  return visit.page(
    { title, faults: form.faults },
    <>
      <h1>{title}</h1>
      <p>{only ? t.waitingLead : t.lead}</p>
      {visit.is(...OFFICERS) && !only ? (
        <p>
          <a class="button" href="/third-parties.new">
            {t.add}
          </a>
        </p>
      ) : null}
      <Faults visit={visit} form={form} />
      {only ? null : <Search visit={visit} form={form} named={part?.named} />}
      {isWhole ? <Waiting deps={deps} visit={visit} /> : null}
      {part ? <Listing visit={visit} list={registerList(deps, visit, part)} /> : null}
    </>,
  )
}

function Search({
  visit,
  form,
  named,
}: {
  visit: Visit
  form: Unsent
  named?: string | undefined
}) {
  const t = visit.say(partyWords)
  return (
    <>
      <Form visit={visit} action="/third-parties" label={t.search}>
        <Field
          visit={visit}
          form={form}
          name="named"
          label={t.named}
          hint={t.namedHint}
          value={named ?? ''}
        />
        <p class="actions">
          <button type="submit" class="second">
            {t.search}
          </button>
          {named === undefined ? null : <a href="/third-parties">{t.leave}</a>}
        </p>
      </Form>
      {named === undefined ? null : <Notice>{t.foundBy(named)}</Notice>}
    </>
  )
}

async function Waiting({ deps, visit }: { deps: Deps; visit: Visit }) {
  const t = visit.say(partyWords)
  const waiting = await readCounted(deps, visit, { unregistered: true, limit: WAITING + 1 })
  if (waiting.length === 0) return null
  return (
    <>
      <h2>{t.waiting}</h2>
      <p>{t.waitingLead}</p>
      <Table
        caption={t.waiting}
        hideCaption
        rows={waiting.slice(0, WAITING)}
        columns={shownColumns({ columns: waitingColumns(visit) })}
      />
      {waiting.length > WAITING ? (
        <p>
          <a href="/third-parties?only=waiting">{t.allWaiting}</a>
        </p>
      ) : null}
      <h2>{t.all}</h2>
    </>
  )
}

function registerList(deps: Deps, visit: Visit, part: Part): List<Counted> {
  const t = visit.say(partyWords)
  const after = visit.c.req.query('after')
  return {
    caption: part.unregistered ? t.waiting : t.all,
    csv: '/third-parties.csv',
    key: ({ code }) => code,
    empty: part.named ? (
      <EmptyState title={t.foundNone}>
        <p>{t.foundNoneHint}</p>
      </EmptyState>
    ) : (
      <EmptyState title={after ? t.noMore : part.unregistered ? t.noneWaiting : t.empty}>
        {after || part.unregistered ? null : <p>{t.emptyHint}</p>}
      </EmptyState>
    ),
    read: ({ after: afterCode, limit }) =>
      readCounted(deps, visit, { ...part, ...(afterCode ? { afterCode } : {}), limit }),
    columns: part.unregistered ? waitingColumns(visit) : registerColumns(visit),
  }
}

async function readCounted(deps: Deps, visit: Visit, page: ThirdPartyPage): Promise<Counted[]> {
  const parties = await readThirdPartyViews(deps, visit.caller, page)
  const codes = parties.map(({ code }) => code)
  const records = new Map<string | null, number>()
  for (const row of await countProvisions(deps, visit.caller, { codes })) {
    records.set(row.code, (records.get(row.code) ?? 0) + row.records)
  }
  const gaps = new Map<string | null, number>()
  for (const { code, lacking } of await deps.stores.counts.listGaps(sightOf(visit.caller))) {
    gaps.set(code, (gaps.get(code) ?? 0) + lacking)
  }
  return parties.map(party => ({
    ...party,
    records: records.get(party.code) ?? 0,
    gaps: gaps.get(party.code) ?? 0,
  }))
}
