// The audit log: who did what, by ids, counts and codes.

import { sql } from 'kysely'
import type { AuditStore } from '../usecases/access-ports.ts'
import { type AuditKind, MARK_KINDS } from '../usecases/audit-kinds.ts'
import type { Sight } from '../usecases/sight.ts'
import { insertRows, type SqlDatabase, sqlite } from './database.ts'
import type { Tables } from './tables.ts'

export function auditStore(db: SqlDatabase): AuditStore {
  return {
    async list({ after, kind, limit, sight }) {
      let query = sqlite.selectFrom('audit_event').selectAll().where('audit_no', '>', after)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      if (sight !== 'all') query = query.where('kind', 'not like', `${MARK_KINDS}%`)
      const rows = await db.all(query.orderBy('audit_no').limit(limit).compile())
      return rows.map(toEvent)
    },
    async newest({ before, kind, actor, from, to, limit, sight }) {
      let query = sqlite.selectFrom('audit_event').selectAll()
      if (sight !== 'all') query = query.where('kind', 'not like', `${MARK_KINDS}%`)
      if (before !== undefined) query = query.where('audit_no', '<', before)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      if (actor !== undefined) query = query.where(actedBy(actor))
      if (from !== undefined) query = query.where('at', '>=', from)
      if (to !== undefined) query = query.where('at', '<', to)
      const rows = await db.all(query.orderBy('audit_no', 'desc').limit(limit).compile())
      return rows.map(toEvent)
    },
    async readingsOf({ recordNo, limit, searches, sight }) {
      const rows = await db.all(readingsQuery(recordNo, { limit, searches, sight }))
      return rows.map(toEvent)
    },
    insert: events =>
      insertRows(
        'audit_event',
        ['at', 'kind', 'actor', 'detail'],
        events.map(({ at, kind, actor, detail }) => [at, kind, actor, JSON.stringify(detail)]),
      ),
  }
}

/** Several who wrote in one commit stand in one event, a blank between them. */
const actedBy = (actor: string) =>
  sql<boolean>`(actor = ${actor} or instr(' ' || actor || ' ', ' ' || ${actor} || ' ') > 0)`

/** What happened to a record itself, and the newest events of those kinds that list several. */
function readingsQuery(
  recordNo: number,
  { limit, searches, sight }: { limit: number; searches: number; sight: Sight | undefined },
) {
  const listing = (kind: string) => sql`
    select * from (
      select * from audit_event where kind = ${kind} order by audit_no desc limit ${searches}
    ) as listing
    where instr(listing.detail, ${String(recordNo)}) > 0 and exists (
      select 1 from json_each(listing.detail, '$.record_nos') as named
      where named.value = ${recordNo})`
  const hidden = sight === 'all' ? sql`union all ${listing('protective_mark.records_read')}` : sql``
  return sql<StoredEvent>`
    select * from audit_event where detail ->> 'record_no' = ${recordNo}
    union all ${listing('records.searched')} ${hidden}
    order by audit_no desc limit ${limit}`.compile(sqlite)
}

type StoredEvent = Omit<Tables['audit_event'], 'audit_no'> & { audit_no: number }

function toEvent(row: StoredEvent) {
  return {
    auditNo: row.audit_no,
    at: row.at,
    kind: row.kind as AuditKind,
    actor: row.actor,
    detail: JSON.parse(row.detail),
  }
}
