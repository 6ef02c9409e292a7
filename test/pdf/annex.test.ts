// The annex: every record printed once, columns and signs as the rows ask for them, sheets kept whole.

import { expect, test } from 'vitest'
import type { AnnexRow } from '../../src/usecases/extract-document.ts'
import { pdfPages, pdfTags, pdfWords, type TagNode } from '../support/pdf-text.ts'
import { disclosedFull, providedRow, receivedRow, render } from './sample-document.ts'

const squeezed = (text: string) => text.replace(/\s/g, '')

async function annexPages(provided: AnnexRow[], received: AnnexRow[]): Promise<string[]> {
  const pages = await pdfPages(await render(disclosedFull({ provided, received })))
  return pages.slice(pages.findIndex(page => page.split('\n').includes('別紙')))
}

test('every row prints its number, third party, person and items', async () => {
  const provided = [1, 2, 3].map(number => providedRow(number))
  const text = squeezed((await annexPages(provided, [receivedRow(1)])).join(''))
  for (const number of [1, 2, 3]) {
    expect(text).toContain(
      `29-${number}架空第${number}矯正歯科医院住所東京都架空区見本町${number}丁目2番3号見本ビル4階代表者院長見本花子`,
    )
  }
  expect(text.split('会員番号OM-001002')).toHaveLength(4)
  expect(text).toContain('氏名、電話番号、メールアドレス、予約希望日時')
  expect(text).toContain('ご本人の同意を得ています(法第27条第1項)')
  expect(text).toContain('30-1株式会社架空データ')
  expect(text).toContain('提供元のウェブサイトの会員登録により、ご本人から直接取得')
})

test('rare kanji are printed as the person wrote them', async () => {
  const row = providedRow(1, { person: { value: '氏名 髙﨑 𠮷邉 濵' } })
  expect((await annexPages([row], [])).join('')).toContain('氏名 髙﨑 𠮷邉 濵')
})

test('the four states are printed apart, and only signs that occur are explained', async () => {
  const legends = {
    not_required: '「―」は、法令上、その記録の記録事項とされていないことを示します。',
    not_recorded: '「記録なし」は、作成日現在の記録にその事項がないことを示します。',
    withheld: '「不開示」は、お知らせの3に記載した理由により開示しないことを示します。',
  }
  const gap = providedRow(1, { consent: { state: 'not_recorded' } })
  const text = squeezed((await annexPages([gap], [])).join(''))
  expect(text).toContain(legends.not_recorded)
  expect(text).not.toContain('同意を得ています')
  expect(text).not.toContain(legends.withheld)
  expect(text).not.toContain('「―」')
  const refused = providedRow(1, { items: { state: 'withheld', ground: '33-2-1' } })
  const other = squeezed((await annexPages([refused], [])).join(''))
  expect(other).toContain(legends.withheld)
  expect(other).not.toContain(legends.not_recorded)
})

test('a column that no row needs is left out', async () => {
  const text = squeezed((await annexPages([providedRow(1)], [])).join(''))
  expect(text).not.toContain('提供年月日')
  expect(text).not.toContain('注記')
  const dated = providedRow(1, { date: { value: '2019-05-01' }, notes: ['確認済み'] })
  const more = squeezed((await annexPages([dated], [])).join(''))
  expect(more).toContain('提供年月日')
  expect(more).toContain('2019年5月1日(令和元年5月1日)')
  expect(more).toContain('注記')
})

test('a table without rows prints its heading and says so', async () => {
  const text = squeezed((await annexPages([providedRow(1)], [])).join(''))
  expect(text).toContain(
    '2第三者から提供を受けた記録(法第30条第3項)開示の対象となる記録はありません。以下余白',
  )
})

test('a thousand rows: each stands whole on one sheet below the column headings', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) =>
    providedRow(index + 1, {
      person: { value: [`始${index + 1}号`, '氏名 髙橋 大翔', `終${index + 1}号`] },
    }),
  )
  const pages = await annexPages(rows, [])
  const seen: number[] = []
  for (const page of pages) {
    const numbers = [...page.matchAll(/^29-(\d+)$/gm)].map(match => Number(match[1]))
    seen.push(...numbers)
    if (numbers.length > 0) expect(page).toContain('提供先の氏名又は名称')
    for (const number of numbers) {
      expect(page).toContain(`始${number}号`)
      expect(page).toContain(`終${number}号`)
    }
  }
  expect(seen).toEqual(rows.map((_, index) => index + 1))
  expect(pages.join('')).not.toContain('□')
})

test('a row taller than a sheet goes on on the next one without losing a line', async () => {
  const values = Array.from({ length: 150 }, (_, index) => `番号 X${index}X`)
  const pages = await annexPages(
    [providedRow(1), providedRow(2, { person: { value: values } }), providedRow(3)],
    [],
  )
  const found = [...pages.join('\n').matchAll(/番号 X(\d+)X/g)].map(match => Number(match[1]))
  expect(found).toEqual(values.map((_, index) => index))
  const row3 = pages.findIndex(page => /^29-3$/m.test(page))
  expect(pages[row3]).toContain('番号 X149X')
})

test('no line in a cell begins with a character that must not begin one', async () => {
  const rows = Array.from({ length: 60 }, (_, index) =>
    providedRow(index + 1, {
      items: {
        value: ['施術の履歴', 'キャンセル', 'メールアドレス', 'ポイント数', 'ジャ'].map(
          item => '名'.repeat(index % 9) + item,
        ),
      },
    }),
  )
  const pages = await pdfWords(await render(disclosedFull({ provided: rows, received: [] })))
  const starts = pages.flat().map(word => [...word.text][0]!)
  expect(starts.length).toBeGreaterThan(500)
  for (const start of starts)
    expect('、。)」ーァィゥェォッャュョぁぃぅぇぉっゃゅょ'.includes(start)).toBe(false)
})

test('tables are tagged with rows, headings and cells', async () => {
  const bytes = await render(disclosedFull())
  const pages = await pdfPages(bytes)
  const number = pages.findIndex(page => page.split('\n').includes('別紙')) + 1
  const tree = await pdfTags(bytes, number)
  const all: TagNode[] = []
  const visit = (node: TagNode) => {
    all.push(node)
    node.children.forEach(visit)
  }
  visit(tree)
  const roles = (role: string) => all.filter(node => node.role === role)
  expect(roles('H1')).toHaveLength(1)
  expect(roles('H2')).toHaveLength(2)
  const [heading, ...rows] = roles('Table')[0]!.children
  expect(new Set(heading!.children.map(cell => cell.role))).toEqual(new Set(['TH']))
  for (const row of rows) {
    expect(row.role).toBe('TR')
    expect(row.children.map(cell => cell.role)).toEqual([
      'TH',
      ...heading!.children.slice(1).map(() => 'TD'),
    ])
  }
})
