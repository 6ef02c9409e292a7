// Both operators' ledgers, judged line by line against samples/*/expected.json.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openSampleLedger,
  readSample,
  readSampleEvents,
  SAMPLES,
  type TestLedger,
} from './support/test-ledger.ts'

describe.each(SAMPLES)('%s', sample => {
  let ledger: TestLedger
  beforeAll(async () => {
    ledger = await openSampleLedger(sample)
  })
  afterAll(() => ledger.close())

  test('posted again, every event is a replay judged as expected', async () => {
    const outcomes = await ledger.record(...readSampleEvents(sample))
    const judged = outcomes.map(outcome => {
      if (outcome.status !== 'replayed') return outcome
      const { record } = outcome
      const missing = record.gaps.filter(gap => gap.kind === 'missing_item')
      return {
        event_id: record.event_id,
        legal_day: record.occurred_on,
        duty: record.duty.required,
        disclosable: record.duty.disclosable,
        rule: record.duty.rule,
        class: record.retention.class,
        missing: missing.map(gap => gap.item).sort(),
        conflict: record.gaps.some(gap => gap.kind === 'conflict'),
        final: record.retention.final,
        keep_through: record.retention.keep_through,
      }
    })
    const expected = readSample(sample, 'expected.json').events
    for (const event of expected) event.missing.sort()
    expect(judged).toEqual(expected)
  })
})
