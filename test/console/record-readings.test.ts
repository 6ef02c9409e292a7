// Who read a record, on its page and in the audit log: everybody who did, and nothing of what marks hide (令11条).

import { afterEach, expect, test } from 'vitest'
import { amendRecord } from '../../src/usecases/amend-record.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let office: TestConsole
afterEach(() => office.close())

const EVENT = {
  event_id: 'E-1',
  direction: 'provided',
  basis: 'consent',
  occurred_on: '2026-11-20',
  third_party: {
    kind: 'corporation',
    name: '見本歯科',
    address: '例町1',
    representative: '例示 一',
  },
  data_subjects: [{ name: '公開 花子' }, { name: '秘匿 太郎' }],
  items: ['氏名'],
  consent: {},
}

async function open(records = 1) {
  const ledger = await openTestLedger()
  const events = Array.from({ length: records }, (_, n) => ({ ...EVENT, event_id: `E-${n + 1}` }))
  await ledger.record(...events)
  office = await openTestConsole(ledger)
}
const RESTRICTED = () => ({ ...office.caller, scopes: ['restricted' as const] })
const hide = (scope: object) =>
  placeProtectiveMark(office.deps, RESTRICTED(), {
    code: 'm1',
    ground: 'order-11-1',
    reason: '例',
    scope: scope as { record_nos: number[] },
  })
const rename = (name: string, line = 2) =>
  amendRecord(office.deps, RESTRICTED(), 1, {
    reason: '誤記',
    changes: { lines: [{ line, set: { name } }] },
  })
const kindsFor = async (sight: 'all' | 'unprotected') =>
  (await office.deps.stores.audit.list({ after: 0, limit: 99, sight })).map(({ kind }) => kind)

test('a change of a hidden line is in no log and on no page of those who may not see it', async () => {
  await open()
  await hide({ lines: [{ record_no: 1, line: 2 }] })
  await rename('秘匿 次郎')
  expect(await kindsFor('unprotected')).not.toContain('record.amended')
  expect(await kindsFor('all')).toContain('protective_mark.record_changed')
  const officer = await office.signedIn('officer')
  for (const path of ['/records/1', '/records/1/readings', '/records/1/readings.csv']) {
    expect((await officer.get(path)).words).not.toMatch(/訂正$|記録の訂正|対象となる記録の変更/m)
  }
  const restricted = await office.signedIn('restricted_officer')
  expect((await restricted.get('/records/1')).words).toContain('保護の対象となる記録の変更')
})

test('nor is one that was made before the mark; a change that others see stays in the log', async () => {
  await open()
  await rename('秘匿 次郎')
  await rename('公開 桃子', 1)
  await hide({ lines: [{ record_no: 1, line: 2 }] })
  const officer = await office.signedIn('officer')
  const { words } = await officer.get('/records/1/readings')
  expect(words.match(/記録の訂正/g)).toHaveLength(1)
  await rename('公開 梅子', 1)
  expect((await kindsFor('unprotected')).filter(kind => kind === 'record.amended')).toHaveLength(3)
})

test('nor is an objection to a hidden line; the page is full without it', async () => {
  await open()
  const { stores } = office.deps
  const detail = { request_no: 'R2026-0001', record_no: 1, line: 2 }
  const objection = { kind: 'disclosure.objection_noted' as const, actor: 'key:x', detail }
  const read = { kind: 'record.read' as const, actor: 'key:x', detail: { record_no: 1 } }
  const at = office.deps.clock()
  const events = [...Array.from({ length: 50 }, () => read), objection, objection]
  await stores.commit(stores.audit.insert(events.map(event => ({ ...event, at }))))
  const officer = await office.signedIn('officer')
  const toldOf = async (path: string) => (await officer.get(path)).text.match(/お申出の登録/g)
  expect(await toldOf('/records/1/readings')).toHaveLength(2)
  await hide({ lines: [{ record_no: 1, line: 2 }] })
  for (const path of ['/records/1', '/records/1/readings', '/records/1/readings.csv']) {
    expect(await toldOf(path)).toBeNull()
  }
  expect((await officer.get('/records/1/readings')).text.match(/<time>/g)).toHaveLength(50)
})

test('a record that is hidden as a whole changes unnoticed', async () => {
  await open(2)
  await hide({ record_nos: [1] })
  await rename('秘匿 次郎')
  expect(await kindsFor('unprotected')).not.toContain('record.amended')
  const officer = await office.signedIn('officer')
  for (const path of ['/records/1/readings', '/records/1/readings.csv']) {
    expect((await officer.get(path)).status).toBe(404)
  }
})

test('readings are paged and exported whole', async () => {
  await open()
  const { stores } = office.deps
  const read = { kind: 'record.read' as const, actor: 'key:x', detail: { record_no: 1 } }
  for (let n = 0; n < 70; n += 1) {
    await stores.commit(stores.audit.insert([{ ...read, at: office.deps.clock() }]))
  }
  const officer = await office.signedIn('officer')
  const first = await officer.get('/records/1/readings')
  const next = /href="([^"]*after=\d+)"/.exec(first.text)?.[1] ?? ''
  const second = await officer.get(next)
  const count = (text: string) => text.match(/<time>/g)?.length
  expect([count(first.text), count(second.text)]).toEqual([50, 20])
  const csv = await officer.get('/records/1/readings.csv')
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(71)
})
