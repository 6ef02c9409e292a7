// The second person's word when something comes between: it covers what they saw, once, and can be taken back.

import { afterEach, describe, expect, test, vi } from 'vitest'
import { decideApproval } from '../src/usecases/approvals.ts'
import { createUser, disableUser } from '../src/usecases/manage-users.ts'
import { stopRetentionRun } from '../src/usecases/retention-runs.ts'
import { startRetentionRun, sweepRetention } from '../src/usecases/sweep-retention.ts'
import { HANAKO, provision, TARO } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { openTwoKeys, type TwoKeys } from './support/two-keys.ts'

let api: TwoKeys['api']
let { send, ask, decide, approved } = {} as TwoKeys
afterEach(() => api.close())

async function open(settings: Parameters<typeof openTwoKeys>[0]) {
  ;({ api, send, ask, decide, approved } = await openTwoKeys(settings))
}

const read = async (id: string) => (await send('GET', `/v1/approvals/${id}`)).json
const withdraw = (id: string, body = {}, by = 'first') =>
  send('POST', `/v1/approvals/${id}/withdrawal`, body, by)

describe('a word to place a mark', () => {
  const mark = (reason: string, ...record_nos: number[]) => ({
    ground: 'order-11-1',
    reason,
    scope: { record_nos },
  })
  const asked = (one: object) => ({ kind: 'mark_placing', code: 'P-1', mark: one, reason: 'x' })
  const place = (one: object) => send('PUT', '/v1/protective-marks/P-1', one)
  const hidden = () =>
    api.database.raw.prepare('select record_no from protected_line order by 1').pluck().all()
  const [narrow, wide] = [mark('narrow', 1), mark('wide', 1, 2)]
  async function openMarks() {
    await open({ protective_marks: true })
    await api.record(provision([HANAKO]))
  }

  test('lifts no mark that was placed since', async () => {
    await openMarks()
    const older = await approved(asked(narrow))
    await approved(asked(wide))
    expect((await place(wide)).status).toBe(200)
    expect((await place(narrow)).json.code).toBe('approval_needed')
    expect(hidden()).toEqual([1, 2])
    expect((await read(older)).fits).toBe(false)
  })

  test('places nothing again after a release', async () => {
    await openMarks()
    await approved(asked(narrow))
    await approved(asked(wide))
    await place(wide)
    await approved({ kind: 'mark_release', code: 'P-1', reason: 'x' })
    await send('POST', '/v1/protective-marks/P-1/release')
    expect((await place(narrow)).json.code).toBe('approval_needed')
    expect(hidden()).toEqual([])
  })

  test('is given with the mark in force in sight, and what of it would be seen again', async () => {
    await openMarks()
    const first = await ask(asked(wide))
    expect(await read(first.json.approval_id)).toMatchObject({
      fits: true,
      mark: wide,
      about: { kind: 'mark_placing', in_force: null, may_show: false },
    })
    await decide(first.json.approval_id, { decision: 'approved' })
    await place(wide)
    for (const [one, may_show] of [
      [narrow, true],
      [mark('other', 2, 1), false],
    ] as const) {
      const { json } = await ask(asked(one))
      const { about } = await read(json.approval_id)
      expect(about).toEqual({ kind: 'mark_placing', in_force: wide, may_show })
    }
    const release = await ask({ kind: 'mark_release', code: 'P-1', reason: 'x' })
    expect((await read(release.json.approval_id)).about.in_force).toEqual(wide)
  })

  test('is not given to what changed since it was asked for', async () => {
    await openMarks()
    const { json } = await ask(asked(narrow))
    await approved(asked(wide))
    await place(wide)
    const late = await decide(json.approval_id, { decision: 'approved' })
    expect([late.status, late.json.code]).toEqual([409, 'changed_meanwhile'])
    const refused = await decide(json.approval_id, { decision: 'refused', reason: 'x' })
    expect(refused.json.state).toBe('refused')
  })

  test('that was not needed is forgotten with the years of requests', async () => {
    await openMarks()
    const { json } = await ask(asked(narrow))
    await decide(json.approval_id, { decision: 'refused', reason: 'x' })
    api.setNow('2031-01-01T12:00:00+09:00')
    await send('POST', '/v1/retention/clock-confirmations')
    await sweepRetention(api.deps, { actor: 'x' })
    expect(await read(json.approval_id)).toMatchObject({
      state: 'refused',
      reason: null,
      mark: null,
      decision_reason: null,
    })
  })
})

describe('a word to issue', () => {
  test('covers the very rows that were seen', async () => {
    await open({ release: true })
    await api.record(provision([TARO], { occurred_on: '2026-11-02' }))
    const steps = disclosureSteps(api)
    const requestNo = await steps.openVerified(TARO)
    await steps.decide(requestNo, 'disclosed_full')
    const asked = { kind: 'extract', request_no: requestNo, reason: 'x' }
    const id = await approved(asked)
    expect((await read(id)).about).toMatchObject({
      kind: 'extract',
      outcome: 'disclosed_full',
      provided: 2,
      received: 0,
      addressee: TARO.name,
      on_behalf_of: null,
    })
    await api.send('POST', '/v1/provisions/2/void', { body: { reason: 'not_occurred' } })
    const issue = () => send('POST', `/v1/disclosure-requests/${requestNo}/extracts`)
    expect((await issue()).json.code).toBe('approval_needed')
    expect(await read(id)).toMatchObject({ state: 'approved', fits: false, about: null })
    const anew = await approved(asked)
    expect([anew === id, (await read(anew)).about.provided]).toEqual([false, 1])
    expect((await issue()).status).toBe(201)
  })
})

describe('a word to erase', () => {
  const day = '2031-01-01'
  const asked = { kind: 'retention_run', as_of: day, reason: 'x' }
  async function age(records = 0) {
    await open({ erasure: true })
    await api.record(...Array.from({ length: records }, () => provision([TARO])))
    api.setNow(`${day}T12:00:00+09:00`)
    await send('POST', '/v1/retention/clock-confirmations')
  }
  const start = () => startRetentionRun(api.deps, { actor: 'key:x' }, { asOf: day, batchSize: 10 })
  const night = () => sweepRetention(api.deps, 'schedule')

  test('tells how much is due, and how much would go once that was counted', async () => {
    await age(2)
    const id = await approved(asked)
    const about = { kind: 'retention_run', due: 3, counted: null }
    expect((await read(id)).about).toEqual(about)
    const dryRun = { actor: 'key:x', scopes: [] }
    await (await startRetentionRun(api.deps, dryRun, { dryRun: true })).finished
    const counted = { erasable: 3, held: 0, requests_due: 0 }
    expect((await read(id)).about).toEqual({ ...about, counted })
    const early = await approved({ ...asked, as_of: '2020-01-01' })
    expect((await read(early)).about).toEqual({ ...about, due: 0 })
  })

  test('is looked at without judging a record', async () => {
    await age(2)
    const id = await approved(asked)
    const { retention } = api.deps.stores
    const judged = vi.spyOn(retention, 'pageDue')
    await read(id)
    expect(judged).not.toHaveBeenCalled()
  })

  test.each(['first', 'second', 'third'])('is withdrawn by the %s key', async by => {
    await age()
    const id = await approved(asked)
    const gone = await withdraw(id, { reason: '保全の要否を確認中' }, by)
    expect(gone.json).toMatchObject({ state: 'withdrawn', closed_at: expect.any(String) })
    await expect(night()).rejects.toMatchObject({ code: 'approval_needed' })
    expect((await withdraw(id)).json.code).toBe('approval_over')
    expect((await read(id)).closing_reason).toBe('保全の要否を確認中')
  })

  test('is withdrawn before it is answered, and cannot be answered then', async () => {
    await age()
    const { json } = await ask(asked)
    expect((await withdraw(json.approval_id)).json.state).toBe('withdrawn')
    const late = await decide(json.approval_id, { decision: 'approved' })
    expect(late.json.code).toBe('approval_over')
  })

  test('is over with a run that somebody stopped', async () => {
    await age(60)
    const id = await approved(asked)
    const { run, finished } = await start()
    await stopRetentionRun(api.deps, { actor: 'key:y' }, run.run_id)
    expect((await finished).state).toBe('stopped')
    expect(await read(id)).toMatchObject({ state: 'withdrawn', closed_by: 'key:y' })
    const log = await api.deps.stores.audit.list({ after: 0, kind: 'approval.withdrawn', limit: 9 })
    expect(log).toMatchObject([{ actor: 'key:y', detail: { approval_id: id, subject: day } }])
    await expect(night()).rejects.toMatchObject({ code: 'approval_needed' })
  })

  test('that is withdrawn stops the run under it', async () => {
    await age(60)
    const id = await approved(asked)
    const { finished } = await start()
    await withdraw(id)
    const ended = await finished
    expect([ended.state, ended.erased < 61]).toEqual(['stopped', true])
  })

  test('lets one run end and no second one begin', async () => {
    await age()
    await approved(asked)
    const { retention } = api.deps.stores
    const { listRuns } = retention
    // The second one has read the word; before it begins, the first one runs to its end.
    retention.listRuns = async page => {
      retention.listRuns = listRuns
      expect((await sweepRetention(api.deps, { actor: 'key:a' }, { asOf: day })).state).toBe('done')
      return listRuns(page)
    }
    await expect(start()).rejects.toMatchObject({ code: 'approval_needed' })
    expect(await listRuns({ limit: 9 })).toHaveLength(1)
  })

  test('is found behind any number of later questions', async () => {
    await age()
    await approved(asked)
    for (let n = 1; n <= 50; n += 1) {
      api.setNow(api.deps.clock() + 1)
      const as_of = new Date(Date.UTC(2020, 0, n)).toISOString().slice(0, 10)
      await ask({ ...asked, as_of })
    }
    expect((await night()).state).toBe('done')
  })

  test('counts only while who gave it may still give it', async () => {
    await age()
    const { deps } = api
    const colleague = { name: '同僚 花子', email: 'a@example.jp', role: 'officer' as const }
    const { id: userId } = await createUser(deps, { actor: 'test' }, colleague)
    const { json } = await ask(asked)
    const second = { actor: `user:${userId}`, scopes: ['retention' as const] }
    const answer = { approvalId: json.approval_id, decision: 'approved' as const }
    await decideApproval(deps, second, answer)
    await disableUser(deps, { actor: 'test' }, userId)
    await expect(night()).rejects.toMatchObject({ code: 'approval_needed' })
    expect((await read(json.approval_id)).state).toBe('lapsed')
    await approved(asked)
    expect((await night()).state).toBe('done')
  })
})
