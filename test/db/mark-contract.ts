// What every store must do about protective marks (令11条), whatever lies under SqlDatabase.

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqlite } from '../../src/db/database.ts'
import { createStores } from '../../src/db/stores.ts'
import { type NewRecordVersion, StaleWriteError, type Stores } from '../../src/usecases/ports.ts'
import type { MarkedScope } from '../../src/usecases/protective-mark-ports.ts'
import type { ContractDatabase } from './store-contract.ts'

const bytes = (length: number, fill = 1) => new Uint8Array(length).fill(fill)
const KEY = bytes(8, 7)

export function markContract(name: string, open: () => Promise<ContractDatabase>) {
  describe(`protective marks on ${name}`, () => {
    let opened: ContractDatabase
    let stores: Stores
    beforeEach(async () => {
      opened = await open()
      stores = createStores(opened.db)
      await stores.commit([
        sql`insert into source (name) values ('test')`.compile(sqlite),
        ...stores.wordings.insert(
          [1, 2, 3].map(wordingId => ({
            wordingId,
            digest: bytes(16, wordingId),
            sealed: bytes(9),
          })),
        ),
        ...stores.wordings.insertLookUpKeys([2, 3].map(wordingId => ({ digest: KEY, wordingId }))),
        ...stores.thirdParties.insert([{ thirdPartyId: 1, code: 'c' }]),
        // Record 1 was once of wording 2 alone; record 2 is shared; record 3 is of the third party.
        ...stores.records.insertVersions([
          version(1, [2]),
          { ...version(1, [3]), version: 1 },
          version(2, [2, 3]),
          { ...version(3, [3]), thirdPartyId: 1 },
        ]),
        ...stores.records.insertLines(
          [
            [2, 1, 1],
            [3, 1, 1],
            [2, 2, 1],
            [3, 2, 2],
            [3, 3, 1],
          ].map(([wordingId = 0, recordNo = 0, line = 0]) => ({ wordingId, recordNo, line })),
        ),
      ])
    })
    afterEach(() => opened.close())

    const version = (recordNo: number, lines: number[]): NewRecordVersion => ({
      recordNo,
      version: 0,
      sourceId: 1,
      eventId: `E-${recordNo}`,
      contentDigest: bytes(16, recordNo),
      recordedAt: 1,
      direction: 'provided',
      basis: 'consent',
      method: 'each',
      occurredOn: '2026-11-21',
      thirdPartyId: null,
      thirdPartyWordingId: 1,
      itemsWordingId: null,
      termsWordingId: null,
      lines,
      rule: 'provided/consent',
      retentionClass: 'R3',
      keepThrough: '2029-11-22',
      filledOn: null,
      missing: [],
      conflicts: [],
      settled: [],
      void: null,
    })
    const mark = (code: string, more: object = {}) => ({
      code,
      revision: 1,
      released: false,
      at: 1,
      by: 'x',
      sealed: bytes(9),
      ...more,
    })
    const place = (code: string, scope: MarkedScope, revision = 1) =>
      stores.commit([
        stores.protectiveMarks.insert(mark(code, { revision })),
        ...stores.protectiveMarks.hide({ code, revision }, scope),
      ])
    const inSight = async (sight?: 'all') => {
      const records = await stores.records.findCurrent([1, 2, 3], sight)
      const due = await stores.retention.pageDue({ keptThroughAtMost: '2030-01-01', limit: 9 })
      return {
        current: records.map(({ recordNo, lines }) => [recordNo, lines]),
        listed: (await stores.records.list({ limit: 9, ...(sight ? { sight } : {}) })).length,
        lines: (await stores.records.findLines([2, 3], sight)).length,
        found: (await stores.wordings.lookUp([KEY], sight)).sort(),
        parties: (await stores.thirdParties.list({ limit: 9, ...(sight ? { sight } : {}) })).length,
        protected: due.filter(({ isProtected }) => isProtected).map(({ recordNo }) => recordNo),
      }
    }
    const ALL = {
      current: [
        [1, [3]],
        [2, [2, 3]],
        [3, [3]],
      ],
      listed: 3,
      lines: 5,
      found: [2, 3],
      parties: 1,
    }

    test('every revision stays, the newest counts, and only marks in force are', async () => {
      await stores.commit([
        stores.protectiveMarks.insert(mark('b')),
        stores.protectiveMarks.insert(mark('a')),
        stores.protectiveMarks.insert(mark('a', { revision: 2, released: true })),
      ])
      const taken = stores.commit([stores.protectiveMarks.insert(mark('b'))])
      await expect(taken).rejects.toThrow(StaleWriteError)
      const codes = (marks: { code: string; revision: number }[]) =>
        marks.map(({ code, revision }) => [code, revision])
      expect(codes(await stores.protectiveMarks.list())).toEqual([
        ['a', 2],
        ['b', 1],
      ])
      expect(codes(await stores.protectiveMarks.listInForce())).toEqual([['b', 1]])
      expect((await stores.protectiveMarks.find('a'))?.released).toBe(true)
      expect(await stores.protectiveMarks.find('none')).toBeUndefined()
    })

    test.each<[string, MarkedScope, object, number[]]>([
      [
        'records',
        { recordNos: [2, 99] },
        {
          current: [
            [1, [3]],
            [3, [3]],
          ],
          listed: 2,
          lines: 3,
          found: [2, 3],
          parties: 1,
        },
        [2],
      ],
      [
        'lines, whatever they say',
        {
          lines: [
            { recordNo: 2, line: 1 },
            { recordNo: 3, line: 1 },
          ],
        },
        {
          current: [
            [1, [3]],
            [2, [0, 3]],
          ],
          listed: 2,
          lines: 3,
          found: [2, 3],
          parties: 0,
        },
        [3],
      ],
      [
        'a third party',
        { thirdParty: 'c' },
        {
          current: [
            [1, [3]],
            [2, [2, 3]],
          ],
          listed: 2,
          lines: 4,
          found: [2, 3],
          parties: 0,
        },
        [3],
      ],
      [
        'a person, where a version says so',
        { wordingIds: [2], digests: [KEY], found: 2 },
        {
          current: [
            [1, [3]],
            [2, [0, 3]],
            [3, [3]],
          ],
          listed: 3,
          lines: 3,
          found: [3],
          parties: 1,
        },
        [],
      ],
    ])(
      '%s are hidden in every query, and shown when released',
      async (_what, scope, left, whole) => {
        await place('m', scope)
        expect(await inSight()).toEqual({ ...left, protected: whole })
        expect(await inSight('all')).toEqual({ ...ALL, protected: whole })
        const [first] = await stores.records.findVersions(1)
        expect(first?.lines).toEqual('wordingIds' in scope ? [0] : [2])
        await place('other', { recordNos: [3] })
        await stores.commit([stores.protectiveMarks.unhide('m')])
        expect((await inSight()).protected).toEqual([3])
        await stores.commit([stores.protectiveMarks.unhide('other')])
        expect(await inSight()).toEqual({ ...ALL, protected: [] })
      },
    )

    test('counts leave out what is hidden, unless all is asked for', async () => {
      const day = (records: number, lines: number) => [{ day: '2026-11-21', records, lines }]
      const { registers } = stores
      expect(await registers.countByDay({})).toEqual(day(3, 4))
      expect(await registers.countRecords()).toBe(3)
      await place('person', { wordingIds: [2], digests: [KEY], found: 2 })
      expect(await registers.countByDay({})).toEqual(day(3, 3))
      expect(await registers.countRecords()).toBe(3)
      await place('lines', { lines: [{ recordNo: 2, line: 2 }] })
      await place('party', { thirdParty: 'c' })
      expect(await registers.countByDay({})).toEqual(day(1, 1))
      expect(await registers.countRecords()).toBe(1)
      expect(await registers.countByDay({ sight: 'all' })).toEqual(day(3, 4))
    })

    test('what was read without its hidden lines cannot be written: they would be lost', async () => {
      await place('m', { lines: [{ recordNo: 2, line: 1 }] })
      const [masked] = await stores.records.findVersions(2)
      const next = { ...(masked as NewRecordVersion), version: 1 }
      expect(() => stores.records.insertVersions([next])).toThrow('hidden')
    })

    test('a mark placed again hides what it says now; how much is counted', async () => {
      await place('m', { recordNos: [1, 2] })
      await place(
        'm',
        {
          lines: [
            { recordNo: 2, line: 1 },
            { recordNo: 2, line: 2 },
          ],
        },
        2,
      )
      const { protectiveMarks } = stores
      expect(await protectiveMarks.countHidden(['m', 'none'])).toEqual([
        { code: 'm', records: 1, lines: 2 },
      ])
      await stores.commit(
        protectiveMarks.insertLines([
          { recordNo: 2, line: 1, wordingId: 0, code: 'm' },
          { recordNo: 1, line: 0, wordingId: 0, code: 'm' },
        ]),
      )
      expect(await protectiveMarks.findLines([1, 2])).toHaveLength(3)
      expect((await inSight()).protected).toEqual([1, 2])
    })

    test('a commit that judged by other marks, or a mark that judged other wordings, is stale', async () => {
      const { protectiveMarks } = stores
      const guard = (...marks: { code: string; revision: number }[]) =>
        stores.commit([protectiveMarks.failUnlessInForce(marks)])
      await guard()
      await stores.commit([protectiveMarks.insert(mark('a')), protectiveMarks.insert(mark('b'))])
      await guard({ code: 'a', revision: 1 }, { code: 'b', revision: 1 })
      await expect(guard()).rejects.toThrow(StaleWriteError)
      await stores.commit([protectiveMarks.insert(mark('a', { revision: 2, released: true }))])
      await expect(guard(mark('a'), mark('b'))).rejects.toThrow(StaleWriteError)
      await guard({ code: 'b', revision: 1 })
      const judged = place('c', { wordingIds: [2], digests: [KEY], found: 1 })
      await expect(judged).rejects.toThrow(StaleWriteError)
      expect(await protectiveMarks.find('c')).toBeUndefined()
    })

    test('what happens to marks is listed only where all may be seen', async () => {
      const kinds = ['protective_mark.placed', 'record.read'] as const
      await stores.commit(
        stores.audit.insert(kinds.map(kind => ({ at: 1, kind, actor: 'x', detail: {} }))),
      )
      const list = async (page: object) =>
        (await stores.audit.list({ after: 0, limit: 9, ...page })).map(({ kind }) => kind)
      expect(await list({})).toEqual(['record.read'])
      expect(await list({ kind: 'protective_mark.placed' })).toEqual([])
      expect(await list({ sight: 'all' })).toEqual(kinds)
    })
  })
}
