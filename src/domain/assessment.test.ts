// Table A beyond what the samples reach (law.md 2; contract 3).

import { describe, expect, test } from 'vitest'
import { CORPORATION, judge } from '../../test/support/judge.ts'
import { BASIS_CODES, basisAllows, DIRECTIONS, EXEMPTION_CODES, EXEMPTIONS } from './legal-basis.ts'
import type { ProvisionEvent } from './provision-event.ts'
import { RECORD_RULES, ruleOn } from './record-rules.ts'

const SAYS_ALL: Partial<ProvisionEvent> = {
  consent: {},
  acquisition: '本人から取得',
  confirmation: { method: '契約書' },
  ppc_publication: {},
  foreign_information: {},
  exemption: { code: 'INTERP_ON_BEHALF', reason: 'x' },
}

describe('the table', () => {
  test('has one row for every basis, direction and day, and every item in it has its article', () => {
    for (const direction of DIRECTIONS) {
      for (const basis of BASIS_CODES.filter(code => basisAllows(code, direction))) {
        for (const day of ['2015-01-01', '2022-03-31', '2022-04-01', '2030-01-01']) {
          const row = ruleOn(`${direction}/${basis}`, day)
          expect(row.articles.length).toBeGreaterThan(0)
          for (const item of row.items) expect(item.statute).toMatch(/規則\d+条/)
        }
      }
    }
  })

  test('gives no duty, no disclosure and class V to every exempt basis, both ways', () => {
    const exempt = RECORD_RULES.filter(({ duty }) => !duty)
    expect(exempt).toHaveLength(24)
    for (const row of exempt) {
      expect(row).toMatchObject({ disclosable: false, items: [] })
      expect(new Set(Object.values(row.methods))).toEqual(new Set(['V']))
    }
  })

  test.each([
    ['provided/consent', ['CONSENT', 'TP_NAME', 'TP_ADDR', 'TP_REP', 'PERSON', 'ITEMS']],
    ['provided/foreign_consent', ['CONSENT', 'TP_NAME', 'TP_ADDR', 'TP_REP', 'PERSON', 'ITEMS']],
    ['provided/opt_out', ['DATE_OUT', 'TP_NAME', 'TP_ADDR', 'TP_REP', 'PERSON', 'ITEMS']],
    ['received/consent', ['CONSENT', 'TP_NAME', 'TP_ADDR', 'TP_REP', 'ACQ', 'PERSON', 'ITEMS']],
    [
      'received/opt_out',
      ['DATE_IN', 'TP_NAME', 'TP_ADDR', 'TP_REP', 'ACQ', 'PERSON', 'ITEMS', 'PPC_PUB'],
    ],
    [
      'received/related_information',
      ['CONSENT', 'TP_NAME', 'TP_ADDR', 'TP_REP', 'PERSON', 'ITEMS'],
    ],
    ['received/private_person', ['TP_NAME', 'TP_ADDR', 'TP_REP', 'ACQ', 'PERSON', 'ITEMS']],
  ] as const)('demands of %s just the items of Table A', (rule, items) => {
    expect(ruleOn(rule, '2026-01-01').items.map(({ item }) => item)).toEqual(items)
  })
})

describe('a provider before 2022-04-01', () => {
  test('owes no address and representative; on that day it does', () => {
    const third_party = { kind: 'corporation', name: '見本' } as const
    expect(judge({ third_party, consent: {}, occurred_on: '2022-03-31' }).missing).toEqual([])
    expect(judge({ third_party, consent: {}, occurred_on: '2022-04-01' }).missing).toEqual([
      'TP_ADDR',
      'TP_REP',
    ])
  })
})

describe('abroad', () => {
  const third_party = { ...CORPORATION, country: 'US' }

  test.each(['consent', 'opt_out', 'entrustment', 'succession', 'joint_use'] as const)(
    'provided on %s needs the consent of A28(1), whatever consent is stated',
    basis => {
      expect(judge({ ...SAYS_ALL, basis, third_party })).toMatchObject({
        rule: 'provided/foreign_consent',
        conflicts: ['foreign_consent_needed'],
        missing: ['CONSENT'],
        final: false,
      })
    },
  )

  test.each([
    ['a designated country', { ...third_party, equivalence: 'designated_country' as const }],
    ['an equivalent system', { ...third_party, equivalence: 'equivalent_system' as const }],
  ])('with %s the ordinary basis stands', (_name, equivalent) => {
    expect(judge({ basis: 'entrustment', third_party: equivalent })).toMatchObject({
      rule: 'provided/entrustment',
      duty: false,
    })
  })

  test.each(['based_on_law', 'protection_of_life', 'academic_recipient'] as const)(
    '%s stays exempt',
    basis => {
      expect(judge({ basis, third_party })).toMatchObject({ duty: false, conflicts: [] })
    },
  )

  test('receipt is judged like any other', () => {
    expect(judge({ ...SAYS_ALL, direction: 'received', third_party }).rule).toBe('received/consent')
  })
})

describe('a body of A16(2)', () => {
  test.each(DIRECTIONS)('brings no duty when data are %s', direction => {
    const third_party = { ...CORPORATION, article_16_2_body: true, country: 'US' }
    const interpreted = { basis: 'interpretation', direction, third_party } as const
    const exemption = { code: 'INTERP_VIEW_ONLY', reason: 'x' } as const
    for (const event of [interpreted, { ...interpreted, exemption }]) {
      expect(judge(event)).toMatchObject({ duty: false, conflicts: [], missing: [] })
    }
    expect(judge({ direction, basis: 'entrustment', third_party }).conflicts).toEqual([])
    expect(judge({ direction, third_party })).toMatchObject({
      rule: `${direction}/article_16_2_body`,
      duty: false,
      missing: [],
      conflicts: [],
      retentionClass: 'V',
    })
  })
})

describe('an exemption by interpretation', () => {
  test.each(EXEMPTION_CODES)('%s frees whom it names', code => {
    const exemption = { code, reason: 'x' }
    expect(judge({ basis: 'interpretation', direction: 'received', exemption }).duty).toBe(false)
    const provided = judge({ basis: 'interpretation', exemption })
    expect(provided.conflicts).toEqual(
      EXEMPTIONS[code] === 'both' ? [] : ['recipient_only_exemption'],
    )
    expect(provided.rule).toBe(
      EXEMPTIONS[code] === 'both' ? 'provided/interpretation' : 'provided/consent',
    )
  })

  test('without its code is a conflict', () => {
    expect(judge({ basis: 'interpretation' }).conflicts).toEqual(['exemption_missing'])
  })
})

describe('opt-out', () => {
  test('of a sensitive item is a conflict; a batch is one too and counts R3', () => {
    const judged = judge({
      basis: 'opt_out',
      method: 'batch',
      items: ['病歴'],
      period: { first_day: '2026-11-01', last_day: '2026-11-20' },
    })
    expect(judged).toMatchObject({
      conflicts: ['opt_out_method', 'opt_out_sensitive_item'],
      retentionClass: 'R3',
      final: true,
    })
  })
})

describe('related information we provide', () => {
  const provided: Partial<ProvisionEvent> = { basis: 'related_information', data_subjects: [] }

  test('needs the confirmation, and abroad the information of A28(2)', () => {
    expect(judge(provided).missing).toEqual(['CONFIRM'])
    expect(judge({ ...provided, third_party: { ...CORPORATION, country: 'US' } }).missing).toEqual([
      'CONFIRM',
      'FINFO',
    ])
  })

  test('has no person to state and is not disclosable', () => {
    expect(judge({ ...provided, ...SAYS_ALL })).toMatchObject({
      missing: [],
      disclosable: false,
      duty: true,
    })
  })

  test('in a batch states its first day', () => {
    expect(judge({ ...provided, ...SAYS_ALL, method: 'batch' }).missing).toEqual(['PERIOD'])
  })
})

describe('the third party', () => {
  test.each([
    ['an individual', { kind: 'individual', name: '例示 花子', address: '例町' }, []],
    ['a body without representative', { ...CORPORATION, representative: null }, []],
    ['a corporation that states none', { ...CORPORATION, representative: undefined }, ['TP_REP']],
    ['unspecified many', { unspecified_many: true }, []],
    [
      'blank fields',
      { kind: 'corporation', name: ' ', address: '', representative: '　' },
      ['TP_NAME', 'TP_ADDR', 'TP_REP'],
    ],
  ] as const)('%s', (_name, third_party, missing) => {
    expect(judge({ third_party, consent: {} }).missing).toEqual(missing)
  })
})
