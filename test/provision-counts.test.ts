// The console's counts: after anything that happens to records they are what counting anew would give, for both
// sights, and old ledgers are counted in pieces while others write.

import { afterEach, expect, test } from 'vitest'
import { retentionClassCodec, ruleCodec } from '../src/db/codes.ts'
import type { Scope } from '../src/usecases/access-ports.ts'
import { countOldRecords, tendCounts } from '../src/usecases/count-old-records.ts'
import { noteImport } from '../src/usecases/import-ledger.ts'
import { confirmClock } from '../src/usecases/retention-clock.ts'
import { noteRefused } from '../src/usecases/source-days.ts'
import { sweepRetention } from '../src/usecases/sweep-retention.ts'
import { listSourcesToday } from '../src/usecases/today-sources.ts'
import { EVENT, openTestApi, type TestApi } from './support/test-api.ts'
import { openSampleLedger } from './support/test-ledger.ts'

let api: TestApi
afterEach(() => api.close())

const SPAN = { from: '0000-01', to: '9999-12' }

async function read() {
  const { counts } = api.deps.stores
  const of = async (sight: 'all' | 'unprotected') => ({
    months: await counts.listMonths({ ...SPAN, sight }),
    parties: await counts.listParties({ ...SPAN, sight, limit: 100 }),
    gaps: await counts.listGaps(sight),
    expiries: await counts.listExpiries('9999-12-31', sight),
  })
  return { all: await of('all'), unprotected: await of('unprotected') }
}

/** By plain SQL over the records, without the counts. */
function expected(sight: 'all' | 'unprotected') {
  const seen =
    sight === 'all'
      ? 'true'
      : `r.record_no not in (select record_no from protected_line where line = 0)
         and (r.lines = '[]' or exists (select 1 from json_each(r.lines) n where not exists (
           select 1 from protected_line p where p.record_no = r.record_no and p.line = n.key + 1
           and p.wording_id in (0, n.value))))`
  const all = (sql: string) => api.database.raw.prepare(sql).all()
  const from = `from current_record r left join third_party t using (third_party_id) where ${seen}`
  return {
    total: all(`select count(*) n ${from} and void is null`),
    parties: all(
      `select t.code, count(*) records ${from} and void is null group by 1 order by 2 desc, 1`,
    ),
    // Codes of items are written in capitals, those of conflicts are not.
    lacking: all(`select count(*) n ${from} and void is null and gaps glob '*[A-Z]*'`),
    conflicting: all(`select count(*) n ${from} and void is null and gaps glob '*[a-z]*'`),
    expiries: all(
      `select keep_through day, rule, retention_class retentionClass, count(*) records ${from}
       and keep_through is not null group by 1, 2, 3 order by 1, 2, 3`,
    ).map(row => {
      const { day, rule, retentionClass, records } = row as Record<string, number | string>
      return {
        day,
        rule: ruleCodec.toCode(Number(rule)),
        retentionClass: retentionClassCodec.toCode(Number(retentionClass)),
        records,
      }
    }),
  }
}

async function expectTrue() {
  const counted = await read()
  const sum = (list: readonly object[], name: string) =>
    list.reduce((total, one) => total + Number((one as Record<string, number>)[name]), 0)
  for (const sight of ['all', 'unprotected'] as const) {
    const { months, parties, gaps, expiries } = counted[sight]
    expect({
      total: [{ n: sum(months, 'records') }],
      parties,
      lacking: [{ n: sum(gaps, 'lacking') }],
      conflicting: [{ n: sum(gaps, 'conflicting') }],
      expiries,
    }).toEqual(expected(sight))
  }
  return counted
}

let number = 0
const post = (more: object = {}) => {
  number += 1
  return api.send('POST', '/v1/provisions', {
    body: { ...EVENT, event_id: `E-${number}`, ...more },
  })
}
const send = async (method: string, path: string, body: object = {}) => {
  const answer = await api.send(method, path, { body })
  expect(answer.status, answer.text).toBeLessThan(300)
}
const CONFLICT = {
  basis: 'opt_out',
  method: 'batch',
  period: { first_day: '2026-10-01', last_day: '2026-10-31' },
}

test('posts, amendments, fillings, settlements, voids, marks and erasures keep them true', async () => {
  api = await openTestApi()
  await post()
  await post({ consent: undefined, occurred_on: '2026-09-03', third_party: { code: 'late' } })
  await post(CONFLICT)
  await post({ direction: 'received', acquisition: '本人', third_party: { name: '名のみ' } })
  await post({ data_subjects: [{ name: '秘匿 太郎' }] })
  await post({ data_subjects: [{ name: '秘匿 太郎' }, { name: '公開 花子' }] })
  const { all } = await expectTrue()
  expect(all.months).toHaveLength(4)
  expect(all.gaps).toEqual(
    expect.arrayContaining([
      { code: 'late', month: '2026-09', lacking: 1, conflicting: 0 },
      { code: 'clinic-1', month: '2026-11', lacking: 0, conflicting: 1 },
    ]),
  )

  await send('POST', '/v1/provisions/2/amendments', {
    reason: 'x',
    evidence: 'x',
    changes: { consent: {}, occurred_on: '2026-08-01' },
  })
  await expectTrue()
  await send('POST', '/v1/provisions/3/conflicts/opt_out_method', { breach: { measures: 'x' } })
  await expectTrue()
  await send('POST', '/v1/provisions/4/void', { reason: 'duplicate' })
  await expectTrue()

  const mark = { ground: 'order-11-1', reason: 'x' }
  await send('PUT', '/v1/protective-marks/m', {
    ...mark,
    scope: { data_subject: { name: '秘匿太郎' } },
  })
  const hidden = await expectTrue()
  expect(hidden.all).not.toEqual(hidden.unprotected)
  await post({ data_subjects: [{ name: '秘匿 太郎' }] })
  await expectTrue()
  await send('POST', '/v1/provisions/5/amendments', { reason: 'x', changes: { note: 'y' } })
  await send('PUT', '/v1/protective-marks/n', { ...mark, scope: { third_party: 'late' } })
  await expectTrue()
  await send('PUT', '/v1/protective-marks/m', { ...mark, scope: { record_nos: [6] } })
  await expectTrue()
  await send('POST', '/v1/protective-marks/n/release')
  await expectTrue()

  api.setNow('2030-02-01T12:00:00+09:00')
  await post({ occurred_on: '2030-01-31' })
  await confirmClock(api.deps, { actor: 'key:admin' })
  const { erased } = await sweepRetention(api.deps, api.caller)
  expect(erased).toBeGreaterThan(3)
  await expectTrue()
  const zero = api.database.raw.prepare('select count(*) from provision_count where records = 0')
  expect(zero.pluck().get()).toBe(0)
})

test('a ledger that has records already is counted in pieces, while records are written and mended', async () => {
  const ledger = await openSampleLedger('portal')
  api = await openTestApi(ledger)
  const whole = await expectTrue()
  await api.deps.stores.commit(api.deps.stores.counts.restart())
  expect((await read()).all.months).toEqual([])
  const { counts } = api.deps.stores
  await api.deps.stores.commit(counts.countBefore(601, 250))
  expect(await counts.countedFrom()).toBe(351)
  // Another process counted the same piece: nothing is counted twice.
  await api.deps.stores.commit(counts.countBefore(601, 250))
  expect(await counts.countedFrom()).toBe(351)
  for (const recordNo of [1, 350, 351, 600]) {
    await send('POST', `/v1/provisions/${recordNo}/void`, { reason: 'duplicate' })
  }
  await post()
  expect(await countOldRecords(api.deps, () => false)).toBe(350)
  expect(await countOldRecords(api.deps)).toBe(0)
  const after = await expectTrue()
  const total = (list: { records: number }[]) => list.reduce((sum, { records }) => sum + records, 0)
  expect(total(after.all.months)).toBe(total(whole.all.months) - 3)
})

test('an imported ledger is counted anew', async () => {
  api = await openTestApi(await openSampleLedger('orthodontics'))
  const before = await read()
  await noteImport(api.deps, api.caller, {})
  expect((await read()).all.expiries).toEqual([])
  await countOldRecords(api.deps)
  expect(await read()).toEqual(before)
})

test('what was refused counts for its source; a replay does not', async () => {
  api = await openTestApi()
  const body = [{ ...EVENT, event_id: 'S-1' }, { event_id: 'S-2' }, 'no event']
    .map(line => JSON.stringify(line))
    .join('\n')
  const stream = { body, headers: { 'Content-Type': 'application/x-ndjson' } }
  await api.send('POST', '/v1/provisions', stream)
  expect((await post({ basis: 'nonsense' })).status).toBe(422)
  expect((await post({ event_id: 'S-1' })).status).toBe(200)
  expect((await post({ event_id: 'S-1', items: ['別の項目'] })).status).toBe(409)
  const { counts } = api.deps.stores
  await expect
    .poll(() => counts.listSources({ since: '2026-11-22', sight: 'all' }))
    .toMatchObject([{ source: 'test', recorded: 1, late: 0, refused: 4 }])
})

test('of its sources an officer is told what they may see of them', async () => {
  api = await openTestApi()
  const sources = async (...scopes: Scope[]) => (await listSourcesToday(api.deps, { scopes }))[0]
  await post()
  api.setNow('2026-11-24T10:00:00+09:00')
  await post({ data_subjects: [{ name: '秘匿 太郎' }], occurred_on: '2026-01-05' })
  const all = { recorded: 2, late: 1, last_at: '2026-11-24T10:00:00.000+09:00' }
  expect(await sources()).toMatchObject(all)
  const scope = { data_subject: { name: '秘匿太郎' } }
  await send('PUT', '/v1/protective-marks/m', { ground: 'order-11-1', reason: 'x', scope })
  api.setNow('2026-11-29T10:00:00+09:00')
  await post({ data_subjects: [{ name: '秘匿 太郎' }] })
  const visible = { recorded: 1, late: 0, last_at: '2026-11-22T09:30:00.000+09:00', silent_days: 7 }
  expect(await sources()).toMatchObject(visible)
  expect(await sources('restricted')).toMatchObject({ recorded: 3, late: 1, silent_days: null })
  await send('POST', '/v1/protective-marks/m/release')
  expect(await sources()).toMatchObject({ recorded: 3, late: 1, silent_days: null })
})

test('the night forgets days nobody looks back to, and counts what an import brought', async () => {
  api = await openTestApi()
  await post()
  await noteRefused(api.deps, api.caller, 2)
  api.setNow('2026-11-23T10:00:00+09:00')
  await noteRefused(api.deps, api.caller, 1)
  api.setNow('2027-01-23T10:00:00+09:00')
  await api.deps.stores.commit(api.deps.stores.counts.restart())
  await post()
  await tendCounts(api.deps)
  await expectTrue()
  const days = api.database.raw.prepare('select day from source_day').pluck()
  expect(days.all()).toEqual(['2027-01-23'])
})

test('once an import is at its end, a ledger that is served is counted', async () => {
  api = await openTestApi(await openSampleLedger('orthodontics'))
  const before = await read()
  await send('POST', '/v1/ledger/imports/end', { tables: {} })
  expect(await read()).toEqual(before)
})
