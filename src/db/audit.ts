// The audit log: who did what, by ids, counts and codes.

import { type Expression, sql } from 'kysely'
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
      let query = sqlite.selectFrom('audit_event as e')
      if (sight !== 'all') query = query.where('e.kind', 'not like', `${MARK_KINDS}%`)
      if (before !== undefined) query = query.where('e.audit_no', '<', before)
      if (kind !== undefined) query = query.where('e.kind', '=', kind)
      if (from !== undefined) query = query.where('e.at', '>=', from)
      if (to !== undefined) query = query.where('e.at', '<', to)
      query = query.orderBy('e.audit_no', 'desc').limit(limit)
      // Days bound by themselves what is looked at.
      const isBounded = from !== undefined || to !== undefined
      if (actor === undefined || isBounded) {
        if (actor !== undefined) query = query.where(actedBy('e.actor', actor))
        return (await db.all(query.selectAll('e').compile())).map(toEvent)
      }
      const ofPair = sql<boolean>`e.actor = pair.actor and e.kind = pair.kind`
      const newest = query.select('e.audit_no').where(ofPair)
      return (await db.all(ofActor(actor, { newest, limit }))).map(toEvent)
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
const actedBy = (actors: 'e.actor' | 'pair.actor', actor: string) =>
  sql<boolean>`instr(' ' || ${sql.ref(actors)} || ' ', ' ' || ${actor} || ' ') > 0`

/**
 * The newest of each pair of actors and kind, then the newest of these: the index leads from pair to pair, past
 * all that others did. Only keys share a commit: a person's pairs stand side by side.
 */
function ofActor(actor: string, { newest, limit }: { newest: Expression<unknown>; limit: number }) {
  const [from, to] = actor.startsWith('user:') ? [actor, actor] : ['', LAST_ACTOR]
  return sql<StoredEvent>`
    with recursive at_pair (no) as (
      select (select audit_no from audit_event where actor >= ${from} order by actor, kind limit 1)
      union all
      select coalesce(
        (select next.audit_no from audit_event as next
          where next.actor = this.actor and next.kind > this.kind order by next.kind limit 1),
        (select next.audit_no from audit_event as next
          where next.actor > this.actor and next.actor <= ${to} order by next.actor, next.kind limit 1))
      from at_pair cross join audit_event as this on this.audit_no = at_pair.no)
    select found.* from at_pair
    cross join audit_event as pair on pair.audit_no = at_pair.no
      and ${actedBy('pair.actor', actor)}
    cross join audit_event as found on found.audit_no in ${newest}
    order by found.audit_no desc limit ${limit}`.compile(sqlite)
}

/** Who reads one of these reads the records that concern a request. */
const REQUEST_READINGS: readonly AuditKind[] = [
  'disclosure.matches_read',
  'extract.previewed',
  'extract.issued',
  'extract.read',
]

/** Who reads one of these reads every record it lists; the second is told to whom sees all. */
const LIST_READINGS: readonly AuditKind[] = ['records.searched', 'protective_mark.records_read']

/** What happened to a record itself, and the newest events of those kinds that list several. */
function readingsQuery(page: Parameters<AuditStore['readingsOf']>[0]) {
  const { recordNo, requestNos = [], since = 0, before = MAX_NO, limit, searches, sight } = page
  const all = sight === 'all'
  // One term for all kinds: D1 takes five in a compound select.
  const newest = (kinds: readonly AuditKind[]) => sql`
    select listing.* from json_each(${JSON.stringify(kinds)}) as wanted
    cross join audit_event as listing on listing.audit_no in (
      select audit_no from audit_event where kind = wanted.value and audit_no < ${before}
      order by audit_no desc limit ${searches})`
  const ofRequests = sql`
    union all ${newest(REQUEST_READINGS)}
    where listing.at >= ${since} and listing.detail ->> 'request_no' in ${values(requestNos)}`
  return sql<StoredEvent>`
    select * from audit_event
    where detail ->> 'record_no' = ${recordNo} and audit_no < ${before}
      ${all ? sql`` : sql`and kind not like ${`${MARK_KINDS}%`}`}
      ${page.untold ? sql`and ${isTold(page.untold)}` : sql``}
    union all ${newest(all ? LIST_READINGS : LIST_READINGS.slice(0, 1))}
    where instr(listing.detail, ${String(recordNo)}) > 0 and exists (
      select 1 from json_each(listing.detail, '$.record_nos') as named
      where named.value = ${recordNo})
    ${requestNos.length > 0 ? ofRequests : sql``}
    order by audit_no desc limit ${limit}`.compile(sqlite)
}

const isTold = ({ versions, lines }: { versions: readonly number[]; lines: readonly number[] }) =>
  sql<boolean>`coalesce(detail ->> 'version', 0) not in ${values(versions)}
    and coalesce(detail ->> 'line', 0) not in ${values(lines)}`

const LAST_ACTOR = '\u{10ffff}'
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
