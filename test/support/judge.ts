// Judging one event that says everything but what a test changes.

import { assess, type JudgingContext } from '../../src/domain/assessment.ts'
import type { ProvisionEvent } from '../../src/domain/provision-event.ts'

export const CORPORATION = {
  kind: 'corporation',
  name: '見本',
  address: '例町',
  representative: '例示',
} as const
const CONTEXT: JudgingContext = {
  recordedOn: '2026-11-22',
  sensitiveItems: ['病歴'],
  voluntaryYears: 3,
}

export function judge(fields: Partial<ProvisionEvent>, context: Partial<JudgingContext> = {}) {
  const event: ProvisionEvent = {
    event_id: 'A-1',
    direction: 'provided',
    basis: 'consent',
    method: 'each',
    occurred_on: '2026-11-21',
    third_party: CORPORATION,
    data_subjects: [{ name: '見本 花子' }],
    items: ['氏名'],
    ...fields,
  }
  const { rule, ...judged } = assess(event, { ...CONTEXT, ...context })
  return { ...judged, rule: rule.rule, duty: rule.duty, disclosable: rule.disclosable }
}
