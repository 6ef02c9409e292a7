// The table that the PDF benchmarks draw: an extract of many rows, no two alike, and its words alone.

import { readFileSync } from 'node:fs'
import type { AnnexRow, ExtractDocument } from '../src/usecases/extract-document.ts'

/** What the rivals get: the same words in the same columns, shares of the width beside them. */
export interface WordTable {
  headings: string[]
  widths: number[]
  rows: string[][]
}

const KINDS = ['矯正歯科医院', '歯科クリニック', '総合病院歯科口腔外科', '訪問看護ステーション']
const PLACES = [
  '東京都架空区見本町',
  '大阪府例示市架空',
  '北海道見本郡例示村大字架空',
  '福岡県架空市見本',
]
const ITEMS = [
  '氏名',
  '電話番号',
  'メールアドレス',
  '予約希望日時',
  '治療に関するご希望',
  '生年月日',
]

export function extractOf(rows: number): ExtractDocument {
  return {
    kind: 'disclosed_full',
    docNo: '個開2026-0001号',
    requestNo: 'R2026-0001',
    issuedOn: '2026-11-22',
    arrivedOn: '2026-11-09',
    addressee: {
      name: '髙橋 大翔',
      postalAddress: ['〒150-0000', '東京都渋谷区見本坂3丁目4番5号'],
    },
    dataSubjectName: '髙橋 大翔',
    operator: {
      name: '株式会社架空スマイル',
      address: '〒150-0000 東京都渋谷区架空坂1丁目10番8号',
      representatives: ['代表取締役 架空 誠'],
      office: { name: '個人情報相談窓口', email: 'support@example.jp', phone: '03-0000-0000' },
    },
    scopeWords: { words: 'scope_unlimited' },
    methodWords: { words: 'method_electronic_record' },
    methodSentence: {
      words: 'deliver_electronic_record',
      values: { means: { words: 'means_download' } },
    },
    fee: { lines: [{ words: 'fee_none' }] },
    checkedBy: [],
    provided: Array.from({ length: rows }, (_, n) => rowOf(n)),
    received: [],
  }
}

function rowOf(n: number): AnnexRow {
  const clinic = n % 700
  return {
    no: `29-${n + 1}`,
    thirdParty: {
      name: { value: `医療法人社団架空第${clinic}会 見本${KINDS[clinic % 4]}` },
      address: {
        value: `${PLACES[clinic % 4]}${clinic % 40}丁目${clinic % 19}番${n % 23}号 例示ビル${clinic % 9}階`,
      },
      representative: { value: `院長 見本 ${'一二三四五六七八九十'[clinic % 10]}郎` },
    },
    person: {
      value: [
        '氏名 髙橋 大翔',
        'フリガナ タカハシ ヒロト',
        `会員番号 OM-${String(n).padStart(6, '0')}`,
        `電話番号 090-0000-${String(n % 10_000).padStart(4, '0')}`,
      ],
    },
    items: { value: ITEMS.filter((_, i) => (n >> i) % 2 === 0 || i === 0) },
    consent: n % 9 === 0 ? { state: 'not_recorded' } : { value: { words: 'consent_provided' } },
    date: { state: 'not_required' },
    notes: [],
  }
}

export function readTable(file: string): WordTable {
  return JSON.parse(readFileSync(file, 'utf8'))
}
