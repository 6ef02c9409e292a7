// Never a day early: every vector of law.md 3.4 through a real run, with and without days of grace.

import { describe, expect, test } from 'vitest'
import { addDays } from '../src/domain/calendar-date.ts'
import { appendVersion } from '../src/usecases/append-version.ts'
import { at, event, ledger, left, open, record, runOn } from './support/retention-ledger.ts'

describe('never a day early', () => {
  /** The vectors of law.md 3.4: class, base, first day without grace, with 30 days. */
  test.each([
    ['R1', '2025-04-01', '2026-04-02', '2026-05-02'],
    ['R1', '2025-03-31', '2026-04-01', '2026-05-01'],
    ['R1', '2024-02-28', '2025-03-01', '2025-03-31'],
    ['R1', '2024-02-29', '2025-03-01', '2025-03-31'],
    ['R1', '2023-02-28', '2024-03-01', '2024-03-31'],
    ['R1', '2023-03-01', '2024-03-02', '2024-04-01'],
    ['R1', '2027-02-28', '2028-03-01', '2028-03-31'],
    ['R2', '2025-04-01', '2028-04-02', '2028-05-02'],
    ['R2', '2025-12-31', '2029-01-01', '2029-01-31'],
    ['R2', '2024-02-29', '2027-03-01', '2027-03-31'],
    ['R2', '2021-02-28', '2024-03-01', '2024-03-31'],
    ['R2', '2025-01-31', '2028-02-01', '2028-03-02'],
    ['R2', '2025-04-30', '2028-05-01', '2028-05-31'],
    ['R3', '2025-04-01', '2028-04-02', '2028-05-02'],
    ['R3', '2024-02-29', '2027-03-01', '2027-03-31'],
    ['R3', '2025-02-28', '2028-03-01', '2028-03-31'],
    ['R3', '2026-10-10', '2029-10-11', '2029-11-10'],
  ] as const)('%s from %s goes on %s, with grace on %s', async (rule, base, earliest, rested) => {
    const kinds = {
      R1: { method: 'contract', contract: { service_to_person: true } },
      R2: { method: 'batch', period: { first_day: addDays(base, -20), last_day: base } },
      R3: {},
    }
    for (const [grace_days, day] of [
      [0, earliest],
      [30, rested],
    ] as const) {
      await open({
        now: at(base, '23:59'),
        operator: {
          retention: { grace_days, voluntary_years: 3, hold_after_refusal_days: 180 },
        },
      })
      const [recordNo] = await record(event({ occurred_on: base, ...kinds[rule] }))
      expect((await runOn(addDays(day, -1))).erased).toBe(0)
      expect(await left()).toEqual([recordNo])
      const run = await runOn(day)
      expect(run.report.classes).toEqual([
        { class: rule, direction: 'provided', due: 1, held: 0, erased: 1 },
      ])
      expect(await left()).toEqual([])
      if (grace_days === 0) ledger.close()
    }
  })

  test('a back-filled record rests its days of grace here', async () => {
    await open({ day: '2026-11-22' })
    await record(
      event({ occurred_on: '2020-04-01', record_made_on: '2020-04-01', evidence: '控え' }),
    )
    expect((await runOn('2026-12-21')).erased).toBe(0)
    expect((await runOn('2026-12-22')).erased).toBe(1)
  })

  test('a record without duty goes after the years of the operator, a void one after its own', async () => {
    await open({
      operator: { retention: { grace_days: 0, voluntary_years: 1, hold_after_refusal_days: 0 } },
    })
    const [voluntary, voided] = (await record(
      event({ basis: 'entrustment', consent: undefined }),
      event(),
    )) as [number, number]
    await appendVersion(ledger.deps, ledger.caller, voided, (_, current) => ({
      event: current,
      kind: 'void',
      void: 'duplicate',
      reason: 'duplicate',
    }))
    await runOn('2023-06-02')
    expect(await left()).toEqual([voided])
    expect(voluntary).not.toBe(voided)
    await runOn('2025-06-01')
    expect(await left()).toEqual([voided])
    await runOn('2025-06-02')
    expect(await left()).toEqual([])
  })
})
