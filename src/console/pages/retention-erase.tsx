// The last page before an erasure: as of which day, how many go, and who else has to have said yes.

import { needsSecondPerson } from '../../domain/approval.ts'
import { legalDayOfInstant } from '../../domain/calendar-date.ts'
import type { Deps } from '../../usecases/ports.ts'
import { countErasuresAhead } from '../../usecases/provision-counts.ts'
import { findDryRun } from '../../usecases/retention-runs.ts'
import { findRunWord } from '../../usecases/second-person.ts'
import { ApprovalGate, approvalFor, isApproved } from '../approval-gate.tsx'
import { Definitions } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import type { Visit } from '../visit.tsx'
import { retentionWords } from './retention-words.ts'

export async function showRunForm(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(retentionWords)
  const asked = form.values.as_of ?? visit.c.req.query('as_of')
  const asOf = typeof asked === 'string' && asked ? asked : await dayOfRun(deps)
  const subject = { kind: 'retention_run', subject: asOf } as const
  const need = await approvalFor(deps, visit.caller, subject)
  const { due } = await countErasuresAhead(deps, visit.caller)
  const report = await findDryRun(deps, asOf)
  return visit.page(
    { title: t.runTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.runTitle}</h1>
      <Faults visit={visit} form={form} />
      <p>{t.runLead}</p>
      <Definitions
        of={[
          [t.due, t.inNumbers(due)],
          ...(report
            ? [
                [t.erasable, t.inNumbers(report.erasable)] as const,
                [t.held, t.inNumbers(report.held)] as const,
              ]
            : []),
        ]}
      />
      <p>
        {report ? '' : t.notCounted} <a href="/retention/due">{t.toDue}</a>
      </p>
      <ApprovalGate visit={visit} of={need} />
      {isApproved(need) ? (
        <Form visit={visit} action="/retention/run" once>
          <Field
            visit={visit}
            form={form}
            name="as_of"
            label={t.asOf}
            hint={t.runAsOfHint}
            type="date"
            value={asOf}
          />
          <Actions visit={visit} cancel="/retention">
            <button type="submit" class="danger">
              {t.runNow}
            </button>
          </Actions>
        </Form>
      ) : (
        <p>
          <a href="/retention">{t.back}</a>
        </p>
      )}
    </div>,
  )
}

/** As a run without a day goes: by the word that stands, of the latest day that has come. */
async function dayOfRun(deps: Deps) {
  const today = legalDayOfInstant(deps.clock())
  if (!needsSecondPerson(deps.operator, 'retention_run')) return today
  return (await findRunWord(deps))?.subject ?? today
}
