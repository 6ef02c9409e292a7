// The fields of each part of a procedure letter.

import type { FC } from 'hono/jsx'
import { POINT_CODES } from '../../domain/letter-schema.ts'
import type { ProcedureKind } from '../../usecases/letter-document.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Checks, Choices, Field, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { choicesOf, requestCodes, wordOf } from '../request-codes.ts'
import type { Visit } from '../visit.tsx'
import type { LetterPart } from './request-letter-body.ts'
import { letterWords } from './request-letters-words.ts'

export interface LetterFieldsProps {
  visit: Visit
  work: RequestWork
  form: Unsent
  kind: ProcedureKind
}

export function LetterFields({ part, ...props }: LetterFieldsProps & { part: LetterPart }) {
  const Part = PARTS[part]
  return <Part {...props} />
}

const PARTS: Record<LetterPart, FC<LetterFieldsProps>> = {
  points: Points,
  pay_by: PayBy,
  desks: Desks,
  reply_by: ReplyBy,
  how: ({ visit, form }) => {
    const t = visit.say(letterWords)
    const { means: known } = visit.say(requestCodes)
    const choices = [
      { value: 'post', label: known.post ?? '' },
      { value: 'email', label: known.email ?? '' },
      ...t.waysToSendIn.map(words => ({ value: words, label: words })),
    ]
    return <Select visit={visit} form={form} name="how" label={t.how} choices={choices} />
  },
  postal_means: ({ visit, form }) => {
    const t = visit.say(letterWords)
    const choices = means(visit)
    return (
      <Select visit={visit} form={form} name="postal_means" label={t.sending} choices={choices} />
    )
  },
  sent_on: ({ visit, form, work }) => {
    const t = visit.say(letterWords)
    const common = { visit, form, value: work.today }
    return <Field {...common} name="sent_on" label={t.sentOn} type="date" />
  },
  forwarded: Forwarded,
  opening: Opening,
  password: ({ visit, form }) => {
    const t = visit.say(letterWords)
    const common = { visit, form, required: true }
    return <Field {...common} name="opening_word" label={t.password} hint={t.passwordHint} />
  },
  cessation: Cessation,
}

/** The operator's own words for ways of sending, then the common ones. */
function means(visit: Visit) {
  const own = visit.house.deps.operator.delivery_methods.map(({ code, words }) => ({
    value: code,
    label: words,
  }))
  const { means: common } = visit.say(requestCodes)
  return [...own, ...choicesOf(common).filter(one => own.every(({ value }) => value !== one.value))]
}

/** What is still missing; points of a stopped clock are known. */
function Points({ visit, work, form }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const { points } = visit.say(requestCodes)
  const isSelf = work.view.requester.kind === 'self'
  const ofAgents = /^(authority|agent)_/
  const isStopped = work.view.clock_stopped_on !== null
  const common = { visit, form }
  return (
    <>
      <Checks
        {...common}
        name="points"
        label={t.points}
        hint={isStopped ? t.pointsKnown : t.pointsHint}
        choices={POINT_CODES.filter(code => !isSelf || !ofAgents.test(code)).map(value => ({
          value,
          label: points[value],
        }))}
      />
      <details>
        <summary>{t.otherPoint}</summary>
        <Field {...common} name="point_matter" label={t.pointMatter} />
        <Field {...common} name="point_situation" label={t.pointSituation} rows={2} />
        <Field {...common} name="point_wanted" label={t.pointWanted} rows={2} />
      </details>
    </>
  )
}

/** Only while a fee is open. */
function PayBy({ visit, work, form }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const { fee } = visit.house.deps.operator.disclosure
  if (fee.records_yen === 0 || work.view.fee_paid) return null
  return <Field visit={visit} form={form} name="pay_by" label={t.payBy} type="date" required />
}

function Desks({ visit, form, kind }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const { also } = visit.say(requestCodes)
  const { other_desks } = visit.house.deps.operator
  const common = { visit, form }
  return (
    <>
      {other_desks.length > 0 ? (
        <Checks
          {...common}
          name="desks"
          label={t.desks}
          choices={other_desks.map(({ matter, name, contact }) => ({
            value: matter,
            label: wordOf(also, matter),
            hint: `${name} ${contact}`,
          }))}
        />
      ) : null}
      <Field
        {...common}
        name="desk_other"
        label={t.otherDesk}
        hint={t.otherDeskHint}
        rows={2}
        required={kind === 'other_desks' && other_desks.length === 0}
      />
    </>
  )
}

function ReplyBy({ visit, work, form }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const known = work.view.clock_stops.at(-1)?.reply_by
  const value = work.view.clock_stopped_on ? known : undefined
  const common = { visit, form, ...(value === undefined ? {} : { value }) }
  return <Field {...common} name="reply_by" label={t.replyBy} type="date" required />
}

function Forwarded({ visit, form }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const common = { visit, form, type: 'date' as const }
  return (
    <>
      <Field {...common} name="forwarded_on" label={t.forwardedOn} hint={t.forwardedHint} />
      <Field {...common} name="consented_on" label={t.consentedOn} />
    </>
  )
}

function Opening({ visit, form, kind }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const common = { visit, form }
  return (
    <>
      <Field
        {...common}
        name="how_to_open"
        label={t.howToOpen}
        hint={t.howToOpenHint}
        rows={3}
        required={kind === 'password_notice'}
      />
      <Field {...common} name="valid_through" label={t.validThrough} type="date" />
    </>
  )
}

function Cessation({ visit, form }: LetterFieldsProps) {
  const t = visit.say(letterWords)
  const { also } = visit.say(requestCodes)
  const common = { visit, form }
  return (
    <>
      <Choices
        {...common}
        name="asked"
        label={t.asked}
        choices={['cessation', 'stop_provision'].map(value => ({
          value,
          label: wordOf(also, value),
        }))}
        required
      />
      <Choices
        {...common}
        name="stopped"
        label={t.stopped}
        choices={choicesOf(t.stoppedOf)}
        required
      />
      <Field {...common} name="stopped_on" label={t.stoppedOn} type="date" />
      <Field {...common} name="range" label={t.range} rows={2} />
      <Field {...common} name="letter_reason" label={t.reason} hint={t.reasonHint} rows={2} />
      <Field {...common} name="alternative" label={t.alternative} rows={2} />
    </>
  )
}
