// The register of requests: kept its years to the day, then without the person, while the trail stays.

import { afterEach, describe, expect, test } from 'vitest'
import { redactableFrom } from '../src/domain/redacted-request.ts'
import { deliverExtract } from '../src/usecases/deliver-extract.ts'
import { issueExtract } from '../src/usecases/issue-extract.ts'
import { placeLegalHold, releaseLegalHold } from '../src/usecases/legal-holds.ts'
import { previewRetention } from '../src/usecases/preview-retention.ts'
import { readDisclosureRequest } from '../src/usecases/read-disclosure-request.ts'
import { resealLedger } from '../src/usecases/reseal.ts'
import { confirmClock } from '../src/usecases/retention-clock.ts'
import type { RetentionReport } from '../src/usecases/retention-report.ts'
import { returnDelivery } from '../src/usecases/return-delivery.ts'
import { sweepRetention } from '../src/usecases/sweep-retention.ts'
import { verifyLedger } from '../src/usecases/verify-ledger.ts'
import { OPERATOR, provision, refusal } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { openTestLedger, type TestLedger } from './support/test-ledger.ts'

const PERSON = {
  name: '架空 太郎',
  name_kana: 'カクウ タロウ',
  addresses: ['東京都港区例町7-7'],
  identifiers: { member_id: 'M-1', phone: '090-0000-0001' },
}
const { addresses: _addresses, ...LINE } = PERSON
const AGENT = { kind: 'appointed_agent', name: '代理 三郎', authority: 'lawyer' }

let opened: TestLedger[] = []
afterEach(() => {
  for (const ledger of opened) ledger.close()
  opened = []
})

const noon = (day: string) => Date.parse(`${day}T12:00:00+09:00`)

/** A request closed on 2026-11-22; records of R1 would be gone by 2028, of R3 by 2030. */
async function register(outcome = 'disclosed_full', operator: object = {}) {
  const ledger = await openTestLedger({ operator: { ...OPERATOR, ...operator } })
  opened.push(ledger)
  const { deps, caller } = ledger
  await ledger.record(
    provision([LINE], { third_party: { ...provision([]).third_party, code: 'c-1' } }),
  )
  const steps = disclosureSteps(ledger)
  const deliver = (requestNo: string) =>
    deliverExtract(deps, caller, {
      requestNo,
      delivery: { method: 'registered_mail', delivered_on: '2026-11-22', tracking: '追跡 1234' },
    })
  const answer = async () => {
    const requestNo = await steps.openVerified(PERSON, {
      requester: AGENT,
      also_requested: ['架空太郎の利用停止'],
      documents: [
        { kind: 'power_of_attorney', copies: 1, form: 'original', afterwards: 'returned' },
      ],
    })
    const refusals = [
      {
        record_no: 1,
        line: 1,
        ground: '33-2-1' as const,
        internal_reason: '内部 架空太郎',
        letter_reason:
          '提供先で架空太郎様が対応を受けていることが知られると、お身体に危険が及ぶおそれがあるため',
      },
    ]
    await steps.decideWith(requestNo, {
      outcome,
      ...(outcome === 'not_disclosed' ? { refusals } : {}),
    })
    if (outcome === 'withdrawn') return { requestNo, extractNo: 0 }
    const { extract_no } = await issueExtract(deps, caller, { requestNo })
    await deliver(requestNo)
    return { requestNo, extractNo: extract_no }
  }
  const run = async (day: string, options: object = {}) => {
    ledger.setNow(noon(day))
    await confirmClock(deps, { actor: 'key:admin' })
    const { report } = await sweepRetention(deps, 'schedule', options)
    return report as RetentionReport
  }
  const read = (requestNo: string) => readDisclosureRequest(deps, caller, requestNo)
  return { ...steps, ledger, deps, caller, answer, deliver, run, read }
}

describe('the years', () => {
  test('are whole calendar years after the closing day', () => {
    expect(redactableFrom('2026-11-22', 3)).toBe('2029-11-23')
    // Closed on 28 February: the period begins on 29 February of a leap year, on 1 March otherwise.
    expect(redactableFrom('2028-02-28', 3)).toBe('2031-03-01')
    expect(redactableFrom('2027-02-28', 3)).toBe('2030-03-01')
    expect(redactableFrom('2028-02-29', 1)).toBe('2029-03-01')
    expect(redactableFrom('2026-12-31', 1)).toBe('2028-01-01')
  })

  test('are kept to the last day, and over on the next', async () => {
    const { answer, run, read } = await register()
    const { requestNo } = await answer()
    expect(await run('2029-11-22')).toMatchObject({ requests_due: 0, requests_redacted: 0 })
    expect((await read(requestNo)).redacted_at).toBeNull()
    expect(await run('2029-11-23')).toMatchObject({ requests_due: 1, requests_redacted: 1 })
    expect((await read(requestNo)).redacted_at).toBe('2029-11-23T12:00:00.000+09:00')
    expect(await run('2029-11-24')).toMatchObject({ requests_due: 0, requests_redacted: 0 })
  })

  test('are the operator’s', async () => {
    const { answer, run } = await register('disclosed_full', { register_years: 5 })
    await answer()
    expect(await run('2031-11-22')).toMatchObject({ requests_redacted: 0 })
    expect(await run('2031-11-23')).toMatchObject({ requests_redacted: 1 })
  })

  test('begin anew when an answer came back and was sent once more', async () => {
    const { answer, deliver, run, ledger, deps, caller } = await register()
    const { requestNo } = await answer()
    ledger.setNow(noon('2026-12-10'))
    const returned = { returned_on: '2026-12-01', why: '転居 架空太郎' }
    await returnDelivery(deps, caller, { requestNo, returned })
    await deliver(requestNo)
    expect(await run('2029-12-10')).toMatchObject({ requests_redacted: 0 })
    expect(await run('2029-12-11')).toMatchObject({ requests_redacted: 1 })
  })

  test('never end for an open request', async () => {
    const { openVerified, run } = await register()
    await openVerified(PERSON)
    expect(await run('2040-01-01')).toMatchObject({ requests_due: 0, requests_redacted: 0 })
  })

  test('are counted before they end, by a preview and a dry run that change nothing', async () => {
    const { answer, run, read, deps, caller } = await register()
    const { requestNo } = await answer()
    await placeLegalHold(deps, caller, { code: 'h', matter: 'x', scope: { record_nos: [1] } })
    const before = (asOf: string) => previewRetention(deps, { asOf })
    expect(await before('2029-11-22')).toMatchObject({ requests_due: 0, requests_held: 0 })
    expect(await before('2029-11-23')).toMatchObject({ requests_due: 1, requests_held: 1 })
    await releaseLegalHold(deps, caller, 'h')
    expect(await before('2029-11-23')).toMatchObject({ requests_due: 1, requests_held: 0 })
    const report = await run('2029-11-23', { dryRun: true })
    expect(report).toMatchObject({ requests_due: 1, requests_held: 0, requests_redacted: 0 })
    expect((await read(requestNo)).data_subject).toEqual(PERSON)
  })
})

describe('a redacted request', () => {
  test('says nothing of the person, the agent, reasons and addresses; the trail stays', async () => {
    const { answer, run, read, deps } = await register()
    const { requestNo, extractNo } = await answer()
    const before = await read(requestNo)
    await run('2029-11-23')
    const after = await read(requestNo)
    expect(after).toMatchObject({
      request_no: requestNo,
      received_on: '2026-11-20',
      channel: 'web',
      requester: { kind: 'appointed_agent' },
      data_subject: null,
      delivery: 'electronic_record',
      status: 'closed',
      outcome: 'disclosed_full',
      extract_no: extractNo,
      extract: before.extract,
      documents: [{ kind: 'power_of_attorney' }],
      delivered: { method: 'registered_mail', delivered_on: '2026-11-22' },
      identity_verification: { result: 'passed', documents: ['driving_licence'] },
      counts: { lines_disclosed: 1, lines_refused: 0, confirmed: 0, rejected: 0 },
      earlier_requests: [],
      alerts: [],
    })
    expect(after.history).toEqual([
      ...before.history,
      { step: 5, at: '2029-11-23T12:00:00.000+09:00', by: 'schedule', kind: 'redacted' },
    ])
    expect(JSON.stringify(after)).not.toMatch(/架空|カクウ|代理|lawyer|例町|M-1|090|追跡|利用停止/)
    const audit = await deps.stores.audit.list({ after: 0, limit: 99 })
    expect(audit.find(one => one.kind === 'retention.requests_redacted')?.detail).toMatchObject({
      request_nos: [requestNo],
    })
  })

  test('of a refusal keeps how much was refused, without a reason', async () => {
    const { answer, run, read } = await register('not_disclosed')
    const { requestNo } = await answer()
    await run('2029-11-23')
    const after = await read(requestNo)
    expect(after.decision).toEqual({ outcome: 'not_disclosed' })
    expect(after.counts).toMatchObject({ lines_disclosed: 0, lines_refused: 1 })
    expect(JSON.stringify(after)).not.toMatch(/内部|おそれ|架空/)
  })

  test('that was withdrawn goes the same way', async () => {
    const { answer, run, read } = await register('withdrawn')
    const { requestNo } = await answer()
    await run('2029-11-23')
    expect(await read(requestNo)).toMatchObject({ data_subject: null, outcome: 'withdrawn' })
  })

  test('takes no further step, and its document is gone', async () => {
    const { answer, run, matches, bytes, deps, caller, open, read } = await register()
    const { requestNo, extractNo } = await answer()
    await run('2029-11-23')
    for (const attempt of [
      () => matches(requestNo),
      () => returnDelivery(deps, caller, { requestNo, returned: { returned_on: '2029-11-23' } }),
      () => issueExtract(deps, caller, { requestNo }),
    ]) {
      expect((await refusal(attempt())).code).toBe('request_closed')
    }
    for (const part of ['pdf', 'json', 'csv', 'manifest'] as const) {
      expect((await refusal(bytes(extractNo, part))).code).toBe('extract_gone')
    }
    // Nobody's any more: no later request is linked to it.
    expect((await read(await open({ data_subject: PERSON }))).earlier_requests).toEqual([])
  })

  test('is verified, listed, sealed anew and counted like any other', async () => {
    const { answer, run, deps, caller } = await register()
    await answer()
    await run('2029-11-23')
    expect(await verifyLedger(deps)).toMatchObject({
      disclosure_requests: 1,
      extracts: 1,
      faults: [],
    })
    await resealLedger(deps, caller)
    expect((await verifyLedger(deps)).faults).toEqual([])
  })
})

test.each(['pdf', 'json', 'csv', 'manifest'])(
  'an extract whose %s is lost before its years are over is a fault',
  async part => {
    const { answer, deps, ledger } = await register()
    await answer()
    expect((await verifyLedger(deps)).faults).toEqual([])
    ledger.database.raw.prepare('delete from extract_chunk where part = ?').run(part)
    expect((await verifyLedger(deps)).faults).toEqual([`extract 1 has lost its ${part}`])
  },
)

test('every part of an extract is opened', async () => {
  const { answer, deps, ledger } = await register()
  await answer()
  const { raw } = ledger.database
  raw.exec("update extract_chunk set sealed = x'00' where part in ('json', 'csv', 'manifest')")
  expect((await verifyLedger(deps)).faults).toEqual(['extract 1 does not open'])
})

describe('a request stays whole', () => {
  test.each([
    ['its record', { record_nos: [1] }],
    ['its third party', { third_party: 'c-1' }],
    ['its person', { data_subject: { identifiers: { member_id: 'm-1' } } }],
    ['perhaps its person', { data_subject: { name: '架空　太郎' } }],
  ])('while a legal hold names %s', async (_what, scope) => {
    const { answer, run, deps, caller } = await register()
    await answer()
    await placeLegalHold(deps, caller, { code: 'h', matter: '訴訟', scope })
    expect(await run('2029-11-23')).toMatchObject({
      requests_due: 1,
      requests_held: 1,
      requests_redacted: 0,
    })
    await releaseLegalHold(deps, caller, 'h')
    expect(await run('2029-11-24')).toMatchObject({ requests_held: 0, requests_redacted: 1 })
  })

  test('no longer for a hold on somebody else', async () => {
    const { answer, run, deps, caller } = await register()
    await answer()
    const scope = { data_subject: { name: '例示 花子', identifiers: { member_id: 'M-2' } } }
    await placeLegalHold(deps, caller, { code: 'h', matter: '訴訟', scope })
    expect(await run('2029-11-23')).toMatchObject({ requests_redacted: 1 })
  })

  test('as long as its records are held for it, when it was not answered in full', async () => {
    const { answer, run } = await register('not_disclosed', {
      register_years: 1,
      retention: { grace_days: 30, voluntary_years: 3, hold_after_refusal_days: 400 },
    })
    await answer()
    expect(await run('2027-11-23')).toMatchObject({ requests_due: 1, requests_held: 1 })
    expect(await run('2027-12-27')).toMatchObject({ requests_held: 1, requests_redacted: 0 })
    expect(await run('2027-12-28')).toMatchObject({ requests_held: 0, requests_redacted: 1 })
  })

  test('no longer for an open alert', async () => {
    const { answer, run, ledger, deps, caller } = await register()
    const { requestNo } = await answer()
    ledger.setNow(noon('2026-11-23'))
    await returnDelivery(deps, caller, { requestNo, returned: { returned_on: '2026-11-23' } })
    expect(await run('2029-11-23')).toMatchObject({ requests_redacted: 1 })
  })

  test('while a run is stopped; the next one goes on', async () => {
    const { answer, run, deps } = await register()
    await answer()
    let goes = 2
    deps.janitor.mayGoOn = () => --goes > 0
    expect(await run('2029-11-23')).toMatchObject({ requests_redacted: 0, stopped_for: 'budget' })
    deps.janitor.mayGoOn = () => true
    expect(await run('2029-11-23')).toMatchObject({ requests_redacted: 1 })
  })
})
