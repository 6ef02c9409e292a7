// An issued extract asked for again later: the same bytes, whatever became of the service since.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CliLedger, call } from '../support/cli.ts'

const ledger = new CliLedger()
afterAll(() => ledger.remove())

const PERSON = { name: '髙橋 見本', identifiers: { member_id: 'M-1' } }
const OPERATOR = {
  name: '株式会社見本',
  address: '〒100-0000 東京都千代田区架空町1-2-3',
  representatives: ['代表取締役 見本 花'],
  office: { name: '個人情報窓口' },
  identifier_schemes: { member_id: { kind: 'code', unique_to_person: true } },
}
const PARTS = ['pdf', 'json', 'csv', 'manifest']

function settings(operator: object): Record<string, string> {
  const file = join(ledger.folder, 'operator.json')
  writeFileSync(file, JSON.stringify(operator))
  return { KIROKUBO_OPERATOR_FILE: file }
}

test('is the same after a restart, with other templates, another letterhead and an amended record', async () => {
  const before = await ledger.serve(settings(OPERATOR))
  const { key } = await ledger.key('provisions:write', 'disclosures')
  const post = (url: string, path: string, body?: object) => call({ url, key }, 'POST', path, body)
  await post(before.url, '/v1/provisions', {
    event_id: 'A-1',
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-01',
    third_party: { kind: 'unincorporated_body', name: '見本会', address: '例町1番' },
    data_subjects: [PERSON],
    items: ['氏名'],
    consent: {},
  })
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  const opened = await post(before.url, '/v1/disclosure-requests', {
    received_on: today,
    channel: 'web',
    requester: { kind: 'self' },
    data_subject: PERSON,
    delivery: 'electronic_record',
  })
  const path = `/v1/disclosure-requests/${opened.body.request_no}`
  await post(before.url, `${path}/identity-verification`, {
    method: 'online',
    result: 'passed',
    verified_on: today,
    documents: ['driving_licence'],
    proven: ['name', 'identifiers.member_id'],
  })
  await post(before.url, `${path}/decision`, { outcome: 'disclosed_full' })
  const issued = await post(before.url, `${path}/extracts`)
  expect(issued.status).toBe(201)
  const first = await downloads(before.url, key)
  expect(await downloads(before.url, key)).toEqual(first)
  expect(first[0]).toBe(issued.body.sha256)
  await before.end()

  const templates = join(ledger.folder, 'templates')
  mkdirSync(templates)
  const shipped = readFileSync(new URL('../../templates/common.json', import.meta.url), 'utf8')
  writeFileSync(join(templates, 'common.json'), shipped.replace('"以上"', '"以上です"'))
  const after = await ledger.serve({
    ...settings({ ...OPERATOR, name: '株式会社改名' }),
    KIROKUBO_TEMPLATES_DIR: templates,
  })
  const amended = await post(after.url, '/v1/provisions/1/amendments', {
    reason: '誤記',
    changes: { items: ['氏名', '電話番号'] },
  })
  expect(amended.status).toBe(201)
  expect(await downloads(after.url, key)).toEqual(first)
  await after.end()
})

/** SHA-256 of each part of extract 1, in order. */
async function downloads(url: string, key: string): Promise<string[]> {
  return Promise.all(
    PARTS.map(async part => {
      const answer = await fetch(`${url}/v1/extracts/1/${part}`, {
        headers: { Authorization: `Bearer ${key}` },
      })
      expect(answer.status).toBe(200)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      return createHash('sha256').update(bytes).digest('hex')
    }),
  )
}
