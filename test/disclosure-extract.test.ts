// What holds for the issued document of a disclosure request, and for what a request holds back from erasure.

import { describe, expect, test } from 'vitest'
import { appendVersion } from '../src/usecases/append-version.ts'
import { findHeldRecordNos } from '../src/usecases/held-by-requests.ts'
import { OPERATOR, provision, refusal, setUp, TARO } from './support/disclosure-ledger.ts'

describe('issuing', () => {
  test('the same document for whoever asks first, second or at the same time', async () => {
    const { openVerified, decide, issue, deliver, read } = await setUp([provision([TARO])])
    const requestNo = await openVerified(TARO)
    expect((await refusal(issue(requestNo))).code).toBe('not_decided')
    await decide(requestNo, 'disclosed_full')
    expect((await refusal(deliver(requestNo))).code).toBe('extract_missing')
    const [one, two] = await Promise.all([issue(requestNo), issue(requestNo)])
    expect(two).toEqual(one)
    expect(one).toMatchObject({ extract_no: 1, doc_no: '個開2026-0001号' })
    expect((await read(requestNo)).status).toBe('issued')
    expect((await deliver(requestNo)).status).toBe('closed')
    expect((await refusal(deliver(requestNo))).code).toBe('request_closed')
  })

  test('without a complete letterhead there is no letter, and the missing fields are named', async () => {
    const { openVerified, decide, issue } = await setUp([], { name: '株式会社見本' })
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'not_exist')
    expect(await refusal(issue(requestNo))).toMatchObject({
      code: 'letterhead_missing',
      members: { missing: ['address', 'representatives', 'office'] },
    })
  })

  test('a character that no font can draw is refused with its place, never printed as □', async () => {
    const { openVerified, decide, issue } = await setUp([
      provision([{ ...TARO, name: '架空 太郎\u{1F600}' }]),
    ])
    const requestNo = await openVerified({ ...TARO, name: '架空 太郎\u{1F600}' })
    await decide(requestNo, 'disclosed_full')
    const error = await refusal(issue(requestNo))
    expect(error.code).toBe('glyph_missing')
    expect(error.message).toContain('U+1F600')
  })

  test('a missing glyph is placed by record, line and field or in the request, with a mend that exists', async () => {
    const { openVerified, decide, issue } = await setUp([
      provision([{ name: '例示 花子' }, TARO]),
      provision([TARO], { items: ['氏名', '絵文字\u{1F600}'] }),
    ])
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'disclosed_full')
    const inRecord = await refusal(issue(requestNo))
    expect(inRecord.members.missing).toEqual([
      {
        path: 'provided[1].items.value[1]',
        codePoints: ['U+1F600'],
        source: 'record',
        field: 'items',
        lines: [{ record_no: 2, line: 1 }],
      },
    ])
    expect(inRecord.message).toContain('record 2 line 1 (items)')
    expect(inRecord.fix).toContain('/v1/provisions/{record_no}/amendments')
    expect(inRecord.fix).not.toContain('font that has')
  })

  test('a missing glyph of the requester’s own name is said to be theirs, and needs a new request', async () => {
    const { openVerified, decide, issue } = await setUp([])
    const own = await openVerified({ name: '葛\u{E01EF}城 太郎' })
    await decide(own, 'not_exist')
    const inRequest = await refusal(issue(own))
    expect(inRequest.members.missing).toContainEqual({
      path: 'addressee.name',
      codePoints: ['U+845B U+E01EF'],
      source: 'request',
      field: 'name',
    })
    expect(inRequest.fix).toContain('open a new one with a spelling the font has')
  })

  test('a line corrected after the decision is decided anew, never printed in words nobody decided on', async () => {
    const { openVerified, correct, decide, issue, text } = await setUp([provision([TARO])])
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'disclosed_full')
    await correct(1, { ...TARO, address: '架空町9番' })
    expect(await refusal(issue(requestNo))).toMatchObject({
      code: 'outcome_does_not_fit',
      members: { corrected: [{ record_no: 1, line: 1 }] },
    })
    await decide(requestNo, 'disclosed_full')
    expect(await text((await issue(requestNo)).extract_no)).toContain('架空町9番')
  })

  test('a decided line that became a candidate by its correction is not left out in silence', async () => {
    const { openVerified, correct, decide, issue } = await setUp([
      provision([TARO]),
      provision([TARO]),
    ])
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'disclosed_full')
    await correct(1, { name: TARO.name })
    expect((await refusal(issue(requestNo))).code).toBe('outcome_does_not_fit')
    expect((await refusal(decide(requestNo, 'disclosed_full'))).code).toBe('candidates_open')
  })

  test('a line corrected to somebody else leaves no trace of the first person', async () => {
    const { openVerified, correct, decide, issue, text } = await setUp([
      provision([TARO]),
      provision([TARO]),
    ])
    const taro = await openVerified(TARO)
    await decide(taro, 'disclosed_full')
    await correct(1, { name: '例示 花子', identifiers: { member_id: 'M-2' } })
    const hers = await openVerified({ name: '例示 花子', identifiers: { member_id: 'M-2' } })
    await decide(hers, 'disclosed_full')

    const his = await text((await issue(taro)).extract_no)
    expect(his).not.toContain('花子')
    expect(his).not.toContain('29-2')
    const printed = await text((await issue(hers)).extract_no)
    expect(printed).toContain('ご本人を特定する事項を訂正')
    expect(printed).not.toContain('架空太郎')
  })

  test('an item filled or corrected later is noted with its day, a gap prints as not recorded', async () => {
    const { ledger, deps, openVerified, decide, issue, json } = await setUp([
      provision([TARO], { consent: undefined }),
      provision([TARO], { consent: undefined, occurred_on: '2026-11-02' }),
    ])
    await appendVersion(deps, ledger.caller, 1, (_current, event) => ({
      event: { ...event, consent: {}, items: ['氏名'] },
      reason: 'found',
      evidence: 'the form',
    }))
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'disclosed_full')
    const { provided } = await json((await issue(requestNo)).extract_no, 'json')
    expect(provided).toMatchObject([
      {
        consent: { value: '法第27条第1項の同意' },
        notes: [
          '2026-11-22「ご本人の同意」を追記',
          '2026-11-22「個人データの項目」を訂正(訂正前: 氏名、電話番号)',
        ],
      },
      { consent: { state: 'not_recorded' }, provided_on: { state: 'not_required' }, notes: [] },
    ])
  })

  test.each([
    ['provided', 'consent', ['name', 'address', 'representative', 'person', 'items', 'consent']],
    [
      'provided',
      'opt_out',
      ['name', 'address', 'representative', 'person', 'items', 'provided_on'],
    ],
    [
      'received',
      'consent',
      ['name', 'address', 'representative', 'acquisition', 'person', 'items', 'consent'],
    ],
    [
      'received',
      'opt_out',
      'name address representative acquisition person items received_on ppc_publication'.split(' '),
    ],
    [
      'received',
      'related_information',
      ['name', 'address', 'representative', 'person', 'items', 'consent'],
    ],
    [
      'received',
      'private_person',
      ['name', 'address', 'representative', 'acquisition', 'person', 'items'],
    ],
  ])('%s/%s prints its statutory items and nothing else', async (direction, basis, items) => {
    const { openVerified, decide, issue, json } = await setUp([
      provision([TARO], {
        direction,
        basis,
        acquisition: '本人から取得',
        confirmation: { method: '規約' },
        ppc_publication: { filing_number: 'F-1' },
        purpose: '秘密の目的',
        evidence: '秘密の証跡',
      }),
    ])
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'disclosed_full')
    const file = await json((await issue(requestNo)).extract_no, 'json')
    const { no: _no, notes: _notes, third_party, ...cells } = file[direction][0]
    const stated = Object.entries({ ...third_party, ...cells } as Record<string, object>)
    expect(stated.filter(([, cell]) => 'value' in cell).map(([item]) => item)).toEqual(items)
    expect(JSON.stringify(file)).not.toContain('秘密')
  })

  test('identical rows stay apart, or become one that tells how many where the operator asks for it', async () => {
    for (const merge_identical of [false, true]) {
      const { openVerified, decide, issue, json } = await setUp(
        [provision([TARO]), provision([TARO])],
        { ...OPERATOR, merge_identical, optional_items: ['date'] },
      )
      const requestNo = await openVerified(TARO)
      await decide(requestNo, 'disclosed_full')
      const { extract_no } = await issue(requestNo)
      const { provided } = await json(extract_no, 'json')
      expect(provided[0].provided_on).toEqual({ value: '2026-11-01' })
      expect(provided.map(({ notes }: { notes: string[] }) => notes)).toEqual(
        merge_identical ? [['同じ内容の記録 2件']] : [[], []],
      )
      expect((await json(extract_no, 'manifest')).rows).toHaveLength(2)
    }
  })

  test('an agent’s letter goes to the agent and names the person', async () => {
    const { openVerified, decide, issue, text } = await setUp([provision([TARO])])
    const requestNo = await openVerified(TARO, {
      requester: { kind: 'appointed_agent', name: '代理 次郎', authority: 'power_of_attorney' },
    })
    await decide(requestNo, 'disclosed_full')
    const printed = await text((await issue(requestNo)).extract_no)
    expect(printed).toContain('代理次郎様(ご本人架空太郎様の代理人)')
  })

  test('every reading and every step leaves its audit event', async () => {
    const { openVerified, matches, decide, issue, bytes, read, audit } = await setUp([
      provision([TARO]),
    ])
    const requestNo = await openVerified(TARO)
    await matches(requestNo)
    await decide(requestNo, 'disclosed_full')
    const { extract_no } = await issue(requestNo)
    await bytes(extract_no, 'csv')
    await read(requestNo)
    expect((await audit()).slice(1)).toEqual([
      'disclosure.opened',
      'disclosure.identity_verified',
      'disclosure.matches_read',
      'disclosure.decided',
      'extract.issued',
      'extract.read',
      'disclosure.read',
    ])
  })
})

describe('holding', () => {
  test('a request holds all that it claims from its arrival, and after less than full disclosure for the operator’s days', async () => {
    const { ledger, deps, open, decide } = await setUp([
      provision([TARO]),
      provision([{ name: '別人 一郎', identifiers: { phone: '+81 90-0000-0001' } }]),
      provision([{ name: '無縁 三郎' }]),
    ])
    const held = async () => [...(await findHeldRecordNos(deps)).keys()].sort()
    expect(await held()).toEqual([])
    const requestNo = await open({ data_subject: TARO })
    expect(await held()).toEqual([1, 2])
    await decide(requestNo, 'withdrawn')
    ledger.setNow('2027-05-21T23:59:59+09:00')
    expect(await held()).toEqual([1, 2])
    ledger.setNow('2027-05-22T00:00:00+09:00')
    expect(await held()).toEqual([])
  })

  test('a record stays held when its line is corrected to somebody else', async () => {
    const { deps, open, correct } = await setUp([provision([TARO])])
    await open({ data_subject: TARO })
    await correct(1, { name: '無縁 次郎' })
    expect([...(await findHeldRecordNos(deps)).keys()]).toEqual([1])
  })

  test('full disclosure lets go once it is delivered', async () => {
    const { deps, openVerified, decide, issue, deliver } = await setUp([provision([TARO])])
    const requestNo = await openVerified(TARO)
    await decide(requestNo, 'disclosed_full')
    await issue(requestNo)
    expect((await findHeldRecordNos(deps)).size).toBe(1)
    await deliver(requestNo)
    expect((await findHeldRecordNos(deps)).size).toBe(0)
  })
})
