// /requests/:no: what was asked, how it was answered, and what to do next; /requests/:no/history: who did what.

import type { StepKind } from '../../domain/disclosure-steps.ts'
import { READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Definitions, Instant, Notice, Table } from '../components.tsx'
import { identityWords } from '../identity-words.ts'
import { type List, Listing, listFile, pagesOf } from '../lists.tsx'
import { requestCodes, wordOf } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { openWork, requestPage } from './request-frame.tsx'
import { overviewWords } from './request-overview-words.ts'
import { personRows } from './request-person.tsx'
import { pathOf } from './request-side.tsx'

export function overviewPages(shell: Shell, deps: Deps) {
  const people = { roles: READERS, people: true }
  shell.get('/requests/:no', people, async visit =>
    showOverview(visit, await openWork(deps, visit)),
  )
  shell.get('/requests/:no/history', people, async visit =>
    showHistory(visit, await openWork(deps, visit)),
  )
  shell.get('/requests/:no/history.csv', people, async visit =>
    listFile(historyOf(visit, await openWork(deps, visit))),
  )
}

function showOverview(visit: Visit, work: RequestWork) {
  const t = visit.say(overviewWords)
  const { view } = work
  return requestPage(
    visit,
    work,
    { title: t.title, at: work.move.step },
    <>
      {view.redacted_at ? <Notice>{t.redacted}</Notice> : null}
      {view.earlier_requests.some(one => one.likeness === 'same') ? (
        <Notice>{t.repeated}</Notice>
      ) : null}
      <Asked visit={visit} work={work} />
      <Person visit={visit} work={work} />
      <Papers visit={visit} work={work} />
      <Answer visit={visit} work={work} />
    </>,
  )
}

function Asked({ visit, work: { view } }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(overviewWords)
  const codes = visit.say(requestCodes)
  const { authorities } = visit.say(identityWords)
  const { requester, scope } = view
  const period = scope?.from || scope?.to ? t.period(scope.from, scope.to) : t.unlimited
  return (
    <>
      <h2>{t.asked}</h2>
      <Definitions
        of={[
          [t.received, t.receivedBy(view.received_on, wordOf(codes.channels, view.channel))],
          [t.requester, codes.requesters[requester.kind]],
          ...(requester.name ? [[t.agent, requester.name] as const] : []),
          ...(requester.address ? [[t.agentAddress, requester.address] as const] : []),
          ...(requester.authority
            ? [[t.authority, wordOf(authorities, requester.authority)] as const]
            : []),
          [t.scope, scope?.direction ? `${period} ${t.directions[scope.direction]}` : period],
          [t.delivery, codes.deliveries[view.delivery]],
          ...(view.translation ? [[t.translation, t.english] as const] : []),
          ...(view.also_requested
            ? [
                [
                  t.also,
                  view.also_requested.map(one => wordOf(codes.also, one)).join(t.and),
                ] as const,
              ]
            : []),
        ]}
      />
    </>
  )
}

function Person({ visit, work: { view } }: { visit: Visit; work: RequestWork }) {
  if (!view.data_subject) return null
  const t = visit.say(overviewWords)
  const proven = view.identity_verification?.proven ?? []
  return (
    <>
      <h2>{t.person}</h2>
      <Definitions
        of={personRows(view.data_subject, visit.house.deps.operator, visit.language).map(row => [
          row.label,
          <>
            {row.value} {proven.includes(row.matter) ? <span class="ok">{t.proven}</span> : null}
          </>,
        ])}
      />
    </>
  )
}

function Papers({ visit, work: { view } }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(overviewWords)
  const { documents } = visit.say(identityWords)
  if (!view.documents) return null
  return (
    <Table
      caption={t.papers}
      rows={view.documents}
      columns={[
        { head: t.kind, cell: one => wordOf(documents, one.kind) },
        { head: t.copies, cell: one => one.copies, number: true },
        { head: t.form, cell: one => t.forms[one.form] },
        { head: t.afterwards, cell: one => t.afterwardsOf[one.afterwards] },
      ]}
    />
  )
}

/** What was decided, issued and delivered, as far as it went. */
function Answer({ visit, work }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(overviewWords)
  const { outcomes } = visit.say(requestWords)
  const codes = visit.say(requestCodes)
  const { view } = work
  if (!view.decision) return null
  const { extract, delivered, counts } = view
  return (
    <>
      <h2>{t.answer}</h2>
      <Definitions
        of={[
          [t.outcome, outcomes[view.decision.outcome]],
          ...(view.decision.not_accepted_for
            ? [[t.why, codes.notAccepted[view.decision.not_accepted_for]] as const]
            : []),
          ...(view.decision.refusals
            ? [[t.refused, t.lines(view.decision.refusals.length)] as const]
            : []),
          ...(extract
            ? [
                [
                  t.document,
                  <>
                    <a href={pathOf(work, 'draft')}>{extract.doc_no}</a>{' '}
                    <Instant visit={visit} at={extract.issued_at} />
                  </>,
                ] as const,
              ]
            : []),
          ...(delivered
            ? [
                [
                  t.delivered,
                  `${delivered.delivered_on} ${wordOf(codes.means, delivered.method)}`,
                ] as const,
              ]
            : []),
          ...(counts ? [[t.counts, t.counted(counts)] as const] : []),
        ]}
      />
    </>
  )
}

function showHistory(visit: Visit, work: RequestWork) {
  const { history: title } = visit.say(overviewWords)
  const list = historyOf(visit, work)
  return requestPage(visit, work, { title }, <Listing visit={visit} list={list} />)
}

type Step = Omit<RequestWork['view']['history'][number], 'kind'> & { kind: StepKind | null }

/** The newest first. */
function historyOf(visit: Visit, work: RequestWork): List<Step> {
  const t = visit.say(overviewWords)
  const { steps } = visit.say(requestWords)
  const { history, opened_at } = work.view
  const opened = { step: 0, at: opened_at, by: work.openedBy, kind: null }
  const key = ({ step }: Step) => String(step)
  return {
    caption: t.history,
    csv: pathOf(work, 'history.csv'),
    empty: null,
    key,
    read: pagesOf([opened, ...history].reverse(), key),
    columns: [
      {
        head: t.at,
        text: one => visit.instant(one.at),
        cell: one => <Instant visit={visit} at={one.at} />,
      },
      { head: t.what, text: one => (one.kind ? steps[one.kind] : t.opened) },
      { head: t.who, text: one => work.names.get(one.by) ?? t.unknown },
    ],
  }
}
