// What stands around every page of one request: the progress line, whose move it is, and the panel beside it.

import type { Child } from 'hono/jsx'
import { OFFICERS } from '../../domain/role.ts'
import type { ProcedureKind } from '../../usecases/letter-document.ts'
import { type MissingCode, WAY, type WayStep } from '../../usecases/next-move.ts'
import type { Deps } from '../../usecases/ports.ts'
import { type RequestWork, readRequestWork } from '../../usecases/read-request-work.ts'
import { Badge, Notice } from '../components.tsx'
import type { Faults } from '../forms.ts'
import { requestCodes, wordOf } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { frameWords } from './request-frame-words.ts'
import { DaysLeftOf, pathOf, Side } from './request-side.tsx'

/** Throws not_found. The reading is logged. */
export async function openWork(deps: Deps, visit: Visit): Promise<RequestWork> {
  return readRequestWork(deps, visit.caller, requestNoOf(visit))
}

export const requestNoOf = (visit: Visit) => visit.c.req.param('no') ?? ''

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
  const { done } = visit.once<{ done: DoneCode }>()
  return visit.page(
    { title: `${title} ${work.view.request_no}`, ...(faults ? { faults } : {}) },
    <>
      <h1>
        {title} <span class="muted">{work.view.request_no}</span>
      </h1>
      <Way visit={visit} work={work} at={at} />
      {done ? <Done visit={visit} work={work} done={done} /> : null}
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

/** What is often written next. */
const LETTER_AFTER: Partial<Record<DoneCode, ProcedureKind>> = {
  opened: 'acknowledgement',
  failed: 'completion_request',
  stopped: 'completion_request',
  extended: 'new_reply_date',
}

function Done({ visit, work, done }: { visit: Visit; work: RequestWork; done: DoneCode }) {
  const t = visit.say(frameWords)
  const letter = LETTER_AFTER[done]
  return (
    <Notice kind="ok">
      <p>{t.done[done]}</p>
      {letter ? (
        <p>
          <a class="button second" href={pathOf(work, `letters/${letter}`)}>
            {t.write(visit.say(requestWords).letters[letter])}
          </a>
        </p>
      ) : null}
    </Notice>
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
  const mine = visit.is(...OFFICERS)
  const [first, ...others] = move.missing
  const next = first && pathOf(work, placeOf(first))
  const isHere = next?.split('?')[0] === visit.c.req.path
  return (
    <section class="card move" aria-label={t.next}>
      <p>
        <Badge kind={kinds[move.by]}>{by[move.by]}</Badge> {t.due} <time>{work.view.due_on}</time>{' '}
        <DaysLeftOf visit={visit} work={work} />
      </p>
      <ul>
        {first ? <li>{words[first]}</li> : null}
        {others.map(code => (
          <li>{mine ? <a href={pathOf(work, placeOf(code))}>{words[code]}</a> : words[code]}</li>
        ))}
        {move.waitingFor.map(code => (
          <li>{wordOf(points, code)}</li>
        ))}
        {missing ? <li>{missing}</li> : null}
      </ul>
      {mine && next && !isHere ? (
        <p class="actions">
          <a class="button" href={next}>
            {t.go}
          </a>
        </p>
      ) : null}
    </section>
  )
}
