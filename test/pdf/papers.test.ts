// Every paper that Kirokubo prints, in both editions, as the preview draws it: its words, its window, its metadata.

import { beforeAll, describe, expect, test } from 'vitest'
import { WINDOW } from '../../src/pdf/paper.ts'
import { findMissingGlyphs } from '../../src/pdf/printable-text.ts'
import { RESULT_SAMPLES, SAMPLE_BASE } from '../../src/pdf/result-samples.ts'
import { drawSample, SAMPLE_NAMES } from '../../src/pdf/sample-papers.ts'
import {
  EDITIONS,
  type Edition,
  FORM_KINDS,
  LETTER_KINDS,
  PROCEDURE_KINDS,
  RESULT_KINDS,
} from '../../src/usecases/letter-document.ts'
import { pdfInfo, pdfPages, pdfWords } from '../support/pdf-text.ts'
import { editions, fonts, producedAt, templateFiles } from './sample-document.ts'

const fileName = (kind: string) => kind.replaceAll('_', '-')
const TO_A_PERSON = [...RESULT_KINDS, ...PROCEDURE_KINDS].map(fileName)
/** Words of public bodies, and words that claim too much (documents.md 1.3, 2, 7). */
const FORBIDDEN =
  /申請|処分|裁決|却下|棄却|審査請求|不服申立て|行政不服審査法|取消訴訟|出訴期間|30日以内|開示決定|検索結果|該当データ|ヒット件数|実施機関|本機関|当社が保有する一切の情報|提供の履歴すべて|罰則|懲役|罰金/

const papers = new Map<string, Uint8Array>()
const texts = new Map<string, string>()

beforeAll(async () => {
  const kit = { templates: editions, fonts }
  for (const name of SAMPLE_NAMES) {
    for (const edition of EDITIONS) {
      const bytes = await drawSample(kit, { name, edition }, producedAt)
      papers.set(`${name} ${edition}`, bytes)
      texts.set(`${name} ${edition}`, (await pdfPages(bytes)).join('\n').replace(/\s/g, ''))
    }
  }
}, 120_000)

const paper = (name: string, edition: Edition) => papers.get(`${name} ${edition}`)!
const text = (name: string, edition: Edition) => texts.get(`${name} ${edition}`)!

test('every kind of letter and form has a preview', () => {
  expect(SAMPLE_NAMES).toEqual(expect.arrayContaining(LETTER_KINDS.map(fileName)))
})

test('no template of any edition uses the words of public bodies or claims too much', () => {
  for (const [file, template] of Object.entries(templateFiles())) {
    const { about: _, ...printed } = template as { about?: string }
    expect(JSON.stringify(printed).match(FORBIDDEN), file).toBeNull()
  }
})

test('no paper has an empty place, a raw name or a forbidden word in it', () => {
  for (const [name, words] of texts) {
    expect(words, name).not.toMatch(/undefined|\{[a-zA-Z]+\}|\[object/)
    expect(words.match(FORBIDDEN), name).toBeNull()
  }
})

test('the fonts have every character of every template', () => {
  expect(findMissingGlyphs(editions, fonts)).toEqual([])
})

test('a translation says under its titles that the Japanese text prevails; the original does not', () => {
  const note = 'Thisisatranslationforconvenience;theJapanesetextprevails.'
  for (const name of LETTER_KINDS.map(fileName)) {
    expect(text(name, 'en'), name).toContain(note)
    expect(text(name, 'ja'), name).not.toContain(note)
  }
})

test('days read as each edition writes them, and names and records stay as they were recorded', () => {
  const [ja, en] = [text('disclosed-full', 'ja'), text('disclosed-full', 'en')]
  expect(ja).toContain('2026年11月22日(令和8年11月22日)')
  expect(en).toContain('22November2026')
  expect(en).toContain('1April2026')
  expect(en).not.toMatch(/令和|2026年/)
  for (const recorded of ['𠮷邉髙﨑', '医療法人社団見本会第1歯科医院(邉見分院)', '予約希望日時']) {
    expect(ja).toContain(recorded)
    expect(en).toContain(recorded)
  }
})

describe('the metadata', () => {
  test('names the kind of paper and the language, and nobody', async () => {
    for (const kind of LETTER_KINDS) {
      for (const edition of EDITIONS) {
        const { info, xmp, outline, lang } = await pdfInfo(paper(fileName(kind), edition))
        expect(info.Title).toBe(editions[edition].letters[kind].title)
        expect(lang).toBe(edition === 'ja' ? 'ja-JP' : 'en')
        const all = JSON.stringify([info, outline]) + xmp
        for (const name of ['𠮷邉', '髙﨑', '髙橋', '邉子']) expect(all).not.toContain(name)
      }
    }
  })

  test('titles of the English edition are those of documents.md 8', () => {
    const title = (kind: (typeof LETTER_KINDS)[number]) => editions.en.letters[kind].title
    expect(title('disclosed_full')).toBe(
      'Notice of disclosure of records of provision to third parties',
    )
    expect(title('disclosed_partial')).toBe('Notice of partial disclosure')
    expect(title('not_disclosed')).toBe('Notice of non-disclosure')
    expect(title('not_exist')).toBe('Notice that no such record exists')
    expect(title('method_change')).toBe('Notice of change of the method of disclosure')
    expect(title('acknowledgement')).toBe('Acknowledgement of request')
    expect(title('completion_request')).toBe('Request for completion')
    expect(title('new_reply_date')).toBe('Notice of a new reply date')
    expect(title('not_accepted')).toBe('Notice that the request cannot be accepted')
    expect(editions.en.annex.title).toBe('Record of provision to third parties')
  })
})

test('the window of the envelope shows the address and nothing else, in every letter', async () => {
  const { name, postalAddress = [] } = SAMPLE_BASE.addressee
  for (const letter of TO_A_PERSON) {
    const agent = letter === 'not-exist' ? RESULT_SAMPLES.not_exist.addressee : undefined
    for (const edition of EDITIONS) {
      const [page] = await pdfWords(paper(letter, edition))
      const seen = page!
        .filter(
          ({ x, y }) => x > WINDOW.left && x < WINDOW.right && y > WINDOW.top && y < WINDOW.bottom,
        )
        .map(word => word.text)
        .join('')
        .replace(/\s/g, '')
      const person = name.replace(' ', '')
      const expected = agent
        ? {
            ja: `髙橋邉子様(ご本人${person}様の法定代理人)`,
            en: `髙橋邉子(statutoryagentof${person})`,
          }
        : {
            ja: `${postalAddress.join('').replace(/\s/g, '')}${person}様`,
            en: `${postalAddress.join('').replace(/\s/g, '')}${person}`,
          }
      expect(seen, `${letter} ${edition}`).toBe(expected[edition])
    }
  }
})

test('the standing explanation is word for word the same in every result letter', () => {
  const sentences = [
    '・第三者提供記録とは、法第29条第1項及び第30条第3項の規定により作成した記録をいいます。記録する事項は法令で定められており、提供の根拠によって異なります。',
    '・次のような提供は、法令上、記録を作成する対象とされていません。',
    '法令に基づく提供、人の生命等の保護のために必要な提供、業務の委託・事業の承継・共同利用に伴う提供、国の機関等への提供、ご本人に代わって行った提供など',
    '・保存期間(法令により原則3年。記録の方法により1年)を過ぎて廃棄した記録は含まれません。',
    '・このお知らせは第三者提供記録についてのものです。当社が保有するお客様の個人データ(保有個人データ)の開示は、別のご請求として承ります。',
  ]
  for (const kind of RESULT_KINDS) {
    const words = text(fileName(kind), 'ja')
    for (const sentence of sentences) expect(words, kind).toContain(sentence)
  }
})

test('the partial refusal says what, by which provision and why, alike rows together, and counts nothing', () => {
  const words = text('disclosed-partial', 'ja')
  expect(words).toContain('第三者提供記録の開示について(一部不開示のお知らせ)')
  expect(words).toContain(
    'にお受けした第三者提供記録の開示のご請求について、次のとおり、一部を除いて開示します(法第33条第5項において準用する同条第2項及び第3項)。',
  )
  expect(words).toContain(
    '開示の対象となる第三者提供記録を、別紙のとおり開示します。ただし、次の部分は開示しません。',
  )
  expect(words).toContain('別紙の番号開示しない事項根拠理由')
  expect(words).toContain('29-1、29-3提供先の氏名又は名称、提供先の住所法第33条第2項第1号')
  expect(words).toContain('別紙に記載していない記録記録の全部法第33条第2項第3号(法令名:架空業法)')
  expect(words).not.toMatch(/\d件/)
})

test('the refusal gives ground and reason, and no count, third party or item', () => {
  const words = text('not-disclosed', 'ja')
  expect(words).toContain('第三者提供記録の開示のご請求について(不開示のお知らせ)')
  expect(words).toContain('ご請求のあった第三者提供記録は、その全部を開示しません。')
  expect(words).toContain(
    '3根拠法第33条第2項第1号(本人又は第三者の生命、身体、財産その他の権利利益を害するおそれがある場合)に当たるため',
  )
  expect(words).toContain('4理由提供先の所在が明らかになると')
  expect(words).not.toMatch(/\d件|別紙|予約希望日時|見本会/)
})

describe('the forms', () => {
  test('the request form asks for all that documents.md 6.1 lists, and no more is demanded', () => {
    const words = text('request-form', 'ja')
    for (const part of [
      ...['宛先', '請求日', '氏名', 'フリガナ', '住所', '電話番号', 'ご本人との関係', '生年月日'],
      ...['旧姓など別のお名前', '以前の住所', '会員番号', 'メールアドレス', '利用の時期'],
      ...['□限定しない', '□期間', '□提供先', '□電磁的記録', '□書面', '□その他', '送付先'],
      ...['分かる範囲で', '住所等を知られることで危険が生じる事情がある場合はご記入ください'],
      ...['□保有個人データの開示', '□訂正', '□利用停止', '□第三者への提供の停止'],
      ...['個人番号(マイナンバー)', '手数料は1,000円です', 'ご家族の会員としてのご利用'],
    ]) {
      expect(words, part).toContain(part)
    }
  })

  test('the power of attorney names the matter as the check of authority reads it', () => {
    const words = text('power-of-attorney', 'ja')
    expect(words).toContain('第三者提供記録の開示の請求及び結果の受領')
    for (const part of ['委任者', '受任者', '有効期限', '委任者の署名', '本人確認書類の写し']) {
      expect(words).toContain(part)
    }
  })

  test('the public notice holds every part of documents.md 6.3', () => {
    const words = text('procedure-notice', 'ja')
    for (const part of [
      ...['1請求先', '請求の方法', '必要な書類', '代理人による請求', '手数料', '開示の方法'],
      ...['回答までの期間', '開示しない場合', '苦情の申出先', '認定個人情報保護団体'],
    ]) {
      expect(words, part).toContain(part)
    }
  })

  test('a form has no document number, no addressee and at most two pages', async () => {
    for (const kind of FORM_KINDS) {
      for (const edition of EDITIONS) {
        const pages = await pdfPages(paper(fileName(kind), edition))
        expect(pages.length).toBeLessThanOrEqual(2)
        expect(pages.join('')).not.toMatch(/個開|受付番号|以上$/)
      }
    }
  })
})
