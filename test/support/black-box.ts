// One day at an operator's ledger, played through HTTP alone, and every answer as it can be compared: times,
// hashes and ids of requests masked, PDFs by their words.

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { pdfPages } from './pdf-text.ts'
import { readSample, type Sample, sampleFile } from './test-ledger.ts'

export interface BlackBox {
  fetch(path: string, init: RequestInit): Promise<Response>
  key: string
}

export interface ComparableAnswer {
  call: string
  status: number
  type: string
  body: string
}

interface Line {
  record_no: number
  event_id: string
  line: number
}

const UTF8 = new TextDecoder()

export async function playSample(box: BlackBox, sample: Sample): Promise<ComparableAnswer[]> {
  const answers: ComparableAnswer[] = []
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    // biome-ignore lint/suspicious/noExplicitAny: answers are read as callers read them
  ): Promise<any> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const response = await box.fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${box.key}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const type = response.headers.get('content-type') ?? ''
    const text =
      type === 'application/pdf' ? (await pdfPages(bytes)).join('\f') : UTF8.decode(bytes)
    answers.push({ call: `${method} ${path}`, status: response.status, type, body: mask(text) })
    return /[/+]json$/.test(type.split(';')[0] ?? '') && text ? JSON.parse(text) : text
  }
  const stream = { 'Content-Type': 'application/x-ndjson' }
  const file = (name: string) => readFileSync(sampleFile(sample, name))

  for (const path of ['/healthz', '/readyz', '/docs', '/docs/start.js', '/docs/swagger-ui.css'])
    await call('GET', path)
  for (const path of ['/openapi.json', '/problems', '/problems/not_found', '/docs/x', '/nothing'])
    await call('GET', path)
  await call('GET', '/v1/provisions/1', undefined, { Authorization: 'Bearer kb_wrong' })

  for (const { code, ...wording } of readSample(sample, 'third-parties.json'))
    await call('PUT', `/v1/third-parties/${code}`, wording)
  await call('POST', '/v1/provisions', file('events.ndjson'), stream)
  await call('POST', '/v1/provisions?answers=faults', file('malformed.ndjson'), stream)
  await call('POST', '/v1/provisions', gzipSync(file('events.ndjson')), {
    ...stream,
    'Content-Encoding': 'gzip',
  })
  const [event, other] = UTF8.decode(file('events.ndjson')).split('\n', 2) as [string, string]
  await call('POST', '/v1/provisions', event)
  await call('POST', '/v1/provisions', { ...JSON.parse(other), note: 'other content' })
  await call('POST', '/v1/provisions', '{"event_id":')
  await call('POST', '/v1/provisions', event, { 'Content-Type': 'text/plain' })
  await call('DELETE', '/v1/provisions')

  for (const no of [1, 2, 300, 9999]) await call('GET', `/v1/provisions/${no}`)
  await call('POST', '/v1/provisions/1/amendments', {
    reason: 'typing',
    changes: { note: '備考𠮷' },
  })
  await call('POST', '/v1/provisions/2/void', { reason: 'duplicate', note: 'twice' })
  await call('GET', '/v1/provisions/1')
  for (let cursor: string | undefined, pages = 0; pages < 3; pages += 1) {
    const page = { gap: 'any', limit: 20, ...(cursor ? { cursor } : {}) }
    cursor = (await call('POST', '/v1/provisions/search', page)).next_cursor
  }
  await call('GET', '/v1/third-parties')

  for (const { expect, verification, ...posted } of readSample(sample, 'expected.json').requests) {
    await discloseTo(call, { expect, verification, posted })
  }
  await call('GET', '/v1/disclosure-requests')

  const hold = { matter: '訴訟', scope: { record_nos: [1, 2] } }
  await call('PUT', '/v1/legal-holds/suit', hold)
  await call('GET', '/v1/legal-holds')
  await call('GET', '/v1/retention/preview?as_of=2040-01-01')
  await call('POST', '/v1/retention/runs', { as_of: '2040-01-01', dry_run: true })
  await call('POST', '/v1/legal-holds/suit/release', {})
  await call('POST', '/v1/retention/runs', {})
  await call('GET', '/v1/retention/runs')
  return answers
}

async function discloseTo(
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as callers read them
  call: (method: string, path: string, body?: unknown) => Promise<any>,
  // biome-ignore lint/suspicious/noExplicitAny: samples are read as they are posted
  { expect, verification, posted }: any,
) {
  const { request_no } = await call('POST', '/v1/disclosure-requests', {
    received_on: '2026-11-20',
    channel: 'web',
    requester: { kind: 'self' },
    delivery: 'electronic_record',
    ...posted,
  })
  const path = `/v1/disclosure-requests/${request_no}`
  await call('POST', `${path}/identity-verification`, {
    method: 'online',
    result: 'passed',
    verified_on: '2026-11-20',
    documents: ['driving_licence'],
    ...verification,
  })
  const { candidates } = (await call('GET', `${path}/matches?voluntary=true`)) as {
    candidates: Line[]
  }
  const isOwn = ({ event_id, line }: Line) => expect.own_candidates.includes(`${event_id}#${line}`)
  const lineOf = ({ record_no, line }: Line) => ({ record_no, line })
  if (candidates.length > 0) {
    await call('POST', `${path}/matches`, {
      confirm: candidates.filter(isOwn).map(lineOf),
      reject: candidates
        .filter(match => !isOwn(match))
        .map(match => ({ ...lineOf(match), why: 'another person' })),
    })
  }
  await call('POST', `${path}/decision`, { outcome: expect.outcome })
  const { extract_no } = await call('POST', `${path}/extracts`)
  for (const part of ['pdf', 'json', 'csv', 'manifest'])
    await call('GET', `/v1/extracts/${extract_no}/${part}`)
  await call('POST', `${path}/delivery`, { method: 'download', delivered_on: '2026-11-22' })
  await call('GET', path)
}

function mask(text: string): string {
  return text
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+09:00/g, '(instant)')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '(id)')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '(hash)')
}
