// The registers on paper: headings on every sheet, numbers flush right, every character drawn or named.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseTemplates, TEMPLATE_FILES } from '../../src/pdf/letter-template.ts'
import { createPress } from '../../src/pdf/press.ts'
import { REGISTER_SAMPLES } from '../../src/pdf/register-samples.ts'
import { TemplateError } from '../../src/pdf/template-fault.ts'
import { loadKit } from '../../src/runtimes/node/press-kit.ts'
import { REGISTER_KINDS, type RegisterOf } from '../../src/usecases/register-document.ts'
import { pdfInfo, pdfPages, pdfTags, pdfWords, type TagNode } from '../support/pdf-text.ts'
import { fold, searchable } from '../support/register-ledger.ts'

const AT = Date.parse('2026-11-22T09:30:00+09:00')
const press = createPress(loadKit({}))
const files = Object.fromEntries(
  TEMPLATE_FILES.map(name => [
    name,
    JSON.parse(readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8')),
  ]),
)

const draw = (document: RegisterOf<'provision_register'> | RegisterOf<'erasure_record'>) =>
  press.printRegister({ document, edition: 'ja' }, AT)

const PROVISIONS = REGISTER_SAMPLES.provision_register

/** The sample with as many rows of 甲表. */
function withRows(count: number, more: object = {}): RegisterOf<'provision_register'> {
  const [row] = PROVISIONS.tables.provided
  const provided = Array.from({ length: count }, (_, n) => ({
    ...row,
    recordNo: String(n + 1),
    thirdPartyAddress: '例町1-1',
    ...more,
  }))
  return { ...PROVISIONS, tables: { ...PROVISIONS.tables, provided } }
}

describe.each(REGISTER_KINDS)('%s', kind => {
  test.each(['ja', 'en'] as const)(
    'carries every section, and the language, of %s',
    async edition => {
      const pdf = await press.printRegister({ document: REGISTER_SAMPLES[kind], edition }, AT)
      const template = files[`${edition === 'ja' ? '' : 'en/'}${kind.replace('_', '-')}.json`]
      const { info, outline, lang } = await pdfInfo(pdf)
      expect(info.Title).toBe(template.title)
      expect(lang).toBe(edition === 'ja' ? 'ja-JP' : 'en')
      expect(outline).toEqual(
        template.sections.map((section: { heading: string }) => section.heading),
      )
      const text = await searchable(pdf)
      for (const { heading, columns = [] } of template.sections) {
        for (const words of [
          heading,
          ...columns.map((column: { heading: string }) => column.heading),
        ]) {
          for (const line of words.split('\n')) expect(text).toContain(fold(line))
        }
      }
      const pages = await pdfPages(pdf)
      expect(fold(pages.at(-1) ?? '')).toContain(`${pages.length}/${pages.length}`)
    },
  )

  test('draws the same bytes twice', async () => {
    const again = [await draw(REGISTER_SAMPLES[kind]), await draw(REGISTER_SAMPLES[kind])]
    expect(Buffer.compare(again[0] as Uint8Array, again[1] as Uint8Array)).toBe(0)
  })
})

test('the headings of a table stand on every sheet it takes, for the eye only', async () => {
  const pdf = await draw(withRows(40))
  const pages = await pdfPages(pdf)
  // What stands in rows of 甲表 alone.
  const sheets = pages.flatMap((page, n) => (page.includes('OM-001003') ? [n + 1] : []))
  expect(sheets.length).toBeGreaterThan(3)
  for (const sheet of sheets) {
    expect(fold(pages[sheet - 1] ?? '')).toContain('本人を特定する事項★項目★')
  }
  // Tagged: one row of headings over the whole table, and of each further row its number.
  const tags = await pdfTags(pdf, sheets[1] as number)
  const count = (node: TagNode, role: string): number =>
    (node.role === role ? 1 : 0) + node.children.reduce((sum, one) => sum + count(one, role), 0)
  const { columns } = files['provision-register.json'].sections[2]
  expect([count(tags, 'TR'), count(tags, 'TH')]).toEqual([1 + 40, columns.length + 40])
})

test('numbers stand flush right, whatever their length', async () => {
  const [counts] = PROVISIONS.tables.summary
  const summary = ['7', '12,345', '234,567'].map(records => ({ ...counts, records, lines: '1' }))
  const pdf = await draw({ ...PROVISIONS, tables: { ...PROVISIONS.tables, summary } })
  const words = (await pdfWords(pdf)).flat()
  const lefts = ['7', '12,345', '234,567'].map(text => words.find(word => word.text === text)?.x)
  expect(lefts).toEqual(lefts.toSorted((a, b) => (b ?? 0) - (a ?? 0)))
  expect(new Set(lefts).size).toBe(3)
})

test('a record of a thousand persons shows each of them once', async () => {
  const persons = Array.from({ length: 1000 }, (_, n) => `(${n + 1}) 見本 ${n + 1}号`)
  const text = await searchable(await draw(withRows(1, { persons })))
  for (const n of [1, 500, 1000]) {
    expect(text.split(`(${n})見本${n}号`)).toHaveLength(2)
  }
})

test('a character that no font has is named, and keeps no register from being made', async () => {
  const text = await searchable(await draw(withRows(2, { persons: '見本 😀' })))
  expect(text).toContain('見本[U+1F600]')
  expect(text).toContain('表示できない文字U+1F600')
})

test('hostile text changes nothing but the text', async () => {
  const persons = '{recordNo} \u202e花子\u0000 =SUM(A1) {page} <b>'
  const text = await searchable(await draw(withRows(1, { persons })))
  expect(text).toContain(fold('{recordNo} 花子 =SUM(A1) {page} <b>'))
})

describe('a template with a fault', () => {
  const faultsOf = (change: (file: typeof files) => void) => {
    const changed = structuredClone(files)
    change(changed)
    try {
      parseTemplates(changed)
    } catch (error) {
      if (error instanceof TemplateError) return error.faults
    }
    return []
  }

  test('is told with the place and the nearest name', () => {
    const faults = faultsOf(changed => {
      const { sections } = changed['provision-register.json']
      sections[2].columns[0].text = '{recordNumber}'
      sections[2].columns[1].text = ['{occuredOn}']
      changed['erasure-record.json'].cover[0].text = '{runNumber}'
      changed['erasure-record.json'].sections[0].when = 'asOf'
      delete changed['en/registers.json'].phrases.left_out
    })
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: 'provision-register.json',
          path: 'sections[2].columns[1].text',
          message: expect.stringContaining('did you mean "occurredOn"'),
        }),
        expect.objectContaining({ path: 'sections[2].columns[0].text' }),
        expect.objectContaining({ file: 'en/registers.json', path: 'phrases.left_out' }),
      ]),
    )
  })

  test('of another register’s table is refused', () => {
    const faults = faultsOf(changed => {
      changed['erasure-record.json'].sections[2].table = 'provided'
    })
    expect(faults[0]?.message).toContain('no table "provided"')
  })
})
