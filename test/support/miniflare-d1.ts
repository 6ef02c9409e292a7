// D1 in real workerd, through Miniflare: no account, no network. Each call gives an empty migrated database.

import { readFileSync } from 'node:fs'
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from 'miniflare'
import { migrationNames } from '../../src/runtimes/node/migrate.ts'
import type { D1Binding, D1Result, D1Statement } from '../../src/runtimes/worker/bindings.ts'

export const COMPATIBILITY_DATE = '2026-11-01'

export interface D1Databases {
  /** The next empty database with every migration applied. */
  next(): Promise<D1Binding>
  stop(): Promise<void>
}

export function startMiniflare(options: V4MiniflareOptions): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({ telemetry: { enabled: false }, cf: false, ...options }),
  )
}

export function startD1(count: number): D1Databases {
  const names = Array.from({ length: count }, (_, n) => `DB${n}`)
  const miniflare = startMiniflare({
    modules: true,
    script: FORWARDER,
    compatibilityDate: COMPATIBILITY_DATE,
    d1Databases: Object.fromEntries(names.map(name => [name, name])),
  })
  return {
    async next() {
      const name = names.shift()
      if (!name) throw new Error('startD1(count) was given too small a count')
      const d1 = forwardedD1(miniflare, name)
      await d1.batch(migrationStatements().map(sql => d1.prepare(sql)))
      return d1
    },
    stop: () => miniflare.dispose(),
  }
}

/** Every statement of every migration, in order. A trigger ends with `END;`. */
export function migrationStatements(): string[] {
  const folder = new URL('../../migrations/', import.meta.url)
  return migrationNames().flatMap(name => {
    const text = readFileSync(new URL(name, folder), 'utf8').replaceAll(/^\s*--.*$/gm, '')
    return (text.match(/CREATE TRIGGER[\s\S]*?END;|\S[^;]*;/g) ?? []).map(one => one.trim())
  })
}

/** Miniflare's own proxy takes seconds for a megabyte of bytes, so that the calls travel as JSON. */
const FORWARDER = `export default {
  async fetch(request, env) {
    const { name, statements, single } = await request.json()
    const bound = value =>
      value?.base64 === undefined ? value : Uint8Array.from(atob(value.base64), c => c.charCodeAt(0)).buffer
    const prepared = statements.map(({ sql, values }) => {
      const statement = env[name].prepare(sql)
      return values ? statement.bind(...values.map(bound)) : statement
    })
    try {
      return Response.json({ answer: single ? await prepared[0].all() : await env[name].batch(prepared) })
    } catch (error) {
      return Response.json({ error: error.message, cause: error.cause?.message })
    }
  },
}`

interface Forwarded extends D1Statement {
  sql: string
  values?: unknown[]
}

function forwardedD1(miniflare: Miniflare, name: string): D1Binding {
  const send = async (statements: Forwarded[], single: boolean) => {
    const body = JSON.stringify({
      name,
      single,
      statements: statements.map(({ sql, values }) => ({ sql, values: values?.map(toJson) })),
    })
    const response = await miniflare.dispatchFetch('http://d1/', { method: 'POST', body })
    const { answer, error, cause } = (await response.json()) as {
      answer: unknown
      error?: string
      cause?: string
    }
    if (error === undefined) return answer
    throw new Error(error, cause === undefined ? {} : { cause: new Error(cause) })
  }
  const statement = (sql: string, values?: unknown[]): Forwarded => ({
    sql,
    ...(values ? { values } : {}),
    bind: (...bound) => statement(sql, bound),
    all: async () => (await send([statement(sql, values)], true)) as D1Result,
  })
  return {
    prepare: sql => statement(sql),
    batch: async statements => (await send(statements as Forwarded[], false)) as D1Result[],
  }
}

function toJson(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return { base64: Buffer.from(value).toString('base64') }
  if (ArrayBuffer.isView(value)) throw new Error('D1 takes an ArrayBuffer, not a view')
  return value
}
