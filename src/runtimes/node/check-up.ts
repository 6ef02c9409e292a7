// The doctor's checks: this machine, the settings, the ledger. They read, and change nothing.

import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Operator } from '../../domain/operator.ts'
import { describeError } from '../../http/describe-error.ts'
import { VaultError } from '../../vault/vault.ts'
import { checkSigning } from './check-signing.ts'
import { type Config, ConfigError, loadConfig, masterKeyInDataDir } from './config.ts'
import { RuntimeFault, systemCode } from './fault.ts'
import { FIRST_KEY_FILE } from './first-start.ts'

import { ledgerFile, openLedger, pendingMigrations } from './open-ledger.ts'
import { type KitFolders, loadKit } from './press-kit.ts'

export interface CheckResult {
  what: string
  state: 'ok' | 'warn' | 'fail'
  detail: string
  /** The mend; absent when there is nothing to mend. */
  fix?: string
}

const OLDEST_NODE = 24
const MIB = 1024 * 1024
const LOW_DISK_MIB = 1024

export async function checkUp(
  env: Record<string, string | undefined>,
  options: { dataDir?: string | undefined },
): Promise<CheckResult[]> {
  const results = [checkNode()]
  const config = settings(env, options, results)
  results.push(checkPrinter(config ?? {}))
  if (config) {
    results.push(...checkDataDir(config), ...checkMasterKeyFile(config))
    results.push(...(await checkLedger(config)))
    results.push(...checkOperator(config.operator, config.operatorFile))
    if (config.signing) results.push(await checkSigning(config.signing))
    results.push(checkDisk(config))
  }
  results.push(...TOOLS.map(checkTool))
  return results
}

function checkNode(): CheckResult {
  const what = 'Node'
  const major = Number(process.versions.node.split('.')[0])
  if (major >= OLDEST_NODE) return { what, state: 'ok', detail: process.versions.node }
  return {
    what,
    state: 'fail',
    detail: `${process.versions.node} is older than ${OLDEST_NODE}`,
    fix: 'Run through npm (npm start, npx kirokubo): the package node brings the right one.',
  }
}

function checkPrinter(folders: KitFolders): CheckResult {
  const what = 'Templates and fonts'
  try {
    loadKit(folders)
    return { what, state: 'ok', detail: 'load' }
  } catch (error) {
    if (error instanceof RuntimeFault) {
      return { what, state: 'fail', detail: error.message, fix: error.fix }
    }
    const detail = `do not load: ${describeError(error)}`
    return { what, state: 'fail', detail, fix: 'Run npm ci again.' }
  }
}

function settings(
  env: Record<string, string | undefined>,
  options: { dataDir?: string | undefined },
  results: CheckResult[],
): Config | undefined {
  const what = 'Settings'
  try {
    const config = loadConfig(env, options)
    results.push({ what, state: 'ok', detail: `the ledger is in ${config.dataDir}` })
    return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const { name, detail, fix } of error.faults) {
      results.push({ what, state: 'fail', detail: `${name} ${detail}`, fix })
    }
    return undefined
  }
}

function checkDataDir({ dataDir }: Config): CheckResult[] {
  const what = 'Data directory'
  const stat = statSync(dataDir, { throwIfNoEntry: false })
  if (!stat) {
    const fix = 'It is made at the first start (kirokubo serve, kirokubo key create).'
    return [{ what, state: 'warn', detail: `${dataDir} is not there yet`, fix }]
  }
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    const fix = `Give the folder to the account that runs Kirokubo, e.g. chown -R, and chmod 700.`
    return [{ what, state: 'fail', detail: `${dataDir} cannot be written by this account`, fix }]
  }
  const results: CheckResult[] = [openToOthers(what, dataDir, '700')]
  const firstKey = join(dataDir, FIRST_KEY_FILE)
  if (statSync(firstKey, { throwIfNoEntry: false })) {
    results.push({
      what: 'First API key',
      state: 'warn',
      detail: `its text still lies in ${firstKey}`,
      fix: 'Move it to your secret store and delete the file.',
    })
  }
  return results
}

function checkMasterKeyFile(config: Config): CheckResult[] {
  const what = 'Master key file'
  const file = config.masterKeyFile
  if (!statSync(file, { throwIfNoEntry: false })) {
    if (!ledgerExists(config)) {
      const fix = 'It is made at the first start.'
      return [{ what, state: 'warn', detail: `${file} is not there yet`, fix }]
    }
    const fix = 'Put your copy of the key there, or say with KIROKUBO_MASTER_KEY_FILE where it is.'
    return [{ what, state: 'fail', detail: `${file} is missing`, fix }]
  }
  if (masterKeyInDataDir(config)) {
    const detail = 'lies inside the data directory: a backup of it would carry its own key'
    const fix = 'Move it elsewhere and say where with KIROKUBO_MASTER_KEY_FILE.'
    return [{ what, state: 'warn', detail, fix }]
  }
  return [openToOthers(what, file, '600')]
}

function openToOthers(what: string, path: string, mode: string): CheckResult {
  const others = statSync(path).mode & 0o077
  if (others === 0 || process.platform === 'win32') return { what, state: 'ok', detail: path }
  const fix = `chmod ${mode} ${path}`
  return { what, state: 'warn', detail: `${path} is open to other accounts`, fix }
}

async function checkLedger(config: Config): Promise<CheckResult[]> {
  const what = 'Ledger'
  if (!ledgerExists(config)) return []
  try {
    const pending = pendingMigrations(config)
    if (pending.length > 0) {
      const fix = 'Run kirokubo migrate, or start the service.'
      return [{ what, state: 'warn', detail: `waits for ${pending.join(', ')}`, fix }]
    }
    const ledger = await openLedger(config)
    const version = ledger.database.raw.prepare('select sqlite_version()').pluck().get()
    ledger.close()
    const detail = `opens with this master key (SQLite ${version}, synchronous FULL, secure_delete ON)`
    return [{ what, state: 'ok', detail }]
  } catch (error) {
    if (error instanceof RuntimeFault) {
      return [{ what, state: 'fail', detail: error.message, fix: error.fix }]
    }
    if (error instanceof VaultError) {
      return [{ what, state: 'fail', detail: error.detail, fix: error.fix }]
    }
    const fix = 'Run kirokubo verify; restore a backup when it finds faults.'
    return [{ what, state: 'fail', detail: `does not open: ${describeError(error)}`, fix }]
  }
}

function checkOperator(operator: Operator, file: string | undefined): CheckResult[] {
  const what = 'Operator'
  const missing = [
    ...(operator.name ? [] : ['name']),
    ...(operator.address ? [] : ['address']),
    ...(operator.representatives.length > 0 ? [] : ['representatives']),
    ...(operator.office ? [] : ['office']),
  ]
  if (missing.length === 0) return [{ what, state: 'ok', detail: `${file} has the letterhead` }]
  return [
    {
      what,
      state: 'warn',
      detail: `${file ?? 'there is no operator.json: it'} lacks ${missing.join(', ')}`,
      fix: 'Extracts are refused until these stand in operator.json in the data directory (or KIROKUBO_OPERATOR_FILE).',
    },
  ]
}

function checkDisk(config: Config): CheckResult {
  const what = 'Disk'
  const folder = nearestFolder(config.dataDir)
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / MIB)
  const ledger = statSync(ledgerFile(config), { throwIfNoEntry: false })?.size ?? 0
  // After an erasure the file is rebuilt: that needs room for a second copy.
  const wanted = Math.max(LOW_DISK_MIB, Math.ceil((2 * ledger) / MIB))
  const detail = `${free} MiB free`
  if (free >= wanted) return { what, state: 'ok', detail }
  const fix = `Free space where ${folder} lies: retention needs room for a second copy of the ledger.`
  return { what, state: free < 64 ? 'fail' : 'warn', detail, fix }
}

const TOOLS = [
  { name: 'pdftotext', for: 'tests that read PDFs (Debian: poppler-utils)' },
  {
    name: 'javac',
    for: 'veraPDF, which judges PDF/A and PDF/UA (Debian: openjdk-17-jdk-headless, libjaxb-java)',
  },
  { name: 'chromium', for: 'tests in a browser (Debian: chromium)' },
]

function checkTool({ name, for: purpose }: (typeof TOOLS)[number]): CheckResult {
  const what = `Optional: ${name}`
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .some(folder => folder !== '' && isExecutable(join(folder, name)))
  return found
    ? { what, state: 'ok', detail: 'is there' }
    : { what, state: 'ok', detail: `is not there; only needed for ${purpose}` }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
}

function ledgerExists(config: Config): boolean {
  return statSync(ledgerFile(config), { throwIfNoEntry: false }) !== undefined
}

function nearestFolder(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? path : nearestFolder(dirname(path))
}
