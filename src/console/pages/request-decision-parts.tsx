// The parts of the decision form: what is asked one by one, each line's way, and the reasons of refusals.

import { GROUNDS } from '../../domain/disclosure-steps.ts'
import type { DecidableLine } from '../../usecases/decision-grounds.ts'
import { Table } from '../components.tsx'
import { Checks, Choices, Field, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { articleName, articleText } from '../law-texts.ts'
import { ledgerWords } from '../ledger-words.ts'
import { requestCodes } from '../request-codes.ts'
import type { Visit } from '../visit.tsx'
import { askedParties, askedPlaces, LISTED, reasonsShown } from './request-decision-body.ts'
import { itemLabel, itemsOf } from './request-decision-told.tsx'
import { decisionWords } from './request-decision-words.ts'
import { textOf } from './request-intake-body.ts'
import { lineName } from './request-line.tsx'

interface Props {
  visit: Visit
  form: Unsent
  own: readonly DecidableLine[]
}

/** Places of a statutory agent's request, and natural persons on the other side (documents.md 4.4, 4.5). */
export function AskedOneByOne({ visit, form, own }: Props) {
  const t = visit.say(decisionWords)
  const { places } = visit.say(requestCodes)
  const [asked, parties] = [askedPlaces(own), askedParties(own)]
  const common = { visit, form, required: true }
  if (asked.length + parties.length === 0) return null
  return (
    <section class="card">
      <h2>{t.asked}</h2>
      {asked.length > 0 ? <p>{t.placesLead}</p> : null}
      {asked.map(({ name, item, words, lines }) => (
        <Choices
          {...common}
          name={name}
          label={`${places[item]}: ${words}`}
          hint={t.onLines(lines.length)}
          choices={[
            { value: 'release', label: t.release },
            { value: 'refuse', label: t.refuse },
          ]}
        />
      ))}
      {parties.length > 0 ? <p>{t.partiesLead}</p> : null}
      {parties.map(({ name, words, lines }) => (
        <Choices
          {...common}
          name={name}
          label={words}
          hint={t.onLines(lines.length)}
          choices={[
            { value: 'show', label: t.showParty },
            { value: 'TP_ADDR', label: t.hideAddress },
            { value: 'TP_NAME', label: t.hideName },
            { value: 'TP_NAME TP_ADDR', label: t.hideBoth },
          ]}
        />
      ))}
      <Field
        visit={visit}
        form={form}
        name="letter-safety"
        label={t.safetyLetter}
        hint={t.letterHint}
        rows={2}
      />
      <Field visit={visit} form={form} name="internal-safety" label={t.safetyInternal} rows={2} />
    </section>
  )
}

/** Each line discloses, or follows one of the reasons below. */
export function Lines({ visit, form, own }: Props) {
  const t = visit.say(decisionWords)
  const { directions } = visit.say(ledgerWords)
  const choices = reasonChoices(visit, form)
  const left = own.length - LISTED
  return (
    <>
      <h2 id="lines">{t.linesTitle}</h2>
      {form.faults.lines ? <p class="fault">{form.faults.lines}</p> : null}
      <p>{t.linesLead}</p>
      <Table
        caption={t.linesTitle}
        hideCaption
        rows={own.slice(0, LISTED)}
        columns={[
          {
            head: t.line,
            cell: one => (
              <a href={`/records/${one.record_no}`}>{t.lineOf(one.record_no, one.line)}</a>
            ),
          },
          { head: t.direction, cell: one => directions[one.direction] },
          { head: t.day, cell: one => <time>{one.occurred_on}</time> },
          { head: t.party, cell: one => one.third_party.name ?? t.unspecified },
          {
            head: t.way,
            cell: one => {
              const name = `line-${lineName(one)}`
              const chosen = textOf(form.values[name])
              return (
                <select name={name} aria-label={`${t.way} ${t.lineOf(one.record_no, one.line)}`}>
                  {choices.map(({ value, label }) => (
                    <option value={value} selected={value === chosen}>
                      {label}
                    </option>
                  ))}
                </select>
              )
            },
          },
        ]}
      />
      {left > 0 ? (
        <Select visit={visit} form={form} name="rest" label={t.rest(left)} choices={choices} />
      ) : null}
    </>
  )
}

function reasonChoices(visit: Visit, form: Unsent) {
  const t = visit.say(decisionWords)
  const reasons = Array.from({ length: reasonsShown(form.values) }, (_, n) => String(n + 1))
  return [
    { value: '', label: t.disclose },
    ...reasons.map(value => ({ value, label: t.byReason(value) })),
  ]
}

/** A reason with its items and ground; several lines may share it. */
export function Reasons({ visit, form, own }: Props) {
  const t = visit.say(decisionWords)
  const shown = reasonsShown(form.values)
  const further = own[LISTED]
  const items = itemsOf(own).map(value => ({ value, label: itemLabel(visit, value) }))
  const common = { visit, form }
  return (
    <>
      <h2>{t.reasons}</h2>
      <p>{t.reasonsLead}</p>
      <input type="hidden" name="reasons" value={String(shown)} />
      {Array.from({ length: shown }, (_, n) => String(n + 1)).map(n => (
        <fieldset class="card">
          <legend>{t.reason(n)}</legend>
          {further ? (
            <Field
              {...common}
              name={`lines-${n}`}
              label={t.namedLines}
              hint={t.namedHint(lineName(further))}
              rows={2}
            />
          ) : null}
          <Checks
            {...common}
            name={`items-${n}`}
            label={t.items}
            hint={t.itemsHint}
            choices={items}
          />
          <Choices
            {...common}
            name={`ground-${n}`}
            label={t.ground}
            hint={t.groundHint}
            choices={GROUNDS.map(value => ({
              value,
              label: articleName(value, visit.language),
              hint: articleText(value, visit.language) ?? '',
            }))}
          />
          <Field {...common} name={`law-${n}`} label={t.law} hint={t.lawHint} />
          <Field
            {...common}
            name={`letter-${n}`}
            label={t.letterReason}
            hint={t.letterHint}
            rows={3}
          />
          <Field
            {...common}
            name={`internal-${n}`}
            label={t.internalReason}
            hint={t.internalHint}
            rows={2}
          />
        </fieldset>
      ))}
      <Checks
        {...common}
        name="show_withheld_count"
        label={t.count}
        choices={[{ value: 'yes', label: t.showCount, hint: t.showCountHint }]}
      />
    </>
  )
}
