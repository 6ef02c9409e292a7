// Hostile text in every field: it changes the words of its own place, and nothing else of the paper.

import { describe, expect, test } from 'vitest'
import { createPress } from '../../src/pdf/press.ts'
import { printable } from '../../src/pdf/printable-text.ts'
import { loadKit } from '../../src/runtimes/node/press-kit.ts'
import type { ExtractDocument } from '../../src/usecases/extract-document.ts'
import { pdfInfo, pdfPages } from '../support/pdf-text.ts'
import { disclosedFull, notExist } from './sample-document.ts'

const press = createPress(loadKit({}))

const HOSTILE: [what: string, text: string][] = [
  ['control characters', '甲野\u0000\u0007\u001b[31m\u009b乙\u007f子'],
  ['overrides of direction', '甲野\u202e乙子\u202c\u2066\u2069\u200f'],
  ['line ends and tabs', '甲野\r\n\r\n乙子\t\u2028\u2029'],
  ['a formula', '=A1&"甲野乙子"'],
  ['braces of a template', '{docNo}{{甲野乙子'],
  ['marks of XML and PDF', '</rdf:li>&amp;甲野乙子) Tj ET (\\'],
  ['names of JavaScript', '__proto__甲野乙子'],
  ['a bracketed code point', '[U+1F600]甲野乙子'],
]

/** Each text of the document that a person or an operator wrote, by its path. */
function pathsOf(node: unknown, path: string[] = []): string[][] {
  if (typeof node === 'string') return [path]
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) => pathsOf(value, [...path, key]))
}

/** Codes and days come from us, not from anybody's keyboard. */
const OURS = /(^|\.)(kind|words|state|no|issuedOn|arrivedOn|date)$|\.values\.date$|\.date\.value$/

function withText<Document extends object>(document: Document, path: string[], text: string) {
  const changed = structuredClone(document)
  const last = path.at(-1) as string
  // biome-ignore lint/suspicious/noExplicitAny: a path through plain data
  const holder = path.slice(0, -1).reduce((node: any, key) => node[key], changed)
  holder[last] = text
  return changed
}

const normalised = (pages: string[]) => pages.join('').replaceAll(/\s/g, '')

/** The text where it stands alone, without spaces. */
const asPrinted = (text: string) => printable(text).replaceAll(/\s/g, '')

const { provided, received } = disclosedFull()
const documents: [string, ExtractDocument][] = [
  ['an extract', disclosedFull({ provided: provided.slice(-1), received: received.slice(-1) })],
  ['a letter without annex', notExist()],
]

describe.each(documents)('%s', (_, document) => {
  const paths = pathsOf(document).filter(path => !OURS.test(path.join('.')))

  test.each(HOSTILE)('%s in every field change nothing but the text', async (_what, text) => {
    const plain = '甲野乙子'
    const filled = (words: string) =>
      paths.reduce((changed, path) => withText(changed, path, words), document)
    const [hostile, peaceful] = [await draw(filled(text)), await draw(filled(plain))]
    const times = (words: string, own: string) => words.split(own).length - 1
    expect(times(hostile.words, asPrinted(text))).toBe(times(peaceful.words, plain))
    // What is left, once the fields themselves are taken out of both.
    const rest = (words: string, own: string) => words.replaceAll(own, '')
    expect(rest(hostile.words, asPrinted(text))).toBe(rest(peaceful.words, plain))
    expect(hostile.tables).toEqual(peaceful.tables)
  })
})

async function draw(document: ExtractDocument) {
  const { pdf, json, csv } = await press.print({ document, edition: 'ja' }, 0)
  const data = JSON.parse(new TextDecoder().decode(json))
  const lines = new TextDecoder().decode(csv).split('\r\n')
  // Longer text may need another sheet: what the foot of each says is no matter here.
  const foot = new RegExp(`${escaped(asPrinted(document.docNo))}\\d+/\\d+`, 'g')
  return {
    words: normalised(await pdfPages(pdf)).replaceAll(foot, ''),
    tables: [data.provided.length, data.received.length, lines.length],
  }
}

describe('a name of 10,000 characters', () => {
  const LONG = '壽限無'.repeat(3_334)

  test('is drawn whole, over as many sheets as it takes', async () => {
    const rows = disclosedFull({
      provided: [{ ...disclosedFull().provided[0]!, person: { value: [LONG] } }],
    })
    const { pdf } = await press.print({ document: rows, edition: 'ja' }, 0)
    const count = normalised(await pdfPages(pdf))
      .match(/壽限無|壽|限|無/g)
      ?.join('').length
    expect(count).toBeGreaterThanOrEqual(LONG.length)
  })

  test('of the person leaves the metadata and the outline as they are', async () => {
    const { pdf } = await press.print(
      { document: notExist({ dataSubjectName: LONG }), edition: 'ja' },
      0,
    )
    const { info, xmp, outline } = await pdfInfo(pdf)
    expect(JSON.stringify([info, outline]) + xmp).not.toContain('壽')
  })
})

test('a document number cannot break out of the metadata', async () => {
  const docNo = '個開</rdf:li><x>&"2026'
  const { xmp, info } = await pdfInfo(
    (await press.print({ document: notExist({ docNo }), edition: 'ja' }, 0)).pdf,
  )
  expect(xmp).not.toContain('<x>')
  expect(String(info.Subject)).toContain('個開')
})

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
