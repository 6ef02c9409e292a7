// The panel beside every page of one request: its days, fee, method, papers, and what came after the answer.

import type { PropsWithChildren } from 'hono/jsx'
import { daysBetween } from '../../domain/calendar-date.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Badge, Definitions, type Kind } from '../components.tsx'
import { requestCodes } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { frameWords } from './request-frame-words.ts'

/** Where a page of this request stands; without a place its overview. */
export const pathOf = ({ view }: Pick<RequestWork, 'view'>, place = '') =>
  `/requests/${view.request_no}${place && `/${place}`}`

/** How near the day is; while the clock stands still it moves along. */
interface Counting {
  days_left: number
  clock_stopped_on: string | null
}

export function DaysLeft({ visit, of }: { visit: Visit; of: Counting }) {
  const { days_left: days } = of
  const isStopped = of.clock_stopped_on !== null
  const kind: Kind = isStopped || days > 3 ? 'info' : days < 0 ? 'danger' : 'warn'
  const t = visit.say(requestWords)
  return <Badge kind={kind}>{isStopped ? t.stopped : t.days(days)}</Badge>
}

export function DaysLeftOf({ visit, work: { view, today } }: { visit: Visit; work: RequestWork }) {
  return <DaysLeft visit={visit} of={{ ...view, days_left: daysBetween(today, view.due_on) }} />
}

export function Side({ visit, work }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(frameWords)
  const { view, letters } = work
  const { deliveries } = visit.say(requestCodes)
  const { records_yen: yen } = visit.house.deps.operator.disclosure.fee
  const open = view.alerts.filter(({ settled }) => settled === null).length
  const isOpen = view.status !== 'closed'
  // Once it is issued the answer stands as it is.
  const isChangeable = isOpen && view.extract === null
  const Link = linkOf(visit, work)
  return (
    <section class="side card" aria-label={t.side}>
      <Definitions
        of={[
          [
            t.due,
            <>
              <time>{view.due_on}</time> {isOpen ? <DaysLeftOf visit={visit} work={work} /> : null}
              {view.clock_stopped_on ? <> {t.stopped(view.clock_stopped_on)}</> : null}
              {isChangeable ? <Link to="clock">{t.clock}</Link> : null}
            </>,
          ],
          [t.article39, <time>{view.article_39_on}</time>],
          [
            t.fee,
            <>
              {view.fee_paid
                ? t.paid(view.fee_paid.yen, view.fee_paid.paid_on)
                : yen > 0
                  ? t.unpaid(yen)
                  : t.none}
              {isChangeable && yen > 0 ? <Link to="fee">{t.noteFee}</Link> : null}
            </>,
          ],
          [
            t.method,
            <>
              {deliveries[view.delivery_now]}
              {isChangeable ? <Link to="method">{t.changeMethod}</Link> : null}
            </>,
          ],
          [t.letters, <a href={pathOf(work, 'letters')}>{t.count(letters.length)}</a>],
          [
            t.alerts,
            <>
              <a href={pathOf(work, 'alerts')}>{t.openCount(open)}</a>
              {view.delivered ? <Link to="returned">{t.returned}</Link> : null}
              {view.identity_verification ? <Link to="objection">{t.objection}</Link> : null}
            </>,
          ],
          [
            t.earlier,
            view.earlier_requests.length === 0
              ? t.none
              : view.earlier_requests.map(one => (
                  <span class="line">
                    <a href={`/requests/${one.request_no}`}>{one.request_no}</a>
                    {t.likeness[one.likeness]}
                  </span>
                )),
          ],
          [t.history, <a href={pathOf(work, 'history')}>{t.steps(view.history.length + 1)}</a>],
        ]}
      />
    </section>
  )
}

/** A link to what only officers do, on a line of its own. */
function linkOf(visit: Visit, work: RequestWork) {
  return ({ to, children }: PropsWithChildren<{ to: string }>) =>
    visit.is(...OFFICERS) && work.view.redacted_at === null ? (
      <span class="line">
        <a href={pathOf(work, to)}>{children}</a>
      </span>
    ) : null
}
