// Charts drawn on the server: stacked bars over months as SVG, each with the table of its figures.

import { Table } from './components.tsx'
import type { Visit } from './visit.tsx'
import { inBoth, thousands } from './words.ts'

export interface Series {
  name: string
  /** One for each column. */
  values: readonly number[]
  /** All that the others leave: in grey. */
  isRest?: boolean
}

/** As many series as there are colours that can be told apart; put what is left into one of its own. */
export const MAX_SERIES = 7

const WIDTH = 300
const HEIGHT = 160
const LEFT = 34
const TOP = 8
const FOOT = 28

/** Nothing where all is zero. @param months `2026-11`. @param unit what is counted, under the title. */
export function BarChart(props: {
  visit: Visit
  title: string
  unit: string
  months: readonly string[]
  series: readonly Series[]
  /** What the table tells apart; default: what the chart does. */
  table?: readonly Series[]
}) {
  const { visit, title, unit, months, series, table = series } = props
  const t = visit.say(words)
  const sums = months.map((_, n) => series.reduce((sum, { values }) => sum + (values[n] ?? 0), 0))
  if (sums.every(sum => sum === 0)) return null
  return (
    <figure class="chart">
      <figcaption>
        {title} <span class="muted">({unit})</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t.summary(title, sums)}>
        <Bars months={months} series={series} sums={sums} />
      </svg>
      <Legend series={series} />
      <details>
        <summary>{t.asTable}</summary>
        <Table
          caption={title}
          hideCaption
          rows={months.map((month, n) => ({ month, n }))}
          columns={[
            { head: t.month, cell: ({ month }) => <time>{month}</time> },
            ...table.map(({ name, values }) => ({
              head: name,
              cell: ({ n }: { n: number }) => thousands(values[n] ?? 0),
              number: true,
            })),
            ...(table.length > 1
              ? [
                  {
                    head: t.sum,
                    cell: ({ n }: { n: number }) => thousands(sums[n] ?? 0),
                    number: true,
                  },
                ]
              : []),
          ]}
        />
      </details>
    </figure>
  )
}

/** What the series do not show of all: in grey, and last. */
export function withRest(series: Series[], all: readonly number[], name: string): Series[] {
  const values = all.map((records, n) =>
    series.reduce((left, one) => left - (one.values[n] ?? 0), records),
  )
  return values.some(left => left > 0) ? [...series, { name, values, isRest: true }] : series
}

function Bars(props: {
  months: readonly string[]
  series: readonly Series[]
  sums: readonly number[]
}) {
  const { months, series, sums } = props
  const top = niceTop(Math.max(...sums, 1))
  const step = (WIDTH - LEFT) / months.length
  const y = (value: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - value / top)
  return (
    <>
      {[0, top / 2, top].map(value => (
        <>
          <path class="grid" d={`M${LEFT} ${round(y(value))}H${WIDTH}`} />
          <text x={LEFT - 5} y={round(y(value) + 3.5)} text-anchor="end">
            {short(value)}
          </text>
        </>
      ))}
      {series.map(({ values, isRest }, n) => (
        <path
          class={colour(n, isRest)}
          d={values
            .map((value, at) => {
              const below = series.slice(0, n).reduce((sum, one) => sum + (one.values[at] ?? 0), 0)
              const left = round(LEFT + step * (at + 0.15))
              const height = round(y(below) - y(below + value))
              return value > 0
                ? `M${left} ${round(y(below))}v-${height}h${round(step * 0.7)}v${height}z`
                : ''
            })
            .join('')}
        />
      ))}
      {months.map((month, at) => (
        <text x={round(LEFT + step * (at + 0.5))} y={HEIGHT - 15} text-anchor="middle">
          {Number(month.slice(5))}
        </text>
      ))}
      {months.map((month, at) =>
        month.endsWith('-01') || (at === 0 && !months[1]?.endsWith('-01')) ? (
          <text x={round(LEFT + step * (at + 0.15))} y={HEIGHT - 1} class="year">
            {month.slice(0, 4)}
          </text>
        ) : null,
      )}
    </>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  if (series.length < 2) return null
  return (
    <ul class="legend">
      {series.map(({ name, isRest }, n) => (
        <li>
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <path class={colour(n, isRest)} d="M0 0h10v10H0z" />
          </svg>{' '}
          {name}
        </li>
      ))}
    </ul>
  )
}

const colour = (n: number, isRest?: boolean) => `series-${isRest ? MAX_SERIES : n + 1}`

/** The next of 2, 4, 6, 10, 20, 50 … so that half of it is a round number too. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return (
    [1, 2, 4, 6, 8, 10].map(factor => factor * power).find(top => top >= value && top >= 2) ?? 2
  )
}

const round = (value: number) => Math.round(value * 10) / 10
const short = (value: number) =>
  value >= 1_000_000
    ? `${value / 1_000_000}M`
    : value >= 1_000
      ? `${value / 1_000}k`
      : String(value)

const words = inBoth({
  ja: {
    asTable: '表で見る',
    month: '月',
    sum: '合計',
    summary: (title: string, sums: readonly number[]) =>
      `${title}。合計${thousands(total(sums))}件、最も多い月は${thousands(Math.max(...sums, 0))}件。`,
  },
  en: {
    asTable: 'As a table',
    month: 'Month',
    sum: 'Total',
    summary: (title: string, sums: readonly number[]) =>
      `${title}. ${thousands(total(sums))} in all, ${thousands(Math.max(...sums, 0))} in the highest month.`,
  },
})

const total = (sums: readonly number[]) => sums.reduce((sum, one) => sum + one, 0)
