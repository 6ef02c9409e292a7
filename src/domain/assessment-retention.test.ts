// How long a record is kept, beyond what the samples reach (law.md 3; contract 7).

import { describe, expect, test } from 'vitest'
import { CORPORATION, judge } from '../../test/support/judge.ts'

describe('retention', () => {
  const contract = {
    method: 'contract',
    consent: {},
    contract: { service_to_person: true },
  } as const

  test('R1 takes a contract, a rule that allows it, a service to the person and every item', () => {
    expect(judge(contract)).toMatchObject({ retentionClass: 'R1', keepThrough: '2027-11-21' })
    expect(judge({ ...contract, contract: {} }).retentionClass).toBe('R3')
    expect(judge({ ...contract, consent: undefined }).retentionClass).toBe('R3')
    expect(judge({ ...contract, basis: 'opt_out' }).retentionClass).toBe('R3')
    expect(judge({ ...contract, basis: 'entrustment' }).retentionClass).toBe('V')
  })

  test.each(['consent', 'opt_out', 'entrustment'] as const)(
    'a batch on %s that runs has no dates, whatever its class',
    basis => {
      const running = {
        basis,
        method: 'batch',
        consent: {},
        period: { first_day: '2026-01-01' },
      } as const
      expect(judge(running)).toMatchObject({ final: false, keepThrough: null })
      expect(judge({ ...contract, contract: {}, period: { first_day: '2026-01-01' } }).final).toBe(
        false,
      )
    },
  )

  test('a contract or batch that runs has no dates until its last day is known', () => {
    const period = { first_day: '2026-01-01' }
    expect(judge({ ...contract, period })).toMatchObject({ final: false, keepThrough: null })
    expect(judge({ method: 'batch', consent: {}, period }).keepThrough).toBeNull()
    const closed = { ...period, last_day: '2026-12-31' }
    expect(judge({ method: 'batch', consent: {}, period: closed })).toMatchObject({
      retentionClass: 'R2',
      keepThrough: '2029-12-31',
    })
  })

  test('of a batch counts from the later of its last day and the day stated', () => {
    const period = { first_day: '2026-01-01', last_day: '2026-03-31' }
    expect(
      judge({ method: 'batch', consent: {}, period, occurred_on: '2026-04-02' }).keepThrough,
    ).toBe('2029-04-02')
  })

  test('R3 counts from the latest of made, filled and provided', () => {
    expect(judge({ consent: {} }).keepThrough).toBe('2029-11-22')
    expect(judge({ consent: {}, occurred_on: '2026-12-24' }).keepThrough).toBe('2029-12-24')
    expect(judge({ consent: {} }, { filledOn: '2027-01-10' }).keepThrough).toBe('2030-01-10')
    const backFilled = {
      record_made_on: '2024-02-29',
      evidence: '台帳',
      occurred_on: '2024-02-01',
      consent: {},
    }
    expect(judge(backFilled).keepThrough).toBe('2027-02-28')
  })

  test('filled afterwards, R1 lasts as long as R3 from the filling', () => {
    expect(judge(contract, { filledOn: '2026-12-01' })).toMatchObject({
      retentionClass: 'R1',
      keepThrough: '2029-12-01',
    })
  })

  test('without duty lasts the operator’s years from the day recorded', () => {
    expect(judge({ basis: 'entrustment' }, { voluntaryYears: 1 })).toMatchObject({
      retentionClass: 'V',
      final: true,
      keepThrough: '2027-11-22',
    })
  })

  test('a conflict settled as a breach is closed; what is missing stays missing', () => {
    const third_party = { ...CORPORATION, country: 'US' }
    expect(
      judge({ third_party, consent: {} }, { settled: ['foreign_consent_needed'] }),
    ).toMatchObject({
      conflicts: [],
      missing: ['CONSENT'],
      final: false,
    })
  })
})
