// /v1/ledger: a whole ledger read and written in pages, to move it to another house. What is sealed stays
// sealed; together with the master key an export is everything.

import { z } from '@hono/zod-openapi'
import { countOldRecords } from '../usecases/count-old-records.ts'
import { describeLedger, noteExport, readLedgerPage } from '../usecases/export-ledger.ts'
import { beginImport, importRows, noteImport } from '../usecases/import-ledger.ts'
import { COPY_COLUMNS } from '../usecases/ledger-columns.ts'
import { CORE_TABLES, LEDGER_TABLES, type PagedTable } from '../usecases/ledger-copy-ports.ts'
import type { Deps } from '../usecases/ports.ts'
import type { Api } from './routes.ts'

const tag = 'Moving house'
const scope = 'admin'
/** The longest text of an event, sealed and in base64. */
const MAX_ROW_BYTES = 24 * 1024 * 1024

const row = z.array(z.union([z.string(), z.number(), z.null()])).max(100)
const keyLengths = Object.values(COPY_COLUMNS).map(columns => columns.key.length)
const key = row.max(Math.max(...keyLengths))
const rows = z.array(row).max(5_000)
const table = z.enum(LEDGER_TABLES)
const columns = z.array(z.string())
const sequences = z.partialRecord(table, z.int().min(0))
const counts = z.strictObject({ tables: z.partialRecord(table, z.int().min(0)) })

export function ledgerRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'get',
      path: '/v1/ledger/tables',
      scope,
      tag,
      summary: 'What there is to export: tables, columns, counts',
      answers: {
        200: {
          description: 'Tables in the order in which they are imported',
          schema: z.object({
            tables: z.array(z.object({ table, columns, rows: z.int() })),
            sequences,
            newest_audit_no: z.int(),
            newest_change_no: z.int(),
          }),
        },
      },
    },
    async ({ c }) => c.json(await describeLedger(deps), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/ledger/tables/{table}/read',
      scope,
      tag,
      summary: 'The next rows of a table, sealed as they are',
      params: z.object({ table }),
      body: z.strictObject({ after: key.optional(), through: key.optional() }),
      answers: {
        200: {
          description: 'Rows in the order of their key, and the key to go on from',
          schema: z.object({ rows, next: key.nullable() }),
        },
      },
    },
    async ({ c, params, body }) =>
      c.json(await readLedgerPage(deps, { ...params, ...(await body()) }), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/ledger/exports',
      scope,
      tag,
      summary: 'Note in the audit log that the ledger was exported',
      body: counts,
      answers: { 201: { description: 'Noted' } },
    },
    async ({ c, caller, body }) => {
      await noteExport(deps, caller, (await body()).tables)
      return c.json({}, 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/ledger/imports',
      scope,
      tag,
      summary: 'Begin an import into this empty ledger, or go on with it',
      maxBodyBytes: MAX_ROW_BYTES,
      body: z.strictObject({
        tables: z.array(z.object({ table, columns })),
        sequences,
        core: z.strictObject({ data_key: rows, source: z.array(row), api_key: z.array(row) }),
      }),
      answers: {
        200: {
          description: 'Whether it was begun before',
          schema: z.object({ begun: z.boolean() }),
        },
      },
    },
    async ({ c, caller, body }) => c.json(await beginImport(deps, caller, await body()), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/ledger/tables/{table}/rows',
      scope,
      tag,
      summary: 'Write rows that are not there yet',
      maxBodyBytes: MAX_ROW_BYTES,
      params: z.object({ table: table.exclude(CORE_TABLES) }),
      body: z.strictObject({ rows }),
      answers: {
        200: {
          description: 'How many were not there',
          schema: z.object({ written: z.int() }),
        },
      },
    },
    async ({ c, params, body }) =>
      c.json(await importRows(deps, params.table as PagedTable, (await body()).rows), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/ledger/imports/end',
      scope,
      tag,
      summary: 'Note in the audit log that the import was finished and compared',
      body: counts,
      answers: { 201: { description: 'Noted' } },
    },
    async ({ c, caller, body }) => {
      await noteImport(deps, caller, (await body()).tables)
      // Some 15 s for a million records; what the time does not suffice for is left to the night.
      await countOldRecords(deps, deps.janitor.mayGoOn)
      return c.json({}, 201)
    },
  )
}
