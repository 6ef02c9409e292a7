// The papers for requesters: with the operator's letterhead and rules, in either edition, and nothing about anybody.

import { expect, test } from 'vitest'
import { operatorSchema } from '../../src/domain/operator.ts'
import { pdfInfo, pdfPages } from '../support/pdf-text.ts'
import { openTestApi, type TestApi } from '../support/test-api.ts'

const OPERATOR = operatorSchema.parse({
  name: '株式会社見本堂',
  address: '東京都架空区例示町1番1号',
  representatives: ['代表取締役 例示 次郎'],
  office: { name: '個人情報相談室', phone: '03-0000-0123' },
  disclosure: { due_days: 30, fee: { records_yen: 1_200, refundable_when_refused: false } },
  other_desks: [{ matter: '共同利用', name: '見本グループ', contact: '03-0000-0456' }],
})

async function form(api: TestApi, path: string) {
  const key = api.key('desk', 'disclosures')
  const answer = await api.app.request(path, { headers: { Authorization: `Bearer ${key}` } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { answer, bytes, text: (await pdfPages(bytes)).join('').replace(/\s/g, '') }
}

test('the notice on the procedure says the operator’s own fee, days, desks and address', async () => {
  const api = await openTestApi({ operator: OPERATOR })
  const { answer, text } = await form(api, '/v1/forms/procedure_notice/pdf')
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toContain('procedure_notice.pdf')
  for (const words of [
    '株式会社見本堂個人情報相談室',
    '東京都架空区例示町1番1号',
    '1,200円',
    '手数料は返金いたしません',
    '届いた日の翌日から数えて30日目までに回答します',
    '3年を経過した後に廃棄します',
    '共同利用見本グループ03-0000-0456',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).not.toMatch(/30日以内|補正までの日数|返金します/)
  api.close()
})

test('every form comes in both editions', async () => {
  const api = await openTestApi({ operator: OPERATOR })
  for (const name of ['request_form', 'power_of_attorney', 'procedure_notice']) {
    const ja = await form(api, `/v1/forms/${name}/pdf`)
    const en = await form(api, `/v1/forms/${name}/pdf?edition=en`)
    expect((await pdfInfo(ja.bytes)).lang).toBe('ja-JP')
    expect((await pdfInfo(en.bytes)).lang).toBe('en')
    expect(en.text).toContain('theJapanesetextprevails')
    expect(ja.text).toContain('株式会社見本堂')
  }
  api.close()
})

test('a form without a letterhead, with an unknown name or edition is refused', async () => {
  const bare = await openTestApi()
  expect((await bare.send('GET', '/v1/forms/request_form/pdf')).json).toMatchObject({
    status: 409,
    code: 'letterhead_missing',
  })
  expect((await bare.send('GET', '/v1/forms/not_exist/pdf')).status).toBe(404)
  expect((await bare.send('GET', '/v1/forms/request_form/pdf?edition=fr')).status).toBe(422)
  bare.close()
  const rare = await openTestApi({ operator: { ...OPERATOR, name: '株式会社😀' } })
  expect((await rare.send('GET', '/v1/forms/request_form/pdf')).json).toMatchObject({
    code: 'glyph_missing',
    detail: expect.stringContaining('U+1F600'),
  })
  rare.close()
})
