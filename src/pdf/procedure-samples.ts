// Invented content of the procedure letters, with long and rare words: for previews and the tests of pages.

import type { LetterDocument, Phrase, ProcedureKind } from '../usecases/letter-document.ts'

type Content = Pick<LetterDocument, 'values' | 'lists'>

const words = (name: string, values?: Record<string, Phrase>): Phrase =>
  values ? { words: name, values } : { words: name }

const ASKED = {
  scopeWords: words('scope_and', {
    first: words('scope_period', { from: '2024-04-01', to: '2026-10-31' }),
    second: words('scope_provided'),
  }),
  methodWords: words('method_electronic_record'),
}

const document = (kind: string, copies: number, form: string, afterwards: string) => ({
  kind: words(`document_${kind}`),
  copies: String(copies),
  form: words(`form_${form}`),
  afterwards: words(`afterwards_${afterwards}`),
})

const DOCUMENTS = [
  document('request_form', 1, 'original', 'destroyed'),
  document('driving_licence', 1, 'copy', 'destroyed'),
  document('family_register', 2, 'original', 'returned'),
]

const point = (code: string, values: Record<string, Phrase> = {}, wanted = 'wanted') => ({
  matter: words(`point_${code}_matter`, values),
  situation: words(`point_${code}_situation`, values),
  wanted: words(`point_${code}_${wanted}`, values),
})

const POINTS = [
  point('id_missing'),
  point('identifier_unproven', { identifier: words('label_phone') }),
  point('authority_missing', {}, 'wanted_statutory_agent'),
  {
    matter: '旧姓(髙﨑)',
    situation: 'ご請求書の「𠮷邉 髙﨑」というお名前と、確認書類のお名前の関係が分かりません',
    wanted: '戸籍の証明書など、お名前の変更の経緯が分かる書類の写し',
  },
]

const DESKS = [
  {
    matter: '共同利用に関するお問い合わせ',
    name: '架空スマイルグループ 共同利用責任者(髙﨑)',
    contact: '電話 03-0000-0001(平日10時から17時まで)',
  },
]

const REASON =
  'ご希望の媒体(光磁気ディスク)は、当社のシステムが対応しておらず、用意するために多額の費用を要するためです。'

const OPENING = {
  extractDocNo: '個開2026-0012号',
  howToOpen:
    'ご案内した専用ページで「受け取る」を選び、別にお知らせするパスワードを入力してください。ファイルは暗号化したZIP形式(AES-256)です。',
  validThroughOn: '2026-12-22',
}

export const PROCEDURE_SAMPLES: Record<ProcedureKind, Content> = {
  acknowledgement: {
    values: {
      ...ASKED,
      channelWords: words('channel_web'),
      requesterRole: words('role_statutory_agent'),
      dueOn: '2026-12-06',
      clockStops: 'true',
      registerYears: '3',
    },
    lists: {
      alsoRequested: [
        { item: words('matter_data_disclosure'), desk: '架空スマイル矯正 サポート' },
        { item: words('matter_stop_provision'), desk: '架空スマイルグループ 共同利用責任者(髙﨑)' },
      ],
      documents: DOCUMENTS,
      points: POINTS.slice(1, 3),
      feeLines: [
        { item: words('fee_open', { fee: '1,000', how: '銀行振込', date: '2026-12-01' }) },
        { item: words('fee_data_request', { fee: '1,000' }) },
      ],
      desks: DESKS,
    },
  },
  completion_request: {
    values: {
      how: '郵送又は専用ページからの送信',
      replyByOn: '2026-12-06',
      replyWords: words('reply_remaining', { days: '12' }),
    },
    lists: { points: POINTS },
  },
  new_reply_date: {
    values: {
      dueOn: '2026-12-06',
      newDueOn: '2026-12-20',
      letterReason:
        'ご請求の範囲が複数の部署にわたり、それぞれの部署での確認に日数を要するためです。',
    },
    lists: {},
  },
  not_accepted: {
    values: { ...ASKED, reasonWords: words('reason_not_eligible') },
    lists: { documents: DOCUMENTS },
  },
  method_consultation: {
    values: {
      methodWords: words('method_other'),
      letterReason: REASON,
      replyByOn: '2026-12-01',
      dueOn: '2026-12-06',
    },
    lists: {
      methods: [{ item: words('method_electronic_record') }, { item: words('means_medium') }],
    },
  },
  method_change: {
    values: {
      methodWords: words('method_other'),
      letterReason: REASON,
      postalMeans: words('means_recipient_only_post'),
      sentOn: '2026-11-24',
    },
    lists: {},
  },
  other_desks: {
    values: { consentedOn: '2026-11-20', forwardedOn: '2026-11-21' },
    lists: { handled: [{ item: words('matter_data_disclosure') }], desks: DESKS },
  },
  withdrawal: { values: { withdrawnOn: '2026-11-22' }, lists: { documents: DOCUMENTS } },
  cover_letter: { values: OPENING, lists: {} },
  password_notice: { values: { ...OPENING, password: 'x7-Kq2m-0Ol1' }, lists: {} },
  cessation_result: {
    values: {
      matterWords: words('matter_stop_provision'),
      resultWords: words('result_part', { matter: words('matter_stop_provision') }),
      range: '医療法人社団見本会 第1歯科医院(邉見分院を含みます。)への予約に関する個人データの提供',
      stoppedOn: '2026-11-20',
      letterReason:
        '法令に基づく提供は、法令により行わなければならないものであり、停止することができないためです。',
      alternative: '提供する項目を、法令で定められたものに限ります。',
    },
    lists: {},
  },
}
