// The erasure itself: one list of statements per batch, of which the first one decides what goes.

import { sql } from 'kysely'
import type { Write } from '../usecases/ports.ts'
import type {
  ErasableRecord,
  ErasureBatch,
  RetentionStore,
  StoredErasure,
} from '../usecases/retention-ports.ts'
import { basisCodec, directionCodec, itemCodes, retentionClassCodec } from './codes.ts'
import { uncountErased } from './counts.ts'
import { type SqlDatabase, sqlite, values } from './database.ts'
import { runGoesOn } from './run-guard.ts'
import type { Tables } from './tables.ts'

type ErasureQueries = Pick<
  RetentionStore,
  | 'findPointedTo'
  | 'eraseBatch'
  | 'findErasedBy'
  | 'listErasures'
  | 'countHistoryBefore'
  | 'eraseHistoryBefore'
>

export function erasureQueries(db: SqlDatabase): ErasureQueries {
  return {
    async findPointedTo(recordNos) {
      const mine = sql`record_no in ${values(recordNos)}`
      const wordings = sql<{ id: number }>`
        select third_party_wording_id as id from record where ${mine}
        union select items_wording_id from record where ${mine} and items_wording_id is not null
        union select terms_wording_id from record where ${mine} and terms_wording_id is not null
        union select line.value from record, json_each(record.lines) as line where ${mine}`
      const parties = sql<{ id: number }>`
        select distinct third_party_id as id from record
        where ${mine} and third_party_id is not null`
      const [wordingRows, partyRows] = await Promise.all([
        db.all(wordings.compile(sqlite)),
        db.all(parties.compile(sqlite)),
      ])
      return {
        wordingIds: wordingRows.map(({ id }) => id),
        thirdPartyIds: partyRows.map(({ id }) => id),
      }
    },
    eraseBatch,
    async findErasedBy(runId, recordNos) {
      const rows = await db.all(
        sqlite
          .selectFrom('erasure')
          .select('record_no')
          .where('run_id', '=', runId)
          .where('record_no', 'in', values(recordNos))
          .compile(),
      )
      return rows.map(row => row.record_no)
    },
    async listErasures(runId, { afterRecordNo, limit }) {
      const rows = await db.all(
        sqlite
          .selectFrom('erasure')
          .selectAll()
          .where('run_id', '=', runId)
          .where('record_no', '>', afterRecordNo)
          .orderBy('record_no')
          .limit(limit)
          .compile(),
      )
      return rows.map(toErasure)
    },
    async countHistoryBefore(at) {
      const [row] = await db.all(
        sql<{ audit_events: number; erasures: number }>`select
          (select count(*) from audit_event
           where at < ${at} and audit_no < (select max(audit_no) from audit_event)) as audit_events,
          (select count(*) from erasure where run_id in (
             select run_id from retention_run where started_at < ${at})) as erasures`.compile(
          sqlite,
        ),
      )
      return { auditEvents: row?.audit_events ?? 0, erasures: row?.erasures ?? 0 }
    },
    eraseHistoryBefore: at => [
      sql`delete from approval where approval_id in (
        select approval_id from approval where revision = 1 and at < ${at})`.compile(sqlite),
      sql`delete from audit_event
        where at < ${at} and audit_no < (select max(audit_no) from audit_event)`.compile(sqlite),
      sql`delete from erasure
        where run_id in (select run_id from retention_run where started_at < ${at})`.compile(
        sqlite,
      ),
    ],
  }
}

/**
 * The first statement takes a record only while it is still the version judged, its run still runs, and
 * nothing happened that could hold it. All others follow what the first one took, so that a hold placed
 * in between wins without any lock held across calls.
 */
function eraseBatch({ records, runId, pointedTo, ...batch }: ErasureBatch): Write[] {
  const list = JSON.stringify(records.map(({ recordNo }) => recordNo))
  const gone = sql`(
    select e.record_no from json_each(${list}) as judged
    cross join erased_record as e on e.record_no = judged.value)`
  const wordings = values(pointedTo.wordingIds)
  const statements = [
    take(records, { runId, ...batch }),
    report(records, runId),
    ...uncountErased(gone),
    sql`delete from retention_approval where record_no in ${gone}`,
    sql`delete from line where (wording_id, record_no) in (
      select named.value, r.record_no from record as r, json_each(r.lines) as named
      where r.record_no in ${gone})`,
    sql`delete from protected_line where record_no in ${gone}`,
    sql`delete from amendment where record_no in ${gone}`,
    sql`delete from record where record_no in ${gone}`,
    sql`delete from look_up_key where wording_id in ${wordings} and ${nobodyPointsTo('look_up_key')}`,
    sql`delete from wording where wording_id in ${wordings} and ${nobodyPointsTo('wording')}`,
    // A code that only ever stood in erased events goes; a registered third party stays in the register.
    sql`delete from third_party where third_party_id in ${values(pointedTo.thirdPartyIds)}
      and not exists (select 1 from record as r where r.third_party_id = third_party.third_party_id)
      and not exists (
        select 1 from third_party_revision as t where t.third_party_id = third_party.third_party_id)`,
    sql`insert into audit_event (at, kind, actor, detail)
      select ${batch.at}, 'retention.records_erased', ${batch.actor}, json_object(
        'run_id', ${runId}, 'first_record_no', min(record_no), 'last_record_no', max(record_no),
        'count', count(*))
      from erasure where run_id = ${runId} and record_no in ${gone} having count(*) > 0`,
    sql`update retention_run set beat_at = ${batch.at}, batches = batches + 1,
      erased = erased + (
        select count(*) from erasure where run_id = ${runId} and record_no in ${gone})
      where run_id = ${runId}`,
  ]
  return statements.map(statement => statement.compile(sqlite))
}

function take(
  records: readonly ErasableRecord[],
  { runId, seenAuditNo }: Pick<ErasureBatch, 'runId' | 'seenAuditNo'>,
) {
  const judged = JSON.stringify(
    records.map(r => [r.recordNo, r.version, Buffer.from(r.eventDigest).toString('hex')]),
  )
  return sql`insert into erased_record (record_no, event_digest)
    select r.record_no, unhex(judged.value ->> 2)
    from json_each(${judged}) as judged
    cross join record as r
      on r.record_no = judged.value ->> 0 and r.version = judged.value ->> 1
    where not exists (
      select 1 from record as later
      where later.record_no = r.record_no and later.version = r.version + 1)
    and ${runGoesOn({ runId, seenAuditNo })}`
}

function report(records: readonly ErasableRecord[], runId: number) {
  const rows = JSON.stringify(
    records.map(r => [
      r.recordNo,
      directionCodec.toNumber(r.direction),
      basisCodec.toNumber(r.basis),
      retentionClassCodec.toNumber(r.retentionClass),
      r.recordedOn,
      r.filledOn,
      r.occurredOn,
      r.keepThrough,
      r.deletableFrom,
      r.missing.length > 0 ? r.missing.join(' ') : null,
      r.approvedBy,
      r.isReasonLeftOut,
    ]),
  )
  const cells = Array.from({ length: 11 }, (_, n) => sql`judged.value ->> ${sql.lit(n)}`)
  return sql`insert into erasure
    select ${runId}, ${sql.join(cells)}, iif(judged.value ->> 11, null, a.sealed)
    from json_each(${rows}) as judged
    cross join erased_record as e on e.record_no = judged.value ->> 0
    left join retention_approval as a
      on a.record_no = judged.value ->> 0 and a.approved_by = judged.value ->> 10`
}

/** True of a wording that no record, line or third party names any more. */
function nobodyPointsTo(table: 'look_up_key' | 'wording') {
  const id = sql.ref(`${table}.wording_id`)
  return sql`not exists (select 1 from line where line.wording_id = ${id})
    and not exists (select 1 from record as r where r.third_party_wording_id = ${id})
    and not exists (select 1 from record as r where r.items_wording_id = ${id})
    and not exists (select 1 from record as r where r.terms_wording_id = ${id})
    and not exists (select 1 from third_party_revision as t where t.wording_id = ${id})`
}

function toErasure(row: Tables['erasure']): StoredErasure {
  return {
    recordNo: row.record_no,
    direction: directionCodec.toCode(row.direction),
    basis: basisCodec.toCode(row.basis),
    retentionClass: retentionClassCodec.toCode(row.retention_class),
    recordedOn: row.recorded_on,
    filledOn: row.filled_on,
    occurredOn: row.occurred_on,
    keepThrough: row.keep_through,
    deletableFrom: row.deletable_from,
    missing: itemCodes(row.missing),
    approvedBy: row.approved_by,
    sealed: row.sealed,
  }
}
