// Invented content of the registers, with long and rare words: for previews and the tests of pages.

import type { Phrase } from '../usecases/letter-document.ts'
import type { RecordRow, RegisterKind, RegisterOf } from '../usecases/register-document.ts'
import { ERASURE_RECORD } from './erasure-record-sample.ts'
import { LONG_ADDRESS } from './result-samples.ts'

const words = (name: string, values?: Record<string, Phrase>): Phrase =>
  values ? { words: name, values } : { words: name }
const at = (date: string, time: string) => words('instant', { date, time })

const PARTY = {
  thirdParty: '医療法人社団見本会 第1歯科医院(邉見分院)',
  thirdPartyAddress: LONG_ADDRESS,
  representative: '理事長 髙﨑 𠮷',
  corporateNumber: '7123456789012',
  thirdPartyCode: 'clinic-001',
}
const MADE = {
  method: words('method_each'),
  madeOn: '2026-11-22',
  source: 'booking',
  retentionClass: words('class_r3'),
  keepThrough: '2029-11-22',
  states: [words('state_complete')],
}
const CONSENT = { basis: words('basis_consent'), article: '法27条1項', consent: words('obtained') }

const provided: RecordRow[] = [
  {
    ...PARTY,
    ...CONSENT,
    ...MADE,
    recordNo: '41',
    direction: words('provided'),
    occurredOn: '2026-11-21',
    persons: [
      '(1) 𠮷邉 髙﨑 / ヨシナベ タカサキ / 1990-04-01 / OM-001002 / 090-0000-0001',
      '(2) 見本 花子 / OM-001003',
    ],
    items: '氏名、電話番号、矯正治療についてのご相談の内容',
    consentOn: '2026-11-20',
    consentEvidence: '予約画面での同意',
    means: 'API連携',
    purpose: '診療予約',
    filledOn: '2026-11-25',
    states: [
      words('state_missing', { item: words('item_tp_rep') }),
      words('state_held', { code: 'suit-2026-1' }),
    ],
  },
]
const received: RecordRow[] = [
  {
    ...PARTY,
    ...MADE,
    recordNo: '42',
    direction: words('received'),
    occurredOn: '2026-11-20',
    persons: '見本 太郎 / taro.mihon@example.jp',
    items: '氏名、メールアドレス',
    acquisition: '本人からウェブサイトの申込書により取得',
    confirmationMethod: '提供元の申告書',
    confirmedOn: '2026-11-19',
    ppcPublication: words('published'),
    filingNumber: '2026-000000',
    basis: words('basis_opt_out'),
    article: '法27条2項',
    consent: words('not_required'),
  },
]
const related: RecordRow[] = [
  {
    ...PARTY,
    ...MADE,
    recordNo: '43',
    occurredOn: '2026-10-31',
    period: words('period', { first: '2026-10-01', last: '2026-10-31' }),
    items: 'ウェブサイトの閲覧履歴',
    confirmation: words('confirmed'),
    confirmationMethod: '契約による申告',
    foreignInformation: words('not_required'),
    method: words('method_batch'),
  },
]
const exempt: RecordRow[] = [
  {
    ...PARTY,
    ...MADE,
    recordNo: '44',
    direction: words('provided'),
    occurredOn: '2026-11-01',
    persons: '見本 花子',
    items: '氏名、予約希望日時',
    basis: words('basis_interpretation'),
    article: '確認・記録義務編2-2',
    exemption: words('interp_on_behalf'),
    exemptionReason: '本人が指定した医院への予約の取次ぎ',
    approvedBy: '個人情報保護管理者',
  },
]

const PROVISION_REGISTER: RegisterOf<'provision_register'> = {
  kind: 'provision_register',
  values: {
    operatorName: '株式会社架空スマイル',
    period: words('within_both', { from: '2026-10-01', to: '2026-11-22' }),
    thirdParty: 'clinic-001',
    madeAt: at('2026-11-22', '09:30:00'),
    madeBy: 'privacy-office (key:sample)',
    edition: words('edition_full'),
    recordCount: '4',
    lineCount: '4',
    actOn: '2026-07-17',
    orderOn: '2026-05-21',
    rulesOn: '2026-06-14',
    verifiedAt: at('2026-11-22', '09:29:58'),
    verifiedFaults: '0',
  },
  tables: {
    laws: [
      {
        basis: [words('provided'), words('basis_consent')],
        article: '法29条1項、規則20条1項2号',
        validFrom: '2022-04-01',
        records: '1',
      },
    ],
    summary: [
      {
        direction: words('provided'),
        basis: words('basis_consent'),
        method: words('method_each'),
        records: '12,345',
        lines: '234,567',
        withGaps: '1',
        void: '0',
      },
    ],
    provided,
    received,
    related,
    exempt,
    gaps: [
      {
        recordNo: '41',
        kind: words('gap_missing_item'),
        matter: words('item_tp_addr'),
        statute: '規則20条1項2号ロ',
        foundOn: '2026-11-22',
        days: '3',
        filledOn: '2026-11-25',
        evidence: '契約書',
        by: 'key:sample',
      },
      {
        recordNo: '41',
        kind: words('gap_missing_item'),
        matter: words('item_tp_rep'),
        statute: '規則20条1項2号ロ',
        foundOn: '2026-11-22',
        days: '0',
        openFor: words('open_unregistered', { code: 'clinic-001' }),
      },
    ],
    amendments: [
      {
        recordNo: '41',
        amendedOn: '2026-11-25',
        kind: words('amended_filling'),
        matter: words('matter_third_party_address'),
        after: LONG_ADDRESS,
        reason: '第三者の登録',
        by: 'key:sample',
      },
    ],
    erasures: [{ runNo: '7', erasedOn: '2026-11-22', records: '1,234' }],
    requests: [
      {
        requestNo: 'R2026-0034',
        receivedOn: '2026-11-09',
        repliedOn: '2026-11-20',
        outcome: words('outcome_disclosed_full'),
        recordNos: '41、42',
      },
    ],
    holds: [{ code: 'suit-2026-1', placedOn: '2026-11-01', records: '1' }],
  },
}

export const REGISTER_SAMPLES: { [Kind in RegisterKind]: RegisterOf<Kind> } = {
  provision_register: PROVISION_REGISTER,
  erasure_record: ERASURE_RECORD,
}
