// An office three years at work: the portal's events on their days, requests at every stage, a hold, keys, alerts.

import { addDays, type CalendarDate } from '../../src/domain/calendar-date.ts'
import { provisionEventSchema } from '../../src/domain/provision-schema.ts'
import { amendRecord } from '../../src/usecases/amend-record.ts'
import { requestApproval } from '../../src/usecases/approvals.ts'
import { authenticate } from '../../src/usecases/authenticate.ts'
import { deliverExtract } from '../../src/usecases/deliver-extract.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import { placeLegalHold } from '../../src/usecases/legal-holds.ts'
import { createApiKey } from '../../src/usecases/manage-api-keys.ts'
import type { Caller } from '../../src/usecases/ports.ts'
import { recordProvisions } from '../../src/usecases/record-provisions.ts'
import { registerThirdParty } from '../../src/usecases/register-third-party.ts'
import { startRetentionRun } from '../../src/usecases/sweep-retention.ts'
import { disclosureSteps, lineOf } from './disclosure-steps.ts'
import { openTestLedger, readSample, readSampleEvents, type TestLedger } from './test-ledger.ts'

const SAMPLE = 'portal'
const FIRST_DAY = '2023-10-31'
const TODAY = '2026-11-22'
const COLLEAGUE = 'key:colleague'
const second_person = { erasure: true, protective_marks: false, release: false }

const at = (day: CalendarDate, time = '09:30') => Date.parse(`${day}T${time}:00+09:00`)

export async function openBusyOffice(): Promise<TestLedger> {
  const operator = { ...readSample(SAMPLE, 'operator.json'), second_person }
  const ledger = await openTestLedger({ operator, now: at(FIRST_DAY) })
  await registerParties(ledger)
  await postOnTheirDays(ledger)
  await workOnRequests(ledger)
  ledger.setNow(at(TODAY))
  const { deps, caller } = ledger
  await placeLegalHold(deps, caller, {
    code: 'H-2026-01',
    matter: '取引先との損害賠償請求に関する調査',
    scope: { third_party: 'clinic-005' },
    review_on: '2026-10-31',
  })
  await createApiKey(deps, COLLEAGUE, {
    source: 'crm',
    scopes: ['provisions:write'],
    expiresInDays: 20,
  })
  const { finished } = await startRetentionRun(deps, caller, { dryRun: true })
  await finished
  await requestApproval(
    deps,
    { ...caller, actor: COLLEAGUE },
    { kind: 'retention_run', as_of: TODAY, reason: '年次の廃棄' },
  )
  return ledger
}

async function registerParties({ deps, caller }: TestLedger) {
  for (const { code, ...wording } of readSample(SAMPLE, 'third-parties.json')) {
    await registerThirdParty(deps, caller, { code, ...wording })
  }
}

/** Each event comes in the morning after, from the portal's own key. */
async function postOnTheirDays({ deps, setNow }: TestLedger) {
  const { key } = await createApiKey(deps, COLLEAGUE, {
    source: 'portal',
    scopes: ['provisions:write'],
  })
  const caller = await authenticate(deps, key)
  for (const event of readSampleEvents(SAMPLE)) {
    const morning = Math.min(
      at(addDays(event.occurred_on.slice(0, 10), 1), '07:00'),
      at(TODAY, '08:00'),
    )
    setNow(Math.max(deps.clock(), morning))
    const parsed = provisionEventSchema.parse(event)
    await recordProvisions(deps, [
      { caller: caller as Caller, event: parsed, content: JSON.stringify(event) },
    ])
  }
}

/** Arrived; candidates to settle; stopped; decided; delivered and touched since; come back. */
async function workOnRequests(ledger: TestLedger) {
  const { deps, caller, setNow } = ledger
  const steps = disclosureSteps(ledger)
  const asked = readSample(SAMPLE, 'expected.json').requests
  const begin = async (n: number, received_on: CalendarDate) => {
    setNow(at(received_on, '10:00'))
    const { verification, expect: _expect, ...request } = asked[n]
    const requestNo = await steps.open({ ...request, received_on })
    return {
      requestNo,
      verify: () => steps.verify(requestNo, { ...verification, verified_on: received_on }),
    }
  }
  const settleAll = async (requestNo: string, own: readonly string[]) => {
    const { candidates } = await steps.matches(requestNo)
    const isOwn = (one: (typeof candidates)[number]) => own.includes(`${one.event_id}#${one.line}`)
    await steps.settle(requestNo, {
      confirm: candidates.filter(isOwn).map(lineOf),
      reject: candidates
        .filter(one => !isOwn(one))
        .map(one => ({ ...lineOf(one), why: '生年月日の異なる同姓同名の方' })),
    })
  }
  const answer = async (n: number, day: CalendarDate) => {
    const { requestNo, verify } = await begin(n, day)
    await verify()
    await settleAll(requestNo, asked[n].expect.own_candidates)
    await steps.decide(requestNo, 'disclosed_full')
    return requestNo
  }
  const delivered = await answer(2, '2026-11-02')
  await issueExtract(deps, caller, { requestNo: delivered })
  const delivery = { method: 'registered_post', delivered_on: '2026-11-02' }
  await deliverExtract(deps, caller, { requestNo: delivered, delivery })
  await begin(3, '2026-11-09')
  const { verify } = await begin(1, '2026-11-13')
  await verify()
  await answer(4, '2026-11-16')
  await begin(6, '2026-11-20')
  setNow(at('2026-11-21'))
  const first = (await steps.matches(delivered)).exact.find(one => one.disclosable)
  await amendRecord(deps, caller, first?.record_no as number, {
    reason: '予約システムの申込内容と照らして訂正',
    evidence: '予約システムの申込履歴(事務局)',
    changes: { means: '専用の管理画面' },
  })
}
