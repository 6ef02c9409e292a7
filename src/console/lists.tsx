// Lists: one description gives the table, its pages by key, and the CSV file.

import type { Child } from 'hono/jsx'
import { notFound } from '../domain/domain-error.ts'
import { type Column, Pager, pathWith, Table } from './components.tsx'
import { csvLine, csvResponse } from './csv.ts'
import type { Visit } from './visit.tsx'
import { inBoth } from './words.ts'

const PAGE = 50
const EXPORT_PAGE = 500

interface ListText<Row> {
  /** As the CSV file has it, and the page too where there is no `cell`. */
  text: (row: Row) => string | number | null
  cell?: Column<Row>['cell']
  /** Only in the file. */
  fileOnly?: boolean
}

interface ListCell<Row> {
  /** Without a text it is only on the page: a link, a button. */
  text?: undefined
  cell: Column<Row>['cell']
}

export type ListColumn<Row> = Omit<Column<Row>, 'cell'> & (ListText<Row> | ListCell<Row>)

export interface List<Row> {
  caption: string
  columns: readonly ListColumn<Row>[]
  /** Rows in the list's order: `limit` at most, those after the row of this key. */
  read: (page: { after?: string; limit: number }) => readonly Row[] | Promise<readonly Row[]>
  key: (row: Row) => string
  /** In place of a list without rows. */
  empty: Child
  /** Where its file is; the query of the page goes with it. It ends in `.csv`. */
  csv: string
  /** The query's name for the key, where a page has several lists. */
  param?: string
}

/** The list on its page. */
export async function Listing<Row>({ visit, list }: { visit: Visit; list: List<Row> }) {
  const { caption, key, empty, csv, param = 'after' } = list
  const after = visit.c.req.query(param)
  const found = await list.read({ ...(after ? { after } : {}), limit: PAGE + 1 })
  const rows = found.slice(0, PAGE)
  const last = found.length > PAGE ? rows.at(-1) : undefined
  const pager = (
    <Pager
      visit={visit}
      isFirst={!after}
      next={last && { [param]: key(last) }}
      first={{ [param]: '' }}
    />
  )
  if (rows.length === 0) {
    return (
      <>
        {empty}
        {pager}
      </>
    )
  }
  return (
    <>
      <Table caption={caption} hideCaption rows={rows} columns={shownColumns(list)} />
      {pager}
      <p>
        <a href={pathWith(visit, { [param]: '' }, csv)}>{visit.say(words).csv}</a>
      </p>
    </>
  )
}

/** What of it stands on the page. */
export function shownColumns<Row>({ columns }: Pick<List<Row>, 'columns'>): Column<Row>[] {
  return columns.flatMap(column => {
    if (column.text === undefined) return column
    const { text, cell = text, fileOnly, ...rest } = column
    return fileOnly ? [] : { ...rest, cell }
  })
}

/** All of the list as a file, page by page. */
export function listFile<Row>(list: List<Row>): Response {
  return csvResponse(list.csv.slice(list.csv.lastIndexOf('/') + 1), lines(list))
}

async function* lines<Row>({ columns, read, key }: List<Row>) {
  const told = columns.filter(column => column.text !== undefined)
  yield csvLine(told.map(({ head }) => head))
  for (let last: Row | undefined; ; ) {
    const rows = await read({ ...(last ? { after: key(last) } : {}), limit: EXPORT_PAGE })
    yield rows.map(row => csvLine(told.map(({ text }) => text(row)))).join('')
    last = rows.at(-1)
    if (rows.length < EXPORT_PAGE) return
  }
}

/** For a short list that is read as a whole. */
export function pagesOf<Row>(rows: readonly Row[], key: (row: Row) => string): List<Row>['read'] {
  return ({ after, limit }) => {
    const start = after === undefined ? 0 : rows.findIndex(row => key(row) === after) + 1
    return rows.slice(start, start + limit)
  }
}

/** The key of a list by number. Throws not_found for anything else in the address. */
export function numberKey(after: string | undefined): number | undefined {
  if (after === undefined) return undefined
  if (!/^\d{1,15}$/.test(after)) throw notFound()
  return Number(after)
}

const words = inBoth({
  ja: { csv: 'この一覧をCSVに書き出す' },
  en: { csv: 'Export this list as CSV' },
})
