// What an isolate keeps between invocations: settings, vault, use cases and the API over them.

import packageJson from '../../../package.json' with { type: 'json' }
import type { ConsoleOptions } from '../../console/shell.tsx'
import { createStores } from '../../db/stores.ts'
import { type AppOptions, createApp } from '../../http/app.ts'
import type { Printer } from '../../usecases/disclosure-ports.ts'
import type { Papers } from '../../usecases/paper-ports.ts'
import type { Deps } from '../../usecases/ports.ts'
import { apiKeyText } from '../../vault/api-key.ts'
import { credentialTools } from '../../vault/credentials.ts'
import { jsonLog } from '../node/log.ts'
import { asset } from './assets.ts'
import type { WorkerEnv } from './bindings.ts'
import { installBootstrapKey } from './bootstrap-key.ts'
import { d1Database } from './d1-database.ts'
import { d1Janitor } from './d1-janitor.ts'
import { currentInvocation } from './invocation.ts'
import type { Settings } from './settings.ts'
import { sharedRecorder } from './shared-recorder.ts'
import { WorkerVault } from './worker-vault.ts'
import { workerVaultUpkeep } from './worker-vault-upkeep.ts'

export interface Isolate {
  deps: Deps
  fetch(request: Request): Promise<Response>
  /** To be called as an invocation begins. */
  refresh(): Promise<void>
}

export const log = jsonLog(line => console.log(line))

/** Opens the ledger in D1. Throws SettingsError, VaultError, and the store errors. */
export async function openIsolate(env: WorkerEnv, settings: Settings): Promise<Isolate> {
  const stores = createStores(d1Database(env.DB, () => currentInvocation().budget))
  const clock = Date.now
  const { masterKey, nextMasterKey } = settings
  const masterKeys: [Buffer, ...Buffer[]] = nextMasterKey ? [masterKey, nextMasterKey] : [masterKey]
  const vault = await WorkerVault.open({ masterKeys, stores, clock })
  const printer = lazyPrinter(env)
  const deps: Deps = {
    clock,
    vault,
    operator: settings.operator,
    stores,
    apiKeyText,
    credentials: credentialTools,
    printer,
    papers: printer,
    janitor: d1Janitor(),
    vaultUpkeep: workerVaultUpkeep({ stores, clock }, vault, settings),
  }
  if (settings.bootstrapKeyDigest) await installBootstrapKey(deps, settings.bootstrapKeyDigest)
  const options: AppOptions = {
    deps,
    log,
    version: packageJson.version,
    recorder: sharedRecorder(deps),
    keepAlive: work => currentInvocation().keepAlive(work),
    newRequestId: () => crypto.randomUUID(),
    documentationAsset: name => asset(env.ASSETS, `docs/${name}`),
  }
  const pages = {
    deps,
    readFile: (name: string) => asset(env.ASSETS, `console/${name}`),
    // Cloudflare sends a Worker only what was asked of its own addresses.
    baseUrl: (request: string) => settings.baseUrl ?? request,
  }
  return { deps, fetch: fetchLazily(options, pages), refresh: () => vault.refresh() }
}

/** What systems call, which the pages of the console are not. */
const API = /^\/(v1|docs|problems|openapi\.json|healthz|readyz)(\/|$)/

/** The pages come with the first request for one: the cold start of an API does not wait for them. */
function fetchLazily(options: AppOptions, pages: ConsoleOptions): Isolate['fetch'] {
  const api = createApp(options)
  let whole: ReturnType<typeof createApp> | undefined
  return async request => {
    if (API.test(new URL(request.url).pathname)) return api.fetch(request)
    if (!whole) {
      const { createConsole } = await import('../../console/console.tsx')
      whole = createApp({ ...options, console: createConsole(pages) })
    }
    return whole.fetch(request)
  }
}

/**
 * A volume of this many rows is drawn and sealed within the 128 MB of an isolate; of the whole, the sealed
 * bytes of all volumes stay in memory until they are committed together.
 */
export const LIMITS = { rowsPerVolume: 1_500, rows: 6_000 }

/** Fonts and the drawing code come with the first extract: most isolates never issue one. */
function lazyPrinter({ ASSETS }: WorkerEnv): Printer & Papers {
  let printer: (Printer & Papers) | undefined
  const open = async () => {
    if (printer) return printer
    const [regular, bold, { workerPrinter }] = await Promise.all([
      asset(ASSETS, 'fonts/NotoSansJP_400Regular.ttf'),
      asset(ASSETS, 'fonts/NotoSansJP_700Bold.ttf'),
      import('./printer.ts'),
    ])
    if (!regular || !bold) throw new Error('the fonts are not among the assets')
    printer = await workerPrinter({ regular, bold })
    return printer
  }
  return {
    limits: LIMITS,
    missingGlyphs: async document => (await open()).missingGlyphs(document),
    print: async (job, issuedAt) => (await open()).print(job, issuedAt),
    printLetter: async (job, issuedAt) => (await open()).printLetter(job, issuedAt),
    printRegister: async (job, madeAt) => (await open()).printRegister(job, madeAt),
    listPapers: async () => (await open()).listPapers(),
    drawSample: async (job, at) => (await open()).drawSample(job, at),
    checkTemplates: async () => (await open()).checkTemplates(),
  }
}
