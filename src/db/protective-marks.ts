// Protective marks (令11条): every revision stays, the newest one counts; what those in force hide, line by line.

import { sql } from 'kysely'
import type {
  MarkedScope,
  ProtectiveMarkStore,
  StoredMark,
} from '../usecases/protective-mark-ports.ts'
import { blobs, insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { newestRevisions } from './newest-revisions.ts'
import type { Tables } from './tables.ts'

/** The protective mark store over any SqlDatabase. */
export function protectiveMarkStore(db: SqlDatabase): ProtectiveMarkStore {
  return {
    async list() {
      return (await db.all(newestRevisions('protective_mark').orderBy('r.code').compile())).map(
        toMark,
      )
    },
    async find(code) {
      const [row] = await db.all(
        newestRevisions('protective_mark').where('r.code', '=', code).compile(),
      )
      return row && toMark(row)
    },
    async listInForce() {
      const inForce = newestRevisions('protective_mark')
        .where('r.released', '=', 0)
        .orderBy('r.code')
      return (await db.all(inForce.compile())).map(toMark)
    },
    countHidden: codes =>
      db.all(
        sql<{ code: string; records: number; lines: number }>`
          select code, count(distinct record_no) as records,
            count(distinct case when line > 0 then record_no || ':' || line end) as lines
          from protected_line where code in ${values(codes)} group by code`.compile(sqlite),
      ),
    async findLines(recordNos) {
      const rows = await db.all(
        sqlite
          .selectFrom('protected_line')
          .selectAll()
          .where('record_no', 'in', values(recordNos))
          .orderBy('code')
          .compile(),
      )
      return rows.map(row => ({
        recordNo: row.record_no,
        line: row.line,
        wordingId: row.wording_id,
        code: row.code,
      }))
    },
    insert: mark =>
      sqlite
        .insertInto('protective_mark')
        .values({
          code: mark.code,
          revision: mark.revision,
          released: mark.released ? 1 : 0,
          at: mark.at,
          by: mark.by,
          sealed: mark.sealed,
        })
        .compile(),
    failUnlessInForce,
    hide: ({ code, revision }, scope) => [
      ...('digests' in scope ? [failIfMoreWere(scope, { code, revision })] : []),
      unhide(code),
      sql`insert into protected_line (record_no, line, wording_id, code) ${hidden(scope, code)}`.compile(
        sqlite,
      ),
    ],
    unhide,
    insertLines: lines =>
      insertRows(
        'protected_line',
        ['record_no', 'line', 'wording_id', 'code'],
        lines.map(({ recordNo, line, wordingId, code }) => [recordNo, line, wordingId, code]),
      ).map(write => ({ ...write, sql: `${write.sql} where true on conflict do nothing` })),
  }
}

/** True of a row of `line` that no mark hides. */
export const isLineUnprotected = sql<boolean>`not exists (
  select 1 from protected_line as p where p.record_no = line.record_no
  and p.line in (0, line.line) and p.wording_id in (0, line.wording_id))`

const namedUnprotected = sql`from json_each(r.lines) as named where not exists (
  select 1 from protected_line as p where p.record_no = r.record_no
  and p.line = named.key + 1 and p.wording_id in (0, named.value))`

/**
 * True of a version `r` that is not hidden as a whole, by a mark on the record or on each of its lines. A
 * record without marks costs one look into an index.
 */
export const isUnprotected = sql<boolean>`case
  when not exists (select 1 from protected_line as p where p.record_no = r.record_no) then true
  when exists (select 1 from protected_line as p where p.record_no = r.record_no and p.line = 0)
    then false
  else exists (select 1 ${namedUnprotected})
end`

/** How many lines of a version `r` no mark hides, in a record that is not hidden as a whole. */
export const unprotectedLines = sql<number>`case
  when not exists (select 1 from protected_line as p where p.record_no = r.record_no)
    then json_array_length(r.lines)
  else (select count(*) ${namedUnprotected})
end`

/** The marks on a version `r` as JSON: [line, wording] … */
export const marksOnRecord = sql<string>`(
  select json_group_array(json_array(p.line, p.wording_id))
  from protected_line as p where p.record_no = r.record_no)`

/** Which lines of a version its marks hide, and whether they hide all of it. */
export function protectedIn(marks: string, lines: readonly number[]) {
  const marked: [line: number, wordingId: number][] = JSON.parse(marks)
  const protectedLines = new Set(
    marked
      .filter(([line, id]) => line > 0 && (id === 0 || lines[line - 1] === id))
      .map(([line]) => line),
  )
  const isProtected =
    marked.some(([line]) => line === 0) ||
    (lines.length > 0 && protectedLines.size === lines.length)
  return { protectedLines, isProtected }
}

/** Breaks the primary key, and with it the commit; revisions never go, so that there is one to repeat. */
function failUnlessInForce(marks: readonly Pick<StoredMark, 'code' | 'revision'>[]) {
  const expected = marks.map(({ code, revision }) => `${code}:${revision}`).join(' ')
  return sql`insert into protective_mark select * from protective_mark
    where (
      select coalesce(group_concat(code || ':' || revision, ' '), '') from (
        select m.code, m.revision from protective_mark as m
        where m.released = 0 and not exists (
          select 1 from protective_mark as later
          where later.code = m.code and later.revision = m.revision + 1)
        order by m.code)
    ) <> ${expected}
    limit 1`.compile(sqlite)
}

/** Repeats the mark's own row, which breaks its key, when a wording came that nobody judged. */
function failIfMoreWere(
  { digests, found }: Extract<MarkedScope, { digests: unknown }>,
  { code, revision }: Pick<StoredMark, 'code' | 'revision'>,
) {
  return sql`insert into protective_mark select * from protective_mark
    where code = ${code} and revision = ${revision} and ${found} <> (
      select count(distinct wording_id) from look_up_key where digest in ${blobs(digests)})`.compile(
    sqlite,
  )
}

function hidden(scope: MarkedScope, code: string) {
  if ('recordNos' in scope) {
    return sql`select record_no, 0, 0, ${code} from record
      where version = 0 and record_no in ${values(scope.recordNos)}`
  }
  if ('lines' in scope) {
    const list = JSON.stringify(scope.lines.map(({ recordNo, line }) => [recordNo, line]))
    return sql`select distinct r.record_no, named.value ->> 1, 0, ${code}
      from json_each(${list}) as named
      cross join record as r on r.record_no = named.value ->> 0 and r.version = 0`
  }
  if ('thirdParty' in scope) {
    return sql`select distinct r.record_no, 0, 0, ${code} from third_party as t
      cross join record as r on r.third_party_id = t.third_party_id
      where t.code = ${scope.thirdParty}`
  }
  return sql`select record_no, line, wording_id, ${code} from line
    where wording_id in ${values(scope.wordingIds)}`
}

const unhide = (code: string) =>
  sqlite.deleteFrom('protected_line').where('code', '=', code).compile()

function toMark(row: Tables['protective_mark']): StoredMark {
  return {
    code: row.code,
    revision: row.revision,
    released: row.released === 1,
    at: row.at,
    by: row.by,
    sealed: row.sealed,
  }
}
