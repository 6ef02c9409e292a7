// The console's counts: how they move with the records. Sums over what current_record says, in the same commit.

import { type RawBuilder, sql } from 'kysely'
import { CONFLICT_CODES } from '../domain/gaps.ts'
import { ITEM_CODES } from '../domain/record-rules.ts'
import type { CountStore } from '../usecases/count-ports.ts'
import type { Write } from '../usecases/ports.ts'
import { countQueries } from './count-queries.ts'
import { type SqlDatabase, sqlite, values } from './database.ts'
import { isUnprotected } from './protective-marks.ts'
import { sourceDays } from './source-days.ts'

/** The count store over any SqlDatabase. */
export function countStore(db: SqlDatabase): CountStore {
  return {
    ...countQueries(db),
    ...sourceDays(db),
    count: recordNos => compiled(counting(1, amongCounted(values(recordNos)))),
    uncount: recordNos => compiled(counting(-1, amongCounted(values(recordNos)))),
    recountHidden: () =>
      compiled([
        ...COUNTS.map(table => sql`delete from ${sql.table(table)} where hidden = 1`),
        ...counting(1, amongCounted(sql`(select record_no from protected_line)`), [1]),
      ]),
    countBefore(countedFrom, records) {
      const first = Math.max(1, countedFrom - records)
      const piece = sql`r.record_no >= ${first} and r.record_no < ${countedFrom}
        and (select counted_from from counting) = ${countedFrom}`
      return compiled([
        ...counting(1, piece),
        sql`update counting set counted_from = ${first} where counted_from = ${countedFrom}`,
      ])
    },
    restart: () =>
      compiled([
        ...[...COUNTS, 'source_day', 'late_record'].map(
          table => sql`delete from ${sql.table(table)}`,
        ),
        sql`update counting set counted_from = (
          select coalesce(max(record_no), 0) + 1 from record)`,
      ]),
  }
}

/** Of an erasure: `gone` is a list of record numbers; nothing stays of what reached zero. */
export function uncountErased(gone: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    ...counting(-1, amongCounted(gone)),
    ...COUNTS.map(table => sql`delete from ${sql.table(table)} where records = 0`),
  ]
}

const COUNTS = ['provision_count', 'expiry_count'] as const
const amongCounted = (recordNos: RawBuilder<unknown>) =>
  sql`r.record_no in ${recordNos} and r.record_no >= (select counted_from from counting)`
const compiled = (statements: readonly RawBuilder<unknown>[]): Write[] =>
  statements.map(statement => statement.compile(sqlite))
type Layer = 0 | 1

/** Adds the current versions for which `which` holds, or takes them away: all of them, and the hidden ones again. */
function counting(
  sign: 1 | -1,
  which: RawBuilder<unknown>,
  layers: readonly Layer[] = [0, 1],
): RawBuilder<unknown>[] {
  return layers.flatMap(layer => {
    // Most records are under no mark: one look into an index, and the rest is not asked.
    const counted = layer === 0 ? which : sql`${which} and ${isMarked} and not ${isUnprotected}`
    return [
      countProvisions(sql.lit(sign), counted, layer),
      countExpiries(sql.lit(sign), counted, layer),
    ]
  })
}

const isMarked = sql`exists (select 1 from protected_line as p where p.record_no = r.record_no)`

function countProvisions(sign: RawBuilder<unknown>, counted: RawBuilder<unknown>, layer: Layer) {
  return sql`insert into provision_count (
      month, direction, basis, third_party_id, hidden, records, lacking, conflicting)
    select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0),
      ${sql.lit(layer)}, ${sign} * count(*), ${sign} * count(iif(r.gaps glob ${CAPITALS}, 1, null)),
      ${sign} * count(iif(r.gaps glob ${SMALL_LETTERS}, 1, null))
    from current_record as r where ${counted} and r.void is null
    group by 1, 2, 3, 4
    on conflict do update set records = records + excluded.records,
      lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting`
}

function countExpiries(sign: RawBuilder<unknown>, counted: RawBuilder<unknown>, layer: Layer) {
  // The plus keeps the planner from walking through the whole index of days.
  return sql`insert into expiry_count (keep_through, rule, retention_class, hidden, records)
    select r.keep_through, r.rule, r.retention_class, ${sql.lit(layer)}, ${sign} * count(*)
    from current_record as r where ${counted} and +r.keep_through is not null
    group by 1, 2, 3
    on conflict do update set records = records + excluded.records`
}

/** In a list of gaps the codes of items stand in capitals, those of conflicts in small letters. */
const CAPITALS = sql.lit('*[A-Z]*')
const SMALL_LETTERS = sql.lit('*[a-z]*')
if (
  ITEM_CODES.some(code => /[a-z]/.test(code)) ||
  CONFLICT_CODES.some(code => /[A-Z]/.test(code))
) {
  throw new Error('src/db/counts.ts tells items from conflicts by their letters: a code differs')
}
