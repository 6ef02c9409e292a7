// What every store must do about counts, whatever lies under SqlDatabase.

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqlite } from '../../src/db/database.ts'
import { createStores } from '../../src/db/stores.ts'
import type { NewRecordVersion, Stores } from '../../src/usecases/ports.ts'
import type { ContractDatabase } from './store-contract.ts'

const bytes = (length: number, fill = 1) => new Uint8Array(length).fill(fill)
const SPAN = { from: '2026-01', to: '2026-12', sight: 'unprotected' } as const

export function countContract(name: string, open: () => Promise<ContractDatabase>) {
  describe(`counts on ${name}`, () => {
    let opened: ContractDatabase
    let stores: Stores
    beforeEach(async () => {
      opened = await open()
      stores = createStores(opened.db)
      await stores.commit([
        sql`insert into source (name) values ('test')`.compile(sqlite),
        ...stores.wordings.insert([{ wordingId: 1, digest: bytes(16), sealed: bytes(9) }]),
        ...stores.thirdParties.insert([{ thirdPartyId: 1, code: 'c' }]),
        ...stores.records.insertVersions([
          version(1),
          version(2, { thirdPartyId: 1, missing: ['CONSENT', 'TP_ADDR'], keepThrough: null }),
          version(3, { direction: 'received', conflicts: ['opt_out_method'] }),
        ]),
        ...stores.counts.count([1, 2, 3]),
      ])
    })
    afterEach(() => opened.close())

    const version = (recordNo: number, more: Partial<NewRecordVersion> = {}): NewRecordVersion => ({
      recordNo,
      version: 0,
      sourceId: 1,
      eventId: `E-${recordNo}`,
      contentDigest: bytes(16, recordNo),
      recordedAt: recordNo,
      direction: 'provided',
      basis: 'consent',
      method: 'each',
      occurredOn: '2026-11-21',
      thirdPartyId: null,
      thirdPartyWordingId: 1,
      itemsWordingId: null,
      termsWordingId: null,
      lines: [1],
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
    const provisions = { month: '2026-11', direction: 'provided', basis: 'consent' }
    const receipts = { ...provisions, direction: 'received' }

    test('are sums by month, third party, gap and day; what is hidden counts for who may see it', async () => {
      const { counts, protectiveMarks } = stores
      expect(await counts.listMonths(SPAN)).toEqual([
        { ...provisions, records: 2 },
        { ...receipts, records: 1 },
      ])
      expect(await counts.listGaps('unprotected')).toEqual([
        { code: null, month: '2026-11', lacking: 0, conflicting: 1 },
        { code: 'c', month: '2026-11', lacking: 1, conflicting: 0 },
      ])
      expect(await counts.listExpiries('2029-11-21', 'all')).toEqual([])
      const hide = protectiveMarks.insertLines([{ recordNo: 2, line: 0, wordingId: 0, code: 'm' }])
      await stores.commit([...hide, ...counts.recountHidden()])
      expect(await counts.listParties({ ...SPAN, limit: 9 })).toEqual([{ code: null, records: 2 }])
      expect(await counts.listParties({ ...SPAN, limit: 9, sight: 'all' })).toEqual([
        { code: null, records: 2 },
        { code: 'c', records: 1 },
      ])
      const ofParty = { ...SPAN, codes: ['c'] }
      expect(await counts.listPartyMonths(ofParty)).toEqual([])
      expect(await counts.listPartyMonths({ ...ofParty, sight: 'all' })).toEqual([
        { code: 'c', ...provisions, records: 1 },
      ])
      expect(await counts.listGaps('unprotected')).toHaveLength(1)
      expect(await counts.listExpiries('2029-11-22', 'unprotected')).toEqual([
        { day: '2029-11-22', rule: 'provided/consent', retentionClass: 'R3', records: 2 },
      ])
    })

    test('old records are counted in pieces, each once', async () => {
      const { counts } = stores
      await stores.commit(counts.restart())
      expect(await counts.countedFrom()).toBe(4)
      expect(await counts.listMonths(SPAN)).toEqual([])
      // Not counted yet: nothing is taken away either.
      await stores.commit(counts.uncount([1]))
      await stores.commit(counts.countBefore(4, 2))
      await stores.commit(counts.countBefore(4, 2))
      expect(await counts.countedFrom()).toBe(2)
      await stores.commit(counts.countBefore(2, 2))
      expect(await counts.countedFrom()).toBe(1)
      expect(await counts.listMonths(SPAN)).toEqual([
        { ...provisions, records: 2 },
        { ...receipts, records: 1 },
      ])
    })

    test('a source’s days add up; its newest record stays known, unless a mark hides it', async () => {
      const { counts, protectiveMarks } = stores
      const note = (day: string, recordNos: number[], lateNos: number[], refused = 0) =>
        stores.commit(counts.noteSources([{ sourceId: 1, day, recordNos, lateNos, refused }]))
      const read = async (sight: 'all' | 'unprotected', since = '2026-11-21') =>
        (await counts.listSources({ since, sight }))[0]
      expect(await read('all')).toMatchObject({ source: 'test', recorded: 0, lastAt: null })
      await note('2026-11-20', [1], [1])
      await note('2026-11-22', [2], [])
      await note('2026-11-22', [3], [3])
      await note('2026-11-22', [], [], 3)
      await note('2026-11-23', [], [], 1)
      const seen = { source: 'test', recorded: 2, late: 1, refused: 4, lastAt: 3 }
      expect(await read('all')).toEqual(seen)
      expect(await read('unprotected')).toEqual(seen)
      await stores.commit(
        protectiveMarks.insertLines([{ recordNo: 3, line: 0, wordingId: 0, code: 'm' }]),
      )
      expect(await read('all')).toEqual(seen)
      const visible = { ...seen, recorded: 1, late: 0, lastAt: 2 }
      expect(await read('unprotected')).toEqual(visible)
      // Days nobody looks back to go, but for the one that names the newest record.
      await stores.commit(counts.forgetSourceDays('2026-11-21'))
      expect(await read('unprotected')).toEqual(visible)
      expect(await read('all', '2026-11-01')).toEqual(seen)
      await stores.commit(counts.forgetSourceDays('2026-12-21'))
      expect(await read('all', '2026-12-21')).toEqual({ ...seen, recorded: 0, late: 0, refused: 0 })
      expect(await read('all', '2026-11-01')).toEqual({ ...seen, refused: 3 })
    })
  })
}
