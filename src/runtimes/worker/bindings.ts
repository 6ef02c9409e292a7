// What Cloudflare hands to the Worker, as far as it is used: bindings, variables, secrets, the invocation.

export interface D1Result {
  results: Record<string, unknown>[]
}

export interface D1Statement {
  bind(...values: unknown[]): D1Statement
  all(): Promise<D1Result>
}

/** A D1 database; `batch` is its only transaction. */
export interface D1Binding {
  prepare(sql: string): D1Statement
  batch(statements: D1Statement[]): Promise<D1Result[]>
}

/** Static assets: fonts, the files of the API documentation, the operator's settings. */
export interface AssetsBinding {
  fetch(url: string): Promise<Response>
}

export interface WorkerEnv {
  DB: D1Binding
  ASSETS: AssetsBinding
  /** Secret: the master key of the vault, 32 bytes in base64url or hexadecimal. */
  MASTER_KEY?: string
  /** Secret, only while the master key is being rotated: the key that takes its place. */
  MASTER_KEY_NEXT?: string
  /** Secret: SHA-256 (hex) of the first API key, whose text only the operator has. */
  BOOTSTRAP_KEY_DIGEST?: string
  /** The operator's settings as JSON; without it the asset operator.json, without that the defaults. */
  OPERATOR?: string
  /** Address of the console for people; without it, the one each request came to. */
  BASE_URL?: string
  /** Statements one invocation may send to D1. */
  QUERY_BUDGET?: string
}

export interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void
}

export interface ScheduledEvent {
  cron: string
}
