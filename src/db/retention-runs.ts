// Retention runs: one erases at a time, each tells how it went.

import { sql } from 'kysely'
import type { RetentionStore, StoredRun } from '../usecases/retention-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'
import type { Tables } from './tables.ts'

type RunQueries = Pick<
  RetentionStore,
  | 'insertRun'
  | 'findRun'
  | 'listRuns'
  | 'beat'
  | 'requestStop'
  | 'requestStopAsOf'
  | 'finishRun'
  | 'isCleaningOwed'
  | 'markCleaned'
>

export function runQueries(db: SqlDatabase): RunQueries {
  return {
    insertRun: run =>
      sqlite
        .insertInto('retention_run')
        .values({
          as_of: run.asOf,
          dry_run: run.dryRun ? 1 : 0,
          started_at: run.startedAt,
          started_by: run.startedBy,
          beat_at: run.startedAt,
          state: 'running',
          report: '{}',
        })
        .compile(),
    async findRun(runId) {
      const [row] = await db.all(
        sqlite.selectFrom('retention_run').selectAll().where('run_id', '=', runId).compile(),
      )
      return row && toRun(row)
    },
    async listRuns({ state, dryRun, before, limit }) {
      let query = sqlite.selectFrom('retention_run').selectAll()
      if (state !== undefined) query = query.where('state', '=', state)
      if (dryRun !== undefined) query = query.where('dry_run', '=', dryRun ? 1 : 0)
      if (before !== undefined) query = query.where('run_id', '<', before)
      return (await db.all(query.orderBy('run_id', 'desc').limit(limit).compile())).map(toRun)
    },
    beat: (runId, at) =>
      sqlite
        .updateTable('retention_run')
        .set({ beat_at: at })
        .where('run_id', '=', runId)
        .where('state', '=', 'running')
        .compile(),
    requestStop: runId => stop().where('run_id', '=', runId).compile(),
    requestStopAsOf: asOf => stop().where('dry_run', '=', 0).where('as_of', '=', asOf).compile(),
    finishRun: ({ runId, at, state, report }) =>
      sqlite
        .updateTable('retention_run')
        .set({ state, finished_at: at, report: JSON.stringify(report) })
        .where('run_id', '=', runId)
        .where('state', '=', 'running')
        .compile(),
    async isCleaningOwed() {
      const rows = await db.all(
        sqlite.selectFrom('retention_run').select('run_id').where(isOwed).limit(1).compile(),
      )
      return rows.length > 0
    },
    markCleaned: at =>
      sqlite.updateTable('retention_run').set({ cleaned_at: at }).where(isOwed).compile(),
  }
}

const stop = () =>
  sqlite.updateTable('retention_run').set({ stop_requested: 1 }).where('state', '=', 'running')

/** It erased records or redacted requests, and the files were not rebuilt since. */
const isOwed = sql<boolean>`cleaned_at is null
  and (erased > 0 or report ->> '$.requests_redacted' > 0)`

type RunRow = {
  [column in keyof Tables['retention_run']]: column extends
    | 'run_id'
    | 'stop_requested'
    | 'batches'
    | 'erased'
    ? number
    : Tables['retention_run'][column]
}

function toRun(row: RunRow): StoredRun {
  return {
    runId: row.run_id,
    asOf: row.as_of as string,
    dryRun: row.dry_run === 1,
    startedAt: row.started_at as number,
    startedBy: row.started_by as string,
    beatAt: row.beat_at as number,
    stopRequested: row.stop_requested === 1,
    finishedAt: row.finished_at as number | null,
    state: row.state as StoredRun['state'],
    batches: row.batches,
    erased: row.erased,
    cleanedAt: row.cleaned_at as number | null,
    report: JSON.parse(row.report as string),
  }
}
