// What sources posted, day by day: sums that grow in the commits that record, read without what marks hide.

import { sql } from 'kysely'
import type { CalendarDate } from '../domain/calendar-date.ts'
import type { CountStore, SourceCount, SourceDay } from '../usecases/count-ports.ts'
import type { Write } from '../usecases/ports.ts'
import type { Sight } from '../usecases/sight.ts'
import { insertRows, type SqlDatabase, sqlite } from './database.ts'
import { isUnprotected } from './protective-marks.ts'

type SourceDays = Pick<CountStore, 'noteSources' | 'forgetSourceDays' | 'listSources'>

export function sourceDays(db: SqlDatabase): SourceDays {
  return {
    noteSources: days => [
      ...(days.length === 0 ? [] : [noteSources(days)]),
      ...insertRows(
        'late_record',
        ['record_no'],
        days.flatMap(({ lateNos }) => lateNos.map(recordNo => [recordNo])),
      ),
    ],
    forgetSourceDays: before =>
      [
        sql`delete from source_day where day < ${before} and (
          last_record_no is null or exists (
            select 1 from source_day as later where later.source_id = source_day.source_id
              and later.day > source_day.day and later.last_record_no is not null))`,
        sql`delete from late_record where record_no < ${firstSince(before)}
          or ${firstSince(before)} is null`,
      ].map(statement => statement.compile(sqlite)),
    listSources: looking => db.all(sourcesQuery(looking)),
  }
}

function noteSources(days: readonly SourceDay[]): Write {
  const rows = days.map(({ sourceId, day, recordNos, lateNos, refused }) => [
    sourceId,
    day,
    recordNos.length,
    lateNos.length,
    refused,
    recordNos[0] ?? null,
    recordNos.at(-1) ?? null,
  ])
  const cells = Array.from({ length: 7 }, (_, n) => sql`value ->> ${sql.lit(n)}`)
  return sql`insert into source_day (
      source_id, day, recorded, late, refused, first_record_no, last_record_no)
    select ${sql.join(cells)} from json_each(${JSON.stringify(rows)}) where true
    on conflict do update set recorded = recorded + excluded.recorded,
      late = late + excluded.late, refused = refused + excluded.refused,
      first_record_no = coalesce(first_record_no, excluded.first_record_no),
      last_record_no = coalesce(excluded.last_record_no, last_record_no)`.compile(sqlite)
}

const firstSince = (day: CalendarDate) =>
  sql`(select min(first_record_no) from source_day where day >= ${day})`

/** So far back a record is looked for when newer ones are hidden, or were erased. */
const LOOKED_AT = 1_000

function sourcesQuery({ since, sight }: { since: CalendarDate; sight: Sight }) {
  const seen = sight === 'all' ? sql`true` : isUnprotected
  // Few records of so few days are marked: they are found by their numbers, and judged one by one.
  return sql<SourceCount>`
    select s.name as source, total(d.recorded) - coalesce(hidden.recorded, 0) as recorded,
      total(d.late) - coalesce(hidden.late, 0) as late, total(d.refused) as refused,
      (select r.recorded_at from current_record as r
        where r.record_no <= s.last_record_no and r.record_no > s.last_record_no - ${LOOKED_AT}
          and r.source_id = s.source_id and ${seen}
        order by r.record_no desc limit 1) as lastAt
    from (
      select source.*, (
        select last_record_no from source_day as last
        where last.source_id = source.source_id and last_record_no is not null
        order by last.day desc limit 1) as last_record_no
      from source) as s
    left join source_day as d on d.source_id = s.source_id and d.day >= ${since}
    left join (
      select r.source_id, count(*) as recorded, count(late.record_no) as late
      from (
        select distinct record_no from protected_line
        where record_no >= ${firstSince(since)}) as marked
      cross join current_record as r on r.record_no = marked.record_no
      left join late_record as late on late.record_no = r.record_no
      where not ${seen} group by r.source_id
    ) as hidden on hidden.source_id = s.source_id
    group by s.source_id order by s.name`.compile(sqlite)
}
