// After an erasure no file of the ledger holds a byte string of what went, and everything else is still found.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmClock } from '../../src/usecases/retention-clock.ts'
import type { RetentionReport } from '../../src/usecases/retention-report.ts'
import { sweepRetention } from '../../src/usecases/sweep-retention.ts'
import { openTestLedger, type TestLedger } from '../support/test-ledger.ts'

const OLD = 3000
const YOUNG = 4000

let ledger: TestLedger
let traces: Map<string, Buffer>
let report: RetentionReport

/** Random ids, so that pages split in the middle of every index. */
const events = (kind: string, count: number, day: string) =>
  Array.from({ length: count }, (_, n) => ({
    event_id: `${scatter(n)}:${kind}`,
    direction: n % 3 === 0 ? 'received' : 'provided',
    basis: 'entrustment',
    occurred_on: day,
    third_party: { kind: 'individual', name: `相手方 ${kind} ${n % 50}`, address: '東京都' },
    data_subjects: Array.from({ length: 1 + (n % 3) }, (_, line) => ({
      name: `氏名 ${kind} ${n} ${line}`,
      identifiers: { member: `${kind}-${scatter(n)}-${line}` },
    })),
    items: ['氏名', `項目 ${n % 40}`],
    note: `備考 ${kind} ${n}`,
  }))

const scatter = (n: number) => ((n * 2_654_435_761) % 4_294_967_296).toString(36).padStart(7, '0')

async function recordAll(all: object[]) {
  for (let at = 0; at < all.length; at += 500) await ledger.record(...all.slice(at, at + 500))
}

beforeAll(async () => {
  ledger = await openTestLedger({ now: Date.parse('2020-01-10T12:00:00+09:00') })
  const old = events('old', OLD, '2020-01-09')
  await recordAll(old.slice(0, OLD / 2))
  // Old and young lie mixed in every table.
  ledger.setNow('2026-01-10T12:00:00+09:00')
  await recordAll(events('new', YOUNG / 2, '2026-01-09'))
  ledger.setNow('2020-01-11T12:00:00+09:00')
  await recordAll(old.slice(OLD / 2))
  ledger.setNow('2026-01-10T12:00:00+09:00')
  await recordAll(events('new', YOUNG, '2026-01-09').slice(YOUNG / 2))
  traces = tracesOfOld()
  await confirmClock(ledger.deps, { actor: 'key:admin' })
  const run = await sweepRetention(ledger.deps, 'schedule', {
    heldByRequests: async () => new Map(),
  })
  report = run.report as RetentionReport
})
afterAll(() => ledger.close())

/** Every byte string that only the old records have, by what it is. */
function tracesOfOld(): Map<string, Buffer> {
  const { raw } = ledger.database
  const found = new Map<string, Buffer>()
  const young = "(select record_no from record where event_id like '%:new')"
  const wordings = raw
    .prepare(
      `select wording_id, digest, sealed from wording as w where not exists (
         select 1 from line where line.wording_id = w.wording_id and record_no in ${young})
       and not exists (
         select 1 from record where record_no in ${young}
         and w.wording_id in (third_party_wording_id, items_wording_id, terms_wording_id))`,
    )
    .all() as { wording_id: number; digest: Buffer; sealed: Buffer }[]
  const lookUps = raw.prepare('select digest from look_up_key where wording_id = ?').pluck()
  for (const { wording_id, digest, sealed } of wordings) {
    found.set(`wording ${wording_id} digest`, digest)
    found.set(`wording ${wording_id} sealed`, sealed)
    for (const [n, key] of (lookUps.all(wording_id) as Buffer[]).entries()) {
      found.set(`wording ${wording_id} look-up ${n}`, key)
    }
  }
  const records = raw
    .prepare("select event_id, content_digest from record where event_id like '%:old'")
    .all() as { event_id: string; content_digest: Buffer }[]
  for (const { event_id, content_digest } of records) {
    found.set(`event ${event_id}`, Buffer.from(event_id))
    found.set(`content of ${event_id}`, content_digest)
  }
  return found
}

/** Which of the byte strings stand anywhere in the files of the folder. */
function findIn(folder: string, strings: Map<string, Buffer>): string[] {
  const byLength = new Map<number, Map<string, string>>()
  for (const [name, bytes] of strings) {
    const same = byLength.get(bytes.length) ?? new Map<string, string>()
    byLength.set(bytes.length, same.set(bytes.toString('latin1'), name))
  }
  const found: string[] = []
  for (const file of readdirSync(folder)) {
    const content = readFileSync(join(folder, file)).toString('latin1')
    for (const [length, names] of byLength) {
      // 16 sealed lengths or so: searching each string would take hours, sliding a window seconds.
      for (let at = 0; at + length <= content.length; at += 1) {
        const name = names.get(content.substring(at, at + length))
        if (name !== undefined) found.push(`${file}: ${name}`)
      }
    }
  }
  return found
}

test('the byte strings were there before, or the search would prove nothing', async () => {
  expect(traces.size).toBeGreaterThan(25_000)
  const other = await openTestLedger()
  try {
    const [event] = events('old', 1, '2020-01-09')
    await other.record(event as object)
    const present = new Map([['event', Buffer.from(event?.event_id ?? '')]])
    expect(findIn(other.folder, present).length).toBeGreaterThan(0)
  } finally {
    other.close()
  }
})

test('everything old went, nothing else', () => {
  expect(report).toMatchObject({ erased: OLD, held: 0 })
  expect(report.files).toMatchObject({
    vacuumed: true,
    checkpointed: true,
    residue: { sought: 32, found: 0 },
  })
  const count = ledger.database.raw.prepare('select count(*) from record').pluck().get()
  expect(count).toBe(YOUNG)
})

test('no file holds a sealed byte, a digest or an event id of what went', () => {
  expect(findIn(ledger.folder, traces)).toEqual([])
})

test('what stays is intact, found again and still recognised when posted anew', async () => {
  const { raw } = ledger.database
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(raw.pragma('foreign_key_check')).toEqual([])
  const again = events('new', YOUNG, '2026-01-09').filter((_, n) => n % 97 === 0)
  for (const outcome of await ledger.record(...again)) {
    expect(outcome).toMatchObject({ status: 'replayed' })
  }
  const gone = events('old', OLD, '2020-01-09').filter((_, n) => n % 97 === 0)
  for (const outcome of await ledger.record(...gone)) expect(outcome).toEqual({ status: 'erased' })
})
