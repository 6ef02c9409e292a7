// What binds requests to each other (keys), to later versions of the records they showed, and to their years.

import { sql } from 'kysely'
import type { RequestLinkStore } from '../usecases/request-link-ports.ts'
import type { Sight } from '../usecases/sight.ts'
import { blobs, type SqlDatabase, sqlite, values } from './database.ts'
import { toRequest } from './disclosures.ts'
import { isLineUnprotected } from './protective-marks.ts'
import { redactBatch } from './redaction.ts'

export function requestLinkStore(db: SqlDatabase): RequestLinkStore {
  return {
    async findByKeys(digests) {
      const query = naming().where('r.request_no', 'in', ({ selectFrom }) =>
        selectFrom('disclosure_request_key as k')
          .select('k.request_no')
          .where('k.digest', 'in', blobs(digests)),
      )
      const ordered = query.orderBy('r.series_year').orderBy('r.series_number')
      return (await db.all(ordered.compile())).map(toRequest)
    },
    async listWithoutKeys(limit) {
      const query = naming().where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('disclosure_request_key as k')
              .select('k.digest')
              .whereRef('k.request_no', '=', 'r.request_no'),
          ),
        ),
      )
      return (await db.all(query.orderBy('r.request_no').limit(limit).compile())).map(toRequest)
    },
    insertKeys(keys) {
      if (keys.length === 0) return []
      const list = JSON.stringify(
        keys.map(({ digest, requestNo }) => [Buffer.from(digest).toString('hex'), requestNo]),
      )
      return [
        sql`insert into disclosure_request_key (digest, request_no)
          select unhex(key.value ->> 0), r.request_no from json_each(${list}) as key
          cross join disclosure_request as r on r.request_no = key.value ->> 1
          where r.redacted_at is null on conflict do nothing`.compile(sqlite),
      ]
    },
    async findLaterVersions(extractNos) {
      const rows = await db.all(
        sql<LaterRow>`
          select shown.extract_no, shown.record_no, shown.line, a.version, a.amended_at
          from ${values(extractNos)} as named
          cross join extract_line as shown on shown.extract_no = named.value
          ${overtaken}
          order by shown.record_no, a.version, shown.line`.compile(sqlite),
      )
      return rows.map(({ extract_no, record_no, amended_at, ...row }) => ({
        extractNo: extract_no,
        recordNo: record_no,
        at: amended_at,
        ...row,
      }))
    },
    async findShowing(recordNo) {
      const rows = await db.all(
        sqlite
          .selectFrom('extract_line as shown')
          .innerJoin('extract as e', 'e.extract_no', 'shown.extract_no')
          .select(['e.request_no', 'e.extract_no', 'e.doc_no', 'e.issued_at'])
          .select(sql<string>`json_group_array(shown.line)`.as('lines'))
          .where('shown.record_no', '=', recordNo)
          .groupBy('e.extract_no')
          .orderBy('e.extract_no')
          .compile(),
      )
      return rows.map(row => ({
        requestNo: row.request_no,
        extractNo: row.extract_no,
        docNo: row.doc_no,
        issuedAt: row.issued_at,
        lines: JSON.parse(row.lines),
      }))
    },
    async listTouched(after) {
      // From what is rare to the requests, not through all of them.
      const touched = sql<boolean>`r.request_no in (
          select request_no from disclosure_step where kind = 'delivery_returned'
          union all
          select e.request_no from overtaken_extract as o
          cross join extract as e on e.extract_no = o.extract_no
          where exists (
            select 1 from extract_line as shown ${overtaken} where shown.extract_no = o.extract_no))`
      const query = sqlite
        .selectFrom('disclosure_request as r')
        .select('r.request_no')
        .where('r.redacted_at', 'is', null)
        .where(touched)
        .where(mayBeOpen)
        .where('r.request_no', '>', after)
      return (await db.all(query.orderBy('r.request_no').compile())).map(row => row.request_no)
    },
    async findRecordsWithGaps(wordingIds, page) {
      const rows = await db.all(recordsWithGapsQuery(wordingIds, page))
      return rows.map(row => row.record_no)
    },
    async pageClosedBefore({ closedBefore, after, limit }) {
      const query = naming()
        .where('r.request_no', '>', after)
        .where(
          sql<boolean>`(select max(s.taken_at) from disclosure_step as s
            where s.request_no = r.request_no and s.kind in ('delivered', 'withdrawn')
          ) < ${closedBefore}`,
        )
      return (await db.all(query.orderBy('r.request_no').limit(limit).compile())).map(toRequest)
    },
    redactBatch,
  }
}

function recordsWithGapsQuery(
  wordingIds: readonly number[],
  { limit, sight }: { limit: number; sight: Sight },
) {
  // From the few wordings to their lines; whether the record has a gap is the cheapest thing to ask of it.
  return sql<{ record_no: number }>`
    select distinct line.record_no
    from line cross join current_record as r on r.record_no = line.record_no
    where line.wording_id in ${values(wordingIds)} and r.gaps is not null and r.void is null
      and r.lines ->> (line.line - 1) = line.wording_id
      and ${sight === 'all' ? sql`true` : isLineUnprotected}
    order by line.record_no limit ${limit}`.compile(sqlite)
}

/** Requests that still name their person. */
const naming = () =>
  sqlite.selectFrom('disclosure_request as r').selectAll().where('r.redacted_at', 'is', null)

interface LaterRow {
  extract_no: number
  record_no: number
  line: number
  version: number
  amended_at: number
}

/**
 * False once as many alerts are settled as were ever raised. Where a record is gone its settled ones stay and the
 * alerts may be counted anew (a restored ledger): then numbers tell nothing.
 */
const mayBeOpen = sql<boolean>`(
    (select total((s.kind = 'delivery_returned') - (s.kind = 'alert_settled'))
      from disclosure_step as s where s.request_no = r.request_no)
    + coalesce((select o.alerts from extract as e
        cross join overtaken_extract as o on o.extract_no = e.extract_no
        where e.request_no = r.request_no), 0) > 0
  or exists (
    select 1 from extract as e
    cross join extract_line as shown on shown.extract_no = e.extract_no
    cross join erased_record as gone on gone.record_no = shown.record_no
    where e.request_no = r.request_no))`

/** What came after what was `shown`; a line that a mark hides by now exists for nobody here. */
const overtaken = sql`
  cross join amendment as a on a.record_no = shown.record_no and a.version > shown.version
    and not exists (
      select 1 from protected_line as p
      where p.record_no = shown.record_no and p.line in (0, shown.line))`
