// The console's counts as sums: what marks hide is subtracted for whoever may not see it, in the same statement.

import { sql } from 'kysely'
import type { CountStore } from '../usecases/count-ports.ts'
import type { Sight } from '../usecases/sight.ts'
import { basisCodec, directionCodec, retentionClassCodec, ruleCodec } from './codes.ts'
import { type SqlDatabase, sqlite, values } from './database.ts'

type CountQueries = Pick<
  CountStore,
  'countedFrom' | 'listMonths' | 'listParties' | 'listPartyMonths' | 'listGaps' | 'listExpiries'
>

export function countQueries(db: SqlDatabase): CountQueries {
  return {
    async countedFrom() {
      const [row] = await db.all(sqlite.selectFrom('counting').select('counted_from').compile())
      return row?.counted_from ?? 1
    },
    async listMonths({ from, to, sight }) {
      const rows = await db.all(
        sqlite
          .selectFrom('provision_count as c')
          .select(['c.month', 'c.direction', 'c.basis', visible('records', sight).as('records')])
          .where('c.month', '>=', from)
          .where('c.month', '<=', to)
          .groupBy(['c.month', 'c.direction', 'c.basis'])
          .having(visible('records', sight), '>', 0)
          .compile(),
      )
      return rows.map(toMonth)
    },
    listParties: ({ from, to, sight, limit }) =>
      db.all(
        sqlite
          // The plus: months in their order are fewer rows than third parties in theirs.
          .selectFrom(({ selectFrom }) =>
            selectFrom('provision_count as c')
              .select(['c.third_party_id', visible('records', sight).as('records')])
              .where('c.month', '>=', from)
              .where('c.month', '<=', to)
              .groupBy(sql`+c.third_party_id`)
              .having(visible('records', sight), '>', 0)
              .as('party'),
          )
          .leftJoin('third_party as t', 't.third_party_id', 'party.third_party_id')
          .select(['t.code', 'party.records'])
          .orderBy('party.records', 'desc')
          .orderBy('t.code')
          .limit(limit)
          .compile(),
      ),
    async listPartyMonths({ from, to, sight, codes }) {
      const rows = await db.all(
        withCodes()
          .select(['t.code', 'c.month', 'c.direction', 'c.basis'])
          .select(visible('records', sight).as('records'))
          .where('c.month', '>=', from)
          .where('c.month', '<=', to)
          .where('c.third_party_id', 'in', idsOf(codes))
          .groupBy(['c.third_party_id', 'c.month', 'c.direction', 'c.basis'])
          .having(visible('records', sight), '>', 0)
          .orderBy('c.month', 'desc')
          .compile(),
      )
      return rows.map(({ code, ...row }) => ({ code, ...toMonth(row) }))
    },
    listGaps: sight =>
      db.all(
        withCodes()
          .select([
            't.code',
            'c.month',
            visible('lacking', sight).as('lacking'),
            visible('conflicting', sight).as('conflicting'),
          ])
          .where(sql<boolean>`c.lacking + c.conflicting > 0`)
          .groupBy(['c.third_party_id', 'c.month'])
          .having(sql<boolean>`${visible('lacking', sight)} + ${visible('conflicting', sight)} > 0`)
          .orderBy('c.month')
          .compile(),
      ),
    async listExpiries(through, sight) {
      const rows = await db.all(
        sqlite
          .selectFrom('expiry_count as c')
          .select(['c.keep_through', 'c.rule', 'c.retention_class'])
          .select(visible('records', sight).as('records'))
          .where('c.keep_through', '<=', through)
          .groupBy(['c.keep_through', 'c.rule', 'c.retention_class'])
          .having(visible('records', sight), '>', 0)
          .orderBy('c.keep_through')
          .orderBy('c.rule')
          .orderBy('c.retention_class')
          .compile(),
      )
      return rows.map(({ keep_through: day, rule, retention_class, records }) => ({
        day,
        rule: ruleCodec.toCode(rule),
        retentionClass: retentionClassCodec.toCode(retention_class),
        records,
      }))
    },
  }
}

function toMonth(row: { month: string; direction: number; basis: number; records: number }) {
  return {
    month: row.month,
    direction: directionCodec.toCode(row.direction),
    basis: basisCodec.toCode(row.basis),
    records: row.records,
  }
}

const withCodes = () =>
  sqlite
    .selectFrom('provision_count as c')
    .leftJoin('third_party as t', 't.third_party_id', 'c.third_party_id')

/** 0 stands for no code. */
const idsOf = (codes: readonly (string | null)[]) =>
  sql<number>`(
    select third_party_id from third_party where code in ${values(codes.filter(code => code !== null))}
    union all select 0 where ${codes.includes(null) ? 1 : 0})`

/** hidden 0 counts everything, hidden 1 what marks hide of it. */
function visible(column: 'records' | 'lacking' | 'conflicting', sight: Sight) {
  const factor = sight === 'all' ? sql`1 - c.hidden` : sql`1 - 2 * c.hidden`
  return sql<number>`sum(${sql.ref(`c.${column}`)} * (${factor}))`
}
