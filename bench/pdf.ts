// npm run bench:pdf: an extract drawn whole, beside the same words in bare pdfkit and in pdfmake, and what
// single posts feel of ten extracts being drawn. Each is a process of its own, run in turn; medians are told.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { annexTables } from '../src/pdf/annex-table.ts'
import { resultValues } from '../src/pdf/letter-values.ts'
import { loadTemplates } from '../src/runtimes/node/template-files.ts'
import { postsWhileDrawing } from './pdf-posts.ts'
import { extractOf, type WordTable } from './pdf-table.ts'

const ROUNDS = 3
const FONTS = '@expo-google-fonts/noto-sans-jp'
const fonts = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map(file =>
  fileURLToPath(import.meta.resolve(`${FONTS}/${file}`)),
)
const folder = mkdtempSync(join(tmpdir(), 'kirokubo-bench-'))

interface Run {
  ms: number
  peakMb: number
}
type Way = 'press' | 'bare' | 'pdfmake'

const many = compare(10_000)
const some = compare(1_000)
const posts = await postsWhileDrawing()
rmSync(folder, { recursive: true, force: true })

const figures = [
  lower('10,000 rows, whole process, beside bare pdfkit', many.press.ms, many.bare.ms, 2),
  higher('10,000 rows, how much faster than pdfmake', many.press.ms, many.pdfmake.ms, 3.5),
  higher('1,000 rows, how much faster than pdfmake', some.press.ms, some.pdfmake.ms, 2),
  { ...lower('10,000 rows, peak memory', many.press.peakMb, 400, 1), unit: 'MB' },
  lower(
    'single posts, p99, while ten extracts of 1,000 rows are drawn',
    posts.drawing,
    posts.alone,
    2,
  ),
]

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} else {
  for (const { name, figure, unit, ceiling, ratio, reach, better } of figures) {
    const bound = better === 'lower' ? 'at most' : 'at least'
    console.log(
      `${name}: ${figure} ${unit}, beside ${ceiling}; ratio ${ratio} (to reach: ${bound} ${reach})`,
    )
  }
  console.log(`the file of 10,000 rows: ${many.bytes} bytes`)
}

function lower(name: string, figure: number, ceiling: number, reach: number) {
  return told({ name, figure, ceiling, reach, ratio: figure / ceiling, better: 'lower' })
}

function higher(name: string, figure: number, ceiling: number, reach: number) {
  return told({ name, figure, ceiling, reach, ratio: ceiling / figure, better: 'higher' })
}

interface Figure {
  name: string
  figure: number
  ceiling: number
  ratio: number
  reach: number
  better: 'lower' | 'higher'
}

function told({ name, figure, ceiling, ratio, reach, better }: Figure) {
  const unit = 'ms'
  return {
    name,
    figure: round2(figure),
    unit,
    ceiling: round2(ceiling),
    ratio: round2(ratio),
    reach,
    better,
  }
}

/** In turn, so that a machine that slows down slows all. */
function compare(rows: number) {
  const document = join(folder, `document-${rows}.json`)
  const words = join(folder, `words-${rows}.json`)
  writeFileSync(document, JSON.stringify(extractOf(rows)))
  writeFileSync(words, JSON.stringify(wordsOf(rows)))
  const runs: Record<Way, Run[]> = { press: [], bare: [], pdfmake: [] }
  const out = join(folder, 'out.pdf')
  let bytes = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.press.push(timed('press', [document, out]))
    bytes = statSync(out).size
    runs.bare.push(timed('bare', [words, out, ...fonts]))
    runs.pdfmake.push(timed('pdfmake', [words, out, ...fonts]))
  }
  const middle = (way: Way) => ({
    ms: median(runs[way].map(({ ms }) => ms)),
    peakMb: median(runs[way].map(({ peakMb }) => peakMb)),
  })
  return { press: middle('press'), bare: middle('bare'), pdfmake: middle('pdfmake'), bytes }
}

/** Whole process, from its start to its end; each script ends by telling its peak memory. */
function timed(way: Way, args: string[]): Run {
  const script = fileURLToPath(new URL(`pdf-${way}.ts`, import.meta.url))
  const startedAt = performance.now()
  const told = execFileSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return { ms: performance.now() - startedAt, peakMb: Number(told) }
}

/** The very words of the annex, for scripts that know nothing of extracts. */
function wordsOf(rows: number): WordTable {
  const { ja } = loadTemplates()
  const document = extractOf(rows)
  const { words } = resultValues(document, ja)
  const [table] = annexTables(document, { annex: ja.annex, words })
  if (table === undefined) throw new Error('the annex has no table')
  return {
    headings: table.columns.map(({ heading }) => heading),
    widths: table.columns.map(({ width }) => width),
    rows: table.rows.map(row => table.columns.map(column => column.text(row))),
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
