// One line of a record beside what the requester stated, each difference marked.

import type { ClaimedPerson } from '../../domain/disclosure-request.ts'
import { compareLine, type MatterComparison } from '../../domain/line-comparison.ts'
import { differingParts, type TextPart } from '../../domain/text-difference.ts'
import type { MatchView } from '../../usecases/list-matches.ts'
import { Badge, type Kind } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { matterLabel } from '../request-codes.ts'
import type { Visit } from '../visit.tsx'
import { matchWords } from './request-matches-words.ts'

/** How forms name a line. */
export const lineName = ({ record_no, line }: { record_no: number; line: number }) =>
  `${record_no}-${line}`

export function comparisonsOf(
  visit: Visit,
  match: Pick<MatchView, 'data_subject'>,
  stated: { person: ClaimedPerson; proven: readonly string[] },
): MatterComparison[] {
  const { identifier_schemes: schemes } = visit.house.deps.operator
  return compareLine(match.data_subject, stated, schemes)
}

/** Which record it is: number, direction, third party, day, basis. */
export function LineHead({ visit, match }: { visit: Visit; match: MatchView }) {
  const t = visit.say(matchWords)
  const { directions, bases } = visit.say(ledgerWords)
  const { third_party: party } = match
  return (
    <>
      <a href={`/records/${match.record_no}`}>{t.line(match.record_no, match.line)}</a>{' '}
      {directions[match.direction]} <time>{match.occurred_on}</time>{' '}
      {party.name ?? (party.unspecified_many ? t.unspecified : party.code)}{' '}
      <span class="muted">{bases[match.basis]}</span>
    </>
  )
}

/** What both sides state, row by row; what the line lacks in one sentence. */
export function Comparison({ visit, of }: { visit: Visit; of: readonly MatterComparison[] }) {
  const t = visit.say(matchWords)
  const lacking = of.filter(({ recorded }) => recorded === undefined)
  return (
    <>
      <SideBySide visit={visit} of={of.filter(({ recorded }) => recorded !== undefined)} />
      {lacking.length > 0 ? (
        <p class="muted">
          {t.lacking(lacking.map(one => matterLabel(one, visit.language)).join(t.and))}
        </p>
      ) : null}
    </>
  )
}

function SideBySide({ visit, of }: { visit: Visit; of: readonly MatterComparison[] }) {
  const t = visit.say(matchWords)
  return (
    <table class="side-by-side">
      <thead>
        <tr>
          <th scope="col">{t.matter}</th>
          <th scope="col">{t.stated}</th>
          <th scope="col">{t.recorded}</th>
          <th scope="col">{t.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(one => {
          const parts = differingParts(one.stated ?? '', one.recorded ?? '')
          const isMarked = one.verdict === 'alike' || one.verdict === 'other'
          return (
            <tr>
              <td data-head={t.matter}>{matterLabel(one, visit.language)}</td>
              <td data-head={t.stated}>
                {isMarked ? <Marked parts={parts.a} /> : (one.stated ?? t.notStated)}
                {one.proven ? <span class="ok"> {t.proven}</span> : null}
              </td>
              <td data-head={t.recorded}>{isMarked ? <Marked parts={parts.b} /> : one.recorded}</td>
              <td data-head={t.verdict}>
                {one.verdict === 'not_comparable' ? (
                  ''
                ) : (
                  <Badge kind={KINDS[one.verdict]}>{t.verdicts[one.verdict]}</Badge>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const KINDS: Record<'same' | 'alike' | 'other', Kind> = {
  same: 'ok',
  alike: 'info',
  other: 'danger',
}

function Marked({ parts }: { parts: readonly TextPart[] }) {
  return <>{parts.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}</>
}
