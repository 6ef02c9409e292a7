// Requests of the samples' people as an office meets them: an agent, a refusal in part, order 11, a shared
// phone, a namesake, a repeat, a withdrawal.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findHeldRecordNos } from '../src/usecases/held-by-requests.ts'
import { issueExtract } from '../src/usecases/issue-extract.ts'
import type { MatchView } from '../src/usecases/list-matches.ts'
import { placeProtectiveMark, releaseProtectiveMark } from '../src/usecases/protective-marks.ts'
import { readDisclosureRequest } from '../src/usecases/read-disclosure-request.ts'
import { refusal } from './support/disclosure-ledger.ts'
import { disclosureSteps, lineOf } from './support/disclosure-steps.ts'
import { pdfPages } from './support/pdf-text.ts'
import { openSampleLedger, readSample, SAMPLES, type TestLedger } from './support/test-ledger.ts'

describe.each(SAMPLES)('%s', sample => {
  const { requests } = readSample(sample, 'expected.json')
  const [{ verification, expect: expected, ...posted }] = requests
  let ledger: TestLedger
  let steps: ReturnType<typeof disclosureSteps>
  beforeAll(async () => {
    ledger = await openSampleLedger(sample)
    steps = disclosureSteps(ledger)
  })
  afterAll(() => ledger.close())

  const isOwn = ({ event_id, line }: MatchView) =>
    expected.own_candidates.includes(`${event_id}#${line}`)

  async function settleAll(requestNo: string) {
    const { candidates } = await steps.matches(requestNo)
    await steps.settle(requestNo, {
      confirm: candidates.filter(isOwn).map(lineOf),
      reject: candidates
        .filter(match => !isOwn(match))
        .map(match => ({ ...lineOf(match), why: 'another person' })),
    })
    return candidates
  }

  async function openSettled(more: object = {}) {
    const requestNo = await steps.open({ ...posted, ...more })
    await steps.verify(requestNo, verification)
    return { requestNo, candidates: await settleAll(requestNo) }
  }

  async function ownLines(requestNo: string) {
    const { exact, candidates } = await steps.matches(requestNo)
    return [...exact, ...candidates.filter(isOwn)].filter(match => match.disclosable)
  }

  const issue = (requestNo: string) => issueExtract(ledger.deps, ledger.caller, { requestNo })

  async function rowsOf(extractNo: number): Promise<string[]> {
    const { rows } = await steps.json(extractNo, 'manifest')
    return rows
      .map(({ event_id, line }: { event_id: string; line: number }) => `${event_id}#${line}`)
      .sort()
  }

  async function textOf(extractNo: number) {
    return (await pdfPages(await steps.bytes(extractNo, 'pdf'))).join('\n').replaceAll(/\s/g, '')
  }

  test('a parent gets the child’s records once each place of safety was released', async () => {
    const { requestNo } = await openSettled({
      requester: { kind: 'statutory_agent', name: '親権 花江', authority: 'family_register' },
    })
    await steps.decide(requestNo, 'disclosed_full')
    const waiting = (await refusal(issue(requestNo))).members.waiting as object[]
    expect(waiting).toHaveLength(expected.extract.length)
    await steps.decideWith(requestNo, { outcome: 'disclosed_full', releases: waiting })
    const { extract_no } = await issue(requestNo)
    expect(await rowsOf(extract_no)).toEqual(expected.extract.toSorted())
    const paper = await textOf(extract_no)
    const name = posted.data_subject.name.replaceAll(' ', '')
    expect(paper).toContain('親権花江様')
    expect(paper).toContain(`(ご本人${name}様の法定代理人)`)
  })

  test('a refusal in part hides what it names of every row, and leaves every other row', async () => {
    const { requestNo } = await openSettled()
    const lines = await ownLines(requestNo)
    const hidden = lines.find(
      ({ data_subject, differs }) =>
        data_subject.identifiers?.phone && !differs.includes('identifiers.phone'),
    )
    const [refused, ...rest] = lines.filter(line => line !== hidden)
    const reason = {
      ground: '33-2-1',
      internal_reason: '申出の内容',
      letter_reason: '開示により、第三者の安全を害するおそれがあると判断したためです。',
    }
    await steps.decideWith(requestNo, {
      outcome: 'disclosed_partial',
      refusals: [
        { ...lineOf(refused as MatchView), ...reason },
        { ...lineOf(hidden as MatchView), items: ['telephone', 'third_party_place'], ...reason },
      ],
    })
    const { extract_no } = await issue(requestNo)
    expect(await rowsOf(extract_no)).toEqual(
      [hidden as MatchView, ...rest].map(one => `${one.event_id}#${one.line}`).sort(),
    )
    const { rows } = await steps.json(extract_no, 'manifest')
    const no = rows.find((row: MatchView) => row.record_no === hidden?.record_no).row
    const { provided, received } = await steps.json(extract_no, 'json')
    const row = [...provided, ...received].find(one => one.no === no)
    expect(row.third_party.name).toEqual({ state: 'withheld', ground: '33-2-1' })
    const phone = posted.data_subject.identifiers.phone.replaceAll('-', '')
    expect(JSON.stringify(row.person).replaceAll('-', '')).not.toContain(phone)
  })

  test('under order 11 the answer is the one of a person without records, and ends when the mark does', async () => {
    const unknown = {
      name: '見知 らぬ',
      name_kana: 'ミチ ラヌ',
      birth_date: '1901-01-01',
      identifiers: { member_id: 'ZZ-9', email: 'nobody@example.jp', phone: '070-9999-9999' },
    }
    const code = `order-${sample}`
    await placeProtectiveMark(ledger.deps, ledger.caller, {
      code,
      ground: 'order-11-1',
      reason: '本人の安全のため',
      scope: { data_subject: posted.data_subject },
    })
    const answers = []
    for (const person of [posted.data_subject, unknown]) {
      const requestNo = await steps.open({ ...posted, data_subject: person })
      await steps.verify(requestNo, verification)
      expect(await steps.matches(requestNo, true)).toEqual({ exact: [], candidates: [] })
      await steps.decide(requestNo, 'not_exist')
      const { extract_no, doc_no } = await issue(requestNo)
      const paper = (await textOf(extract_no))
        .slice((await textOf(extract_no)).indexOf('記1ご請求の内容'))
        .replaceAll(doc_no, '文書番号')
        .replaceAll(requestNo, '受付番号')
      // What the person said of themselves differs, and nothing else does.
      const [before, after] = paper.split(/3確認に用いた事項.*4追加の確認について/)
      answers.push([before?.replaceAll(person.name.replace(' ', ''), '本人'), after])
    }
    expect(answers[0]).toEqual(answers[1])
    await releaseProtectiveMark(ledger.deps, ledger.caller, code)
    const requestNo = await steps.open(posted)
    await steps.verify(requestNo, verification)
    const { exact } = await steps.matches(requestNo, true)
    expect(exact.map(one => `${one.event_id}#${one.line}`).sort()).toEqual(
      expected.exact.toSorted(),
    )
  })

  test('who shares the phone, and who shares the name, stays out of the paper', async () => {
    const kinds = new Set<string>()
    for (const { verification: check, expect: wanted, ...asked } of requests) {
      const requestNo = await steps.open(asked)
      await steps.verify(requestNo, check)
      const { candidates } = await steps.matches(requestNo)
      const isTheirs = ({ event_id, line }: MatchView) =>
        wanted.own_candidates.includes(`${event_id}#${line}`)
      const others = candidates.filter(match => !isTheirs(match) && match.disclosable)
      for (const { differs } of others) kinds.add(differs.includes('name') ? 'phone' : 'name')
      const confirm = candidates.filter(isTheirs).map(lineOf)
      const reject = others.map(match => ({ ...lineOf(match), why: 'another person' }))
      await steps.settle(requestNo, { confirm, reject })
      await steps.decide(requestNo, wanted.outcome)
      const { extract_no } = await issue(requestNo)
      expect(await rowsOf(extract_no)).toEqual(wanted.extract.toSorted())
      const paper = await textOf(extract_no)
      for (const { differs, data_subject } of others) {
        if (!differs.includes('name')) continue
        expect(paper).not.toContain((data_subject.name ?? '').replaceAll(/\s/g, ''))
      }
    }
    expect(kinds).toContain('name')
    if (sample === 'portal') expect(kinds).toContain('phone')
  })

  test('a repeat is linked to what came before, and is checked, matched and answered like the first', async () => {
    const first = await openSettled()
    const requestNo = await steps.open(posted)
    const { earlier_requests } = await readDisclosureRequest(ledger.deps, ledger.caller, requestNo)
    expect(earlier_requests).toContainEqual(
      expect.objectContaining({ request_no: first.requestNo, likeness: 'same' }),
    )
    expect((await refusal(steps.matches(requestNo))).code).toBe('identity_not_verified')
    await steps.verify(requestNo, verification)
    expect((await refusal(steps.decide(requestNo, 'disclosed_full'))).code).toBe('candidates_open')
    await settleAll(requestNo)
    await steps.decide(requestNo, 'disclosed_full')
    expect(await rowsOf((await issue(requestNo)).extract_no)).toEqual(expected.extract.toSorted())
  })

  test('a withdrawn request has no paper about records, and keeps them from erasure all the same', async () => {
    const { requestNo } = await openSettled()
    const { record_no } = (await ownLines(requestNo))[0] as MatchView
    expect((await steps.decide(requestNo, 'withdrawn')).status).toBe('closed')
    expect((await refusal(issue(requestNo))).code).toBe('outcome_does_not_fit')
    expect((await refusal(steps.decide(requestNo, 'disclosed_full'))).code).toBe('request_closed')
    expect((await findHeldRecordNos(ledger.deps)).has(record_no)).toBe(true)
  })
})
