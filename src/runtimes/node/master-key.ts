// The master key in its file: made at the first start, read, and swapped so that no crash loses it.

import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StoredDataKey } from '../../usecases/vault-ports.ts'
import { formatMasterKey, openKeyRing, parseMasterKey } from '../../vault/key-ring.ts'
import { type Vault, VaultError } from '../../vault/vault.ts'
import { RuntimeFault, systemCode } from './fault.ts'
import { makeSecretFolder, writeSecretFile } from './secret-file.ts'

/** A rotation takes milliseconds, or at most the half minute a commit waits: older ones were cut. */
const CUT_AFTER_MS = 5 * 60_000

/** Where a rotation puts the new key until the data keys are wrapped by it. */
const nextOf = (file: string) => `${file}.new`

/** Makes a random key in a 0600 file; throws EEXIST rather than replace one. */
export function createMasterKey(file: string): Buffer {
  const masterKey = randomBytes(32)
  makeSecretFolder(dirname(file))
  writeSecretFile(file, `${formatMasterKey(masterKey)}\n`)
  return masterKey
}

/** Undefined when there is no such file. */
export function readMasterKey(file: string): Buffer | undefined {
  try {
    return parseMasterKey(readFileSync(file, 'utf8'))
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

export interface OpenedRing {
  vault: Vault
  masterKey: Buffer
}

/**
 * Opens the data keys with the master key of `file`. Where a rotation was cut between its commit and
 * the swap of its file, the key waiting beside it opens them: then the swap is done here.
 */
export function openRing(rows: readonly StoredDataKey[], file: string): OpenedRing {
  const masterKey = readMasterKey(file)
  try {
    if (masterKey) return { vault: openKeyRing(rows, masterKey), masterKey }
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'wrong_master_key') throw error
    const finished = finishRotation(rows, file)
    if (finished) return finished
    throw error
  }
  const finished = finishRotation(rows, file)
  if (finished) return finished
  throw new RuntimeFault(
    `The master key ${file} is missing, and without it nothing in this ledger can be read.`,
    'Put your copy of it there, or name its place with KIROKUBO_MASTER_KEY_FILE.',
  )
}

function finishRotation(rows: readonly StoredDataKey[], file: string): OpenedRing | undefined {
  const masterKey = readMasterKey(nextOf(file))
  if (!masterKey) return undefined
  try {
    const vault = openKeyRing(rows, masterKey)
    replaceMasterKey(file, masterKey)
    return { vault, masterKey }
  } catch (error) {
    if (error instanceof VaultError && error.code === 'wrong_master_key') return undefined
    throw error
  }
}

/** A new key, safe on disk beside the one in use. */
export function writeNextMasterKey(file: string): Buffer {
  const masterKey = randomBytes(32)
  const next = nextOf(file)
  dropCutRotation(next)
  try {
    writeSecretFile(next, `${formatMasterKey(masterKey)}\n`)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    throw new RuntimeFault(
      `Another rotation of the master key is under way: ${next} exists.`,
      'Wait until it ends; what a cut rotation left is cleared after five minutes.',
      { cause: error },
    )
  }
  return masterKey
}

/**
 * The data keys are wrapped by this key now. It is written from memory, never taken from the file beside:
 * that one may by then be another rotation's.
 */
export function replaceMasterKey(file: string, masterKey: Buffer) {
  writeSecretFile(file, `${formatMasterKey(masterKey)}\n`, { replace: true })
  dropNextMasterKey(file)
}

/** The rotation came to nothing. */
export function dropNextMasterKey(file: string) {
  rmSync(nextOf(file), { force: true })
}

/** Whoever opened the ledger with the key in use knows that the one beside it wraps nothing. */
function dropCutRotation(next: string) {
  const stat = statSync(next, { throwIfNoEntry: false })
  if (stat && Date.now() - stat.mtimeMs > CUT_AFTER_MS) rmSync(next, { force: true })
}
