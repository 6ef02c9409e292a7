// What holds when a request is answered in part or not at all (A33(2) proviso, A33(3), A36).

import { describe, expect, test } from 'vitest'
import { appendVersion } from '../src/usecases/append-version.ts'
import { HANAKO, OPERATOR, provision, refusal, setUp, TARO } from './support/disclosure-ledger.ts'

const REASON = '開示により、第三者の権利利益を害するおそれがあると判断したためです。'
const harm = {
  ground: '33-2-1',
  internal_reason: '別居中の配偶者の居所が分かる',
  letter_reason: REASON,
}
const first = { record_no: 1, line: 1 }
const second = { record_no: 2, line: 1 }

async function twoRecords(more: object = {}) {
  const way = await setUp([
    provision([{ ...TARO, address: '東京都架空区見本1-2-3' }], more),
    provision([TARO], {
      third_party: { ...provision([]).third_party, name: '例示眼科', address: '東京都港区別町2-2' },
    }),
  ])
  return { ...way, requestNo: await way.openVerified(TARO) }
}

describe('some items are refused', () => {
  test('their cells say so, the others show, and the letter tells row, item, provision and reason', async () => {
    const { requestNo, decideWith, issue, text, json } = await twoRecords()
    await decideWith(requestNo, {
      outcome: 'disclosed_partial',
      refusals: [{ ...first, items: ['TP_NAME', 'TP_ADDR'], ...harm }],
    })
    const { extract_no } = await issue(requestNo)
    const { provided } = await json(extract_no, 'json')
    const refused = provided.find((row: { notes: string[] }) => row.notes.length > 0)
    expect(refused).toMatchObject({
      third_party: {
        name: { state: 'withheld', ground: '33-2-1' },
        address: { state: 'withheld', ground: '33-2-1' },
        representative: { value: '理事長 例示 一郎' },
      },
      notes: ['お知らせの3を参照'],
    })
    expect(JSON.stringify(provided)).not.toContain('見本歯科')
    const printed = await text(extract_no)
    expect(printed).toContain('一部不開示のお知らせ')
    expect(printed).toContain(refused.no)
    expect(printed).toContain('提供先の氏名又は名称')
    expect(printed).toContain('法第33条第2項第1号')
    expect(printed).toContain(REASON)
    expect(printed).toContain('例示眼科')
    expect(printed).not.toContain('見本歯科')
    expect(printed).not.toContain('別居中')
  })

  test('an item that was corrected before leaves its former wording in no note', async () => {
    const { requestNo, decideWith, deps, ledger, issue, text, json } = await twoRecords()
    await appendVersion(deps, ledger.caller, 1, (_current, event) => ({
      event: { ...event, third_party: { ...event.third_party, address: '東京都港区新町9-9' } },
      reason: '移転',
    }))
    await decideWith(requestNo, {
      outcome: 'disclosed_partial',
      refusals: [{ ...first, items: ['TP_ADDR'], ...harm }],
    })
    const { extract_no } = await issue(requestNo)
    const everything = `${await text(extract_no)}${JSON.stringify(await json(extract_no, 'json'))}`
    expect(everything).not.toContain('例町1-1')
    expect(everything).not.toContain('新町9-9')
  })

  test('parts with one ground and one reason are put together, different ones are told apart', async () => {
    const { requestNo, decideWith, issue, text } = await twoRecords()
    await decideWith(requestNo, {
      outcome: 'disclosed_partial',
      refusals: [
        { ...first, items: ['ITEMS'], ...harm },
        { ...second, items: ['ITEMS'], ...harm, internal_reason: 'another' },
        {
          ...second,
          items: ['TP_REP'],
          ...harm,
          ground: '33-2-3',
          law_name: '刑法第134条',
          letter_reason: '業務上知り得た秘密を漏らすことになり、他の法令に違反するためです。',
        },
      ],
    })
    const printed = await text((await issue(requestNo)).extract_no)
    expect(printed.split(REASON)).toHaveLength(2)
    expect(printed).toMatch(/29-1、?29-2/)
    expect(printed).toContain('刑法第134条')
  })
})

describe('whole records are refused', () => {
  test('the annex shows the rest, and how many there are is told only where the officer says so', async () => {
    for (const show_withheld_count of [false, true]) {
      const { requestNo, decideWith, issue, text, json } = await twoRecords()
      await decideWith(requestNo, {
        outcome: 'disclosed_partial',
        show_withheld_count,
        refusals: [{ ...first, ...harm }],
      })
      const { extract_no } = await issue(requestNo)
      expect((await json(extract_no, 'manifest')).rows).toMatchObject([{ row: '29-1', ...second }])
      const printed = await text(extract_no)
      expect(printed).toContain('別紙に記載していない記録')
      expect(printed).toContain('記録の全部')
      expect(printed).not.toContain('見本歯科')
      expect(printed.includes('1件')).toBe(show_withheld_count)
    }
  })

  test('when all of them are, the letter gives ground and reason, and no name, item or number of records', async () => {
    const { requestNo, decideWith, issue, text, json } = await twoRecords()
    await decideWith(requestNo, {
      outcome: 'not_disclosed',
      refusals: [
        { ...first, ...harm },
        { ...second, ...harm },
      ],
    })
    const { extract_no } = await issue(requestNo)
    expect((await json(extract_no, 'manifest')).rows).toEqual([])
    const printed = await text(extract_no)
    expect(printed).toContain('その全部を開示しません')
    expect(printed).toContain(
      '法第33条第2項第1号(本人又は第三者の生命、身体、財産その他の権利利益を害するおそれがある場合)に当たるため',
    )
    expect(printed.split(REASON)).toHaveLength(2)
    expect(printed).not.toMatch(/見本歯科|例示眼科|\d件|別居中/)
  })
})

describe('a decision that cannot stand is refused with every fault', () => {
  test.each([
    ['a reason of a few words', { ...harm, letter_reason: '支障があるため' }, 'letter_reason'],
    [
      'a reason that only repeats the ground',
      {
        ...harm,
        letter_reason:
          '法第33条第2項第1号(本人又は第三者の生命、身体、財産その他の権利利益を害するおそれがある場合)に当たるため',
      },
      'letter_reason',
    ],
    ['33-2-3 without the law', { ...harm, ground: '33-2-3' }, 'law_name'],
    ['an item the rule does not have', { ...harm, items: ['ACQ'] }, 'items/0'],
  ])('%s', async (_what, refused, place) => {
    const { requestNo, decideWith } = await twoRecords()
    const error = await refusal(
      decideWith(requestNo, {
        outcome: 'disclosed_partial',
        refusals: [{ ...second, ...refused }],
      }),
    )
    expect(error.code).toBe('invalid_body')
    expect(error.faults.map(({ pointer }) => pointer)).toEqual([`/refusals/0/${place}`])
  })

  test('somebody else’s line, and an item refused twice or released as well', async () => {
    const { openVerified, settle, decideWith } = await setUp([provision([TARO, HANAKO])])
    const requestNo = await openVerified(TARO)
    await settle(requestNo, { reject: [{ record_no: 1, line: 2, why: 'the sister' }] })
    const error = await refusal(
      decideWith(requestNo, {
        outcome: 'disclosed_partial',
        refusals: [
          { record_no: 1, line: 2, ...harm },
          { ...first, items: ['TP_ADDR'], ...harm },
          { ...first, items: ['TP_ADDR'], ...harm },
        ],
        releases: [{ ...first, items: ['TP_ADDR'] }],
      }),
    )
    expect(error.faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/refusals/0', 'not_a_line'],
      ['/refusals/2', 'refused_twice'],
      ['/releases/0/items/0', 'released_and_refused'],
    ])
  })

  test.each([
    ['disclosed_full', [{ ...first, ...harm }]],
    ['not_exist', [{ ...first, ...harm }]],
    ['disclosed_partial', []],
    [
      'disclosed_partial',
      [
        { ...first, ...harm },
        { ...second, ...harm },
      ],
    ],
    ['not_disclosed', [{ ...first, ...harm }]],
    [
      'not_disclosed',
      [
        { ...first, ...harm },
        { ...second, items: ['ITEMS'], ...harm },
      ],
    ],
  ])('%s does not fit refusals %j', async (outcome, refusals) => {
    const { requestNo, decideWith } = await twoRecords()
    const error = await refusal(decideWith(requestNo, { outcome, refusals }))
    expect(error.code).toBe('outcome_does_not_fit')
    expect(error.fix).toBeTruthy()
  })
})

describe('a statutory agent asks', () => {
  const agent = { kind: 'statutory_agent', name: '架空 一郎', authority: 'family_register' }
  const child = { ...TARO, address: '東京都架空区見本1-2-3' }
  const places = ['address', 'telephone', 'third_party_place']

  test('what may show where the child lives is released or refused before anything is issued', async () => {
    const { openVerified, decide, decideWith, issue, text } = await setUp([provision([child])])
    const requestNo = await openVerified(TARO, { requester: agent })
    await decide(requestNo, 'disclosed_full')
    expect((await refusal(issue(requestNo))).members).toEqual({
      waiting: [{ ...first, items: places }],
    })
    await decideWith(requestNo, {
      outcome: 'disclosed_partial',
      releases: [{ ...first, items: ['third_party_place'] }],
      refusals: [{ ...first, items: ['address', 'telephone'], ...harm }],
    })
    const printed = await text((await issue(requestNo)).extract_no)
    expect(printed).toContain('架空一郎様')
    expect(printed).toContain('(ご本人架空太郎様の法定代理人)')
    expect(printed).toContain('ご本人の住所、ご本人の電話番号')
    expect(printed).toContain('住所不開示')
    expect(printed).toContain('電話番号不開示')
    expect(printed).toContain('会員番号M-1')
    expect(printed).not.toMatch(/090-0000-0001|見本1-2-3/)
  })

  test('a refused place of the third party hides its name, its seat and its representative', async () => {
    const { openVerified, decideWith, issue, json, text } = await setUp([provision([child])])
    const requestNo = await openVerified(TARO, { requester: agent })
    await decideWith(requestNo, {
      outcome: 'disclosed_partial',
      refusals: [{ ...first, items: places, ...harm }],
    })
    const { extract_no } = await issue(requestNo)
    const withheld = { state: 'withheld', ground: '33-2-1' }
    expect((await json(extract_no, 'json')).provided).toMatchObject([
      { third_party: { name: withheld, address: withheld, representative: withheld } },
    ])
    expect(await text(extract_no)).not.toMatch(/見本歯科|例町|例示一郎/)
  })
})

test('a fee that was paid comes back, or not, as the operator announced', async () => {
  for (const [refundable_when_refused, words] of [
    [true, 'お預かりした手数料は同じ口座への振込みにより返金します。'],
    [false, '手数料は、あらかじめご案内したとおり返金いたしません。'],
  ] as const) {
    const fee = { records_yen: 500, refundable_when_refused, refund_how: '同じ口座への振込み' }
    const disclosure = { due_days: 14, authority_months: 3, fee }
    const way = await setUp([], { ...OPERATOR, disclosure } as unknown as typeof OPERATOR)
    const requestNo = await way.openVerified(TARO)
    await way.payFee(requestNo, { paid_on: '2026-11-20', yen: 500 })
    await way.decide(requestNo, 'not_exist')
    expect(await way.text((await way.issue(requestNo)).extract_no)).toContain(words)
  }
})

describe('a refusal says neither too much nor what is not so', () => {
  test('a place that the line does not have cannot be refused: the letter would be false', async () => {
    const { openVerified, decideWith } = await setUp([
      provision([{ name: TARO.name, identifiers: { member_id: 'M-1' } }]),
    ])
    const requestNo = await openVerified(TARO)
    const refusals = [{ ...first, items: ['telephone', 'address'], ...harm }]
    const error = await refusal(decideWith(requestNo, { outcome: 'disclosed_partial', refusals }))
    expect(error.faults.map(({ code }) => code)).toEqual(['not_an_item', 'not_an_item'])
  })

  test('one item has one ground, also where a place contains it', async () => {
    const { requestNo, decideWith } = await twoRecords()
    const error = await refusal(
      decideWith(requestNo, {
        outcome: 'disclosed_partial',
        refusals: [
          { ...first, items: ['third_party_place'], ...harm },
          { ...first, items: ['TP_NAME'], ...harm, ground: '33-2-2' },
        ],
      }),
    )
    expect(error.faults.map(({ code }) => code)).toEqual(['refused_twice'])
  })

  test('to a statutory agent a released place is the one of today: no note tells a former one', async () => {
    const { openVerified, deps, ledger, decideWith, issue, text } = await setUp([
      provision([{ name: TARO.name, identifiers: { member_id: 'M-1' } }]),
    ])
    await appendVersion(deps, ledger.caller, 1, (_current, event) => ({
      event: {
        ...event,
        third_party: { ...event.third_party, name: '見本相談所', address: '東京都港区新町9-9' },
      },
      reason: '移転',
    }))
    const requestNo = await openVerified(TARO, {
      requester: { kind: 'statutory_agent', name: '架空 一郎' },
    })
    const releases = [{ ...first, items: ['third_party_place'] }]
    await decideWith(requestNo, { outcome: 'disclosed_full', releases })
    const printed = await text((await issue(requestNo)).extract_no)
    expect(printed).toContain('「氏名又は名称」を訂正')
    expect(printed).not.toMatch(/見本歯科|例町1-1/)
  })

  test('two grounds are each named beside their reasons, one ground is named once', async () => {
    const { requestNo, decideWith, issue, text } = await twoRecords()
    const other = '同じ内容の請求が多数に及び、窓口の業務が著しく滞るためです。'
    await decideWith(requestNo, {
      outcome: 'not_disclosed',
      refusals: [
        { ...first, ...harm },
        { ...second, ...harm, ground: '33-2-2', letter_reason: other },
      ],
    })
    const printed = await text((await issue(requestNo)).extract_no)
    expect(printed).toContain(`法第33条第2項第1号${REASON}`)
    expect(printed).toContain(`法第33条第2項第2号${other}`)
  })
})
