// npm run bench: what concurrent single posts gain from sharing commits, both ways measured in one run.

import Database from 'better-sqlite3'
import { serveLedger } from '../test/support/served-ledger.ts'
import { postConcurrently } from './post-concurrently.ts'

const CONNECTIONS = 64
const WARM_UP = 2_000
const ROUNDS = 3
const POSTS_A_ROUND = 8_000

interface Figure {
  name: string
  figure: number
  unit: string
  ceiling: number
  ratio: number
  reach: number
  better: 'higher' | 'lower'
}

const rates = { each: [] as number[], group: [] as number[] }
let recordsACommit = 0

// In turn, so that a machine that slows down slows both.
const servers = { each: await serveLedger({ commit: 'each' }), group: await serveLedger() }
for (const kind of ['each', 'group'] as const) await post(kind, WARM_UP, 'warm')
const before = commits()
for (let round = 0; round < ROUNDS; round += 1) {
  for (const kind of ['each', 'group'] as const) {
    rates[kind].push(await post(kind, POSTS_A_ROUND, `r${round}`))
  }
}
const after = commits()
recordsACommit = (after.records - before.records) / (after.groups - before.groups)
await Promise.all(Object.values(servers).map(server => server.stop()))

const each = median(rates.each)
const group = median(rates.group)
const figures: Figure[] = [
  {
    name: 'single posts, 64 connections, group commit',
    figure: Math.round(group),
    unit: 'records/s',
    ceiling: Math.round(each),
    ratio: round2(group / each),
    reach: 3,
    better: 'higher',
  },
  {
    name: 'records a commit',
    figure: round2(recordsACommit),
    unit: 'records',
    ceiling: CONNECTIONS,
    ratio: round2(recordsACommit / CONNECTIONS),
    reach: 0.25,
    better: 'higher',
  },
]

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} else {
  process.stdout.write(`one commit per request   ${Math.round(each)} records/s (${rates.each.map(Math.round).join(', ')})
group commit             ${Math.round(group)} records/s (${rates.group.map(Math.round).join(', ')})
ratio                    ${round2(group / each)} (to reach: 3)
records a commit         ${round2(recordsACommit)} (to reach: 16)
`)
}

async function post(kind: 'each' | 'group', count: number, prefix: string): Promise<number> {
  const startedAt = performance.now()
  await postConcurrently(servers[kind], { count, connections: CONNECTIONS, prefix })
  return count / ((performance.now() - startedAt) / 1000)
}

function commits(): { records: number; groups: number } {
  const db = new Database(servers.group.file, { readonly: true })
  const records = db.prepare('select count(*) from record').pluck().get() as number
  const groups = db
    .prepare("select count(*) from audit_event where kind = 'records.recorded'")
    .pluck()
    .get() as number
  db.close()
  return { records, groups }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
