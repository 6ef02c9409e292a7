// The chain of fonts: which one draws a character, what a reader gets back, and what is embedded.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPress } from '../../src/pdf/press.ts'
import { findMissingGlyphs, type LetterFonts } from '../../src/pdf/printable-text.ts'
import { RuntimeFault } from '../../src/runtimes/node/fault.ts'
import { loadKit } from '../../src/runtimes/node/press-kit.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { testWith } from '../support/tools.ts'
import { disclosedFull, fonts, providedRow } from './sample-document.ts'

/** Debian's fonts-ipamj-mincho. */
const IPAMJ = '/usr/share/fonts/truetype/ipamj/ipamjm.ttf'
/** Shapes and characters that the shipped font lacks. */
const KUZU = '葛\u{E0102}'
const NABE = '邉\u{E0110}'
const RARE = '\u{2B740}'

const kit = loadKit({})
const folderOf = (files: Record<string, Uint8Array>) => {
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-fonts-'))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return folder
}

async function print(name: string, chain: LetterFonts) {
  const press = createPress({ templates: kit.templates, fonts: chain })
  const document = disclosedFull({
    dataSubjectName: name,
    provided: [providedRow(1, { person: { value: [`氏名 ${name}`] } })],
  })
  const printed = await press.print({ document, edition: 'ja' }, 0)
  const file = join(mkdtempSync(join(tmpdir(), 'kirokubo-')), 'paper.pdf')
  writeFileSync(file, printed.pdf)
  return { ...printed, file }
}

const withIpamj = (): LetterFonts => ({
  ...fonts,
  fallbacks: [new Uint8Array(readFileSync(IPAMJ))],
})
const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: 'utf8' })

describe('a variation sequence', () => {
  testWith(
    'pdftotext',
    'is drawn in its own shape by the shipped font, where that has it',
    async () => {
      // 葛 with its second stroke kept apart: the table of usual shapes lacks it, its own table has it.
      const [plain, own] = [await print('葛城', fonts), await print('葛\u{E0100}城', fonts)]
      expect(run('pdftotext', own.file, '-')).toContain('葛\u{E0100}城')
      expect(run('pdftotext', plain.file, '-')).toContain('葛城')
      expect(inkOf(own.file)).not.toEqual(inkOf(plain.file))
    },
  )

  test('that no font has is missing as a whole; its character alone is not', () => {
    expect(findMissingGlyphs({ name: `${KUZU}城` }, fonts)).toEqual([
      { path: 'name', codePoints: ['U+845B U+E0102'] },
    ])
    expect(findMissingGlyphs({ name: '葛城' }, fonts)).toEqual([])
  })

  testWith(
    [IPAMJ, 'pdftotext'],
    'is drawn by the fallback, and copied with its selector',
    async () => {
      const name = `${KUZU}城 ${NABE}${RARE}子`
      expect(findMissingGlyphs({ name }, withIpamj())).toEqual([])
      const { file } = await print(name, withIpamj())
      const text = run('pdftotext', file, '-')
      expect(text).toContain(`${KUZU}城`)
      expect(text).toContain(`${NABE}${RARE}子`)
      expect(text).not.toContain('□')
    },
  )
})

describe('the chain', () => {
  testWith([IPAMJ, 'pdffonts'], 'embeds a font only where it drew something', async () => {
    const plain = await print('髙﨑 𠮷邉', withIpamj())
    expect(run('pdffonts', plain.file)).not.toContain('IPAmj')
    const rare = await print(RARE, withIpamj())
    const listed = run('pdffonts', rare.file)
    expect(listed.match(/IPAmj/g)).toHaveLength(1)
    // name, type, encoding, then: embedded, subset, with Unicode.
    expect(listed).toMatch(/IPAmj\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/)
  })

  testWith([IPAMJ, 'pdftoppm'], 'leaves ink where its glyphs stand', async () => {
    const [with_, without] = [
      await print(`${RARE}${KUZU}`, withIpamj()),
      await print('　　', fonts),
    ]
    expect(inkOf(with_.file)).toBeGreaterThan(inkOf(without.file) + 20)
  })

  testWith(
    'pdftotext',
    'gives back each character as recorded, though two share a glyph',
    async () => {
      // U+2F00 is the radical 一, U+4E00 the kanji; the font draws both with one glyph.
      const { file } = await print('\u2f00郎 一郎 \u2f00郎', fonts)
      const printed = run('pdftotext', file, '-')
      expect(printed).toContain('\u2f00郎 一郎 \u2f00郎')
      expect(printed.replaceAll('\n', '')).toContain('例示一丁目')
    },
  )

  test('draws a font of a collection', async () => {
    const folder = folderOf({ 'collection.ttc': collectionOf(fonts.regular) })
    const [collected] = loadKit({ fontDir: folder }).fonts.fallbacks!
    const { pdf } = await print('髙﨑', { regular: collected!, bold: collected! })
    expect((await pdfPages(pdf)).join('\n')).toContain('髙﨑')
  })
})

describe('the folder of fonts', () => {
  test('is asked in the order of the names, and only for fonts', () => {
    const folder = folderOf({
      'b.TTF': fonts.bold,
      'a.ttf': fonts.regular,
      'LICENSE.txt': new Uint8Array(),
    })
    const { fallbacks } = loadKit({ fontDir: folder }).fonts
    expect(fallbacks?.map(({ length }) => length)).toEqual([
      fonts.regular.length,
      fonts.bold.length,
    ])
  })

  test('is refused at the start with every file that cannot be used', () => {
    const folder = folderOf({
      'cut.ttf': fonts.regular.slice(0, 2_000),
      'text.otf': new TextEncoder().encode('this is no font at all'),
      'empty.ttc': new Uint8Array(),
      'good.ttf': fonts.regular,
    })
    mkdirSync(join(folder, 'folder.ttf'))
    const error = thrownBy(() => loadKit({ fontDir: folder }))
    expect(error).toBeInstanceOf(RuntimeFault)
    for (const name of ['cut.ttf', 'text.otf', 'empty.ttc', 'folder.ttf']) {
      expect((error as Error).message).toContain(name)
    }
    expect((error as Error).message).not.toContain('good.ttf')
    expect((thrownBy(() => loadKit({ fontDir: folderOf({}) })) as Error).message).toContain('.ttf')
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

/** Dark pixels of the line with the name of the data subject in the annex. */
function inkOf(file: string): number {
  const root = file.replace('.pdf', '')
  const last = /Pages:\s+(\d+)/.exec(run('pdfinfo', file))?.[1] as string
  run('pdftoppm', '-r', '144', '-gray', '-singlefile', '-f', last, '-l', last, file, root)
  const pgm = readFileSync(`${root}.pgm`)
  return pgm.subarray(20).filter(grey => grey < 128).length
}

/** A TrueType collection of one font: its tables move by the header's length. */
function collectionOf(font: Uint8Array): Uint8Array {
  const header = 16
  const collection = new Uint8Array(header + font.length)
  collection.set(font, header)
  const view = new DataView(collection.buffer)
  for (const [at, value] of [0x74746366, 0x00010000, 1, header].entries()) {
    view.setUint32(at * 4, value)
  }
  for (let n = 0; n < view.getUint16(header + 4); n += 1) {
    const offset = header + 12 + n * 16 + 8
    view.setUint32(offset, view.getUint32(offset) + header)
  }
  return collection
}
