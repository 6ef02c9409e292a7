// What is particular to printing on Workers; that both runtimes print the same is the black box's matter.

import { expect, test } from 'vitest'
import { problemOf } from '../../src/http/problem.ts'
import { workerPrinter } from '../../src/runtimes/worker/printer.ts'
import { disclosedFull, fonts, providedRow } from '../pdf/sample-document.ts'

test('an extract too large for an isolate answers 507 and says the mend', async () => {
  const provided = Array.from({ length: 1_501 }, (_, n) => providedRow(n + 1))
  const printer = workerPrinter(fonts)
  const error = await printer
    .print(disclosedFull({ provided }), 0)
    .then(() => undefined)
    .catch(thrown => thrown)
  expect(problemOf(error)).toMatchObject({
    status: 507,
    code: 'extract_too_large',
    fix: expect.stringContaining('scope'),
  })
})
