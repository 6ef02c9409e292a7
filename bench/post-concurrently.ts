// Posts one-person events over keep-alive connections, each waiting for its answer before the next.

import { Agent, request } from 'node:http'

export async function postConcurrently(
  server: { port: number; key: string },
  load: { count: number; connections: number; prefix: string },
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  let next = 0
  const worker = async () => {
    while (next < load.count) {
      const n = next
      next += 1
      const status = await post(agent, server, eventText(`${load.prefix}-${n}`, n))
      if (status !== 201) throw new Error(`post ${n} answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: load.connections }, worker))
  agent.destroy()
}

function eventText(eventId: string, n: number): string {
  const person = String(n % 5000).padStart(4, '0')
  return JSON.stringify({
    event_id: eventId,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-21',
    third_party: { code: `clinic-${n % 40}` },
    data_subjects: [{ name: `見本 ${person}`, identifiers: { phone: `090-0000-${person}` } }],
    items: ['氏名', '電話番号'],
    consent: {},
  })
}

function post(agent: Agent, server: { port: number; key: string }, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port: server.port,
        method: 'POST',
        path: '/v1/provisions',
        headers: {
          Authorization: `Bearer ${server.key}`,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
        },
      },
      response => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}
