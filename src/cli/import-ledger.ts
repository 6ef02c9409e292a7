// kirokubo import DIR: an exported ledger into an empty one, then both compared row by row.

import { createHash } from 'node:crypto'
import type { TableCounts } from '../usecases/export-ledger.ts'
import {
  CORE_TABLES,
  type CopyRow,
  LEDGER_TABLES,
  type LedgerTable,
  OWN_TABLES,
  type PagedTable,
} from '../usecases/ledger-copy-ports.ts'
import { EXIT } from './errors.ts'
import {
  digestFile,
  linesOf,
  type Manifest,
  pagesOf,
  readManifest,
  readRows,
  tableFile,
} from './export-folder.ts'
import { type LedgerClient, withClient } from './ledger-client.ts'
import { type GlobalOptions, print } from './options.ts'
import { requireMasterKeyOf } from './target-master-key.ts'

interface TableResult {
  table: LedgerTable
  rows: number
  sha256: string
  /** Of the rows that were imported, as the target has them. */
  same: boolean
}

const PAGE_BYTES = 400_000

export async function importLedger(folder: string, options: GlobalOptions) {
  const manifest = readManifest(folder)
  const damaged = await findDamage(folder, manifest)
  if (damaged.length > 0) return tellDamage(options, damaged)
  if (options.dryRun) return tellPlan(options, folder, manifest)
  if (options.url === undefined) requireMasterKeyOf(manifest, options)
  await withClient({ ...options, create: true }, async client => {
    const { written, tables } = await moveIn(client, folder, manifest)
    const differing = tables.filter(({ same }) => !same).map(({ table }) => table)
    print(options, { ok: differing.length === 0, written, tables }, () => [
      ...tables.map(
        ({ table, rows, sha256, same }) =>
          `${same ? 'same  ' : 'DIFFER'}  ${table.padEnd(22)} ${String(rows).padStart(9)}  ${sha256}`,
      ),
      ...(differing.length === 0
        ? inWords(client, manifest)
        : [
            `The ledger ${client.place} is not what was exported: ${differing.join(', ')}.`,
            '  → Do not use it. Import into a new, empty ledger that nobody writes to meanwhile.',
          ]),
    ])
    if (differing.length > 0) process.exitCode = EXIT.verificationFailed
  })
}

/** May be cut at any moment and called again. `written`: rows that were not there before. */
export async function moveIn(
  client: LedgerClient,
  folder: string,
  manifest: Manifest,
): Promise<{ written: number; tables: TableResult[] }> {
  const written = await writeTables(client, folder, manifest)
  const tables: TableResult[] = []
  for (const expected of manifest.tables) tables.push(await compare(client, folder, expected))
  if (tables.every(({ same }) => same)) await client.noteImport(countsOf(manifest))
  return { written, tables }
}

/** Before the first row goes out: what was changed on the way does not go in. */
async function findDamage(folder: string, { tables }: Manifest): Promise<string[]> {
  const damaged: string[] = []
  const missing = LEDGER_TABLES.filter(table => !tables.some(known => known.table === table))
  damaged.push(...missing.map(table => `${table} is not in the manifest`))
  for (const { table, rows, sha256 } of tables) {
    const found = await digestFile(tableFile(folder, table))
    if (found === undefined) damaged.push(`${table}.ndjson is missing`)
    else if (found.rows !== rows || found.sha256 !== sha256) {
      damaged.push(`${table}.ndjson is not what the manifest says`)
    }
  }
  return damaged
}

function tellDamage(options: GlobalOptions, faults: string[]) {
  print(options, { ok: false, faults }, () => [
    ...faults.map(fault => `FAULT ${fault}`),
    'Nothing was imported: the export was changed after it was made, or copied in part.',
    '  → Copy it again whole, or export again.',
  ])
  process.exitCode = EXIT.verificationFailed
}

function tellPlan(options: GlobalOptions, folder: string, { tables, master_key }: Manifest) {
  print(options, { tables: tables.map(({ table, rows }) => ({ table, rows })), master_key }, () => [
    ...tables.map(({ table, rows }) => `${table.padEnd(22)} ${String(rows).padStart(9)}`),
    `${folder} is whole. This would go into ${options.url ?? 'the ledger of this machine'}, which needs the master key ${master_key}.`,
  ])
}

/** Rows that were not there; what was imported before a cut is passed over. */
async function writeTables(
  client: LedgerClient,
  folder: string,
  { tables, sequences }: Manifest,
): Promise<number> {
  const [data_key, source, api_key] = await Promise.all(
    CORE_TABLES.map(table => readRows(tableFile(folder, table))),
  )
  const core = { data_key: data_key ?? [], source: source ?? [], api_key: api_key ?? [] }
  const given = tables.map(({ table, columns }) => ({ table, columns }))
  const { begun } = await client.beginImport({ tables: given, sequences, core })
  let written = begun ? 0 : Object.values(core).flat().length
  for (const table of LEDGER_TABLES) {
    if ((CORE_TABLES as readonly string[]).includes(table)) continue
    for await (const rows of pagesOf(tableFile(folder, table), PAGE_BYTES)) {
      written += (await client.importRows(table as PagedTable, rows)).written
    }
  }
  return written
}

/**
 * Reads the target's table back beside the file, both in the order of the key. Rows of its own, as a new
 * ledger has them, are passed over.
 */
async function compare(
  client: LedgerClient,
  folder: string,
  { table, rows, sha256 }: Manifest['tables'][number],
): Promise<TableResult> {
  const expected = linesOf(tableFile(folder, table))
  const hash = createHash('sha256')
  let found = 0
  let strangers = 0
  let wanted = await nextLine(expected)
  for (let after: CopyRow | undefined; ; ) {
    const page = await client.readPage({ table, after })
    for (const row of page.rows) {
      const line = JSON.stringify(row)
      if (line !== wanted) {
        strangers += 1
        continue
      }
      hash.update(`${line}\n`)
      found += 1
      wanted = await nextLine(expected)
    }
    if (page.next === null) break
    after = page.next
  }
  const isAlone = strangers === 0 || OWN_TABLES.includes(table)
  const digest = hash.digest('hex')
  return {
    table,
    rows: found,
    sha256: digest,
    same: isAlone && found === rows && digest === sha256,
  }
}

async function nextLine(lines: AsyncGenerator<Buffer>): Promise<string | undefined> {
  const { value, done } = await lines.next()
  return done ? undefined : value.toString('utf8')
}

function countsOf({ tables }: Manifest): TableCounts {
  return Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))
}

function inWords({ place }: LedgerClient, { master_key, created_at }: Manifest): string[] {
  return [
    `${place} holds what was exported at ${created_at}: counts and digests are the same.`,
    `  → It opens with the same master key (${master_key}): keep a copy of that key elsewhere, and keep`,
    '    the operator’s settings (operator.json, templates) with it: they are not part of a ledger.',
    '    Callers keep their keys; give them the new address, and let nobody write to the old ledger.',
  ]
}
