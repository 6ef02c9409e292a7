// What the printed letters say, judged by the text a reader gets from the PDF.

import { expect, test } from 'vitest'
import { WINDOW } from '../../src/pdf/paper.ts'
import { LONG_ADDRESS } from '../../src/pdf/result-samples.ts'
import { pdfInfo, pdfPages, pdfWords } from '../support/pdf-text.ts'
import {
  disclosedFull,
  disclosedPartial,
  notDisclosed,
  notExist,
  receivedRow,
  render,
} from './sample-document.ts'

/** Line ends of the layout say nothing about the words. */
const squeezed = (pages: string[]) => pages.join('').replace(/\s/g, '')

test('the notice of disclosure names the law, the request and the rows printed', async () => {
  const text = squeezed(await pdfPages(await render(disclosedFull())))
  expect(text).toContain('第三者提供記録の開示について(ご通知)')
  expect(text).toContain(
    '2026年11月9日(令和8年11月9日)にお受けした第三者提供記録の開示のご請求について、' +
      '個人情報の保護に関する法律(以下「法」といいます。)第33条第5項において準用する同条第2項の規定により、次のとおり開示します。',
  )
  for (const words of [
    '受付番号R2026-0034',
    'ご本人の氏名髙橋大翔',
    '期間・提供先を限定しないご請求',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).toContain('第三者に提供した記録3件')
  expect(text).toContain('第三者から提供を受けた記録2件')
  expect(text).toContain('第三者提供記録の開示について、手数料はいただいておりません。')
  expect(text).toContain('代表取締役架空誠・代表取締役架空実')
})

test('the notice that no record exists says the fixed sentences and has no annex', async () => {
  const pages = await pdfPages(await render(notExist()))
  const text = squeezed(pages)
  for (const sentence of [
    '第三者提供記録の開示のご請求について(不存在のお知らせ)',
    '2026年11月9日(令和8年11月9日)にお受けした第三者提供記録の開示のご請求について、法第33条第5項において準用する同条第3項の規定により、次のとおりお知らせします。',
    'ご請求の範囲について確認しましたが、開示の対象となる第三者提供記録は存在しませんでした。',
    '旧姓など別のお名前や、以前お使いの電話番号・メールアドレス・会員番号がありましたら、お知らせください。改めて確認します。',
    '手数料はいただきません。',
    '電話番号090-0000-1002',
    'フリガナタカハシヒロト',
  ]) {
    expect(text).toContain(sentence)
  }
  for (const words of ['別紙', '以下余白', '件数', '一切', '0件', '29-', '30-1']) {
    expect(text).not.toContain(words)
  }
})

test('the standing explanation is the same in every result letter', async () => {
  for (const document of [disclosedFull(), disclosedPartial(), notDisclosed(), notExist()]) {
    const text = squeezed(await pdfPages(await render(document)))
    for (const sentence of [
      '・第三者提供記録とは、法第29条第1項及び第30条第3項の規定により作成した記録をいいます。記録する事項は法令で定められており、提供の根拠によって異なります。',
      '・次のような提供は、法令上、記録を作成する対象とされていません。',
      '法令に基づく提供、人の生命等の保護のために必要な提供、業務の委託・事業の承継・共同利用に伴う提供、国の機関等への提供、ご本人に代わって行った提供など',
      '・保存期間(法令により原則3年。記録の方法により1年)を過ぎて廃棄した記録は含まれません。',
      '・このお知らせは第三者提供記録についてのものです。当社が保有するお客様の個人データ(保有個人データ)の開示は、別のご請求として承ります。',
    ]) {
      expect(text).toContain(sentence)
    }
  }
})

test('no letter uses the words of public bodies or claims too much', async () => {
  const agent = { name: '見本 一郎', onBehalfOf: '髙橋 大翔', relation: '法定代理人' }
  for (const document of [disclosedFull(), notExist(), notExist({ addressee: agent })]) {
    const text = squeezed(await pdfPages(await render(document)))
    for (const word of [
      ...['申請', '処分', '裁決', '却下', '棄却', '審査請求', '不服申立て', '行政不服審査法'],
      ...[
        '取消訴訟',
        '出訴期間',
        '30日以内',
        '開示決定',
        '検索結果',
        'ヒット件数',
        '実施機関',
        '本機関',
      ],
      ...['当社が保有する一切の情報', '提供の履歴すべて', '該当データ', '提供していません'],
    ]) {
      expect(text).not.toContain(word)
    }
  }
})

test('headings are numbered in order, and only those that are printed', async () => {
  const headings = async (document: ReturnType<typeof disclosedFull>) => {
    const words = (await pdfWords(await render(document))).flat()
    return words
      .filter((word, index) => /^\d$/.test(word.text) && words[index + 1]?.y === word.y)
      .map(word => [word.text, words[words.indexOf(word) + 1]!.text])
  }
  const plain = await headings(notExist())
  expect(plain.map(([number]) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  const more = await headings(notExist({ alsoRequested: ['保有個人データの開示'] }))
  expect(more.map(([number]) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  expect(more.at(-2)![1]).toBe('あわせてお申し出のあった件')
  const fewer = await headings(notExist({ fee: { lines: [] }, checkedBy: [] }))
  expect(fewer.map(([number]) => number)).toEqual(['1', '2', '3', '4', '5'])
})

test('the window of the envelope shows the address and nothing else', async () => {
  const long = {
    name: '見本 一郎',
    postalAddress: ['〒100-0000', '東京都千代田区架空町1番2号', '見本建物 101号'],
    onBehalfOf: '髙橋 大翔',
    relation: { words: 'relation_statutory_agent' },
  }
  const [page] = await pdfWords(await render(notExist({ addressee: long })))
  const seen = page!.filter(
    word =>
      word.x < WINDOW.right &&
      word.y > WINDOW.top &&
      word.y < WINDOW.bottom &&
      word.x > WINDOW.left,
  )
  expect(
    seen
      .map(word => word.text)
      .join('')
      .replace(/\s/g, ''),
  ).toBe(
    '〒100-0000東京都千代田区架空町1番2号見本建物101号見本一郎様(ご本人髙橋大翔様の法定代理人)',
  )
})

test('an address of 200 characters and an agent’s line fit into the window', async () => {
  const addressee = {
    name: '見本 一郎',
    postalAddress: ['〒100-0000', LONG_ADDRESS],
    onBehalfOf: '髙橋 大翔',
    relation: { words: 'relation_statutory_agent' },
  }
  expect(LONG_ADDRESS).toHaveLength(200)
  const [page] = await pdfWords(await render(notExist({ addressee })))
  const printed = page!
    .map(word => word.text)
    .join('')
    .replace(/\s/g, '')
  expect(printed).toContain(
    `${LONG_ADDRESS.replace(/\s/g, '')}見本一郎様(ご本人髙橋大翔様の法定代理人)`,
  )
  const last = page!.find(word => word.text.includes('の法定代理人)'))!
  expect(last.x).toBeLessThan(WINDOW.right)
  expect(last.y).toBeLessThan(WINDOW.bottom)
})

test('the ways to reach the office stand in one column', async () => {
  const document = disclosedFull()
  const office = {
    name: '窓口',
    phone: '03-0000-0000',
    email: 'privacy@example.jp',
    complaint_desk: '苦情係',
  }
  const pages = await pdfWords(
    await render({ ...document, operator: { ...document.operator, office } }),
  )
  const words = pages.flat()
  const left = [office.phone, office.email, office.complaint_desk].map(
    text => words.find(word => word.text === text)?.x,
  )
  expect(left[0]).toBeGreaterThan(0)
  expect(new Set(left.map(x => x?.toFixed(1))).size).toBe(1)
})

test('an agent is addressed, and the person is named', async () => {
  const addressee = {
    name: '見本 一郎',
    onBehalfOf: '髙橋 大翔',
    relation: { words: 'relation_appointed_agent' },
  }
  const text = squeezed(await pdfPages(await render(disclosedFull({ addressee }))))
  expect(text).toContain('見本一郎様')
  expect(text).toContain('(ご本人髙橋大翔様の代理人)')
  expect(text).toContain('ご請求者見本一郎(代理人)')
})

test('the metadata holds the subject line and no name', async () => {
  const { info, xmp, outline } = await pdfInfo(await render(disclosedFull()))
  expect(info.Title).toBe('第三者提供記録の開示について(ご通知)')
  expect(JSON.stringify(info) + xmp).not.toContain('髙橋')
  expect(outline).toEqual(['1 提供した記録', '2 提供を受けた記録'])
  expect(xmp).toMatch(/pdfuaid:part>1</)
  expect(xmp).toMatch(/pdfaid:part>3</)
  expect(xmp).toMatch(/pdfaid:conformance>A</)
})

test('braces in a value are printed as they stand', async () => {
  const text = squeezed(
    await pdfPages(
      await render(
        disclosedFull({
          dataSubjectName: '{docNo}',
          scopeWords: { words: 'scope_from', values: { from: '{requestNo}' } },
          received: [
            receivedRow(1, { notes: [{ words: 'note_merged', values: { count: '{x}' } }] }),
          ],
        }),
      ),
    ),
  )
  expect(text).toContain('ご本人の氏名{docNo}')
  expect(text).toContain('{requestNo}以後に提供し')
  expect(text).toContain('同じ内容の記録{x}件')
})

test('every page carries the document number and n / N, and 以上 stands once before the annex', async () => {
  const pages = await pdfPages(await render(disclosedFull()))
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`個開2026-0012号 ${index + 1} / ${pages.length}`)
  }
  const end = pages.findIndex(page => page.split('\n').includes('以上'))
  const annex = pages.findIndex(page => page.split('\n').includes('別紙'))
  expect(end).toBeGreaterThanOrEqual(0)
  expect(annex).toBe(end + 1)
})

test('an operator with only a name still gets a letter', async () => {
  const text = squeezed(await pdfPages(await render(notExist({ operator: { name: '架空社' } }))))
  expect(text).toContain('架空社')
  expect(text).not.toMatch(/undefined|\{[a-zA-Z]+\}/)
})

test('a name of 10,000 characters is printed whole, on as many sheets as it takes', async () => {
  const name = '髙'.repeat(10_000)
  const bytes = await render(disclosedFull({ dataSubjectName: name, addressee: { name } }))
  const pages = await pdfWords(bytes)
  const words = pages.flat().filter(word => word.text.includes('髙髙'))
  const drawn = words.reduce((sum, word) => sum + word.text.split('髙').length - 1, 0)
  // The addressee, the person of the request, and the head of the annex.
  expect(drawn).toBe(30_000)
  for (const { y } of words) {
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(842 - 40)
  }
})

test('the operator’s greeting stands before the opening, their note after the standing explanation', async () => {
  const { operator } = disclosedFull()
  const spoken = {
    ...operator,
    greeting: '平素より格別のご高配を賜り。',
    standing_note: '共同利用の記録は別です。',
  }
  const text = squeezed(await pdfPages(await render(disclosedFull({ operator: spoken }))))
  expect(text).toContain('(ご通知)平素より格別のご高配を賜り。2026年11月9日')
  expect(text).toContain('別のご請求として承ります。・共同利用の記録は別です。')
  expect(squeezed(await pdfPages(await render(disclosedFull())))).not.toContain('平素より')
})
