// What holds for the letters on the way of a request: what each says, what none says, what is logged.

import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { Operator } from '../src/domain/operator.ts'
import type { Edition } from '../src/usecases/letter-document.ts'
import { readLetter } from '../src/usecases/read-letter.ts'
import { verifyLedger } from '../src/usecases/verify-ledger.ts'
import { HANAKO, OPERATOR, provision, TARO } from './support/disclosure-ledger.ts'
import { pdfInfo, pdfPages } from './support/pdf-text.ts'
import { openTestApi, type TestApi } from './support/test-api.ts'

/** Due on 4 December: received on 20 November, 14 days. */
const REQUEST = {
  received_on: '2026-11-20',
  channel: 'web',
  requester: { kind: 'self' },
  data_subject: { ...TARO, addresses: ['〒100-0001 東京都千代田区例町1-2-3'] },
  delivery: 'electronic_record',
}
const AGENT = { requester: { kind: 'statutory_agent', name: '架空 髙子', authority: 'parent' } }
const FEE = {
  disclosure: { ...disclosure({ records_yen: 1_200, how_paid: '銀行振込' }) },
} as Partial<Operator>
const STOPS = {
  disclosure: { ...disclosure({}), clock_stops_for_correction: true },
} as Partial<Operator>

function disclosure(fee: object) {
  return { due_days: 14, fee }
}

let apis: TestApi[] = []
afterEach(() => {
  for (const api of apis) api.close()
  apis = []
})

interface Setting {
  operator?: Partial<Operator>
  request?: object
  /** Calls on the request before the letter: the path's end and the body. */
  before?: [path: string, body: object][]
  records?: object[]
}

async function openRequest({ operator, request, before = [], records = [] }: Setting) {
  const api = await openTestApi({ operator: { ...OPERATOR, ...operator } as Partial<Operator> })
  apis.push(api)
  if (records.length > 0) await api.record(...records)
  const opened = await api.send('POST', '/v1/disclosure-requests', {
    body: { ...REQUEST, ...request },
  })
  expect(opened.status, opened.text).toBe(201)
  const path = `/v1/disclosure-requests/${opened.json.request_no}`
  for (const [end, body] of before) {
    const answer = await api.send('POST', `${path}/${end}`, { body })
    expect(answer.status, `${end}: ${answer.text}`).toBe(201)
  }
  const audit = async () => (await api.deps.stores.audit.list({ after: 0, limit: 1000 })).length
  const seen = await audit()
  return {
    api,
    post: (body: object) => api.send('POST', `${path}/letters`, { body }),
    list: () => api.send('GET', `${path}/letters`),
    /** What was logged since the request stood as `before` left it. */
    logged: async () => api.deps.stores.audit.list({ after: seen, limit: 1000 }),
    pages: async (letterNo: number, edition: Edition = 'ja') => {
      const { deps, caller } = api
      const { bytes } = await readLetter(deps, caller, { letterNo, edition })
      return (await pdfPages(bytes)).map(page => page.replaceAll(/[ 　\n]/g, ''))
    },
  }
}

const VERIFY = {
  method: 'online',
  result: 'passed',
  verified_on: '2026-11-20',
  documents: ['driving_licence'],
  proven: ['name', 'addresses'],
}
const NOT_ACCEPTED = { outcome: 'not_accepted', not_accepted_for: 'authority' }
const CONSULTATION = {
  stage: 'consultation',
  letter_reason: 'ご希望の媒体を当社で取り扱っていないためです。',
  internal_reason: '内部の事情',
  alternatives: ['electronic_record', 'counter', '光ディスク'],
  reply_by: '2026-12-01',
}
const STOP = {
  stop: { stopped_on: '2026-11-22', waiting_for: ['id_expired'], reply_by: '2026-12-10' },
}
const EXTEND = {
  extend: {
    due_on: '2026-12-20',
    letter_reason: '確認に日数を要するためです。',
    internal_reason: '内部の事情',
  },
}

interface Scenario extends Setting {
  name: string
  body: { kind: string } & Record<string, unknown>
  says: string[]
  never?: string[]
}

const SCENARIOS: Scenario[] = [
  {
    name: 'an acknowledgement repeats what was asked, and asks for nothing that is not missing',
    request: {
      scope: { from: '2026-01-01', direction: 'provided' },
      also_requested: ['data_disclosure', '紙の控えの送付'],
      documents: [
        { kind: 'driving_licence', copies: 2, form: 'copy', afterwards: 'destroyed' },
        { kind: 'karte', copies: 1, form: 'original', afterwards: 'returned' },
      ],
    },
    operator: {
      disclosure: disclosure({ data_yen: 1_000 }),
      other_desks: [{ matter: '紙の控えの送付', name: '見本印刷室', contact: '03-0000-0009' }],
    } as Partial<Operator>,
    body: {
      kind: 'acknowledgement',
      desks: [{ matter: '共同利用', name: '例示社', contact: '電話' }],
    },
    says: [
      '第三者提供記録開示請求受付票',
      '次のとおり、ご請求をお受けしました。',
      '2026年11月20日(令和8年11月20日)(当社に届いた日)',
      'ウェブサイト',
      '2026年1月1日(令和8年1月1日)以後に提供し、又は提供を受けたもの(第三者に提供した記録に限る)',
      '電磁的記録の提供',
      '・保有個人データの開示(担当:個人情報窓口)',
      '・紙の控えの送付(担当:見本印刷室)',
      '別途ご回答します',
      '運転免許証2写し廃棄',
      'その他の書類1原本返却',
      'ありません',
      '第三者提供記録の開示について、手数料はいただいておりません。',
      '保有個人データの開示のご請求に係る手数料(1,000円)は、別途ご案内します。',
      '2026年12月4日(令和8年12月4日)までにご回答します。',
      '3年を経過した後に廃棄します',
      '共同利用については、例示社(電話)で承ります。',
      'お問い合わせの際は、受付番号R2026-0001をお知らせください。',
    ],
    // The day of A39 is the officer's own concern (documents.md 3.1), the kind of an unknown paper too.
    never: ['12月5日', 'karte', '補正までの日数'],
  },
  {
    name: 'an acknowledgement names an open fee, the rule of the clock, and what the stopped clock waits for',
    operator: {
      ...FEE,
      disclosure: { ...FEE.disclosure, clock_stops_for_correction: true },
    } as Partial<Operator>,
    before: [['clock', STOP]],
    body: { kind: 'acknowledgement', pay_by: '2026-12-01' },
    says: [
      '手数料1,200円を銀行振込により2026年12月1日(令和8年12月1日)までにお支払いください。',
      '書類の補正をお願いした場合は、補正までの日数を除きます。',
      'ご本人の確認:有効な書類',
    ],
    never: ['確認の途中で'],
  },
  {
    name: 'a paid fee is acknowledged as received, and its day is not asked for',
    operator: FEE,
    before: [['fee', { paid_on: '2026-11-21', yen: 1_200 }]],
    body: { kind: 'acknowledgement' },
    says: ['手数料1,200円を2026年11月21日(令和8年11月21日)に受領しました。'],
    never: ['お支払いください'],
  },
  {
    name: 'a request for completion has the sentence of every point, in order, and does not move the reply date',
    operator: FEE,
    before: [['identity-verification', VERIFY]],
    body: {
      kind: 'completion_request',
      reply_by: '2026-12-01',
      how: 'post',
      points: [
        { code: 'id_missing' },
        { code: 'id_illegible' },
        { code: 'id_mismatch' },
        { code: 'identifier_unproven', identifier: 'phone' },
        { code: 'delivery_choice' },
        { code: 'address_unclear' },
        { code: 'fee' },
        { code: 'target' },
        { matter: '旧姓', situation: '旧姓が分かりません', wanted: '旧姓をお書きください' },
      ],
    },
    says: [
      'ご請求に関する確認・補正のお願い',
      '本人確認書類が添付されていません',
      '個人番号カード(表面のみ)',
      '読み取れる写し',
      '変更の経緯が分かる書類、又は請求書の訂正',
      'お申し出の電話番号がご本人のものであることを確認できていません',
      '当社からの確認の連絡への応答',
      '開示の方法のご希望が分かりません',
      '送付先が確認書類の住所と異なります',
      '手数料1,200円を銀行振込により2026年12月1日(令和8年12月1日)までにお支払いください。',
      'ご本人の記録を特定する手がかりが足りません',
      '旧姓をお書きください',
      '郵送により、2026年12月1日(令和8年12月1日)までにお送りください。',
      'ご請求の範囲を狭めていただく必要はありません。',
      '個人番号(マイナンバー)、本籍、健康保険の記号・番号・保険者番号',
      '2026年12月4日(令和8年12月4日)(変更ありません)',
      '改めてご請求いただくことは差し支えありません。',
    ],
    never: ['会員番号の確認', '数えて', '代理'],
  },
  {
    name: 'a stopped clock gives points and day, and goes on with the days it had left',
    operator: STOPS,
    before: [['clock', STOP]],
    body: { kind: 'completion_request', how: '専用ページ' },
    says: [
      '本人確認書類の有効期限が過ぎています',
      '2026年12月10日(令和8年12月10日)までにお送りください。',
      // Due on 4 December, stopped on 22 November.
      '補正が届いた日から数えて12日以内にご回答します。',
    ],
    never: ['変更ありません', '12月4日'],
  },
  {
    name: 'what an agent has to add fits the kind of agent, and the letter goes to the agent',
    request: AGENT,
    body: {
      kind: 'completion_request',
      reply_by: '2026-12-01',
      how: 'post',
      points: [
        { code: 'authority_missing' },
        { code: 'authority_old' },
        { code: 'agent_id_missing' },
      ],
    },
    says: [
      '架空髙子様',
      '(ご本人架空太郎様の法定代理人)',
      '戸籍の証明書又は登記事項証明書',
      '証明書の発行日から3か月を過ぎています',
      '代理人の確認書類の写し',
    ],
    never: ['委任状'],
  },
  {
    name: 'a new reply date is told beside the one until now, with the reason for the letter alone',
    before: [['clock', EXTEND]],
    body: { kind: 'new_reply_date' },
    says: [
      '回答予定日の変更について(お知らせ)',
      '当初の回答予定日2026年12月4日(令和8年12月4日)',
      '変更後の回答予定日2026年12月20日(令和8年12月20日)',
      '確認に日数を要するためです。',
      '確認作業中です',
    ],
    never: ['内部の事情'],
  },
  {
    name: 'a request that cannot be accepted is told why, and nothing about records or grounds',
    request: {
      ...AGENT,
      documents: [
        { kind: 'power_of_attorney', copies: 1, form: 'original', afterwards: 'returned' },
      ],
    },
    before: [['decision', NOT_ACCEPTED]],
    body: { kind: 'not_accepted' },
    says: [
      'ご請求に応じることができない旨のお知らせ',
      '次の理由により、今回のご請求に応じることができません。',
      '代理権を確認できない',
      '委任状1原本返却',
      '改めてご請求',
    ],
    never: ['第33条第2項', '存在し', '別紙', '不開示'],
  },
  {
    name: 'a consultation offers what was recorded, paper among it, with a slip to answer on',
    before: [['method-change', CONSULTATION]],
    body: { kind: 'method_consultation' },
    operator: {
      delivery_methods: [{ code: 'counter', words: '本社受付での手渡し' }],
    } as Partial<Operator>,
    says: [
      '開示の方法についてのご相談',
      'ご希望の媒体を当社で取り扱っていないためです。',
      '□電磁的記録の提供',
      '□本社受付での手渡し',
      '□光ディスク',
      '□書面の交付',
      '2026年12月1日(令和8年12月1日)までに、同封の回答票又は電子メールでお知らせください。',
      '2026年12月1日(令和8年12月1日)までにご回答がないときは、書面の交付により開示します。',
      '回答予定日2026年12月4日(令和8年12月4日)',
      '別紙',
      '回答票',
      '氏名の記入で足ります',
    ],
    never: ['内部の事情', '第33条'],
  },
  {
    name: 'a change of the method cites the law to the paragraph, and sends paper',
    before: [['method-change', { stage: 'notice', letter_reason: '多額の費用を要するためです。' }]],
    body: { kind: 'method_change', postal_means: 'registered_post' },
    says: [
      '個人情報の保護に関する法律(以下「法」といいます。)第33条第5項において準用する同条第2項及び第3項の規定により、次のとおり書面の交付により開示することとしましたので、お知らせします。',
      '多額の費用を要するためです。',
      '書面の交付(簡易書留)',
      '送付日2026年11月22日(令和8年11月22日)',
    ],
    never: ['ご回答のお願い', '回答票'],
  },
  {
    name: 'other desks are named with what stays here, and nothing is forwarded without consent',
    request: { also_requested: ['cessation', '共同利用先での訂正'] },
    operator: {
      other_desks: [
        { matter: '共同利用先での訂正', name: '例示社窓口', contact: '電話 03-0000-0009' },
      ],
    } as Partial<Operator>,
    body: { kind: 'other_desks', desks: [{ matter: '共同利用先での訂正' }] },
    says: [
      '当社が対応するもの・第三者提供記録の開示・利用の停止',
      '当社が対応しないもの・共同利用先での訂正',
      '例示社窓口',
      '電話03-0000-0009',
      '転送していません',
    ],
    never: ['転送しました'],
  },
  {
    name: 'what was forwarded is told with the day of the consent',
    body: {
      kind: 'other_desks',
      desks: [{ matter: '訂正', name: '例示社', contact: '電話' }],
      forwarded: { consented_on: '2026-11-20', forwarded_on: '2026-11-21' },
    },
    says: [
      '2026年11月20日(令和8年11月20日)にいただいた同意に基づき、',
      '2026年11月21日(令和8年11月21日)に上記の窓口へ転送しました。',
    ],
  },
  {
    name: 'a withdrawal is confirmed after the request was closed by it',
    before: [['decision', { outcome: 'withdrawn' }]],
    body: { kind: 'withdrawal' },
    says: [
      '取下げを受けた日2026年11月22日(令和8年11月22日)',
      'お預かりした書類はありません。',
      'いつでも改めてご請求いただけます',
    ],
  },
  {
    name: 'a cover letter names the document and holds nothing of it',
    before: [
      ['identity-verification', VERIFY],
      ['decision', { outcome: 'not_exist' }],
      ['extracts', {}],
    ],
    body: { kind: 'cover_letter', how_to_open: '展開してください。', valid_through: '2026-12-22' },
    says: [
      '文書番号個開2026-0001号',
      '展開してください。',
      '2026年12月22日(令和8年12月22日)',
      'このお知らせに開示の内容は含まれていません。',
      '〒100-0001',
    ],
    never: ['存在し', 'パスワード'],
  },
  {
    name: 'a password goes in a letter of its own',
    before: [
      ['identity-verification', VERIFY],
      ['decision', { outcome: 'not_exist' }],
      ['extracts', {}],
    ],
    body: { kind: 'password_notice', how_to_open: '入力してください。', password: 'Qx7-kk' },
    says: [
      '個開2026-0001号',
      'Qx7-kk',
      '入力してください。',
      'このお知らせに開示の内容は含まれていません。',
    ],
    never: ['有効期限', '存在し'],
  },
  {
    name: 'the result of a cessation says what stopped, why the rest did not, and that records stay',
    request: { also_requested: ['stop_provision'] },
    body: {
      kind: 'cessation_result',
      asked: 'stop_provision',
      result: {
        stopped: 'part',
        stopped_on: '2026-11-21',
        range: '予約の提供',
        letter_reason: '法令に基づく提供は停止できないためです。',
        alternative: '項目を減らします。',
      },
    },
    says: [
      '第35条第7項の規定により',
      'お申し出の一部について、第三者への提供の停止を行いました。',
      '予約の提供',
      '2026年11月21日(令和8年11月21日)',
      '法令に基づく提供は停止できないためです。',
      '項目を減らします。',
      '保存期間が終わるまで残ります',
    ],
  },
  {
    name: 'a cessation that is not done gives no day of it',
    body: {
      kind: 'cessation_result',
      asked: 'cessation',
      result: { stopped: 'none', letter_reason: '請求の理由に当たらないためです。' },
    },
    says: ['お申し出の利用の停止は、行わないこととしました。', '請求の理由に当たらないためです。'],
    never: ['停止した範囲', '代わりにとる措置'],
  },
]

/** Words of public bodies, and claims that are too large (documents.md 1.3). */
const FORBIDDEN = [
  '処分',
  '却下',
  '棄却',
  '審査請求',
  '不服申立て',
  '行政不服審査法',
  '30日以内',
  '検索',
  'ヒット',
  '一切',
]

/** Those that documents.md section 8 gives, and ours for the rest. */
const ENGLISH_TITLES: Record<string, string> = {
  acknowledgement: 'Acknowledgement of request',
  completion_request: 'Request for completion',
  new_reply_date: 'Notice of a new reply date',
  not_accepted: 'Notice that the request cannot be accepted',
  method_consultation: 'Consultation about the method of disclosure',
  method_change: 'Notice of change of the method of disclosure',
  other_desks: 'Notice of other desks',
  withdrawal: 'Confirmation of withdrawal',
  cover_letter: 'Cover letter',
  password_notice: 'Password notice',
  cessation_result: 'Result of the request for cessation',
}

describe('each letter', () => {
  test.each(SCENARIOS)('$name', async ({ body, says, never = [], request, ...setting }) => {
    const { api, post, pages, logged } = await openRequest({
      ...setting,
      request: { ...request, translation: 'en' },
    })
    const answer = await post(body)
    expect(answer.status, answer.text).toBe(201)
    expect(answer.json).toEqual({
      letter_no: 1,
      kind: body.kind,
      doc_no: '個連2026-0001号',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      issued_at: '2026-11-22T09:30:00.000+09:00',
    })
    const printed = (await pages(1)).join('')
    for (const words of says) expect(printed).toContain(words.replaceAll(/[ 　]/g, ''))
    for (const words of [...never, ...FORBIDDEN]) expect(printed).not.toContain(words)
    expect(printed).toContain('架空太郎')
    expect(printed).not.toMatch(/[{}]/)
    expect((await logged()).map(({ kind, detail }) => [kind, detail])).toEqual([
      ['letter.issued', { request_no: 'R2026-0001', letter_no: 1, kind: body.kind }],
      ['letter.read', { request_no: 'R2026-0001', letter_no: 1, edition: 'ja' }],
    ])
    expect(JSON.stringify(api.log)).not.toMatch(/架空|Qx7/)
    const english = (await pages(1, 'en')).join('')
    expect(english).toContain(ENGLISH_TITLES[body.kind]?.replaceAll(' ', ''))
    expect(english).toContain('translationforconvenience;theJapanesetextprevails')
    expect(english).not.toMatch(/[{}]|ご請求|お知らせ|窓口の名称/)
  })
})

describe('silence', () => {
  test('every letter before the answer is the same, to the byte, whether or not records exist', async () => {
    for (const { body, ...setting } of SCENARIOS) {
      const withExtract = setting.before?.some(([path]) => path === 'extracts')
      // The answer itself says what there is; what goes with it does not.
      if (withExtract) continue
      const digests = []
      for (const records of [[], [provision([TARO]), provision([TARO, HANAKO])]]) {
        const { post } = await openRequest({ ...setting, records })
        digests.push((await post(body)).json.sha256)
      }
      expect(digests[0], body.kind).toMatch(/^[0-9a-f]{64}$/)
      expect(digests[1], body.kind).toBe(digests[0])
    }
  })

  test('what goes with the answer is the same whatever the answer says', async () => {
    for (const body of [
      { kind: 'cover_letter' },
      { kind: 'password_notice', how_to_open: '入力', password: 'x' },
    ]) {
      const digests = []
      for (const [records, outcome] of [
        [[], 'not_exist'],
        [[provision([TARO])], 'disclosed_full'],
      ] as const) {
        const verify = { ...VERIFY, proven: ['name', 'identifiers.member_id'] }
        const { post } = await openRequest({
          records: [...records],
          before: [
            ['identity-verification', verify],
            ['decision', { outcome }],
            ['extracts', {}],
          ],
        })
        digests.push((await post(body)).json.sha256)
      }
      expect(digests[1]).toBe(digests[0])
    }
  })

  test('no letter reads a record or a wording', async () => {
    for (const { body, ...setting } of SCENARIOS) {
      const { api, post } = await openRequest(setting)
      const closed = new Proxy(
        {},
        { get: (_, name) => () => Promise.reject(new Error(`${String(name)} was read`)) },
      )
      Object.assign(api.deps.stores, { records: closed, wordings: closed })
      expect((await post(body)).status, body.kind).toBe(201)
    }
  })
})

interface Refused extends Setting {
  name: string
  body: object
  status: number
  code: string
  names?: string
}

const REFUSED: Refused[] = [
  {
    name: 'no request may be declined by letter before it is decided',
    body: { kind: 'not_accepted' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a decision that speaks of records is no refusal to accept',
    before: [
      ['identity-verification', VERIFY],
      ['decision', { outcome: 'not_exist' }],
    ],
    body: { kind: 'not_accepted' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a withdrawal nobody declared is not confirmed',
    body: { kind: 'withdrawal' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a reply date that was not put off has no new one',
    body: { kind: 'new_reply_date' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a method that was not changed is not announced',
    before: [['method-change', CONSULTATION]],
    body: { kind: 'method_change', postal_means: 'post' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a consultation that was answered is over',
    before: [
      ['method-change', CONSULTATION],
      ['method-change', { stage: 'answer', delivery: 'document' }],
    ],
    body: { kind: 'method_consultation' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'nothing accompanies an answer that is not issued',
    body: { kind: 'cover_letter' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a closed request is not completed any more',
    before: [['decision', { outcome: 'withdrawn' }]],
    body: { kind: 'acknowledgement' },
    status: 409,
    code: 'request_closed',
  },
  {
    name: 'an open fee needs a day to pay by',
    operator: FEE,
    body: { kind: 'acknowledgement' },
    status: 422,
    code: 'invalid_body',
    names: '/pay_by',
  },
  {
    name: 'an open fee needs a way to pay',
    operator: { disclosure: disclosure({ records_yen: 500 }) } as Partial<Operator>,
    body: { kind: 'acknowledgement', pay_by: '2026-12-01' },
    status: 409,
    code: 'letterhead_missing',
    names: 'disclosure.fee.how_paid',
  },
  {
    name: 'a fee that is not charged is not asked for',
    body: {
      kind: 'completion_request',
      reply_by: '2026-12-01',
      how: 'post',
      points: [{ code: 'fee' }],
    },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'a person who asks themselves is not asked for an agent’s papers',
    body: {
      kind: 'completion_request',
      reply_by: '2026-12-01',
      how: 'post',
      points: [{ code: 'target' }, { code: 'authority_missing' }],
    },
    status: 422,
    code: 'invalid_body',
    names: '/points/1',
  },
  {
    name: 'an identifier that was proven is not asked for again',
    before: [['identity-verification', { ...VERIFY, proven: ['identifiers.phone'] }]],
    body: {
      kind: 'completion_request',
      reply_by: '2026-12-01',
      how: 'post',
      points: [{ code: 'identifier_unproven', identifier: 'phone' }],
    },
    status: 422,
    code: 'invalid_body',
    names: '/points/0',
  },
  {
    name: 'a running clock names neither points nor day',
    body: { kind: 'completion_request', how: 'post' },
    status: 422,
    code: 'invalid_body',
    names: '/reply_by',
  },
  {
    name: 'a day to answer by has not passed',
    body: {
      kind: 'completion_request',
      reply_by: '2026-11-21',
      how: 'post',
      points: [{ code: 'target' }],
    },
    status: 422,
    code: 'invalid_body',
    names: '/reply_by',
  },
  {
    name: 'a reply date that has passed is not promised',
    request: { received_on: '2026-11-01' },
    body: { kind: 'acknowledgement' },
    status: 409,
    code: 'letter_does_not_fit',
  },
  {
    name: 'consent comes before forwarding',
    body: {
      kind: 'other_desks',
      desks: [{ matter: '訂正', name: '例示社', contact: '電話' }],
      forwarded: { consented_on: '2026-11-22', forwarded_on: '2026-11-21' },
    },
    status: 422,
    code: 'invalid_body',
    names: '/forwarded/consented_on',
  },
  {
    name: 'a desk that nobody described is not named',
    body: { kind: 'other_desks', desks: [{ matter: '訂正' }] },
    status: 422,
    code: 'invalid_body',
    names: '/desks/0/matter',
  },
  {
    name: 'an unknown kind of letter is refused with its place',
    body: { kind: 'greeting' },
    status: 422,
    code: 'invalid_body',
    names: '/kind',
  },
  {
    name: 'a character that no font can draw refuses the letter',
    body: {
      kind: 'completion_request',
      reply_by: '2026-12-01',
      how: 'post',
      points: [{ matter: '絵文字', situation: '\u{1F600}', wanted: 'なし' }],
    },
    status: 409,
    code: 'glyph_missing',
    names: 'U+1F600',
  },
  {
    name: 'without a complete letterhead there is no letter',
    operator: { representatives: [] },
    body: { kind: 'acknowledgement' },
    status: 409,
    code: 'letterhead_missing',
    names: 'representatives',
  },
]

test.each(REFUSED)('$name', async ({ body, status, code, names = '', ...setting }) => {
  const { post, list, logged } = await openRequest(setting)
  const answer = await post(body)
  expect([answer.status, answer.json.code], answer.text).toEqual([status, code])
  expect(answer.text).toContain(names)
  expect(answer.text).not.toContain('架空')
  expect((await list()).json).toEqual({ letters: [] })
  expect(await logged()).toEqual([])
})

describe('an issued letter', () => {
  const HOW = { kind: 'completion_request', how: 'post', reply_by: '2026-12-01' }

  test('stays the same bytes, also after the operator and the clock moved on', async () => {
    const { api, post } = await openRequest({})
    const { sha256 } = (await post({ kind: 'acknowledgement' })).json
    api.setNow('2027-03-01T09:00:00+09:00')
    Object.assign(api.deps.operator, { name: '別の名前', letter_no_format: 'X{number}' })
    for (let time = 0; time < 2; time += 1) {
      const response = await api.app.request('/v1/letters/1/pdf', {
        headers: { Authorization: `Bearer ${api.key('test', 'disclosures')}` },
      })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent('kiroku_個連2026-0001号.pdf')}`,
      )
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
  })

  test('is numbered in a series of its own, over all requests, whoever writes at the same time', async () => {
    const { api, post, list } = await openRequest({})
    const points = [{ code: 'target' }]
    const answers = await Promise.all([
      post({ kind: 'acknowledgement' }),
      post({ ...HOW, points }),
      post({ ...HOW, points }),
    ])
    expect(answers.map(({ json }) => json.doc_no).toSorted()).toEqual([
      '個連2026-0001号',
      '個連2026-0002号',
      '個連2026-0003号',
    ])
    api.setNow('2026-12-31T23:59:00+09:00')
    const other = await api.send('POST', '/v1/disclosure-requests', {
      body: { ...REQUEST, received_on: '2026-12-31' },
    })
    api.setNow('2027-01-01T00:00:00+09:00')
    const next = await api.send(
      'POST',
      `/v1/disclosure-requests/${other.json.request_no}/letters`,
      {
        body: { kind: 'acknowledgement' },
      },
    )
    expect(next.json).toMatchObject({ letter_no: 4, doc_no: '個連2027-0001号' })
    expect((await list()).json.letters.map((one: { letter_no: number }) => one.letter_no)).toEqual([
      1, 2, 3,
    ])
  })

  test('is a step of its request, and leaves its status alone', async () => {
    const { api, post } = await openRequest({ before: [['identity-verification', VERIFY]] })
    await post({ kind: 'acknowledgement' })
    const { json } = await api.send('GET', '/v1/disclosure-requests/R2026-0001')
    expect(json.status).toBe('verified')
    expect(json.history.at(-1)).toMatchObject({ step: 2, kind: 'letter_issued' })
  })

  test('has an English edition beside it where the request asks for one, and only there', async () => {
    const { api, post, pages } = await openRequest({ request: { translation: 'en' } })
    await post({ kind: 'acknowledgement' })
    expect((await pages(1)).join('')).toContain('受付票')
    const english = (await pages(1, 'en')).join('')
    expect(english).toContain('Acknowledgementofrequest')
    expect(english).toContain('4December2026')
    expect(english).toContain('theJapanesetextprevails')
    expect(english).not.toMatch(/ご請求|お問い合わせ/)

    const without = await openRequest({})
    await without.post({ kind: 'acknowledgement' })
    const answer = await without.api.send('GET', '/v1/letters/1/pdf?edition=en')
    expect([answer.status, answer.json.code]).toEqual([404, 'not_found'])
    expect((await api.send('GET', '/v1/letters/2/pdf?edition=xx')).status).toBe(404)
    expect((await api.send('GET', '/v1/letters/1/pdf?edition=xx')).status).toBe(422)
  })

  test('names nobody in its title, and rests sealed', async () => {
    const { api, post } = await openRequest({})
    await post({ kind: 'acknowledgement' })
    const { deps, caller } = api
    const { bytes } = await readLetter(deps, caller, { letterNo: 1, edition: 'ja' })
    const { info, lang } = await pdfInfo(bytes)
    expect(info.Title).toBe('第三者提供記録開示請求 受付票')
    expect(JSON.stringify(info)).not.toContain('架空')
    expect(lang).toBe('ja-JP')
    const [chunk] = await deps.stores.letters.findChunks(1, 'ja')
    expect(Buffer.from(chunk?.sealed ?? []).includes('%PDF')).toBe(false)
  })

  test('whose bytes were erased with the request answers 410, its number stays', async () => {
    const { api, post, list } = await openRequest({ request: { translation: 'en' } })
    await post({ kind: 'acknowledgement' })
    api.database.raw.exec('delete from letter_chunk')
    for (const edition of ['ja', 'en']) {
      const answer = await api.send('GET', `/v1/letters/1/pdf?edition=${edition}`)
      expect([answer.status, answer.json.code]).toEqual([410, 'letter_gone'])
    }
    expect((await list()).json.letters).toHaveLength(1)
  })

  test('is verified with the ledger: one that was tampered with is named', async () => {
    const { api, post } = await openRequest({ request: { translation: 'en' } })
    await post({ kind: 'acknowledgement' })
    await post({ kind: 'acknowledgement' })
    expect(await verifyLedger(api.deps)).toMatchObject({ letters: 2, faults: [] })
    const { raw } = api.database
    raw.exec('drop trigger letter_is_never_edited')
    raw.exec(`update letter set sha256 = '${'0'.repeat(64)}' where letter_no = 1`)
    raw.exec("update letter_chunk set sealed = x'00' where letter_no = 2 and edition = 'en'")
    expect((await verifyLedger(api.deps)).faults).toEqual([
      'letter 1 is not the document that was issued',
      'letter 2 does not open',
    ])
  })

  test.each(['ja', 'en'])(
    'whose %s bytes are lost is a fault, while its person is known',
    async lost => {
      const { api, post } = await openRequest({ request: { translation: 'en' } })
      await post({ kind: 'acknowledgement' })
      const { raw } = api.database
      raw.prepare('delete from letter_chunk where edition = ?').run(lost)
      expect((await verifyLedger(api.deps)).faults).toEqual(['letter 1 has lost its pdf'])
      raw.exec('drop trigger if exists disclosure_request_is_append_only')
      raw.exec('update disclosure_request set redacted_at = 1')
      expect((await verifyLedger(api.deps)).faults).toEqual([])
    },
  )

  test('holds words of the requester as text, whatever they look like', async () => {
    const { post, pages } = await openRequest({
      request: { also_requested: ['{docNo}', '=1+1', '</text>\u202Egnp', 'x'.repeat(200)] },
    })
    expect((await post({ kind: 'acknowledgement' })).status).toBe(201)
    const printed = (await pages(1)).join('')
    expect(printed).toContain('・{docNo}(担当')
    expect(printed).toContain('・=1+1(担当')
    expect(printed).toContain('x'.repeat(200))
    expect(printed).not.toContain('\u202E')
  })
})
