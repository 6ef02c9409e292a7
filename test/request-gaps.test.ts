// Gaps that touch open requests: what is due first is told first, however many gaps another request has.

import { afterEach, expect, test } from 'vitest'
import { findRequestGaps } from '../src/usecases/request-gaps.ts'
import { OPERATOR, provision, TARO } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { openTestLedger, type TestLedger } from './support/test-ledger.ts'

let ledger: TestLedger
afterEach(() => ledger.close())

test('one person’s many gaps hide none of those of a request that is due before', async () => {
  ledger = await openTestLedger({ operator: OPERATOR })
  const steps = disclosureSteps(ledger)
  const JIRO = { name: '別人 次郎', identifiers: { member_id: 'M-99' } }
  const lacking = (person: object) => provision([person], { consent: undefined })
  for (let n = 0; n < 3; n += 1) {
    await ledger.record(...Array.from({ length: 70 }, () => lacking(TARO)))
  }
  await ledger.record(lacking(JIRO))
  const due = await steps.openVerified(JIRO, { received_on: '2026-11-10' })
  const later = await steps.openVerified(TARO)
  const gaps = await findRequestGaps(ledger.deps, [due, later], 'unprotected')
  expect(gaps[0]).toMatchObject({ record_no: 211, request_nos: [due] })
  expect(gaps[1]).toMatchObject({ record_no: 1, request_nos: [later] })
})
