// npm run bench:worker: cold start and first request of the built Worker in workerd, beside a bare Hono
// Worker in the same run. Each round boots both anew; the median of each and the bundle's size are printed.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bootWorker, buildWorker, run } from '../test/support/built-worker.ts'
import { EVENT } from '../test/support/test-api.ts'

const ROUNDS = 9
const BUDGET_MS = 150

const bundle = buildWorker()
const bare = bundleBareHono()
const started = { bare: [] as number[], worker: [] as number[] }
const first = { bare: [] as number[], worker: [] as number[] }
const events = { first: [] as number[], second: [] as number[] }
for (let round = 0; round < ROUNDS; round += 1) {
  const hono = await bootWorker({ code: bare })
  started.bare.push(hono.startedInMs)
  first.bare.push(await timed(hono.url, '/'))
  await hono.stop()
  const worker = await bootWorker(bundle)
  started.worker.push(worker.startedInMs)
  // Opens the ledger: settings, keys, which are made here, the bootstrap key; then reads it.
  first.worker.push(await timed(worker.url, '/readyz'))
  for (const kind of ['first', 'second'] as const) {
    events[kind].push(
      await timed(worker.url, '/v1/provisions', {
        method: 'POST',
        headers: { Authorization: `Bearer ${worker.key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...EVENT, event_id: kind }),
      }),
    )
  }
  await worker.stop()
}
const figures = {
  bundle_bytes: bundle.code.length,
  bundle_gzipped_bytes: gzipSync(bundle.code).length,
  bare_hono: { start_ms: median(started.bare), first_request_ms: median(first.bare) },
  worker: { start_ms: median(started.worker), first_request_ms: median(first.worker) },
  beside_bare_ms:
    median(started.worker) + median(first.worker) - median(started.bare) - median(first.bare),
  first_event_recorded_ms: median(events.first),
  second_event_recorded_ms: median(events.second),
  rounds: ROUNDS,
}
console.log(JSON.stringify(figures, null, 2))
if (figures.beside_bare_ms > BUDGET_MS) {
  console.error(`Start and first request took over ${BUDGET_MS} ms more than a bare Hono Worker's.`)
  process.exitCode = 1
}

async function timed(url: URL, path: string, init: RequestInit = {}): Promise<number> {
  const start = performance.now()
  const response = await fetch(new URL(path, url), init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
  return performance.now() - start
}

function median(values: number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number)
}

function bundleBareHono(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-bare-'))
  try {
    const source = join(folder, 'bare.ts')
    const target = join(folder, 'bare.js')
    const hono = new URL('../node_modules/hono/dist/index.js', import.meta.url).pathname
    writeFileSync(
      source,
      `import { Hono } from '${hono}'\nconst app = new Hono()\napp.get('/', c => c.text('ok'))\nexport default app\n`,
    )
    run('esbuild', [source, '--bundle', '--minify', '--format=esm', `--outfile=${target}`], folder)
    return readFileSync(target, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
