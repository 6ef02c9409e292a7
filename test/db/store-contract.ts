// What every store must do, whatever lies under SqlDatabase: run it against each of them.

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertRows, type SqlDatabase, sqlite } from '../../src/db/database.ts'
import { createStores } from '../../src/db/stores.ts'
import type { AuditKind } from '../../src/usecases/audit-kinds.ts'
import { type NewRecordVersion, StaleWriteError, type Stores } from '../../src/usecases/ports.ts'
import type { ErasableRecord, WhichRecords } from '../../src/usecases/retention-ports.ts'

export interface ContractDatabase {
  db: SqlDatabase
  close(): void
}

const bytes = (length: number, fill = 1) => new Uint8Array(length).fill(fill)
const digest = (n: number) => {
  const all = new Uint8Array(16)
  new DataView(all.buffer).setUint32(0, n)
  return all
}
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')
const SAMPLE_TEXT = '𠮷野家 髙橋﨑 👨‍👩‍👧 e\u0301 "quoted" \'x\' \\ \n\t%_ ？'
const LARGEST = Number.MAX_SAFE_INTEGER

export function storeContract(name: string, open: () => Promise<ContractDatabase>) {
  describe(`the store contract on ${name}`, () => {
    let opened: ContractDatabase
    let stores: Stores
    beforeEach(async () => {
      opened = await open()
      stores = createStores(opened.db)
      await stores.commit([sql`insert into source (name) values ('test')`.compile(sqlite)])
    })
    afterEach(() => opened.close())

    const wording = (wordingId: number, sealed = bytes(40)) => ({
      wordingId,
      digest: digest(wordingId),
      sealed,
    })
    const version = (recordNo: number, more: Partial<NewRecordVersion> = {}): NewRecordVersion => ({
      recordNo,
      version: 0,
      sourceId: 1,
      eventId: `E-${recordNo}`,
      contentDigest: digest(recordNo),
      recordedAt: 1_700_000_000_000,
      direction: 'provided',
      basis: 'consent',
      method: 'each',
      occurredOn: '2026-11-21',
      thirdPartyId: null,
      thirdPartyWordingId: 1,
      itemsWordingId: null,
      termsWordingId: null,
      lines: [],
      rule: 'provided/consent',
      retentionClass: 'R3',
      keepThrough: '2029-11-22',
      filledOn: null,
      missing: [],
      conflicts: [],
      settled: [],
      void: null,
      ...more,
    })
    const record = (...versions: NewRecordVersion[]) =>
      stores.commit(stores.records.insertVersions(versions))
    const withWording = () => stores.commit(stores.wordings.insert([wording(1)]))
    const audit = (kind: string, detail: Record<string, unknown> = {}) =>
      stores.audit.insert([{ at: 1, kind: kind as AuditKind, actor: 'test', detail }])

    describe('a commit', () => {
      test('that meets a taken number is stale, and nothing of it is written', async () => {
        await withWording()
        await record(version(1))
        const attempt = stores.commit([
          ...audit('before'),
          ...stores.wordings.insert([wording(2)]),
          ...stores.records.insertVersions([version(2), version(1)]),
          ...audit('after'),
        ])
        await expect(attempt).rejects.toThrow(StaleWriteError)
        expect(await stores.audit.list({ after: 0, limit: 9 })).toEqual([])
        expect(await stores.wordings.find([2])).toEqual([])
        expect(await stores.records.findCurrent([1, 2])).toHaveLength(1)
      })

      test('that meets a taken event id is stale', async () => {
        await withWording()
        await record(version(1))
        await expect(record(version(2, { eventId: 'E-1' }))).rejects.toThrow(StaleWriteError)
      })

      test('that points to what is not there is stale, and nothing of it is written', async () => {
        const attempt = stores.commit([
          ...audit('x'),
          ...stores.records.insertVersions([version(1)]),
        ])
        await expect(attempt).rejects.toThrow(StaleWriteError)
        expect(await stores.audit.list({ after: 0, limit: 9 })).toEqual([])
      })

      test('that removes what others point to is stale', async () => {
        await withWording()
        await record(version(1))
        const attempt = stores.commit([sql`delete from wording`.compile(sqlite)])
        await expect(attempt).rejects.toThrow(StaleWriteError)
        expect(await stores.wordings.find([1])).toHaveLength(1)
      })

      test('that breaks a check fails loudly: trying again would not help', async () => {
        await withWording()
        const attempt = stores.commit([
          ...audit('x'),
          ...stores.records.insertVersions([version(0)]),
        ])
        const error = await attempt.catch(thrown => thrown)
        expect(error).toBeInstanceOf(Error)
        expect(error).not.toBeInstanceOf(StaleWriteError)
        expect(await stores.audit.list({ after: 0, limit: 9 })).toEqual([])
      })

      test('of a wrong type fails: the tables are strict', async () => {
        const wrong = sql`insert into audit_event (at, kind, actor, detail) values ('day', 'x', 'x', '{}')`
        await expect(stores.commit([wrong.compile(sqlite)])).rejects.toThrow()
      })

      test('never edits what is append-only', async () => {
        await withWording()
        await record(version(1))
        await stores.commit(audit('x'))
        for (const edit of [
          sql`update record set event_id = 'other'`,
          sql`update audit_event set actor = 'other'`,
        ]) {
          const error = await stores.commit([edit.compile(sqlite)]).catch(thrown => thrown)
          expect(String(error)).toMatch(/never edited/)
          expect(error).not.toBeInstanceOf(StaleWriteError)
        }
        expect((await stores.records.findCurrent([1]))[0]?.eventId).toBe('E-1')
      })

      test('of two that race for one number, exactly one wins', async () => {
        await withWording()
        const results = await Promise.allSettled(
          Array.from({ length: 8 }, (_, n) => record(version(1, { eventId: `R-${n}` }))),
        )
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StaleWriteError)
        }
        expect(await stores.records.findVersions(1)).toHaveLength(1)
      })

      test('of nothing is nothing', async () => {
        await stores.commit([])
      })

      test('of many statements is one', async () => {
        await stores.commit(Array.from({ length: 200 }, (_, n) => audit(`k${n}`)).flat())
        expect(await stores.audit.list({ after: 0, limit: 1000 })).toHaveLength(200)
      })
    })

    describe('a value survives the round trip', () => {
      test.each([0, 1, 255, 4096, 900_000, 1_000_031])('bytes, %i of them', async length => {
        const sealed = Uint8Array.from({ length }, (_, n) => (n * 7 + (n >> 8)) % 256)
        await stores.commit(stores.wordings.insert([wording(1, sealed)]))
        await stores.commit([
          stores.retention.insertHold({
            code: 'h',
            revision: 1,
            released: false,
            at: 1,
            by: 'x',
            sealed,
          }),
        ])
        const [stored] = await stores.wordings.find([1])
        expect(stored?.sealed).toBeInstanceOf(Uint8Array)
        expect(hex(stored?.sealed as Uint8Array) === hex(sealed)).toBe(true)
        const hold = await stores.retention.findHold('h')
        expect(hex(hold?.sealed as Uint8Array) === hex(sealed)).toBe(true)
      })

      test('bytes that are a view into others', async () => {
        const sealed = Buffer.concat([bytes(3, 9), bytes(5, 7), bytes(3, 9)]).subarray(3, 8)
        await stores.commit(stores.wordings.insert([wording(1, sealed)]))
        await stores.commit([
          stores.retention.insertHold({
            code: 'h',
            revision: 1,
            released: false,
            at: 1,
            by: 'x',
            sealed,
          }),
        ])
        expect(hex((await stores.wordings.find([1]))[0]?.sealed as Uint8Array)).toBe('0707070707')
        expect(hex((await stores.retention.findHold('h'))?.sealed as Uint8Array)).toBe('0707070707')
      })

      test.each([0, 1, -1, 2 ** 31, 2 ** 32 + 1, LARGEST, -LARGEST])('the integer %i', async at => {
        await stores.commit(
          stores.audit.insert([{ at, kind: 'record.read', actor: 'x', detail: {} }]),
        )
        await stores.commit([
          stores.retention.insertHold({
            code: 'h',
            revision: 1,
            released: false,
            at,
            by: 'x',
            sealed: bytes(1),
          }),
        ])
        expect((await stores.audit.list({ after: 0, limit: 1 }))[0]?.at).toBe(at)
        expect((await stores.retention.findHold('h'))?.at).toBe(at)
      })

      test.each([
        ['beyond the basic plane, composed, quoted', SAMPLE_TEXT],
        ['empty', ''],
        ['with NUL inside', 'a\0b'],
        ['that looks like a number', '0012'],
        ['that looks like JSON', '[1,null,"x"]'],
      ])('text %s', async (_name, text) => {
        // Once through a JSON parameter, once bound by itself.
        await stores.commit(
          stores.audit.insert([{ at: 1, kind: text as AuditKind, actor: text, detail: { text } }]),
        )
        await stores.commit([
          stores.retention.insertHold({
            code: 'h',
            revision: 1,
            released: false,
            at: 1,
            by: text,
            sealed: bytes(1),
          }),
        ])
        expect(await stores.audit.list({ after: 0, limit: 1 })).toMatchObject([
          { kind: text, actor: text, detail: { text } },
        ])
        expect((await stores.retention.findHold('h'))?.by).toBe(text)
      })

      test('null, everywhere it may stand', async () => {
        await withWording()
        await record(version(1, { keepThrough: null }))
        expect((await stores.records.findCurrent([1]))[0]).toEqual({
          ...version(1, { keepThrough: null }),
          source: 'test',
          protectedLines: [],
          isProtected: false,
          contentDigest: expect.any(Uint8Array),
        })
      })
    })

    describe('records', () => {
      test('one of 10,000 lines goes in and comes out whole, in parameters below a megabyte', async () => {
        const lines = Array.from({ length: 10_000 }, (_, n) => n + 2)
        const all = [1, ...lines].map(id => wording(id, bytes(300, id % 256)))
        const writes = [
          ...stores.wordings.insert(all),
          ...stores.wordings.insertLookUpKeys(
            lines.map(wordingId => ({ digest: digest(wordingId).subarray(0, 8), wordingId })),
          ),
          ...stores.records.insertVersions([version(1, { lines })]),
          ...stores.records.insertLines(
            lines.map((wordingId, n) => ({ wordingId, recordNo: 1, line: n + 1 })),
          ),
        ]
        for (const { parameters, sql: text } of writes) {
          expect(parameters.length).toBeLessThanOrEqual(100)
          expect(text.length).toBeLessThan(100_000)
          for (const value of parameters) expect(sizeOf(value)).toBeLessThan(1_000_000)
        }
        await stores.commit(writes)
        expect((await stores.records.findCurrent([1]))[0]?.lines).toEqual(lines)
        expect(await stores.wordings.find(lines)).toHaveLength(10_000)
        expect(await stores.wordings.findIds(all.map(one => one.digest))).toHaveLength(10_001)
        expect(await stores.records.findLines(lines)).toHaveLength(10_000)
        const keys = lines.map(id => digest(id).subarray(0, 8))
        expect(new Set(await stores.wordings.lookUp(keys)).size).toBe(10_000)
      })

      test('the newest version is the current one', async () => {
        await withWording()
        await record(version(1), version(2))
        await record(version(1, { version: 1, void: 'duplicate' }))
        expect((await stores.records.findCurrent([1, 2])).map(one => one.version)).toEqual([1, 0])
        expect(await stores.records.findVersions(1)).toHaveLength(2)
        expect(await stores.records.findHistories([1, 2])).toHaveLength(3)
        await expect(record(version(1, { version: 1 }))).rejects.toThrow(StaleWriteError)
      })

      test('pages follow each other without a gap or a repetition', async () => {
        await withWording()
        const days = ['2026-11-20', '2026-11-21', '2026-11-22']
        await record(
          ...Array.from({ length: 50 }, (_, n) =>
            version(n + 1, {
              occurredOn: days[n % 3] as string,
              missing: n % 2 ? ['TP_ADDR'] : [],
            }),
          ),
        )
        const seen: number[] = []
        for (let after: { occurredOn: string; recordNo: number } | undefined; ; ) {
          const page = await stores.records.list({ limit: 7, ...(after ? { after } : {}) })
          seen.push(...page.map(({ recordNo }) => recordNo))
          const last = page.at(-1)
          if (!last || page.length < 7) break
          after = { occurredOn: last.occurredOn, recordNo: last.recordNo }
        }
        expect(seen).toHaveLength(50)
        expect(new Set(seen).size).toBe(50)
        expect(await stores.records.list({ gap: 'TP_ADDR', limit: 99 })).toHaveLength(25)
        const day = { from: '2026-11-21', to: '2026-11-21' }
        expect(await stores.records.list({ ...day, limit: 99 })).toHaveLength(17)
      })

      test('events are found by source and id, digests of erased ones by bytes', async () => {
        await withWording()
        await record(version(1), version(2))
        const found = await stores.records.findEvents([
          { sourceId: 1, eventId: 'E-2' },
          { sourceId: 2, eventId: 'E-1' },
          { sourceId: 1, eventId: 'none' },
        ])
        expect(found.map(({ recordNo }) => recordNo)).toEqual([2])
        expect(hex(found[0]?.contentDigest as Uint8Array)).toBe(hex(digest(2)))
        expect(await stores.records.findErased([digest(1)])).toEqual([])
        expect(await stores.records.findEvents([])).toEqual([])
      })

      test('numbers go up and never come back', async () => {
        expect(await stores.records.counters()).toEqual({
          recordNo: 0,
          wordingId: 0,
          thirdPartyId: 0,
        })
        await stores.commit([
          ...stores.wordings.insert([wording(7)]),
          ...stores.thirdParties.insert([{ thirdPartyId: 5, code: 'c' }]),
        ])
        await stores.commit([sql`delete from wording`.compile(sqlite)])
        expect(await stores.records.counters()).toEqual({
          recordNo: 0,
          wordingId: 7,
          thirdPartyId: 5,
        })
      })
    })

    test('third parties are listed in pages with all their revisions', async () => {
      await withWording()
      const parties = Array.from({ length: 12 }, (_, n) => ({
        thirdPartyId: n + 1,
        code: `c-${String(n).padStart(2, '0')}`,
      }))
      await stores.commit(stores.thirdParties.insert(parties))
      const revision = {
        revision: 1,
        effectiveOn: '2020-01-01',
        wordingId: 1,
        registeredAt: 1,
        registeredBy: 'x',
      }
      await stores.commit([
        stores.thirdParties.insertRevision(3, revision),
        stores.thirdParties.insertRevision(3, { ...revision, revision: 2 }),
      ])
      await expect(
        stores.commit([stores.thirdParties.insertRevision(3, revision)]),
      ).rejects.toThrow(StaleWriteError)
      const page = await stores.thirdParties.list({ afterCode: 'c-01', limit: 2 })
      expect(page.map(({ code, revisions }) => [code, revisions.length])).toEqual([
        ['c-02', 2],
        ['c-03', 0],
      ])
      expect(await stores.thirdParties.findByCodes(['c-02', 'none'])).toHaveLength(1)
      const waiting = await stores.thirdParties.list({
        unregistered: true,
        afterCode: 'c-01',
        limit: 2,
      })
      expect(waiting.map(({ code }) => code)).toEqual(['c-03', 'c-04'])
    })

    test('records are listed by their lists of items, in the order of their days', async () => {
      await stores.commit(stores.wordings.insert([1, 2, 3, 4].map(id => wording(id))))
      const days = ['2026-11-20', '2026-11-22', '2026-11-21', '2026-11-23', '2026-11-19']
      const items = [2, 3, 2, 4, null]
      await record(
        ...days.map((occurredOn, n) =>
          version(n + 1, { occurredOn, itemsWordingId: items[n] ?? null }),
        ),
        version(2, { version: 1, occurredOn: '2026-11-18', itemsWordingId: 3 }),
      )
      expect(await stores.records.newestItemWordings(9)).toEqual([4, 3, 2])
      expect(await stores.records.newestItemWordings(2)).toEqual([4, 3])
      const list = async (more: object) => {
        const found = await stores.records.list({ limit: 9, itemsWordingIds: [2, 3], ...more })
        return found.map(({ recordNo }) => recordNo)
      }
      expect(await list({})).toEqual([3, 1, 2])
      expect(await list({ oldestFirst: true })).toEqual([2, 1, 3])
      expect(await list({ limit: 1 })).toEqual([3])
      expect(await list({ after: { occurredOn: '2026-11-21', recordNo: 3 } })).toEqual([1, 2])
      expect(await list({ direction: 'received' })).toEqual([])
      expect(await list({ basis: 'consent', from: '2026-11-20' })).toEqual([3, 1])
      expect(await list({ recordNos: [1, 4] })).toEqual([1])
      expect(await list({ itemsWordingIds: [] })).toEqual([])
      await stores.commit(
        stores.protectiveMarks.insertLines([{ recordNo: 3, line: 0, wordingId: 0, code: 'm' }]),
      )
      expect(await list({})).toEqual([1, 2])
      expect(await list({ sight: 'all' })).toEqual([3, 1, 2])
    })

    test('who read a record is found by its number, in searches that listed it too', async () => {
      await stores.commit(audit('record.read', { record_no: 4 }))
      await stores.commit(audit('records.searched', { record_nos: [14, 4] }))
      await stores.commit(audit('records.searched', { record_nos: [14, 40], found: 4 }))
      await stores.commit(audit('protective_mark.records_read', { record_nos: [4] }))
      await stores.commit(audit('record.amended', { record_no: 4, version: 1 }))
      await stores.commit(audit('protective_mark.record_changed', { record_no: 4, version: 2 }))
      await stores.commit(audit('extract.previewed', { request_no: 'R2026-0001' }))
      await stores.commit(audit('extract.previewed', { request_no: 'R2026-0002' }))
      const page = { recordNo: 4, limit: 9, searches: 9 }
      const numbers = async (more: object = {}) =>
        (await stores.audit.readingsOf({ ...page, ...more })).map(({ auditNo }) => auditNo)
      expect(await numbers()).toEqual([5, 2, 1])
      expect(await numbers({ sight: 'all' })).toEqual([6, 5, 4, 2, 1])
      expect(await numbers({ requestNos: ['R2026-0001'] })).toEqual([7, 5, 2, 1])
      expect(await numbers({ requestNos: ['R2026-0001'], since: 2 })).toEqual([5, 2, 1])
      expect(await numbers({ before: 5 })).toEqual([2, 1])
      expect(await numbers({ limit: 2 })).toEqual([5, 2])
      expect(await numbers({ searches: 1 })).toEqual([5, 1])
      await stores.commit(audit('disclosure.objection_noted', { record_no: 4, line: 2 }))
      expect(await numbers({ untold: { versions: [], lines: [1] } })).toEqual([9, 5, 2, 1])
      expect(await numbers({ untold: { versions: [1], lines: [2] }, limit: 2 })).toEqual([2, 1])
    })

    test('the audit log is numbered in order and read by kind', async () => {
      for (const kind of ['a', 'b', 'a', 'b']) await stores.commit(audit(kind, { n: 1 }))
      const all = await stores.audit.list({ after: 0, limit: 9 })
      expect(all.map(({ auditNo }) => auditNo)).toEqual([1, 2, 3, 4])
      expect(await stores.audit.list({ after: 1, kind: 'a', limit: 9 })).toHaveLength(1)
      expect(await stores.retention.newestAuditNo()).toBe(4)
      expect(await stores.retention.holdsMayHaveChanged(4)).toBe(false)
      await stores.commit(audit('records.recorded'))
      expect(await stores.retention.holdsMayHaveChanged(4)).toBe(false)
      await stores.commit(audit('hold.placed'))
      expect(await stores.retention.holdsMayHaveChanged(4)).toBe(true)
      expect((await stores.retention.findNewestAudit('a'))?.detail).toEqual({ n: 1 })
    })

    test('keys of the API are found by digest, used, and revoked', async () => {
      const key = {
        keyId: 'k',
        digest: bytes(32),
        source: 'booking',
        scopes: ['admin' as const],
        createdAt: 1,
        expiresAt: null,
      }
      await stores.commit(stores.apiKeys.insert(key))
      await expect(
        stores.commit(stores.apiKeys.insert({ ...key, keyId: 'other' })),
      ).rejects.toThrow(StaleWriteError)
      await stores.commit([stores.apiKeys.touch('k', 5), stores.apiKeys.revoke('k', 6)])
      expect(await stores.apiKeys.findByDigest(bytes(32))).toMatchObject({
        keyId: 'k',
        source: 'booking',
        sourceId: 2,
        scopes: ['admin'],
        lastUsedAt: 5,
        revokedAt: 6,
      })
      expect(await stores.apiKeys.findByDigest(bytes(32, 2))).toBeUndefined()
      expect(await stores.apiKeys.list()).toHaveLength(1)
    })

    test('data keys change only as a whole', async () => {
      const ring = [
        { purpose: 'digest' as const, keyNo: 1, wrapped: bytes(65, 1) },
        { purpose: 'sealing' as const, keyNo: 1, wrapped: bytes(65, 2) },
      ]
      await stores.commit(stores.dataKeys.insert(ring, []))
      await expect(stores.commit(stores.dataKeys.insert(ring, []))).rejects.toThrow(StaleWriteError)
      const added = { purpose: 'sealing' as const, keyNo: 2, wrapped: bytes(65, 3) }
      await expect(
        stores.commit(stores.dataKeys.insert([added], ring.slice(0, 1))),
      ).rejects.toThrow(StaleWriteError)
      await stores.commit(stores.dataKeys.insert([added], await stores.dataKeys.list()))
      const three = await stores.dataKeys.list()
      await stores.commit(
        stores.dataKeys.rewrap(
          three.map(key => ({ ...key, wrapped: bytes(65, 9) })),
          three,
        ),
      )
      expect((await stores.dataKeys.list()).map(({ wrapped }) => hex(wrapped))).toEqual(
        Array(3).fill(hex(bytes(65, 9))),
      )
    })

    test('holds keep every revision; the newest counts', async () => {
      const hold = { code: 'h', revision: 1, released: false, at: 1, by: 'x', sealed: bytes(9) }
      await stores.commit([stores.retention.insertHold(hold)])
      await expect(stores.commit([stores.retention.insertHold(hold)])).rejects.toThrow(
        StaleWriteError,
      )
      await stores.commit([
        stores.retention.insertHold({ ...hold, revision: 2, released: true }),
        stores.retention.insertHold({ ...hold, code: 'a' }),
      ])
      expect((await stores.retention.listHolds()).map(one => [one.code, one.released])).toEqual([
        ['a', false],
        ['h', true],
      ])
      expect(await stores.retention.findHold('none')).toBeUndefined()
    })

    test('registers count current records by day, and every period of a hold', async () => {
      await withWording()
      await record(
        version(1, { lines: [1, 1] }),
        version(2, { occurredOn: '2026-11-20' }),
        version(3),
        version(4, { occurredOn: '2026-11-22' }),
      )
      await record(version(1, { version: 1, lines: [1, 1, 1] }))
      const { registers } = stores
      expect(await registers.countByDay({ to: '2026-11-21' })).toEqual([
        { day: '2026-11-20', records: 1, lines: 1 },
        { day: '2026-11-21', records: 2, lines: 4 },
      ])
      expect(await registers.countByDay({ thirdPartyId: 9, sight: 'all' })).toEqual([])
      expect(await registers.countRecords()).toBe(4)
      const hold = { code: 'h', revision: 1, released: false, at: 1, by: 'x', sealed: bytes(9) }
      await stores.commit([
        stores.retention.insertHold(hold),
        stores.retention.insertHold({ ...hold, revision: 2, released: true, at: 2 }),
      ])
      expect(await registers.listHoldRevisions()).toEqual([
        { code: 'h', revision: 1, released: false, at: 1 },
        { code: 'h', revision: 2, released: true, at: 2 },
      ])
      expect(await registers.countExtractsOfErased(1)).toBe(0)
    })

    test('a disclosure request takes its steps one by one, its document once', async () => {
      const request = (n: number) => ({
        requestNo: `DR-2026-${n}`,
        seriesYear: 2026,
        seriesNumber: n,
        receivedOn: '2026-11-22',
        openedAt: 1,
        openedBy: 'x',
        sealed: bytes(200),
      })
      const step = {
        requestNo: 'DR-2026-1',
        step: 1,
        kind: 'identity_verified' as const,
        at: 2,
        by: 'x',
        sealed: bytes(20),
      }
      const { disclosures } = stores
      await stores.commit([1, 2, 3].map(n => disclosures.insertRequest(request(n))))
      await expect(stores.commit([disclosures.insertRequest(request(2))])).rejects.toThrow(
        StaleWriteError,
      )
      await stores.commit([disclosures.insertStep(step)])
      await expect(stores.commit([disclosures.insertStep(step)])).rejects.toThrow(StaleWriteError)
      await stores.commit([disclosures.insertStep({ ...step, step: 2, kind: 'delivered' })])
      expect((await disclosures.findSteps(['DR-2026-1', 'DR-2026-2'])).map(s => s.kind)).toEqual([
        'identity_verified',
        'delivered',
      ])
      const page = await disclosures.list({ after: 'DR-2026-3', limit: 1 })
      expect(page.map(({ requestNo }) => requestNo)).toEqual(['DR-2026-2'])
      expect(await disclosures.lastRequestNumber(2026)).toBe(3)
      expect(await disclosures.listNotClosedBefore(3)).toHaveLength(2)
      const numbers = async (page: object) =>
        (await disclosures.list({ limit: 9, ...page })).map(({ requestNo }) => requestNo)
      expect(await numbers({ closed: true })).toEqual(['DR-2026-1'])
      expect(await numbers({ closed: false })).toEqual(['DR-2026-3', 'DR-2026-2'])
      expect(await numbers({ receivedFrom: '2026-11-22', receivedTo: '2026-11-22' })).toHaveLength(
        3,
      )
      expect(await numbers({ receivedFrom: '2026-11-23' })).toEqual([])
      expect(await numbers({ receivedTo: '2026-11-21' })).toEqual([])

      const extract = {
        extractNo: 1,
        requestNo: 'DR-2026-1',
        docNo: 'K-1',
        seriesYear: 2026,
        seriesNumber: 1,
        issuedAt: 3,
        issuedBy: 'x',
        sha256: '0'.repeat(64),
      }
      const first = { extractNo: 1, part: 'pdf', edition: 'ja', volume: 1 } as const
      const chunk = (n: number, place: Parameters<typeof disclosures.findChunks>[0] = first) =>
        disclosures.insertChunk({ ...place, chunk: n, sealed: bytes(1_000_031, n + 1) })
      const file = (edition: 'ja' | 'en', volume: number) =>
        ({ extractNo: 1, edition, volume, sha256: '1'.repeat(64), rows: 50 }) as const
      const files = [file('ja', 1), file('en', 1), file('ja', 2), file('en', 2)]
      await stores.commit([
        disclosures.insertExtract(extract),
        ...files.toReversed().map(disclosures.insertFile),
        ...[2, 0, 1].map(n => chunk(n)),
        chunk(3, { ...first, volume: 2 }),
        chunk(4, { ...first, edition: 'en' }),
        ...disclosures.insertLines(1, [
          { recordNo: 1, line: 1, version: 0 },
          { recordNo: 1, line: 2, version: 3 },
        ]),
      ])
      expect(await disclosures.findFiles(1)).toEqual(files)
      expect(await disclosures.findFiles(2)).toEqual([])
      const second = await disclosures.findChunks({ ...first, volume: 2 })
      expect(second.map(one => one.chunk)).toEqual([3])
      const chunks = await disclosures.findChunks(first)
      expect(chunks.map(one => [one.chunk, one.sealed.length, one.sealed[9]])).toEqual([
        [0, 1_000_031, 1],
        [1, 1_000_031, 2],
        [2, 1_000_031, 3],
      ])
      await expect(
        stores.commit([disclosures.insertExtract({ ...extract, extractNo: 2 })]),
      ).rejects.toThrow(StaleWriteError)
      expect(await disclosures.findExtractOf('DR-2026-1')).toMatchObject({ docNo: 'K-1' })
      expect(await disclosures.lastExtract(2026)).toEqual({ extractNo: 1, seriesNumber: 1 })
    })

    test('a letter is kept under its own number, its editions in chunks beside each other', async () => {
      const { disclosures, letters } = stores
      await stores.commit(
        ['R-1', 'R-2'].map((requestNo, n) =>
          disclosures.insertRequest({
            requestNo,
            seriesYear: 2026,
            seriesNumber: n + 1,
            receivedOn: '2026-11-22',
            openedAt: 1,
            openedBy: 'x',
            sealed: bytes(200),
          }),
        ),
      )
      const letter = (letterNo: number, seriesYear: number, more: object = {}) => ({
        letterNo,
        requestNo: 'R-1',
        kind: 'acknowledgement' as const,
        docNo: `L-${letterNo}`,
        seriesYear,
        seriesNumber: letterNo,
        issuedAt: 3,
        issuedBy: 'x',
        sha256: '0'.repeat(64),
        ...more,
      })
      const chunk = (edition: 'ja' | 'en', n: number) =>
        letters.insertChunk({ letterNo: 1, edition, chunk: n, sealed: bytes(1_000_031, n) })
      expect(await letters.last(2026)).toEqual({ letterNo: 0, seriesNumber: 0 })
      await stores.commit([
        letters.insert(letter(1, 2026)),
        chunk('ja', 1),
        chunk('en', 3),
        chunk('ja', 0),
        letters.insert(letter(2, 2026, { requestNo: 'R-2' })),
        letters.insert(letter(3, 2027)),
      ])
      expect(await letters.find(1)).toEqual(letter(1, 2026))
      expect(await letters.find(9)).toBeUndefined()
      expect((await letters.listOf('R-1')).map(({ letterNo }) => letterNo)).toEqual([1, 3])
      expect(await letters.last(2026)).toEqual({ letterNo: 3, seriesNumber: 2 })
      const ja = await letters.findChunks(1, 'ja')
      expect(ja.map(one => [one.chunk, one.sealed.length, one.sealed[9]])).toEqual([
        [0, 1_000_031, 0],
        [1, 1_000_031, 1],
      ])
      expect(await letters.findChunks(1, 'en')).toHaveLength(1)
      expect(await letters.findChunks(3, 'ja')).toEqual([])
      for (const taken of [{ docNo: 'L-1' }, { letterNo: 3 }, { seriesNumber: 2 }]) {
        const write = letters.insert({ ...letter(4, 2026), ...taken })
        await expect(stores.commit([write])).rejects.toThrow(StaleWriteError)
      }
    })

    test('sealed values are walked in the order of their keys and replaced in place', async () => {
      await stores.commit(stores.wordings.insert([3, 1, 2].map(id => wording(id))))
      const first = await stores.sealedRows.page('wording', { limit: 2 })
      expect(first.map(({ key }) => key)).toEqual([[1], [2]])
      expect(hex(first[0]?.bound as Uint8Array)).toBe(hex(digest(1)))
      const rest = await stores.sealedRows.page('wording', { after: [2], limit: 9 })
      expect(rest.map(({ key }) => key)).toEqual([[3]])
      await stores.commit(
        stores.sealedRows.replace('wording', [
          { key: [3], was: bytes(40), sealed: bytes(50, 8) },
          { key: [2], was: bytes(40, 9), sealed: bytes(50, 8) },
          { key: [99], was: bytes(40), sealed: bytes(50, 8) },
        ]),
      )
      const stored = await stores.wordings.find([2, 3])
      // One that no longer holds what was read keeps what it holds.
      expect(stored.map(({ sealed }) => hex(sealed))).toEqual([hex(bytes(40)), hex(bytes(50, 8))])
    })

    describe('erasure', () => {
      const erasable = (recordNo: number): ErasableRecord => ({
        recordNo,
        version: 0,
        sourceId: 1,
        eventId: `E-${recordNo}`,
        direction: 'provided',
        basis: 'consent',
        method: 'each',
        rule: 'provided/consent',
        retentionClass: 'R3',
        recordedAt: 1,
        occurredOn: '2026-11-21',
        filledOn: null,
        keepThrough: '2029-11-22',
        termsWordingId: null,
        missing: [],
        lineCount: 1,
        deletableFrom: '2029-12-23',
        recordedOn: '2026-11-21',
        eventDigest: digest(1000 + recordNo),
        approvedBy: null,
        isReasonLeftOut: false,
        isVoid: false,
        isProtected: false,
      })
      const begin = async () => {
        const run = { asOf: '2030-01-01', dryRun: false, startedAt: 1, startedBy: 'x' }
        await stores.commit([stores.retention.insertRun(run)])
        return (await stores.retention.listRuns({ limit: 1 }))[0]?.runId as number
      }
      const erase = async (
        runId: number,
        recordNos: number[],
        seenAuditNo: number,
        more: Partial<ErasableRecord> = {},
      ) => {
        const { retention } = stores
        const pointedTo = await retention.findPointedTo(recordNos)
        await stores.commit(
          retention.eraseBatch({
            runId,
            at: 5,
            actor: 'x',
            records: recordNos.map(recordNo => ({ ...erasable(recordNo), ...more })),
            pointedTo,
            seenAuditNo,
          }),
        )
        return retention.findErasedBy(runId, recordNos)
      }
      beforeEach(async () => {
        await stores.commit([
          ...stores.wordings.insert([1, 2, 3].map(id => wording(id))),
          ...stores.wordings.insertLookUpKeys([
            { digest: bytes(8, 2), wordingId: 2 },
            { digest: bytes(8, 3), wordingId: 3 },
          ]),
          ...stores.records.insertVersions([
            version(1, { lines: [2] }),
            version(2, { lines: [2, 3] }),
            version(3, { lines: [3] }),
          ]),
          ...stores.records.insertLines([
            { wordingId: 2, recordNo: 1, line: 1 },
            { wordingId: 2, recordNo: 2, line: 1 },
            { wordingId: 3, recordNo: 2, line: 2 },
            { wordingId: 3, recordNo: 3, line: 1 },
          ]),
        ])
      })

      test('takes a batch whole, with the wordings nothing else names', async () => {
        const runId = await begin()
        const seen = await stores.retention.newestAuditNo()
        expect(await erase(runId, [1, 2], seen)).toEqual([1, 2])
        expect((await stores.records.list({ limit: 9 })).map(r => r.recordNo)).toEqual([3])
        expect((await stores.wordings.find([1, 2, 3])).map(w => w.wordingId)).toEqual([1, 3])
        expect(await stores.wordings.lookUp([bytes(8, 2), bytes(8, 3)])).toEqual([3])
        expect(await stores.records.findErased([digest(1001), digest(1003)])).toHaveLength(1)
        expect(await stores.retention.listErasures(runId, { afterRecordNo: 0, limit: 9 })).toEqual([
          expect.objectContaining({ recordNo: 1, keepThrough: '2029-11-22', sealed: null }),
          expect.objectContaining({ recordNo: 2 }),
        ])
        expect(await stores.audit.list({ after: seen, limit: 9 })).toMatchObject([
          { kind: 'retention.records_erased', detail: { count: 2, first_record_no: 1 } },
        ])
        expect(await stores.retention.findRun(runId)).toMatchObject({ erased: 2, batches: 1 })
        expect((await stores.records.counters()).recordNo).toBe(3)
      })

      test('leaves a record that got a new version, and all when something may hold them', async () => {
        const runId = await begin()
        const seen = await stores.retention.newestAuditNo()
        await record(version(1, { version: 1 }))
        expect(await erase(runId, [1, 2], seen)).toEqual([2])
        await stores.commit(audit('hold.placed'))
        expect(await erase(runId, [3], seen)).toEqual([])
        await stores.commit([stores.retention.requestStop(runId)])
        expect(await erase(runId, [3], await stores.retention.newestAuditNo())).toEqual([])
        expect(await stores.records.findCurrent([1, 3])).toHaveLength(2)
      })

      test('runs alone; its end is written once', async () => {
        const runId = await begin()
        await expect(begin()).rejects.toThrow(StaleWriteError)
        const { retention } = stores
        await stores.commit([retention.beat(runId, 9)])
        await stores.commit([
          retention.finishRun({ runId, at: 10, state: 'done', report: { n: 1 } }),
          retention.finishRun({ runId, at: 11, state: 'failed', report: {} }),
        ])
        expect(await retention.findRun(runId)).toMatchObject({
          state: 'done',
          beatAt: 9,
          finishedAt: 10,
          report: { n: 1 },
        })
        await begin()
      })

      test('finds what is due and what has no day, page by page', async () => {
        await record(version(4, { keepThrough: null, missing: ['TP_ADDR'] }))
        const due = await stores.retention.pageDue({ keptThroughAtMost: '2030-01-01', limit: 2 })
        expect(due.map(r => [r.recordNo, r.lineCount])).toEqual([
          [1, 1],
          [2, 2],
        ])
        const after = { keepThrough: '2029-11-22', recordNo: 2 }
        const rest = await stores.retention.pageDue({
          keptThroughAtMost: '2030-01-01',
          after,
          limit: 9,
        })
        expect(rest.map(r => r.recordNo)).toEqual([3])
        const of = async (which: WhichRecords) => {
          const page = { keptThroughAtMost: '2030-01-01', which, after: { ...after, recordNo: 1 } }
          const found = await stores.retention.pageDue({ ...page, limit: 9 })
          return found.map(r => r.recordNo)
        }
        expect(await of({ recordNos: [1, 2, 4] })).toEqual([2])
        expect(await of({ thirdPartyId: 7 })).toEqual([])
        const open = await stores.retention.pageOpen({ afterRecordNo: 0, limit: 9 })
        expect(open.map(r => [r.recordNo, r.missing])).toEqual([[4, ['TP_ADDR']]])
      })

      test('approvals are replaced, not doubled', async () => {
        const approval = {
          recordNo: 1,
          approvedBy: 'a',
          version: 0,
          approvedAt: 1,
          sealed: bytes(30),
        }
        await stores.commit(stores.retention.insertApprovals([approval]))
        await stores.commit(stores.retention.insertApprovals([{ ...approval, version: 1 }]))
        expect(await stores.retention.findApprovals([1, 2])).toMatchObject([{ version: 1 }])
      })

      test('the reason of an approval stays with the erasure, unless it is left out', async () => {
        const { retention } = stores
        const runId = await begin()
        const approval = { approvedBy: 'a', version: 0, approvedAt: 1, sealed: bytes(30) }
        await stores.commit(
          retention.insertApprovals([1, 2].map(recordNo => ({ recordNo, ...approval }))),
        )
        const seen = await retention.newestAuditNo()
        await erase(runId, [1], seen, { approvedBy: 'a' })
        await erase(runId, [2], seen, { approvedBy: 'a', isReasonLeftOut: true })
        const erased = await retention.listErasures(runId, { afterRecordNo: 0, limit: 9 })
        expect(erased).toMatchObject([
          { recordNo: 1, approvedBy: 'a', sealed: expect.anything() },
          { recordNo: 2, approvedBy: 'a', sealed: null },
        ])
      })
    })

    test('rows of any size go in, each parameter below what D1 takes', async () => {
      const sizes = [10, 950_000, 20, 999_000, 30]
      const writes = insertRows(
        'wording',
        ['wording_id', '#digest', '#sealed'],
        sizes.map((size, n) => [n + 1, digest(n + 1), bytes(size, n)]),
      )
      for (const { parameters } of writes) {
        for (const value of parameters) expect(sizeOf(value)).toBeLessThan(1_000_000)
      }
      await stores.commit(writes)
      const stored = await stores.wordings.find([1, 2, 3, 4, 5])
      expect(stored.map(({ sealed }) => sealed.length)).toEqual(sizes)
    })
  })
}

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length
  return typeof value === 'string' ? Buffer.byteLength(value) : 8
}
