// Writing a ledger that was exported elsewhere into an empty one, in pages that may come again.

import { DomainError } from '../domain/domain-error.ts'
import type { LedgerState, TableCounts } from './export-ledger.ts'
import { COPY_COLUMNS, keyOfRow } from './ledger-columns.ts'
import {
  CORE_TABLES,
  type CopyCell,
  type CopyRow,
  type CoreTable,
  LEDGER_TABLES,
  type LedgerTable,
  OWN_TABLES,
  type PagedTable,
} from './ledger-copy-ports.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { retryStale } from './retry-stale.ts'

export interface ImportBeginning {
  /** As `describeLedger` of the ledger it comes from said. */
  tables: Pick<LedgerState['tables'][number], 'table' | 'columns'>[]
  sequences: Record<string, number>
  core: Record<CoreTable, CopyRow[]>
}

type ImportDeps = Pick<Deps, 'clock'> & {
  stores: Pick<Deps['stores'], 'ledgerCopy' | 'audit' | 'counts' | 'commit'>
}
type Actor = Pick<Caller, 'actor'>

const NUMBERED: readonly string[] = LEDGER_TABLES
const ALL = 100_000

/**
 * Takes over the keys and sources of the exported ledger in one commit; what the empty ledger held of its
 * own goes behind the imported numbers. `begun`: that was done before, and the import goes on. Throws
 * `ledger_differs`, `ledger_taken`, `master_key_differs`, `ledger_busy`, `key_unusable`.
 */
export async function beginImport(
  deps: ImportDeps,
  caller: Actor,
  beginning: ImportBeginning,
): Promise<{ begun: boolean }> {
  requireSameTables(beginning)
  return retryStale(async () => {
    const own = await readCore(deps)
    if (sameRows(own.data_key, beginning.core.data_key)) {
      requireSameCore(own, beginning.core)
      return { begun: true }
    }
    await requireEmpty(deps)
    requireSameMaster(own.data_key, beginning.core.data_key)
    await takeOver(deps, caller, { own, beginning })
    return { begun: false }
  })
}

/** Writes what is not there yet. Throws `ledger_taken` when another row stands in the place of one. */
export async function importRows(
  deps: ImportDeps,
  table: PagedTable,
  rows: readonly CopyRow[],
): Promise<{ written: number }> {
  const { ledgerCopy, commit } = deps.stores
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return { written: 0 }
  requireCells(COPY_COLUMNS[table].columns.length, rows)
  const range = { from: keyOfRow(table, first), through: keyOfRow(table, last) }
  return retryStale(async () => {
    const there = new Set(
      (await ledgerCopy.range(table, range, rows.length + 1)).map(row => JSON.stringify(row)),
    )
    const missing = rows.filter(row => !there.delete(JSON.stringify(row)))
    if (there.size > 0) throw taken(`another row stands in ${table}`)
    if (missing.length > 0) await commit(ledgerCopy.insert(table, missing))
    return { written: missing.length }
  })
}

export async function noteImport(
  { stores, clock }: ImportDeps,
  { actor }: Actor,
  tables: TableCounts,
): Promise<void> {
  await stores.commit([
    ...stores.counts.restart(),
    ...stores.audit.insert([{ at: clock(), kind: 'ledger.imported', actor, detail: { tables } }]),
  ])
}

async function readCore({ stores }: ImportDeps): Promise<Record<CoreTable, CopyRow[]>> {
  const [data_key, source, api_key] = await Promise.all(
    CORE_TABLES.map(table => stores.ledgerCopy.range(table, {}, ALL)),
  )
  return { data_key: data_key ?? [], source: source ?? [], api_key: api_key ?? [] }
}

async function takeOver(
  { stores, clock }: ImportDeps,
  { actor }: Actor,
  { own, beginning }: { own: Record<CoreTable, CopyRow[]>; beginning: ImportBeginning },
) {
  const { ledgerCopy, audit, commit } = stores
  const { core, sequences } = beginning
  const before = await ledgerCopy.sequences()
  const behind = (table: LedgerTable) => Math.max(before[table] ?? 0, sequences[table] ?? 0)
  const sources = own.source.map(([sourceId, name]) => ({
    sourceId: Number(sourceId),
    name: String(name),
  }))
  const detail = {
    own_audit_events_moved_by: behind('audit_event'),
    own_retention_runs_moved_by: behind('retention_run'),
  }
  const writes: Write[] = [
    ...ledgerCopy.clearCore(keysInBoth(own.api_key, core.api_key)),
    ...ledgerCopy.moveAuditEvents(behind('audit_event')),
    ...ledgerCopy.moveRetentionRuns(behind('retention_run')),
    ...ledgerCopy.moveSources(sources, behind('source')),
    ...CORE_TABLES.flatMap(table => ledgerCopy.insert(table, core[table])),
    ...ledgerCopy.settleSources(sources, behind('source')),
    ...Object.entries(sequences)
      .filter(([table]) => NUMBERED.includes(table))
      .flatMap(([table, to]) => ledgerCopy.raiseSequence(table as LedgerTable, to)),
    ...audit.insert([{ at: clock(), kind: 'ledger.import_begun', actor, detail }]),
  ]
  await commit(writes)
}

/** The same key made its way here before, as a bootstrap key does: the exported row takes its place. */
function keysInBoth(own: readonly CopyRow[], imported: readonly CopyRow[]): string[] {
  const byDigest = new Map(imported.map(row => [row[DIGEST], row]))
  return own
    .filter(row => byDigest.has(row[DIGEST] as CopyCell))
    .map(row => {
      const [, , , scopes, , expires, revoked] = byDigest.get(row[DIGEST] as CopyCell) ?? []
      if (revoked === null && expires === null && String(scopes).includes('"admin"')) {
        return String(row[0])
      }
      throw new DomainError(
        'key_unusable',
        `Key ${row[0]} of this ledger stands in the export too, where it is revoked, ends, or may not administer.`,
        {
          fix: 'Make another key here with the scope admin, revoke nothing, and import with that.',
        },
      )
    })
}

const DIGEST = 1

function requireSameTables({ tables }: ImportBeginning) {
  const given = new Map(tables.map(({ table, columns }) => [table, columns.join()]))
  const differ = LEDGER_TABLES.filter(
    table => given.get(table) !== COPY_COLUMNS[table].columns.join(),
  )
  if (differ.length === 0 && given.size === LEDGER_TABLES.length) return
  throw new DomainError('ledger_differs', `The export has other tables: ${differ.join(', ')}.`, {
    fix: 'Bring both ledgers to the same version of Kirokubo (kirokubo migrate), then export again.',
  })
}

async function requireEmpty({ stores: { ledgerCopy } }: ImportDeps) {
  for (const table of LEDGER_TABLES) {
    if (OWN_TABLES.includes(table)) continue
    if ((await ledgerCopy.range(table, {}, 1)).length > 0) throw taken(`there are rows in ${table}`)
  }
  const runs = await ledgerCopy.range('retention_run', {}, ALL)
  const state = COPY_COLUMNS.retention_run.columns.indexOf('state')
  if (runs.every(run => run[state] !== 'running')) return
  throw new DomainError('ledger_busy', 'A retention run is in progress in this ledger.', {
    fix: 'Wait until it is done, then import again.',
  })
}

/** A wrapped key names its master key in its first five bytes (vault/key-ring.ts). */
function requireSameMaster(own: readonly CopyRow[], imported: readonly CopyRow[]) {
  const masters = (rows: readonly CopyRow[]) =>
    new Set(rows.map(row => Buffer.from(String(row[2]), 'base64').subarray(1, 5).toString('hex')))
  const [here, there] = [masters(own), masters(imported)]
  if (there.size === 1 && [...here].every(master => there.has(master))) return
  throw new DomainError(
    'master_key_differs',
    `This ledger was made with another master key (${[...here].join()}) than the exported one (${[...there].join()}).`,
    {
      fix: 'Make a new, empty ledger with the master key of the exported one (Node: its file before the first start; Workers: the secret MASTER_KEY and a new database), then import again.',
    },
  )
}

function requireSameCore(
  own: Record<CoreTable, CopyRow[]>,
  imported: Record<CoreTable, CopyRow[]>,
) {
  for (const table of CORE_TABLES) {
    const there = new Set(own[table].map(row => JSON.stringify(row)))
    if (imported[table].some(row => !there.has(JSON.stringify(row)))) {
      throw taken(`another row stands in ${table}`)
    }
  }
}

const sameRows = (a: readonly CopyRow[], b: readonly CopyRow[]) =>
  JSON.stringify(a) === JSON.stringify(b)

function requireCells(length: number, rows: readonly CopyRow[]) {
  if (rows.every(row => row.length === length)) return
  const detail = `A row of this table has ${length} cells.`
  throw new DomainError('invalid_body', detail, {
    fix: 'Send the rows as the export holds them.',
    faults: [{ pointer: '/rows', code: 'invalid', detail }],
  })
}

function taken(what: string): DomainError {
  return new DomainError('ledger_taken', `This ledger is not that of the export: ${what}.`, {
    fix: 'Import into an empty ledger, or into the one where this same import was cut.',
  })
}
