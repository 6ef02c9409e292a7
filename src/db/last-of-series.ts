// The ends of the number series of issued papers.

import { sqlite } from './database.ts'

/**
 * The highest number that papers of this table ever had, and the highest of that year's series. Numbers never
 * come back: sqlite_sequence keeps the highest one that ever was.
 */
export function lastOfSeriesQuery(table: 'extract' | 'letter', year: number) {
  return sqlite
    .selectNoFrom(({ fn, selectFrom, val }) => [
      fn
        .coalesce(selectFrom('sqlite_sequence').select('seq').where('name', '=', table), val(0))
        .as('number'),
      fn
        .coalesce(
          selectFrom(table)
            .select(({ fn: inner }) => inner.max('series_number').as('number'))
            .where('series_year', '=', year),
          val(0),
        )
        .as('series_number'),
    ])
    .compile()
}
