// The page of one run: how far it is while it runs, and its report and paper afterwards.

import { OFFICERS } from '../../domain/role.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { mostRows } from '../../usecases/register-size.ts'
import type { RetentionReport } from '../../usecases/retention-report.ts'
import {
  listRetentionRuns,
  type RetentionRunView,
  readRetentionRun,
} from '../../usecases/retention-runs.ts'
import { Definitions, Instant, Notice } from '../components.tsx'
import { Form } from '../form-parts.tsx'
import type { Visit } from '../visit.tsx'
import { ReportTables } from './retention-report.tsx'
import { nameOf, RunState } from './retention-runs.tsx'
import { retentionWords } from './retention-words.ts'

/** How often the page of a run that goes on comes anew, in seconds. */
const REFRESH_S = 3

export async function showRun(deps: Deps, visit: Visit, runId: number) {
  const t = visit.say(retentionWords)
  const run = await readRetentionRun(deps, runId)
  const names = await nameActors(deps, [run.started_by])
  const report = run.report as Partial<RetentionReport>
  const isRunning = run.state === 'running'
  if (isRunning) visit.c.header('Refresh', String(REFRESH_S))
  return visit.page(
    { title: t.runPage(runId) },
    <>
      <h1>{t.runPage(runId)}</h1>
      <Definitions
        of={[
          [t.kind, run.dry_run ? t.dry : t.real],
          [t.state, <RunState visit={visit} run={run} />],
          [t.asOf, <time>{run.as_of}</time>],
          [t.startedBy, nameOf(visit, names, run.started_by)],
          [t.startedAt, <Instant visit={visit} at={run.started_at} />],
          [t.finishedAt, <Instant visit={visit} at={run.finished_at} />],
        ]}
      />
      {isRunning ? (
        <Progress visit={visit} run={run} expected={await expectedOf(deps, run)} />
      ) : (
        <>
          <HowItEnded visit={visit} run={run} report={report} />
          <ReportTables visit={visit} report={report} />
          {run.dry_run ? null : (
            <Papers visit={visit} run={run} volumes={Math.ceil(run.erased / mostRows(deps)) || 1} />
          )}
        </>
      )}
      <p>
        <a href="/retention">{t.back}</a>
      </p>
    </>,
  )
}

/** As the last count for the same day found it; undefined when there was none. */
async function expectedOf(deps: Deps, { as_of: asOf, dry_run }: RetentionRunView) {
  if (dry_run) return undefined
  const [counted] = await listRetentionRuns(deps, { state: 'done', dryRun: true, limit: 1 })
  const { erasable } = (counted?.report ?? {}) as Partial<RetentionReport>
  return counted?.as_of === asOf && erasable ? erasable : undefined
}

function Progress(props: { visit: Visit; run: RetentionRunView; expected: number | undefined }) {
  const { visit, run, expected } = props
  const t = visit.say(retentionWords)
  const told = run.dry_run ? t.counting : t.sofar(run.erased)
  return (
    <section class="card">
      <p>
        <label for="progress">{t.progress}</label>{' '}
        {expected === undefined ? (
          <progress id="progress" />
        ) : (
          <progress id="progress" max={expected} value={Math.min(run.erased, expected)} />
        )}{' '}
        {told}
      </p>
      <p class="muted">{t.reload}</p>
      {visit.is(...OFFICERS) ? (
        <Form visit={visit} action={`/retention/runs/${run.run_id}/stop`}>
          <button type="submit" class="second">
            {t.stop}
          </button>
        </Form>
      ) : null}
    </section>
  )
}

function HowItEnded(props: {
  visit: Visit
  run: RetentionRunView
  report: Partial<RetentionReport>
}) {
  const { visit, run, report } = props
  const t = visit.say(retentionWords)
  if (run.state === 'failed') return <Notice kind="danger">{t.broken}</Notice>
  if (run.state !== 'stopped') return null
  return <Notice kind="warn">{report.stopped_for === 'budget' ? t.budget : t.stopped}</Notice>
}

function Papers(props: { visit: Visit; run: RetentionRunView; volumes: number }) {
  const { visit, run, volumes } = props
  const t = visit.say(retentionWords)
  const path = `/retention/runs/${run.run_id}/record`
  return (
    <ul class="inline">
      {Array.from({ length: volumes }, (_, n) => n + 1).map(volume => (
        <>
          <li>
            <a href={`${path}?volume=${volume}`}>
              {t.paper} {volumes > 1 ? t.volume(volume) : ''}
            </a>
          </li>
          <li>
            <a href={`${path}?edition=en&volume=${volume}`}>
              {t.paperEn} {volumes > 1 ? t.volume(volume) : ''}
            </a>
          </li>
        </>
      ))}
    </ul>
  )
}
