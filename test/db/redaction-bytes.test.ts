// After a redaction no file of the ledger holds a byte string of what went, and everything else is still found.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverExtract } from '../../src/usecases/deliver-extract.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import { readDisclosureRequest } from '../../src/usecases/read-disclosure-request.ts'
import { confirmClock } from '../../src/usecases/retention-clock.ts'
import type { RetentionReport } from '../../src/usecases/retention-report.ts'
import { sweepRetention } from '../../src/usecases/sweep-retention.ts'
import { verifyLedger } from '../../src/usecases/verify-ledger.ts'
import { OPERATOR, provision } from '../support/disclosure-ledger.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { openTestLedger, type TestLedger } from '../support/test-ledger.ts'

/** Odd ones were closed in time to go, the even ones between them are open. */
const REQUESTS = 60
const ISSUED = 6

let ledger: TestLedger
let report: RetentionReport
const requestNos: string[] = []
/** Every byte string that only what goes has, by what it is. */
const traces = new Map<string, Buffer>()

const personOf = (n: number) => ({
  name: `請求者 ${n}`,
  name_kana: `セイキュウシャ ${n}`,
  identifiers: { member_id: `M-${n}` },
})

beforeAll(async () => {
  ledger = await openTestLedger({ operator: OPERATOR })
  const { deps, caller, database } = ledger
  const { raw } = database
  const steps = disclosureSteps(ledger)
  await ledger.record(...Array.from({ length: ISSUED }, (_, n) => provision([personOf(2 * n + 1)])))
  for (let n = 1; n <= REQUESTS; n++) {
    const requestNo = await steps.openVerified(personOf(n))
    requestNos.push(requestNo)
    if (n % 2 === 0) continue
    if (n < 2 * ISSUED) {
      await steps.decide(requestNo, 'disclosed_full')
      await issueExtract(deps, caller, { requestNo })
      const delivery = { method: 'post', delivered_on: '2026-11-22', tracking: `追跡 ${n}` }
      await deliverExtract(deps, caller, { requestNo, delivery })
    } else await steps.decide(requestNo, 'withdrawn')
    gather(requestNo)
  }
  function gather(requestNo: string) {
    const of = (what: string, query: string) => {
      for (const [at, bytes] of (raw.prepare(query).pluck().all(requestNo) as Buffer[]).entries()) {
        traces.set(`${requestNo} ${what} ${at}`, bytes)
      }
    }
    of('request', 'select sealed from disclosure_request where request_no = ?')
    of('step', 'select sealed from disclosure_step where request_no = ?')
    of('key', 'select digest from disclosure_request_key where request_no = ?')
    of(
      'chunk',
      'select sealed from extract_chunk join extract using (extract_no) where request_no = ?',
    )
  }
  expect(findIn(ledger.folder).length).toBeGreaterThan(traces.size - 1)
  ledger.setNow('2029-11-23T12:00:00+09:00')
  await confirmClock(deps, { actor: 'key:admin' })
  report = (await sweepRetention(deps, 'schedule')).report as RetentionReport
})
afterAll(() => ledger.close())

/** A value longer than a page is broken up in the file: its beginning, middle and end are sought. */
function findIn(folder: string): string[] {
  const files = readdirSync(folder).map(name => readFileSync(join(folder, name)))
  const pieces = (bytes: Buffer) =>
    bytes.length <= 500
      ? [bytes]
      : [0, bytes.length >> 1, bytes.length - 100].map(at => bytes.subarray(at, at + 60))
  return [...traces].flatMap(([what, bytes]) =>
    pieces(bytes).some(piece => files.some(file => file.includes(piece))) ? [what] : [],
  )
}

test('what was over went, with its documents and keys; what is open stays', async () => {
  expect(traces.size).toBeGreaterThan(250)
  expect(report).toMatchObject({
    erased: 0,
    requests_redacted: REQUESTS / 2,
    files: { vacuumed: true, checkpointed: true, residue: { found: 0 } },
  })
  expect(report.files?.residue.sought).toBeGreaterThan(REQUESTS / 4)
  const { raw } = ledger.database
  const left = raw.prepare('select count(*) from disclosure_request where redacted_at is null')
  expect(left.pluck().get()).toBe(REQUESTS / 2)
  expect(raw.prepare('select count(*) from extract_chunk').pluck().get()).toBe(0)
  expect(raw.prepare('select count(*) from extract').pluck().get()).toBe(ISSUED)
})

test('no file holds a sealed byte or a key of what went', () => {
  expect(findIn(ledger.folder)).toEqual([])
})

test('what stays is intact and still opens', async () => {
  const { deps, caller, database } = ledger
  expect(database.raw.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.raw.pragma('foreign_key_check')).toEqual([])
  expect(await verifyLedger(deps)).toMatchObject({
    disclosure_requests: REQUESTS,
    extracts: ISSUED,
    faults: [],
  })
  const open = await readDisclosureRequest(deps, caller, requestNos[1] as string)
  expect(open.data_subject).toEqual(personOf(2))
})

test('a run that died before it tidied the files is made good for by the next', async () => {
  const { deps, database } = ledger
  database.raw.exec("update retention_run set cleaned_at = null, state = 'failed'")
  expect(await deps.stores.retention.isCleaningOwed()).toBe(true)
  const next = (await sweepRetention(deps, 'schedule')).report as RetentionReport
  expect(next).toMatchObject({ requests_redacted: 0, files: { vacuumed: true } })
  expect(await deps.stores.retention.isCleaningOwed()).toBe(false)
})
