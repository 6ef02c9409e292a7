// A ledger that ages: a few provisions, a clock that jumps over years, and runs that follow it.

import { afterEach } from 'vitest'
import type { CalendarDate } from '../../src/domain/calendar-date.ts'
import { confirmClock } from '../../src/usecases/retention-clock.ts'
import type { RetentionReport } from '../../src/usecases/retention-report.ts'
import { type RetentionRunOptions, sweepRetention } from '../../src/usecases/sweep-retention.ts'
import { openTestLedger, type TestLedger, type TestLedgerOptions } from './test-ledger.ts'

export const NOBODY_HELD = async () => new Map<number, never>()
export const HOUR = 3_600_000

export let ledger: TestLedger
afterEach(() => ledger.close())

export async function open(options: TestLedgerOptions & { day?: CalendarDate } = {}) {
  ledger = await openTestLedger({ now: at(options.day ?? '2022-06-01'), ...options })
}

export const at = (day: CalendarDate, time = '12:00') => Date.parse(`${day}T${time}:00+09:00`)

let counter = 0
export function event(more: object = {}) {
  counter += 1
  return {
    event_id: `E-${counter}`,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2022-06-01',
    third_party: {
      kind: 'corporation',
      name: '乙株式会社',
      address: '東京都',
      representative: '丙',
    },
    data_subjects: [{ name: `山田 ${counter}`, identifiers: { member: `M-${counter}` } }],
    items: ['氏名'],
    consent: { obtained_on: '2022-05-01' },
    ...more,
  }
}
export const incomplete = (more: object = {}) => event({ consent: undefined, ...more })

export async function record(...events: object[]): Promise<number[]> {
  const outcomes = await ledger.record(...events)
  return outcomes.map(outcome => {
    if (!('record' in outcome)) throw new Error(outcome.status)
    return outcome.record.record_no
  })
}

/** A run on that day, its clock confirmed. */
export async function runOn(day: CalendarDate, options: RetentionRunOptions = {}) {
  ledger.setNow(at(day))
  await confirmClock(ledger.deps, { actor: 'key:admin' })
  const run = await sweepRetention(ledger.deps, ledger.caller, {
    heldByRequests: NOBODY_HELD,
    ...options,
  })
  return { ...run, report: run.report as RetentionReport }
}

export async function left(): Promise<number[]> {
  const found = await ledger.deps.stores.records.list({ limit: 10_000 })
  return found.map(({ recordNo }) => recordNo).sort((a, b) => a - b)
}
