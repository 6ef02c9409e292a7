// What single posts feel while ten extracts of 1,000 rows are drawn: a real service, posts at a steady rate
// with and without the drawing in turn, latencies counted from when each post was due.

import { writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliLedger, call } from '../test/support/cli.ts'

const PEOPLE = 10
const ROWS = 1_000
const ROUNDS = 3
const POSTS_A_SECOND = 100
const OPERATOR = {
  name: '株式会社見本',
  address: '〒100-0000 東京都千代田区架空町1-2-3',
  representatives: ['代表取締役 見本 花'],
  office: { name: '個人情報窓口' },
  identifier_schemes: { member_id: { kind: 'code', unique_to_person: true } },
}

interface Service {
  url: string
  key: string
}

/** The 99th percentile in ms, of all rounds together. */
export async function postsWhileDrawing(): Promise<{ alone: number; drawing: number }> {
  const ledger = new CliLedger()
  const operatorFile = join(ledger.folder, 'operator.json')
  writeFileSync(operatorFile, JSON.stringify(OPERATOR))
  const service = await ledger.serve({ KIROKUBO_OPERATOR_FILE: operatorFile })
  const { key } = await ledger.key('provisions:write', 'disclosures')
  const api = { url: service.url, key }
  await record(api)
  const latencies = { alone: [] as number[], drawing: [] as number[] }
  // The first round starts the thread and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const requests = await decidedRequests(api)
    const drawing = Promise.all(requests.map(no => issue(api, no)))
    const whileDrawn = await postUntil(api, drawing)
    const alone = await postUntil(api, sleep(4_000))
    if (round === 0) continue
    latencies.drawing.push(...whileDrawn)
    latencies.alone.push(...alone)
  }
  await service.end()
  ledger.remove()
  return { alone: p99(latencies.alone), drawing: p99(latencies.drawing) }
}

/** Ten people, a thousand provisions each. */
async function record({ url, key }: Service) {
  const lines = Array.from({ length: PEOPLE * ROWS }, (_, n) =>
    JSON.stringify({
      event_id: `row-${n}`,
      direction: 'provided',
      basis: 'consent',
      occurred_on: '2026-11-01',
      third_party: {
        kind: 'corporation',
        name: `医療法人社団架空第${n % 300}会 見本歯科医院`,
        address: `東京都架空区見本町${n % 40}丁目${n % 19}番${n % 23}号`,
        representative: '院長 見本 花子',
      },
      data_subjects: [personOf(n % PEOPLE)],
      items: ['氏名', '電話番号', `項目${n % 50}`],
      consent: {},
    }),
  )
  const response = await fetch(`${url}/v1/provisions?answers=faults`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' },
    body: lines.join('\n'),
  })
  if (!(await response.text()).includes('summary')) throw new Error('the rows were not recorded')
}

const personOf = (n: number) => ({
  name: `架空 ${'一二三四五六七八九十'[n]}郎`,
  identifiers: { member_id: `M-${n}` },
})

async function decidedRequests(api: Service): Promise<string[]> {
  const numbers: string[] = []
  for (let n = 0; n < PEOPLE; n += 1) {
    const { body } = await expectOk(api, '/v1/disclosure-requests', {
      received_on: today(),
      channel: 'web',
      requester: { kind: 'self' },
      data_subject: personOf(n),
      delivery: 'electronic_record',
    })
    const path = `/v1/disclosure-requests/${body.request_no}`
    await expectOk(api, `${path}/identity-verification`, {
      method: 'document_copy',
      result: 'passed',
      verified_on: today(),
      documents: ['driving_licence'],
      proven: ['name', 'identifiers.member_id'],
    })
    await expectOk(api, `${path}/decision`, { outcome: 'disclosed_full' })
    numbers.push(body.request_no)
  }
  return numbers
}

const issue = (api: Service, no: string) => expectOk(api, `/v1/disclosure-requests/${no}/extracts`)

async function expectOk(api: Service, path: string, body?: unknown) {
  const answer = await call(api, 'POST', path, body)
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}`)
  return answer
}

/** Each post at its time, whether or not those before are answered. Milliseconds from that time. */
async function postUntil({ url, key }: Service, end: Promise<unknown>): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, timeout: 2_000 })
  const latencies: Promise<number>[] = []
  let ended = false
  void end.finally(() => {
    ended = true
  })
  const startedAt = performance.now()
  for (let n = 0; !ended; n += 1) {
    const dueAt = startedAt + (n * 1_000) / POSTS_A_SECOND
    await sleep(Math.max(0, dueAt - performance.now()))
    latencies.push(post({ url, key, agent, dueAt }))
  }
  await end
  const answered = await Promise.all(latencies)
  agent.destroy()
  return answered
}

let posted = 0
function post({
  url,
  key,
  agent,
  dueAt,
}: Service & { agent: Agent; dueAt: number }): Promise<number> {
  posted += 1
  const body = JSON.stringify({
    event_id: `post-${posted}`,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-21',
    third_party: { code: `clinic-${posted % 40}` },
    data_subjects: [{ name: `見本 ${posted}` }],
    items: ['氏名'],
    consent: {},
  })
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/provisions`, { agent, method: 'POST', headers }, response => {
      response.resume()
      response.once('end', () => {
        if (response.statusCode === 201) resolve(performance.now() - dueAt)
        else reject(new Error(`a post answered ${response.statusCode}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

const p99 = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] as number

const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
