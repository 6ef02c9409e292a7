// What the console asks of large tables is led by an index: by the plans of the very statements.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestLedger, type TestLedger } from './support/test-ledger.ts'

let ledger: TestLedger
beforeEach(async () => {
  ledger = await openTestLedger()
})
afterEach(() => ledger.close())

/** The plan of what is asked meanwhile, one line a step. */
async function planOf(ask: () => Promise<unknown>): Promise<string[]> {
  const { database } = ledger
  const { all } = database
  const plans: string[][] = []
  database.all = query => {
    const plan = database.raw.prepare<unknown[], { detail: string }>(
      `explain query plan ${query.sql}`,
    )
    plans.push(plan.all(...query.parameters).map(({ detail }) => detail))
    return all(query)
  }
  await ask()
  database.all = all
  return plans.flat()
}

const SPAN = { from: '2025-12', to: '2026-11', sight: 'unprotected' as const }

test('gaps are found among gaps, months of a third party among its own', async () => {
  const { counts } = ledger.deps.stores
  const gaps = await planOf(() => counts.listGaps('unprotected'))
  expect(gaps).toContain('SCAN c USING COVERING INDEX provision_count_gaps')
  const months = await planOf(() => counts.listPartyMonths({ ...SPAN, codes: ['a', null] }))
  expect(months.join('\n')).toMatch(/SEARCH c USING INDEX provision_count_party/)
  const parties = await planOf(() => counts.listParties({ ...SPAN, limit: 5 }))
  expect(parties.join('\n')).toMatch(/SEARCH c USING PRIMARY KEY \(month>\? AND month<\?\)/)
})

test('the log finds what one actor did without reading what all others did', async () => {
  const { audit } = ledger.deps.stores
  for (const kind of [undefined, 'records.recorded' as const]) {
    const plan = await planOf(() => audit.newest({ actor: 'user:x', kind, limit: 51 }))
    expect(plan.join('\n')).toMatch(/SEARCH e USING COVERING INDEX audit_event_actor/)
    // Nor, as a person shares no commit, the pairs of all others.
    expect(plan.filter(step => /^SCAN (e|audit_event)\b/.test(step))).toEqual([])
  }
})

test('who wrote with others in one commit is found, newest first, page by page', async () => {
  const { audit, commit } = ledger.deps.stores
  const actors = ['key:a', 'key:a key:b', 'user:c', 'key:b', 'key:bb', 'key:a key:b key:c']
  const events = Array.from({ length: 40 }, (_, n) => ({
    at: n,
    kind: n % 3 === 0 ? ('records.recorded' as const) : ('records.searched' as const),
    actor: actors[n % actors.length] as string,
    detail: {},
  }))
  await commit(audit.insert(events))
  const expected = events.flatMap(({ actor, at }) => (actor.split(' ').includes('key:b') ? at : []))
  const found: number[] = []
  for (let before: number | undefined; ; ) {
    const page = await audit.newest({ actor: 'key:b', before, limit: 3, sight: 'all' })
    found.push(...page.map(({ at }) => at))
    before = page.at(-1)?.auditNo
    if (page.length < 3) break
  }
  expect(found).toEqual(expected.reverse())
  const hers = await audit.newest({ actor: 'user:c', limit: 50, sight: 'all' })
  expect(hers.map(({ at }) => at)).toEqual(
    events.flatMap(({ actor, at }) => (actor === 'user:c' ? at : [])).reverse(),
  )
  const days = await audit.newest({ actor: 'key:b', from: 10, to: 20, limit: 50 })
  expect(days.map(({ at }) => at)).toEqual(found.filter(at => at >= 10 && at < 20))
})

test('records with an item are read in the order of their days, from an index that answers by itself', async () => {
  const { records } = ledger.deps.stores
  const plan = await planOf(() =>
    records.list({ itemsWordingIds: [1, 2], basis: 'consent', limit: 51 }),
  )
  expect(plan).toContain('SEARCH i USING COVERING INDEX record_items (items_wording_id=?)')
  expect(plan.filter(step => /^SCAN [rin]$/.test(step))).toEqual([])
  // Of many lists only those that can have a part in the page are read for more than their first record.
  expect(plan.join('\n')).toMatch(/(CO-ROUTINE|MATERIALIZE) listed/)
  const distinct = await planOf(() => records.newestItemWordings(9))
  expect(distinct.join('\n')).toMatch(/SEARCH record USING COVERING INDEX record_items/)
  expect(distinct.filter(step => /^SCAN record/.test(step))).toEqual([])
})

test('records of many lists of items come in the order of their days, none left out, page by page', async () => {
  const { database, deps } = ledger
  const LISTS = 40
  database.raw.pragma('foreign_keys = off')
  database.raw.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 400)
    insert into record (record_no, version, source_id, event_id, content_digest, recorded_at, direction, basis,
      method, occurred_on, items_wording_id, lines, rule, retention_class)
    select i, 0, 1, 'E-' || i, zeroblob(16), 1, 1, 1, 1, date('2026-01-01', '+' || (i * i % 53) || ' days'),
      i * 7 % ${LISTS} + 1, '[]', 1, 1 from n`)
  const ofEven = Array.from({ length: LISTS / 2 }, (_, n) => 2 * n)
  for (const order of ['asc', 'desc']) {
    const expected = database.raw
      .prepare(`select record_no from record where items_wording_id % 2 = 0 and items_wording_id < ${LISTS}
        order by occurred_on ${order}, record_no ${order}`)
      .pluck()
      .all()
    const found: number[] = []
    for (let after: { occurredOn: string; recordNo: number } | undefined; ; ) {
      const page = await deps.stores.records.list({
        itemsWordingIds: ofEven,
        limit: 7,
        ...(order === 'asc' ? { oldestFirst: true } : {}),
        ...(after ? { after } : {}),
      })
      found.push(...page.map(({ recordNo }) => recordNo))
      after = page.at(-1)
      if (page.length < 7) break
    }
    expect(found).toEqual(expected)
  }
})

test('alerts are looked for where an amendment overtook what was shown, not in every document', async () => {
  const plan = await planOf(() => ledger.deps.stores.requestLinks.listTouched(''))
  expect(plan.filter(step => /^SCAN (shown|a|e|r|s)\b/.test(step))).toEqual([])
  expect(plan).toContain('SCAN o')
})
