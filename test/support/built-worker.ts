// The Worker as it is deployed: bundled by wrangler, booted in workerd by Miniflare, with D1 and its assets.

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Miniflare } from 'miniflare'
import type { D1Binding } from '../../src/runtimes/worker/bindings.ts'
import { hashApiKey, newApiKey } from '../../src/vault/api-key.ts'
import { COMPATIBILITY_DATE, migrationStatements, startMiniflare } from './miniflare-d1.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

export interface Bundle {
  code: string
  /** esbuild's account of what went in. */
  meta: {
    inputs: Record<string, unknown>
    outputs: Record<string, { imports: { path: string; external?: boolean }[] }>
  }
  /** What wrangler said. */
  output: string
}

export function buildWorker(): Bundle {
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-worker-'))
  try {
    run('node', ['src/runtimes/node/worker-assets.ts'], folder)
    const meta = join(folder, 'meta.json')
    const output = run(
      'wrangler',
      ['deploy', '--dry-run', '--env', '', '--outdir', join(folder, 'out'), '--metafile', meta],
      folder,
    )
    return {
      code: readFileSync(join(folder, 'out/worker.js'), 'utf8'),
      meta: JSON.parse(readFileSync(meta, 'utf8')),
      output,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function run(program: string, args: string[], home: string): string {
  const path = `${join(PROJECT, 'node_modules/.bin')}:${process.env.PATH}`
  const env = { ...process.env, PATH: path, HOME: home, CI: '1', WRANGLER_SEND_METRICS: 'false' }
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: PROJECT,
    env: { ...env, XDG_CONFIG_HOME: home },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`)
  return stdout
}

export interface BootedWorker {
  miniflare: Miniflare
  d1: D1Binding
  /** The text of the bootstrap key. */
  key: string
  digest: Uint8Array
  masterKey: Buffer
  url: URL
  /** From the start of workerd until it listens with the code loaded. */
  startedInMs: number
  stop(): Promise<void>
}

/** An empty ledger behind the bundle. `vars` stand beside the secrets. */
export async function bootWorker(
  { code }: Pick<Bundle, 'code'>,
  vars: Record<string, string> = {},
): Promise<BootedWorker> {
  const key = newApiKey()
  const digest = hashApiKey(key)
  const masterKey = randomBytes(32)
  const start = performance.now()
  const miniflare = startMiniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: code }],
    compatibilityDate: COMPATIBILITY_DATE,
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: { DB: 'ledger' },
    assets: {
      directory: join(PROJECT, '.assets'),
      binding: 'ASSETS',
      run_worker_first: true,
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
    },
    bindings: {
      MASTER_KEY: masterKey.toString('base64url'),
      BOOTSTRAP_KEY_DIGEST: digest.toString('hex'),
      ...vars,
    },
    handleStructuredLogs: () => undefined,
  })
  const url = await miniflare.ready
  const startedInMs = performance.now() - start
  const d1 = (await miniflare.getD1Database('DB')) as unknown as D1Binding
  await d1.batch(migrationStatements().map(sql => d1.prepare(sql)))
  return {
    miniflare,
    d1,
    key,
    digest,
    masterKey,
    url,
    startedInMs,
    stop: () => miniflare.dispose(),
  }
}
