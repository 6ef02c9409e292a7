// Small ledgers for tests of disclosure: a few provisions about invented people, and the steps bound to them.

import { afterEach } from 'vitest'
import { DomainError } from '../../src/domain/domain-error.ts'
import type { Operator } from '../../src/domain/operator.ts'
import { appendVersion } from '../../src/usecases/append-version.ts'
import { deliverExtract } from '../../src/usecases/deliver-extract.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import { readDisclosureRequest } from '../../src/usecases/read-disclosure-request.ts'
import { disclosureSteps } from './disclosure-steps.ts'
import { pdfPages } from './pdf-text.ts'
import { openTestLedger, type TestLedger } from './test-ledger.ts'

export const OPERATOR = {
  name: '株式会社見本',
  address: '〒100-0000 東京都千代田区架空町1-2-3',
  representatives: ['代表取締役 見本 花'],
  office: { name: '個人情報窓口' },
  identifier_schemes: {
    member_id: { kind: 'code', unique_to_person: true },
    phone: { kind: 'phone' },
  },
} as Partial<Operator>

export const TARO = {
  name: '架空 太郎',
  birth_date: '1990-04-01',
  identifiers: { member_id: 'M-1', phone: '090-0000-0001' },
}
export const HANAKO = {
  name: '例示 花子',
  identifiers: { member_id: 'M-2', phone: '090-0000-0001' },
}

let number = 0
export function provision(data_subjects: object[], more: object = {}) {
  number += 1
  return {
    event_id: `E-${number}`,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-01',
    third_party: {
      kind: 'corporation',
      name: '見本歯科',
      address: '東京都港区例町1-1',
      representative: '理事長 例示 一郎',
    },
    data_subjects,
    items: ['氏名', '電話番号'],
    consent: {},
    ...more,
  }
}

let opened: TestLedger[] = []
afterEach(() => {
  for (const ledger of opened) ledger.close()
  opened = []
})

export async function setUp(events: object[], operator: Partial<Operator> = OPERATOR) {
  const ledger = await openTestLedger({ operator })
  opened.push(ledger)
  await ledger.record(...events)
  const { deps, caller } = ledger
  const steps = disclosureSteps(ledger)
  return {
    ledger,
    deps,
    ...steps,
    issue: (requestNo: string) => issueExtract(deps, caller, { requestNo }),
    deliver: (requestNo: string) =>
      deliverExtract(deps, caller, {
        requestNo,
        delivery: { method: 'post', delivered_on: '2026-11-22' },
      }),
    read: (requestNo: string) => readDisclosureRequest(deps, caller, requestNo),
    text: async (extractNo: number) =>
      (await pdfPages(await steps.bytes(extractNo, 'pdf'))).join('\n').replaceAll(/[ \n]/g, ''),
    audit: async () => (await deps.stores.audit.list({ after: 0, limit: 1000 })).map(e => e.kind),
    correct: (recordNo: number, line: object) =>
      appendVersion(deps, caller, recordNo, (_current, event) => ({
        event: { ...event, data_subjects: [line] },
        reason: '誤記',
      })),
  }
}

export async function refusal(promise: Promise<unknown>): Promise<DomainError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof DomainError)) throw new Error(`not refused: ${error}`)
  return error
}
