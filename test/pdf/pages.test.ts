// The looks of every paper: one reviewed page of each, compared as pixels. `UPDATE=1 npx vitest run
// test/pdf/pages.test.ts` writes test/pdf/pages/ anew: look at every picture before it is committed.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode, encode } from 'fast-png'
import { afterAll, describe, expect } from 'vitest'
import { drawSample, SAMPLE_NAMES } from '../../src/pdf/sample-papers.ts'
import { loadKit } from '../../src/runtimes/node/press-kit.ts'
import { EDITIONS } from '../../src/usecases/letter-document.ts'
import { testWith } from '../support/tools.ts'
import { producedAt } from './sample-document.ts'

const REFERENCES = fileURLToPath(new URL('pages/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'kirokubo-pages-'))
afterAll(() => rmSync(folder, { recursive: true }))
const kit = loadKit({})

const DPI = 60
const LEVELS = 16
/** Squares of so many pixels are compared by their mean: edges are smoothed otherwise by each version. */
const SQUARE = 4
/** Of 255. 高 in the place of 髙 changes a square by 15, a character that is missing by 60 and more. */
const TOLERANCE = 12

/** Each paper by its first page, and the annex by its own. */
const REVIEWED: { paper: string; page: 'first' | 'annex' }[] = [
  ...SAMPLE_NAMES.map(paper => ({ paper, page: 'first' as const })),
  { paper: 'disclosed-full', page: 'annex' },
  { paper: 'disclosed-partial', page: 'annex' },
]

describe.each(EDITIONS)('in the edition %s', edition => {
  for (const { paper, page } of REVIEWED) {
    testWith('pdftoppm', `the ${page} page of ${paper} looks as it was reviewed`, async () => {
      const name = `${paper}-${page}-${edition}`
      const pdf = join(folder, `${name}.pdf`)
      writeFileSync(pdf, await drawSample(kit, { name: paper, edition }, producedAt))
      const picture = photograph(pdf, page)
      const reference = join(REFERENCES, `${name}.png`)
      if (process.env.UPDATE === '1') {
        mkdirSync(REFERENCES, { recursive: true })
        if (!existsSync(reference) || differences(picture, readFileSync(reference)).length > 0) {
          writeFileSync(reference, picture)
        }
      }
      expect(differences(picture, readFileSync(reference))).toEqual([])
    })
  }
})

/** In a few levels of one channel: the references are small. */
function photograph(pdf: string, page: 'first' | 'annex'): Uint8Array {
  const sizes = execFileSync('pdfinfo', ['-l', '99', pdf], { encoding: 'utf8' })
  const landscape = /^Page +(\d+) size: +841/m.exec(sizes)?.[1] ?? '1'
  const number = page === 'first' ? '1' : landscape
  const root = join(folder, 'page')
  const only = ['-singlefile', '-f', number, '-l', number]
  execFileSync('pdftoppm', ['-r', String(DPI), '-gray', '-png', ...only, pdf, root])
  const { width, height, data, channels } = decode(readFileSync(`${root}.png`))
  const grey = new Uint8Array(width * height).map((_, n) => {
    const level = Math.round((data[n * channels]! * (LEVELS - 1)) / 255)
    return Math.round((level * 255) / (LEVELS - 1))
  })
  return encode({ width, height, channels: 1, depth: 8, data: grey }, { zlib: { level: 9 } })
}

/** Where the two differ, in points from the upper left corner; another size is a difference everywhere. */
function differences(picture: Uint8Array, reference: Uint8Array): string[] {
  const [now, then] = [means(picture), means(reference)]
  if (now.columns !== then.columns || now.values.length !== then.values.length) return ['the size']
  const points = (squares: number) => Math.round((squares * SQUARE * 72) / DPI)
  return now.values.flatMap((value, n) =>
    Math.abs(value - then.values[n]!) <= TOLERANCE
      ? []
      : [`${points(n % now.columns)}, ${points(Math.floor(n / now.columns))}`],
  )
}

function means(png: Uint8Array): { columns: number; values: number[] } {
  const { width, height, data, channels } = decode(png)
  const [columns, rows] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)]
  const sums = Array.from({ length: columns * rows }, () => ({ sum: 0, count: 0 }))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const square = sums[Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE)]!
      square.sum += data[(y * width + x) * channels]!
      square.count += 1
    }
  }
  return { columns, values: sums.map(({ sum, count }) => sum / count) }
}
