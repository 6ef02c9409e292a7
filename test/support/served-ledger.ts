// Starts serve-ledger.ts as a child process and talks to it.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface ServedLedger {
  port: number
  key: string
  folder: string
  file: string
  child: ChildProcess
  /** Resident memory of the server now, bytes. */
  rss(): number
  stop(): Promise<void>
}

const SCRIPT = fileURLToPath(new URL('serve-ledger.ts', import.meta.url))

export async function serveLedger(
  options: { commit?: 'group' | 'each'; unreadPatienceMs?: number } = {},
): Promise<ServedLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-served-'))
  const child = spawn(process.execPath, [SCRIPT, folder, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const { port, key } = await new Promise<{ port: number; key: string }>((resolve, reject) => {
    lines.once('line', line => resolve(JSON.parse(line)))
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
  return {
    port,
    key,
    folder,
    file: join(folder, 'ledger.db'),
    child,
    rss: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024,
    async stop() {
      child.kill()
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
