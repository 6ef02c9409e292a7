// The store contract on D1 in real workerd, and what is particular to D1.

import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStores } from '../../src/db/stores.ts'
import type { D1Binding } from '../../src/runtimes/worker/bindings.ts'
import { installBootstrapKey } from '../../src/runtimes/worker/bootstrap-key.ts'
import { d1Database } from '../../src/runtimes/worker/d1-database.ts'
import { QueryBudget } from '../../src/runtimes/worker/query-budget.ts'
import { WorkerVault } from '../../src/runtimes/worker/worker-vault.ts'
import { listApiKeys, revokeApiKey } from '../../src/usecases/manage-api-keys.ts'
import { StoreBudgetError } from '../../src/usecases/ports.ts'
import { apiKeyText } from '../../src/vault/api-key.ts'
import { VaultError } from '../../src/vault/vault.ts'
import { type D1Databases, startD1 } from '../support/miniflare-d1.ts'
import { approvalContract } from './approval-contract.ts'
import { countContract } from './count-contract.ts'
import { markContract } from './mark-contract.ts'
import { peopleContract } from './people-contract.ts'
import { requestContract } from './request-contract.ts'
import { storeContract } from './store-contract.ts'

let databases: D1Databases
beforeAll(() => {
  databases = startD1(110)
})
afterAll(() => databases.stop())

const unlimited = () => new QueryBudget(1_000_000)

const openContract = async () => {
  const d1 = await databases.next()
  return { db: d1Database(d1, unlimited), close: () => undefined }
}

storeContract('D1', openContract)
requestContract('D1', openContract)
markContract('D1', openContract)
countContract('D1', openContract)
peopleContract('D1', openContract)
approvalContract('D1', openContract)

describe('D1', () => {
  let d1: D1Binding
  beforeAll(async () => {
    d1 = await databases.next()
  })

  test('takes every statement that the stores emit', async () => {
    const folder = new URL('../sql/', import.meta.url)
    const emitted = readdirSync(folder)
      .filter(name => name !== 'schema.sql')
      .flatMap(name => statementsIn(readFileSync(new URL(name, folder), 'utf8')))
    expect(emitted.length).toBeGreaterThan(80)
    const refused: string[] = []
    for (const sql of emitted) {
      // Whatever is missing is bound as NULL: only the text is compiled.
      const bound = Array(sql.split('?').length - 1).fill(null)
      await d1
        .prepare(`explain ${sql}`)
        .bind(...bound)
        .all()
        .catch(error => refused.push(`${sql}\n${error}`))
    }
    expect(refused).toEqual([])
  })

  test('has the schema that Node has', async () => {
    const { results } = await d1
      .prepare(
        "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' and name not like '_cf_%' order by type, name",
      )
      .all()
    const emitted = readFileSync(new URL('../sql/schema.sql', import.meta.url), 'utf8')
    const plain = (sql: string) => sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ')
    expect(plain(results.map(({ sql }) => sql).join(';\n\n'))).toBe(
      plain(emitted).replace(/; $/, ''),
    )
  })

  test('a call over its budget of queries writes nothing and says so', async () => {
    const budget = new QueryBudget(3)
    const stores = createStores(d1Database(d1, () => budget))
    const events = (count: number) =>
      Array.from({ length: count }, () =>
        stores.audit.insert([{ at: 1, kind: 'record.read', actor: 'x', detail: {} }]),
      ).flat()
    await stores.commit(events(2))
    await expect(stores.commit(events(2))).rejects.toThrow(StoreBudgetError)
    expect(budget.spent).toBe(2)
    expect(await stores.audit.list({ after: 0, kind: 'record.read', limit: 9 })).toHaveLength(2)
    await expect(stores.audit.list({ after: 0, limit: 9 })).rejects.toThrow(StoreBudgetError)
  })

  test('what the janitor calls refused is refused', async () => {
    for (const sql of ['vacuum', 'pragma secure_delete', 'pragma wal_checkpoint(truncate)']) {
      await expect(d1.prepare(sql).all(), sql).rejects.toThrow()
    }
    await expect(d1.prepare('pragma integrity_check').all()).rejects.toThrow()
  })
})

describe('a new ledger on D1', () => {
  const clock = () => 1_000

  test('isolates that race for the first keys end with one ring', async () => {
    const d1 = await databases.next()
    const stores = createStores(d1Database(d1, unlimited))
    const masterKey = Buffer.alloc(32, 3)
    const vaults = await Promise.all(
      Array.from({ length: 4 }, () => WorkerVault.open({ masterKeys: [masterKey], stores, clock })),
    )
    expect(await stores.dataKeys.list()).toHaveLength(2)
    const digests = vaults.map(vault => Buffer.from(vault.digest('a', 'b', 16)).toString('hex'))
    expect(new Set(digests).size).toBe(1)
    await expect(
      WorkerVault.open({ masterKeys: [Buffer.alloc(32, 4)], stores, clock }),
    ).rejects.toThrow(VaultError)
  })

  test('the bootstrap key is installed once, audited once, and stays away once revoked', async () => {
    const d1 = await databases.next()
    const stores = createStores(d1Database(d1, unlimited))
    const deps = { stores, clock, apiKeyText }
    const digest = apiKeyText.digest(apiKeyText.create()) as Uint8Array
    const installed = await Promise.all([1, 2, 3].map(() => installBootstrapKey(deps, digest)))
    expect(installed.filter(Boolean)).toHaveLength(1)
    const [key, ...others] = await listApiKeys(deps)
    expect(others).toEqual([])
    expect(key).toMatchObject({ source: 'bootstrap', revoked_at: null })
    expect(key?.scopes).toEqual([
      'provisions:write',
      'provisions:read',
      'disclosures',
      'retention',
      'admin',
    ])
    expect(await stores.audit.list({ after: 0, limit: 9 })).toMatchObject([
      { kind: 'key.created', actor: 'bootstrap' },
    ])
    await revokeApiKey(deps, 'key:x', key?.id as string)
    expect(await installBootstrapKey(deps, digest)).toBe(false)
    expect((await stores.apiKeys.findByDigest(digest))?.revokedAt).toBe(1_000)
  })
})

function statementsIn(text: string): string[] {
  return text
    .replaceAll(/^--.*$/gm, '')
    .split(';\n')
    .map(one => one.trim())
    .filter(Boolean)
}
