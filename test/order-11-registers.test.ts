// Silence about lines under 令11条 in what tells of whole records: histories, registers, counts, the audit log.

import { afterEach, describe, expect, test } from 'vitest'
import type { Amendment } from '../src/domain/record-schema.ts'
import { SCOPES, type Scope } from '../src/usecases/access-ports.ts'
import { amendRecord } from '../src/usecases/amend-record.ts'
import { appendVersion } from '../src/usecases/append-version.ts'
import { noteObjection } from '../src/usecases/note-objection.ts'
import { placeProtectiveMark } from '../src/usecases/protective-marks.ts'
import { confirmClock } from '../src/usecases/retention-clock.ts'
import type { RetentionReport } from '../src/usecases/retention-report.ts'
import { sweepRetention } from '../src/usecases/sweep-retention.ts'
import { OPERATOR, provision, refusal, TARO } from './support/disclosure-ledger.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import { makeRegister, searchable } from './support/register-ledger.ts'
import { openTestApi, type TestApi } from './support/test-api.ts'

const OTHERS = SCOPES.filter(scope => scope !== 'restricted')
const RESTRICTED: Scope[] = ['provisions:read', 'restricted']
const MEI = { name: '秘匿 芽衣', identifiers: { member_id: 'M-7' } }
const KEIKO = { name: '無関 係子', identifiers: { member_id: 'M-8' } }

let api: TestApi
afterEach(() => api.close())

async function open(...events: object[]) {
  api = await openTestApi({ operator: OPERATOR })
  await api.record(...events)
}
const amend = (amendment: Amendment) => amendRecord(api.deps, api.caller, 1, amendment)
const setLine = (line: number, set: object): Amendment['changes'] =>
  ({ lines: [{ line, set }] }) as Amendment['changes']
/** Line 1 says of somebody else from now on; nothing of the person before stays in it. */
const become = (reason: string, ...lines: object[]) =>
  appendVersion(api.deps, api.caller, 1, (_current, event) => ({
    event: { ...event, data_subjects: lines },
    reason,
    evidence: `${reason}の控え`,
  }))
const markMei = (scope: object = { data_subject: { name: MEI.name } }) =>
  placeProtectiveMark(api.deps, api.caller, {
    code: 'P-1',
    ground: 'order-11-1',
    reason: 'x',
    scope,
  } as Parameters<typeof placeProtectiveMark>[2])
const get = async (scopes: readonly Scope[] = OTHERS) =>
  api.send('GET', '/v1/provisions/1', { key: api.key('desk', ...scopes) })
const historyOf = async (scopes?: readonly Scope[]) => (await get(scopes)).json.history

describe('a free text that names a hidden person', () => {
  test('is left out of every register without persons', async () => {
    await open(provision([TARO, MEI], { purpose: '芽衣様の予約' }))
    await markMei()
    for (const scope of ['provisions:read', 'admin'] as const) {
      const { document, pdf } = await makeRegister(api, { edition: 'without_persons' }, [scope])
      expect(document.tables.provided[0]?.purpose).toEqual({ words: 'left_out' })
      expect(await searchable(pdf)).not.toContain('芽衣')
    }
  })

  test('is left out also where the line was corrected to somebody else', async () => {
    await open(provision([MEI], { purpose: '芽衣様の予約' }))
    await become('誤記', TARO)
    await amend({ reason: '芽衣様ではないため', changes: { note: 'x' } })
    for (const mark of [async () => undefined, markMei]) {
      await mark()
      const { document, pdf } = await makeRegister(api, { edition: 'without_persons' })
      expect(document.tables.provided[0]?.purpose).toEqual({ words: 'left_out' })
      expect(await searchable(pdf)).not.toContain('芽衣')
    }
  })
})

describe('an amendment', () => {
  test('of hidden lines alone is in no register but the restricted role’s', async () => {
    await open(provision([TARO, MEI]))
    await amend({ reason: '芽衣様の転居', changes: setLine(2, { address: '転居先1番' }) })
    await markMei({ lines: [{ record_no: 1, line: 2 }] })
    const seen = await makeRegister(api, {}, RESTRICTED)
    expect(seen.document.tables.amendments).toMatchObject([{ reason: '芽衣様の転居' }])
    for (const edition of ['full', 'without_persons']) {
      const { document, pdf } = await makeRegister(api, { edition })
      expect(document.tables.amendments).toEqual([])
      expect(await searchable(pdf)).not.toMatch(/芽衣|転居/)
    }
  })

  test('of a hidden line beside other matters tells those, without reason and evidence', async () => {
    await open(provision([TARO, MEI], { consent: undefined }))
    await amend({
      reason: '芽衣様の申出',
      evidence: '芽衣様の同意書',
      changes: { consent: {}, ...setLine(2, { address: '転居先1番' }) } as Amendment['changes'],
    })
    await markMei({ lines: [{ record_no: 1, line: 2 }] })
    const [told] = await historyOf()
    expect(told).toMatchObject({ kind: 'filling', reason: null, evidence: null, after: {} })
    expect(Object.keys(told.after)).toEqual(['consent'])
    const { document, pdf } = await makeRegister(api)
    expect(document.tables.amendments).toHaveLength(1)
    expect(document.tables.amendments[0]).toMatchObject({ matter: { words: 'matter_consent' } })
    expect(document.tables.gaps).toMatchObject([{ filledOn: '2026-11-22', by: 'key:test' }])
    expect(await searchable(pdf)).not.toMatch(/芽衣|転居/)
    const seen = (await makeRegister(api, {}, RESTRICTED)).document.tables.gaps
    expect(seen).toMatchObject([{ evidence: '芽衣様の同意書' }])
  })

  test('away from a hidden person tells who stands there now, and not why', async () => {
    await open(provision([MEI]))
    await become('芽衣様ではなく太郎様', TARO)
    await markMei()
    const { json, text } = await get()
    expect(json.history).toMatchObject([
      { reason: null, evidence: null, before: {}, after: { lines: [{ line: 1, ...TARO }] } },
    ])
    expect(text).not.toContain('芽衣')
    const { document, pdf } = await makeRegister(api)
    expect(document.tables.amendments).toMatchObject([
      {
        matter: { words: 'matter_line', values: { line: '1' } },
        after: expect.stringContaining('架空 太郎'),
      },
    ])
    expect(document.tables.amendments[0]?.reason).toBeUndefined()
    expect(await searchable(pdf)).not.toContain('芽衣')
    expect(await historyOf(SCOPES)).toMatchObject([{ reason: '芽衣様ではなく太郎様' }])
    const seen = (await makeRegister(api, {}, RESTRICTED)).document.tables.amendments
    expect(seen).toMatchObject([{ reason: '芽衣様ではなく太郎様' }])
  })

  test('to a hidden person does not invent a correction of the next line', async () => {
    await open(provision([TARO, KEIKO]))
    await become('芽衣様のもの', MEI, KEIKO)
    await markMei()
    const { tables } = (await makeRegister(api)).document
    expect(tables.provided[0]?.persons).toEqual(['(2) 無関 係子 / M-8'])
    expect(tables.amendments).toHaveLength(1)
    expect(tables.amendments[0]).toMatchObject({
      matter: { words: 'matter_line', values: { line: '1' } },
      before: expect.stringContaining('架空 太郎'),
    })
    expect(tables.amendments[0]?.after).toBeUndefined()
    expect(tables.amendments[0]?.reason).toBeUndefined()
  })

  test('of a line behind one that was always hidden is counted as in the list of persons', async () => {
    await open(provision([MEI, TARO, KEIKO]))
    await amend({ reason: '転居', changes: setLine(3, { address: '新住所' }) })
    await markMei()
    const { tables } = (await makeRegister(api)).document
    expect(tables.provided[0]?.persons).toEqual([
      expect.stringMatching(/^\(1\) 架空 太郎/),
      expect.stringMatching(/^\(2\) 無関 係子/),
    ])
    expect(tables.amendments).toMatchObject([
      { matter: { words: 'matter_line', values: { line: '2' } }, reason: '転居' },
    ])
  })
})

test('an objection or a settlement stays in the history of a shared record, a hidden person’s does not', async () => {
  await open(provision([TARO, MEI]))
  const steps = disclosureSteps(api)
  const object = async (person: object, line: number, statement: string) => {
    const requestNo = await steps.openVerified(person)
    const objection = { record_no: 1, line, statement }
    await noteObjection(api.deps, api.caller, { requestNo, objection })
  }
  await object(TARO, 1, '太郎の申出')
  await object(MEI, 2, '芽衣の申出')
  await appendVersion(api.deps, api.caller, 1, (_current, event) => ({
    event,
    kind: 'settlement',
    reason: '再発防止策',
    settle: 'foreign_consent_needed',
  }))
  const reasons = async (scopes?: readonly Scope[]) =>
    (await historyOf(scopes)).map(({ reason }: { reason: string }) => reason)
  expect(await reasons()).toEqual(['太郎の申出', '芽衣の申出', '再発防止策'])
  await markMei()
  expect(await reasons()).toEqual(['太郎の申出', '再発防止策'])
  expect(await reasons(SCOPES)).toEqual(['太郎の申出', '芽衣の申出', '再発防止策'])
})

describe('a count', () => {
  test('of a register too large for one go leaves hidden lines out', async () => {
    await open(provision([TARO, MEI]), provision([KEIKO]), provision([MEI]))
    await markMei()
    api.deps.printer = { ...api.deps.printer, limits: { rowsPerVolume: 2, rows: 2 } }
    const { document } = await makeRegister(api)
    expect(document.values).toMatchObject({ recordCount: '2', lineCount: '2' })
    const refused = await refusal(makeRegister(api, {}, RESTRICTED))
    expect([refused.code, refused.members]).toEqual(['register_too_large', { rows: 4, most: 2 }])
  })

  test('in the report of a run is what everybody sees, and what the run erased', async () => {
    const old = { occurred_on: '2022-06-01' }
    const fresh = { occurred_on: '2026-11-21' }
    api = await openTestApi({ operator: OPERATOR, now: Date.parse('2022-06-01T12:00:00+09:00') })
    await api.record(provision([TARO], old), provision([MEI], old))
    api.setNow('2026-11-22T12:00:00+09:00')
    await api.record(provision([TARO], fresh), provision([MEI], fresh), provision([KEIKO], fresh))
    await markMei()
    await confirmClock(api.deps, api.caller)
    const { report } = await sweepRetention(api.deps, 'schedule')
    const { erased, records } = report as RetentionReport
    // 1 and 2 went; 3 and 5 are there for everybody, 4 for nobody.
    expect({ erased, records }).toEqual({ erased: 2, records: { before: 4, after: 2 } })
    expect((await makeRegister(api)).document.values.recordCount).toBe('2')
  })

  test('of hidden records stands in no audit event that others read', async () => {
    await open(provision([TARO]), provision([MEI]))
    await markMei()
    await makeRegister(api, {}, RESTRICTED)
    await makeRegister(api)
    const { events } = (await api.send('GET', '/v1/audit-events', { key: api.key('log', 'admin') }))
      .json
    const details = (kind: string) =>
      events
        .filter((one: { kind: string }) => one.kind === kind)
        .map(({ detail }: { detail: object }) => detail)
    expect(details('ledger.verified')).toEqual([{ faults: 0 }, { faults: 0 }])
    const [hidden, plain] = details('register.made')
    expect(hidden).not.toHaveProperty('rows')
    expect(plain.rows).toMatchObject({ provided: 1 })
  })
})
