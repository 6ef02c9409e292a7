// Of the page of the day: a year of provisions by direction, third party and basis, and what will be erased.

import type { ProvisionCharts } from '../../usecases/provision-counts.ts'
import { BarChart, MAX_SERIES, type Series, withRest } from '../charts.tsx'
import { EmptyState } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { inBoth } from '../words.ts'

export function TodayCharts({ visit, of }: { visit: Visit; of: ProvisionCharts }) {
  const t = visit.say(words)
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
          series={withRest(ofParties, all, t.others)}
        />
        <BarChart
          visit={visit}
          title={t.byBasis}
          unit={t.chartUnit}
          months={months}
          series={withRest(grouped(of, 'basis', bases).slice(0, MAX_SERIES - 1), all, t.others)}
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

function perMonth(
  months: readonly string[],
  counts: readonly { month: string; records: number }[],
): number[] {
  const sums = new Map<string, number>()
  for (const { month, records } of counts) sums.set(month, (sums.get(month) ?? 0) + records)
  return months.map(month => sums.get(month) ?? 0)
}

const words = inBoth({
  ja: {
    charts: 'グラフ',
    chartUnit: '件、提供・受領の月',
    byDirection: '提供と受領',
    byParty: '第三者ごと',
    byBasis: '根拠ごと',
    others: 'その他',
    erasuresByMonth: 'これから廃棄される記録',
    erasuresUnit: '件、廃棄できる月',
    noRecords: 'まだ記録がありません。',
    noRecordsHint: 'システムが記録を送ると、月ごとの件数がここに表示されます。',
    records: '件数',
    noCode: 'コードのない第三者',
  },
  en: {
    charts: 'Charts',
    chartUnit: 'records by month of provision',
    byDirection: 'Provided and received',
    byParty: 'By third party',
    byBasis: 'By legal basis',
    others: 'Others',
    erasuresByMonth: 'What will be erased',
    erasuresUnit: 'records by month',
    noRecords: 'There are no records yet.',
    noRecordsHint: 'Once a system sends records, their numbers by month stand here.',
    records: 'Records',
    noCode: 'Third parties without a code',
  },
})
