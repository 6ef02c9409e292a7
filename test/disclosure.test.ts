// Every request of both operators' samples, from its arrival to its delivery.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normaliseIdentifier, schemeOf } from '../src/domain/identifier-scheme.ts'
import { foldName } from '../src/domain/name-folding.ts'
import type { DataSubject } from '../src/domain/provision-event.ts'
import { deliverExtract } from '../src/usecases/deliver-extract.ts'
import { issueExtract } from '../src/usecases/issue-extract.ts'
import { disclosureSteps, lineOf } from './support/disclosure-steps.ts'
import { pdfPages } from './support/pdf-text.ts'
import {
  openSampleLedger,
  readSample,
  readSampleEvents,
  SAMPLES,
  type TestLedger,
} from './support/test-ledger.ts'

interface SampleRequest {
  data_subject: DataSubject
  verification: object
  expect: {
    exact: string[]
    candidates: string[]
    own_candidates: string[]
    extract: string[]
    provided: number
    received: number
    outcome: 'disclosed_full' | 'not_exist'
  }
}

interface Row {
  row: string
  event_id: string
  line: number
}

describe.each(SAMPLES)('%s', sample => {
  const { requests } = readSample(sample, 'expected.json') as { requests: SampleRequest[] }
  let ledger: TestLedger
  beforeAll(async () => {
    ledger = await openSampleLedger(sample)
  })
  afterAll(() => ledger.close())

  test.each(requests)(
    '$data_subject.name gets every line of their own, and no other',
    async ({ verification, expect: expected, ...posted }) => {
      const steps = disclosureSteps(ledger)
      const requestNo = await steps.open(posted)
      await steps.verify(requestNo, verification)

      const { exact, candidates } = await steps.matches(requestNo, true)
      expect(keys(exact)).toEqual(expected.exact.toSorted())
      expect(keys(candidates)).toEqual(expected.candidates.toSorted())

      const isOwn = (match: Omit<Row, 'row'>) => expected.own_candidates.includes(key(match))
      const reject = candidates.filter(match => !isOwn(match))
      const { open } = await steps.settle(requestNo, {
        confirm: candidates.filter(isOwn).map(lineOf),
        reject: reject.map(match => ({ ...lineOf(match), why: 'another person' })),
      })
      expect(open).toBe(0)

      await steps.decide(requestNo, expected.outcome)
      const issued = await issueExtract(ledger.deps, ledger.caller, { requestNo })
      const { rows } = (await steps.json(issued.extract_no, 'manifest')) as { rows: Row[] }
      expect(keys(rows)).toEqual(expected.extract.toSorted())
      expect(rows.filter(({ row }) => row.startsWith('29-'))).toHaveLength(expected.provided)
      expect(rows.filter(({ row }) => row.startsWith('30-'))).toHaveLength(expected.received)

      const pdf = await steps.bytes(issued.extract_no, 'pdf')
      const printed = (await pdfPages(pdf)).join('\n')
      const lines = new Set(printed.split('\n'))
      expect(rows.filter(({ row }) => !lines.has(row))).toEqual([])
      if (rows.length === 0) expect(printed).toContain('存在しませんでした')

      const json = await steps.json(issued.extract_no, 'json')
      const strangers = strangersOf(posted.data_subject, rows, json)
      const paper = printed.replaceAll(/\s/g, '') + JSON.stringify(json).replaceAll(/\s/g, '')
      expect(strangers.filter(stranger => paper.includes(stranger))).toEqual([])
      if (rows.length > 0) expect(strangers.length).toBeGreaterThan(50)

      expect(await issueExtract(ledger.deps, ledger.caller, { requestNo })).toEqual(issued)
      expect(Buffer.compare(await steps.bytes(issued.extract_no, 'pdf'), pdf)).toBe(0)
      const closed = await deliverExtract(ledger.deps, ledger.caller, {
        requestNo,
        delivery: { method: 'registered_post', delivered_on: '2026-11-22' },
      })
      expect(closed.status).toBe('closed')
    },
  )

  /**
   * Names, readings and identifiers of the other lines of the same records, without white space: those
   * that this person has too, or that stand in a third party's wording, may be printed.
   */
  function strangersOf(
    person: DataSubject,
    rows: Row[],
    json: { provided: object[]; received: object[] },
  ): string[] {
    const events = new Map(readSampleEvents(sample).map(event => [event.event_id, event]))
    const schemes = ledger.deps.operator.identifier_schemes
    const fold = ([matter, value]: [string, string]) =>
      matter === 'name'
        ? foldName(value)
        : normaliseIdentifier(schemeOf(schemes, matter).kind, value)
    const lines = rows.map(({ event_id, line }) => events.get(event_id).data_subjects[line - 1])
    const own = [person, ...lines].flatMap(mattersOf).map(fold)
    const besides = [...json.provided, ...json.received].map(row => ({ ...row, person: null }))
    const others = JSON.stringify(besides).replaceAll(/\s/g, '')
    const shown = new Set(rows.map(key))
    const neighbours = rows.flatMap(({ event_id }) =>
      (events.get(event_id).data_subjects as DataSubject[]).filter(
        (_, n) => !shown.has(`${event_id}#${n + 1}`),
      ),
    )
    const values = neighbours
      .flatMap(mattersOf)
      .filter(matter => !own.some(text => text.includes(fold(matter))))
      .map(([, value]) => value.replaceAll(/\s/g, ''))
    return [...new Set(values)].filter(value => !others.includes(value))
  }
})

const key = ({ event_id, line }: Omit<Row, 'row'>) => `${event_id}#${line}`
const keys = (list: Omit<Row, 'row'>[]) => list.map(key).sort()

function mattersOf({ name, name_kana, identifiers }: DataSubject): [string, string][] {
  return [
    ...(name ? [['name', name] as [string, string]] : []),
    ...(name_kana ? [['name', name_kana] as [string, string]] : []),
    ...Object.entries(identifiers ?? {}),
  ]
}
