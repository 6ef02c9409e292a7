// Characters that no font has: refused by name, or printed as their code points once an officer accepts it.

import { describe, expect, test } from 'vitest'
import { provision, setUp, TARO } from './support/disclosure-ledger.ts'
import { openTestApi } from './support/test-api.ts'

const PERSON = { ...TARO, name: '架空 太\u{1F600}郎' }

async function decided(outcome: string, person: object = PERSON) {
  const set = await setUp([provision([PERSON], { items: ['氏名', '葛\u{E0102}の記録'] })])
  const requestNo = await set.openVerified(person)
  await set.decide(requestNo, outcome)
  const api = await openTestApi(set.ledger)
  const issue = (body?: unknown) =>
    api.send('POST', `/v1/disclosure-requests/${requestNo}/extracts`, { body })
  return { ...set, issue }
}

describe('substitutes', () => {
  test('stand in brackets with a note, while the data files keep what was recorded', async () => {
    const { issue, text, json } = await decided('disclosed_full')
    const refused = await issue()
    expect(refused).toMatchObject({ status: 409, json: { code: 'glyph_missing' } })
    const named = refused.json.missing.flatMap(
      ({ codePoints }: { codePoints: string[] }) => codePoints,
    )
    const substitutes = [...new Set(named)]
    expect(substitutes).toEqual(['U+1F600', 'U+845B U+E0102'])
    expect(await issue({ substitutes })).toMatchObject({ status: 201, json: { extract_no: 1 } })
    const printed = await text(1)
    expect(printed).toContain('架空太[U+1F600]郎')
    expect(printed).toContain('[U+845BU+E0102]の記録')
    expect(printed).toContain('[U+1F600]、[U+845BU+E0102]は、この文書の書体で印刷できない文字を')
    expect(printed).not.toContain('□')
    const [row] = (await json(1, 'json')).provided
    expect(row.person.value[0]).toContain('太\u{1F600}郎')
    expect(row.items.value[1]).toBe('葛\u{E0102}の記録')
  })

  test('cover only what is accepted: the rest is refused as before', async () => {
    const { issue } = await decided('disclosed_full')
    const { status, json } = await issue({ substitutes: ['U+1F600'] })
    expect(status).toBe(409)
    expect(json.missing).toMatchObject([{ codePoints: ['U+845B U+E0102'], field: 'items' }])
  })

  test('that nothing needs are refused with their place in the list', async () => {
    const { issue } = await decided('disclosed_full')
    const { status, json } = await issue({ substitutes: ['U+1F600', 'U+1F601', 'U+845B U+E0102'] })
    expect(status).toBe(422)
    expect(json.errors).toMatchObject([{ pointer: '/substitutes/1', code: 'not_needed' }])
  })

  test.each([[['1F600']], [['U+1f600']], [['U+1F600', 7]], [['😀']]])(
    'are code points: %j is none',
    async list => {
      const { issue } = await decided('disclosed_full')
      expect((await issue({ substitutes: list })).status).toBe(422)
    },
  )

  test('are noted in the letter itself where there is no annex', async () => {
    const { issue, text } = await decided('not_exist', { name: '例示 花\u{1F600}子' })
    expect((await issue()).json.code).toBe('glyph_missing')
    expect((await issue({ substitutes: ['U+1F600'] })).status).toBe(201)
    const printed = await text(1)
    expect(printed).toContain('例示花[U+1F600]子様')
    expect(printed.match(/印刷できない文字を/g)).toHaveLength(1)
    expect(printed.indexOf('印刷できない文字を')).toBeLessThan(printed.lastIndexOf('以上'))
  })

  test('of a paper already issued change nothing', async () => {
    const { issue } = await decided('not_exist', { name: '例示 花子' })
    const first = await issue({})
    expect(first.status).toBe(201)
    expect((await issue({ substitutes: ['U+1F600'] })).json).toEqual(first.json)
  })
})
