// The janitor's thread: rebuilds the database, empties its log, and looks for what should be gone.

import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const { file, traces }: { file: string; traces: Uint8Array[] } = workerData
/** How long VACUUM waits for the writer before it, and the checkpoint for readers. */
const PATIENCE_MS = 30_000
const CHUNK_BYTES = 4 * 1024 * 1024

const startedAt = performance.now()
const vacuumed = vacuum()
const checkpointed = vacuumed && (await emptyLog())
const found = checkpointed ? countTraces() : traces.length
parentPort?.postMessage({
  vacuumed,
  checkpointed,
  residue: { sought: traces.length, found },
  durationMs: Math.round(performance.now() - startedAt),
})

/** False when the disk has no room for a second copy, or the ledger stayed locked: a later run tries again. */
function vacuum(): boolean {
  const database = open()
  try {
    database.exec('VACUUM')
    return true
  } catch (error) {
    if (error instanceof Database.SqliteError) return false
    throw error
  } finally {
    database.close()
  }
}

/** A reader keeps the log from being emptied, so that this is tried until none stands in the way. */
async function emptyLog(): Promise<boolean> {
  const database = open()
  try {
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; ) {
      const [row] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      if (row?.busy === 0) return true
      await sleep(100)
    }
    return false
  } finally {
    database.close()
  }
}

function open() {
  const database = new Database(file, { timeout: PATIENCE_MS, fileMustExist: true })
  database.pragma('synchronous = FULL')
  database.pragma('secure_delete = ON')
  return database
}

function countTraces(): number {
  const left = new Set(traces.map(trace => Buffer.from(trace)))
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    for (const chunk of chunksOf(path)) {
      for (const trace of left) if (chunk.includes(trace)) left.delete(trace)
    }
  }
  return traces.length - left.size
}

/** The bytes of a file in pieces that overlap by the longest trace, so that none hides in a seam. */
function* chunksOf(path: string): Generator<Buffer> {
  if (traces.length === 0 || !existsSync(path)) return
  const overlap = Math.max(...traces.map(({ length }) => length)) - 1
  const buffer = Buffer.alloc(CHUNK_BYTES + overlap)
  const handle = openSync(path, 'r')
  try {
    let kept = 0
    for (let at = 0; ; ) {
      const read = readSync(handle, buffer, kept, CHUNK_BYTES, at)
      if (read === 0) return
      at += read
      const end = kept + read
      yield buffer.subarray(0, end)
      kept = Math.min(overlap, end)
      buffer.copyWithin(0, end - kept, end)
    }
  } finally {
    closeSync(handle)
  }
}
