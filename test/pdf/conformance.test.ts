// Every kind of paper, plain and signed: PDF/A-3a and PDF/UA-1 by veraPDF, sound by qpdf, and discreet.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createPress } from '../../src/pdf/press.ts'
import { RESULT_SAMPLES } from '../../src/pdf/result-samples.ts'
import { drawSample, SAMPLE_NAMES } from '../../src/pdf/sample-papers.ts'
import { type LoadedSigner, loadPdfSigner } from '../../src/runtimes/node/pdf-signer.ts'
import { loadKit } from '../../src/runtimes/node/press-kit.ts'
import type { ExtractJob } from '../../src/usecases/disclosure-ports.ts'
import type { ExtractDocument } from '../../src/usecases/extract-document.ts'
import { EDITIONS } from '../../src/usecases/letter-document.ts'
import { pdfInfo } from '../support/pdf-text.ts'
import { makeP12, timestampAuthority } from '../support/signing.ts'
import { isThere, testWith } from '../support/tools.ts'
import { VERAPDF_NEEDS, type Verdict, veraPdf } from '../support/verapdf.ts'
import { disclosedFull, producedAt, providedRow } from './sample-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'kirokubo-conformance-'))
afterAll(() => rmSync(folder, { recursive: true }))

const IPAMJ = '/usr/share/fonts/truetype/ipamj'
const kit = loadKit({})
/** Of the people in the samples, with what finds them. */
const NAMES = ['𠮷邉', '髙﨑', '髙橋', 'ヨシナベ', 'OM-001002', '090-0000-1002', 'yoshinabe']

interface Paper {
  name: string
  /** Tools, and files by their path. */
  needs: string[]
  draw(): Promise<Uint8Array>
}

const samples: Paper[] = EDITIONS.flatMap(edition =>
  SAMPLE_NAMES.map(name => ({
    name: edition === 'ja' ? name : `${name} in English`,
    needs: [],
    draw: () => drawSample(kit, { name, edition }, producedAt),
  })),
)
const rows = (count: number) => Array.from({ length: count }, (_, index) => providedRow(index + 1))
const special: Paper[] = [
  { name: 'a long extract', needs: [], draw: extract({ provided: rows(60) }) },
  {
    name: 'a second volume',
    needs: [],
    draw: extract({
      provided: rows(20),
      received: [],
      volume: {
        number: 2,
        count: 2,
        providedRows: 60,
        receivedRows: 0,
        samples: { provided: [], received: [] },
      },
    }),
  },
  {
    name: 'an extract with a substitute',
    needs: [],
    draw: extract({
      provided: [providedRow(1, { person: { value: '氏名 見本😀子' } })],
      substitutes: ['U+1F600'],
    }),
  },
  {
    name: 'an extract with a shape of a second font',
    needs: [IPAMJ],
    draw: () => {
      const provided = [providedRow(1, { person: { value: '氏名 葛\u{E0100}城 辻\u{E0100}子' } })]
      return extract({ provided }, loadKit({ fontDir: IPAMJ }))()
    },
  },
]
const signed: Paper[] = [...samples.slice(0, SAMPLE_NAMES.length), ...special].map(paper => ({
  name: `${paper.name}, signed`,
  needs: ['openssl', ...paper.needs],
  draw: async () => (await signer()).sign(await paper.draw(), producedAt),
}))
const stamped: Paper = {
  name: 'an extract, signed with a time stamp',
  needs: ['openssl'],
  draw: async () => {
    const authority = await timestampAuthority(folder)
    const stamping = await loadPdfSigner({ ...makeP12(folder, 'stamped'), tsaUrl: authority.url })
    const pdf = await stamping.sign(await extract({})(), producedAt)
    authority.close()
    return pdf
  },
}
const papers = [...samples, ...special, ...signed, stamped]

function extract(change: Partial<ExtractDocument>, own = kit): () => Promise<Uint8Array> {
  const job: ExtractJob = { document: disclosedFull(change), edition: 'ja' }
  return async () => (await createPress(own).print(job, producedAt.getTime())).pdf
}

let loading: Promise<LoadedSigner> | undefined
function signer(): Promise<LoadedSigner> {
  loading ??= loadPdfSigner({ ...makeP12(folder, 'issuer'), tsaUrl: undefined })
  return loading
}

const drawn = new Map<Paper, Promise<string>>()
/** Drawn once, whichever test asks first. */
function fileOf(paper: Paper): Promise<string> {
  const file = drawn.get(paper) ?? drawTo(paper, join(folder, `${papers.indexOf(paper)}.pdf`))
  drawn.set(paper, file)
  return file
}

async function drawTo(paper: Paper, file: string): Promise<string> {
  writeFileSync(file, await paper.draw())
  return file
}

let judging: Promise<Map<string, Verdict[]>> | undefined
/** One Java process for all papers: its start is the greater part of a verdict. */
async function verdictsOf(paper: Paper): Promise<Verdict[]> {
  judging ??= judgeAll()
  return (await judging).get(await fileOf(paper)) ?? []
}

async function judgeAll(): Promise<Map<string, Verdict[]>> {
  const files = await Promise.all(papers.filter(({ needs }) => needs.every(isThere)).map(fileOf))
  return Map.groupBy(await veraPdf(files), ({ file }) => file)
}

testWith(VERAPDF_NEEDS, 'the judge refuses what does not conform', async () => {
  const file = join(folder, 'spoiled.pdf')
  const bytes = Buffer.from(await samples[0]!.draw()).toString('latin1')
  const spoiled = bytes
    .replace('/Scope /Column', '/Scoop /Column')
    .replace('<pdfaid:part>3', '<pdfaid:part>2')
  writeFileSync(file, spoiled, 'latin1')
  const [archive, access] = await veraPdf([file])
  expect(archive!.failed.join()).toMatch(/6\.6\.4-/)
  expect(access!.failed.join()).toMatch(/7\.5-/)
})

for (const paper of papers) {
  testWith(
    [...VERAPDF_NEEDS, ...paper.needs],
    `${paper.name} is PDF/A-3a and PDF/UA-1`,
    async () => {
      const verdicts = await verdictsOf(paper)
      expect(verdicts.map(({ flavour }) => flavour)).toEqual(['3a', 'ua1'])
      for (const { checks, failed, isCompliant } of verdicts) {
        expect(failed).toEqual([])
        expect(isCompliant).toBe(true)
        expect(checks).toBeGreaterThan(500)
      }
    },
    180_000,
  )

  testWith(['qpdf', ...paper.needs], `${paper.name} has no fault that qpdf finds`, async () => {
    const words = execFileSync('qpdf', ['--check', await fileOf(paper)], { encoding: 'utf8' })
    expect(words).toContain('No syntax or stream encoding errors')
  })
}

for (const [index, paper] of samples.entries()) {
  const language = index < SAMPLE_NAMES.length ? 'ja-JP' : 'en'
  test(`${paper.name} says its language and title, and no name of a person`, async () => {
    const bytes = readFileSync(await fileOf(paper))
    const { info, xmp, outline, lang } = await pdfInfo(new Uint8Array(bytes))
    expect(lang).toBe(language)
    expect(bytes.toString('latin1')).toContain('/DisplayDocTitle true')
    expect(bytes.toString('latin1')).toContain('/Marked true')
    expect(info.Title).toMatch(/\S/)
    expect(xmp).toContain('<dc:title>')
    const told = JSON.stringify(info) + xmp + outline.join()
    for (const name of NAMES) expect(told).not.toContain(name)
  })
}

for (const [name, document] of Object.entries(RESULT_SAMPLES)) {
  testWith(
    'pdfdetach',
    `${name} carries its records as data, byte for byte as served`,
    async () => {
      const job: ExtractJob = { document, edition: 'ja' }
      const { pdf, json, csv } = await createPress(kit).print(job, producedAt.getTime())
      const within = join(folder, name)
      mkdirSync(within)
      writeFileSync(`${within}.pdf`, pdf)
      execFileSync('pdfdetach', ['-saveall', '-o', within, `${within}.pdf`])
      expect(readdirSync(within).sort()).toEqual(['records.csv', 'records.json'])
      expect(readFileSync(join(within, 'records.json'))).toEqual(Buffer.from(json))
      expect(readFileSync(join(within, 'records.csv'))).toEqual(Buffer.from(csv))
      const text = Buffer.from(pdf).toString('latin1')
      expect(text.match(/\/AFRelationship \/Data/g)).toHaveLength(2)
    },
  )
}
