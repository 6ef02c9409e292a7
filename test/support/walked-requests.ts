// Disclosure requests at each stage of their way, over the orthodontics sample: what pages of requests are looked at with.

import { deliverExtract } from '../../src/usecases/deliver-extract.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import { returnDelivery } from '../../src/usecases/return-delivery.ts'
import { disclosureSteps, lineOf } from './disclosure-steps.ts'
import { openSampleLedger, readSample, type TestLedger } from './test-ledger.ts'

/**
 * R2026-0001 has arrived, 0002 is verified and has candidates, 0003 is a statutory agent's and settled,
 * 0004 is decided, 0005 was delivered and came back.
 */
export async function openWithRequests(): Promise<TestLedger> {
  const ledger = await openSampleLedger('orthodontics')
  const { deps, caller } = ledger
  const steps = disclosureSteps(ledger)
  const [sample] = readSample('orthodontics', 'expected.json').requests
  const { verification, expect: _expect, ...asked } = sample
  const agent = { kind: 'statutory_agent', name: '見本 花江', authority: 'family_register' }
  const { person: few, proven } = { person: { name: '架空 無人' }, proven: ['name'] }

  await steps.open(asked)
  const candidates = await steps.open(asked)
  await steps.verify(candidates, verification)
  const settled = await steps.open({ ...asked, requester: agent })
  await steps.verify(settled, { proven: verification.proven })
  const open = (await steps.matches(settled)).candidates
  await steps.settle(settled, { reject: open.map(one => ({ ...lineOf(one), why: 'x' })) })
  for (const _ of [4, 5]) {
    const requestNo = await steps.open({ data_subject: few })
    await steps.verify(requestNo, { proven })
    await steps.decide(requestNo, 'not_exist')
  }
  const requestNo = 'R2026-0005'
  await issueExtract(deps, caller, { requestNo })
  const day = '2026-11-22'
  const delivery = { method: 'post', delivered_on: day }
  await deliverExtract(deps, caller, { requestNo, delivery })
  await returnDelivery(deps, caller, { requestNo, returned: { returned_on: day } })
  return ledger
}
