// One server per data directory. The lock is the operating system's, so it goes with its process.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { RuntimeFault, systemCode } from './fault.ts'

/** Takes the lock; returns what lets it go. Commands do not take it: they work beside a server. */
export function lockDataDir(dataDir: string): () => void {
  const lock = openLock(dataDir)
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (systemCode(error) !== 'SQLITE_BUSY') throw cannotWrite(dataDir, error)
    throw new RuntimeFault(
      `Another Kirokubo server already serves ${dataDir}.`,
      'Stop it first, or give this one another folder with --data-dir.',
      { cause: error },
    )
  }
  return () => lock.close()
}

function openLock(dataDir: string) {
  try {
    return new Database(join(dataDir, 'server.lock'), { timeout: 0 })
  } catch (error) {
    throw cannotWrite(dataDir, error)
  }
}

function cannotWrite(dataDir: string, cause: unknown): RuntimeFault {
  return new RuntimeFault(
    `The data directory ${dataDir} cannot be written (${systemCode(cause)}).`,
    'Give it to the account that runs Kirokubo; `kirokubo doctor` checks it.',
    { cause },
  )
}
