// What an erasure leaves alone and why, what it leaves behind, and what a preview tells.

import { describe, expect, test } from 'vitest'
import { addDays } from '../src/domain/calendar-date.ts'
import { provisionEventSchema } from '../src/domain/provision-schema.ts'
import { appendVersion } from '../src/usecases/append-version.ts'
import { approveErasure } from '../src/usecases/approve-erasure.ts'
import { placeLegalHold, releaseLegalHold } from '../src/usecases/legal-holds.ts'
import { previewRetention } from '../src/usecases/preview-retention.ts'
import { recordProvisions } from '../src/usecases/record-provisions.ts'
import { readThirdPartyViews, registerThirdParty } from '../src/usecases/register-third-party.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import {
  at,
  event,
  incomplete,
  ledger,
  left,
  NOBODY_HELD,
  open,
  record,
  runOn,
} from './support/retention-ledger.ts'

describe('what stays', () => {
  const DUE = '2026-01-01'

  test('a record under legal hold outlives its retention period, and goes once released', async () => {
    await open()
    const [held] = (await record(event(), event())) as [number, number]
    const hold = { code: 'H-1', matter: '訴訟', scope: { record_nos: [held] } }
    await placeLegalHold(ledger.deps, ledger.caller, hold)
    const { report } = await runOn(DUE)
    expect(report).toMatchObject({ due: 2, held: 1, erased: 1, legal_holds: { 'H-1': 1 } })
    expect(report.reasons.legal_hold).toBe(1)
    expect(await left()).toEqual([held])
    await releaseLegalHold(ledger.deps, ledger.caller, 'H-1')
    await runOn(addDays(DUE, 1))
    expect(await left()).toEqual([])
  })

  test('a hold placed again with the same content is no new revision, another content is', async () => {
    await open()
    const hold = { code: 'H-1', matter: '訴訟', scope: { record_nos: [1] } }
    const place = (more: object = {}) =>
      placeLegalHold(ledger.deps, ledger.caller, { ...hold, ...more })
    expect(await place()).toEqual({ code: 'H-1', revision: 1, created: true })
    expect(await place()).toEqual({ code: 'H-1', revision: 1, created: false })
    expect((await place({ scope: { record_nos: [2] } })).revision).toBe(2)
    expect((await releaseLegalHold(ledger.deps, ledger.caller, 'H-1')).revision).toBe(3)
    await expect(releaseLegalHold(ledger.deps, ledger.caller, 'H-1')).rejects.toMatchObject({
      code: 'already_released',
    })
    expect((await place()).revision).toBe(4)
  })

  test('a hold on a person keeps what may be theirs, also where a line was corrected since', async () => {
    await open()
    const [theirs, maybe, other, corrected] = (await record(
      event({ data_subjects: [{ name: '佐藤 花子', birth_date: '1990-01-01' }] }),
      event({ data_subjects: [{ name: '佐藤花子' }] }),
      event({ data_subjects: [{ name: '佐藤 花子', birth_date: '1971-01-01' }] }),
      event({ data_subjects: [{ name: '佐藤 花子' }] }),
    )) as [number, number, number, number]
    await appendVersion(ledger.deps, ledger.caller, corrected, (_, current) => ({
      event: { ...current, data_subjects: [{ name: '鈴木 花子' }] },
      reason: '改姓',
    }))
    await placeLegalHold(ledger.deps, ledger.caller, {
      code: 'H-2',
      matter: '苦情',
      scope: { data_subject: { name: '佐藤　花子', birth_date: '1990-01-01' } },
    })
    await runOn(DUE)
    expect(await left()).toEqual([theirs, maybe, corrected])
    expect(other).toBeGreaterThan(0)
  })

  test('a hold on a third party keeps every record of it', async () => {
    await open()
    const party = { code: 'B-1', name: '乙', address: '東京都', representative: '丙' }
    const [held, , other] = await record(
      event({ third_party: party }),
      event(),
      event({ third_party: { ...party, code: 'B-2' } }),
    )
    await placeLegalHold(ledger.deps, ledger.caller, {
      code: 'H-3',
      matter: '照会',
      scope: { third_party: 'B-1' },
    })
    const { report } = await runOn(DUE)
    expect(await left()).toEqual([held])
    expect(report.legal_holds).toEqual({ 'H-3': 1 })
    const codes = ledger.database.raw.prepare('select code from third_party').pluck().all()
    expect(codes).toEqual(['B-1'])
    expect(other).toBeGreaterThan(0)
  })

  test('what a disclosure request concerns stays', async () => {
    await open()
    const [, asked] = (await record(event(), event())) as [number, number]
    const { report } = await runOn(DUE, {
      heldByRequests: async () => new Map([[asked, 'disclosure_request' as const]]),
    })
    expect(report.reasons.disclosure_request).toBe(1)
    expect(await left()).toEqual([asked])
  })

  test('what was asked for stays while the request is open, and what it matches perhaps', async () => {
    await open()
    const [asked, perhaps] = await record(
      event({ data_subjects: [{ name: '佐藤 花子', birth_date: '1990-01-01' }] }),
      event({ data_subjects: [{ name: '佐藤花子' }] }),
      event(),
    )
    ledger.setNow(at(DUE))
    await disclosureSteps(ledger).open({
      received_on: DUE,
      data_subject: { name: '佐藤 花子', birth_date: '1990-01-01' },
    })
    const { report } = await runOn(DUE, { heldByRequests: undefined })
    expect(report.reasons.disclosure_request).toBe(2)
    expect(await left()).toEqual([asked, perhaps])
  })

  test('a running batch stays, complete or not, approved or not', async () => {
    await open()
    const running = { method: 'batch', period: { first_day: '2022-05-01' } }
    const kept = await record(event(running), incomplete(running))
    await approveErasure(
      ledger.deps,
      { actor: 'key:other' },
      { record_nos: kept, reason: '照会済み' },
    )
    const { report } = await runOn('2040-01-01')
    expect(report.reasons.running_batch).toBe(2)
    expect(await left()).toEqual(kept)
  })

  test('a void record runs no more and lacks nothing: it goes after the longest class, without approval', async () => {
    await open()
    const running = { method: 'batch', period: { first_day: '2022-05-01' } }
    const [batch, unfinished, gap] = (await record(
      event(running),
      incomplete(running),
      incomplete(),
    )) as [number, number, number]
    for (const recordNo of [batch, unfinished, gap]) {
      await appendVersion(ledger.deps, ledger.caller, recordNo, (_, current) => ({
        event: current,
        kind: 'void',
        void: 'not_occurred',
        reason: '誤送信',
      }))
    }
    const approval = { record_nos: [gap], reason: '不要' }
    expect(await approveErasure(ledger.deps, { actor: 'key:other' }, approval)).toEqual({
      approved: [],
      not_needed: [gap],
    })
    expect((await runOn('2025-07-01')).erased).toBe(0)
    const { report } = await runOn('2025-07-02')
    expect(report).toMatchObject({ held: 0, erased: 3 })
    expect(await left()).toEqual([])
  })

  test('an incomplete record goes only when another than the runner approved it, and in its time', async () => {
    await open()
    const kept = await record(incomplete(), incomplete(), incomplete(), incomplete())
    const [, own, foreign, amended] = kept as [number, number, number, number]
    const approve = (actor: string, ...record_nos: number[]) =>
      approveErasure(ledger.deps, { actor }, { record_nos, reason: '相手方が廃業' })
    await approve(ledger.caller.actor, own, foreign)
    await approve('key:other', foreign, amended)
    await appendVersion(ledger.deps, ledger.caller, amended, (_, current) => ({
      event: { ...current, note: '追記' },
      reason: '追記',
    }))
    expect((await runOn('2025-07-01')).erased).toBe(0)
    const { report, run_id } = await runOn('2025-07-02')
    expect(report.reasons.approval_missing).toBe(3)
    expect(await left()).toEqual(kept.filter(recordNo => recordNo !== foreign))
    const listed = await ledger.deps.stores.retention.listErasures(run_id, {
      afterRecordNo: 0,
      limit: 10,
    })
    expect(listed).toMatchObject([
      { recordNo: foreign, missing: ['CONSENT'], approvedBy: 'key:other', keepThrough: null },
    ])
  })

  test('a complete record needs no approval, an unknown one gets none', async () => {
    await open()
    const [complete] = (await record(event())) as [number]
    const approve = (...record_nos: number[]) =>
      approveErasure(ledger.deps, { actor: 'key:other' }, { record_nos, reason: '理由' })
    expect(await approve(complete)).toEqual({ approved: [], not_needed: [complete] })
    await expect(approve(complete, 99)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('after an erasure', () => {
  test('a retry is answered erased to its own source only', async () => {
    await open()
    const posted = event()
    await record(posted)
    await runOn('2026-01-01')
    expect(await ledger.record(posted)).toEqual([{ status: 'erased' }])
    ledger.database.raw.prepare("insert into source (name) values ('other')").run()
    const other = { ...ledger.caller, source: 'other', sourceId: 2 }
    const [outcome] = await recordProvisions(ledger.deps, [
      { caller: other, event: provisionEventSchema.parse(posted), content: JSON.stringify(posted) },
    ])
    expect(outcome).toMatchObject({ status: 'recorded', record: { record_no: 2 } })
  })

  test('the register of third parties stays, and shared wordings of records that stay', async () => {
    await open()
    const wording = {
      kind: 'corporation' as const,
      name: '乙株式会社',
      address: '東京都',
      representative: '丙',
      country: 'JP',
    }
    await registerThirdParty(ledger.deps, ledger.caller, { code: 'B-1', ...wording })
    const shared = { third_party: { code: 'B-1' }, data_subjects: [{ name: '佐藤 花子' }] }
    await record(event(shared))
    ledger.setNow(at('2025-06-01'))
    const [young] = await record(event({ ...shared, occurred_on: '2025-06-01' }))
    await runOn('2026-01-01')
    expect(await left()).toEqual([young])
    const [party] = await readThirdPartyViews(ledger.deps, ledger.caller, { code: 'B-1' })
    expect(party).toMatchObject({ code: 'B-1', name: '乙株式会社' })
    const dangling = ledger.database.raw.pragma('foreign_key_check')
    expect(dangling).toEqual([])
    await runOn('2029-01-01')
    expect(await left()).toEqual([])
    const count = (table: string) =>
      ledger.database.raw.prepare(`select count(*) from ${table}`).pluck().get()
    expect(['wording', 'look_up_key', 'line', 'record', 'third_party'].map(count)).toEqual([
      1, 0, 0, 0, 1,
    ])
  })
})

test('the preview tells what would go, what is held and what comes month by month', async () => {
  await open()
  const [held] = (await record(event(), event(), incomplete())) as [number, number, number]
  ledger.setNow(at('2022-12-10'))
  await record(event({ occurred_on: '2022-12-10' }))
  await placeLegalHold(ledger.deps, ledger.caller, {
    code: 'H-1',
    matter: '訴訟',
    scope: { record_nos: [held] },
  })
  const preview = await previewRetention(ledger.deps, { asOf: '2025-07-02' }, NOBODY_HELD)
  expect(preview).toMatchObject({
    as_of: '2025-07-02',
    grace_days: 30,
    due: 3,
    erasable: 1,
    held: 2,
    reasons: {
      legal_hold: 1,
      disclosure_request: 0,
      disclosure_answered: 0,
      approval_missing: 1,
      running_batch: 0,
    },
  })
  expect(preview.upcoming).toHaveLength(12)
  expect(preview.upcoming.filter(({ records }) => records > 0)).toEqual([
    { month: '2026-01', records: 1 },
  ])
  expect(await left()).toHaveLength(4)
})

test.each([
  ['2026-11-22', '2026-11', '2027-10', 12],
  ['9999-02-01', '9999-02', '9999-12', 11],
  ['9999-12-31', '9999-12', '9999-12', 1],
])(
  'the preview as of %s ends, at the calendar’s last month at the latest',
  async (asOf, first, last, months) => {
    await open()
    await record(event())
    const { upcoming } = await previewRetention(ledger.deps, { asOf }, NOBODY_HELD)
    expect(upcoming.map(({ month }) => month)).toHaveLength(months)
    expect([upcoming[0]?.month, upcoming.at(-1)?.month]).toEqual([first, last])
  },
)
