// The command line as its users run it: real processes on a ledger in a fresh folder.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../src/cli/kirokubo.ts', import.meta.url))

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunningService {
  url: string
  process: ChildProcess
  stdout(): string
  stderr(): string
  /** Sends the signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Finished>
}

interface Started {
  child: ChildProcess
  finished: Promise<Finished>
  output: { stdout: string; stderr: string }
}

export class CliLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'kirokubo-cli-'))
  readonly dataDir = join(this.folder, 'data')
  readonly masterKeyFile = join(this.folder, 'data.keys', 'master.key')
  readonly #children = new Set<ChildProcess>()

  /** Runs a command to its end. */
  async run(args: string[], env: Record<string, string> = {}): Promise<Finished> {
    return this.#start(args, env).finished
  }

  /** Makes a key and returns its text. */
  async key(...scopes: string[]): Promise<{ id: string; key: string }> {
    const flags = scopes.flatMap(scope => ['--scope', scope])
    const { stdout } = await this.run(['key', 'create', '--source', 'test', ...flags, '--json'])
    return JSON.parse(stdout)
  }

  /** Starts the service on a free port and waits until it listens. */
  async serve(env: Record<string, string> = {}): Promise<RunningService> {
    return this.#listening(this.#start(['serve', '--port', '0'], env))
  }

  /** Starts the service as npm does: `process` is the shell of the script. */
  async serveByNpm(): Promise<RunningService> {
    // With a second command the shell stays, as npm's does, instead of becoming the first.
    const script = `"${process.execPath}" "${PROGRAM}" serve --port 0; exit $?`
    const env = { npm_lifecycle_event: 'start' }
    return this.#listening(this.#spawn('sh', ['-c', script], env))
  }

  async #listening({ child, finished, output }: Started): Promise<RunningService> {
    const port = await new Promise<number>((resolve, reject) => {
      child.stderr?.on('data', () => {
        const [, found] = /"event":"listening".*?"port":(\d+)/.exec(output.stderr) ?? []
        if (found) resolve(Number(found))
      })
      void finished.then(({ code, stderr }) => reject(new Error(`serve ended ${code}: ${stderr}`)))
    })
    // What is printed for people follows the line of the log.
    while (!output.stdout.includes('Kirokubo serves')) await once(child.stdout!, 'data')
    return {
      url: `http://127.0.0.1:${port}`,
      process: child,
      stdout: () => output.stdout,
      stderr: () => output.stderr,
      end(signal = 'SIGTERM') {
        child.kill(signal)
        return finished
      },
    }
  }

  remove() {
    for (const child of this.#children) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }

  #start(args: string[], env: Record<string, string>): Started {
    return this.#spawn(process.execPath, [PROGRAM, ...args], env)
  }

  #spawn(program: string, args: string[], env: Record<string, string>): Started {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('KIROKUBO_'))
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...Object.fromEntries(own), KIROKUBO_DATA_DIR: this.dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#children.add(child)
    const output = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', text => {
      output.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      output.stderr += text
    })
    const finished = once(child, 'close').then(([code]): Finished => {
      this.#children.delete(child)
      return { code, ...output }
    })
    return { child, finished, output }
  }
}

/** The first of `count` neighbouring ports that are free. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 20_000)
    const free = await Promise.all(Array.from({ length: count }, (_, n) => isFree(first + n)))
    if (free.every(Boolean)) return first
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/** Calls the API; the answer's body as JSON. */
export async function call(
  { url, key }: { url: string; key: string },
  method: string,
  path: string,
  body?: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: answers are used as a caller of the API would
): Promise<{ status: number; body: any }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** An event of one person. */
export function provision(eventId: string, name = '見本 花子') {
  return {
    event_id: eventId,
    occurred_on: '2026-11-01',
    direction: 'provided',
    basis: 'consent',
    third_party: { code: 'clinic-001' },
    data_subjects: [{ name }],
    items: ['氏名'],
    consent: {},
  }
}
