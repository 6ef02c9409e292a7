// records.json and records.csv: what the table shows, safe to open in a spreadsheet.

import { expect, test } from 'vitest'
import { recordsCsv, recordsJson } from '../../src/pdf/records-file.ts'
import {
  disclosedFull,
  disclosedPartial,
  providedRow,
  receivedRow,
  templates,
} from './sample-document.ts'

test('JSON has the states as codes, the dates ISO and the keys of the specification', () => {
  const document = disclosedPartial({
    provided: [
      providedRow(1, {
        consent: { state: 'withheld', ground: '33-2-1' },
        date: { value: '2026-04-01' },
        notes: [{ words: 'note_person_corrected', values: { date: '2026-05-02' } }],
      }),
    ],
    received: [receivedRow(1, { acquisition: undefined })],
  })
  const file = JSON.parse(recordsJson(document, templates))
  expect(Object.keys(file)).toEqual(['document', 'request', 'issued_on', 'provided', 'received'])
  expect(file.issued_on).toBe('2026-11-22')
  expect(file.provided).toEqual([
    {
      no: '29-1',
      third_party: {
        name: { value: '架空第1矯正歯科医院' },
        address: { value: '東京都架空区見本町1丁目2番3号 見本ビル4階' },
        representative: { value: '院長 見本 花子' },
      },
      person: { value: ['氏名 髙橋 大翔', 'フリガナ タカハシ ヒロト', '会員番号 OM-001002'] },
      items: { value: ['氏名', '電話番号', 'メールアドレス', '予約希望日時'] },
      consent: { state: 'withheld', ground: '33-2-1' },
      provided_on: { value: '2026-04-01' },
      notes: ['2026-05-02 ご本人を特定する事項を訂正'],
    },
  ])
  expect(file.received[0].acquisition).toEqual({ state: 'not_required' })
  expect(file.received[0].received_on).toEqual({ state: 'not_required' })
})

test('the consent of a provided record reads as the specification says', () => {
  const file = JSON.parse(recordsJson(disclosedFull(), templates))
  expect(file.provided[0].consent).toEqual({ value: '法第27条第1項の同意' })
})

test('CSV begins with a BOM and the headings, and ends every line with CRLF', () => {
  const csv = recordsCsv(disclosedFull(), templates)
  expect(
    csv.startsWith(
      '\ufeff区分,番号,氏名又は名称,住所,代表者の氏名,本人を特定する事項,項目,本人の同意,年月日,取得の経緯,公表,注記\r\n',
    ),
  ).toBe(true)
  expect(csv.split('\r\n')).toHaveLength(7)
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
})

test('CSV prints states and joins values as the table does', () => {
  const document = disclosedFull({
    provided: [
      providedRow(1, { consent: { state: 'not_recorded' }, date: { value: '2026-04-01' } }),
    ],
    received: [],
  })
  expect(recordsCsv(document, templates).split('\r\n')[1]).toBe(
    '提供,29-1,架空第1矯正歯科医院,東京都架空区見本町1丁目2番3号 見本ビル4階,院長 見本 花子,' +
      '氏名 髙橋 大翔、フリガナ タカハシ ヒロト、会員番号 OM-001002,' +
      '氏名、電話番号、メールアドレス、予約希望日時,記録なし,2026-04-01,―,―,',
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ['+81', "'+81"],
  ['-1', "'-1"],
  ['@x', "'@x"],
  ['\tx', "' x"],
  ['\rx', "' x"],
  [' =1', "' =1"],
  ['　=1', "'　=1"],
  ['\u200b\ufeff=1', "'=1"],
  ['\u202e@x', "'@x"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
  ['か\u3099', 'が'],
  ['a"b', '"a""b"'],
  ['a,b', '"a,b"'],
  ['=a,"b"', '"\'=a,""b"""'],
  ['a\nb', 'a b'],
  ['1+1', '1+1'],
])('the CSV cell %j is written %j', (given, written) => {
  const row = providedRow(1, {
    thirdParty: {
      name: { value: given },
      address: { value: '見本町' },
      representative: { state: 'not_required' },
    },
  })
  const csv = recordsCsv(disclosedFull({ provided: [row], received: [] }), templates)
  expect(csv).toContain(`提供,29-1,${written},見本町,`)
})
