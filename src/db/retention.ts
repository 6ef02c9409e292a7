// Retention: the records that may go, their approvals, and the history that grows old with them.

import { sql } from 'kysely'
import type { AgeingRecord, RetentionStore, WhichRecords } from '../usecases/retention-ports.ts'
import {
  basisCodec,
  directionCodec,
  itemCodes,
  methodCodec,
  retentionClassCodec,
  ruleCodec,
} from './codes.ts'
import { insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { erasureQueries } from './erasure.ts'
import { holdSignalQueries } from './hold-signals.ts'
import { holdQueries } from './legal-holds.ts'
import { isUnprotected } from './protective-marks.ts'
import { runQueries } from './retention-runs.ts'
import type { RecordRow } from './tables.ts'

/** The retention store over any SqlDatabase. */
export function retentionStore(db: SqlDatabase): RetentionStore {
  return {
    ...holdQueries(db),
    ...holdSignalQueries(db),
    ...runQueries(db),
    ...erasureQueries(db),
    async pageDue({ keptThroughAtMost, which, after, limit }) {
      const isDue = sql<boolean>`${keptThrough(which)} <= ${keptThroughAtMost}`
      let query = ageing().where(isDue)
      if (which) query = query.where(isOneOf(which))
      if (after) {
        query = query.where(
          sql<boolean>`(r.keep_through, r.record_no) > (${after.keepThrough}, ${after.recordNo})`,
        )
      }
      const rows = await db.all(
        query.orderBy('r.keep_through').orderBy('r.record_no').limit(limit).compile(),
      )
      return rows.map(toAgeing)
    },
    async pageOpen({ afterRecordNo, limit }) {
      const rows = await db.all(
        ageing()
          .where('r.keep_through', 'is', null)
          .where('r.record_no', '>', afterRecordNo)
          .orderBy('r.record_no')
          .limit(limit)
          .compile(),
      )
      return rows.map(toAgeing)
    },
    async findOfThirdParties(recordNos, thirdPartyIds) {
      const rows = await db.all(
        sqlite
          .selectFrom('record')
          .select(['record_no', 'third_party_id'])
          .distinct()
          .where('record_no', 'in', values(recordNos))
          .where(sql<boolean>`+third_party_id in ${values(thirdPartyIds)}`)
          .compile(),
      )
      return rows.map(row => ({
        recordNo: row.record_no,
        thirdPartyId: row.third_party_id as number,
      }))
    },
    async findApprovals(recordNos) {
      const rows = await db.all(
        sqlite
          .selectFrom('retention_approval')
          .selectAll()
          .where('record_no', 'in', values(recordNos))
          .compile(),
      )
      return rows.map(row => ({
        recordNo: row.record_no,
        approvedBy: row.approved_by,
        version: row.version,
        approvedAt: row.approved_at,
        sealed: row.sealed,
      }))
    },
    insertApprovals(approvals) {
      const replaced = JSON.stringify(approvals.map(a => [a.recordNo, a.approvedBy]))
      return [
        sql`delete from retention_approval where (record_no, approved_by) in (
          select value ->> 0, value ->> 1 from json_each(${replaced})
        )`.compile(sqlite),
        ...insertRows(
          'retention_approval',
          ['record_no', 'approved_by', 'version', 'approved_at', '#sealed'],
          approvals.map(a => [a.recordNo, a.approvedBy, a.version, a.approvedAt, a.sealed]),
        ),
      ]
    },
  }
}

/** A few numbers are looked up one by one; of a third party's many records those that are due are few. */
function keptThrough(which: WhichRecords | undefined) {
  return which && 'recordNos' in which ? sql`+r.keep_through` : sql`r.keep_through`
}

function isOneOf(which: WhichRecords) {
  if ('recordNos' in which) return sql<boolean>`r.record_no in ${values(which.recordNos)}`
  return sql<boolean>`exists (select 1 from record as any_version
    where any_version.record_no = r.record_no and +any_version.third_party_id = ${which.thirdPartyId})`
}

function ageing() {
  return sqlite
    .selectFrom('record as r')
    .select([
      'r.record_no',
      'r.version',
      'r.source_id',
      'r.event_id',
      'r.direction',
      'r.basis',
      'r.method',
      'r.rule',
      'r.retention_class',
      'r.recorded_at',
      'r.occurred_on',
      'r.filled_on',
      'r.keep_through',
      'r.terms_wording_id',
      'r.gaps',
      'r.void',
    ])
    .select(sql<number>`json_array_length(r.lines)`.as('line_count'))
    .select(sql<number>`not ${isUnprotected}`.as('is_protected'))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('record as later')
            .select('later.version')
            .whereRef('later.record_no', '=', 'r.record_no')
            .where(sql<boolean>`later.version = r.version + 1`),
        ),
      ),
    )
}

type AgeingRow = Omit<
  RecordRow,
  | 'content_digest'
  | 'third_party_id'
  | 'third_party_wording_id'
  | 'items_wording_id'
  | 'lines'
  | 'settled'
> & { line_count: number; is_protected: number }

function toAgeing(row: AgeingRow): AgeingRecord {
  return {
    recordNo: row.record_no,
    version: row.version,
    sourceId: row.source_id,
    eventId: row.event_id,
    direction: directionCodec.toCode(row.direction),
    basis: basisCodec.toCode(row.basis),
    method: methodCodec.toCode(row.method),
    rule: ruleCodec.toCode(row.rule),
    retentionClass: retentionClassCodec.toCode(row.retention_class),
    recordedAt: row.recorded_at,
    occurredOn: row.occurred_on,
    filledOn: row.filled_on,
    keepThrough: row.keep_through,
    termsWordingId: row.terms_wording_id,
    missing: itemCodes(row.gaps),
    isVoid: row.void !== null,
    lineCount: row.line_count,
    isProtected: row.is_protected === 1,
  }
}
