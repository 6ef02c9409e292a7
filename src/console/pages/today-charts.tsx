// Of the page of the day: a year of provisions by direction, third party and basis, and what will be erased.

import type { ProvisionCharts } from '../../usecases/provision-counts.ts'
import { BarChart, MAX_SERIES, type Series } from '../charts.tsx'
import { EmptyState } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { todayWords } from './today-words.ts'

export function TodayCharts({ visit, of }: { visit: Visit; of: ProvisionCharts }) {
  const t = visit.say(todayWords)
  const { directions, bases } = visit.say(ledgerWords)
  const { months, provisions, parties, partyMonths, names } = of
  const all = perMonth(months, provisions)
  const ofParties = parties.map(({ code }) => ({
    name: names.get(code ?? '') ?? code ?? t.noCode,
    values: perMonth(
      months,
      partyMonths.filter(one => one.code === code),
    ),
  }))
  const erasures = of.erasures.map(({ records }) => records)
  return (
    <>
      <h2>{t.charts}</h2>
      {all.every(records => records === 0) ? (
        <EmptyState title={t.noRecords}>
          <p>{t.noRecordsHint}</p>
        </EmptyState>
      ) : null}
      <div class="beside">
        <BarChart
          visit={visit}
          title={t.byDirection}
          unit={t.chartUnit}
          months={months}
          series={grouped(of, 'direction', directions)}
        />
        <BarChart
          visit={visit}
          title={t.byParty}
          unit={t.chartUnit}
          months={months}
          series={withOthers(ofParties, all, t.others)}
        />
        <BarChart
          visit={visit}
          title={t.byBasis}
          unit={t.chartUnit}
          months={months}
          series={withOthers(grouped(of, 'basis', bases).slice(0, MAX_SERIES - 1), all, t.others)}
        />
        <BarChart
          visit={visit}
          title={t.erasuresByMonth}
          unit={t.erasuresUnit}
          months={of.erasures.map(({ month }) => month)}
          series={[{ name: t.records, values: erasures }]}
        />
      </div>
    </>
  )
}

/** The largest first. */
function grouped<By extends 'direction' | 'basis'>(
  { months, provisions }: ProvisionCharts,
  by: By,
  names: Record<ProvisionCharts['provisions'][number][By], string>,
): Series[] {
  const sum = ({ values }: Series) => values.reduce((total, one) => total + one, 0)
  return [...Map.groupBy(provisions, one => one[by])]
    .map(([code, counts]) => ({ name: names[code], values: perMonth(months, counts) }))
    .sort((a, b) => sum(b) - sum(a))
}

/** What the series do not show of all. */
function withOthers(series: Series[], all: readonly number[], name: string): Series[] {
  const values = all.map((records, n) =>
    series.reduce((left, one) => left - (one.values[n] ?? 0), records),
  )
  return values.some(left => left > 0) ? [...series, { name, values, isRest: true }] : series
}

function perMonth(
  months: readonly string[],
  counts: readonly { month: string; records: number }[],
): number[] {
  const sums = new Map<string, number>()
  for (const { month, records } of counts) sums.set(month, (sums.get(month) ?? 0) + records)
  return months.map(month => sums.get(month) ?? 0)
}
