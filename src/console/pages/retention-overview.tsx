// The first page of retention: what comes, what a count found, and the runs so far.

import { needsSecondPerson } from '../../domain/approval.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { countErasuresAhead, type ErasuresAhead } from '../../usecases/provision-counts.ts'
import type { RetentionReport } from '../../usecases/retention-report.ts'
import { listRetentionRuns, type RetentionRunView } from '../../usecases/retention-runs.ts'
import { Instant, Notice } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { Listing } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { ReportTables } from './retention-report.tsx'
import { runList } from './retention-runs.tsx'
import { Upcoming } from './retention-upcoming.tsx'
import { retentionWords } from './retention-words.ts'

export async function showRetention(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(retentionWords)
  const isFirst = !visit.c.req.query('after')
  const [running] = await listRetentionRuns(deps, { state: 'running', dryRun: false, limit: 1 })
  const [counted] = isFirst
    ? await listRetentionRuns(deps, { state: 'done', dryRun: true, limit: 1 })
    : []
  const ahead = isFirst ? await countErasuresAhead(deps, visit.caller) : undefined
  const lead = needsSecondPerson(deps.operator, 'retention_run') ? t.leadTwo : t.lead
  return visit.page(
    { title: t.title, faults: form.faults },
    <>
      <h1>{t.title}</h1>
      <p>{lead}</p>
      <Faults visit={visit} form={form} />
      {running ? (
        <Notice>
          {t.running} <a href={`/retention/runs/${running.run_id}`}>{t.watch}</a>
        </Notice>
      ) : null}
      {ahead ? <Ahead visit={visit} of={ahead} /> : null}
      {isFirst ? <Counted visit={visit} of={counted} /> : null}
      {isFirst && visit.is(...OFFICERS) ? <CountForm visit={visit} form={form} /> : null}
      <h2>{t.runs}</h2>
      <Listing visit={visit} list={runList(deps, visit)} />
    </>,
  )
}

/** As the ledger stands now. */
function Ahead({ visit, of }: { visit: Visit; of: ErasuresAhead }) {
  const t = visit.say(retentionWords)
  return (
    <>
      <h2>{t.ahead}</h2>
      <p>
        {t.dueNow(of.due)} <a href="/retention/due">{t.toDue}</a>{' '}
        <a href="/retention/incomplete">{t.toIncomplete}</a>
      </p>
      <Upcoming visit={visit} of={of} />
    </>
  )
}

function Counted({ visit, of }: { visit: Visit; of: RetentionRunView | undefined }) {
  const t = visit.say(retentionWords)
  if (!of) {
    return (
      <>
        <h2>{t.preview}</h2>
        <p>
          {t.noPreview} {t.noPreviewHint}
        </p>
      </>
    )
  }
  return (
    <>
      <h2>{t.preview}</h2>
      <p>
        {t.countedAt(of.as_of)} (
        <a href={`/retention/runs/${of.run_id}`}>
          <Instant visit={visit} at={of.finished_at} />
        </a>
        )
      </p>
      <ReportTables visit={visit} report={of.report as RetentionReport} />
    </>
  )
}

function CountForm({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(retentionWords)
  return (
    <section class="card">
      <Form visit={visit} action="/retention/count" label={t.count} once>
        <Field
          visit={visit}
          form={form}
          name="as_of"
          label={t.asOf}
          hint={t.asOfHint}
          type="date"
        />
        <Actions visit={visit}>
          <button type="submit" class="second">
            {t.count}
          </button>
          <a class="button" href="/retention/run">
            {t.run}
          </a>
        </Actions>
      </Form>
    </section>
  )
}
