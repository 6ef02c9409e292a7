// A ledger served by a process of its own, for tests and benchmarks that watch it from outside.
// Run as a child: node serve-ledger.ts FOLDER '{"commit": "group" | "each", "unreadPatienceMs": 30000}'

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createStores } from '../../src/db/stores.ts'
import { operatorSchema } from '../../src/domain/operator.ts'
import { createApp } from '../../src/http/app.ts'
import { documentationAsset } from '../../src/runtimes/node/documentation-asset.ts'
import { migrate } from '../../src/runtimes/node/migrate.ts'
import { openSqliteDatabase } from '../../src/runtimes/node/sqlite-database.ts'
import type { Deps } from '../../src/usecases/ports.ts'
import { apiKeyText } from '../../src/vault/api-key.ts'
import { createKeyRing, openKeyRing } from '../../src/vault/key-ring.ts'

export interface ServeOptions {
  /** `each`: one commit per request, the floor that group commit is measured against. */
  commit?: 'group' | 'each'
  unreadPatienceMs?: number
}

const [folder = '.', options = '{}'] = process.argv.slice(2)
const { commit = 'group', unreadPatienceMs }: ServeOptions = JSON.parse(options)

const database = openSqliteDatabase(join(folder, 'ledger.db'))
migrate(database.raw)
const deps: Deps = {
  clock: () => Date.now(),
  vault: openKeyRing(createKeyRing(Buffer.alloc(32, 7)), Buffer.alloc(32, 7)),
  operator: operatorSchema.parse({
    identifier_schemes: {
      member_id: { kind: 'code', unique_to_person: true },
      email: { kind: 'email' },
      phone: { kind: 'phone' },
    },
  }),
  stores: createStores(database),
  apiKeyText,
  printer: { print: unused, missingGlyphs: () => [] } as unknown as Deps['printer'],
  papers: {} as Deps['papers'],
  credentials: {} as Deps['credentials'],
  janitor: { finish: unused } as unknown as Deps['janitor'],
}
const key = apiKeyText.create()
await deps.stores.commit(
  deps.stores.apiKeys.insert({
    keyId: 'bench',
    digest: apiKeyText.digest(key) as Uint8Array,
    source: 'bench',
    scopes: ['provisions:write', 'provisions:read'],
    createdAt: Date.now(),
    expiresAt: null,
  }),
)
const app = createApp({
  deps,
  nextTurn: () => new Promise(resolve => setImmediate(resolve)),
  log: entry => {
    if (entry.level === 'error') process.stderr.write(`${JSON.stringify(entry)}\n`)
  },
  version: 'bench',
  newRequestId: () => randomUUID(),
  documentationAsset,
  ...(unreadPatienceMs === undefined ? {} : { unreadPatienceMs }),
  ...(commit === 'each' ? { maxCommitSize: 1 } : {}),
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ port, key })}\n`)
})
process.on('SIGINT', () => process.exit(0))
if ('requestTimeout' in server) server.requestTimeout = 0

function unused(): never {
  throw new Error('not part of this server')
}
