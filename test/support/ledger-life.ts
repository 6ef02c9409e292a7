// A ledger's whole life in a few steps, so that every function of every store is called at least once.

import {
  decideApproval,
  findStanding,
  listApprovals,
  listWaitingApprovals,
  requestApproval,
  withdrawApproval,
} from '../../src/usecases/approvals.ts'
import { approveErasure } from '../../src/usecases/approve-erasure.ts'
import {
  endSessions,
  findSignedIn,
  giveReason,
  listSessions,
  type SignedIn,
} from '../../src/usecases/console-sessions.ts'
import { tendCounts } from '../../src/usecases/count-old-records.ts'
import { deliverExtract } from '../../src/usecases/deliver-extract.ts'
import { describeLedger, readLedgerPage } from '../../src/usecases/export-ledger.ts'
import { beginImport, importRows } from '../../src/usecases/import-ledger.ts'
import { issueExtract } from '../../src/usecases/issue-extract.ts'
import type { CopyRow, LedgerTable } from '../../src/usecases/ledger-copy-ports.ts'
import { listOpenRequests, listRequests } from '../../src/usecases/list-requests.ts'
import { createApiKey, revokeApiKey } from '../../src/usecases/manage-api-keys.ts'
import { changeRole, createUser, disableUser } from '../../src/usecases/manage-users.ts'
import {
  acceptFirstLink,
  acceptInvitation,
  offerFirstLink,
} from '../../src/usecases/one-time-links.ts'
import type { Caller } from '../../src/usecases/ports.ts'
import { previewRetention } from '../../src/usecases/preview-retention.ts'
import {
  listDisclosureRequests,
  readDisclosureRequest,
} from '../../src/usecases/read-disclosure-request.ts'
import { findSurroundings } from '../../src/usecases/record-surroundings.ts'
import { listOpenAlerts } from '../../src/usecases/request-alerts.ts'
import { resealLedger } from '../../src/usecases/reseal.ts'
import { failDeadRuns, stopRetentionRun } from '../../src/usecases/retention-runs.ts'
import { returnDelivery } from '../../src/usecases/return-delivery.ts'
import { requireRunApproval } from '../../src/usecases/second-person.ts'
import { signInWithPassword } from '../../src/usecases/sign-in.ts'
import { noteRefused } from '../../src/usecases/source-days.ts'
import { sweepRetention } from '../../src/usecases/sweep-retention.ts'
import { addSealingKey } from '../../src/vault/key-ring.ts'
import { disclosureSteps } from './disclosure-steps.ts'
import { openTestApi, type TestApi } from './test-api.ts'
import type { TestLedger } from './test-ledger.ts'

const THIRD_PARTY = {
  kind: 'corporation',
  name: '医療法人社団見本会',
  address: '例町1番',
  representative: '理事長 例示 花子',
}

export async function liveALife(ledger: TestLedger) {
  Object.assign(ledger.deps.operator, {
    name: '株式会社見本',
    address: '例町2番',
    representatives: ['代表取締役 見本 花'],
    office: { name: '窓口' },
  })
  const api = await openTestApi(ledger)
  const { send } = api
  const post = (event_id: string, fields: object = {}) =>
    send('POST', '/v1/provisions', {
      body: {
        event_id,
        direction: 'provided',
        basis: 'consent',
        occurred_on: '2026-11-01',
        third_party: { code: 'c' },
        data_subjects: [{ name: '見本 太郎' }],
        items: ['氏名'],
        consent: {},
        ...fields,
      },
    })

  await send('PUT', '/v1/third-parties/c', { body: THIRD_PARTY })
  await post('A-1')
  await post('A-1')
  await post('A-2', { third_party: { code: 'late' } })
  await post('A-3', { consent: undefined })
  await send('PUT', '/v1/third-parties/late', { body: THIRD_PARTY })
  await send('GET', '/v1/third-parties')
  await send('POST', '/v1/third-parties/late/proposals', { body: {} })
  await send('POST', '/v1/provisions/1/amendments', {
    body: { reason: 'x', changes: { note: 'x' } },
  })
  await send('GET', '/v1/provisions/1')
  const searches = [
    { data_subject: { name: '見本太郎' }, reason: 'x', from: '2026-01-01', to: '2027-01-01' },
    {
      third_party: 'c',
      direction: 'provided',
      basis: 'consent',
      gap: 'any',
      cursor: '2027-01-01.9',
    },
    { gap: 'CONSENT' },
  ]
  for (const body of searches) await send('POST', '/v1/provisions/search', { body })

  await countThem(ledger)
  await discloseTo(ledger)
  await findSurroundings(ledger.deps, ledger.caller, 1)
  await ledger.deps.stores.thirdParties.list({ unregistered: true, limit: 1 })
  const letters = '/v1/disclosure-requests/R2026-0001/letters'
  await send('POST', letters, { body: { kind: 'cover_letter' } })
  await send('GET', letters)
  await send('GET', '/v1/letters/1/pdf')
  await send('GET', '/v1/audit-events?kind=record.read')
  await send('GET', '/readyz')

  await send('PUT', '/v1/legal-holds/h', { body: { matter: 'x', scope: { third_party: 'c' } } })
  await send('GET', '/v1/legal-holds')
  await send('POST', '/v1/legal-holds/h/release', { body: {} })
  await mark(api)
  await askASecondPerson(ledger)
  const { deps, caller } = ledger
  const key = await createApiKey(deps, 'x', { source: 'test', scopes: ['retention'] })
  await deps.stores.apiKeys.list()
  await revokeApiKey(deps, 'x', key.id)
  await deps.stores.commit([deps.stores.apiKeys.touch(key.id, deps.clock())])

  ledger.setNow('2031-01-01T12:00:00+09:00')
  await approveErasure(deps, { actor: 'another' }, { record_nos: [3], reason: 'x' })
  await previewRetention(deps)
  await failDeadRuns(deps)
  await send('POST', '/v1/retention/clock-confirmations', { body: {} })
  const { run_id } = await sweepRetention(deps, caller)
  await stopRetentionRun(deps, caller, run_id).catch(() => undefined)
  const { retention, dataKeys, records } = deps.stores
  await retention.listErasures(run_id, { afterRecordNo: 0, limit: 10 })
  await send('GET', `/v1/retention/runs/${run_id}/record`)
  const period = { third_party: 'c', from: '2026-01-01', to: '2031-01-01' }
  for (const order of [{ edition: 'full' }, { edition: 'without_persons', ...period }]) {
    const body = { ...order, reason: 'x' }
    await send('POST', '/v1/registers/provision-records', { body })
  }
  retention.requestStop(run_id)
  retention.eraseHistoryBefore(0)
  await retention.findOfThirdParties([1], [1])
  await records.newestRecordedAt()
  const keys = await dataKeys.list()
  const added = addSealingKey(keys, { masterKey: Buffer.alloc(32, 7) })
  dataKeys.insert([added], keys)
  dataKeys.rewrap(keys, keys)
  await resealLedger(deps, caller)
  deps.stores.sealedRows.replace('wording', [
    { key: [1], was: new Uint8Array(40), sealed: new Uint8Array(40) },
  ])
  deps.stores.sealedRows.replace('wording', [
    { key: [1], was: new Uint8Array(40), sealed: new Uint8Array(300_000) },
  ])
  await peopleAtTheConsole(ledger)
  await moveHouse(ledger)
}

async function countThem({ deps, caller }: TestLedger) {
  const { counts, commit } = deps.stores
  await noteRefused(deps, caller, 2)
  await commit(counts.restart())
  await tendCounts(deps)
  for (const sight of ['unprotected', 'all'] as const) {
    const span = { from: '2026-01', to: '2026-12', sight }
    await counts.listMonths(span)
    await counts.listParties({ ...span, limit: 5 })
    await counts.listPartyMonths({ ...span, codes: ['c', null] })
    await counts.listGaps(sight)
    await counts.listExpiries('2031-01-01', sight)
    await counts.listSources({ since: '2026-11-22', sight })
  }
  await deps.stores.users.countWaiting()
  await deps.stores.disclosures.findSeveral(['x'])
  for (const sight of ['unprotected', 'all'] as const) {
    await deps.stores.requestLinks.findRecordsWithGaps([], { limit: 1, sight })
  }
}

const PASSWORD = 'ame no hi ha kasa wo wasureru'

async function peopleAtTheConsole({ deps, caller }: TestLedger) {
  const first = await offerFirstLink(deps)
  const person = { name: '見本 花子', email: 'a@example.jp', password: PASSWORD }
  await acceptFirstLink(deps, first?.token ?? '', person)
  const wanted = { name: '例示 次郎', email: 'b@example.jp', role: 'officer' as const }
  const { id, link } = await createUser(deps, caller, wanted)
  const { token } = await acceptInvitation(deps, link.token, PASSWORD)
  const me = (await findSignedIn(deps, token)) as SignedIn
  await giveReason(deps, me, 'x')
  const { users, sessions, audit } = deps.stores
  const moment = deps.clock()
  await signInWithPassword(deps, { email: wanted.email, password: PASSWORD })
  await listSessions(deps, me)
  await endSessions(deps, me)
  await changeRole(deps, caller, { userId: id, role: 'auditor' })
  await disableUser(deps, caller, id)
  await users.findCredential(new Uint8Array(16))
  users.touchCredential('x', moment)
  users.touchCredential('x', moment, new Uint8Array(40))
  sessions.touch('x', moment)
  sessions.unspend(new Uint8Array(16))
  const range = { from: 0, to: moment }
  await audit.newest({ before: 9, kind: 'key.created', actor: 'x', ...range, limit: 1 })
  const untold = { versions: [1], lines: [1] }
  await audit.readingsOf({ recordNo: 1, requestNos: ['x'], limit: 1, searches: 1, untold })
  await deps.stores.records.newestItemWordings(1)
  users.removeCredentials(['x'])
}

async function askASecondPerson({ deps, caller }: TestLedger) {
  const asker: Caller = { ...caller, scopes: ['retention'] }
  deps.operator.second_person.erasure = true
  const asked = { kind: 'retention_run', as_of: '2026-11-22', reason: 'x' } as const
  const { approval_id: approvalId } = await requestApproval(deps, asker, asked)
  await listWaitingApprovals(deps, asker)
  await decideApproval(deps, { ...asker, actor: 'another' }, { approvalId, decision: 'approved' })
  await listApprovals(deps, asker, { after: approvalId, limit: 9 })
  await findStanding(deps, asker, { kind: 'retention_run', subject: '2026-11-22' })
  await requireRunApproval(deps, undefined).catch(() => undefined)
  const again = await requestApproval(deps, asker, { ...asked, as_of: '2026-11-21' })
  await withdrawApproval(deps, asker, { approvalId: again.approval_id })
  const { approvals, retention } = deps.stores
  approvals.use(approvalId, { at: 1, by: 'x' })
  const due = { keptThroughAtMost: '2026-11-22', limit: 1 }
  await retention.pageDue({ ...due, which: { recordNos: [1] } })
  await retention.pageDue({ ...due, which: { thirdPartyId: 1 } })
  approvals.failUnlessApproved(approvalId)
  retention.requestStopAsOf('2026-11-22')
  deps.operator.second_person.erasure = false
}

/** Seen by the restricted role, not seen by others, and released again. */
async function mark({ key, send }: TestApi) {
  const others = { key: key('desk', 'disclosures', 'provisions:read') }
  const scopes = [
    { record_nos: [2] },
    { lines: [{ record_no: 2, line: 1 }] },
    { third_party: 'c' },
    { data_subject: { name: '見本 太郎' } },
  ]
  for (const scope of scopes) {
    await send('PUT', '/v1/protective-marks/m', {
      body: { ground: 'order-11-1', reason: 'x', scope },
    })
  }
  await send('GET', '/v1/protective-marks')
  const body = { data_subject: { name: '見本太郎' }, third_party: 'c', reason: 'x' }
  for (const caller of [{}, others]) {
    await send('POST', '/v1/provisions/search', { body, ...caller })
    await send('GET', '/v1/third-parties', caller)
    await send('GET', '/v1/third-parties/c', caller)
    await send('GET', '/v1/disclosure-requests/R2026-0001/matches', caller)
    await send('GET', '/v1/audit-events?kind=record.read', caller)
  }
  const amendment = { reason: 'x', changes: { note: 'y' } }
  await send('POST', '/v1/provisions/2/amendments', { body: amendment })
  await send('POST', '/v1/protective-marks/m/release')
}

/** Into the same ledger, which holds it all already, and the writes of a ledger that is new. */
async function moveHouse({ deps, caller }: TestLedger) {
  const { ledgerCopy } = deps.stores
  const { tables, sequences } = await describeLedger(deps)
  const pages = new Map<LedgerTable, CopyRow[]>()
  for (const { table } of tables) {
    const { rows, next } = await readLedgerPage(deps, { table })
    pages.set(table, rows)
    if (next) await readLedgerPage(deps, { table, after: next, through: next })
    ledgerCopy.insert(table, rows)
  }
  const of = (table: LedgerTable) => pages.get(table) ?? []
  const core = { data_key: of('data_key'), source: of('source'), api_key: of('api_key') }
  await beginImport(deps, caller, { tables, sequences, core })
  await importRows(deps, 'audit_event', of('audit_event'))
  ledgerCopy.raiseSequence('record', 0)
  ledgerCopy.moveAuditEvents(0)
  ledgerCopy.moveRetentionRuns(0)
  ledgerCopy.moveSources([], 0)
  ledgerCopy.settleSources([], 0)
  ledgerCopy.clearCore([])
}

async function discloseTo(ledger: TestLedger) {
  const { deps, caller } = ledger
  const steps = disclosureSteps(ledger)
  const requestNo = await steps.openVerified({ name: '見本 太郎' })
  const { candidates } = await steps.matches(requestNo)
  await steps.settle(requestNo, {
    confirm: candidates.map(({ record_no, line }) => ({ record_no, line })),
  })
  await steps.decide(requestNo, 'disclosed_full')
  const { extract_no } = await issueExtract(deps, caller, { requestNo })
  await steps.bytes(extract_no, 'pdf')
  await listDisclosureRequests(deps, { limit: 10 })
  await listOpenRequests(deps)
  const years = { receivedFrom: '2026-01-01', receivedTo: '2026-12-31' }
  for (const closed of [true, false]) await listRequests(deps, { ...years, closed, limit: 10 })
  await readDisclosureRequest(deps, caller, requestNo)
  await deliverExtract(deps, caller, {
    requestNo,
    delivery: { method: 'download', delivered_on: '2026-11-22' },
  })
  await returnDelivery(deps, caller, { requestNo, returned: { returned_on: '2026-11-22' } })
  await listOpenAlerts(deps, { limit: 10 })
}
