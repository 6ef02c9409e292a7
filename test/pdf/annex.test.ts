// The annex: every record printed once, columns and signs as the rows ask for them, sheets kept whole.

import { expect, test } from 'vitest'
import { parseTemplates } from '../../src/pdf/letter-template.ts'
import { renderExtract } from '../../src/pdf/render-extract.ts'
import type { AnnexRow } from '../../src/usecases/extract-document.ts'
import { pdfPages, pdfTags, pdfWords, type TagNode } from '../support/pdf-text.ts'
import {
  disclosedFull,
  disclosedPartial,
  editions,
  fonts,
  producedAt,
  providedRow,
  receivedRow,
  render,
  templateFiles,
} from './sample-document.ts'

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
  const refused = squeezed((await pdfPages(await render(disclosedPartial()))).join(''))
  expect(refused.split(legends.withheld)).toHaveLength(3)
  expect(refused).not.toContain(legends.not_recorded)
})

test('what is refused points to the heading with the reasons, wherever the operator puts it', async () => {
  const files = templateFiles() as Record<string, { sections: unknown[] }>
  const letter = files['disclosed-partial.json']!
  letter.sections = [
    ...letter.sections.slice(0, 2),
    letter.sections[3],
    letter.sections[2],
    ...letter.sections.slice(4),
  ]
  const { ja } = parseTemplates(files)
  const bytes = await renderExtract(disclosedPartial(), { templates: ja, fonts, producedAt })
  const text = squeezed((await pdfPages(bytes)).join(''))
  expect(text).toContain('4開示しない部分とその理由')
  expect(text).toContain('「不開示」は、お知らせの4に記載した理由により開示しないことを示します。')
  expect(text).toContain('お知らせの4を参照')
  expect(text).not.toContain('お知らせの3')
})

test('one refused matter among the person’s own is explained like a refused cell', async () => {
  const provided = [
    providedRow(1, {
      person: {
        value: ['氏名 髙橋 大翔', { words: 'person_withheld', values: { label: '住所' } }],
      },
      notes: [{ words: 'note_withheld' }],
    }),
  ]
  const text = squeezed((await pdfPages(await render(disclosedPartial({ provided })))).join(''))
  expect(text).toContain('氏名髙橋大翔住所不開示')
  expect(text).toContain('「不開示」は、お知らせの3に記載した理由により開示しないことを示します。')
})

test('nothing can be refused in a letter that has no heading for reasons', async () => {
  const refused = providedRow(1, { items: { state: 'withheld', ground: '33-2-1' } })
  await expect(render(disclosedFull({ provided: [refused] }))).rejects.toThrow('cannot say why')
})

test('a representative has a line only where the third party has one', async () => {
  const clinic = providedRow(1)
  const person = providedRow(2)
  person.thirdParty.representative = { state: 'not_required' }
  const unrecorded = providedRow(3)
  unrecorded.thirdParty.representative = { state: 'not_recorded' }
  const text = squeezed((await annexPages([clinic, person, unrecorded], [])).join(''))
  expect(text).toContain('代表者の氏名')
  expect(text.split('代表者院長見本花子')).toHaveLength(2)
  expect(text.split('代表者記録なし')).toHaveLength(2)
  expect(text).not.toContain('代表者―')
  expect(squeezed((await annexPages([person], [])).join(''))).not.toContain('代表者')
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

test('a country is named in the language of the edition, the address as it was recorded', async () => {
  const row = providedRow(1)
  row.thirdParty.address = {
    value: { words: 'address_with_country', values: { address: '架空通り1番', country: 'US' } },
  }
  const document = disclosedFull({ provided: [row] })
  const { ja, en } = editions
  const read = async (templates: typeof ja) =>
    squeezed(
      (await pdfPages(await renderExtract(document, { templates, fonts, producedAt }))).join(''),
    )
  expect(await read(ja)).toContain('架空通り1番(アメリカ合衆国)')
  expect(await read(en)).toContain('架空通り1番(UnitedStates)')
})
