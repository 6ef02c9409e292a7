// /third-parties/:code/proposals: one form that fills what many records lack with what is registered.

import { z } from 'zod'
import { OFFICERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { acceptProposals, listProposals, type Proposal } from '../../usecases/propose-fillings.ts'
import type { ThirdPartyView } from '../../usecases/register-third-party.ts'
import { parseCursor } from '../../usecases/search-records.ts'
import { EmptyState, Notice, Pager, Table } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import { type List, listFile, shownColumns } from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { partyWords } from './third-parties-words.ts'
import { openParty, type PartyDone } from './third-party.tsx'

/** Filled at a go: each is a version of its own, a few milliseconds apart. */
const PAGE = 100

const acceptSchema = z.strictObject({
  record_nos: z.preprocess(
    value => [value ?? []].flat(),
    z.array(z.coerce.number().int().min(1)).min(1, 'chooseOne').max(PAGE),
  ),
  reason: z.string().trim().min(1).max(1_000),
  proof: z.string().trim().max(1_000).optional(),
  after: z.string().optional(),
})

/** What the page before did, and said: the rest is filled with the same words. */
type Shown = {
  done: PartyDone
  filled: number
  reason: string
  proof: string
}

export function thirdPartyProposalPages(shell: Shell, deps: Deps) {
  shell.get('/third-parties/:code/proposals', OFFICERS, async visit =>
    showProposals(deps, visit, await openParty(deps, visit)),
  )
  shell.get('/third-parties/:code/proposals.csv', OFFICERS, async visit =>
    listFile(proposalList(deps, visit, await openParty(deps, visit))),
  )
  shell.post('/third-parties/:code/proposals', OFFICERS, async visit => {
    const party = await openParty(deps, visit)
    const { code } = party
    const form = await visit.form(acceptSchema, visit.say(partyWords).faults)
    if (!form.ok) return showProposals(deps, visit, party, form)
    const { record_nos, reason, proof } = form.data
    const filled = await acceptProposals(deps, visit.caller, {
      code,
      proposals: await listProposals(deps, visit.caller, code, { recordNos: record_nos }),
      record_nos,
      reason,
      ...(proof ? { evidence: proof } : {}),
    })
    const shown = { filled: filled.length, reason, ...(proof ? { proof } : {}) }
    return visit.seeOther(`/third-parties/${code}/proposals`, shown)
  })
}

async function showProposals(
  deps: Deps,
  visit: Visit,
  party: ThirdPartyView,
  form: Unsent = EMPTY_FORM,
) {
  const t = visit.say(partyWords)
  const after = [form.values.after ?? visit.c.req.query('after') ?? []].flat()[0]
  const list = proposalList(deps, visit, party)
  const found = await list.read({ ...(after ? { after } : {}), limit: PAGE + 1 })
  const proposals = found.slice(0, PAGE)
  const last = found.length > PAGE ? proposals.at(-1) : undefined
  const shown = visit.once<Shown>()
  const title = t.proposalsTitle(party.name ?? party.code)
  return visit.page(
    { title, faults: form.faults },
    <>
      <h1>{title}</h1>
      {shown.done ? <Notice kind="ok">{t.done[shown.done]}</Notice> : null}
      {shown.filled === undefined ? null : (
        <Notice kind="ok">
          {t.filled(shown.filled)} {proposals.length > 0 ? t.rest : null}
        </Notice>
      )}
      {proposals.length === 0 ? (
        <EmptyState title={t.nothing}>
          <p>{t.nothingHint}</p>
          <p>
            <a href={`/third-parties/${party.code}`}>{t.back}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <p>{t.proposalsLead}</p>
          {found.length > PAGE ? <p class="muted">{t.moreThan(PAGE)}</p> : null}
          <Faults visit={visit} form={form} />
          <Form visit={visit} action={visit.c.req.path} once>
            {after ? <input type="hidden" name="after" value={after} /> : null}
            <ProposalTable visit={visit} proposals={proposals} form={form} list={list} />
            <div class="narrow">
              <Field
                visit={visit}
                form={form}
                name="reason"
                label={t.reason}
                value={shown.reason ?? t.reasonValue}
                required
              />
              <Field
                visit={visit}
                form={form}
                name="proof"
                label={t.proof}
                hint={t.proofHint}
                value={shown.proof ?? ''}
              />
            </div>
            <Actions visit={visit} cancel={`/third-parties/${party.code}`}>
              <button type="submit">{t.fill(proposals.length)}</button>
            </Actions>
          </Form>
          <Pager visit={visit} isFirst={!after} next={last && { after: list.key(last) }} />
          <p>
            <a href={list.csv}>{t.export}</a>
          </p>
        </>
      )}
    </>,
  )
}

function proposalList(deps: Deps, visit: Visit, party: ThirdPartyView): List<Proposal> {
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  const since = ({ revision }: Proposal) =>
    revision === 1
      ? t.fromBeginning
      : (party.revisions.find(one => one.revision === revision)?.effective_on ?? '')
  return {
    caption: t.proposalsTable,
    csv: `/third-parties/${party.code}/proposals.csv`,
    empty: null,
    key: ({ occurred_on: day, record_no: no }) => `${day}.${no}`,
    read: ({ after, limit }) =>
      listProposals(deps, visit.caller, party.code, {
        after: after === undefined ? undefined : parseCursor(after),
        most: limit,
      }),
    columns: [
      {
        head: t.records,
        text: ({ record_no: no }) => no,
        cell: ({ record_no: no }) => <a href={`/records/${no}`}>{no}</a>,
        number: true,
      },
      {
        head: t.day,
        text: ({ occurred_on: day }) => day,
        cell: ({ occurred_on: day }) => <time>{day}</time>,
      },
      { head: t.fills, text: ({ fills }) => fills.map(item => w.items[item]).join('、') },
      { head: t.applies, text: since },
    ],
  }
}

function ProposalTable(props: {
  visit: Visit
  proposals: readonly Proposal[]
  form: Unsent
  list: List<Proposal>
}) {
  const { visit, proposals, form, list } = props
  const t = visit.say(partyWords)
  const typed = Object.keys(form.values).length > 0
  const chosen = new Set([form.values.record_nos ?? []].flat())
  const choice = ({ record_no: no }: Proposal) => (
    <input
      type="checkbox"
      name="record_nos"
      value={String(no)}
      checked={!typed || chosen.has(String(no))}
      aria-label={`${t.choice} ${no}`}
    />
  )
  return (
    <Table
      caption={list.caption}
      hideCaption
      rows={proposals}
      columns={[{ head: t.choice, cell: choice }, ...shownColumns(list)]}
    />
  )
}
