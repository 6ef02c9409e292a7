// Records: their versions, lines and amendments.

import { sql } from 'kysely'
import type { RecordStore } from '../usecases/ports.ts'
import { blobs, insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { isLineUnprotected } from './protective-marks.ts'
import { inSight, listQuery, withSource } from './record-list.ts'
import { RECORD_COLUMNS, toRow, toVersion } from './record-rows.ts'
import type { RecordRow } from './tables.ts'

/** The record store over any SqlDatabase. */
export function recordStore(db: SqlDatabase): RecordStore {
  return {
    async counters() {
      const [row] = await db.all(COUNTERS)
      return {
        recordNo: row?.record_no ?? 0,
        wordingId: row?.wording_id ?? 0,
        thirdPartyId: row?.third_party_id ?? 0,
      }
    },
    async findEvents(keys) {
      const rows = await db.all(eventsQuery(keys))
      return rows.map(row => ({
        sourceId: row.source_id,
        eventId: row.event_id,
        recordNo: row.record_no,
        contentDigest: row.content_digest,
      }))
    },
    async findErased(digests) {
      const rows = await db.all(
        sqlite
          .selectFrom('erased_record')
          .select('event_digest')
          .where('event_digest', 'in', blobs(digests))
          .compile(),
      )
      return rows.map(row => row.event_digest)
    },
    async findCurrent(recordNos, sight) {
      const rows = await db.all(
        inSight('current_record', sight).where('record_no', 'in', values(recordNos)).compile(),
      )
      return rows.map(row => toVersion(row, sight))
    },
    async findVersions(recordNo, sight) {
      const rows = await db.all(
        withSource('record').where('record_no', '=', recordNo).orderBy('version').compile(),
      )
      return rows.map(row => toVersion(row, sight))
    },
    async findHistories(recordNos, sight) {
      const rows = await db.all(
        withSource('record')
          .where('record_no', 'in', values(recordNos))
          .orderBy('record_no')
          .orderBy('version')
          .compile(),
      )
      return rows.map(row => toVersion(row, sight))
    },
    async findAmendments(recordNos) {
      const rows = await db.all(
        sqlite
          .selectFrom('amendment')
          .selectAll()
          .where('record_no', 'in', values(recordNos))
          .orderBy('record_no')
          .orderBy('version')
          .compile(),
      )
      return rows.map(row => ({
        recordNo: row.record_no,
        version: row.version,
        kind: row.kind,
        at: row.amended_at,
        by: row.amended_by,
        sealed: row.sealed,
      }))
    },
    async list(filter) {
      return (await db.all(listQuery(filter))).map(row => toVersion(row, filter.sight))
    },
    async newestItemWordings(limit) {
      return (await db.all(newestItems(limit))).map(row => row.id)
    },
    async findLines(wordingIds, sight) {
      let query = sqlite
        .selectFrom('line')
        .selectAll()
        .where('wording_id', 'in', values(wordingIds))
      if (sight !== 'all') query = query.where(isLineUnprotected)
      const rows = await db.all(query.compile())
      return rows.map(row => ({
        wordingId: row.wording_id,
        recordNo: row.record_no,
        line: row.line,
      }))
    },
    async newestRecordedAt() {
      const [row] = await db.all(
        sqlite
          .selectFrom('record')
          .select('recorded_at')
          .orderBy('record_no', 'desc')
          .limit(1)
          .compile(),
      )
      return row?.recorded_at
    },
    insertVersions: versions => insertRows('record', RECORD_COLUMNS, versions.map(toRow)),
    insertLines: lines =>
      insertRows(
        'line',
        ['wording_id', 'record_no', 'line'],
        lines.map(({ wordingId, recordNo, line }) => [wordingId, recordNo, line]),
      ),
    insertAmendment: amendment =>
      sqlite
        .insertInto('amendment')
        .values({
          record_no: amendment.recordNo,
          version: amendment.version,
          kind: amendment.kind,
          amended_at: amendment.at,
          amended_by: amendment.by,
          sealed: amendment.sealed,
        })
        .compile(),
  }
}

/** Numbers never come back: an erased record keeps its number, sqlite_sequence never decreases. */
const COUNTERS = sqlite
  .selectNoFrom(({ fn, selectFrom, val }) => [
    sql<number>`max(
        coalesce((select max(record_no) from record), 0),
        coalesce((select max(record_no) from erased_record), 0)
      )`.as('record_no'),
    fn
      .coalesce(selectFrom('sqlite_sequence').select('seq').where('name', '=', 'wording'), val(0))
      .as('wording_id'),
    fn
      .coalesce(
        selectFrom('sqlite_sequence').select('seq').where('name', '=', 'third_party'),
        val(0),
      )
      .as('third_party_id'),
  ])
  .compile()

function eventsQuery(keys: readonly { sourceId: number; eventId: string }[]) {
  const list = JSON.stringify(keys.map(({ sourceId, eventId }) => [sourceId, eventId]))
  // The planner is told the way: from the few keys into the unique index, never the other way round.
  return sql<
    Pick<RecordRow, 'source_id' | 'event_id' | 'record_no' | 'content_digest'>
  >`select r.source_id, r.event_id, r.record_no, r.content_digest
    from json_each(${list}) as key
    cross join record as r on r.source_id = key.value ->> 0 and r.event_id = key.value ->> 1
    where r.version = 0`.compile(sqlite)
}

/** Distinct numbers by jumps through their index, however many records share one. */
const newestItems = (limit: number) =>
  sql<{ id: number }>`with recursive items (id) as (
    select max(items_wording_id) from record
    union all
    select (select max(items_wording_id) from record where items_wording_id < items.id)
    from items where items.id is not null
  )
  select id from items where id is not null limit ${limit}`.compile(sqlite)
