// What every store must do about a request's afterlife: its keys, what overtook its extract, its redaction.

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqlite } from '../../src/db/database.ts'
import { createStores } from '../../src/db/stores.ts'
import { StaleWriteError, type Stores } from '../../src/usecases/ports.ts'
import type { ContractDatabase } from './store-contract.ts'

const hex = (sealed: Uint8Array = new Uint8Array()) => Buffer.from(sealed).toString('hex')
const bytes = (length: number, fill = 1) => new Uint8Array(length).fill(fill)

export function requestContract(name: string, open: () => Promise<ContractDatabase>) {
  describe(`the register of requests on ${name}`, () => {
    let opened: ContractDatabase
    let stores: Stores
    beforeEach(async () => {
      opened = await open()
      stores = createStores(opened.db)
    })
    afterEach(() => opened.close())

    const run = (...statements: ReturnType<typeof sql>[]) =>
      stores.commit(statements.map(one => one.compile(sqlite)))
    const count = async (table: string) => {
      const query = sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`
      return (await opened.db.all(query.compile(sqlite)))[0]?.rows
    }
    const request = (n: number) => ({
      requestNo: `R2026-000${n}`,
      seriesYear: 2026,
      seriesNumber: n,
      receivedOn: '2026-11-20',
      openedAt: n,
      openedBy: 'x',
      sealed: bytes(40, n),
    })
    const step = (
      n: number,
      step: number,
      kind: 'decided' | 'delivered' | 'delivery_returned' | 'alert_settled',
    ) => ({
      requestNo: `R2026-000${n}`,
      step,
      kind,
      at: 1_000 * step,
      by: 'x',
      sealed: bytes(40, 10 + step),
    })
    const withRequests = (...numbers: number[]) =>
      stores.commit(numbers.map(n => stores.disclosures.insertRequest(request(n))))
    const numbersOf = (found: { requestNo: string }[]) => found.map(one => one.requestNo.slice(-1))
    /** Extract n of request n, showing line 1 of record n as its version 1. */
    const withExtract = (n: number) =>
      stores.commit([
        stores.disclosures.insertExtract({
          extractNo: n,
          requestNo: `R2026-000${n}`,
          docNo: `K-${n}`,
          seriesYear: 2026,
          seriesNumber: n,
          issuedAt: 5_000,
          issuedBy: 'x',
          sha256: 'a'.repeat(64),
        }),
        sql`insert into extract_line values (${n}, 1, ${n}, 1)`.compile(sqlite),
        sql`insert into extract_chunk (extract_no, part, chunk, sealed)
          values (${n}, 'pdf', 0, ${bytes(900)})`.compile(sqlite),
      ])
    /** A version of a record, appended at that instant. */
    const amend = (recordNo: number, version: number, at: number) =>
      run(
        sql`insert into record (record_no, version, source_id, event_id, content_digest, recorded_at,
            direction, basis, method, occurred_on, third_party_wording_id, lines, rule, retention_class)
          values (${recordNo}, ${version}, 1, ${`E-${recordNo}`}, ${bytes(16)}, 1, 0, 0, 0,
            '2026-11-01', 1, '[]', 0, 2)`,
        ...(version === 0
          ? []
          : [
              sql`insert into amendment (record_no, version, kind, amended_at, amended_by, sealed)
                values (${recordNo}, ${version}, 'amendment', ${at}, 'x', ${bytes(40)})`,
            ]),
      )
    const withRecords = () =>
      run(
        sql`insert into source (name) values ('test')`,
        sql`insert into wording values (1, ${bytes(16)}, ${bytes(40)})`,
      )

    test('a request is found by its keys, oldest first; a key written twice stands once', async () => {
      const { insertKeys, findByKeys, listWithoutKeys } = stores.requestLinks
      await withRequests(2, 1, 3)
      const key = (n: number, fill: number) => ({
        digest: bytes(8, fill),
        requestNo: `R2026-000${n}`,
      })
      await stores.commit(insertKeys([key(2, 7), key(1, 7), key(1, 8)]))
      await stores.commit(insertKeys([key(1, 7)]))
      expect(numbersOf(await findByKeys([bytes(8, 7), bytes(8, 8), bytes(8, 9)]))).toEqual([
        '1',
        '2',
      ])
      expect(numbersOf(await listWithoutKeys(9))).toEqual(['3'])
      await run(sql`update disclosure_request set redacted_at = 1 where request_no <> 'R2026-0002'`)
      await stores.commit(insertKeys([key(3, 7)]))
      expect(numbersOf(await findByKeys([bytes(8, 7)]))).toEqual(['2'])
      expect(await listWithoutKeys(9)).toEqual([])
    })

    test('the documents that show a record are found by its number, with its lines', async () => {
      await withRequests(1, 2)
      await withExtract(1)
      await withExtract(2)
      await run(sql`insert into extract_line values (1, 3, 2, 1)`)
      const found = await stores.requestLinks.findShowing(1)
      expect(found.map(({ docNo, lines }) => [docNo, lines])).toEqual([
        ['K-1', [1]],
        ['K-2', [3]],
      ])
      expect(found[0]).toMatchObject({ requestNo: 'R2026-0001', extractNo: 1, issuedAt: 5_000 })
      expect(await stores.requestLinks.findShowing(9)).toEqual([])
    })

    test('an extract is overtaken by what came after it, and by nothing that a mark hides', async () => {
      await withRecords()
      await withRequests(1, 2, 3, 4)
      for (const n of [1, 2, 3]) await withExtract(n)
      for (const n of [1, 2, 3, 4]) await amend(n, 0, 1)
      for (const n of [1, 2, 3]) await amend(n, 1, 6_000)
      // The version tells, not the clock: this one's stood behind.
      await amend(1, 2, 4_000)
      await amend(3, 2, 6_000)
      await amend(4, 1, 6_000)
      await run(sql`insert into protected_line values (3, 1, 1, 'm')`)
      await stores.commit([stores.disclosures.insertStep(step(4, 1, 'delivery_returned'))])
      const { findLaterVersions, listTouched } = stores.requestLinks
      const first = { extractNo: 1, recordNo: 1, line: 1, version: 2, at: 4_000 }
      expect(await findLaterVersions([1, 2, 3])).toEqual([first])
      expect(await findLaterVersions([2, 3])).toEqual([])
      expect(await listTouched('')).toEqual(['R2026-0001', 'R2026-0004'])
      expect(await listTouched('R2026-0001')).toEqual(['R2026-0004'])
      await run(sql`update disclosure_request set redacted_at = 1 where request_no = 'R2026-0004'`)
      expect(await listTouched('')).toEqual(['R2026-0001'])
    })

    test('a request whose alerts are all settled is touched no more, until it is overtaken again', async () => {
      await withRecords()
      await withRequests(1)
      await amend(1, 0, 1)
      await amend(1, 1, 1)
      // Shown as it was before an amendment: the alert is there whichever came first.
      await withExtract(1)
      await amend(1, 2, 6_000)
      const { listTouched } = stores.requestLinks
      const then = (n: number, kind: 'alert_settled' | 'delivery_returned') =>
        stores.commit([stores.disclosures.insertStep(step(1, n, kind))])
      expect(await listTouched('')).toEqual(['R2026-0001'])
      await then(1, 'alert_settled')
      expect(await listTouched('')).toEqual([])
      await then(2, 'delivery_returned')
      expect(await listTouched('')).toEqual(['R2026-0001'])
      await then(3, 'alert_settled')
      expect(await listTouched('')).toEqual([])
      await amend(1, 3, 7_000)
      expect(await listTouched('')).toEqual(['R2026-0001'])
      await run(sql`insert into extract_line values (1, 7, 1, 0)`)
      for (const n of [4, 5, 6]) await then(n, 'alert_settled')
      expect(await listTouched('')).toEqual(['R2026-0001'])
      await then(7, 'alert_settled')
      expect(await listTouched('')).toEqual([])
      // With a record gone, numbers tell nothing any more.
      await run(sql`insert into extract_line values (9, 1, 1, 0)`)
      await run(sql`insert into erased_record values (9, ${bytes(16)})`)
      expect(await listTouched('')).toEqual(['R2026-0001'])
    })

    describe('its years', () => {
      const redacted = (n: number, steps: number) => ({
        requestNo: `R2026-000${n}`,
        steps,
        sealed: bytes(30, 90),
        sealedSteps: Array.from({ length: steps }, (_, at) => ({
          step: at + 1,
          sealed: bytes(30, 91),
        })),
        sealedLast: bytes(30, 92),
      })
      const begin = async () => {
        const row = { asOf: '2030-01-01', dryRun: false, startedAt: 1, startedBy: 'x' }
        await stores.commit([stores.retention.insertRun(row)])
        return (await stores.retention.listRuns({ limit: 1 }))[0]?.runId as number
      }
      const redact = async (runId: number, requests: object[]) => {
        const seenAuditNo = await stores.retention.newestAuditNo()
        const batch = { runId, at: 7_000, actor: 'x', requests, seenAuditNo } as never
        return stores.requestLinks.redactBatch(batch)
      }
      beforeEach(async () => {
        await withRequests(1, 2, 3)
        await withExtract(1)
        await stores.commit([
          ...[1, 2].flatMap(n => [
            stores.disclosures.insertStep(step(n, 1, 'decided')),
            stores.disclosures.insertStep(step(n, 2, 'delivered')),
          ]),
          ...stores.requestLinks.insertKeys([{ digest: bytes(8, 7), requestNo: 'R2026-0001' }]),
          sql`insert into letter values (1, 'R2026-0001', 'x', 'L-1', 2026, 1, 1, 'x', ${'a'.repeat(64)})`.compile(
            sqlite,
          ),
          sql`insert into letter_chunk values (1, 'ja', 0, ${bytes(900)})`.compile(sqlite),
          sql`insert into approval
            values ('a', 1, 'extract', 'R2026-0001', 'asked', 1, 'x', ${bytes(40)})`.compile(
            sqlite,
          ),
        ])
      })

      test('count from the last closing; an open request has none', async () => {
        const page = (closedBefore: number) =>
          stores.requestLinks.pageClosedBefore({ closedBefore, after: '', limit: 9 })
        expect(numbersOf(await page(2_001))).toEqual(['1', '2'])
        expect(await page(2_000)).toEqual([])
        await stores.commit([stores.disclosures.insertStep(step(1, 3, 'delivered'))])
        expect(numbersOf(await page(2_001))).toEqual(['2'])
      })

      test('take the person and the papers, and leave the trail', async () => {
        const runId = await begin()
        await stores.commit(await redact(runId, [redacted(1, 2)]))
        const { disclosures, retention, audit } = stores
        const request = await disclosures.find('R2026-0001')
        expect([request?.redactedAt, hex(request?.sealed)]).toEqual([7_000, hex(bytes(30, 90))])
        const steps = await disclosures.findSteps(['R2026-0001'])
        expect(steps.map(one => [one.step, one.kind, one.at, one.sealed[0]])).toEqual([
          [1, 'decided', 1_000, 91],
          [2, 'delivered', 2_000, 91],
          [3, 'redacted', 7_000, 92],
        ])
        expect(await disclosures.findExtract(1)).toMatchObject({ docNo: 'K-1' })
        for (const table of ['disclosure_request_key', 'extract_chunk', 'letter_chunk']) {
          expect(await count(table), table).toBe(0)
        }
        expect((await stores.approvals.find('a'))[0]?.sealed).toBeNull()
        for (const table of ['extract_line', 'letter']) expect(await count(table), table).toBe(1)
        const other = await disclosures.find('R2026-0002')
        expect([other?.redactedAt, hex(other?.sealed)]).toEqual([null, hex(bytes(40, 2))])
        expect(await audit.list({ after: 0, limit: 9 })).toMatchObject([
          { kind: 'retention.requests_redacted', detail: { request_nos: ['R2026-0001'] } },
        ])
        expect(await retention.findRun(runId)).toMatchObject({ report: { requests_redacted: 1 } })
        expect(await retention.isCleaningOwed()).toBe(true)
        await stores.commit([retention.markCleaned(8_000)])
        expect(await retention.isCleaningOwed()).toBe(false)
      })

      test('wait for a request with a further step, a hold, and a run that was stopped', async () => {
        const runId = await begin()
        const late = await redact(runId, [redacted(1, 1), redacted(2, 2)])
        await stores.commit(late)
        const held = await redact(runId, [redacted(1, 2)])
        await stores.commit(
          stores.audit.insert([{ at: 1, kind: 'legal_hold.placed', actor: 'x', detail: {} }]),
        )
        await stores.commit(held)
        await stores.commit([stores.retention.requestStop(runId)])
        await stores.commit(await redact(runId, [redacted(1, 2)]))
        expect((await stores.disclosures.find('R2026-0001'))?.redactedAt).toBeNull()
        expect((await stores.disclosures.find('R2026-0002'))?.redactedAt).toBe(7_000)
        expect(await count('extract_chunk')).toBe(1)
        expect(await stores.retention.findRun(runId)).toMatchObject({
          report: { requests_redacted: 1 },
        })
      })

      test('leave no step for who read the request before', async () => {
        await stores.commit(await redact(await begin(), [redacted(1, 2)]))
        const stale = stores.commit([
          stores.disclosures.insertStep(step(1, 3, 'delivery_returned')),
        ])
        await expect(stale).rejects.toThrow(StaleWriteError)
      })

      test('a value sealed anew never brings back what was redacted meanwhile', async () => {
        const { sealedRows } = stores
        const [row] = await sealedRows.page('disclosure_request', { limit: 1 })
        await stores.commit(await redact(await begin(), [redacted(1, 2)]))
        const again = (sealed: Uint8Array) =>
          stores.commit(
            sealedRows.replace('disclosure_request', [
              { key: ['R2026-0001'], was: row?.sealed as Uint8Array, sealed },
            ]),
          )
        await again(bytes(40, 50))
        await again(bytes(300_000, 50))
        const stored = await stores.disclosures.find('R2026-0001')
        expect(hex(stored?.sealed)).toBe(hex(bytes(30, 90)))
      })
    })
  })
}
