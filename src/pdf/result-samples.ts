// Invented result letters with long and rare words: for previews and the tests of pages.

import type { AnnexRow, ExtractDocument } from '../usecases/extract-document.ts'
import type { LetterBase, ResultKind } from '../usecases/letter-document.ts'

/** As long as an address gets, so that nobody's is too long for the paper: 200 characters. */
export const LONG_ADDRESS = '東京都架空区見本町一丁目2番3号 見本ビルディング別館 '
  .repeat(8)
  .slice(0, 199)
  .concat('邉')

export const SAMPLE_BASE: LetterBase = {
  docNo: '個開2026-0012号',
  requestNo: 'R2026-0034',
  issuedOn: '2026-11-22',
  arrivedOn: '2026-11-09',
  addressee: {
    name: '𠮷邉 髙﨑',
    postalAddress: ['〒150-0000', '東京都渋谷区見本坂三丁目4番5号', 'コーポ髙﨑 201号室'],
  },
  dataSubjectName: '𠮷邉 髙﨑',
  operator: {
    name: '株式会社架空スマイル',
    address: '〒150-0000 東京都渋谷区架空坂1丁目10番8号',
    representatives: ['代表取締役 架空 誠', '代表取締役 架空 実'],
    office: {
      name: '架空スマイル矯正 サポート',
      email: 'support@example.jp',
      phone: '03-0000-0000',
      hours: '平日10時から17時まで',
    },
    accredited_body: { name: '一般社団法人架空個人情報保護協会', contact: '03-0000-0009' },
  },
}

const clinic = {
  name: { value: '医療法人社団見本会 第1歯科医院(邉見分院)' },
  address: { value: LONG_ADDRESS },
  representative: { value: '理事長 髙﨑 𠮷' },
}

const PROVIDED: AnnexRow[] = [
  {
    no: '29-1',
    thirdParty: clinic,
    person: {
      value: person({ name: '𠮷邉 髙﨑', kana: 'ヨシナベ タカサキ', member_id: 'OM-001002' }),
    },
    items: {
      value: [
        '氏名',
        '電話番号',
        'メールアドレス',
        '予約希望日時',
        '矯正治療についてのご相談の内容',
      ],
    },
    consent: { value: { words: 'consent_provided' } },
    date: { state: 'not_required' },
    notes: [],
  },
  {
    no: '29-2',
    thirdParty: {
      name: { value: '見本歯科(個人)' },
      address: { state: 'not_recorded' },
      representative: { state: 'not_required' },
    },
    person: { value: person({ name: '𠮷邉 髙﨑', member_id: 'OM-001002' }) },
    items: { value: ['氏名', '電話番号'] },
    consent: { state: 'not_recorded' },
    date: { state: 'not_required' },
    notes: [{ words: 'note_person_corrected', values: { date: '2026-05-02' } }],
  },
  {
    no: '29-3',
    thirdParty: {
      name: { value: '株式会社架空名簿' },
      address: { value: '大阪府架空市例示一丁目1番1号' },
      representative: { value: '代表取締役 例示 次郎' },
    },
    person: { value: person({ name: '𠮷邉 髙﨑', phone: '090-0000-1002' }) },
    items: { value: ['氏名', '電話番号'] },
    consent: { state: 'not_required' },
    date: { value: '2026-04-01' },
    notes: [
      {
        words: 'note_added',
        values: { date: '2026-05-02', heading: { words: 'heading_date_out' } },
      },
      { words: 'note_contract' },
    ],
  },
]

const RECEIVED: AnnexRow[] = [
  {
    no: '30-1',
    thirdParty: {
      name: { value: '株式会社架空データ' },
      address: { value: '大阪府架空市例示一丁目1番1号' },
      representative: { value: '代表取締役 例示 次郎' },
    },
    acquisition: { value: '提供元のウェブサイトの会員登録により、ご本人から直接取得' },
    person: { value: person({ name: '𠮷邉 髙﨑', email: 'yoshinabe@example.jp' }) },
    items: { value: ['氏名', 'メールアドレス', '関心のある治療'] },
    consent: { value: { words: 'consent_received' } },
    date: { state: 'not_required' },
    ppcPublication: { state: 'not_required' },
    notes: [],
  },
]

const FULL: ExtractDocument = {
  ...SAMPLE_BASE,
  kind: 'disclosed_full',
  scopeWords: { words: 'scope_unlimited' },
  methodWords: { words: 'method_electronic_record' },
  methodSentence: { words: 'deliver_electronic_record_plain' },
  fee: { lines: [{ words: 'fee_none' }] },
  checkedBy: [],
  provided: PROVIDED,
  received: RECEIVED,
}

const REASON =
  '提供先の所在が明らかになると、ご本人と同居されているご家族の生活の安全が害されるおそれがあるためです。'

const ARTICLE_1 = {
  article: { words: 'article_33_2_1' },
  ground: { words: 'ground_33_2_1' },
  reason: REASON,
}

const NOTHING_PRINTED = {
  fee: { lines: [{ words: 'fee_not_charged' }] },
  provided: [],
  received: [],
}

export const RESULT_SAMPLES: Record<ResultKind, ExtractDocument> = {
  disclosed_full: FULL,
  disclosed_partial: {
    ...FULL,
    kind: 'disclosed_partial',
    provided: [withheldPlace(PROVIDED[0]!), PROVIDED[1]!, withheldPlace(PROVIDED[2]!)],
    refusals: [
      ...['29-1', '29-3'].map(row => ({
        rows: [row],
        matters: ['heading_third_party', 'heading_address'].map(words => ({
          words: 'of_recipient',
          values: { item: { words } },
        })),
        ...ARTICLE_1,
      })),
      {
        rows: [],
        matters: [{ words: 'matter_whole_record' }],
        article: { words: 'article_33_2_3', values: { lawName: '架空業法' } },
        ground: { words: 'ground_33_2_3', values: { lawName: '架空業法' } },
        reason: '架空業法第10条により、当社が知らせてはならないとされている事項を含むためです。',
      },
    ],
  },
  not_disclosed: {
    ...FULL,
    ...NOTHING_PRINTED,
    kind: 'not_disclosed',
    refusals: [{ rows: [], matters: [{ words: 'matter_whole_record' }], ...ARTICLE_1 }],
  },
  not_exist: {
    ...FULL,
    ...NOTHING_PRINTED,
    kind: 'not_exist',
    addressee: {
      name: '髙橋 邉子',
      onBehalfOf: '𠮷邉 髙﨑',
      relation: { words: 'relation_statutory_agent' },
    },
    checkedBy: [
      { label: { words: 'label_name' }, value: '𠮷邉 髙﨑' },
      { label: { words: 'label_kana' }, value: 'ヨシナベ タカサキ' },
      {
        label: { words: 'label_birth_date' },
        value: { words: 'day', values: { date: '2015-08-21' } },
      },
      { label: { words: 'label_phone' }, value: '090-0000-1002' },
    ],
    alsoRequested: [{ words: 'matter_data_disclosure' }],
  },
}

function withheldPlace(row: AnnexRow): AnnexRow {
  const withheld = { state: 'withheld', ground: '33-2-1' } as const
  return {
    ...row,
    thirdParty: { ...row.thirdParty, name: withheld, address: withheld },
    notes: [...row.notes, { words: 'note_withheld' }],
  }
}

/** As the use case writes it: a label of the edition, and the value as recorded. */
function person(matters: Record<string, string>) {
  return Object.entries(matters).map(([label, value]) => ({
    words: 'person_matter',
    values: { label: { words: `label_${label}` }, value },
  }))
}
