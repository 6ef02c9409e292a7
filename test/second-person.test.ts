// The second person: what the settings do not let one do alone, through the API as keys and people use it.

import { afterEach, describe, expect, test } from 'vitest'
import { workAtNight } from '../src/usecases/night-work.ts'
import { sweepRetention } from '../src/usecases/sweep-retention.ts'
import { TARO } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { openTwoKeys, type TwoKeys } from './support/two-keys.ts'

const MARK = {
  ground: 'order-11-1',
  reason: '所在が知られると危険が及ぶおそれ',
  scope: { data_subject: { name: TARO.name } },
}

let api: TwoKeys['api']
let { send, ask, decide, approved } = {} as TwoKeys
afterEach(() => api.close())

async function open(settings: Parameters<typeof openTwoKeys>[0]) {
  ;({ api, send, ask, decide, approved } = await openTwoKeys(settings))
}

const events = async (by = 'first') => {
  const { json } = await send('GET', '/v1/audit-events', undefined, by)
  return json.events as { kind: string; detail: Record<string, unknown> }[]
}
const inForce = () =>
  api.database.raw.prepare('select count(*) from protected_line').pluck().get() as number

describe('placing and releasing a mark', () => {
  const place = (more: object = {}, by = 'first') =>
    send('PUT', '/v1/protective-marks/P-1', { ...MARK, ...more }, by)
  const asked = { kind: 'mark_placing', code: 'P-1', mark: MARK, reason: '申出があったため' }

  test('needs nobody where the settings ask for nobody, and no question is taken', async () => {
    await open({})
    expect((await place()).status).toBe(200)
    expect((await ask(asked)).json.code).toBe('approval_not_needed')
  })

  test('leaves nothing of what it said once its years are over, also where no run may erase', async () => {
    await open({ protective_marks: true, erasure: true })
    await ask(asked)
    const said = () =>
      api.database.raw
        .prepare('select count(*) from approval where sealed is not null')
        .pluck()
        .get()
    await workAtNight(api.deps)
    expect(said()).toBe(1)
    api.setNow('2126-11-22T09:30:00+09:00')
    const run = sweepRetention(api.deps, 'schedule')
    await expect(run).rejects.toMatchObject({ code: 'approval_needed' })
    await workAtNight(api.deps)
    expect(said()).toBe(0)
  })

  test('waits for another key than the asker’s, and is done once with its word', async () => {
    await open({ protective_marks: true })
    const refused = await place()
    expect([refused.status, refused.json.code]).toEqual([409, 'approval_needed'])
    expect(refused.json.fix).toContain('/v1/approvals')
    const { json: question, status } = await ask(asked)
    expect([status, question.state, question.own]).toEqual([201, 'asked', true])
    expect((await place()).status).toBe(409)

    const own = await decide(question.approval_id, { decision: 'approved' }, 'first')
    expect([own.status, own.json.code]).toEqual([409, 'approval_own'])
    expect((await place()).status).toBe(409)
    const answer = await decide(question.approval_id, { decision: 'approved' })
    expect(answer.json.state).toBe('approved')
    expect((await place()).status).toBe(200)
    expect(inForce()).toBe(1)

    const { json } = await send('GET', `/v1/approvals/${question.approval_id}`)
    expect(json).toMatchObject({ state: 'used', mark: MARK, reason: '申出があったため' })
    const placed = (await events()).find(({ kind }) => kind === 'protective_mark.placed')
    expect(placed?.detail.approval_id).toBe(question.approval_id)
    // Used up: the next one is asked for anew.
    const release = '/v1/protective-marks/P-1/release'
    expect((await send('POST', release)).json.code).toBe('approval_needed')
    await approved({ kind: 'mark_release', code: 'P-1', reason: '危険が去ったため' })
    expect((await send('POST', release)).status).toBe(200)
    expect((await place()).json.code).toBe('approval_needed')
    expect(inForce()).toBe(0)
  })

  test('is covered only as it was asked for', async () => {
    await open({ protective_marks: true })
    await approved(asked)
    const other = await place({ scope: { record_nos: [1] } })
    expect(other.json.code).toBe('approval_needed')
    expect((await place({ ground: 'order-11-2' })).json.code).toBe('approval_needed')
    expect(inForce()).toBe(0)
  })

  test('a release that was approved does not release what was placed since', async () => {
    await open({ protective_marks: true })
    await approved(asked)
    await place()
    await approved({ kind: 'mark_release', code: 'P-1', reason: 'x' })
    const wider = { ...MARK, scope: { record_nos: [1] } }
    await approved({ ...asked, mark: wider })
    await place({ scope: { record_nos: [1] } })
    const release = await send('POST', '/v1/protective-marks/P-1/release')
    expect(release.json.code).toBe('approval_needed')
  })

  test('is asked for in nobody’s sight but the restricted role’s', async () => {
    await open({ protective_marks: true })
    const { json } = await ask(asked)
    const before = await events('desk')
    expect((await send('GET', '/v1/approvals', undefined, 'desk')).json.approvals).toEqual([])
    const all = await send('GET', '/v1/approvals?all=true', undefined, 'desk')
    expect(all.json.approvals).toEqual([])
    for (const answer of [
      await send('GET', `/v1/approvals/${json.approval_id}`, undefined, 'desk'),
      await decide(json.approval_id, { decision: 'approved' }, 'desk'),
      await send('GET', '/v1/approvals/aaaaaaaaaaaa', undefined, 'desk'),
    ]) {
      expect([answer.status, answer.json.code]).toEqual([404, 'not_found'])
    }
    expect((await ask(asked, 'desk')).status).toBe(403)
    expect(JSON.stringify(before)).not.toContain('approval')
    expect((await events()).map(({ kind }) => kind)).toContain('protective_mark.approval_asked')
  })

  test('of what is not there is refused when it is asked for', async () => {
    await open({ protective_marks: true })
    const mark = { ...MARK, scope: { record_nos: [99] } }
    expect((await ask({ ...asked, mark })).json.code).toBe('invalid_body')
    const release = { kind: 'mark_release', code: 'P-9', reason: 'x' }
    expect((await ask(release)).json.code).toBe('not_found')
  })
})

describe('an answer', () => {
  const asked = { kind: 'retention_run', as_of: '2026-11-22', reason: '年次の廃棄' }

  test('is given once; a refusal says why', async () => {
    await open({ erasure: true })
    const { json } = await ask(asked)
    expect((await decide(json.approval_id, { decision: 'refused' })).status).toBe(422)
    const refused = { decision: 'refused', reason: '保全の要否を確認中' }
    expect((await decide(json.approval_id, refused)).json.state).toBe('refused')
    const again = await decide(json.approval_id, { decision: 'approved' }, 'third')
    expect([again.status, again.json.code]).toEqual([409, 'approval_over'])
    const { json: read } = await send('GET', `/v1/approvals/${json.approval_id}`)
    expect(read.decision_reason).toBe('保全の要否を確認中')
  })

  test('of two at the same moment, one counts', async () => {
    await open({ erasure: true })
    const { json } = await ask(asked)
    const both = await Promise.all([
      decide(json.approval_id, { decision: 'approved' }, 'second'),
      decide(json.approval_id, { decision: 'refused', reason: 'x' }, 'third'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('comes within fourteen days, and counts for fourteen', async () => {
    await open({ erasure: true })
    const { json } = await ask(asked)
    const day = 86_400_000
    api.setNow(api.deps.clock() + 15 * day)
    const late = await decide(json.approval_id, { decision: 'approved' })
    expect(late.json.code).toBe('approval_over')
    expect((await send('GET', '/v1/approvals')).json.approvals).toEqual([])
    const anew = await ask(asked)
    expect(anew.json.approval_id).not.toBe(json.approval_id)
    await decide(anew.json.approval_id, { decision: 'approved' })
    api.setNow(api.deps.clock() + 15 * day)
    const run = await send('POST', '/v1/retention/runs', { as_of: '2026-11-22' })
    expect(run.json.code).toBe('approval_needed')
  })

  test('to the same question asked twice is one', async () => {
    await open({ erasure: true })
    const [one, two] = [await ask(asked), await ask(asked, 'second')]
    expect(two.json.approval_id).toBe(one.json.approval_id)
    expect(two.json.own).toBe(false)
  })
})

describe('a run that erases', () => {
  const later = '2031-01-01T12:00:00+09:00'
  const asked = { kind: 'retention_run', as_of: '2031-01-01', reason: '年次の廃棄' }
  const run = (body: object = {}) => send('POST', '/v1/retention/runs', body)
  const age = async () => {
    await open({ erasure: true })
    api.setNow(Date.parse(later))
    await send('POST', '/v1/retention/clock-confirmations')
  }

  test('waits for a second person, by night too; a dry run does not', async () => {
    await age()
    expect((await run()).json.code).toBe('approval_needed')
    await expect(sweepRetention(api.deps, 'schedule')).rejects.toMatchObject({
      code: 'approval_needed',
    })
    expect((await run({ dry_run: true })).json.report.erasable).toBe(1)
    await approved(asked)
    expect((await run({ as_of: '2030-12-31' })).json.code).toBe('approval_needed')
    expect(await sweepRetention(api.deps, 'schedule')).toMatchObject({
      state: 'done',
      as_of: '2031-01-01',
      erased: 1,
    })
    expect((await run()).json.code).toBe('approval_needed')
  })

  test('erases as of the day that was approved, however late it runs', async () => {
    await age()
    await approved(asked)
    api.setNow(api.deps.clock() + 86_400_000)
    await send('POST', '/v1/retention/clock-confirmations')
    expect((await run()).json).toMatchObject({ as_of: '2031-01-01', state: 'done' })
  })

  test('that was cut short goes on under the same word', async () => {
    await age()
    await approved(asked)
    let left = 0
    api.deps.janitor.mayGoOn = () => left-- > 0
    expect((await run()).json.state).toBe('stopped')
    delete api.deps.janitor.mayGoOn
    expect((await run()).json).toMatchObject({ state: 'done', erased: 1 })
    expect((await run()).json.code).toBe('approval_needed')
  })
})

describe('issuing a document', () => {
  const issue = (requestNo: string) => send('POST', `/v1/disclosure-requests/${requestNo}/extracts`)

  async function decided() {
    const steps = disclosureSteps(api)
    const requestNo = await steps.openVerified(TARO)
    await steps.decide(requestNo, 'disclosed_full')
    return { steps, requestNo }
  }

  test('waits for a second person, who answers one decision and no other', async () => {
    await open({ release: true })
    const { steps, requestNo } = await decided()
    const asked = { kind: 'extract', request_no: requestNo, reason: '決定のとおり' }
    expect((await issue(requestNo)).json.code).toBe('approval_needed')
    const id = await approved(asked)
    await steps.decide(requestNo, 'disclosed_full')
    expect((await issue(requestNo)).json.code).toBe('approval_needed')
    expect((await ask(asked)).json.approval_id).not.toBe(id)
    await approved(asked)
    const issued = await issue(requestNo)
    expect(issued.status).toBe(201)
    expect((await issue(requestNo)).json.extract_no).toBe(issued.json.extract_no)
  })

  test('is not asked for before it is decided, nor after it is issued', async () => {
    await open({ release: true })
    const steps = disclosureSteps(api)
    const requestNo = await steps.openVerified(TARO)
    const asked = { kind: 'extract', request_no: requestNo, reason: 'x' }
    expect((await ask(asked)).json.code).toBe('not_decided')
    await steps.decide(requestNo, 'disclosed_full')
    await approved(asked)
    await issue(requestNo)
    expect((await ask(asked)).json.code).toBe('already_issued')
    expect((await ask({ ...asked, request_no: 'R1999-0001' })).json.code).toBe('not_found')
  })
})
