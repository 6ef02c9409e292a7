// The lines of a request as they are settled: each beside what was stated, with its choices; a choice for the rest.

import type { MatterComparison } from '../../domain/line-comparison.ts'
import type { MatchView } from '../../usecases/list-matches.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Badge } from '../components.tsx'
import { Actions, Choices, Field } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { matterLabel } from '../request-codes.ts'
import type { Visit } from '../visit.tsx'
import { listOf, textOf } from './request-intake-body.ts'
import { Comparison, comparisonsOf, LineHead, lineName } from './request-line.tsx'
import type { Shown } from './request-matches.tsx'
import { matchWords } from './request-matches-words.ts'

interface LinesProps {
  visit: Visit
  work: RequestWork
  form: Unsent
  lines: readonly MatchView[]
  shown: Shown
  canSettle: boolean
}

export function Lines(props: LinesProps) {
  return (
    <>
      {props.lines.map(match => (
        <Line {...props} match={match} />
      ))}
    </>
  )
}

function Line(props: LinesProps & { match: MatchView }) {
  const { visit, work, form, match, canSettle } = props
  const name = lineName(match)
  const fault = form.faults[`v-${name}`]
  const compared = comparedTo(visit, work, match)
  const differing = differingOf(match, compared)
  return (
    <fieldset class="card line-card" id={`v-${name}`}>
      <legend>
        <LineHead visit={visit} match={match} />
      </legend>
      <State visit={visit} match={match} />
      {fault ? <p class="fault">{fault}</p> : null}
      <Comparison visit={visit} of={compared} />
      {canSettle ? (
        <Verdict
          {...props}
          name={name}
          own={differing.map(one => ({
            value: one.matter,
            label: `${matterLabel(one, visit.language)} ${one.recorded}`,
          }))}
        />
      ) : null}
    </fieldset>
  )
}

function comparedTo(visit: Visit, work: RequestWork, match: MatchView): MatterComparison[] {
  return comparisonsOf(visit, match, {
    person: work.view.data_subject ?? { name: '' },
    proven: work.view.identity_verification?.proven ?? [],
  })
}

const differingOf = (match: MatchView, compared: readonly MatterComparison[]) =>
  compared.filter(
    one =>
      one.recorded !== undefined && (one.verdict === 'other' || match.differs.includes(one.matter)),
  )

/** Without a word that differs: the only ones that are taken for the person's many at once. */
const plainOf = ({ visit, work, lines }: LinesProps) =>
  lines.filter(match => differingOf(match, comparedTo(visit, work, match)).length === 0)

/** What was settled before, and why a line is not up for an answer. */
function State({ visit, match }: { visit: Visit; match: MatchView }) {
  const t = visit.say(matchWords)
  const { settled, why, in_scope, disclosable } = match
  return (
    <>
      {settled ? (
        <p>
          <Badge kind={settled === 'confirmed' ? 'ok' : 'info'}>{t.settled[settled]}</Badge> {why}
        </p>
      ) : null}
      {match.protected ? (
        <p>
          <Badge kind="danger">{t.protected}</Badge> {t.protectedHint}
        </p>
      ) : disclosable ? null : (
        <p class="muted">{in_scope ? t.notDisclosable : t.outOfScope}</p>
      )}
    </>
  )
}

interface VerdictProps extends LinesProps {
  name: string
  own: { value: string; label: string }[]
}

function Verdict({ visit, form, shown, name, own }: VerdictProps) {
  const t = visit.say(matchWords)
  const chosen = textOf(form.values[`v-${name}`]) ?? ''
  const ownChosen = listOf(form.values[`own-${name}`])
  return (
    <>
      <div class="options">
        {(['', 'confirm', 'reject'] as const).map(value => (
          <label class="pick">
            <input type="radio" name={`v-${name}`} value={value} checked={chosen === value} />{' '}
            {value === '' && shown === 'settled' ? t.asSettled : t.verdictOf[value || 'none']}
          </label>
        ))}
      </div>
      {own.length > 0 ? (
        <fieldset class="options">
          <legend>{t.own}</legend>
          {own.map(({ value, label }) => (
            <label class="pick">
              <input
                type="checkbox"
                name={`own-${name}`}
                value={value}
                checked={ownChosen.includes(value)}
              />{' '}
              {label}
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  )
}

/** What was settled is changed line by line: no choice for the rest stands there. */
export function SettleAll(props: LinesProps) {
  const { visit, form, shown } = props
  const t = visit.say(matchWords)
  const plain = plainOf(props)
  return (
    <section class="card" aria-label={t.settle}>
      <input type="hidden" name="plain" value={plain.map(lineName).join(' ')} />
      {shown === 'open' ? (
        <Choices
          visit={visit}
          form={form}
          name="rest"
          label={t.rest}
          value=""
          choices={[
            { value: '', label: t.restOf.none },
            ...(plain.length > 0
              ? [{ value: 'confirm', label: t.confirmPlain(plain.length), hint: t.confirmHint }]
              : []),
            { value: 'reject', label: t.restOf.reject },
          ]}
        />
      ) : null}
      <Field visit={visit} form={form} name="why" label={t.why} hint={t.whyHint} rows={2} />
      <Actions visit={visit}>
        <button type="submit">{t.settle}</button>
      </Actions>
    </section>
  )
}
