// What Node does about the ledger's files after an erasure: VACUUM on a thread and a connection of its own,
// so that the event loop never waits for it. Commits of the server wait meanwhile, reads go on.

import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Janitor, JanitorResult } from '../../usecases/retention-ports.ts'

/** @param file the database of the ledger, in WAL mode. */
export function nodeJanitor(file: string): Janitor {
  return {
    rest: () => setImmediate(undefined),
    // Some two milliseconds: what is posted meanwhile waits no longer.
    restEvery: 25,
    finish: traces =>
      new Promise<JanitorResult>((resolve, reject) => {
        const worker = new Worker(new URL('./janitor-worker.ts', import.meta.url), {
          workerData: { file, traces },
          // None of the server's flags: a loader of a test or a watcher has no business here.
          execArgv: [],
        })
        worker.once('message', resolve)
        worker.once('error', reject)
        worker.once('exit', code => {
          reject(new Error(`the janitor's thread ended early (${code})`))
        })
      }),
  }
}
