// /today: what asks for attention, in the order of what hurts first.

import { ADMINISTRATORS, READERS, ROLES } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import {
  type AdministratorsToday,
  administratorsToday,
  type OfficersToday,
  officersToday,
} from '../../usecases/today.ts'
import { Badge, EmptyState, Instant, type Kind, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { todayWords } from './today-words.ts'

export function todayPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/today', label: { ja: '今日', en: 'Today' }, roles: ROLES })

  shell.get('/today', ROLES, async visit => {
    const t = visit.say(todayWords)
    return visit.page(
      { title: t.title },
      <>
        <h1>{t.title}</h1>
        {visit.is(...READERS) ? (
          <ForOfficers visit={visit} of={await officersToday(deps, visit.caller)} />
        ) : null}
        {visit.is(...ADMINISTRATORS) ? (
          <ForAdministrators visit={visit} of={await administratorsToday(deps)} />
        ) : null}
      </>,
    )
  })
}

function ForOfficers({ visit, of }: { visit: Visit; of: OfficersToday }) {
  const t = visit.say(todayWords)
  return (
    <>
      <h2>{t.requests}</h2>
      {of.requests.length === 0 ? (
        <EmptyState title={t.noRequests}>
          <p>{t.noRequestsHint}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.requests}
          hideCaption
          rows={of.requests}
          columns={[
            { head: t.number, cell: one => one.request_no },
            { head: t.daysLeft, cell: one => <DaysLeft visit={visit} days={one.days_left} /> },
            { head: t.due, cell: one => <time>{one.due_on}</time> },
            { head: t.article39, cell: one => <time>{one.article_39_on}</time> },
            { head: t.nextStep, cell: one => t.steps[one.status] },
          ]}
        />
      )}
      <Gaps visit={visit} gaps={of.gaps} />
      <h2>{t.retention}</h2>
      <p>{of.last_erasure ? t.lastErasure(of.last_erasure) : t.noErasure}</p>
      <p>{of.holds.length === 0 ? t.noHolds : t.holds(of.holds.map(({ code }) => code))}</p>
      <h2>{t.law}</h2>
      {of.law.length === 0 ? (
        <p>{t.noLaw}</p>
      ) : (
        <Table
          caption={t.law}
          hideCaption
          rows={of.law}
          columns={[
            { head: t.rule, cell: one => <code>{one.rule}</code> },
            { head: t.begins, cell: one => one.begins_on ?? '' },
            { head: t.ends, cell: one => one.ends_on ?? '' },
          ]}
        />
      )}
    </>
  )
}

function Gaps({ visit, gaps }: { visit: Visit; gaps: OfficersToday['gaps'] }) {
  const t = visit.say(todayWords)
  return (
    <>
      <h2>{t.gaps}</h2>
      {gaps.list.length === 0 ? (
        <p>{t.noGaps}</p>
      ) : (
        <Table
          caption={t.gaps}
          hideCaption
          rows={gaps.list}
          columns={[
            { head: t.record, cell: one => one.record_no, number: true },
            { head: t.occurred, cell: one => <time>{one.occurred_on}</time> },
            {
              head: t.missing,
              cell: one => one.missing.map(item => visit.say(ledgerWords).items[item]).join(t.and),
            },
            {
              head: t.conflicts,
              cell: one =>
                one.conflicts.map(code => visit.say(ledgerWords).conflicts[code]).join(t.and),
            },
          ]}
        />
      )}
      {gaps.more ? <p class="muted">{t.moreGaps}</p> : null}
    </>
  )
}

function ForAdministrators({ visit, of }: { visit: Visit; of: AdministratorsToday }) {
  const t = visit.say(todayWords)
  const quiet = of.expiring_keys.length + of.silent_sources.length === 0 && of.users_waiting === 0
  return (
    <>
      {quiet ? (
        <EmptyState title={t.quiet}>
          <p>
            <a href="/users">{t.toUsers}</a> <a href="/keys">{t.toKeys}</a>
          </p>
        </EmptyState>
      ) : null}
      {of.expiring_keys.length > 0 ? (
        <Table
          caption={t.expiring}
          rows={of.expiring_keys}
          columns={[
            { head: t.source, cell: one => one.source },
            { head: t.daysLeft, cell: one => <DaysLeft visit={visit} days={one.days_left} /> },
            { head: t.until, cell: one => <Instant visit={visit} at={one.expires_at} /> },
          ]}
        />
      ) : null}
      {of.silent_sources.length > 0 ? (
        <Table
          caption={t.silent}
          rows={of.silent_sources}
          columns={[
            { head: t.source, cell: one => one.source },
            { head: t.silentDays, cell: one => one.days, number: true },
            { head: t.lastUsed, cell: one => <Instant visit={visit} at={one.last_used_at} /> },
          ]}
        />
      ) : null}
      {of.users_waiting > 0 ? (
        <p>
          <a href="/users">{t.waiting(of.users_waiting)}</a>
        </p>
      ) : null}
    </>
  )
}

function DaysLeft({ visit, days }: { visit: Visit; days: number }) {
  const kind: Kind = days < 0 ? 'danger' : days <= 3 ? 'warn' : 'info'
  return <Badge kind={kind}>{visit.say(todayWords).days(days)}</Badge>
}
