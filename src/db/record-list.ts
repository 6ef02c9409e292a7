// The list of records: what it is narrowed by, in the order of its days, a page at a time.

import { type RawBuilder, sql } from 'kysely'
import type { RecordFilter } from '../usecases/ports.ts'
import type { Sight } from '../usecases/sight.ts'
import { basisCodec, directionCodec } from './codes.ts'
import { sqlite, values } from './database.ts'
import { isUnprotected, marksOnRecord } from './protective-marks.ts'

export function withSource(table: 'record' | 'current_record') {
  return sqlite
    .selectFrom(`${table} as r`)
    .innerJoin('source as s', 's.source_id', 'r.source_id')
    .selectAll('r')
    .select('s.name as source')
    .select(marksOnRecord.as('marks'))
}

export function inSight(table: 'record' | 'current_record', sight: Sight | undefined) {
  const query = withSource(table)
  return sight === 'all' ? query : query.where(isUnprotected)
}

export function listQuery(filter: RecordFilter) {
  let query = withSource('current_record')
  for (const condition of conditionsOf(filter)) query = query.where(condition)
  const order = filter.oldestFirst ? 'asc' : 'desc'
  return query
    .orderBy('occurred_on', order)
    .orderBy('record_no', order)
    .limit(filter.limit)
    .compile()
}

/** In a list of gaps the codes of items stand in capitals, those of conflicts in small letters (counts.ts). */
const ANY_OF_KIND = new Map([
  ['missing_item', '*[A-Z]*'],
  ['conflict', '*[a-z]*'],
])

function gapIs(gap: string) {
  const letters = ANY_OF_KIND.get(gap)
  if (letters !== undefined) return sql<boolean>`r.gaps glob ${letters}`
  return sql<boolean>`instr(' ' || r.gaps || ' ', ${` ${gap} `}) > 0`
}

/** @param alias of the version that is judged. */
function conditionsOf(filter: RecordFilter, alias = 'r'): RawBuilder<boolean>[] {
  const { recordNos, thirdPartyId: party, gap, after, itemsWordingIds: items } = filter
  const isNarrow = recordNos !== undefined || party !== undefined || gap !== undefined
  const r = (column: string) => sql.ref(`${alias}.${column}`)
  const all: RawBuilder<boolean>[] = []
  const narrow = (condition: RawBuilder<boolean>) => all.push(condition)
  if (recordNos) narrow(sql`${r('record_no')} in ${values(recordNos)}`)
  if (party === null) narrow(sql`${r('third_party_id')} is null`)
  else if (party !== undefined) narrow(sql`${r('third_party_id')} = ${party}`)
  if (filter.sourceId !== undefined) narrow(sql`${r('source_id')} = ${filter.sourceId}`)
  if (filter.direction) {
    narrow(sql`${r('direction')} = ${directionCodec.toNumber(filter.direction)}`)
  }
  if (filter.basis) {
    // The + keeps its index out of the way of what is nearly always the narrower one.
    const free = isNarrow || items ? sql`+` : sql``
    narrow(sql`${free}${r('basis')} = ${basisCodec.toNumber(filter.basis)}`)
  }
  if (filter.from) narrow(sql`${r('occurred_on')} >= ${filter.from}`)
  if (filter.to) narrow(sql`${r('occurred_on')} <= ${filter.to}`)
  if (gap !== undefined) narrow(sql`${r('gaps')} is not null`)
  if (gap !== undefined && gap !== 'any') narrow(gapIs(gap))
  if (filter.withoutVoid) narrow(sql`${r('void')} is null`)
  if (after) {
    const beyond = filter.oldestFirst ? sql`>` : sql`<`
    const place = sql`(${r('occurred_on')}, ${r('record_no')})`
    narrow(sql`${place} ${beyond} (${after.occurredOn}, ${after.recordNo})`)
  }
  if (items && isNarrow) narrow(sql`+${r('items_wording_id')} in ${values(items)}`)
  else if (items && alias === 'r') narrow(firstOfEach(items, filter))
  if (alias === 'r' && filter.sight !== 'all') narrow(isUnprotected)
  return all
}

/**
 * Of these lists of items the first records of the page: of each list its first one tells which lists can have a
 * part in the page, and of those alone as many are read as a page holds, however many lists there are, however
 * many records they have and however old they are. What the index holds is judged before the record itself is
 * looked at.
 */
function firstOfEach(items: readonly number[], filter: RecordFilter) {
  const order = sql.raw(filter.oldestFirst ? 'asc' : 'desc')
  const inOrder = (of: string) =>
    sql`order by ${sql.ref(`${of}.occurred_on`)} ${order}, ${sql.ref(`${of}.record_no`)} ${order}`
  const conditions = [
    sql`i.items_wording_id = listed.value`,
    ...conditionsOf(filter, 'i'),
    sql`exists (select 1 from current_record as r where r.record_no = i.record_no and r.version = i.version
      ${filter.sight === 'all' ? sql`` : sql`and ${isUnprotected}`})`,
  ]
  /** Of each list so many, of all of them a page. */
  const first = (what: 'listed.value' | 'n.record_no', lists: RawBuilder<unknown>, each: number) =>
    sql`select ${sql.ref(what)} from ${lists} as listed
      cross join current_record as n on n.record_no in (
        select i.record_no from record as i where ${sql.join(conditions, sql` and `)}
        ${inOrder('i')} limit ${each})
      ${inOrder('n')} limit ${filter.limit}`
  const lists = first('listed.value', sql`json_each(${JSON.stringify(items)})`, 1)
  return sql<boolean>`r.record_no in (${first('n.record_no', sql`(${lists})`, filter.limit)})`
}
