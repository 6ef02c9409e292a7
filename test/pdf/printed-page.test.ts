// The issued paper as other programs see it: valid to qpdf, and inked where its words stand.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect } from 'vitest'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { openTestLedger } from '../support/test-ledger.ts'
import { testWith } from '../support/tools.ts'

const NAME = '髙﨑 𠮷邉'
const folder = mkdtempSync(join(tmpdir(), 'kirokubo-page-'))
const file = join(folder, 'extract.pdf')

beforeAll(async () => {
  const ledger = await openTestLedger({
    operator: {
      name: '株式会社見本',
      address: '例町2番',
      representatives: ['代表取締役 見本 花'],
      office: { name: '窓口' },
    },
  })
  await ledger.record({
    event_id: 'A-1',
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-01',
    third_party: {
      kind: 'corporation',
      name: '見本歯科',
      address: `東京都港区例町${'一丁目二番三号見本建物'.repeat(18)}`,
      representative: '理事長 例示 一郎',
    },
    data_subjects: [{ name: NAME, birth_date: '1990-04-01' }],
    items: ['氏名'],
    consent: {},
  })
  const steps = disclosureSteps(ledger)
  const requestNo = await steps.openVerified({ name: NAME, birth_date: '1990-04-01' })
  const { candidates } = await steps.matches(requestNo)
  await steps.settle(requestNo, {
    confirm: candidates.map(({ record_no, line }) => ({ record_no, line })),
  })
  await steps.decide(requestNo, 'disclosed_full')
  const { extract_no } = await issueExtract(ledger.deps, ledger.caller, { requestNo })
  writeFileSync(file, await steps.bytes(extract_no, 'pdf'))
  ledger.close()
})

describe('an issued extract', () => {
  testWith('qpdf', 'has no fault that qpdf finds', () => {
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax')
  })

  testWith('pdftotext', 'gives its rare characters to another reader', () => {
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    expect(text.replaceAll(/\s/g, '')).toContain(NAME.replace(' ', ''))
    expect(text).not.toContain('□')
  })

  testWith(
    'pdftoppm',
    'has ink where each word of the annex stands, and none outside the page margins',
    () => {
      // A subset font can print blank though its text extracts: compare pixels with word boxes.
      const annex = lastPage()
      const { width, height, isInked } = render(annex)
      const words = wordBoxes(annex)
      expect(words.length).toBeGreaterThan(20)
      for (const { text, xMin, yMin, xMax, yMax } of words) {
        if (text === '―' || text === '・') continue
        let ink = 0
        for (let y = Math.floor(yMin); y < yMax; y += 1) {
          for (let x = Math.floor(xMin); x < xMax; x += 1) if (isInked(x, y)) ink += 1
        }
        expect(ink / ((xMax - xMin) * (yMax - yMin)), text).toBeGreaterThan(0.03)
      }
      for (let y = 0; y < height; y += 1) {
        expect(isInked(2, y) || isInked(width - 3, y)).toBe(false)
      }
    },
  )
})

/** The annex follows the letter. */
const lastPage = () =>
  Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1])

/** At 72 dpi a pixel is a point, so that word boxes and pixels share coordinates. */
function render(page: number) {
  const root = join(folder, 'page')
  execFileSync('pdftoppm', [
    '-r',
    '72',
    '-gray',
    '-f',
    `${page}`,
    '-l',
    `${page}`,
    '-singlefile',
    file,
    root,
  ])
  const pgm = readFileSync(`${root}.pgm`)
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'))
  const width = Number(header?.[1])
  const height = Number(header?.[2])
  const pixels = pgm.subarray(header?.[0].length)
  return { width, height, isInked: (x: number, y: number) => (pixels[y * width + x] ?? 255) < 160 }
}

function wordBoxes(page: number) {
  const xml = execFileSync('pdftotext', ['-bbox', '-f', `${page}`, '-l', `${page}`, file, '-'], {
    encoding: 'utf8',
  })
  return [
    ...xml.matchAll(
      /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g,
    ),
  ].map(([, xMin, yMin, xMax, yMax, text]) => ({
    text: text as string,
    xMin: Number(xMin),
    yMin: Number(yMin),
    xMax: Number(xMax),
    yMax: Number(yMax),
  }))
}
