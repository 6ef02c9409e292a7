// What stands around every page of one request: the progress line, whose move it is, and the panel beside it.

import type { Child, PropsWithChildren } from 'hono/jsx'
import { daysBetween } from '../../domain/calendar-date.ts'
import { OFFICERS } from '../../domain/role.ts'
import { type MissingCode, WAY, type WayStep } from '../../usecases/next-move.ts'
import type { Deps } from '../../usecases/ports.ts'
import { type RequestWork, readRequestWork } from '../../usecases/read-request-work.ts'
import { Badge, Definitions, type Kind, Notice } from '../components.tsx'
import type { Faults } from '../forms.ts'
import { requestCodes, wordOf } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { frameWords } from './request-frame-words.ts'

/** Throws not_found. The reading is logged. */
export async function openWork(deps: Deps, visit: Visit): Promise<RequestWork> {
  return readRequestWork(deps, visit.caller, requestNoOf(visit))
}

export const requestNoOf = (visit: Visit) => visit.c.req.param('no') ?? ''

/** Where a page of this request stands; without a place its overview. */
export const pathOf = ({ view }: Pick<RequestWork, 'view'>, place = '') =>
  `/requests/${view.request_no}${place && `/${place}`}`

export type DoneCode = keyof (typeof frameWords)['ja']['done']

interface RequestPage {
  title: string
  at?: WayStep
  faults?: Faults
  /** Of this page: what the file alone cannot know. */
  missing?: Child
}

export function requestPage(
  visit: Visit,
  work: RequestWork,
  page: RequestPage,
  content: Child,
): Promise<Response> {
  const { title, at, faults, missing } = page
  const t = visit.say(frameWords)
  const { done } = visit.once<{ done: DoneCode }>()
  return visit.page(
    { title: `${title} ${work.view.request_no}`, ...(faults ? { faults } : {}) },
    <>
      <h1>
        {title} <span class="muted">{work.view.request_no}</span>
      </h1>
      <Way visit={visit} work={work} at={at} />
      {done ? <Notice kind="ok">{t.done[done]}</Notice> : null}
      <div class="sided">
        <div>
          <Move visit={visit} work={work} missing={missing} />
          {content}
        </div>
        <Side visit={visit} work={work} />
      </div>
    </>,
  )
}

const PLACES: Partial<Record<WayStep, string>> = {
  identity: 'identity',
  matches: 'matches',
  decision: 'decision',
  draft: 'draft',
  issue: 'draft',
  delivery: 'delivery',
}

function isDone({ view, move }: RequestWork, step: WayStep): boolean {
  const isOver = view.status === 'closed'
  if (step === 'intake') return true
  if (step === 'identity') return view.identity_verification !== null
  if (step === 'matches' || step === 'decision') return view.decision !== null
  if (step === 'draft' || step === 'issue') return view.extract !== null
  if (step === 'delivery') return isOver && view.delivered !== null && move.by === 'nobody'
  return isOver && move.by === 'nobody'
}

function Way({ visit, work, at }: { visit: Visit; work: RequestWork; at?: WayStep | undefined }) {
  const t = visit.say(frameWords)
  const { way } = visit.say(requestWords)
  const isKnown = work.view.identity_verification !== null
  return (
    <nav class="way" aria-label={t.way}>
      <ol>
        {WAY.map(step => {
          const done = isDone(work, step)
          const shut =
            (!isKnown && (step === 'matches' || step === 'draft' || step === 'issue')) ||
            (step === 'delivery' && !visit.is(...OFFICERS))
          const words = (
            <>
              {way[step]}
              <span class="unseen">{done ? t.stepDone : t.stepOpen}</span>
            </>
          )
          return (
            <li class={done ? 'done' : undefined} aria-current={step === at ? 'step' : undefined}>
              {step === 'closed' || shut ? (
                <span>{words}</span>
              ) : (
                <a href={pathOf(work, PLACES[step])}>{words}</a>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** Where what is missing is done. */
function placeOf(code: MissingCode): string {
  if (code === 'identity_failed') return 'letters/completion_request'
  if (code.startsWith('identity_')) return `identity?of=${code.slice('identity_'.length)}`
  const places: Partial<Record<MissingCode, string>> = {
    identity: 'identity',
    decision: 'matches',
    document: 'draft',
    not_accepted_letter: 'letters/not_accepted',
    delivery: 'delivery',
    second_delivery: 'delivery',
    completion: 'clock',
    fee_unpaid: 'fee',
    method_answer: 'method',
    method_answer_overdue: 'method',
  }
  return places[code] ?? ''
}

function Move({ visit, work, missing }: { visit: Visit; work: RequestWork; missing: Child }) {
  const t = visit.say(frameWords)
  const { by, missing: words } = visit.say(requestWords)
  const { points } = visit.say(requestCodes)
  const { move } = work
  const kinds = { office: 'warn', person: 'info', nobody: 'ok' } as const
  if (move.by === 'nobody') return null
  return (
    <section class="card move" aria-label={t.next}>
      <p>
        <Badge kind={kinds[move.by]}>{by[move.by]}</Badge> {t.due} <time>{work.view.due_on}</time>{' '}
        <DaysLeft visit={visit} days={daysBetween(work.today, work.view.due_on)} />
      </p>
      <ul>
        {move.missing.map(code => (
          <li>
            {visit.is(...OFFICERS) ? (
              <a href={pathOf(work, placeOf(code))}>{words[code]}</a>
            ) : (
              words[code]
            )}
          </li>
        ))}
        {move.waitingFor.map(code => (
          <li>{wordOf(points, code)}</li>
        ))}
        {missing ? <li>{missing}</li> : null}
      </ul>
    </section>
  )
}

/** How near the day is. */
export function DaysLeft({ visit, days }: { visit: Visit; days: number }) {
  const kind: Kind = days < 0 ? 'danger' : days <= 3 ? 'warn' : 'info'
  return <Badge kind={kind}>{visit.say(requestWords).days(days)}</Badge>
}

function Side({ visit, work }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(frameWords)
  const { view, letters } = work
  const { deliveries } = visit.say(requestCodes)
  const fee = visit.house.deps.operator.disclosure.fee.records_yen > 0 ? 'due' : 'none'
  const open = view.alerts.filter(({ settled }) => settled === null).length
  const isOpen = view.status !== 'closed'
  const Link = linkOf(visit, work)
  return (
    <section class="side card" aria-label={t.side}>
      <Definitions
        of={[
          [
            t.due,
            <>
              <time>{view.due_on}</time>{' '}
              {isOpen ? (
                <DaysLeft visit={visit} days={daysBetween(work.today, view.due_on)} />
              ) : null}
              {view.clock_stopped_on ? <> {t.stopped(view.clock_stopped_on)}</> : null}
              <Link to="clock">{t.clock}</Link>
            </>,
          ],
          [t.article39, <time>{view.article_39_on}</time>],
          [
            t.fee,
            <>
              {view.fee_paid ? t.paid(view.fee_paid.yen, view.fee_paid.paid_on) : t.unpaid[fee]}
              <Link to="fee">{t.noteFee}</Link>
            </>,
          ],
          [
            t.method,
            <>
              {deliveries[view.delivery_now]}
              <Link to="method">{t.changeMethod}</Link>
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
