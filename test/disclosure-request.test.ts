// What holds on the way of a disclosure request (A33(5)) until it is decided.

import { describe, expect, test } from 'vitest'
import { appendVersion } from '../src/usecases/append-version.ts'
import { deliverExtract } from '../src/usecases/deliver-extract.ts'
import { listDisclosureRequests } from '../src/usecases/read-disclosure-request.ts'
import { HANAKO, OPERATOR, provision, refusal, setUp, TARO } from './support/disclosure-ledger.ts'

describe('opening', () => {
  test('a request that arrives on 1 April may be sued over from 16 April', async () => {
    const { open, read } = await setUp([])
    const view = await read(await open({ data_subject: TARO, received_on: '2026-04-01' }))
    expect(view).toMatchObject({
      request_no: 'R2026-0001',
      status: 'received',
      due_on: '2026-04-15',
      article_39_on: '2026-04-16',
    })
  })

  test('ten requests at the same time get ten numbers, listed newest first', async () => {
    const { open, deps } = await setUp([])
    for (let at = 0; at < 2; at += 1) {
      await Promise.all(Array.from({ length: 5 }, () => open({ data_subject: TARO })))
    }
    const first = await listDisclosureRequests(deps, { limit: 4 })
    expect(first.map(({ request_no }) => request_no)).toEqual(
      [10, 9, 8, 7].map(no => `R2026-${String(no).padStart(4, '0')}`),
    )
    const rest = await listDisclosureRequests(deps, { after: 'R2026-0007', limit: 10 })
    expect(rest).toHaveLength(6)
  })

  test('nothing that stands in the tables names anybody', async () => {
    const { ledger, openVerified } = await setUp([provision([TARO])])
    await openVerified(TARO)
    const rows = JSON.stringify([
      ...ledger.database.raw.prepare('select * from disclosure_request').all(),
      ...ledger.database.raw.prepare('select * from disclosure_step').all(),
      ...ledger.database.raw.prepare('select * from audit_event').all(),
    ])
    expect(rows).not.toContain('架空')
    expect(rows).not.toContain('M-1')
  })
})

describe('verifying', () => {
  test('before an identity check has passed, nothing about records is shown or decided', async () => {
    const { open, verify, matches, settle, decide } = await setUp([provision([TARO])])
    const requestNo = await open({ data_subject: TARO })
    await verify(requestNo, { result: 'failed' })
    for (const attempt of [
      matches(requestNo),
      settle(requestNo, {}),
      decide(requestNo, 'disclosed_full'),
      decide(requestNo, 'not_exist'),
    ]) {
      expect((await refusal(attempt)).code).toBe('identity_not_verified')
    }
    await verify(requestNo, { proven: ['name', 'identifiers.member_id'] })
    expect((await matches(requestNo)).exact).toHaveLength(1)
    await verify(requestNo, { result: 'failed' })
    expect((await refusal(matches(requestNo))).code).toBe('identity_not_verified')
  })

  test('what nobody gave cannot be proven', async () => {
    const { open, verify } = await setUp([])
    const requestNo = await open({ data_subject: { name: '架空 太郎' } })
    const error = await refusal(verify(requestNo, { proven: ['name', 'identifiers.phone'] }))
    expect(error.code).toBe('invalid_body')
    expect(error.faults.map(({ pointer }) => pointer)).toEqual(['/proven/1'])
  })

  test('what is claimed and not proven makes a candidate at most', async () => {
    const { open, verify, matches } = await setUp([provision([TARO])])
    const requestNo = await open({ data_subject: TARO })
    await verify(requestNo, { proven: ['name'] })
    expect(await matches(requestNo)).toMatchObject({ exact: [], candidates: [{ line: 1 }] })
  })
})

describe('settling and deciding', () => {
  test('a family’s shared phone is a candidate, and never disclosed once rejected', async () => {
    const { openVerified, matches, settle, decide, issue, text, json } = await setUp([
      provision([TARO, HANAKO]),
    ])
    const requestNo = await openVerified(TARO)
    const found = await matches(requestNo)
    expect(found.candidates).toMatchObject([{ record_no: 1, line: 2, differs: expect.any(Array) }])
    const open = await refusal(decide(requestNo, 'disclosed_full'))
    expect(open).toMatchObject({ code: 'candidates_open', members: { open: 1 } })
    await settle(requestNo, { reject: [{ record_no: 1, line: 2, why: 'the sister' }] })
    await decide(requestNo, 'disclosed_full')
    const { extract_no } = await issue(requestNo)
    expect(await text(extract_no)).toContain('氏名架空太郎')
    expect(await text(extract_no)).not.toContain('花子')
    expect((await json(extract_no, 'manifest')).rows).toEqual([
      { row: '29-1', record_no: 1, event_id: expect.any(String), line: 1 },
    ])
  })

  test('the later settlement of a line stands', async () => {
    const { openVerified, settle, decide, issue, json } = await setUp([
      provision([{ name: '架空 太郎' }]),
    ])
    const requestNo = await openVerified(TARO)
    const line = { record_no: 1, line: 1 }
    expect(await settle(requestNo, { reject: [{ ...line, why: 'a namesake' }] })).toMatchObject({
      open: 0,
    })
    expect((await refusal(decide(requestNo, 'disclosed_full'))).code).toBe('outcome_does_not_fit')
    await settle(requestNo, { confirm: [line] })
    expect((await refusal(decide(requestNo, 'not_exist'))).code).toBe('outcome_does_not_fit')
    await decide(requestNo, 'disclosed_full')
    const { extract_no } = await issue(requestNo)
    expect((await json(extract_no, 'manifest')).rows).toHaveLength(1)
    expect((await refusal(settle(requestNo, { confirm: [line] }))).code).toBe('already_issued')
    expect((await refusal(decide(requestNo, 'not_exist'))).code).toBe('already_issued')
  })

  test('a line that is no candidate cannot be settled, and every one is pointed at', async () => {
    const { openVerified, settle } = await setUp([provision([TARO]), provision([HANAKO])])
    const requestNo = await openVerified({ name: '架空 太郎', identifiers: { member_id: 'M-1' } })
    const error = await refusal(
      settle(requestNo, {
        confirm: [
          { record_no: 2, line: 1 },
          { record_no: 9, line: 1 },
        ],
        reject: [{ record_no: 1, line: 1, why: 'exact lines need none' }],
      }),
    )
    expect(error.code).toBe('not_a_candidate')
    expect(error.faults.map(({ pointer }) => pointer)).toEqual([
      '/confirm/0',
      '/confirm/1',
      '/reject/0',
    ])
  })

  test('a line under another name is confirmed only as the person’s own name', async () => {
    const former = { name: '旧姓 太郎', identifiers: { member_id: 'M-1' } }
    const { openVerified, settle, decide, issue, text } = await setUp([provision([former])])
    const requestNo = await openVerified(TARO)
    const line = { record_no: 1, line: 1 }
    expect(await refusal(settle(requestNo, { confirm: [line] }))).toMatchObject({
      code: 'invalid_body',
      faults: [{ pointer: '/confirm/0', code: 'other_name' }],
    })
    await settle(requestNo, { confirm: [{ ...line, own_values: ['name'] }] })
    await decide(requestNo, 'disclosed_full')
    expect(await text((await issue(requestNo)).extract_no)).toContain('氏名旧姓太郎')
  })

  test('another value than the proven one is printed only when it was marked as the person’s', async () => {
    const other = { ...TARO, identifiers: { member_id: 'M-1', phone: '03-9999-9999' } }
    for (const own_values of [undefined, ['identifiers.phone']]) {
      const { openVerified, matches, settle, decide, issue, text } = await setUp([
        provision([other]),
      ])
      const requestNo = await openVerified(TARO)
      expect((await matches(requestNo)).exact[0]?.differs).toEqual(['identifiers.phone'])
      await settle(requestNo, { confirm: [{ record_no: 1, line: 1, own_values }] })
      await decide(requestNo, 'disclosed_full')
      const printed = await text((await issue(requestNo)).extract_no)
      expect(printed).toContain('会員番号M-1')
      expect(printed.includes('03-9999-9999')).toBe(own_values !== undefined)
    }
  })

  test('records without duty, void ones and those out of scope stand in no answer’s way', async () => {
    const namesake = { name: '架空 太郎' }
    const { ledger, deps, openVerified, matches, decide, issue, text } = await setUp([
      provision([namesake], { basis: 'entrustment' }),
      provision([namesake]),
      provision([namesake], { occurred_on: '2025-01-01' }),
    ])
    await appendVersion(deps, ledger.caller, 2, (_current, event) => ({
      event,
      reason: 'duplicate',
      kind: 'void',
      void: 'duplicate',
    }))
    const requestNo = await openVerified(TARO, { scope: { from: '2026-01-01' } })
    const numbers = async (voluntary: boolean) =>
      (await matches(requestNo, voluntary)).candidates.map(({ record_no }) => record_no)
    expect(await numbers(false)).toEqual([3])
    expect(await numbers(true)).toEqual([1, 3])
    await decide(requestNo, 'not_exist')
    expect(await text((await issue(requestNo)).extract_no)).toContain('存在しませんでした')
  })

  test('a withdrawn request is closed and has no document', async () => {
    const { open, decide, issue, read } = await setUp([provision([TARO])])
    const requestNo = await open({ data_subject: TARO })
    await decide(requestNo, 'withdrawn')
    expect(await read(requestNo)).toMatchObject({ status: 'closed', outcome: 'withdrawn' })
    expect((await refusal(issue(requestNo))).code).toBe('outcome_does_not_fit')
  })
})

describe('a statutory agent', () => {
  test('gets no extract before address, telephone and place of the third party are released', async () => {
    const { openVerified, decideWith, issue } = await setUp([
      provision([{ ...TARO, address: '架空町1番' }]),
    ])
    const requestNo = await openVerified(TARO, {
      requester: { kind: 'statutory_agent', name: '架空 一子', authority: 'parent' },
    })
    const line = { record_no: 1, line: 1 }
    await decideWith(requestNo, { outcome: 'disclosed_full' })
    expect((await refusal(issue(requestNo))).members.waiting).toEqual([
      { ...line, items: ['address', 'telephone', 'third_party_place'] },
    ])
    await decideWith(requestNo, {
      outcome: 'disclosed_full',
      releases: [{ ...line, items: ['address', 'telephone'] }],
    })
    expect((await refusal(issue(requestNo))).code).toBe('release_missing')
    await decideWith(requestNo, {
      outcome: 'disclosed_full',
      releases: [{ ...line, items: ['address', 'telephone', 'third_party_place'] }],
    })
    expect((await issue(requestNo)).extract_no).toBe(1)
  })
})

describe('a release', () => {
  const line = { record_no: 1, line: 1 }
  const agent = { requester: { kind: 'statutory_agent', name: '架空 一子', authority: 'parent' } }
  const release = (...items: string[]) => ({
    outcome: 'disclosed_full',
    releases: [{ ...line, items }],
  })

  test('does not outlive the line nor the third party it was given for', async () => {
    const { ledger, deps, openVerified, decideWith, issue, correct } = await setUp([
      provision([{ ...TARO, address: '架空町1番' }]),
    ])
    const requestNo = await openVerified(TARO, agent)
    const all = release('address', 'telephone', 'third_party_place')
    await decideWith(requestNo, all)
    await correct(1, { ...TARO, address: '避難町7番' })
    expect((await refusal(issue(requestNo))).code).toBe('outcome_does_not_fit')
    await decideWith(requestNo, all)
    await appendVersion(deps, ledger.caller, 1, (_current, event) => ({
      event: { ...event, third_party: { ...event.third_party, address: '避難町8番' } },
      reason: '移転',
    }))
    expect((await refusal(issue(requestNo))).code).toBe('outcome_does_not_fit')
    await decideWith(requestNo, all)
    expect((await issue(requestNo)).extract_no).toBe(1)
  })

  test.each([
    ['under a scheme nobody declared', { contact: 'x' }, true],
    ['in a code with eleven digits', { member_id: 'M-1', code: '０９０-1234-5678' }, true],
    ['in a code with ten digits', { member_id: 'M-1', code: '03 1234 5678' }, true],
    ['in a code from abroad', { member_id: 'M-1', code: '+81 90 1234 5678' }, true],
    ['in no code that is too short', { member_id: 'M-1', code: '012345678' }, false],
    ['in no code without a leading zero', { member_id: 'M-1', code: '9012345678' }, false],
  ])('of the telephone is asked for what may be one: %s', async (_, identifiers, asked) => {
    const operator = {
      ...OPERATOR,
      identifier_schemes: { ...OPERATOR.identifier_schemes, code: { kind: 'code' as const } },
    }
    const subject = { ...TARO, identifiers: { ...identifiers } }
    const { openVerified, matches, settle, decideWith, issue } = await setUp(
      [provision([subject])],
      operator,
    )
    const requestNo = await openVerified(TARO, agent)
    const { candidates } = await matches(requestNo)
    await settle(requestNo, { confirm: candidates.map(() => line) })
    await decideWith(requestNo, release('third_party_place'))
    const issued = issue(requestNo)
    if (asked) {
      expect((await refusal(issued)).members.waiting).toEqual([{ ...line, items: ['telephone'] }])
    } else expect((await issued).extract_no).toBe(1)
  })
})

test('no day of a request lies in the future or before its arrival', async () => {
  const { deps, ledger, open, openVerified, verify, decide, issue } = await setUp([])
  const future = { code: 'invalid_body' }
  expect(await refusal(open({ data_subject: TARO, received_on: '2026-11-23' }))).toMatchObject({
    ...future,
    faults: [{ pointer: '/received_on', code: 'in_the_future' }],
  })
  const requestNo = await open({ data_subject: TARO, received_on: '2026-11-22' })
  for (const [verified_on, code] of [
    ['2026-11-23', 'in_the_future'],
    ['2026-11-21', 'before_arrival'],
  ]) {
    expect((await refusal(verify(requestNo, { verified_on, proven: ['name'] }))).faults).toEqual([
      expect.objectContaining({ pointer: '/verified_on', code }),
    ])
  }
  const answered = await openVerified(TARO)
  await decide(answered, 'not_exist')
  await issue(answered)
  for (const [delivered_on, code] of [
    ['2026-11-23', 'in_the_future'],
    ['2026-11-19', 'before_arrival'],
  ] as const) {
    const delivery = { method: 'post', delivered_on }
    const delivered = deliverExtract(deps, ledger.caller, { requestNo: answered, delivery })
    expect((await refusal(delivered)).faults).toEqual([
      expect.objectContaining({ pointer: '/delivered_on', code }),
    ])
  }
})

test('a decision whose lines all went to somebody else issues nothing until it is taken anew', async () => {
  const { openVerified, decide, issue, correct } = await setUp([provision([TARO])])
  const requestNo = await openVerified(TARO)
  await decide(requestNo, 'disclosed_full')
  await correct(1, { name: '無縁 次郎' })
  expect((await refusal(issue(requestNo))).code).toBe('outcome_does_not_fit')
  await decide(requestNo, 'not_exist')
  expect((await issue(requestNo)).extract_no).toBe(1)
})
