// A ledger whose every text means harm: each field of events, third parties, requests, letters, holds, marks and settings.

import { objectionSchema } from '../../src/domain/aftermath-schema.ts'
import { type ApprovalAsked, approvalSchema } from '../../src/domain/approval.ts'
import { disclosureRequestSchema } from '../../src/domain/disclosure-schema.ts'
import { BASIS_CODES, basisAllows, DIRECTIONS } from '../../src/domain/legal-basis.ts'
import { legalHoldSchema } from '../../src/domain/legal-hold.ts'
import { letterSchema } from '../../src/domain/letter-schema.ts'
import { operatorSchema } from '../../src/domain/operator.ts'
import { protectiveMarkSchema } from '../../src/domain/protective-mark.ts'
import { provisionEventFields } from '../../src/domain/provision-schema.ts'
import { amendmentSchema, thirdPartySchema } from '../../src/domain/record-schema.ts'
import { registerSchema } from '../../src/domain/register-schema.ts'
import { newUserSchema } from '../../src/domain/user-schema.ts'
import { amendRecord } from '../../src/usecases/amend-record.ts'
import { requestApproval } from '../../src/usecases/approvals.ts'
import { approveErasure } from '../../src/usecases/approve-erasure.ts'
import type { AuditKind } from '../../src/usecases/audit-kinds.ts'
import { callerOf } from '../../src/usecases/console-sessions.ts'
import { deliverExtract } from '../../src/usecases/deliver-extract.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import { issueLetter } from '../../src/usecases/issue-letter.ts'
import { placeLegalHold, releaseLegalHold } from '../../src/usecases/legal-holds.ts'
import { createUser } from '../../src/usecases/manage-users.ts'
import { noteObjection } from '../../src/usecases/note-objection.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { makeProvisionRegister } from '../../src/usecases/register-provisions.ts'
import { registerThirdParty } from '../../src/usecases/register-third-party.ts'
import { returnDelivery } from '../../src/usecases/return-delivery.ts'
import { settleConflict } from '../../src/usecases/settle-conflict.ts'
import { sweepRetention } from '../../src/usecases/sweep-retention.ts'
import { voidRecord } from '../../src/usecases/void-record.ts'
import { disclosureSteps, lineOf } from './disclosure-steps.ts'
import { hostile, payload } from './hostile.ts'
import { openTestLedger, type TestLedger } from './test-ledger.ts'

const NONE = undefined
const DAY = '2026-11-22'
/** Codes that name what every object has, and what a path would climb by. */
export const PARTY_CODES = ['constructor', '__proto__', 'P-1']

/** Fields that take the duty to record away, or a meaning of their own. */
const NO_EXCEPTION = {
  record_made_on: NONE,
  'third_party.unspecified_many': NONE,
  'third_party.article_16_2_body': false,
}

/** One event of each basis and direction, of a registered third party and of one that stands in the event alone. */
export function hostileEvents(): object[] {
  return DIRECTIONS.flatMap(direction =>
    BASIS_CODES.filter(basis => basisAllows(basis, direction)).flatMap((basis, n) =>
      [NONE, PARTY_CODES[n % PARTY_CODES.length]].map(code => {
        const event_id = `${direction}:${basis}:${code ?? 'none'}`
        const own = { direction, basis, event_id, 'third_party.code': code }
        return hostile(provisionEventFields, { ...own, ...NO_EXCEPTION }) as object
      }),
    ),
  )
}

/** Names alone: a gap for every item, and every conflict. */
function sparseEvents(): object[] {
  const named = [{ name: payload('data_subjects-0-name') }]
  return DIRECTIONS.flatMap(direction =>
    BASIS_CODES.filter(basis => basisAllows(basis, direction)).map(basis => {
      const third_party = { code: 'W-1', country: 'ZZ', name: payload('third_party-name') }
      const rest = { occurred_on: '2026-11-20', third_party, data_subjects: named }
      return { event_id: `sparse:${direction}:${basis}`, direction, basis, ...rest }
    }),
  )
}

const hostileOf = <Schema extends { parse(value: unknown): unknown }>(
  schema: Schema,
  own: Record<string, unknown> = {},
) => schema.parse(hostile(schema, own)) as ReturnType<Schema['parse']>

/** R2026-0001 waits with letters, 0002 has candidates, 0003 was delivered, came back, and changed since. */
export async function openHostileLedger(): Promise<TestLedger> {
  const ledger = await openTestLedger({
    operator: hostileOf(operatorSchema, {
      'second_person.erasure': false,
      'second_person.protective_marks': false,
      'second_person.release': false,
      'disclosure.fee': NONE,
      'disclosure.due_days': 14,
    }),
  })
  const { deps } = ledger
  const newUser = hostileOf(newUserSchema, {
    email: 'hostile@example.jp',
    role: 'restricted_officer',
  })
  const { id: userId } = await createUser(deps, { actor: 'test' }, newUser)
  const caller = { ...callerOf({ userId, role: 'restricted_officer' }), sourceId: 1 }
  for (const code of PARTY_CODES) {
    await registerThirdParty(deps, caller, {
      code,
      ...hostileOf(thirdPartySchema, { article_16_2_body: false }),
    })
  }
  await ledger.record(...hostileEvents(), ...sparseEvents())
  // Its records have waited for it.
  await registerThirdParty(deps, caller, { code: 'W-1', ...hostileOf(thirdPartySchema) })
  await changeRecords(ledger, caller)
  await hold(ledger, caller)
  await answer({ ...ledger, caller })
  await retain(ledger, caller)
  return ledger
}

type Actor = TestLedger['caller']

async function changeRecords({ deps }: TestLedger, caller: Actor) {
  const said = hostileOf(amendmentSchema, { changes: { purpose: payload('amended') } })
  for (const recordNo of [1, 2]) await amendRecord(deps, caller, recordNo, said)
  await voidRecord(deps, caller, 3, { reason: 'not_occurred', note: payload('void-note') })
  const records = await deps.stores.records.list({ sight: 'all', limit: 200 })
  const [settled] = records.filter(({ conflicts }) => conflicts.length > 0)
  const breach = { measures: payload('measures') }
  const [code = ''] = settled?.conflicts ?? []
  const evidence = payload('settled')
  await settleConflict(deps, caller, settled?.recordNo ?? 0, { code, breach, evidence })
}

async function hold({ deps }: TestLedger, caller: Actor) {
  const scopes = ['record_nos', 'data_subject', 'third_party']
  const only = (kept: string, of: string[]) =>
    Object.fromEntries(of.filter(one => one !== kept).map(one => [`scope.${one}`, NONE]))
  for (const scope of scopes) {
    const legalHold = hostileOf(legalHoldSchema, only(scope, scopes))
    await placeLegalHold(deps, caller, { code: `H-${scope}`, ...legalHold })
  }
  await releaseLegalHold(deps, caller, 'H-record_nos')
  const mark = hostileOf(protectiveMarkSchema, {
    ...only('record_nos', [...scopes, 'lines']),
    'scope.record_nos': [20, 21],
  })
  await placeProtectiveMark(deps, caller, { code: 'M-1', ...mark })
  const asked = approvalSchema.options.map(option =>
    hostileOf(option, {
      code: 'M-1',
      mark,
      request_no: 'R2026-0001',
      as_of: DAY,
    }),
  )
  const two = {
    ...deps,
    operator: {
      ...deps.operator,
      second_person: { erasure: true, protective_marks: true, release: true },
    },
  }
  for (const one of asked as ApprovalAsked[]) {
    if (one.kind !== 'extract') await requestApproval(two, caller, one)
  }
  const order = hostileOf(registerSchema, {
    edition: 'full',
    from: NONE,
    to: NONE,
    third_party: NONE,
  })
  await makeProvisionRegister(deps, caller, order)
}

async function answer(ledger: TestLedger) {
  const { deps, caller } = ledger
  const steps = disclosureSteps(ledger)
  const subject = 'data_subjects-0'
  const asked = hostile(disclosureRequestSchema, {
    'data_subject.name': payload(`${subject}-name`),
    'data_subject.identifiers.member_id': payload(`${subject}-identifiers-member_id`),
    scope: NONE,
  }) as object
  const proven = ['name']
  const agent = {
    kind: 'appointed_agent',
    name: payload('agent'),
    address: payload('agent-address'),
    authority: 'constructor',
  }
  await steps.open({ ...asked, requester: agent })
  for (const option of letterSchema.options) {
    const letter = letterOf(option)
    if (letter) await issueLetter(deps, caller, { requestNo: 'R2026-0001', letter })
  }
  for (const requestNo of ['R2026-0002', 'R2026-0003']) {
    await steps.open(asked)
    await steps.verify(requestNo, { proven, method: 'constructor', documents: ['constructor'] })
  }
  const { exact, candidates } = await steps.matches('R2026-0003')
  const all = [...exact, ...candidates]
  const why = payload('why')
  await steps.settle('R2026-0002', {
    reject: all.slice(0, 3).map(one => ({ ...lineOf(one), why })),
  })
  const open = candidates.filter(({ settled }) => settled === null)
  await steps.settle('R2026-0003', { confirm: open.map(lineOf) })
  const refusals = all.slice(0, 2).map(one => ({
    ...lineOf(one),
    ground: '33-2-3',
    law_name: payload('law'),
    internal_reason: payload('internal'),
    letter_reason: payload('letter'),
  }))
  await steps.decideWith('R2026-0003', { outcome: 'disclosed_partial', refusals })
  await issueExtract(deps, caller, { requestNo: 'R2026-0003' })
  const delivery = { method: 'constructor', delivered_on: DAY, tracking: payload('tracking') }
  await deliverExtract(deps, caller, { requestNo: 'R2026-0003', delivery })
  const returned = { returned_on: DAY, why: payload('returned') }
  await returnDelivery(deps, caller, { requestNo: 'R2026-0003', returned })
  const objection = hostileOf(objectionSchema, { ...lineOf(all[3] as (typeof all)[number]) })
  await noteObjection(deps, caller, { requestNo: 'R2026-0003', objection })
  const changes = { note: payload('touched') }
  await amendRecord(deps, caller, all[3]?.record_no ?? 0, { reason: payload('touch'), changes })
}

function letterOf(option: (typeof letterSchema.options)[number]) {
  const letter = hostile(option, {
    points: NONE,
    pay_by: NONE,
    'result.stopped': 'all',
    'result.stopped_on': DAY,
  })
  const checked = option.safeParse(letter)
  const fitting = ['acknowledgement', 'other_desks', 'cessation_result']
  return checked.success && fitting.includes(checked.data.kind) ? checked.data : undefined
}

async function retain({ deps }: TestLedger, caller: Actor) {
  const incomplete = (await deps.stores.records.list({ sight: 'unprotected', limit: 50 })).filter(
    ({ missing }) => missing.length > 0,
  )
  const record_nos = incomplete.slice(0, 2).map(({ recordNo }) => recordNo)
  if (record_nos.length > 0)
    await approveErasure(deps, caller, { record_nos, reason: '<script>pwned()</script>' })
  await sweepRetention(deps, caller)
  const event = {
    at: deps.clock(),
    kind: payload('kind') as AuditKind,
    actor: payload('actor'),
    detail: { [payload('key')]: payload('detail') },
  }
  await deps.stores.commit(deps.stores.audit.insert([event]))
}
