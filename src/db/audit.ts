// The audit log: who did what, by ids, counts and codes.

import { sql } from 'kysely'
import type { AuditStore } from '../usecases/access-ports.ts'
import { type AuditKind, MARK_KINDS } from '../usecases/audit-kinds.ts'
import { insertRows, type SqlDatabase, sqlite, values } from './database.ts'
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
    async readingsOf(page) {
      return (await db.all(readingsQuery(page))).map(toEvent)
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

/** Who reads one of these reads the records that concern a request. */
const REQUEST_READINGS: readonly AuditKind[] = [
  'disclosure.matches_read',
  'extract.previewed',
  'extract.issued',
  'extract.read',
]

/** What happened to a record itself, and the newest events of those kinds that list several. */
function readingsQuery(page: Parameters<AuditStore['readingsOf']>[0]) {
  const { recordNo, requestNos = [], since = 0, before = MAX_NO, limit, searches, sight } = page
  const newest = (kind: AuditKind) => sql`(
    select * from audit_event where kind = ${kind} and audit_no < ${before}
    order by audit_no desc limit ${searches}) as listing`
  const listing = (kind: AuditKind) => sql`
    select * from ${newest(kind)}
    where instr(listing.detail, ${String(recordNo)}) > 0 and exists (
      select 1 from json_each(listing.detail, '$.record_nos') as named
      where named.value = ${recordNo})`
  const ofRequests = (kind: AuditKind) => sql`
    union all select * from ${newest(kind)}
    where listing.at >= ${since} and listing.detail ->> 'request_no' in ${values(requestNos)}`
  const all = sight === 'all'
  const own = all ? sql`` : sql`and kind not like ${`${MARK_KINDS}%`}`
  return sql<StoredEvent>`
    select * from audit_event
    where detail ->> 'record_no' = ${recordNo} and audit_no < ${before} ${own}
    union all ${listing('records.searched')}
    ${all ? sql`union all ${listing('protective_mark.records_read')}` : sql``}
    ${requestNos.length > 0 ? sql.join(REQUEST_READINGS.map(ofRequests), sql` `) : sql``}
    order by audit_no desc limit ${limit}`.compile(sqlite)
}

const MAX_NO = Number.MAX_SAFE_INTEGER

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
