// Speaking to a ledger behind a URL: the key from its file, patience with a busy service, problems in words.

import { readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { RuntimeFault, systemCode } from '../runtimes/node/fault.ts'
import { isWellFormedApiKey } from '../vault/api-key.ts'
import { UsageFault } from './errors.ts'
import type { GlobalOptions } from './options.ts'

export interface Remote {
  url: string
  /** Sends JSON and answers JSON. `once`: not again when it is not known whether it was done. */
  call<Answer>(
    method: 'GET' | 'POST',
    path: string,
    options?: { body?: unknown; once?: boolean },
  ): Promise<Answer>
}

/** A problem (RFC 9457) as a fault: it says what happened and the mend. */
export class RemoteProblem extends RuntimeFault {
  override name = 'RemoteProblem'
  readonly code: string

  constructor(code: string, detail: string, fix: string) {
    super(detail, fix)
    this.code = code
  }
}

interface ProblemBody {
  code?: string
  detail?: string
  fix?: string
  errors?: { pointer: string; detail: string }[]
}

const ATTEMPTS = 6
const LONGEST_PAUSE_S = 30
const ANSWER_WITHIN_MS = 120_000

/** Throws UsageFault or RuntimeFault when the URL or the file of the key will not do. */
export function openRemote({ url: given = '', keyFile }: GlobalOptions): Remote {
  const url = checkUrl(given)
  if (keyFile === undefined) {
    throw new UsageFault(
      'A ledger behind a URL is opened with a key.',
      'Add --key-file FILE, a file of mode 0600 that holds the text of the key alone.',
    )
  }
  const key = readKeyFile(keyFile)
  return {
    url,
    async call(method, path, { body, once = false } = {}) {
      for (let attempt = 1; ; attempt += 1) {
        const response = await send(`${url}${path}`, { method, body, key }).catch(error => {
          if (once || attempt === ATTEMPTS) throw unreachable(url, error)
          return undefined
        })
        if (response?.ok) return response.json()
        const passes = response === undefined || [503, 507].includes(response.status)
        if (response && (!passes || once || attempt === ATTEMPTS)) throw await problemOf(response)
        await response?.body?.cancel()
        await sleep(pauseMs(response, attempt))
      }
    },
  }
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) {
    if (!url.username && !url.search && !url.hash) return url.href.replace(/\/+$/, '')
  }
  throw new UsageFault(
    '--url takes the address of a service, with https:// unless it is this machine.',
    'Give for instance --url https://records.example.jp, without a key or a query in it.',
  )
}

function readKeyFile(file: string): string {
  let text: string
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      throw new RuntimeFault(
        `Others than its owner may read the key file ${file}.`,
        `Run chmod 600 ${file}; if it lay open for long, revoke the key and make another.`,
      )
    }
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof RuntimeFault) throw error
    throw new RuntimeFault(
      `The key file ${file} cannot be read (${systemCode(error)}).`,
      'Give the path of a file that holds the text of an API key.',
      { cause: error },
    )
  }
  if (isWellFormedApiKey(text)) return text
  throw new RuntimeFault(
    `The key file ${file} does not hold an API key.`,
    'Put the whole text of the key into it, kb_…, and nothing else.',
  )
}

function send(
  url: string,
  { method, body, key }: { method: string; body: unknown; key: string },
): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // The key goes where it was meant for, and nowhere else.
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
}

function unreachable(url: string, error: unknown): RuntimeFault {
  const code = systemCode((error as Error).cause) ?? (error as Error).name
  return new RuntimeFault(
    `${url} cannot be reached (${code}).`,
    'Check the address, and that the service runs; then run the command again.',
    { cause: error },
  )
}

async function problemOf(response: Response): Promise<RemoteProblem> {
  const body: ProblemBody = await response.json().catch(() => ({}))
  const faults = (body.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`)
  return new RemoteProblem(
    body.code ?? String(response.status),
    `${body.detail ?? `The service answered ${response.status}.`}${faults.join('')}`,
    body.fix ?? 'Check that --url is the address of a Kirokubo service of this version.',
  )
}

function pauseMs(response: Response | undefined, attempt: number): number {
  const asked = Number(response?.headers.get('retry-after') ?? 2 ** (attempt - 1))
  return Math.min(Number.isFinite(asked) ? asked : 1, LONGEST_PAUSE_S) * 1000
}
