// What holds between a request's arrival and its answer: who was checked, the clock, the way of delivery.

import { describe, expect, test } from 'vitest'
import { deliverExtract } from '../src/usecases/deliver-extract.ts'
import { OPERATOR, provision, refusal, setUp, TARO } from './support/disclosure-ledger.ts'

const AGENT = { kind: 'appointed_agent', name: '代理 一子', address: '〒100-0001 東京都例区1-1' }
const POWER = { kind: 'power_of_attorney', scope: ['request', 'receipt'], issued_on: '2026-10-01' }
const EVERYTHING = ['name', 'birth_date', 'identifiers.member_id', 'identifiers.phone']

describe('person, agent and authority are checked apart', () => {
  test('until all three have passed nothing is shown, and a later failure takes it back', async () => {
    const { open, verify, matches } = await setUp([provision([TARO])])
    const requestNo = await open({ data_subject: TARO, requester: AGENT })
    const shown = async () => (await matches(requestNo)).exact.length
    await verify(requestNo, { of: 'data_subject', proven: EVERYTHING })
    expect((await refusal(shown())).code).toBe('identity_not_verified')
    await verify(requestNo, { of: 'agent' })
    expect((await refusal(shown())).code).toBe('identity_not_verified')
    await verify(requestNo, { of: 'authority', authority: POWER })
    expect(await shown()).toBe(1)
    await verify(requestNo, { of: 'authority', result: 'failed' })
    expect((await refusal(shown())).code).toBe('identity_not_verified')
  })

  test('who was checked apart once is not passed as a whole without an authority', async () => {
    const { open, verify } = await setUp([])
    const requestNo = await open({ data_subject: TARO, requester: AGENT })
    await verify(requestNo, { of: 'authority', result: 'failed' })
    const error = await refusal(verify(requestNo, { proven: EVERYTHING }))
    expect(error.faults.map(({ pointer }) => pointer)).toEqual(['/authority'])
    await verify(requestNo, { proven: EVERYTHING, authority: POWER })
  })

  test('one check of the whole requester is enough', async () => {
    const { open, verify, matches } = await setUp([provision([TARO])])
    const requestNo = await open({ data_subject: TARO, requester: AGENT })
    await verify(requestNo, { proven: EVERYTHING, authority: POWER })
    expect((await matches(requestNo)).exact).toHaveLength(1)
  })

  test.each([
    ['that does not speak of records', { scope: ['receipt'] }, '/authority/scope'],
    ['that does not cover the answer', { scope: ['request'] }, '/authority/scope'],
    ['older than three months', { issued_on: '2026-08-19' }, '/authority/issued_on'],
    ['that has ended', { valid_through: '2026-11-19' }, '/authority/valid_through'],
  ])('a power of attorney %s does not pass', async (_what, less, pointer) => {
    const { open, verify } = await setUp([])
    const requestNo = await open({ data_subject: TARO, requester: AGENT })
    const authority = { ...POWER, ...less }
    const error = await refusal(verify(requestNo, { of: 'authority', authority }))
    expect(error.faults.map(fault => fault.pointer)).toEqual([pointer])
    await verify(requestNo, { of: 'authority', authority, result: 'failed' })
  })

  test('one that ends before the answer is issued gets none', async () => {
    const { ledger, open, verify, decide, issue } = await setUp([])
    const requestNo = await open({ data_subject: TARO, requester: AGENT })
    const authority = { ...POWER, valid_through: '2026-11-22' }
    await verify(requestNo, { proven: EVERYTHING, authority })
    await decide(requestNo, 'not_exist')
    ledger.setNow('2026-11-23T09:00:00+09:00')
    expect((await refusal(issue(requestNo))).code).toBe('identity_not_verified')
    ledger.setNow('2026-11-22T09:00:00+09:00')
    expect((await issue(requestNo)).extract_no).toBe(1)
  })

  test('one issued three months before to the day does', async () => {
    const { open, verify } = await setUp([])
    const requestNo = await open({ data_subject: TARO, requester: AGENT })
    const authority = { ...POWER, issued_on: '2026-08-20' }
    await verify(requestNo, { of: 'authority', authority })
  })

  test('who asks for themselves has no agent to check', async () => {
    const { open, verify } = await setUp([])
    const requestNo = await open({ data_subject: TARO })
    const error = await refusal(verify(requestNo, { of: 'agent' }))
    expect(error.faults.map(({ pointer }) => pointer)).toEqual(['/of'])
  })

  test('the answer goes to the agent, under their address once a check has proven it', async () => {
    const { open, verify, decide, issue, text } = await setUp([])
    for (const proven of [[], ['requester.address']]) {
      const requestNo = await open({ data_subject: TARO, requester: AGENT })
      await verify(requestNo, { of: 'data_subject', proven: EVERYTHING })
      await verify(requestNo, { of: 'agent', proven })
      await verify(requestNo, { of: 'authority', authority: POWER })
      await decide(requestNo, 'not_exist')
      const printed = await text((await issue(requestNo)).extract_no)
      expect(printed).toContain('代理一子様')
      expect(printed).toContain('(ご本人架空太郎様の代理人)')
      expect(printed.includes('東京都例区1-1')).toBe(proven.length > 0)
    }
  })
})

describe('the clock', () => {
  const stopping = {
    ...OPERATOR,
    disclosure: { ...OPERATOR.disclosure, due_days: 14, clock_stops_for_correction: true },
  } as unknown as typeof OPERATOR

  test('stops where that is published, goes on where it stood, and never moves the day of A39', async () => {
    const { open, clock, read } = await setUp([], stopping)
    const requestNo = await open({ data_subject: TARO, received_on: '2026-11-02' })
    expect(await read(requestNo)).toMatchObject({ due_on: '2026-11-16' })
    await clock(requestNo, { stop: { stopped_on: '2026-11-05', waiting_for: ['id_missing'] } })
    // Today is 22 November: 17 days it has stood still.
    expect(await read(requestNo)).toMatchObject({
      due_on: '2026-12-03',
      clock_stopped_on: '2026-11-05',
      article_39_on: '2026-11-17',
    })
    await clock(requestNo, { resume: { resumed_on: '2026-11-10' } })
    expect(await read(requestNo)).toMatchObject({
      due_on: '2026-11-21',
      clock_stopped_on: null,
      article_39_on: '2026-11-17',
    })
  })

  test('is put off to a later day with a reason; a stop after that adds its days', async () => {
    const { open, clock, read } = await setUp([], stopping)
    const requestNo = await open({ data_subject: TARO, received_on: '2026-11-02' })
    const letter_reason = '確認に時間を要しているためです。'
    await clock(requestNo, { extend: { due_on: '2026-11-30', letter_reason } })
    await clock(requestNo, { stop: { stopped_on: '2026-11-16', waiting_for: ['target'] } })
    await clock(requestNo, { resume: { resumed_on: '2026-11-18' } })
    expect(await read(requestNo)).toMatchObject({ due_on: '2026-12-02' })
    const earlier = await refusal(
      clock(requestNo, { extend: { due_on: '2026-12-02', letter_reason } }),
    )
    expect(earlier.faults.map(({ pointer }) => pointer)).toEqual(['/extend/due_on'])
  })

  test('does not stop where nothing is published, nor twice, nor go on while it runs', async () => {
    const stop = { stop: { stopped_on: '2026-11-21', waiting_for: ['id_missing'] } }
    const resume = { resume: { resumed_on: '2026-11-22' } }
    const plain = await setUp([])
    const one = await plain.open({ data_subject: TARO })
    expect((await refusal(plain.clock(one, stop))).code).toBe('clock_does_not_fit')
    const { open, clock } = await setUp([], stopping)
    const two = await open({ data_subject: TARO })
    expect((await refusal(clock(two, resume))).code).toBe('clock_does_not_fit')
    await clock(two, stop)
    expect((await refusal(clock(two, stop))).code).toBe('clock_does_not_fit')
  })
})

test('two stops never count the same day', async () => {
  const stopping = {
    ...OPERATOR,
    disclosure: { due_days: 14, authority_months: 3, clock_stops_for_correction: true, fee: {} },
  } as unknown as typeof OPERATOR
  const { open, clock } = await setUp([], stopping)
  const requestNo = await open({ data_subject: TARO, received_on: '2026-11-02' })
  const stop = { stop: { stopped_on: '2026-11-05', waiting_for: ['target'] } }
  await clock(requestNo, stop)
  await clock(requestNo, { resume: { resumed_on: '2026-11-10' } })
  const error = await refusal(clock(requestNo, stop))
  expect(error.faults.map(({ pointer }) => pointer)).toEqual(['/stop/stopped_on'])
})

test('of several addresses the window shows the one that was proven, and none where nobody said which', async () => {
  const { open, verify, decide, issue, text } = await setUp([])
  const person = { ...TARO, addresses: ['東京都旧区1-1', '東京都新区2-2'] }
  for (const [proven, shown] of [
    ['addresses', []],
    ['addresses.1', ['東京都新区2-2']],
  ] as const) {
    const requestNo = await open({ data_subject: person })
    await verify(requestNo, { proven: [proven] })
    await decide(requestNo, 'not_exist')
    const window = (await text((await issue(requestNo)).extract_no)).split('株式会社見本')[0] ?? ''
    expect(person.addresses.filter(address => window.includes(address))).toEqual(shown)
  }
})

test('nothing is said about keeping a fee that was never paid', async () => {
  const fee = { records_yen: 500, refundable_when_refused: false }
  const disclosure = { due_days: 14, authority_months: 3, fee }
  const way = await setUp([], { ...OPERATOR, disclosure } as unknown as typeof OPERATOR)
  const requestNo = await way.openVerified(TARO)
  await way.decide(requestNo, 'not_exist')
  const printed = await way.text((await way.issue(requestNo)).extract_no)
  expect(printed).toContain('手数料はいただきません。')
})

describe('the way of disclosure', () => {
  const reason = { letter_reason: 'ご希望の媒体を取り扱っていないためです。' }

  test('what the person chose in the end stands in the letter', async () => {
    const { openVerified, changeMethod, decide, issue, text, read } = await setUp([])
    const requestNo = await openVerified(TARO)
    await changeMethod(requestNo, { stage: 'consultation', ...reason, reply_by: '2026-12-01' })
    expect(await read(requestNo)).toMatchObject({ delivery_now: 'electronic_record' })
    await changeMethod(requestNo, { stage: 'answer', delivery: 'document' })
    expect(await read(requestNo)).toMatchObject({
      delivery: 'electronic_record',
      delivery_now: 'document',
    })
    await decide(requestNo, 'not_exist')
    expect(await text((await issue(requestNo)).extract_no)).toContain('電磁的記録の提供')
  })

  test('another form than asked for is delivered only after a notice with its reason', async () => {
    const { openVerified, changeMethod, decide, issue, deps, ledger } = await setUp([
      provision([TARO]),
    ])
    const deliver = (requestNo: string) =>
      deliverExtract(deps, ledger.caller, {
        requestNo,
        delivery: { method: 'registered_post', form: 'document', delivered_on: '2026-11-22' },
      })
    const untold = await openVerified(TARO)
    await decide(untold, 'disclosed_full')
    await issue(untold)
    expect((await refusal(deliver(untold))).code).toBe('method_not_changed')
    const told = await openVerified(TARO)
    await changeMethod(told, { stage: 'notice', ...reason })
    await decide(told, 'disclosed_full')
    const { extract_no } = await issue(told)
    expect((await deliver(told)).status).toBe('closed')
    expect(extract_no).toBe(2)
  })

  test('paper is no change for who asked for paper, and nobody can answer by yesterday', async () => {
    const { openVerified, changeMethod } = await setUp([])
    const requestNo = await openVerified(TARO, { delivery: 'document' })
    const same = await refusal(changeMethod(requestNo, { stage: 'notice', ...reason }))
    expect(same.faults.map(({ code }) => code)).toEqual(['no_change'])
    const past = await refusal(
      changeMethod(requestNo, { stage: 'consultation', ...reason, reply_by: '2026-11-22' }),
    )
    expect(past.faults.map(({ pointer }) => pointer)).toEqual(['/reply_by'])
  })
})

test('a paid fee stands in the letter with its day', async () => {
  const { openVerified, payFee, decide, issue, text } = await setUp([provision([TARO])])
  const requestNo = await openVerified(TARO)
  await payFee(requestNo, { paid_on: '2026-11-20', yen: 1_000 })
  await decide(requestNo, 'disclosed_full')
  expect(await text((await issue(requestNo)).extract_no)).toContain(
    '手数料1,000円を2026年11月20日(令和8年11月20日)に受領しました。',
  )
})
