// The register of provision records (documents.md 5.1): complete, and discreet where it has to be.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { amendRecord } from '../src/usecases/amend-record.ts'
import { drawErasureRecord } from '../src/usecases/erasure-record.ts'
import { placeLegalHold, releaseLegalHold } from '../src/usecases/legal-holds.ts'
import { placeProtectiveMark } from '../src/usecases/protective-marks.ts'
import { confirmClock } from '../src/usecases/retention-clock.ts'
import { sweepRetention } from '../src/usecases/sweep-retention.ts'
import { voidRecord } from '../src/usecases/void-record.ts'
import { disclosureSteps } from './support/disclosure-steps.ts'
import {
  fold,
  makeRegister,
  personalValues,
  searchable,
  thirdPartyValues,
} from './support/register-ledger.ts'
import { openTestApi } from './support/test-api.ts'
import {
  openSampleLedger,
  openTestLedger,
  readSample,
  SAMPLES,
  type TestLedger,
  type TestLedgerOptions,
} from './support/test-ledger.ts'

let opened: TestLedger[] = []
afterEach(() => {
  for (const ledger of opened) ledger.close()
  opened = []
})

async function open(options: TestLedgerOptions = {}, ...events: object[]) {
  const ledger = await openTestLedger(options)
  opened.push(ledger)
  if (events.length > 0) await ledger.record(...events)
  return ledger
}

let counter = 0
function event(more: object = {}) {
  counter += 1
  return {
    event_id: `E-${counter}`,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-01',
    third_party: {
      kind: 'corporation',
      name: '見本歯科',
      address: '東京都港区例町1-1',
      representative: '理事長 例示 一郎',
    },
    data_subjects: [{ name: '架空 太郎', identifiers: { member_id: 'M-000123' } }],
    items: ['氏名'],
    consent: {},
    ...more,
  }
}

describe.each(SAMPLES)('of the sample %s', sample => {
  const expected: {
    event_id: string
    duty: boolean
    rule: string
    missing: string[]
  }[] = readSample(sample, 'expected.json').events

  let ledger: TestLedger
  let full: Awaited<ReturnType<typeof makeRegister>>
  beforeAll(async () => {
    ledger = await openSampleLedger(sample)
    full = await makeRegister(ledger)
  })
  afterAll(() => ledger.close())

  test('every record stands once, in the table of its duty, with what it lacks', () => {
    const { document } = full
    const tableOf = ({ duty, rule }: (typeof expected)[number]) => {
      if (!duty) return 'exempt'
      if (rule === 'provided/related_information') return 'related'
      return rule.startsWith('provided/') ? 'provided' : 'received'
    }
    // Records of a fresh ledger are numbered in the order of the events.
    const tables = Map.groupBy(expected.entries(), ([, one]) => tableOf(one))
    for (const table of ['provided', 'received', 'related', 'exempt'] as const) {
      const numbers = document.tables[table].map(({ recordNo }) => Number(recordNo))
      const wanted = (tables.get(table) ?? []).map(([n]) => n + 1)
      expect(numbers.toSorted((a, b) => a - b)).toEqual(wanted)
    }
    const lacking = expected.flatMap(({ missing }, n) => missing.map(item => [n + 1, item]))
    const gaps = document.tables.gaps.flatMap(({ recordNo, kind, matter }) =>
      JSON.stringify(kind).includes('gap_missing_item')
        ? [[Number(recordNo), (matter as { words: string }).words.slice(5).toUpperCase()]]
        : [],
    )
    const byRecord = (a: unknown[], b: unknown[]) =>
      `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`)
    expect(gaps.toSorted(byRecord)).toEqual(lacking.toSorted(byRecord))
  })

  test('the edition without persons holds nothing that names a data subject', async () => {
    const withPersons = await searchable(full.pdf)
    const { pdf } = await makeRegister(ledger, { edition: 'without_persons' })
    let text = await searchable(pdf)
    const individuals = thirdPartyValues(sample, 'individual')
    expect(individuals.filter(value => text.includes(value))).toEqual([])
    expect(individuals.filter(value => withPersons.includes(value))).not.toEqual([])
    for (const value of thirdPartyValues(sample)) text = text.replaceAll(value, '')
    const values = personalValues(sample)
    expect(values.length).toBeGreaterThan(100)
    expect(values.filter(value => text.includes(value))).toEqual([])
    // The same search finds them where they belong, but for a few that the end of a sheet divides.
    const found = values.filter(value => withPersons.includes(value))
    expect(found.length / values.length).toBeGreaterThan(0.98)
  })

  test('the record of its erasure holds no name, identifier or individual third party', async () => {
    const { deps, caller } = ledger
    ledger.setNow('2030-01-15T03:30:00+09:00')
    await confirmClock(deps, caller)
    const { run_id, erased } = await sweepRetention(deps, 'schedule')
    expect(erased).toBeGreaterThan(300)
    const { pdf } = await drawErasureRecord(deps, run_id, () => ({ edition: 'ja', volume: 1 }))
    const text = await searchable(pdf)
    const searched = [...personalValues(sample), ...thirdPartyValues(sample, 'individual')]
    expect(searched.filter(value => text.includes(value))).toEqual([])
  })
})

test('free text that names a person of its record is left out without persons, and printed in full', async () => {
  const texts = {
    means: '架空様のスマートフォンから',
    purpose: '会員 m－000123 の予約',
    acquisition: 'ウェブサイトの申込書',
  }
  const ledger = await open({}, event(texts))
  const { deps, caller } = ledger
  await amendRecord(deps, caller, 1, {
    reason: '太郎様からの申出',
    evidence: '電話の記録',
    changes: { note: 'x' },
  })
  const full = await searchable((await makeRegister(ledger)).pdf)
  const without = await searchable((await makeRegister(ledger, { edition: 'without_persons' })).pdf)
  for (const text of [texts.means, texts.purpose, '太郎様からの申出']) {
    expect(full).toContain(fold(text))
    expect(without).not.toContain(fold(text))
  }
  expect(without).not.toMatch(/架空太郎|太郎|000123/)
})

test('a gap is told with the day it was found and filled, its evidence and who filled it', async () => {
  const ledger = await open({ now: Date.parse('2026-11-01T10:00:00+09:00') })
  await ledger.record(event({ consent: undefined }), event({ consent: undefined }))
  ledger.setNow('2026-11-11T10:00:00+09:00')
  await amendRecord(ledger.deps, ledger.caller, 1, {
    reason: '同意書を確認',
    evidence: '同意書 第12号',
    changes: { consent: { obtained_on: '2026-10-01' } },
  })
  ledger.setNow('2026-11-21T10:00:00+09:00')
  const { tables } = (await makeRegister(ledger)).document
  expect(tables.gaps).toMatchObject([
    {
      recordNo: '1',
      foundOn: '2026-11-01',
      days: '10',
      filledOn: '2026-11-11',
      evidence: '同意書 第12号',
      by: 'key:test',
    },
    { recordNo: '2', foundOn: '2026-11-01', days: '20', openFor: { words: 'open_no_evidence' } },
  ])
  expect(tables.gaps[1]).not.toHaveProperty('filledOn')
  expect(tables.provided.map(({ filledOn }) => filledOn)).toEqual(['2026-11-11', undefined])
})

test('old and new values of a correction stand in the full edition only', async () => {
  const ledger = await open({}, event())
  await amendRecord(ledger.deps, ledger.caller, 1, {
    reason: '誤記',
    changes: { items: ['氏名', '電話番号'], lines: [{ line: 1, set: { name: '例示 次郎' } }] },
  })
  const { document: full } = await makeRegister(ledger)
  expect(full.tables.amendments).toMatchObject([
    { matter: { words: 'matter_items' }, before: '氏名', after: '氏名、電話番号' },
    {
      matter: { words: 'matter_line' },
      before: '架空 太郎 / M-000123',
      after: '例示 次郎 / M-000123',
    },
  ])
  const { document, pdf } = await makeRegister(ledger, { edition: 'without_persons' })
  expect(document.tables.amendments.map(({ before, after }) => [before, after])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(await searchable(pdf)).not.toMatch(/例示次郎|架空太郎/)
})

test('a void record stays in the register as void', async () => {
  const ledger = await open({}, event(), event())
  await voidRecord(ledger.deps, ledger.caller, 1, { reason: 'duplicate' })
  const { tables } = (await makeRegister(ledger)).document
  expect(tables.provided.map(({ recordNo, states }) => [recordNo, states])).toEqual([
    ['1', [{ words: 'void_duplicate' }]],
    ['2', [{ words: 'state_complete' }]],
  ])
  expect(tables.summary).toMatchObject([{ records: '2', void: '1' }])
})

test('each time that a hold was in force is told, with the records of the register that it keeps', async () => {
  const ledger = await open({}, event(), event())
  const { deps, caller } = ledger
  const hold = { code: 'suit-1', matter: 'x', scope: { record_nos: [2] } }
  await placeLegalHold(deps, caller, hold)
  ledger.setNow('2026-12-01T10:00:00+09:00')
  await releaseLegalHold(deps, caller, 'suit-1')
  ledger.setNow('2026-12-05T10:00:00+09:00')
  await placeLegalHold(deps, caller, hold)
  const { tables } = (await makeRegister(ledger)).document
  expect(tables.holds).toEqual([
    { code: 'suit-1', placedOn: '2026-11-22', releasedOn: '2026-12-01', records: undefined },
    { code: 'suit-1', placedOn: '2026-12-05', records: '1' },
  ])
  expect(tables.provided[1]?.states).toContainEqual({
    words: 'state_held',
    values: { code: 'suit-1' },
  })
})

test('requests are told by their numbers, and name nobody', async () => {
  const ledger = await open(
    { operator: { identifier_schemes: { member_id: { kind: 'code', unique_to_person: true } } } },
    event(),
    event({ data_subjects: [{ name: '例示 花子' }] }),
  )
  const steps = disclosureSteps(ledger)
  const requestNo = await steps.openVerified({
    name: '架空 太郎',
    identifiers: { member_id: 'M-000123' },
  })
  await steps.decide(requestNo, 'disclosed_full')
  const { document } = await makeRegister(ledger)
  expect(document.tables.requests).toEqual([
    {
      requestNo,
      receivedOn: '2026-11-20',
      repliedOn: undefined,
      outcome: { words: 'outcome_disclosed_full' },
      recordNos: '1',
    },
  ])
})

test('what a mark of order 11 hides stands in a full edition of the restricted role, and nowhere else', async () => {
  const hidden = event({ data_subjects: [{ name: '秘匿 花子' }] })
  const shared = event({ data_subjects: [{ name: '秘匿 花子' }, { name: '架空 太郎' }] })
  const ledger = await open({}, event(), hidden, shared)
  await placeProtectiveMark(ledger.deps, ledger.caller, {
    code: 'm-1',
    ground: 'order-11-1',
    reason: 'x',
    scope: { data_subject: { name: '秘匿 花子' } },
  })
  const plain = await open({}, event(), event())
  const restricted = ['provisions:read', 'restricted'] as const
  const numbersOf = ({ tables }: { tables: { provided: { recordNo?: unknown }[] } }) =>
    tables.provided.map(({ recordNo }) => recordNo)

  const seen = await makeRegister(ledger, {}, [...restricted])
  expect(numbersOf(seen.document)).toEqual(['1', '2', '3'])
  expect(await searchable(seen.pdf)).toContain('秘匿花子')

  for (const [order, scopes] of [
    [{}, ['provisions:read']],
    [{ edition: 'without_persons' }, [...restricted]],
    [{ edition: 'without_persons' }, ['admin']],
  ] as const) {
    const { document, pdf } = await makeRegister(ledger, order, [...scopes])
    expect(numbersOf(document)).toEqual(['1', '3'])
    expect(await searchable(pdf)).not.toMatch(/秘匿|11条/)
    // Counted as in a ledger that has neither the record nor the line.
    const { tables } = (await makeRegister(plain, order, [...scopes])).document
    expect(document.tables.summary).toEqual(tables.summary)
  }
})

test('without persons nobody reads of an individual by name, on either side', async () => {
  const ledger = await open(
    {},
    event({
      direction: 'received',
      basis: 'private_person',
      third_party: { kind: 'individual', name: '紹介 六郎', address: '千葉県例区6番' },
      acquisition: '紹介様から本人の了解を得て取得',
      consent: undefined,
    }),
    event(),
  )
  for (const scope of ['provisions:read', 'retention', 'admin'] as const) {
    const order = { edition: 'without_persons' }
    const text = await searchable((await makeRegister(ledger, order, [scope])).pdf)
    expect(text).not.toMatch(/紹介|六郎|千葉県|架空太郎/)
    expect(text).toContain('見本歯科')
    expect(text).toContain('個人である第三者の氏名及び住所')
    // A statutory item of a body, for whoever reads records; the others have no personal data at all.
    const isReader = scope === 'provisions:read'
    expect(text.includes('例示一郎')).toBe(isReader)
    expect(text.includes('第三者の代表者の氏名')).toBe(!isReader)
  }
  expect(await searchable((await makeRegister(ledger)).pdf)).toMatch(/紹介六郎/)
})

test('who may make which edition, and what the audit log keeps of it', async () => {
  const ledger = await open({}, event())
  const api = await openTestApi(ledger)
  const path = '/v1/registers/provision-records'
  const body = { edition: 'full', reason: '架空 太郎の件' }
  for (const scope of ['retention', 'admin'] as const) {
    const key = api.key(`only-${scope}`, scope)
    expect((await api.send('POST', path, { key, body })).status).toBe(403)
    const allowed = await api.send('POST', path, {
      key,
      body: { ...body, edition: 'without_persons' },
    })
    expect([allowed.status, allowed.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  }
  expect((await api.send('POST', path, { body: { edition: 'full', reason: ' ' } })).status).toBe(
    422,
  )
  const unknown = await api.send('POST', path, { body: { ...body, third_party: 'nobody' } })
  expect(unknown.json.errors[0].pointer).toBe('/third_party')
  const reader = api.key('reader', 'provisions:read')
  expect((await api.send('POST', path, { key: reader, body })).status).toBe(200)
  const events = await ledger.deps.stores.audit.list({ after: 0, kind: 'register.made', limit: 9 })
  expect(events.map(({ detail }) => detail.edition)).toEqual([
    'without_persons',
    'without_persons',
    'full',
  ])
  expect(events[2]?.detail).toMatchObject({ rows: { provided: 1, received: 0 } })
  expect(events[2]?.detail.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify([events, api.log])).not.toContain('架空')
})

test('one that is too large is refused with its count and a period that fits', async () => {
  const people = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `見本 ${n}` }))
  const ledger = await open(
    {},
    event({ occurred_on: '2026-01-10', data_subjects: people(3) }),
    event({ occurred_on: '2026-02-10', data_subjects: people(2) }),
    event({ occurred_on: '2026-03-10', data_subjects: people(4) }),
  )
  ledger.deps.printer = { ...ledger.deps.printer, limits: { rowsPerVolume: 6, rows: 6 } }
  const api = await openTestApi(ledger)
  const path = '/v1/registers/provision-records'
  const refused = await api.send('POST', path, { body: { edition: 'full', reason: 'x' } })
  expect([refused.status, refused.json.code]).toEqual([422, 'register_too_large'])
  expect(refused.json).toMatchObject({ rows: 9, most: 6, to: '2026-02-10' })
  expect(refused.json.fix).toContain('2026-01-10 to 2026-02-10')
  expect(refused.json.fix).toContain('2026-03-10')
  const { document } = await makeRegister(ledger, { to: refused.json.to })
  expect(document.tables.provided.map(({ occurredOn }) => occurredOn)).toEqual([
    '2026-01-10',
    '2026-02-10',
  ])
  // Persons are no rows where they are only counted.
  const { document: counted } = await makeRegister(ledger, { edition: 'without_persons' })
  expect(counted.values.recordCount).toBe('3')
  const day = await makeRegister(ledger, { from: '2026-03-10' }).then(({ document: one }) => one)
  expect(day.tables.provided).toHaveLength(1)
})

test('the English edition says that the Japanese text prevails, and keeps what was recorded', async () => {
  const ledger = await open({}, event())
  const { pdf } = await makeRegister(ledger, { translation: 'en' })
  const text = await searchable(pdf)
  expect(text).toContain(fold('This is a translation for convenience; the Japanese text prevails.'))
  expect(text).toContain(fold('Register of records of provision to third parties'))
  expect(text).toContain('架空太郎')
})
