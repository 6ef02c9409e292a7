// What reaches its day, by month and rule, from the ledger's own counts: always there, and never old.

import type { ErasuresAhead } from '../../usecases/provision-counts.ts'
import { BarChart, MAX_SERIES, type Series, withRest } from '../charts.tsx'
import { Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { ruleName } from '../rule-name.ts'
import type { Visit } from '../visit.tsx'
import { thousands } from '../words.ts'
import { retentionWords } from './retention-words.ts'

export function Upcoming({ visit, of }: { visit: Visit; of: ErasuresAhead }) {
  const t = visit.say(retentionWords)
  const { classes } = visit.say(ledgerWords)
  const { months, counts } = of
  if (counts.length === 0) return <p>{t.noUpcoming}</p>
  const sum = (some: typeof counts) => some.reduce((total, { records }) => total + records, 0)
  const rules = [...Map.groupBy(counts, one => `${one.rule} ${one.class}`).values()]
    .map(own => ({ rule: own[0]!.rule, class: own[0]!.class, own, records: sum(own) }))
    .sort((a, b) => b.records - a.records)
  const table: Series[] = [...Map.groupBy(rules, ({ rule }) => rule)].map(([rule, some]) => ({
    name: ruleName(visit, rule),
    values: months.map(month =>
      sum(some.flatMap(({ own }) => own.filter(one => one.month === month))),
    ),
  }))
  const all = months.map(month => sum(counts.filter(one => one.month === month)))
  const series =
    table.length > MAX_SERIES ? withRest(table.slice(0, MAX_SERIES - 1), all, t.others) : table
  return (
    <div class="beside">
      <BarChart
        visit={visit}
        title={t.upcoming}
        unit={t.unit}
        months={months}
        series={series}
        table={table}
      />
      <Table
        caption={t.byRule}
        rows={rules}
        columns={[
          { head: t.rule, cell: one => ruleName(visit, one.rule) },
          { head: t.class, cell: one => classes[one.class] },
          { head: t.first, cell: one => <time>{one.own[0]?.month}</time> },
          { head: t.records, cell: one => thousands(one.records), number: true },
        ]}
      />
    </div>
  )
}
