// The HTTP service on Node: listening, the quiet hour, and a stop that loses nothing acknowledged.

import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { DomainError } from '../../domain/domain-error.ts'
import { createApp } from '../../http/app.ts'
import { describeError } from '../../http/describe-error.ts'
import { workAtNight } from '../../usecases/night-work.ts'
import type { Deps } from '../../usecases/ports.ts'
import { failDeadRuns } from '../../usecases/retention-runs.ts'
import { sweepRetention } from '../../usecases/sweep-retention.ts'
import { type Config, consoleUrl } from './config.ts'
import { consoleFile, loadConsole } from './console.ts'
import { everyDayInTokyo } from './daily.ts'
import { documentationAsset } from './documentation-asset.ts'
import { RuntimeFault, systemCode } from './fault.ts'
import type { Log } from './log.ts'
import { VERSION } from './version.ts'

export interface RunningServer {
  /** As callers are told it. */
  url: string
  /** Where it listens on this machine. */
  localUrl: string
  /** Stops accepting, finishes what runs, then closes; connections still busy after `graceMs` are cut. */
  stop(graceMs?: number): Promise<void>
}

/** Erasure runs while Japan sleeps (contract 7). */
const SWEEP_AT = { hour: 3, minute: 30 }
/** Below the 10 s that container engines leave between SIGTERM and SIGKILL. */
const GRACE_MS = 8_000
const HEADERS_TIMEOUT_MS = 20_000

/** Serves an open ledger. The ledger stays the caller's to close. */
export async function startServer(
  { deps }: { deps: Deps },
  { config, log }: { config: Pick<Config, 'host' | 'port' | 'baseUrl'>; log: Log },
): Promise<RunningServer> {
  let url = config.baseUrl
  const createConsole = await loadConsole()
  const app = createApp({
    deps,
    log,
    version: VERSION,
    documentationAsset,
    nextTurn: () => setImmediate(),
    newRequestId: randomUUID,
    console: createConsole({ deps, readFile: consoleFile, baseUrl: request => url ?? request }),
  })
  const server = createAdaptorServer({
    fetch: app.fetch,
    // A stream of events may take hours: only its headers have a deadline.
    serverOptions: { requestTimeout: 0, headersTimeout: HEADERS_TIMEOUT_MS },
  }) as Server
  await listen(server, config)
  await failDeadRuns(deps)
  let stopping = false
  const tend = () =>
    workAtNight(deps, () => !stopping).catch(error => {
      log({ level: 'error', event: 'night_work_failed', error: describeError(error) })
    })
  let tending = tend()
  const { port } = server.address() as AddressInfo
  const stopSweeping = everyDayInTokyo(SWEEP_AT, () => {
    void sweep(deps, log)
    // An import by another process, too, leaves records to be counted.
    tending = tending.then(tend)
  })
  url ??= consoleUrl({ baseUrl: undefined, port })
  log({ level: 'info', event: 'listening', host: config.host, port, version: VERSION })
  return {
    url,
    localUrl: `http://${reachable(config.host)}:${port}`,
    async stop(graceMs = GRACE_MS) {
      stopSweeping()
      stopping = true
      await tending
      await close(server, graceMs)
      log({ level: 'info', event: 'stopped' })
    },
  }
}

function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(listenFault(error, { host, port })))
    server.listen({ host, port }, resolve)
  })
}

function listenFault(error: Error, { host, port }: { host: string; port: number }): Error {
  const code = systemCode(error)
  if (code === 'EADDRINUSE') {
    return new RuntimeFault(
      `Port ${port} on ${host} is taken by another program.`,
      'Stop that program, or choose another port with --port or KIROKUBO_PORT.',
    )
  }
  if (code === 'EACCES') {
    return new RuntimeFault(
      `This user may not listen on port ${port}.`,
      'Choose a port above 1023 with --port or KIROKUBO_PORT, and put a proxy before it.',
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new RuntimeFault(
      `${host} is no address of this machine.`,
      'Set KIROKUBO_HOST to 127.0.0.1, or to 0.0.0.0 for every address of the machine.',
    )
  }
  return error
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise(resolve => {
    // A kept-alive connection becomes idle only when its last answer is out.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const grace = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(grace)
      resolve()
    })
  })
}

/** The night's erasure. What befalls it stands on its run; a refusal, such as a clock not trusted, here. */
async function sweep(deps: Deps, log: Log) {
  try {
    const { run_id, state, erased } = await sweepRetention(deps, 'schedule')
    log({ level: 'info', event: 'retention_sweep', run_id, state, erased })
  } catch (error) {
    const refused = error instanceof DomainError ? error.code : describeError(error)
    log({ level: 'error', event: 'retention_sweep_failed', error: refused })
  }
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
