// npm run bench:console [-- records]: what each page of the console takes on the server, and how many bytes and
// queries it is; 50,000 records by default, 1,000,000 by hand. Every page without parameters is met by itself.

import { randomUUID } from 'node:crypto'
import type { Role } from '../src/domain/role.ts'
import { createApp } from '../src/http/app.ts'
import { consoleFile, loadConsole } from '../src/runtimes/node/console.ts'
import { documentationAsset } from '../src/runtimes/node/documentation-asset.ts'
import { createUser } from '../src/usecases/manage-users.ts'
import { acceptInvitation } from '../src/usecases/one-time-links.ts'
import { openConsoleLedger } from './console-ledger.ts'

const RECORDS = Number(process.argv.find(argument => /^\d+$/.test(argument)) ?? 50_000)
const ROUNDS = 15
const CEILING_MS = 50
const CEILING_BYTES = 60_000
/** Answers that are no page, or no page of the ledger. */
const NO_PAGE = /^\/(v1|docs|problems|openapi\.json|healthz|readyz|sign-in|console)|\.csv$|\*|^\/$/

// First: whoever edits meanwhile does not change what is measured.
const createConsole = await loadConsole()
const startedAt = performance.now()
const ledger = await openConsoleLedger(RECORDS, done => say(`${done} records`))
say(`${RECORDS} records in ${Math.round((performance.now() - startedAt) / 1000)} s\n`)

const site = 'http://localhost:8787'
const app = createApp({
  deps: ledger.deps,
  nextTurn: async () => undefined,
  log: () => undefined,
  version: 'bench',
  newRequestId: randomUUID,
  documentationAsset,
  console: createConsole({ deps: ledger.deps, baseUrl: () => site, readFile: consoleFile }),
})
let queries = 0
const { all } = ledger.database
ledger.database.all = query => {
  queries += 1
  return all(query)
}

/** One of each page that has a parameter. */
const EXAMPLES: Record<string, string> = {
  '/records/:no': `/records/${RECORDS}`,
  '/requests/:no': '/requests/R2026-0001',
  '/third-parties/:code': '/third-parties/dmp-jp',
}
const paths = [...new Set(app.routes.filter(({ method }) => method === 'GET').map(one => one.path))]
  .filter(path => !NO_PAGE.test(path))
  .flatMap(path => (path.includes(':') ? (EXAMPLES[path] ?? []) : path))

let over = 0
for (const role of ['officer', 'restricted_officer', 'administrator'] as const) {
  const cookie = await signIn(role)
  for (const path of paths) await measure(role, path, cookie)
}
ledger.close()
if (over > 0) {
  say(`\n${over} page(s) above ${CEILING_MS} ms or ${CEILING_BYTES / 1000} kB`)
  process.exitCode = 1
}
// The printer's thread has nothing left to print.
process.exit()

async function signIn(role: Role): Promise<string> {
  const email = `${role}@example.jp`
  const { link } = await createUser(ledger.deps, ledger.caller, { name: role, email, role })
  const { token } = await acceptInvitation(ledger.deps, link.token, 'ame no hi ha kasa')
  return `__Host-kirokubo=${token}`
}

async function measure(role: Role, path: string, cookie: string) {
  const times: number[] = []
  let bytes = 0
  for (let round = -2; round < ROUNDS; round += 1) {
    queries = 0
    const before = performance.now()
    const answer = await app.request(`${site}${path}`, {
      headers: { Cookie: cookie, Accept: 'text/html' },
    })
    const text = await answer.text()
    if (answer.status === 403) return
    if (answer.status !== 200) return say(`${role.padEnd(19)} ${path}: ${answer.status}`)
    if (round >= 0) times.push(performance.now() - before)
    bytes = Buffer.byteLength(text)
  }
  const ordered = times.sort((a, b) => a - b)
  const median = ordered[Math.floor(ROUNDS / 2)] as number
  const isOver = median > CEILING_MS || bytes > CEILING_BYTES
  if (isOver) over += 1
  say(
    [
      role.padEnd(19),
      path.padEnd(32),
      `${median.toFixed(1)} ms`.padStart(9),
      `(${ordered[0]?.toFixed(1)}–${ordered.at(-1)?.toFixed(1)})`.padStart(14),
      `${(bytes / 1000).toFixed(1)} kB`.padStart(9),
      `${queries} queries`.padStart(12),
      isOver ? ' ← over' : '',
    ].join(' '),
  )
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
