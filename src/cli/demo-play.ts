// What the demo does at one service, over HTTP only: third parties, events, a disclosure request, its PDF.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { legalDayOfInstant } from '../domain/calendar-date.ts'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { type DemoService, sampleFile } from './demo-service.ts'

export interface DemoReport {
  operator: string
  url: string
  third_parties: number
  events: number
  gaps: number
  request_no: string
  exact: number
  candidates: number
  confirmed: number
  doc_no: string
  pdf: string
  /** The link with which an officer sets a password and sees the ledger in a browser; once. */
  console: string
  curl: string
}

interface Match {
  record_no: number
  event_id: string
  line: number
}

/** Throws when an answer is not the one that was to come. */
export async function playDemo(
  service: DemoService,
  say: (line: string) => void,
): Promise<DemoReport> {
  const call = caller(service)
  const operator = readJson(service.sample, 'operator.json').name as string
  say(operator)

  const parties = readJson(service.sample, 'third-parties.json')
  const registering = stopwatch()
  for (const { code, ...wording } of parties) {
    await call('PUT', `/v1/third-parties/${code}`, wording)
  }
  say(`  PUT  /v1/third-parties/…   ${parties.length} third parties / 第三者 (${registering()})`)

  const { lines, gaps, took } = await postEvents(service)
  say(
    `  POST /v1/provisions        ${lines} events / 記録 in ${took}, ${gaps} with gaps / 不備あり`,
  )

  const disclosure = await discloseFirst(service, call, say)
  return {
    operator,
    url: service.url,
    third_parties: parties.length,
    events: lines,
    gaps,
    ...disclosure,
    console: service.officerLink,
    curl: curlLine(service),
  }
}

async function postEvents(service: DemoService) {
  const took = stopwatch()
  const response = await fetch(`${service.localUrl}/v1/provisions`, {
    method: 'POST',
    headers: { ...bearer(service), 'Content-Type': 'application/x-ndjson' },
    body: readFileSync(sampleFile(service.sample, 'events.ndjson')),
  })
  if (!response.ok) throw unexpected('POST', '/v1/provisions', response.status)
  const answers = (await response.text()).trimEnd().split('\n').map(parse)
  const refused = answers.filter(({ status }) => status !== 201)
  if (refused.length > 0) throw unexpected('POST', '/v1/provisions', refused[0].status)
  const gaps = answers.filter(({ gaps: found }) => isOpen(found)).length
  return { lines: answers.length, gaps, took: took() }
}

/** Advice needs nobody's work. */
function isOpen(gaps: { kind: string }[]): boolean {
  return gaps.some(({ kind }) => kind !== 'advice')
}

/** The first request of the sample, with the day it is shown as the day it came. */
async function discloseFirst(
  service: DemoService,
  call: ReturnType<typeof caller>,
  say: (line: string) => void,
) {
  const [first] = readJson(service.sample, 'expected.json').requests
  const { verification, expect, ...request } = first
  const today = legalDayOfInstant(Date.now())
  const requests = '/v1/disclosure-requests'

  const opened = await call('POST', requests, { ...request, received_on: today })
  const at = `${requests}/${opened.request_no}`
  say(`  POST ${requests}  ${opened.request_no}, answer by / 期限 ${opened.due_on}`)

  await call('POST', `${at}/identity-verification`, { ...verification, verified_on: today })
  say('       …/identity-verification  passed / 本人確認済み')

  const matches = await call('GET', `${at}/matches?voluntary=true`)
  const own = new Set<string>(expect.own_candidates)
  const isOwn = ({ event_id, line }: Match) => own.has(`${event_id}#${line}`)
  const candidates: Match[] = matches.candidates
  const confirm = candidates.filter(isOwn).map(placeOf)
  const reject = candidates
    .filter(match => !isOwn(match))
    .map(match => ({ ...placeOf(match), why: '別人' }))
  await call('POST', `${at}/matches`, { confirm, reject })
  say(
    `       …/matches  ${matches.exact.length} exact / 一致, ${candidates.length} candidates / 候補: ${confirm.length} confirmed / 確認, ${reject.length} rejected / 別人`,
  )

  await call('POST', `${at}/decision`, { outcome: 'disclosed_full' })
  say('       …/decision  disclosed_full / 全部開示')

  const drawing = stopwatch()
  const extract = await call('POST', `${at}/extracts`)
  await compareManifest(call, extract.extract_no, expect.extract)
  say(
    `       …/manifest  ${expect.extract.length} lines, as expected.json lists / 行数は期待どおり`,
  )
  const pdf = join(service.folder, `extract-${extract.extract_no}.pdf`)
  writeFileSync(pdf, await download(service, `/v1/extracts/${extract.extract_no}/pdf`))
  say(`       …/extracts  ${extract.doc_no} (${drawing()})`)
  say(`  GET  /v1/extracts/${extract.extract_no}/pdf  ${pdf}`)
  return {
    request_no: opened.request_no as string,
    exact: matches.exact.length as number,
    candidates: candidates.length,
    confirmed: confirm.length,
    doc_no: extract.doc_no as string,
    pdf,
  }
}

/** The extract holds exactly the lines that the sample's oracle lists. */
async function compareManifest(
  call: ReturnType<typeof caller>,
  extractNo: number,
  expected: string[],
) {
  const path = `/v1/extracts/${extractNo}/manifest`
  const { rows } = await call('GET', path)
  const lines = new Set<string>(rows.map((row: Match) => `${row.event_id}#${row.line}`))
  if (lines.size === expected.length && expected.every(line => lines.has(line))) return
  throw new RuntimeFault(
    `${path} lists other lines than samples/*/expected.json.`,
    'Run npm test: the tests of matching say which rule is broken.',
  )
}

const placeOf = ({ record_no, line }: Match) => ({ record_no, line })

/** One line for any POSIX shell. Pasted twice it answers 200: the record is there. */
function curlLine({ url, key }: DemoService): string {
  const event = {
    event_id: 'demo-1',
    occurred_on: legalDayOfInstant(Date.now()),
    direction: 'provided',
    basis: 'consent',
    third_party: { code: 'clinic-001' },
    data_subjects: [{ name: '見本 花子', birth_date: '1990-04-01' }],
    items: ['氏名', '電話番号'],
    consent: { evidence: 'web-form' },
  }
  return `curl -sS ${url}/v1/provisions -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${JSON.stringify(event)}'`
}

function caller(service: DemoService) {
  return async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const response = await fetch(`${service.localUrl}${path}`, {
      method,
      headers: {
        ...bearer(service),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw unexpected(method, path, response.status, answer)
    return answer
  }
}

async function download(service: DemoService, path: string): Promise<Uint8Array> {
  const response = await fetch(`${service.localUrl}${path}`, { headers: bearer(service) })
  if (!response.ok) throw unexpected('GET', path, response.status)
  return new Uint8Array(await response.arrayBuffer())
}

function unexpected(
  method: string,
  path: string,
  status: number,
  problem: { code?: string; detail?: string } = {},
): RuntimeFault {
  return new RuntimeFault(
    `${method} ${path} answered ${status} ${problem.code ?? ''}: ${problem.detail ?? ''}`,
    'Look at log.ndjson in the folder of the demo; `kirokubo doctor` checks this machine.',
  )
}

const bearer = ({ key }: DemoService) => ({ Authorization: `Bearer ${key}` })

function readJson(sample: string, file: string) {
  return parse(readFileSync(sampleFile(sample, file), 'utf8'))
}

// biome-ignore lint/suspicious/noExplicitAny: answers are used as a caller of the API would
function parse(text: string): any {
  return JSON.parse(text)
}

function stopwatch(): () => string {
  const startedAt = performance.now()
  return () => `${((performance.now() - startedAt) / 1000).toFixed(2)} s`
}
