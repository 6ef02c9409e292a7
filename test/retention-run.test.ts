// The run itself: stopping, resuming, races with those who write meanwhile, and a clock that is wrong.

import { describe, expect, test } from 'vitest'
import { appendVersion } from '../src/usecases/append-version.ts'
import { placeLegalHold } from '../src/usecases/legal-holds.ts'
import { confirmClock } from '../src/usecases/retention-clock.ts'
import type { RetentionReport } from '../src/usecases/retention-report.ts'
import { failDeadRuns, readRetentionRun, stopRetentionRun } from '../src/usecases/retention-runs.ts'
import { startRetentionRun, sweepRetention } from '../src/usecases/sweep-retention.ts'
import {
  at,
  event,
  HOUR,
  ledger,
  left,
  NOBODY_HELD,
  open,
  record,
  runOn,
} from './support/retention-ledger.ts'

describe('a run', () => {
  test('stops after its batch and is gone on with by the next', async () => {
    await open()
    await record(...Array.from({ length: 20 }, () => event()))
    ledger.setNow(at('2026-01-01'))
    await confirmClock(ledger.deps, { actor: 'key:admin' })
    const options = { heldByRequests: NOBODY_HELD, batchSize: 5 }
    const { run, finished } = await startRetentionRun(ledger.deps, 'schedule', options)
    await expect(startRetentionRun(ledger.deps, 'schedule', options)).rejects.toMatchObject({
      code: 'run_in_progress',
    })
    await stopRetentionRun(ledger.deps, ledger.caller, run.run_id)
    const stopped = await finished
    expect(stopped.state).toBe('stopped')
    expect(stopped.erased).toBeLessThan(20)
    expect(await left()).toHaveLength(20 - stopped.erased)
    const rest = await sweepRetention(ledger.deps, 'schedule', options)
    expect(rest).toMatchObject({ state: 'done', erased: 20 - stopped.erased })
    expect((rest.report as RetentionReport).files).toMatchObject({
      vacuumed: true,
      checkpointed: true,
      residue: { found: 0 },
    })
    expect(await left()).toEqual([])
  })

  test('leaves a record to a hold that is placed between judging and erasing', async () => {
    await open()
    const [first] = (await record(event(), event())) as [number, number]
    let placed = false
    const { deps } = ledger
    const racing = {
      ...deps,
      stores: {
        ...deps.stores,
        retention: {
          ...deps.stores.retention,
          async findPointedTo(recordNos: readonly number[]) {
            if (!placed) {
              placed = true
              const scope = { record_nos: [first] }
              await placeLegalHold(deps, ledger.caller, { code: 'H', matter: '訴訟', scope })
            }
            return deps.stores.retention.findPointedTo(recordNos)
          },
        },
      },
    }
    ledger.setNow(at('2026-01-01'))
    await confirmClock(deps, { actor: 'key:admin' })
    const run = await sweepRetention(racing, 'schedule', { heldByRequests: NOBODY_HELD })
    expect(run).toMatchObject({ erased: 1, report: { held: 1, erased: 1, due: 2 } })
    expect(await left()).toEqual([first])
  })

  test('leaves a record to an amendment that comes between', async () => {
    await open()
    const [first] = (await record(event(), event())) as [number, number]
    const { deps } = ledger
    let amended = false
    const racing = {
      ...deps,
      stores: {
        ...deps.stores,
        async commit(writes: Parameters<typeof deps.stores.commit>[0]) {
          if (!amended && writes.some(({ sql }) => sql.startsWith('delete from record'))) {
            amended = true
            await appendVersion(deps, ledger.caller, first, (_, current) => ({
              event: { ...current, method: 'batch', period: { first_day: '2022-06-01' } },
              reason: '継続中の一括提供',
            }))
          }
          return deps.stores.commit(writes)
        },
      },
    }
    ledger.setNow(at('2026-01-01'))
    await confirmClock(deps, { actor: 'key:admin' })
    await sweepRetention(racing, 'schedule', { heldByRequests: NOBODY_HELD })
    expect(await left()).toEqual([first])
  })

  test('whose process died is failed at the next start, and what it erased is tidied later', async () => {
    await open()
    await record(event(), event())
    const { retention, commit } = ledger.deps.stores
    ledger.setNow(at('2026-01-01'))
    await commit([
      retention.insertRun({
        asOf: '2026-01-01',
        dryRun: false,
        startedAt: at('2026-01-01'),
        startedBy: 'schedule',
      }),
    ])
    ledger.setNow(at('2026-01-01') + HOUR)
    expect(await failDeadRuns(ledger.deps)).toBe(1)
    expect(await readRetentionRun(ledger.deps, 1)).toMatchObject({
      state: 'failed',
      report: { error: 'process_died' },
    })
    expect((await runOn('2026-01-01')).erased).toBe(2)
  })

  test('of a day to come is only a dry one, and a dry one changes nothing', async () => {
    await open()
    const kept = await record(event(), event({ direction: 'received', basis: 'entrustment' }))
    await expect(
      sweepRetention(ledger.deps, ledger.caller, { asOf: '2030-01-01' }),
    ).rejects.toMatchObject({ code: 'future_run' })
    const run = await sweepRetention(ledger.deps, ledger.caller, {
      asOf: '2030-01-01',
      dryRun: true,
      heldByRequests: NOBODY_HELD,
    })
    expect(run).toMatchObject({
      state: 'done',
      dry_run: true,
      erased: 0,
      report: { due: 2, erasable: 2, erased: 0, files: null },
    })
    expect(await left()).toEqual(kept)
  })

  test('writes one audit event a batch, with numbers only', async () => {
    await open()
    await record(...Array.from({ length: 5 }, () => event()))
    await runOn('2026-01-01', { batchSize: 2 })
    const told = await ledger.deps.stores.audit.list({
      after: 0,
      kind: 'retention.records_erased',
      limit: 10,
    })
    expect(told.map(({ detail }) => detail)).toEqual([
      { run_id: 1, first_record_no: 1, last_record_no: 2, count: 2 },
      { run_id: 1, first_record_no: 3, last_record_no: 4, count: 2 },
      { run_id: 1, first_record_no: 5, last_record_no: 5, count: 1 },
    ])
  })

  test('erases audit events that outlived their years, never the newest', async () => {
    await open({ day: '2010-01-01', operator: { audit_years: 10 } })
    await record(event({ occurred_on: '2010-01-01' }))
    ledger.setNow(at('2026-01-01'))
    await record(event({ occurred_on: '2026-01-01' }))
    const { report } = await runOn('2026-01-01')
    expect(report.history_erased.audit_events).toBe(1)
    const [oldest] = await ledger.deps.stores.audit.list({ after: 0, limit: 1 })
    expect(oldest?.at).toBe(at('2026-01-01'))
  })
})

describe('the clock', () => {
  const sweep = () => sweepRetention(ledger.deps, 'schedule', { heldByRequests: NOBODY_HELD })

  test('far after the newest record is not believed until an administrator confirms it', async () => {
    await open()
    await record(event())
    ledger.setNow(at('2022-06-01') + 48 * HOUR)
    await sweep()
    ledger.setNow(at('2026-01-01'))
    for (const _ of [1, 2])
      await expect(sweep()).rejects.toMatchObject({ code: 'clock_not_trusted' })
    const refused = await ledger.deps.stores.audit.list({
      after: 0,
      kind: 'retention.clock_refused',
      limit: 9,
    })
    expect(refused).toHaveLength(2)
    expect(await left()).toHaveLength(1)
    await confirmClock(ledger.deps, { actor: 'key:admin' })
    expect((await sweep()).erased).toBe(1)
  })

  test('is not made right by a dry run, nor by a confirmation of the day before yesterday', async () => {
    await open()
    await record(event())
    ledger.setNow(at('2026-01-01'))
    await sweepRetention(ledger.deps, 'schedule', { dryRun: true, heldByRequests: NOBODY_HELD })
    await confirmClock(ledger.deps, { actor: 'key:admin' })
    ledger.setNow(at('2026-01-01') + 25 * HOUR)
    await expect(sweep()).rejects.toMatchObject({ code: 'clock_not_trusted' })
  })

  test('before the newest record is not believed either', async () => {
    await open()
    await record(event())
    ledger.setNow(at('2022-05-31'))
    await expect(sweep()).rejects.toMatchObject({ code: 'clock_not_trusted' })
    await confirmClock(ledger.deps, { actor: 'key:admin' })
    expect((await sweep()).state).toBe('done')
  })

  test('that jumps after its confirmation needs another one', async () => {
    await open()
    await record(event())
    ledger.setNow(at('2022-06-10'))
    await confirmClock(ledger.deps, { actor: 'key:admin' })
    ledger.setNow(at('2099-01-01'))
    await expect(sweep()).rejects.toMatchObject({ code: 'clock_not_trusted' })
  })

  test('of an empty ledger has nothing to be wrong about', async () => {
    await open()
    expect((await sweep()).state).toBe('done')
    ledger.setNow(at('2099-01-01'))
    expect((await sweep()).state).toBe('done')
  })
})
