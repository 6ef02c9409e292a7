// The group commit that invocations of one isolate share: everybody is answered, nobody pays for all.

import { afterAll, beforeEach, expect, test } from 'vitest'
import { createStores } from '../../src/db/stores.ts'
import { operatorSchema } from '../../src/domain/operator.ts'
import { provisionEventSchema } from '../../src/domain/provision-schema.ts'
import { d1Database } from '../../src/runtimes/worker/d1-database.ts'
import {
  currentInvocation,
  Invocation,
  withInvocation,
} from '../../src/runtimes/worker/invocation.ts'
import { QueryBudget } from '../../src/runtimes/worker/query-budget.ts'
import { sharedRecorder } from '../../src/runtimes/worker/shared-recorder.ts'
import { WorkerVault } from '../../src/runtimes/worker/worker-vault.ts'
import { type Deps, StoreBudgetError } from '../../src/usecases/ports.ts'
import type { RecordOutcome } from '../../src/usecases/record-provisions.ts'
import type { Recorder } from '../../src/usecases/recorder.ts'
import { startD1 } from '../support/miniflare-d1.ts'
import { EVENT } from '../support/test-api.ts'

const databases = startD1(3)
afterAll(() => databases.stop())

let recorder: Recorder
beforeEach(async () => {
  const d1 = await databases.next()
  const clock = Date.now
  const open = createStores(d1Database(d1, () => new QueryBudget(1000)))
  const vault = await WorkerVault.open({ masterKeys: [Buffer.alloc(32, 1)], stores: open, clock })
  const stores = createStores(d1Database(d1, () => currentInvocation().budget))
  await open.commit(
    open.apiKeys.insert({
      keyId: 'k',
      digest: new Uint8Array(32),
      source: 'test',
      scopes: [],
      createdAt: 0,
      expiresAt: null,
    }),
  )
  recorder = sharedRecorder({
    clock,
    vault,
    stores,
    operator: operatorSchema.parse({}),
  } as unknown as Deps)
})

/** Posts events in an invocation of their own. */
function post(eventIds: string[], queryBudget: number) {
  const invocation = new Invocation({ waitUntil: () => undefined }, { queryBudget, workMs: 1000 })
  const caller = { actor: 'key:k', sourceId: 1, source: 'test' }
  const outcomes = withInvocation(invocation, () =>
    Promise.allSettled(
      eventIds.map(event_id => {
        const event = { ...EVENT, event_id }
        return recorder({
          caller,
          event: provisionEventSchema.parse(event),
          content: JSON.stringify(event),
        })
      }),
    ),
  )
  return { invocation, outcomes }
}

const recordNos = (outcomes: PromiseSettledResult<RecordOutcome>[]) =>
  outcomes.flatMap(outcome =>
    outcome.status === 'fulfilled' && 'record' in outcome.value
      ? [outcome.value.record.record_no]
      : [],
  )

test('many that wait at the same time are recorded in few commits, each leading one at most', async () => {
  const posts = Array.from({ length: 40 }, (_, n) => post([`p-${n}`], 40))
  const outcomes = (await Promise.all(posts.map(({ outcomes }) => outcomes))).flat()
  expect(new Set(recordNos(outcomes)).size).toBe(40)
  const spent = posts.map(({ invocation }) => invocation.budget.spent)
  expect(spent.filter(queries => queries > 0).length).toBeLessThan(5)
})

test('who leads with nothing left to spend fails alone; the others are recorded', async () => {
  const poor = post(['poor-1', 'poor-2'], 0)
  const rich = post(['rich-1', 'rich-2'], 40)
  const failed = await poor.outcomes
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect((failed[0] as PromiseRejectedResult).reason).toBeInstanceOf(StoreBudgetError)
  expect(recordNos(await rich.outcomes)).toEqual([1, 2])
})

test('lines of one piece go into one commit, and an invalid group harms no later one', async () => {
  const first = post(
    Array.from({ length: 300 }, (_, n) => `line-${n}`),
    40,
  )
  expect(recordNos(await first.outcomes)).toHaveLength(300)
  expect(first.invocation.budget.spent).toBeLessThan(25)
  const poor = post(['late'], 3)
  expect((await poor.outcomes)[0]?.status).toBe('rejected')
  expect(recordNos(await post(['later'], 40).outcomes)).toEqual([301])
})
