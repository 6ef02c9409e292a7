// What a new ledger holds before anything is imported makes room: its rows go behind the imported numbers.

import { sql } from 'kysely'
import { COPY_COLUMNS } from '../usecases/ledger-columns.ts'
import type { LedgerCopyStore } from '../usecases/ledger-copy-ports.ts'
import { sqlite, values } from './database.ts'

type OwnRowWrites = Pick<
  LedgerCopyStore,
  'moveAuditEvents' | 'moveRetentionRuns' | 'moveSources' | 'settleSources' | 'clearCore'
>

/** A source on its way bears this before its name, which is unique; no name of a source may start so. */
const MOVING = '~'

export const ownRowWrites: OwnRowWrites = {
  moveAuditEvents: by => moveNumbered('audit_event', by),
  moveRetentionRuns: by => moveNumbered('retention_run', by),
  moveSources: (sources, by) => {
    const own = values(sources.map(({ sourceId }) => sourceId))
    return [
      sql`insert into source (source_id, name) select source_id + ${by}, ${MOVING} || name
        from source where source_id in ${own}`.compile(sqlite),
      sql`update api_key set source_id = source_id + ${by} where source_id in ${own}`.compile(
        sqlite,
      ),
      sql`delete from source where source_id in ${own}`.compile(sqlite),
    ]
  },
  settleSources: (sources, by) => {
    const moved = values(sources.map(({ sourceId }) => sourceId + by))
    const sameName = sql`select source_id from source as imported
      where imported.name = substr(own.name, 2)`
    return [
      sql`update api_key set source_id = coalesce(
          (select (${sameName}) from source as own where own.source_id = api_key.source_id),
          source_id
        ) where source_id in ${moved}`.compile(sqlite),
      sql`delete from source where source_id in ${moved}
        and substr(name, 2) in (select name from source)`.compile(sqlite),
      sql`update source set name = substr(name, 2) where source_id in ${moved}`.compile(sqlite),
    ]
  },
  clearCore: keyIds => [
    failWhenRecording(),
    sql`delete from data_key`.compile(sqlite),
    sql`delete from api_key where key_id in ${values(keyIds)}`.compile(sqlite),
  ],
}

/** Rows go behind by writing them anew: an audit event is never edited. */
function moveNumbered(table: 'audit_event' | 'retention_run', by: number) {
  const [number, ...others] = COPY_COLUMNS[table].columns as [string, ...string[]]
  const columns = sql.join(others.map(name => sql.ref(name)))
  return [
    sql`insert into ${sql.table(table)} (${sql.ref(number)}, ${columns})
      select ${sql.ref(number)} + ${by}, ${columns}
      from ${sql.table(table)} where ${sql.ref(number)} <= ${by}`.compile(sqlite),
    sql`delete from ${sql.table(table)} where ${sql.ref(number)} <= ${by}`.compile(sqlite),
  ]
}

/** Breaks a primary key, and with it the commit, when the ledger got a wording since it was found empty. */
function failWhenRecording() {
  return sql`insert into data_key (purpose, key_no, wrapped)
    select purpose, key_no, wrapped from data_key
    where exists (select 1 from wording) limit 1`.compile(sqlite)
}
