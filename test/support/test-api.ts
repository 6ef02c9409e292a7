// The API over a test ledger: keys by scope, requests that read like requests.

import { randomUUID } from 'node:crypto'
import { createApp, type LogEntry } from '../../src/http/app.ts'
import { documentationAsset } from '../../src/runtimes/node/documentation-asset.ts'
import type { Scope } from '../../src/usecases/access-ports.ts'
import { SCOPES } from '../../src/usecases/access-ports.ts'
import { hashApiKey, newApiKey } from '../../src/vault/api-key.ts'
import { openTestLedger, type TestLedger, type TestLedgerOptions } from './test-ledger.ts'

export interface TestApi extends TestLedger {
  app: ReturnType<typeof createApp>
  log: LogEntry[]
  /** A key of `source` with these scopes; the same arguments give the same key. */
  key(source: string, ...scopes: Scope[]): string
  /** Sends JSON (an object) or text as it is, with a key of all scopes unless told otherwise. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>
}

export interface SendOptions {
  key?: string | null
  body?: unknown
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as callers read them
  json: any
}

export async function openTestApi(
  ledger: TestLedgerOptions | TestLedger = {},
  unreadPatienceMs = 30_000,
): Promise<TestApi> {
  const opened = 'deps' in ledger ? ledger : await openTestLedger(ledger)
  const log: LogEntry[] = []
  const app = createApp({
    deps: opened.deps,
    nextTurn: () => new Promise(resolve => setImmediate(resolve)),
    log: entry => log.push(entry),
    version: 'test',
    newRequestId: () => randomUUID(),
    unreadPatienceMs,
    documentationAsset,
  })
  const keys = new Map<string, string>()
  const key = (source: string, ...scopes: Scope[]) => {
    const name = `${source} ${scopes.join(' ')}`
    const known = keys.get(name)
    if (known) return known
    const text = newApiKey()
    keys.set(name, text)
    insertKey(opened, { text, source, scopes })
    return text
  }
  return {
    ...opened,
    app,
    log,
    key,
    async send(method, path, { body, headers = {}, ...options } = {}) {
      const bearer = options.key === undefined ? key('test', ...SCOPES) : options.key
      const raw = typeof body === 'string' || body instanceof Uint8Array
      const response = await app.request(path, {
        method,
        headers: {
          ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      const text = bytes.toString('utf8')
      const isJson = /[/+]json$/.test(response.headers.get('content-type')?.split(';')[0] ?? '')
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson && text ? JSON.parse(text) : undefined,
      }
    },
  }
}

export function insertKey(
  ledger: TestLedger,
  key: { text: string; source: string; scopes: Scope[]; expiresAt?: number; revokedAt?: number },
) {
  const { raw } = ledger.database
  raw.prepare('insert into source (name) values (?) on conflict do nothing').run(key.source)
  raw
    .prepare(
      `insert into api_key (key_id, digest, source_id, scopes, created_at, expires_at, revoked_at, last_used_at)
       select ?, ?, source_id, ?, 0, ?, ?, ? from source where name = ?`,
    )
    .run(
      randomUUID().slice(0, 12),
      hashApiKey(key.text),
      JSON.stringify(key.scopes),
      key.expiresAt ?? null,
      key.revokedAt ?? null,
      ledger.deps.clock(),
      key.source,
    )
}

/** An event without gaps on 2026-11-21. */
export const EVENT = {
  event_id: 'A-000001',
  direction: 'provided',
  basis: 'consent',
  occurred_on: '2026-11-21',
  third_party: {
    code: 'clinic-1',
    kind: 'corporation',
    name: '医療法人社団見本会 第1歯科医院',
    address: '神奈川県横浜市見本区例町9丁目1番2号',
    representative: '理事長 佐藤 太郎',
  },
  data_subjects: [{ name: '髙橋 花子', identifiers: { member_id: 'M-1', phone: '090-0000-0001' } }],
  items: ['氏名', '電話番号'],
  consent: { obtained_on: '2026-11-20' },
}
