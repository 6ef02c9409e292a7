// Streams against a real server process: memory stays flat, and nothing acknowledged is lost.

import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { type ServedLedger, serveLedger } from '../support/served-ledger.ts'

const MIB = 1024 * 1024
let server: ServedLedger
afterEach(() => server.stop())

const line = (n: number) =>
  `${JSON.stringify({
    event_id: `L-${n}`,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-21',
    third_party: { code: `clinic-${n % 40}` },
    data_subjects: [{ name: `見本 ${n % 3000}`, identifiers: { phone: `090-0000-${n % 3000}` } }],
    items: ['氏名'],
    consent: {},
  })}\n`

function open(query = ''): { sent: ClientRequest; response: Promise<IncomingMessage> } {
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    method: 'POST',
    path: `/v1/provisions${query}`,
    headers: { Authorization: `Bearer ${server.key}`, 'Content-Type': 'application/x-ndjson' },
  })
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', reject)
  })
  return { sent, response }
}

async function send(sent: ClientRequest, count: number) {
  for (let n = 0; n < count; ) {
    let chunk = ''
    for (const end = Math.min(count, n + 200); n < end; n += 1) chunk += line(n)
    if (sent.destroyed) return
    if (!sent.write(chunk)) {
      await new Promise<void>(resolve => {
        const go = () => {
          sent.off('drain', go).off('close', go)
          resolve()
        }
        sent.on('drain', go).on('close', go)
      })
    }
  }
  sent.end()
}

const countRecords = () => {
  const db = new Database(server.file, { readonly: true })
  const count = db.prepare('select count(*) from record').pluck().get()
  db.close()
  return count as number
}

test('200,000 lines pass through with flat memory, each answered in order', async () => {
  server = await serveLedger()
  const COUNT = 200_000
  const { sent, response } = open()
  const sending = send(sent, COUNT)
  const sizes: number[] = []
  let answered = 0
  let rest = ''
  for await (const chunk of await response) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      answered += 1
      if (answered % 20_000 === 0) {
        sizes.push(server.rss())
        expect(JSON.parse(text)).toMatchObject({
          line: answered,
          status: 201,
          event_id: `L-${answered - 1}`,
        })
      }
    }
  }
  await sending
  expect(answered).toBe(COUNT)
  expect(countRecords()).toBe(COUNT)
  // The page cache and the heap find their size in the first half. A stream that kept its lines
  // (400 bytes each) would grow by 40 MiB in the second.
  const [half = 0, ...later] = sizes.slice(4)
  expect(Math.max(...later) - half).toBeLessThan(32 * MIB)
}, 180_000)

test('a client that sends all before it reads is cut off with its records kept, and may send again', async () => {
  server = await serveLedger({ unreadPatienceMs: 1500 })
  const COUNT = 200_000
  const { sent, response } = open()
  sent.on('error', () => undefined)
  const before = server.rss()
  await Promise.race([send(sent, COUNT), sleep(10_000)])
  const cut = await response.then(
    async answers => {
      let text = ''
      try {
        for await (const chunk of answers) text += chunk
        return { complete: true, text }
      } catch {
        return { complete: false, text }
      }
    },
    () => ({ complete: false, text: '' }),
  )
  expect(cut.complete).toBe(false)
  expect(server.rss() - before).toBeLessThan(256 * MIB)
  const acknowledged = cut.text.split('\n').slice(0, -1).length
  const kept = countRecords()
  expect(kept).toBeGreaterThanOrEqual(acknowledged)
  expect(kept).toBeLessThan(COUNT)

  const again = open('?answers=faults')
  const sending = send(again.sent, COUNT)
  let text = ''
  for await (const chunk of await again.response) text += chunk
  await sending
  expect(JSON.parse(text)).toEqual({
    summary: { lines: COUNT, statuses: { 200: kept, 201: COUNT - kept } },
  })
  expect(countRecords()).toBe(COUNT)
}, 240_000)
