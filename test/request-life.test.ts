// What becomes of a request after it was answered: repeats, later amendments, returned mail, objections.

import { describe, expect, test } from 'vitest'
import { appendVersion } from '../src/usecases/append-version.ts'
import { deliverExtract } from '../src/usecases/deliver-extract.ts'
import { noteObjection } from '../src/usecases/note-objection.ts'
import { listOpenAlerts, settleAlert } from '../src/usecases/request-alerts.ts'
import { returnDelivery } from '../src/usecases/return-delivery.ts'
import { settleConflict } from '../src/usecases/settle-conflict.ts'
import { voidRecord } from '../src/usecases/void-record.ts'
import { HANAKO, provision, refusal, setUp, TARO } from './support/disclosure-ledger.ts'

/** Shares nothing with TARO. */
const JIRO = { name: '仮名 次郎', identifiers: { member_id: 'M-3' } }

async function issued(events: object[], person: object = TARO) {
  const life = await setUp(events)
  const requestNo = await life.openVerified(person)
  await life.decide(requestNo, 'disclosed_full')
  const { extract_no } = await life.issue(requestNo)
  const { deps, ledger } = life
  const { caller } = ledger
  let minute = deps.clock()
  /** A later minute, so that what follows is later than the issue. */
  const later = () => {
    minute += 60_000
    ledger.setNow(minute)
  }
  const amend = (recordNo: number, change: (event: never) => object, evidence?: string) => {
    later()
    return appendVersion(deps, caller, recordNo, (_current, event) => ({
      event: { ...event, ...change(event as never) },
      reason: '誤記',
      evidence,
    }))
  }
  return {
    ...life,
    caller,
    requestNo,
    extractNo: extract_no,
    later,
    amend,
    alerts: async (of = requestNo) => (await life.read(of)).alerts,
    object: (of: string, record_no: number, line: number, statement = '電話番号は渡していません') =>
      noteObjection(deps, caller, { requestNo: of, objection: { record_no, line, statement } }),
  }
}

describe('a repeat of a request', () => {
  test('is linked to the earlier ones, by the rules of matching, and shows how they ended', async () => {
    const { open, openVerified, verify, decide, read } = await setUp([provision([TARO])])
    const first = await openVerified(TARO)
    await decide(first, 'withdrawn')
    const namesake = await open({ data_subject: { name: TARO.name, birth_date: '1980-01-01' } })
    const sharedPhone = await open({
      data_subject: { name: '例示 次郎', identifiers: { phone: '09000000001' } },
    })
    const again = await open({
      data_subject: { name: '架空　太郎', identifiers: { member_id: 'm-1' } },
    })

    expect((await read(first)).earlier_requests).toEqual([])
    // Another birth date speaks against the namesake: a name alone never makes them one person.
    expect((await read(namesake)).earlier_requests).toEqual([])
    expect((await read(sharedPhone)).earlier_requests).toMatchObject([
      { request_no: first, likeness: 'perhaps' },
    ])
    const earlier = {
      request_no: first,
      received_on: '2026-11-20',
      status: 'closed',
      likeness: 'same',
    }
    // How it ended may tell that there are records: not before it is known who asks.
    expect((await read(again)).earlier_requests).toEqual([
      expect.objectContaining({ request_no: namesake, likeness: 'perhaps' }),
      { ...earlier, outcome: null },
    ])
    await verify(again, { proven: ['name', 'identifiers.member_id'] })
    expect((await read(again)).earlier_requests).toContainEqual({
      ...earlier,
      outcome: 'withdrawn',
    })
  })

  test('never skips the identity check', async () => {
    const { open, read, matches, decide, issue } = await issued([provision([TARO])])
    const again = await open({ data_subject: TARO })
    expect((await read(again)).earlier_requests).toMatchObject([{ likeness: 'same' }])
    for (const attempt of [() => matches(again), () => decide(again, 'disclosed_full')]) {
      expect((await refusal(attempt())).code).toBe('identity_not_verified')
    }
    expect((await refusal(issue(again))).code).toBe('not_decided')
  })

  test('stays linked as it was, whatever is verified later', async () => {
    const { open, verify, read } = await issued([provision([TARO])])
    const again = await open({ data_subject: TARO })
    const before = (await read(again)).earlier_requests
    await verify(again, { proven: ['name'] })
    await verify(again, { result: 'failed' })
    expect((await read(again)).earlier_requests).toEqual(before)
  })

  test('of several names and numbers the ones that agree count', async () => {
    const { open, read } = await setUp([])
    const first = await open({
      data_subject: {
        name: '見本 花',
        other_names: ['例示 花'],
        identifiers: { member_id: ['X-1', 'X-2'] },
      },
    })
    const again = await open({
      data_subject: { name: '例示 花', identifiers: { member_id: 'X-2' } },
    })
    const stranger = await open({
      data_subject: { name: '例示 海', identifiers: { member_id: 'X-3' } },
    })
    expect((await read(again)).earlier_requests).toMatchObject([
      { request_no: first, likeness: 'same' },
    ])
    expect((await read(stranger)).earlier_requests).toEqual([])
  })

  test('is found among requests that were opened before there were keys', async () => {
    const { ledger, open, read } = await setUp([])
    const first = await open({ data_subject: TARO })
    // A name without a letter in it gives no key of its own, and is not asked for again and again.
    await open({ data_subject: { name: '・' } })
    ledger.database.raw.exec('delete from disclosure_request_key')
    const again = await open({ data_subject: TARO })
    expect((await read(again)).earlier_requests).toMatchObject([
      { request_no: first, likeness: 'same' },
    ])
    expect(await ledger.deps.stores.requestLinks.listWithoutKeys(9)).toEqual([])
  })

  test('shows in no key what it shares with a record', async () => {
    const { ledger, open } = await setUp([provision([TARO])])
    await open({ data_subject: TARO })
    const shared = ledger.database.raw
      .prepare('select count(*) from look_up_key join disclosure_request_key using (digest)')
      .pluck()
      .get()
    expect(shared).toBe(0)
  })
})

describe('an alert', () => {
  test('tells that what an extract shows was amended, filled, settled or voided since', async () => {
    const { deps, caller, amend, later, alerts, requestNo } = await issued([
      provision([TARO], { third_party: { name: '見本歯科' } }),
      provision([TARO]),
      provision([TARO], { basis: 'opt_out', method: 'batch', period: { first_day: '2026-11-01' } }),
    ])
    expect(await alerts()).toEqual([])
    const address = { address: '東京都港区例町1-1' }
    await amend(
      1,
      ({ third_party }) => ({ third_party: { ...(third_party as object), ...address } }),
      '契約書',
    )
    await amend(1, () => ({ data_subjects: [{ ...TARO, birth_date: '1990-04-02' }] }))
    later()
    await voidRecord(deps, caller, 2, { reason: 'duplicate' })
    later()
    await settleConflict(deps, caller, 3, { code: 'opt_out_method', basis: 'consent' })
    const found = (alert: string, kind: string, record_no: number) =>
      expect.objectContaining({ alert, kind, record_no, line: 1, settled: null })
    expect(await alerts()).toEqual([
      found('record-1-1-1', 'record_amended', 1),
      found('record-1-2-1', 'record_amended', 1),
      found('record-2-1-1', 'record_voided', 2),
      found('record-3-1-1', 'record_amended', 3),
    ])
    const open = await listOpenAlerts(deps, { limit: 10 })
    expect(open.next_after).toBeNull()
    expect(open.alerts.map(one => [one.request_no, one.alert])).toEqual([
      [requestNo, 'record-1-1-1'],
      [requestNo, 'record-1-2-1'],
      [requestNo, 'record-2-1-1'],
      [requestNo, 'record-3-1-1'],
    ])
  })

  test('is raised by nothing that the extract does not show of this person', async () => {
    const { amend, alerts, deps } = await issued([provision([TARO, JIRO]), provision([JIRO])])
    await amend(1, () => ({ purpose: '予約の確認', note: '電話' }))
    await amend(1, () => ({ data_subjects: [TARO, { ...JIRO, birth_date: '1991-01-01' }] }))
    await amend(2, () => ({ items: ['氏名'] }))
    expect(await alerts()).toEqual([])
    expect((await listOpenAlerts(deps, { limit: 10 })).alerts).toEqual([])
  })

  test('is not raised by what came before the extract', async () => {
    const life = await setUp([provision([TARO])])
    await life.correct(1, { ...TARO, birth_date: '1990-04-01', name_kana: 'カクウ タロウ' })
    life.ledger.setNow('2026-11-22T10:00:00+09:00')
    const requestNo = await life.openVerified(TARO)
    await life.decide(requestNo, 'disclosed_full')
    await life.issue(requestNo)
    expect((await life.read(requestNo)).alerts).toEqual([])
  })

  test('is settled once, with how; a later version raises one of its own', async () => {
    const { deps, caller, amend, alerts, requestNo, audit } = await issued([provision([TARO])])
    await amend(1, () => ({ items: ['氏名'] }))
    const settle = (alert: string) =>
      settleAlert(deps, caller, { requestNo, alert, how: '訂正後の別紙を送付' })
    const settled = await settle('record-1-1-1')
    expect(settled.settled).toMatchObject({ by: 'key:test', how: '訂正後の別紙を送付' })
    expect((await refusal(settle('record-1-1-1'))).code).toBe('already_settled')
    expect((await refusal(settle('record-1-9-1'))).code).toBe('not_found')
    expect((await listOpenAlerts(deps, { limit: 10 })).alerts).toEqual([])
    await amend(1, () => ({ items: ['氏名', '住所'] }))
    expect((await alerts()).map(one => one.settled !== null)).toEqual([true, false])
    expect((await audit()).filter(kind => kind === 'disclosure.alert_settled')).toHaveLength(1)
  })

  test('goes by pages of requests', async () => {
    const life = await issued([provision([TARO]), provision([JIRO])])
    const hers = await life.openVerified(JIRO)
    await life.decide(hers, 'disclosed_full')
    await life.issue(hers)
    await life.amend(1, () => ({ items: ['氏名'] }))
    await life.amend(2, () => ({ items: ['氏名'] }))
    const first = await listOpenAlerts(life.deps, { limit: 1 })
    expect(first.alerts.map(one => one.request_no)).toEqual([life.requestNo])
    const after = first.next_after as string
    const second = await listOpenAlerts(life.deps, { after, limit: 1 })
    expect(second.alerts.map(one => one.request_no)).toEqual([hers])
    expect(second.next_after).toBeNull()
    // What is settled takes no place from what is open.
    const settle = { requestNo: life.requestNo, alert: 'record-1-1-1', how: '送付' }
    await settleAlert(life.deps, life.caller, settle)
    const left = await listOpenAlerts(life.deps, { limit: 1 })
    expect(left.alerts.map(one => one.request_no)).toEqual([hers])
    expect(left.next_after).toBeNull()
  })
})

describe('returned mail', () => {
  const back = { returned_on: '2026-11-22', why: '宛所に尋ねあたらず' }

  test('raises an alert, reopens nothing, and lets the answer be delivered once more', async () => {
    const { deps, caller, requestNo, alerts, deliver, read, settle } = await issued([
      provision([TARO]),
    ])
    const come = () => returnDelivery(deps, caller, { requestNo, returned: back })
    expect((await refusal(come())).code).toBe('not_delivered')
    await deliver(requestNo)
    expect((await refusal(deliver(requestNo))).code).toBe('request_closed')
    expect((await come()).status).toBe('closed')
    expect((await refusal(come())).code).toBe('not_delivered')
    expect(await alerts()).toMatchObject([
      { alert: 'returned-5', kind: 'delivery_returned', settled: null },
    ])
    expect((await refusal(settle(requestNo, {}))).code).toBe('request_closed')
    const note = { method: 'registered_mail', delivered_on: '2026-11-22' }
    await deliverExtract(deps, caller, { requestNo, delivery: note })
    expect((await read(requestNo)).delivered).toEqual(note)
    expect((await refusal(deliver(requestNo))).code).toBe('request_closed')
    await come()
    expect(await alerts()).toHaveLength(2)
  })

  test('came back neither before it left nor tomorrow', async () => {
    const { deps, caller, requestNo, deliver } = await issued([provision([TARO])])
    await deliver(requestNo)
    for (const returned_on of ['2026-11-21', '2026-11-23']) {
      const error = await refusal(
        returnDelivery(deps, caller, { requestNo, returned: { returned_on } }),
      )
      expect(error).toMatchObject({ code: 'invalid_body', faults: [{ pointer: '/returned_on' }] })
    }
  })
})

describe('an objection', () => {
  const noted = '記載についてご本人からお申出あり'

  test('leaves the record as it is and is noted in every later extract of that line only', async () => {
    const {
      object,
      openVerified,
      decide,
      issue,
      json,
      deps,
      requestNo,
      extractNo,
      ledger,
      alerts,
    } = await issued([provision([TARO, JIRO]), provision([TARO])])
    const [before] = await deps.stores.records.findCurrent([1])
    await object(requestNo, 1, 1)
    const [after] = await deps.stores.records.findCurrent([1])
    expect({ ...after, version: 0 }).toEqual(before)
    expect(await alerts()).toEqual([])

    const reissue = async (person: object) => {
      const no = await openVerified(person)
      await decide(no, 'disclosed_full')
      return json((await issue(no)).extract_no, 'json')
    }
    const his = await reissue(TARO)
    expect(his.provided.map((row: { notes: string[] }) => row.notes)).toEqual([
      [`2026-11-22 ${noted}`],
      [],
    ])
    const hers = await reissue(JIRO)
    expect(JSON.stringify(hers)).not.toContain('お申出')
    expect(JSON.stringify(await json(extractNo, 'json'))).not.toContain('お申出')
    // The statement itself is in no document, and sealed in the ledger.
    expect(JSON.stringify(his)).not.toContain('渡していません')
    expect(ledger.database.raw.serialize().includes('渡していません')).toBe(false)
  })

  test('takes lines of this person only, after the identity check', async () => {
    const { object, open, openVerified } = await issued([
      provision([JIRO, TARO]),
      provision([JIRO]),
    ])
    const taro = await openVerified(TARO)
    for (const [recordNo, line] of [
      [1, 1],
      [2, 1],
      [1, 3],
      [99, 1],
    ] as const) {
      expect((await refusal(object(taro, recordNo, line))).code).toBe('no_such_line')
    }
    const unverified = await open({ data_subject: TARO })
    expect((await refusal(object(unverified, 1, 2))).code).toBe('identity_not_verified')
  })

  test('stays with the person who objected when the line goes to somebody else', async () => {
    const { object, correct, openVerified, decide, issue, json, requestNo, later } = await issued([
      provision([TARO]),
    ])
    await object(requestNo, 1, 1, '私ではありません')
    const note = async (person: object) => {
      const no = await openVerified(person)
      await decide(no, 'disclosed_full')
      return JSON.stringify((await json((await issue(no)).extract_no, 'json')).provided[0].notes)
    }
    later()
    await correct(1, { ...TARO, address: '東京都港区例町2-2' })
    expect(await note(TARO)).toContain(noted)
    later()
    // A family's shared phone does not make them one.
    await correct(1, HANAKO)
    const hers = await note(HANAKO)
    expect(hers).not.toContain(noted)
    expect(hers).toContain('ご本人を特定する事項を訂正')
  })

  test('comes with its step, its version and its audit events in one commit', async () => {
    const { object, requestNo, deps, read, audit } = await issued([provision([TARO])])
    await object(requestNo, 1, 1)
    expect((await read(requestNo)).history.at(-1)?.kind).toBe('objection_noted')
    expect(await deps.stores.records.findAmendments([1])).toMatchObject([
      { version: 1, kind: 'amendment' },
    ])
    const kinds = await audit()
    expect(kinds.slice(-3)).toEqual([
      'record.amended',
      'disclosure.objection_noted',
      'disclosure.read',
    ])
  })
})

describe('the notes of a row', () => {
  test('never print another person: neither a wrong recipient nor whoever stood in the line', async () => {
    const { openVerified, decide, issue, json, amend } = await issued([
      provision([JIRO], {
        direction: 'received',
        third_party: { kind: 'individual', name: '仮名 三郎', address: '大阪府例市9-9' },
        acquisition: '仮名次郎様の勤務先から取得',
      }),
      provision([TARO]),
    ])
    await amend(1, () => ({ data_subjects: [TARO], acquisition: '名簿から取得' }))
    await amend(1, () => ({
      third_party: {
        kind: 'corporation',
        name: '見本社',
        address: '東京都港区例町1-1',
        representative: null,
      },
    }))
    const no = await openVerified(TARO)
    await decide(no, 'disclosed_full')
    const { received } = await json((await issue(no)).extract_no, 'json')
    expect(received[0].notes).toEqual([
      '2026-11-22「提供元による取得の経緯」を訂正',
      '2026-11-22「氏名又は名称」を訂正',
      '2026-11-22「住所」を訂正',
      '2026-11-22 ご本人を特定する事項を訂正',
    ])
    expect(JSON.stringify(received)).not.toMatch(/仮名|大阪/)
  })
})
