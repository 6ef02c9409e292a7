// Opening a ledger: its file, its schema, its keys, and everything the use cases ask for.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { createStores } from '../../db/stores.ts'
import type { Printer } from '../../usecases/disclosure-ports.ts'
import type { Papers } from '../../usecases/paper-ports.ts'
import type { Deps, Stores } from '../../usecases/ports.ts'
import { apiKeyText } from '../../vault/api-key.ts'
import { credentialTools } from '../../vault/credentials.ts'
import type { Config } from './config.ts'
import { RuntimeFault, systemCode } from './fault.ts'
import { nodeJanitor } from './janitor.ts'
import { LedgerVault } from './ledger-vault.ts'
import { appliedMigrations, migrate, migrationNames } from './migrate.ts'
import { makeSecretFolder } from './secret-file.ts'
import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.ts'
import { addSealingKey, ensureKeys } from './vault-upkeep.ts'

export interface Ledger {
  deps: Deps
  database: SqliteDatabase
  /** Migrations this opening applied. */
  applied: string[]
  /** The ledger is new: its master key was made as well. */
  madeMasterKey: boolean
  close(): void
}

export type LedgerConfig = Pick<
  Config,
  'dataDir' | 'masterKeyFile' | 'operator' | 'templatesDir' | 'fontDir'
> &
  Partial<Pick<Config, 'signing'>>

export interface OpenOptions {
  /** Make the ledger when there is none; otherwise that is a fault. */
  create?: boolean
  /** Bring an older ledger to the newest schema; otherwise that is a fault. */
  migrate?: boolean
  /** Load fonts and templates: this process may issue documents. */
  print?: boolean
}

/** How long an opening waits for another process that opens, migrates or rebuilds the same file. */
const PATIENCE_MS = 30_000

export function ledgerFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'ledger.db')
}

/** Opens the ledger for any number of processes at a time. Throws RuntimeFault, VaultError. */
export async function openLedger(config: LedgerConfig, options: OpenOptions = {}): Promise<Ledger> {
  const file = ledgerFile(config)
  const isNew = !statSync(file, { throwIfNoEntry: false })
  if (isNew && !options.create) throw noLedger(config)
  if (isNew) makeDataDir(config)
  const database = await patiently(() => openFile(file))
  try {
    const applied = await patiently(() =>
      bringUp(database, { file, mayMigrate: isNew || options.migrate === true }),
    )
    const stores = createStores(database)
    // Before the master key is made: a fault here must not swallow the word that there is a new one.
    const { printer, papers, stop } = options.print ? await openPrinter(config) : NO_PRESS
    const { masterKeyFile } = config
    const madeMasterKey = await patiently(() => makeKeys(stores, masterKeyFile))
    return {
      database,
      applied,
      madeMasterKey,
      deps: {
        clock: Date.now,
        vault: new LedgerVault({ database, masterKeyFile }),
        operator: config.operator,
        stores,
        apiKeyText,
        credentials: credentialTools,
        printer,
        papers,
        janitor: nodeJanitor(file),
        vaultUpkeep: {
          addSealingKey: caller =>
            addSealingKey({ stores, clock: Date.now, masterKeyFile }, caller),
        },
      },
      close() {
        void stop?.()
        close(database)
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

/** What an opening with `migrate` would apply; everything for a ledger that is not there. */
export function pendingMigrations(config: Pick<Config, 'dataDir'>): string[] {
  const file = ledgerFile(config)
  if (!statSync(file, { throwIfNoEntry: false })) return migrationNames()
  const raw = new Database(file, { readonly: true, timeout: PATIENCE_MS })
  try {
    const applied = appliedMigrations(raw)
    return migrationNames().filter(name => !applied.has(name))
  } finally {
    raw.close()
  }
}

function bringUp(
  { raw }: SqliteDatabase,
  { file, mayMigrate }: { file: string; mayMigrate: boolean },
): string[] {
  const applied = appliedMigrations(raw)
  const known = migrationNames()
  const unknown = [...applied].filter(name => !known.includes(name))
  if (unknown.length > 0) {
    throw new RuntimeFault(
      `${file} was made by a newer Kirokubo (${unknown.join(', ')}).`,
      'Use that version, or restore a backup made before it.',
    )
  }
  const pending = known.filter(name => !applied.has(name))
  if (pending.length === 0) return []
  // A ledger without any migration is one that another process is making right now.
  if (!mayMigrate && applied.size > 0) {
    throw new RuntimeFault(
      `${file} has an older schema: it lacks ${pending.join(', ')}.`,
      'Run kirokubo migrate, or start the service; both keep every record.',
    )
  }
  return migrate(raw)
}

function noLedger({ dataDir }: Pick<Config, 'dataDir'>): RuntimeFault {
  return new RuntimeFault(
    `There is no ledger in ${dataDir}.`,
    'Say where it is with --data-dir or KIROKUBO_DATA_DIR, or make one: kirokubo serve.',
  )
}

/** Makes the folder of the ledger when it is not there. */
export function makeDataDir({ dataDir }: Pick<Config, 'dataDir'>) {
  try {
    makeSecretFolder(dataDir)
  } catch (error) {
    throw new RuntimeFault(
      `The data directory ${dataDir} cannot be made (${systemCode(error)}).`,
      'Give a folder this account can write to, with --data-dir or KIROKUBO_DATA_DIR.',
      { cause: error },
    )
  }
}

function openFile(file: string): SqliteDatabase {
  try {
    return openSqliteDatabase(file)
  } catch (error) {
    if (!/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(systemCode(error) ?? '')) throw error
    throw new RuntimeFault(
      `${file} cannot be opened for writing (${systemCode(error)}).`,
      'Give it and its folder to the account that runs Kirokubo; `kirokubo doctor` checks both.',
      { cause: error },
    )
  }
}

async function makeKeys(stores: Stores, masterKeyFile: string): Promise<boolean> {
  try {
    return await ensureKeys({ stores, masterKeyFile })
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC'].includes(code)) {
      throw error
    }
    throw new RuntimeFault(
      `The master key ${masterKeyFile} cannot be read or made (${code}).`,
      'Give its folder to the account that runs Kirokubo, or name another place with KIROKUBO_MASTER_KEY_FILE.',
      { cause: error },
    )
  }
}

/** Another process stands in the way for a moment, or made the master key in the same instant. */
async function patiently<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  for (const deadline = performance.now() + PATIENCE_MS; ; ) {
    try {
      return await work()
    } catch (error) {
      const code = systemCode(error) ?? ''
      const passes = code.startsWith('SQLITE_BUSY') || code === 'EEXIST'
      if (!passes || performance.now() > deadline) throw error
      await sleep(50)
    }
  }
}

/** Imported on demand: most commands print nothing, and half of their start would go into it. */
async function openPrinter({ signing, ...folders }: LedgerConfig) {
  const { startPrinter } = await import('./printer.ts')
  if (signing === undefined) {
    const { close: stop, ...printer } = startPrinter(folders)
    return { printer, papers: printer, stop }
  }
  const { loadPdfSigner } = await import('./pdf-signer.ts')
  const { signedPrinter } = await import('./signed-printer.ts')
  const signer = await loadPdfSigner(signing)
  const { close: stop, ...printer } = startPrinter(folders)
  return { printer: signedPrinter(printer, signer), papers: printer, stop }
}

const NO_PRINTER: Printer & Papers = {
  missingGlyphs: async () => refuseToPrint(),
  print: async () => refuseToPrint(),
  printLetter: async () => refuseToPrint(),
  printRegister: async () => refuseToPrint(),
  listPapers: async () => refuseToPrint(),
  drawSample: async () => refuseToPrint(),
  checkTemplates: async () => refuseToPrint(),
}
const NO_PRESS = { printer: NO_PRINTER, papers: NO_PRINTER, stop: undefined }

function refuseToPrint(): never {
  throw new Error('this process opened the ledger without a printer')
}

function close(database: SqliteDatabase) {
  try {
    database.checkpoint()
  } catch {
    // Another process reads or writes: what is in the log stays there, safe, until the next checkpoint.
  }
  database.close()
}
