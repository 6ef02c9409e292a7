// /alerts: what waits to be looked at after an answer went out, over all requests. Numbers only: it names nobody.

import { READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { type AlertPage, listOpenAlerts } from '../../usecases/request-alerts.ts'
import { EmptyState, Instant } from '../components.tsx'
import { type List, Listing, listFile } from '../lists.tsx'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { deliveryWords } from './request-delivery-words.ts'
import { requestsWords } from './requests-words.ts'

export function openAlertPages(shell: Shell, deps: Deps) {
  shell.get('/alerts', READERS, visit => {
    const { openAlerts: title } = visit.say(deliveryWords)
    return visit.page(
      { title },
      <>
        <h1>{title}</h1>
        <Listing visit={visit} list={alertList(deps, visit)} />
      </>,
    )
  })
  shell.get('/alerts.csv', READERS, visit => listFile(alertList(deps, visit)))
}

type OpenAlerts = AlertPage['alerts']

/** A row for each request. */
function alertList(deps: Deps, visit: Visit): List<[requestNo: string, alerts: OpenAlerts]> {
  const t = visit.say(deliveryWords)
  const { alerts } = visit.say(requestWords)
  const first = (of: OpenAlerts) => of[0]?.at ?? ''
  return {
    caption: t.openAlerts,
    csv: '/alerts.csv',
    empty: (
      <EmptyState title={t.noAlerts}>
        <p>{t.noAlertsHint}</p>
      </EmptyState>
    ),
    key: ([requestNo]) => requestNo,
    read: async page => {
      const open = await listOpenAlerts(deps, page)
      return [...Map.groupBy(open.alerts, one => one.request_no)]
    },
    columns: [
      {
        head: visit.say(requestsWords).number,
        text: ([no]) => no,
        cell: ([no]) => <a href={`/requests/${no}/alerts`}>{no}</a>,
      },
      {
        head: t.what,
        text: ([, of]) => [...new Set(of.map(({ kind }) => alerts[kind]))].join(t.and),
      },
      { head: t.count, text: ([, of]) => of.length, number: true },
      {
        head: t.since,
        text: ([, of]) => visit.instant(first(of)),
        cell: ([, of]) => <Instant visit={visit} at={first(of)} />,
      },
    ],
  }
}
