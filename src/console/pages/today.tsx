// /today: what asks for attention, in the order of what hurts first; below, charts of the year.

import { legalDayOfInstant } from '../../domain/calendar-date.ts'
import { ADMINISTRATORS, OFFICERS, READERS, ROLES } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { chartProvisions, type ProvisionCharts } from '../../usecases/provision-counts.ts'
import {
  type AdministratorsToday,
  administratorsToday,
  type OfficersToday,
  officersToday,
} from '../../usecases/today.ts'
import { EmptyState, Notice } from '../components.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { TodayCharts } from './today-charts.tsx'
import { Gaps, RequestGaps } from './today-gaps.tsx'
import { Alerts, Approvals, Requests } from './today-requests.tsx'
import { Checks, Erasures, Holds, Law, Sources } from './today-upkeep.tsx'
import { todayWords } from './today-words.ts'

export function todayPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/today', label: { ja: '今日', en: 'Today' }, roles: ROLES })

  shell.get('/today', ROLES, async visit => {
    const t = visit.say(todayWords)
    return visit.page(
      { title: t.title },
      <>
        <h1>
          {t.title} {t.date(legalDayOfInstant(deps.clock()))}
        </h1>
        {visit.is(...OFFICERS) ? <Beginnings visit={visit} /> : null}
        {visit.is(...READERS) ? (
          <ForReaders
            visit={visit}
            of={await officersToday(deps, visit.caller)}
            charts={await chartProvisions(deps, visit.caller)}
            lateAfter={deps.operator.late_after_days}
          />
        ) : null}
        {visit.is(...ADMINISTRATORS) ? (
          <ForAdministrators
            visit={visit}
            of={await administratorsToday(deps, visit.caller)}
            lateAfter={deps.operator.late_after_days}
          />
        ) : null}
      </>,
    )
  })
}

function Beginnings({ visit }: { visit: Visit }) {
  const t = visit.say(todayWords)
  return (
    <p class="actions">
      <a class="button" href="/requests/new">
        {t.receive}
      </a>
      <a class="button second" href="/records/search">
        {t.findPerson}
      </a>
      <a class="button second" href="/gaps">
        {t.fillGaps}
      </a>
    </p>
  )
}

function ForReaders(props: {
  visit: Visit
  of: OfficersToday
  charts: ProvisionCharts
  lateAfter: number
}) {
  const { visit, of, charts, lateAfter } = props
  const t = visit.say(todayWords)
  return (
    <>
      {of.uncounted > 0 ? <Notice>{t.uncounted(of.uncounted)}</Notice> : null}
      <Requests visit={visit} of={of.requests} />
      {visit.is(...OFFICERS) ? <Approvals visit={visit} of={of.approvals} /> : null}
      <RequestGaps visit={visit} of={of.request_gaps} />
      <Gaps visit={visit} kind="gaps" of={of.gaps} />
      <Gaps visit={visit} kind="conflicts" of={of.conflicts} />
      <Alerts visit={visit} of={of.alerts} />
      <Sources visit={visit} of={of.sources} lateAfter={lateAfter} />
      <div class="beside">
        <Erasures visit={visit} of={of.erasures} />
        <Holds visit={visit} of={of.holds} />
        <Checks visit={visit} of={of.checks} last={of.erasures.last} />
        <Law visit={visit} of={of.law} />
      </div>
      <TodayCharts visit={visit} of={charts} />
    </>
  )
}

function ForAdministrators(props: { visit: Visit; of: AdministratorsToday; lateAfter: number }) {
  const { visit, of, lateAfter } = props
  const t = visit.say(todayWords)
  const quiet =
    of.users_waiting === 0 &&
    of.sources.every(({ silent_days, keys }) => silent_days === null && keys.length === 0)
  return (
    <>
      {quiet ? (
        <EmptyState title={t.quiet}>
          <p>
            <a href="/users">{t.toUsers}</a> <a href="/keys">{t.toKeys}</a>
          </p>
        </EmptyState>
      ) : null}
      {of.users_waiting > 0 ? (
        <Notice kind="warn">
          <a href="/users">{t.waiting(of.users_waiting)}</a>
        </Notice>
      ) : null}
      <Sources visit={visit} of={of.sources} lateAfter={lateAfter} />
      <Checks visit={visit} of={of.checks} />
    </>
  )
}
