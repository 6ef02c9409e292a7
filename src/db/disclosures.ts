// Disclosure requests, their steps, and the documents issued for them.

import { type Selectable, sql } from 'kysely'
import type { StepKind } from '../domain/disclosure-steps.ts'
import type {
  DisclosureStore,
  RequestPage,
  StoredDisclosureRequest,
  StoredExtract,
} from '../usecases/disclosure-ports.ts'
import { insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { lastOfSeriesQuery } from './last-of-series.ts'
import type { Tables } from './tables.ts'

export function disclosureStore(db: SqlDatabase): DisclosureStore {
  return {
    async lastRequestNumber(year) {
      const [row] = await db.all(
        sqlite
          .selectFrom('disclosure_request')
          .select(({ fn }) => fn.max('series_number').as('number'))
          .where('series_year', '=', year)
          .compile(),
      )
      return row?.number ?? 0
    },
    async find(requestNo) {
      const [row] = await db.all(requests().where('request_no', '=', requestNo).compile())
      return row && toRequest(row)
    },
    async findSeveral(requestNos) {
      const query = requests().where('request_no', 'in', values(requestNos))
      return (await db.all(query.compile())).map(toRequest)
    },
    async list(page) {
      return (await db.all(listQuery(page))).map(toRequest)
    },
    async listNotClosedBefore(instant) {
      return (await db.all(notClosedBeforeQuery(instant))).map(toRequest)
    },
    async findSteps(requestNos) {
      const rows = await db.all(
        sqlite
          .selectFrom('disclosure_step')
          .selectAll()
          .where('request_no', 'in', values(requestNos))
          .orderBy('request_no')
          .orderBy('step')
          .compile(),
      )
      return rows.map(row => ({
        requestNo: row.request_no,
        step: row.step,
        kind: row.kind as StepKind,
        at: row.taken_at,
        by: row.taken_by,
        sealed: row.sealed,
      }))
    },
    async findExtract(extractNo) {
      const [row] = await db.all(extracts().where('extract_no', '=', extractNo).compile())
      return row && toExtract(row)
    },
    async findExtractOf(requestNo) {
      const [row] = await db.all(extracts().where('request_no', '=', requestNo).compile())
      return row && toExtract(row)
    },
    async lastExtract(year) {
      const [row] = await db.all(lastOfSeriesQuery('extract', year))
      return { extractNo: row?.number ?? 0, seriesNumber: row?.series_number ?? 0 }
    },
    async findFiles(extractNo) {
      const rows = await db.all(
        sqlite
          .selectFrom('extract_file')
          .selectAll()
          .where('extract_no', '=', extractNo)
          .orderBy('volume')
          .orderBy('edition', 'desc')
          .compile(),
      )
      return rows.map(({ edition, volume, sha256, row_count: rows }) => ({
        extractNo,
        edition,
        volume,
        sha256,
        rows,
      }))
    },
    async findChunks({ extractNo, part, edition, volume }) {
      const rows = await db.all(
        sqlite
          .selectFrom('extract_chunk')
          .selectAll()
          .where('extract_no', '=', extractNo)
          .where('part', '=', part)
          .where('edition', '=', edition)
          .where('volume', '=', volume)
          .orderBy('chunk')
          .compile(),
      )
      return rows.map(({ extract_no, ...chunk }) => ({ extractNo: extract_no, ...chunk }))
    },
    insertRequest: request =>
      sqlite
        .insertInto('disclosure_request')
        .values({
          request_no: request.requestNo,
          series_year: request.seriesYear,
          series_number: request.seriesNumber,
          received_on: request.receivedOn,
          opened_at: request.openedAt,
          opened_by: request.openedBy,
          sealed: request.sealed,
        })
        .compile(),
    insertStep: step =>
      sqlite
        .insertInto('disclosure_step')
        .values({
          request_no: step.requestNo,
          step: step.step,
          kind: step.kind,
          taken_at: step.at,
          taken_by: step.by,
          sealed: step.sealed,
        })
        .compile(),
    insertExtract: extract =>
      sqlite
        .insertInto('extract')
        .values({
          extract_no: extract.extractNo,
          request_no: extract.requestNo,
          doc_no: extract.docNo,
          series_year: extract.seriesYear,
          series_number: extract.seriesNumber,
          issued_at: extract.issuedAt,
          issued_by: extract.issuedBy,
          sha256: extract.sha256,
        })
        .compile(),
    insertFile: ({ extractNo, rows, ...file }) =>
      sqlite
        .insertInto('extract_file')
        .values({ extract_no: extractNo, row_count: rows, ...file })
        .compile(),
    insertLines: (extractNo, lines) =>
      insertRows(
        'extract_line',
        ['record_no', 'line', 'extract_no', 'version'],
        lines.map(({ recordNo, line, version }) => [recordNo, line, extractNo, version]),
      ),
    insertChunk: ({ extractNo, ...chunk }) =>
      sqlite
        .insertInto('extract_chunk')
        .values({ extract_no: extractNo, ...chunk })
        .compile(),
  }
}

const requests = () => sqlite.selectFrom('disclosure_request').selectAll()

const extracts = () => sqlite.selectFrom('extract').selectAll()

function listQuery({ after, limit, closed, receivedFrom, receivedTo }: RequestPage) {
  let query = requests()
  if (closed !== undefined) {
    const isClosed = sql<boolean>`exists (
      select 1 from disclosure_step as s
      where s.request_no = disclosure_request.request_no and s.kind in ('delivered', 'withdrawn')
    )`
    query = query.where(closed ? isClosed : sql<boolean>`not ${isClosed}`)
  }
  if (receivedFrom !== undefined) query = query.where('received_on', '>=', receivedFrom)
  if (receivedTo !== undefined) query = query.where('received_on', '<=', receivedTo)
  if (after !== undefined) {
    query = query.where(
      sql<boolean>`(series_year, series_number) < (
        select series_year, series_number from disclosure_request where request_no = ${after}
      )`,
    )
  }
  return query
    .orderBy('series_year', 'desc')
    .orderBy('series_number', 'desc')
    .limit(limit)
    .compile()
}

function notClosedBeforeQuery(instant: number) {
  return requests()
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('disclosure_step as s')
            .select('s.step')
            .whereRef('s.request_no', '=', 'disclosure_request.request_no')
            .where('s.kind', 'in', ['delivered', 'withdrawn'])
            .where('s.taken_at', '<', instant),
        ),
      ),
    )
    .orderBy('request_no')
    .compile()
}

export function toRequest(row: Selectable<Tables['disclosure_request']>): StoredDisclosureRequest {
  return {
    requestNo: row.request_no,
    seriesYear: row.series_year,
    seriesNumber: row.series_number,
    receivedOn: row.received_on,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    sealed: row.sealed,
    redactedAt: row.redacted_at,
  }
}

function toExtract(row: Tables['extract']): StoredExtract {
  return {
    extractNo: row.extract_no,
    requestNo: row.request_no,
    docNo: row.doc_no,
    seriesYear: row.series_year,
    seriesNumber: row.series_number,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    sha256: row.sha256,
  }
}
