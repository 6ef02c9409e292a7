// Records: their versions, lines and amendments.

import { sql } from 'kysely'
import type { RecordFilter, RecordStore } from '../usecases/ports.ts'
import type { Sight } from '../usecases/sight.ts'
import { basisCodec, directionCodec } from './codes.ts'
import { blobs, insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { isLineUnprotected, isUnprotected, marksOnRecord } from './protective-marks.ts'
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

function withSource(table: 'record' | 'current_record') {
  return sqlite
    .selectFrom(`${table} as r`)
    .innerJoin('source as s', 's.source_id', 'r.source_id')
    .selectAll('r')
    .select('s.name as source')
    .select(marksOnRecord.as('marks'))
}

function inSight(table: 'record' | 'current_record', sight: Sight | undefined) {
  const query = withSource(table)
  return sight === 'all' ? query : query.where(isUnprotected)
}

/** In a list of gaps the codes of items stand in capitals, those of conflicts in small letters (counts.ts). */
const ANY_OF_KIND = new Map([
  ['missing_item', '*[A-Z]*'],
  ['conflict', '*[a-z]*'],
])

function gapIs(gap: string) {
  const letters = ANY_OF_KIND.get(gap)
  if (letters !== undefined) return sql<boolean>`gaps glob ${letters}`
  return sql<boolean>`instr(' ' || gaps || ' ', ${` ${gap} `}) > 0`
}

function listQuery(filter: RecordFilter) {
  let query = inSight('current_record', filter.sight)
  if (filter.recordNos) query = query.where('record_no', 'in', values(filter.recordNos))
  if (filter.thirdPartyId !== undefined) {
    const { thirdPartyId } = filter
    query = query.where('third_party_id', thirdPartyId === null ? 'is' : '=', thirdPartyId)
  }
  if (filter.sourceId !== undefined) query = query.where('r.source_id', '=', filter.sourceId)
  if (filter.direction) {
    query = query.where('direction', '=', directionCodec.toNumber(filter.direction))
  }
  if (filter.basis) {
    const code = basisCodec.toNumber(filter.basis)
    // The + keeps its index out of the way of what is nearly always the narrower one.
    const narrower = filter.recordNos ?? filter.thirdPartyId ?? filter.gap
    query =
      narrower === undefined
        ? query.where('basis', '=', code)
        : query.where(sql<boolean>`+basis = ${code}`)
  }
  if (filter.from) query = query.where('occurred_on', '>=', filter.from)
  if (filter.to) query = query.where('occurred_on', '<=', filter.to)
  if (filter.gap !== undefined) {
    query = query.where('gaps', 'is not', null)
    if (filter.gap !== 'any') query = query.where(gapIs(filter.gap))
  }
  if (filter.withoutVoid) query = query.where('void', 'is', null)
  if (filter.after) {
    const beyond = filter.oldestFirst ? sql`>` : sql`<`
    query = query.where(
      sql<boolean>`(occurred_on, record_no) ${beyond} (${filter.after.occurredOn}, ${filter.after.recordNo})`,
    )
  }
  const order = filter.oldestFirst ? 'asc' : 'desc'
  return query
    .orderBy('occurred_on', order)
    .orderBy('record_no', order)
    .limit(filter.limit)
    .compile()
}
