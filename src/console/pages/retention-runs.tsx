// The list of runs and counts, the newest first.

import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { listRetentionRuns, type RetentionRunView } from '../../usecases/retention-runs.ts'
import { Badge, EmptyState, type Kind } from '../components.tsx'
import { type List, numberKey } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { thousands } from '../words.ts'
import { retentionCodes, retentionWords } from './retention-words.ts'

const KIND_OF_STATE: Record<RetentionRunView['state'], Kind> = {
  running: 'warn',
  stopped: 'warn',
  done: 'ok',
  failed: 'danger',
}

export function runList(deps: Deps, visit: Visit): List<RetentionRunView & { name: string }> {
  const t = visit.say(retentionWords)
  const { states } = visit.say(retentionCodes)
  return {
    caption: t.runs,
    csv: '/retention/runs.csv',
    key: one => String(one.run_id),
    async read({ after, limit }) {
      const before = numberKey(after)
      const runs = await listRetentionRuns(deps, {
        limit,
        ...(before === undefined ? {} : { before }),
      })
      const actors = runs.map(one => one.started_by)
      const names = await nameActors(deps, actors)
      return runs.map(run => ({ ...run, name: nameOf(visit, names, run.started_by) }))
    },
    empty: <EmptyState title={t.noRuns} />,
    columns: [
      {
        head: t.number,
        text: one => one.run_id,
        cell: one => <a href={`/retention/runs/${one.run_id}`}>{one.run_id}</a>,
        number: true,
      },
      { head: t.kind, text: one => (one.dry_run ? t.dry : t.real) },
      {
        head: t.state,
        text: one => states[one.state],
        cell: one => <RunState visit={visit} run={one} />,
      },
      { head: t.asOf, text: one => one.as_of },
      { head: t.startedAt, text: one => visit.instant(one.started_at) },
      { head: t.startedBy, text: one => one.name },
      {
        head: t.erased,
        text: one => (one.dry_run ? '' : one.erased),
        cell: one => (one.dry_run ? '' : thousands(one.erased)),
        number: true,
      },
    ],
  }
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
