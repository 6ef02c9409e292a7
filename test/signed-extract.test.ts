// Signed extracts, from the decision to the download: stored as signed, or not stored at all.

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { loadPdfSigner } from '../src/runtimes/node/pdf-signer.ts'
import { signedPrinter } from '../src/runtimes/node/signed-printer.ts'
import { issueExtract } from '../src/usecases/issue-extract.ts'
import { disclosureSteps, lineOf } from './support/disclosure-steps.ts'
import { makeP12, openssl, takeApart, timestampAuthority } from './support/signing.ts'
import { openTestLedger, type TestLedger } from './support/test-ledger.ts'
import { testWith } from './support/tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'kirokubo-signed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const OPERATOR = {
  name: '株式会社見本',
  address: '例町2番',
  representatives: ['代表取締役 見本 花'],
  office: { name: '窓口' },
}

async function decidedRequest(ledger: TestLedger): Promise<string> {
  const person = { name: '見本 花子', birth_date: '1990-04-01' }
  await ledger.record({
    event_id: 'A-1',
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-01',
    third_party: { kind: 'individual', name: '見本 一郎', address: '例町1番' },
    data_subjects: [person],
    items: ['氏名'],
    consent: {},
  })
  const steps = disclosureSteps(ledger)
  const requestNo = await steps.openVerified(person)
  const { candidates } = await steps.matches(requestNo)
  await steps.settle(requestNo, { confirm: candidates.map(lineOf) })
  await steps.decide(requestNo, 'disclosed_full')
  return requestNo
}

function rowCounts({ database }: TestLedger): Record<string, unknown> {
  const tables = database.raw
    .prepare("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map(name => [
      name,
      database.raw.prepare(`select count(*) from "${name}"`).pluck().get(),
    ]),
  )
}

testWith(
  'openssl',
  'an extract is stored as it was signed, and its SHA-256 is of that',
  async () => {
    const ledger = await openTestLedger({ operator: OPERATOR })
    const made = makeP12(folder, 'issuer')
    const signer = await loadPdfSigner({ ...made, tsaUrl: undefined })
    const deps = { ...ledger.deps, printer: signedPrinter(ledger.deps.printer, signer) }
    const issued = await issueExtract(deps, ledger.caller, {
      requestNo: await decidedRequest(ledger),
    })
    const pdf = await disclosureSteps(ledger).bytes(issued.extract_no, 'pdf')
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(issued.sha256)
    const { cms, covered } = takeApart(pdf)
    writeFileSync(join(folder, 'cms'), cms)
    writeFileSync(join(folder, 'covered'), covered)
    openssl(
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'cms')],
      ...['-content', join(folder, 'covered'), '-CAfile', made.certificateFile],
      ...['-purpose', 'any', '-out', join(folder, 'out')],
    )
    ledger.close()
  },
)

testWith(
  'openssl',
  'without an answer of the authority nothing is stored, later it is',
  async () => {
    const ledger = await openTestLedger({ operator: OPERATOR })
    const requestNo = await decidedRequest(ledger)
    let isUp = false
    const authority = await timestampAuthority(folder, body => ({ status: isUp ? 200 : 502, body }))
    const signer = await loadPdfSigner({ ...makeP12(folder, 'stamped'), tsaUrl: authority.url })
    const deps = { ...ledger.deps, printer: signedPrinter(ledger.deps.printer, signer) }
    const before = rowCounts(ledger)
    await expect(issueExtract(deps, ledger.caller, { requestNo })).rejects.toMatchObject({
      code: 'signing_unavailable',
    })
    expect(rowCounts(ledger)).toEqual(before)
    isUp = true
    const { doc_no } = await issueExtract(deps, ledger.caller, { requestNo })
    expect(doc_no).toMatch(/0001/)
    authority.close()
    ledger.close()
  },
)
