// A Node server that runs on: what an import by another process left uncounted is counted in the night.

import { afterEach, expect, test, vi } from 'vitest'
import { startServer } from '../../src/runtimes/node/serve.ts'
import { openSampleLedger } from '../support/test-ledger.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('the night counts what nobody counted since the start', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  vi.setSystemTime('2026-11-22T12:00:00+09:00')
  const ledger = await openSampleLedger('portal')
  const { counts, commit } = ledger.deps.stores
  const config = { host: '127.0.0.1', port: 0, baseUrl: undefined }
  const server = await startServer(ledger, { config, log: () => undefined })
  try {
    await commit(counts.restart())
    vi.advanceTimersByTime(15 * 3_600_000)
    expect(await counts.countedFrom()).toBeGreaterThan(1)
    vi.advanceTimersByTime(3_600_000)
    await vi.waitFor(async () => expect(await counts.countedFrom()).toBe(1))
  } finally {
    vi.useRealTimers()
    await server.stop()
    ledger.close()
  }
})
