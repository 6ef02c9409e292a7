// The way of a disclosure request in tests: bodies as they are posted, through the schemas.

import {
  clockSchema,
  decisionSchema,
  disclosureRequestSchema,
  feeSchema,
  identityVerificationSchema,
  methodChangeSchema,
  settlementSchema,
} from '../../src/domain/disclosure-schema.ts'
import { changeMethod } from '../../src/usecases/change-method.ts'
import { decideRequest } from '../../src/usecases/decide-request.ts'
import type { ExtractPart } from '../../src/usecases/disclosure-ports.ts'
import { keepClock } from '../../src/usecases/keep-clock.ts'
import { listMatches } from '../../src/usecases/list-matches.ts'
import { noteFee } from '../../src/usecases/note-fee.ts'
import { openDisclosureRequest } from '../../src/usecases/open-disclosure-request.ts'
import { readExtract } from '../../src/usecases/read-extract.ts'
import { settleMatches } from '../../src/usecases/settle-matches.ts'
import { verifyIdentity } from '../../src/usecases/verify-identity.ts'
import type { TestLedger } from './test-ledger.ts'

export interface LineOf {
  record_no: number
  line: number
}

/** Bound to one ledger and its caller. */
export function disclosureSteps({ deps, caller }: TestLedger) {
  const steps = {
    open: async (request: object) =>
      (
        await openDisclosureRequest(
          deps,
          caller,
          disclosureRequestSchema.parse({
            received_on: '2026-11-20',
            channel: 'web',
            requester: { kind: 'self' },
            delivery: 'electronic_record',
            ...request,
          }),
        )
      ).request_no,
    verify: (requestNo: string, verification: object) =>
      verifyIdentity(deps, caller, {
        requestNo,
        verification: identityVerificationSchema.parse({
          method: 'online',
          result: 'passed',
          verified_on: '2026-11-20',
          documents: ['driving_licence'],
          ...verification,
        }),
      }),
    /** Opens, and verifies with everything given proven. */
    openVerified: async (person: object, more: object = {}) => {
      const requestNo = await steps.open({ data_subject: person, ...more })
      const proven = Object.entries(person).flatMap(([matter, value]) =>
        matter === 'identifiers'
          ? Object.keys(value).map(scheme => `identifiers.${scheme}`)
          : [matter],
      )
      await steps.verify(requestNo, { proven })
      return requestNo
    },
    matches: (requestNo: string, voluntary = false) =>
      listMatches(deps, caller, { requestNo, voluntary }),
    settle: (requestNo: string, settlement: object) =>
      settleMatches(deps, caller, { requestNo, settlement: settlementSchema.parse(settlement) }),
    decide: (requestNo: string, outcome: string) =>
      decideRequest(deps, caller, { requestNo, decision: decisionSchema.parse({ outcome }) }),
    decideWith: (requestNo: string, decision: object) =>
      decideRequest(deps, caller, { requestNo, decision: decisionSchema.parse(decision) }),
    clock: (requestNo: string, clock: object) =>
      keepClock(deps, caller, { requestNo, clock: clockSchema.parse(clock) }),
    changeMethod: (requestNo: string, change: object) =>
      changeMethod(deps, caller, { requestNo, change: methodChangeSchema.parse(change) }),
    payFee: (requestNo: string, fee: object) =>
      noteFee(deps, caller, { requestNo, fee: feeSchema.parse(fee) }),
    bytes: async (extractNo: number, part: ExtractPart) =>
      (await readExtract(deps, caller, { extractNo, part })).bytes,
    json: async (extractNo: number, part: 'json' | 'manifest') =>
      JSON.parse(new TextDecoder().decode(await steps.bytes(extractNo, part))),
  }
  return steps
}

export const lineOf = ({ record_no, line }: LineOf): LineOf => ({ record_no, line })
