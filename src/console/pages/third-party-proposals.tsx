// /third-parties/:code/proposals: one form that fills what many records lack with what is registered.

import { z } from 'zod'
import { OFFICERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { acceptProposals, listProposals, type Proposal } from '../../usecases/propose-fillings.ts'
import type { ThirdPartyView } from '../../usecases/register-third-party.ts'
import { EmptyState, Notice, Table } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
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
  const found = await listProposals(deps, visit.caller, party.code, { most: PAGE + 1 })
  const proposals = found.slice(0, PAGE)
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
          <Form visit={visit} action={visit.c.req.path}>
            <ProposalTable visit={visit} proposals={proposals} form={form} />
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
        </>
      )}
    </>,
  )
}

function ProposalTable(props: { visit: Visit; proposals: readonly Proposal[]; form: Unsent }) {
  const { visit, proposals, form } = props
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  const typed = Object.keys(form.values).length > 0
  const chosen = new Set([form.values.record_nos ?? []].flat())
  return (
    <Table
      caption={t.proposalsTitle('')}
      hideCaption
      rows={proposals}
      columns={[
        {
          head: t.choice,
          cell: ({ record_no: no }) => (
            <input
              type="checkbox"
              name="record_nos"
              value={String(no)}
              checked={!typed || chosen.has(String(no))}
              aria-label={`${t.choice} ${no}`}
            />
          ),
        },
        {
          head: t.records,
          cell: ({ record_no: no }) => <a href={`/records/${no}`}>{no}</a>,
          number: true,
        },
        { head: t.day, cell: ({ occurred_on: day }) => <time>{day}</time> },
        { head: t.fills, cell: ({ fills }) => fills.map(item => w.items[item]).join('、') },
        { head: t.revision, cell: ({ revision }) => revision, number: true },
      ]}
    />
  )
}
