// Invented people and companies for the PDF tests, with the fonts and templates as shipped.

import { readFileSync } from 'node:fs'
import { parseTemplates, TEMPLATE_FILES } from '../../src/pdf/letter-template.ts'
import type { Attachment } from '../../src/pdf/open-pdf.ts'
import { renderExtract } from '../../src/pdf/render-extract.ts'
import type { AnnexRow, ExtractDocument } from '../../src/usecases/extract-document.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, root)))
const FONTS = 'node_modules/@expo-google-fonts/noto-sans-jp'

export const fonts = {
  regular: read(`${FONTS}/400Regular/NotoSansJP_400Regular.ttf`),
  bold: read(`${FONTS}/700Bold/NotoSansJP_700Bold.ttf`),
}

export function templateFiles(): Record<string, unknown> {
  const files: Record<string, unknown> = {}
  for (const name of TEMPLATE_FILES) {
    files[name] = JSON.parse(new TextDecoder().decode(read(`templates/${name}`)))
  }
  return files
}

export const editions = parseTemplates(templateFiles())
export const templates = editions.ja
export const producedAt = new Date('2026-11-22T01:02:03Z')

export function render(document: ExtractDocument, attachments?: Attachment[]) {
  return renderExtract(document, { templates, fonts, producedAt, attachments })
}

export function providedRow(number: number, change: Partial<AnnexRow> = {}): AnnexRow {
  return {
    no: `29-${number}`,
    thirdParty: {
      name: { value: `架空第${number}矯正歯科医院` },
      address: { value: `東京都架空区見本町${number}丁目2番3号 見本ビル4階` },
      representative: { value: '院長 見本 花子' },
    },
    person: { value: ['氏名 髙橋 大翔', 'フリガナ タカハシ ヒロト', '会員番号 OM-001002'] },
    items: { value: ['氏名', '電話番号', 'メールアドレス', '予約希望日時'] },
    consent: { value: { words: 'consent_provided' } },
    date: { state: 'not_required' },
    notes: [],
    ...change,
  }
}

export function receivedRow(number: number, change: Partial<AnnexRow> = {}): AnnexRow {
  return {
    no: `30-${number}`,
    thirdParty: {
      name: { value: '株式会社架空データ' },
      address: { value: '大阪府架空市例示一丁目1番1号' },
      representative: { value: '代表取締役 例示 次郎' },
    },
    acquisition: { value: '提供元のウェブサイトの会員登録により、ご本人から直接取得' },
    person: { value: ['氏名 髙橋 大翔', 'メールアドレス hiroto@example.jp'] },
    items: { value: ['氏名', 'メールアドレス', '関心のある治療'] },
    consent: { value: { words: 'consent_received' } },
    date: { state: 'not_required' },
    ppcPublication: { state: 'not_required' },
    notes: [],
    ...change,
  }
}

export function disclosedFull(change: Partial<ExtractDocument> = {}): ExtractDocument {
  return {
    kind: 'disclosed_full',
    docNo: '個開2026-0012号',
    requestNo: 'R2026-0034',
    issuedOn: '2026-11-22',
    arrivedOn: '2026-11-09',
    addressee: {
      name: '髙橋 大翔',
      postalAddress: ['〒150-0000', '東京都渋谷区見本坂3丁目4番5号', 'コーポ見本 201号室'],
    },
    dataSubjectName: '髙橋 大翔',
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
    },
    scopeWords: { words: 'scope_unlimited' },
    methodWords: { words: 'method_electronic_record' },
    methodSentence: {
      words: 'deliver_electronic_record',
      values: { means: { words: 'means_download' } },
    },
    fee: { lines: [{ words: 'fee_none' }] },
    checkedBy: [],
    provided: [
      providedRow(1),
      providedRow(2, {
        consent: { state: 'not_recorded' },
        thirdParty: {
          name: { value: '𠮷田 邉子' },
          address: { state: 'not_recorded' },
          representative: { state: 'not_required' },
        },
      }),
      providedRow(3, {
        consent: { state: 'not_required' },
        date: { value: '2026-04-01' },
        notes: [
          { words: 'note_added', values: { date: '2026-05-02', heading: '提供年月日' } },
          { words: 'note_contract' },
        ],
      }),
    ],
    received: [
      receivedRow(1),
      receivedRow(2, {
        consent: { state: 'not_required' },
        date: { value: '2025-12-24' },
        ppcPublication: { value: { words: 'ppc_published' } },
      }),
    ],
    ...change,
  }
}

/** One item of row 29-1 is refused, and one record as a whole. */
export function disclosedPartial(change: Partial<ExtractDocument> = {}): ExtractDocument {
  const place = { state: 'withheld', ground: '33-2-1' } as const
  return disclosedFull({
    kind: 'disclosed_partial',
    provided: [
      providedRow(1, {
        thirdParty: { name: place, address: place, representative: { value: '院長 見本 花子' } },
        notes: [{ words: 'note_withheld' }],
      }),
      providedRow(2),
    ],
    refusals: [
      {
        rows: ['29-1'],
        matters: ['heading_third_party', 'heading_address'].map(words => ({
          words: 'of_recipient',
          values: { item: { words } },
        })),
        article: { words: 'article_33_2_1' },
        ground: { words: 'ground_33_2_1' },
        reason: 'ご家族の生活の安全が害されるおそれがあるためです。',
      },
      {
        rows: [],
        matters: [{ words: 'matter_whole_record' }],
        article: { words: 'article_33_2_3', values: { lawName: '架空業法' } },
        ground: { words: 'ground_33_2_3', values: { lawName: '架空業法' } },
        reason: '架空業法により知らせてはならないとされている事項を含むためです。',
      },
    ],
    ...change,
  })
}

export function notDisclosed(change: Partial<ExtractDocument> = {}): ExtractDocument {
  return disclosedFull({
    kind: 'not_disclosed',
    docNo: '個開2026-0014号',
    fee: { lines: [{ words: 'fee_not_charged' }] },
    provided: [],
    received: [],
    refusals: [
      {
        rows: [],
        matters: [{ words: 'matter_whole_record' }],
        article: { words: 'article_33_2_2' },
        ground: { words: 'ground_33_2_2' },
        reason: 'お知らせすると、不正な利用を防ぐための調査を続けることができなくなるためです。',
      },
    ],
    ...change,
  })
}

export function notExist(change: Partial<ExtractDocument> = {}): ExtractDocument {
  return disclosedFull({
    kind: 'not_exist',
    docNo: '個開2026-0013号',
    fee: { lines: [{ words: 'fee_not_charged' }] },
    checkedBy: [
      { label: { words: 'label_name' }, value: '髙橋 大翔' },
      { label: { words: 'label_kana' }, value: 'タカハシ ヒロト' },
      { label: { words: 'label_birth_date' }, value: '1990年8月21日' },
      { label: { words: 'label_phone' }, value: '090-0000-1002' },
    ],
    provided: [],
    received: [],
    ...change,
  })
}
