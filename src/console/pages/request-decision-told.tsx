// What was decided, and the articles a decision stands on.

import type { Refusal } from '../../domain/disclosure-steps.ts'
import type { RefusableItem } from '../../domain/refusals.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Definitions } from '../components.tsx'
import { articleName, articleText, STATUTE_PAGES } from '../law-texts.ts'
import { ledgerWords } from '../ledger-words.ts'
import { type List, Listing, pagesOf } from '../lists.tsx'
import { requestCodes, wordOf } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { decisionWords } from './request-decision-words.ts'
import { pathOf } from './request-side.tsx'

const ARTICLES = ['33-5', '33-2-1', '33-2-2', '33-2-3', '33-3', '36', '39', '令11'] as const

/** At hand, and out of the way. */
export function Articles({ visit }: { visit: Visit }) {
  const t = visit.say(decisionWords)
  return (
    <details class="card">
      <summary>{t.articles}</summary>
      <p>{t.inShort}</p>
      <Definitions
        of={ARTICLES.map(code => [
          articleName(code, visit.language),
          articleText(code, visit.language) ?? '',
        ])}
      />
      <p>
        <a href={STATUTE_PAGES.act} rel="noreferrer" target="_blank">
          {t.statute}
        </a>
      </p>
    </details>
  )
}

/** What an item is called: of the record, or of the place where somebody lives. */
export function itemLabel(visit: Visit, item: string): string {
  const items: Record<string, string> = visit.say(ledgerWords).items
  const places: Record<string, string> = visit.say(requestCodes).places
  return wordOf(items, wordOf(places, item))
}

export function Decided({ visit, work }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(decisionWords)
  const { outcomes } = visit.say(requestWords)
  const { notAccepted } = visit.say(requestCodes)
  const { decision } = work.view
  if (!decision) return null
  return (
    <>
      <h2>{t.decided}</h2>
      <Definitions
        of={[
          [t.outcome, outcomes[decision.outcome]],
          ...(decision.not_accepted_for
            ? [[t.notAcceptedFor, notAccepted[decision.not_accepted_for]] as const]
            : []),
          ...(decision.releases
            ? [[t.released, t.releasedLines(decision.releases.length)] as const]
            : []),
        ]}
      />
      {decision.refusals ? <Listing visit={visit} list={refusalsOf(visit, work)} /> : null}
    </>
  )
}

type Told = Refusal & { no: number }

export function refusalsOf(visit: Visit, work: RequestWork): List<Told> {
  const t = visit.say(decisionWords)
  const key = ({ no }: Told) => String(no)
  const told = (work.view.decision?.refusals ?? []).map((one, n) => ({ ...one, no: n + 1 }))
  const line = ({ record_no, line: n }: Told) => t.lineOf(record_no, n)
  return {
    caption: t.refused,
    csv: pathOf(work, 'decision.csv'),
    param: 'refused_after',
    empty: null,
    key,
    read: pagesOf(told, key),
    columns: [
      {
        head: t.line,
        text: line,
        cell: one => <a href={`/records/${one.record_no}`}>{line(one)}</a>,
      },
      {
        head: t.items,
        text: ({ items }) => items?.map(item => itemLabel(visit, item)).join(t.and) ?? t.whole,
      },
      { head: t.ground, text: one => articleName(one.ground, visit.language) },
      { head: t.letterReason, text: one => one.letter_reason },
      { head: t.internalReason, text: one => one.internal_reason },
    ],
  }
}

/** Items that any of these lines has, in the order of the rules. */
export const itemsOf = (own: readonly { items: readonly RefusableItem[] }[]) => [
  ...new Set(own.flatMap(({ items }) => items)),
]
