// kirokubo export: a whole ledger into a folder, from this machine or from behind a URL.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { formatInstant } from '../domain/calendar-date.ts'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { VERSION } from '../runtimes/node/version.ts'
import type { LedgerState, TableCounts } from '../usecases/export-ledger.ts'
import { keyOfRow } from '../usecases/ledger-columns.ts'
import { type CopyRow, LEDGER_TABLES, type LedgerTable } from '../usecases/ledger-copy-ports.ts'
import { wrappingMasterOf } from '../vault/key-ring.ts'
import {
  type Beginning,
  beginExport,
  FORMAT,
  finishExport,
  type Manifest,
  openExportFolder,
  readRows,
  TableWriter,
  tableFile,
} from './export-folder.ts'
import { type LedgerClient, withClient } from './ledger-client.ts'
import { type GlobalOptions, print, takesDryRun, takesUrl } from './options.ts'

export function exportCommand(program: Command) {
  takesUrl(
    takesDryRun(
      program
        .command('export')
        .description('write the whole ledger, sealed as it is, into a folder'),
    ),
  )
    .requiredOption('--to <folder>', 'new, empty, or one in which an export was cut')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { to: string }>()
      const folder = resolve(options.to)
      await withClient(options, async client => {
        if (options.dryRun) return tellPlan(options, client, folder)
        const manifest = await exportLedger(client, folder)
        print(options, { folder, ...manifest }, () => [
          ...manifest.tables.map(
            ({ table, rows, sha256 }) =>
              `${table.padEnd(22)} ${String(rows).padStart(9)}  ${sha256}`,
          ),
          `Exported ${client.place} as it was at ${manifest.created_at} into ${folder}.`,
          `  → It opens with the master key ${manifest.master_key} alone: whoever has both can read everything.`,
          '    What is recorded from now on is not in it: stop whoever writes before you move.',
        ])
      })
    })
}

async function tellPlan(options: GlobalOptions, client: LedgerClient, folder: string) {
  const { tables } = await client.describe()
  print(options, { folder, tables: tables.map(({ table, rows }) => ({ table, rows })) }, () => [
    ...tables.map(({ table, rows }) => `${table.padEnd(22)} ${String(rows).padStart(9)}`),
    `This would go into ${folder}.`,
  ])
}

/** May be cut at any moment and called again. */
export async function exportLedger(client: LedgerClient, folder: string): Promise<Manifest> {
  const manifest = await client.atOneMoment(() => readAll(client, folder))
  finishExport(folder, manifest)
  const counts = manifest.tables.map(({ table, rows }) => [table, rows])
  await client.noteExport(Object.fromEntries(counts) as TableCounts)
  return manifest
}

async function readAll(client: LedgerClient, folder: string): Promise<Manifest> {
  const { begun } = openExportFolder(folder)
  const state = await client.describe()
  const { created_at, state: from } = await begin(client, { folder, begun, state })
  const tables: Manifest['tables'] = []
  for (const table of LEDGER_TABLES) {
    const { columns = [] } = from.tables.find(known => known.table === table) ?? {}
    tables.push({ table, columns, ...(await exportTable(client, { folder, table, from })) })
  }
  const { newest_change_no } = await client.describe()
  if (newest_change_no > from.newest_audit_no) {
    throw new RuntimeFault(
      'The ledger was written to while it was exported: what was read is not of one moment.',
      'Stop whoever writes to it (or the service), then run the same command again; it begins anew.',
    )
  }
  return {
    format: FORMAT,
    version: VERSION,
    created_at,
    master_key: await masterOf(folder),
    sequences: from.sequences,
    tables,
  }
}

/** Goes on with a cut export when the ledger has not changed since, and begins anew when it has. */
async function begin(
  client: LedgerClient,
  { folder, begun, state }: { folder: string; begun: Beginning | undefined; state: LedgerState },
): Promise<Beginning> {
  if (begun) {
    await requireSameLedger(client, folder)
    if (state.newest_change_no <= begun.state.newest_audit_no) return begun
  }
  const beginning = { created_at: formatInstant(Date.now()), state }
  beginExport(folder, beginning)
  return beginning
}

/** Data keys are a ledger's own: no other one has the same. */
async function requireSameLedger(client: LedgerClient, folder: string) {
  const there = await keysIn(folder)
  const { rows } = await client.readPage({ table: 'data_key' })
  const known = new Set(rows.map(row => JSON.stringify(row)))
  if (there.every(row => known.has(JSON.stringify(row)))) return
  throw new RuntimeFault(
    `${folder} holds the beginning of an export of another ledger, or of this one under other keys.`,
    'Give another folder with --to, or delete that one.',
  )
}

async function exportTable(
  client: LedgerClient,
  { folder, table, from }: { folder: string; table: LedgerTable; from: LedgerState },
) {
  const writer = await TableWriter.open(tableFile(folder, table))
  try {
    const last = writer.last && keyOfRow(table, writer.last)
    // Whoever reads meanwhile is audited, the export too: that is not of the moment it shows.
    const through = table === 'audit_event' ? [from.newest_audit_no] : undefined
    for (let after: CopyRow | undefined = last; ; ) {
      const { rows, next } = await client.readPage({ table, after, through })
      if (rows.length > 0) writer.append(rows)
      if (next === null) break
      after = next
    }
  } finally {
    writer.close()
  }
  return writer.written
}

async function masterOf(folder: string): Promise<string> {
  const [first] = await keysIn(folder)
  const [purpose, keyNo, wrapped] = first ?? []
  return wrappingMasterOf({
    purpose: purpose === 'digest' ? 'digest' : 'sealing',
    keyNo: Number(keyNo),
    wrapped: Buffer.from(String(wrapped), 'base64'),
  })
}

async function keysIn(folder: string): Promise<CopyRow[]> {
  return readRows(tableFile(folder, 'data_key'))
}
