// /requests/:no/matches: the lines that are, or may be, the person's; candidates are settled here, many at once.

import { settlementSchema } from '../../domain/disclosure-schema.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import { listMatches, type MatchView } from '../../usecases/list-matches.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { settleMatches } from '../../usecases/settle-matches.ts'
import { EmptyState, Notice, Pager, pathWith } from '../components.tsx'
import { Faults, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent, type Values } from '../forms.ts'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { openWork, requestNoOf, requestPage } from './request-frame.tsx'
import { listOf, textOf } from './request-intake-body.ts'
import { lineName } from './request-line.tsx'
import { Lines, SettleAll } from './request-match-lines.tsx'
import { matchesFile } from './request-matches-file.ts'
import { matchWords } from './request-matches-words.ts'
import { pathOf } from './request-side.tsx'

/** Each takes some 2 kB of the page. */
const PAGE = 15

const SHOWN = ['open', 'settled', 'exact', 'other'] as const
export type Shown = (typeof SHOWN)[number]

export function matchPages(shell: Shell, deps: Deps) {
  shell.get('/requests/:no/matches', { roles: READERS, people: true }, async visit =>
    showMatches(deps, visit, await openWork(deps, visit)),
  )
  shell.get('/requests/:no/matches.csv', { roles: READERS, people: true }, async visit => {
    const found = await listMatches(deps, visit.caller, { requestNo: requestNoOf(visit) })
    const sorted = sortMatches(found)
    return matchesFile(visit, sorted[shownOf(visit, sorted)])
  })
  shell.post('/requests/:no/matches', OFFICERS, async visit => {
    const work = await openWork(deps, visit)
    const values = await visit.values()
    const { body, fieldOf } = settlementOf(values)
    const form = await checkBody(visit, body, { schema: settlementSchema, fieldOf })
    if (!form.ok) return showMatches(deps, visit, work, form)
    const requestNo = requestNoOf(visit)
    const fields = { not_a_candidate: 'form' }
    const settled = await attemptPointed(visit, { fieldOf, fields }, () =>
      settleMatches(deps, visit.caller, { requestNo, settlement: form.data }),
    )
    if (!settled.ok) return showMatches(deps, visit, work, settled)
    return visit.seeOther(pathOf(work, 'matches'), { done: 'settled' })
  })
}

/** Rows without a choice of their own follow the choice for the rest; where something differs, only to say no. */
function settlementOf(values: Values) {
  const namesIn = (field: string) =>
    (textOf(values[field]) ?? '').split(' ').filter(name => /^\d+-\d+$/.test(name))
  const [names, rest] = [namesIn('lines'), textOf(values.rest)]
  const plain = new Set(namesIn('plain'))
  const verdictOf = (name: string) =>
    textOf(values[`v-${name}`]) ?? (rest === 'confirm' && !plain.has(name) ? undefined : rest)
  const chosen = (verdict: string) => names.filter(name => verdictOf(name) === verdict)
  const [confirmed, rejected] = [chosen('confirm'), chosen('reject')]
  const lineOf = (name: string) => {
    const [record_no, line] = name.split('-').map(Number)
    return { record_no, line }
  }
  const why = textOf(values.why)
  const body = {
    confirm: confirmed.map(name => {
      const own = listOf(values[`own-${name}`])
      return { ...lineOf(name), ...(own.length > 0 ? { own_values: own } : {}) }
    }),
    reject: rejected.map(name => ({ ...lineOf(name), ...(why ? { why } : {}) })),
  }
  const fieldOf = (place: string) => {
    const [side, n, member] = place.split('/')
    if (side === 'reject' && member === 'why') return 'why'
    const name = (side === 'reject' ? rejected : confirmed)[Number(n)]
    return name ? `v-${name}` : 'form'
  }
  return { body, fieldOf }
}

interface Sorted extends Record<Shown, MatchView[]> {}

function sortMatches(list: { exact: MatchView[]; candidates: MatchView[] }): Sorted {
  const isAside = ({ disclosable }: MatchView) => !disclosable
  const candidates = list.candidates.filter(one => !isAside(one))
  return {
    open: candidates.filter(({ settled }) => settled === null),
    settled: candidates.filter(({ settled }) => settled !== null),
    exact: list.exact.filter(one => !isAside(one)),
    other: [...list.exact, ...list.candidates].filter(isAside),
  }
}

async function showMatches(
  deps: Deps,
  visit: Visit,
  work: RequestWork,
  form: Unsent = EMPTY_FORM,
): Promise<Response> {
  const t = visit.say(matchWords)
  if (!work.view.identity_verification || !work.view.data_subject) {
    return requestPage(
      visit,
      work,
      { title: t.title, at: 'matches' },
      <EmptyState title={t.notVerified}>
        <p>
          <a href={pathOf(work, 'identity')}>{t.toIdentity}</a>
        </p>
      </EmptyState>,
    )
  }
  const sorted = sortMatches(
    await listMatches(deps, visit.caller, { requestNo: requestNoOf(visit) }),
  )
  const shown = shownOf(visit, sorted)
  const { lines, next } = pageOf(sorted[shown], visit.c.req.query('after'))
  const canSettle =
    visit.is(...OFFICERS) && work.view.extract === null && work.view.status !== 'closed'
  const left = sorted.open.length
  const parts = { visit, work, form, lines, shown, canSettle }
  return requestPage(
    visit,
    work,
    {
      title: t.title,
      at: 'matches',
      faults: form.faults,
      missing: left > 0 ? t.left(left) : undefined,
    },
    <>
      <Faults visit={visit} form={form} />
      {left === 0 && work.view.decision === null && canSettle ? (
        <Notice kind="ok">
          <p>{t.allSettled}</p>
          <p>
            <a class="button" href={pathOf(work, 'decision')}>
              {t.onward}
            </a>
          </p>
        </Notice>
      ) : null}
      <Kinds visit={visit} sorted={sorted} shown={shown} />
      {canSettle ? (
        <p>
          <a href={`/records/search?request_no=${work.view.request_no}`}>{t.search}</a>
        </p>
      ) : null}
      <p>{t.leads[shown]}</p>
      {lines.length === 0 ? (
        <EmptyState title={t.empty[shown]} />
      ) : canSettle && (shown === 'open' || shown === 'settled') ? (
        <Form visit={visit} action={pathWith(visit, { show: shown })}>
          <input type="hidden" name="lines" value={lines.map(lineName).join(' ')} />
          <Lines {...parts} />
          <SettleAll {...parts} />
        </Form>
      ) : (
        <Lines {...parts} canSettle={false} />
      )}
      {lines.length > 0 ? (
        <p>
          <a href={`${pathOf(work, 'matches.csv')}?show=${shown}`}>{t.export}</a>
        </p>
      ) : null}
      <Pager visit={visit} isFirst={visit.c.req.query('after') === undefined} next={next} />
    </>,
  )
}

/** As asked for; else what waits, else what is certain. */
function shownOf(visit: Visit, sorted: Sorted): Shown {
  const asked = SHOWN.find(one => one === visit.c.req.query('show'))
  return asked ?? (sorted.open.length > 0 ? 'open' : 'exact')
}

function pageOf(all: readonly MatchView[], after: string | undefined) {
  const at = after === undefined ? -1 : all.findIndex(one => lineName(one) === after)
  const lines = all.slice(at + 1, at + 1 + PAGE)
  const last = all.length > at + 1 + PAGE ? lines.at(-1) : undefined
  return { lines, next: last && { after: lineName(last) } }
}

function Kinds({ visit, sorted, shown }: { visit: Visit; sorted: Sorted; shown: Shown }) {
  const t = visit.say(matchWords)
  return (
    <nav class="tabs" aria-label={t.kinds}>
      <ul>
        {SHOWN.map(one => (
          <li>
            <a
              href={pathWith(visit, { show: one, after: '' })}
              aria-current={one === shown ? 'page' : undefined}
            >
              {t.shown[one]} {sorted[one].length}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
