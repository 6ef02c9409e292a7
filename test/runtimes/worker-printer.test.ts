// What is particular to printing on Workers; that both runtimes print the same is the black box's matter.

import { expect, test } from 'vitest'
import { problemOf } from '../../src/http/problem.ts'
import { LIMITS } from '../../src/runtimes/worker/isolate.ts'
import { workerPrinter } from '../../src/runtimes/worker/printer.ts'
import { disclosedFull, fonts } from '../pdf/sample-document.ts'
import { OPERATOR, provision, refusal, setUp, TARO } from '../support/disclosure-ledger.ts'
import { pdfPages } from '../support/pdf-text.ts'

test('a Worker draws with the templates of its build', async () => {
  const printer = await workerPrinter(fonts)
  const { pdf } = await printer.print({ document: disclosedFull(), edition: 'en' }, 0)
  expect((await pdfPages(pdf)).join('')).toContain('translation')
})

async function issueWithin(limits: typeof LIMITS) {
  const set = await setUp(
    Array.from({ length: 7 }, () => provision([TARO])),
    OPERATOR,
  )
  set.deps.printer = { ...set.deps.printer, limits }
  const requestNo = await set.openVerified(TARO)
  await set.decide(requestNo, 'disclosed_full')
  return set.issue(requestNo)
}

test('what an isolate cannot draw in one file comes in volumes', async () => {
  const issued = await issueWithin({ rowsPerVolume: 3, rows: 7 })
  expect(issued.volumes?.map(({ rows }) => rows)).toEqual([3, 3, 1])
})

test('an extract too large for an isolate altogether answers 507 and says the mend', async () => {
  expect(LIMITS.rows).toBeGreaterThan(LIMITS.rowsPerVolume)
  const error = await refusal(issueWithin({ rowsPerVolume: 3, rows: 6 }))
  expect(problemOf(error)).toMatchObject({
    status: 507,
    code: 'extract_too_large',
    fix: expect.stringContaining('scope'),
  })
})
