// The first page of retention: what a count found, the runs so far, and the form that erases.

import { needsSecondPerson } from '../../domain/approval.ts'
import { addMonths, legalDayOfInstant } from '../../domain/calendar-date.ts'
import { OFFICERS } from '../../domain/role.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RetentionReport } from '../../usecases/retention-report.ts'
import { listRetentionRuns, type RetentionRunView } from '../../usecases/retention-runs.ts'
import { ApprovalGate, approvalFor } from '../approval-gate.tsx'
import { BarChart } from '../charts.tsx'
import { Badge, EmptyState, Instant, type Kind, Notice, Pager, Table } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { thousands } from '../words.ts'
import { ReportTables } from './retention-report.tsx'
import { retentionCodes, retentionWords } from './retention-words.ts'

const PAGE = 20
const CLASSES = ['R1', 'R2', 'R3', 'V'] as const

const KIND_OF_STATE: Record<RetentionRunView['state'], Kind> = {
  running: 'warn',
  stopped: 'warn',
  done: 'ok',
  failed: 'danger',
}

export async function showRetention(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(retentionWords)
  const after = Number(visit.c.req.query('after')) || undefined
  const isFirst = after === undefined
  const page = after === undefined ? {} : { before: after }
  const found = await listRetentionRuns(deps, { ...page, limit: PAGE + 1 })
  const [counted] = isFirst
    ? await listRetentionRuns(deps, { state: 'done', dryRun: true, limit: 1 })
    : []
  const runs = found.slice(0, PAGE)
  const running = runs.find(({ state, dry_run }) => state === 'running' && !dry_run)
  const isOfficer = visit.is(...OFFICERS)
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
      {isFirst ? <Counted visit={visit} of={counted} /> : null}
      {isFirst && isOfficer ? <CountForm visit={visit} form={form} /> : null}
      <p>
        <a href="/retention/incomplete">{t.toIncomplete}</a>
      </p>
      <h2>{t.runs}</h2>
      {runs.length === 0 ? (
        <EmptyState title={t.noRuns}>
          <p>{t.noPreviewHint}</p>
        </EmptyState>
      ) : (
        <RunTable
          visit={visit}
          runs={runs}
          names={
            await nameActors(
              deps,
              runs.map(one => one.started_by),
            )
          }
        />
      )}
      <Pager
        visit={visit}
        isFirst={isFirst || visit.c.req.method !== 'GET'}
        next={found.length > PAGE ? { after: String(runs.at(-1)?.run_id) } : undefined}
      />
    </>,
  )
}

function Counted({ visit, of }: { visit: Visit; of: RetentionRunView | undefined }) {
  const t = visit.say(retentionWords)
  if (!of) {
    return (
      <>
        <h2>{t.preview}</h2>
        <EmptyState title={t.noPreview}>
          <p>{t.noPreviewHint}</p>
        </EmptyState>
      </>
    )
  }
  const report = of.report as RetentionReport
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
      <ReportTables visit={visit} report={report} />
      <Upcoming visit={visit} report={report} />
    </>
  )
}

/** What reaches its day, by month and class. */
export function Upcoming({ visit, report }: { visit: Visit; report: RetentionReport }) {
  const t = visit.say(retentionWords)
  const { classes } = visit.say(ledgerWords)
  const { upcoming, as_of: asOf } = report
  if (!upcoming) return null
  if (upcoming.length === 0) return <p>{t.noUpcoming}</p>
  const first = `${asOf.slice(0, 7)}-01`
  const months = Array.from({ length: 13 }, (_, n) => addMonths(first, n).slice(0, 7))
  const series = CLASSES.map(name => ({
    name: classes[name],
    values: months.map(
      month => upcoming.find(one => one.month === month && one.class === name)?.records ?? 0,
    ),
  })).filter(({ values }) => values.some(value => value > 0))
  return (
    <div class="beside narrow">
      <BarChart visit={visit} title={t.upcoming} unit={t.unit} months={months} series={series} />
    </div>
  )
}

function CountForm({ visit, form }: { visit: Visit; form: Unsent }) {
  const t = visit.say(retentionWords)
  return (
    <section class="card">
      <Form visit={visit} action="/retention/count" label={t.count}>
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

function RunTable(props: {
  visit: Visit
  runs: readonly RetentionRunView[]
  names: ReadonlyMap<string, string>
}) {
  const { visit, runs, names } = props
  const t = visit.say(retentionWords)
  return (
    <Table
      caption={t.runs}
      hideCaption
      rows={runs}
      columns={[
        {
          head: t.number,
          cell: one => <a href={`/retention/runs/${one.run_id}`}>{one.run_id}</a>,
          number: true,
        },
        { head: t.kind, cell: one => (one.dry_run ? t.dry : t.real) },
        { head: t.state, cell: one => <RunState visit={visit} run={one} /> },
        { head: t.asOf, cell: one => <time>{one.as_of}</time> },
        { head: t.startedAt, cell: one => <Instant visit={visit} at={one.started_at} /> },
        { head: t.startedBy, cell: one => nameOf(visit, names, one.started_by) },
        {
          head: t.erased,
          cell: one => (one.dry_run ? '' : thousands(one.erased)),
          number: true,
        },
      ]}
    />
  )
}

export function RunState({ visit, run }: { visit: Visit; run: RetentionRunView }) {
  return (
    <Badge kind={KIND_OF_STATE[run.state]}>{visit.say(retentionCodes).states[run.state]}</Badge>
  )
}

export function nameOf(visit: Visit, names: ReadonlyMap<string, string>, actor: string): string {
  if (actor === 'schedule') return visit.say(retentionWords).schedule
  return names.get(actor) ?? actor
}

/** The last page before an erasure: as of which day, and who else has to have said yes. */
export async function showRunForm(deps: Deps, visit: Visit, form: Unsent = EMPTY_FORM) {
  const t = visit.say(retentionWords)
  const asked = form.values.as_of ?? visit.c.req.query('as_of')
  const asOf = typeof asked === 'string' && asked ? asked : legalDayOfInstant(deps.clock())
  const subject = { kind: 'retention_run', subject: asOf } as const
  const need = await approvalFor(deps, visit.caller, subject)
  return visit.page(
    { title: t.runTitle, faults: form.faults },
    <div class="narrow">
      <h1>{t.runTitle}</h1>
      <Faults visit={visit} form={form} />
      <p>{t.runLead}</p>
      <ApprovalGate visit={visit} of={need} />
      <Form visit={visit} action="/retention/run">
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
    </div>,
  )
}
