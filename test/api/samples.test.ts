// Both operators' ledgers over HTTP, as their backends would post them.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openTestApi } from '../support/test-api.ts'
import { readSample, SAMPLES, sampleFile } from '../support/test-ledger.ts'

const ndjson = { 'Content-Type': 'application/x-ndjson' }
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

describe.each(SAMPLES)('%s', sample => {
  test('is recorded once and replayed the second time, in order, under the same numbers', async () => {
    const api = await openTestApi({ operator: readSample(sample, 'operator.json') })
    for (const { code, ...body } of readSample(sample, 'third-parties.json')) {
      expect((await api.send('PUT', `/v1/third-parties/${code}`, { body })).status).toBe(201)
    }
    const body = readFileSync(sampleFile(sample, 'events.ndjson'))
    const first = linesOf(
      (await api.send('POST', '/v1/provisions', { body, headers: ndjson })).text,
    )
    const second = linesOf(
      (await api.send('POST', '/v1/provisions', { body, headers: ndjson })).text,
    )
    expect(first.map(({ status }) => status)).toEqual(Array(600).fill(201))
    expect(second).toEqual(first.map(answer => ({ ...answer, status: 200 })))
    expect(first.map(({ event_id }) => event_id)).toEqual(
      readSample(sample, 'expected.json').events.map(
        (event: { event_id: string }) => event.event_id,
      ),
    )
    api.close()
  })

  test('has malformed lines, each refused with its status and a pointer, and none recorded', async () => {
    const api = await openTestApi({ operator: readSample(sample, 'operator.json') })
    const body = readFileSync(sampleFile(sample, 'malformed.ndjson'))
    const answers = linesOf(
      (await api.send('POST', '/v1/provisions', { body, headers: ndjson })).text,
    )
    const expected = readSample(sample, 'expected.json').malformed
    expect(answers.map(({ line, status }) => ({ line, status }))).toEqual(
      expected.map(({ line, status }: { line: number; status: number }) => ({ line, status })),
    )
    for (const { status, problem } of answers) {
      expect(problem.fix).toBeTruthy()
      if (status === 422) expect(problem.errors[0].pointer).toMatch(/^(\/|$)/)
    }
    expect(api.database.raw.prepare('select count(*) from record').pluck().get()).toBe(0)
    api.close()
  })
})
