// The record of erasure (documents.md 5.2): one per run, the same bytes ever after, and it names nobody.

import { expect, test } from 'vitest'
import type { Scope } from '../src/usecases/access-ports.ts'
import { appendVersion } from '../src/usecases/append-version.ts'
import { approveErasure } from '../src/usecases/approve-erasure.ts'
import { drawErasureRecord } from '../src/usecases/erasure-record.ts'
import { noteVerification } from '../src/usecases/ledger-verification.ts'
import { placeLegalHold } from '../src/usecases/legal-holds.ts'
import { placeProtectiveMark } from '../src/usecases/protective-marks.ts'
import { approvalContext } from '../src/usecases/seal-contexts.ts'
import { verifyLedger } from '../src/usecases/verify-ledger.ts'
import { refusal } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { fold, searchable } from './support/register-ledger.ts'
import { at, event, incomplete, ledger, open, record, runOn } from './support/retention-ledger.ts'
import { openTestApi } from './support/test-api.ts'

const DUE = '2026-01-01'

const draw = (runId: number, order: { edition?: 'ja' | 'en'; volume?: number } = {}) =>
  drawErasureRecord(ledger.deps, runId, () => ({ edition: 'ja', volume: 1, ...order })).then(
    ({ pdf }) => pdf,
  )

test('it tells what went, what stayed and why, and what is left of it', async () => {
  await open()
  const [gone, held, open1] = await record(event(), event(), incomplete())
  await placeLegalHold(ledger.deps, ledger.caller, {
    code: 'suit-1',
    matter: 'x',
    scope: { record_nos: [held as number] },
  })
  const { run_id } = await runOn(DUE)
  const text = await searchable(await draw(run_id))
  expect(text).toContain(`廃棄記録番号第${run_id}号`)
  expect(text).toContain('基準日2026年1月1日(令和8年1月1日)')
  expect(text).toContain('その他(3年)提供3120')
  expect(text).toMatch(/保全suit-1:1件1/)
  expect(text).toMatch(/欠落が未了1/)
  // Made and provided on 2022-06-01: kept through 2025-06-01, and 30 days of grace after it.
  expect(text).toContain(`${gone}その他(3年)提供本人の同意`)
  expect(text).toContain('2025-06-012025-07-02')
  expect(text).toContain('前3件、後2件')
  expect(text).toContain('次回予定2026年1月2日(令和8年1月2日)03:30:00')
  expect(text).not.toContain(`${open1}その他`)
})

test('records of open requests and of those answered lately are told apart', async () => {
  await open()
  await record(
    event({ data_subjects: [{ name: '架空 太郎' }] }),
    event({ data_subjects: [{ name: '例示 花子' }] }),
    event({ data_subjects: [{ name: '例示 花子' }] }),
    event(),
  )
  ledger.setNow(at(DUE))
  const steps = disclosureSteps(ledger)
  const ask = (name: string) => steps.open({ received_on: DUE, data_subject: { name } })
  await ask('架空 太郎')
  await steps.decide(await ask('例示 花子'), 'withdrawn')
  const { run_id, erased } = await runOn(DUE, { heldByRequests: undefined })
  expect(erased).toBe(1)
  const text = await searchable(await draw(run_id))
  expect(text).toContain('開示請求への対応中1')
  expect(text).toContain('開示請求への回答後の保存期間中2')
})

test('the same run gives the same bytes, whatever happens to others', async () => {
  await open()
  await record(event(), event())
  const { run_id } = await runOn(DUE)
  const first = await draw(run_id)
  await record(event({ occurred_on: '2025-12-31' }))
  await runOn('2029-06-01')
  expect(Buffer.compare(await draw(run_id), first)).toBe(0)
  // A verification after the run is news about it, the first one only.
  const verify = async () =>
    noteVerification(ledger.deps, ledger.caller, await verifyLedger(ledger.deps))
  await verify()
  const verified = await draw(run_id)
  expect(Buffer.compare(verified, first)).not.toBe(0)
  ledger.setNow(at('2029-07-01'))
  await verify()
  expect(Buffer.compare(await draw(run_id), verified)).toBe(0)
})

test('what went incomplete is told with its approval, whose reason may name nobody', async () => {
  await open()
  const [recordNo] = await record(incomplete({ data_subjects: [{ name: '架空 太郎' }] }))
  const approver = { actor: 'key:another' }
  const approve = (reason: string) =>
    approveErasure(ledger.deps, approver, { record_nos: [recordNo as number], reason })
  const refused = await refusal(approve('架空様から同意書を得られないため'))
  expect([refused.code, refused.faults[0]?.pointer]).toEqual(['invalid_body', '/reason'])
  await approve('提供先の廃業により補えないため')
  const { run_id } = await runOn(DUE)
  const text = await searchable(await draw(run_id))
  expect(text).toContain(`${recordNo}本人の同意key:another提供先の廃業により補えないため`)
  expect(text).toContain('承認者key:another')
})

const PARTY = { kind: 'individual', name: '紹介 六郎', address: '千葉県例区6番' }
test.each([
  [
    'a person of an earlier version',
    '芽衣様の申出',
    incomplete({ data_subjects: [{ name: '旧姓 芽衣' }] }),
  ],
  ['an individual third party', '紹介様が転居のため', incomplete({ third_party: PARTY })],
  [
    'a representative',
    '例示一郎氏の死去',
    incomplete({
      third_party: {
        kind: 'corporation',
        name: '乙',
        address: '例町',
        representative: '例示 一郎',
      },
    }),
  ],
])('an approval names nobody, nor %s', async (_whom, reason, posted) => {
  await open()
  const [recordNo] = (await record(posted)) as [number]
  const { deps, caller } = ledger
  await appendVersion(deps, caller, recordNo, (_current, event) => ({
    event: { ...event, data_subjects: [{ name: '新姓 花子' }] },
    reason: 'x',
  }))
  const approval = { record_nos: [recordNo], reason }
  const refused = await refusal(approveErasure(deps, { actor: 'key:another' }, approval))
  expect(refused.faults[0]?.code).toBe('names_person')
})

test('a reason that names somebody is left out of the record, whoever let it through', async () => {
  await open()
  const persons = [{ name: '新姓 花子' }, { name: '秘匿 芽衣' }]
  const [old, hidden, plain] = (await record(
    incomplete({ data_subjects: [{ name: '架空 太郎' }] }),
    incomplete({ data_subjects: persons }),
    incomplete(),
  )) as [number, number, number]
  const { deps, caller } = ledger
  await placeProtectiveMark(deps, caller, {
    code: 'P-1',
    ground: 'order-11-1',
    reason: 'x',
    scope: { data_subject: { name: '秘匿 芽衣' } },
  })
  const approvedBy = 'key:another'
  // As it was approved before reasons were judged.
  const sealed = deps.vault.seal('架空様の死去', approvalContext(old, approvedBy))
  const approval = { recordNo: old, approvedBy, version: 0, approvedAt: at(DUE), sealed }
  await deps.stores.commit(deps.stores.retention.insertApprovals([approval]))
  const approve = (no: number, reason: string, scopes: Scope[] = []) =>
    approveErasure(deps, { actor: approvedBy, scopes }, { record_nos: [no], reason })
  // A refusal would tell who is there; whoever may know is told.
  await approve(hidden, '芽衣様の申出')
  const refused = await refusal(approve(hidden, '芽衣様の申出', ['restricted']))
  expect(refused.faults[0]?.code).toBe('names_person')
  await approve(plain, '提供先の廃業')
  const { run_id, erased } = await runOn(DUE)
  expect(erased).toBe(3)
  const text = await searchable(await draw(run_id))
  expect(text).toContain(`${old}本人の同意${approvedBy}(省略)`)
  expect(text).toContain(`${hidden}本人の同意${approvedBy}(省略)`)
  expect(text).toContain(`${plain}本人の同意${approvedBy}提供先の廃業`)
  expect(text).not.toMatch(/架空|芽衣/)
})

test('a run that goes on answers 409; one that is unknown, or was dry, is nothing', async () => {
  await open()
  await record(event())
  const api = await openTestApi(ledger)
  const { retention } = ledger.deps.stores
  await ledger.deps.stores.commit([
    retention.insertRun({ asOf: DUE, dryRun: false, startedAt: at(DUE), startedBy: 'schedule' }),
  ])
  const path = (runId: number) => `/v1/retention/runs/${runId}/record`
  const goesOn = await api.send('GET', path(1))
  expect([goesOn.status, goesOn.json.code]).toEqual([409, 'run_not_finished'])
  expect(goesOn.json.fix).toContain('/v1/retention/runs')
  await ledger.deps.stores.commit([
    retention.finishRun({ runId: 1, at: at(DUE), state: 'done', report: {} }),
  ])
  expect((await api.send('GET', path(1))).headers.get('content-type')).toBe('application/pdf')
  const dry = await runOn(DUE, { dryRun: true })
  for (const missing of [`${path(dry.run_id)}`, path(99), `${path(1)}?volume=2`]) {
    expect((await api.send('GET', missing)).status, missing).toBe(404)
  }
  expect((await api.send('GET', `${path(1)}?edition=fr`)).status).toBe(422)
})

test('a run that erased more than is drawn at once lists it in volumes', async () => {
  await open()
  const numbers = await record(...Array.from({ length: 5 }, () => event()))
  const { run_id } = await runOn(DUE)
  ledger.deps.printer = { ...ledger.deps.printer, limits: { rowsPerVolume: 2, rows: 2 } }
  const listed: number[] = []
  for (const volume of [1, 2, 3]) {
    const text = await searchable(await draw(run_id, { volume }))
    expect(text).toContain(`第${volume}分冊(全3分冊)`)
    expect(text).toContain('その他(3年)提供5500')
    listed.push(...numbers.filter(no => text.includes(`${no}その他(3年)提供本人の同意`)))
  }
  expect(listed).toEqual(numbers)
})

test('the English edition says that the Japanese text prevails', async () => {
  await open()
  await record(event())
  const { run_id } = await runOn(DUE)
  const text = await searchable(await draw(run_id, { edition: 'en' }))
  expect(text).toContain(fold('Record of erasure'))
  expect(text).toContain(fold('the Japanese text prevails'))
  expect(text).toContain('Other(3years)Provided1100')
})
