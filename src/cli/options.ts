// What all commands share: the global options, how they open a ledger, how they ask and print.

import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { type Config, loadConfig } from '../runtimes/node/config.ts'
import { type Ledger, type OpenOptions, openLedger } from '../runtimes/node/open-ledger.ts'
import { UsageFault } from './errors.ts'

export interface GlobalOptions {
  dataDir?: string
  /** A ledger behind a service, instead of one on this machine. */
  url?: string
  keyFile?: string
  json?: boolean
  yes?: boolean
  dryRun?: boolean
}

export function configOf({ dataDir }: GlobalOptions): Config {
  return loadConfig(process.env, { dataDir })
}

/** Opens the ledger, hands it to `work`, closes it whatever happens. */
export async function withLedger<Result>(
  options: GlobalOptions & OpenOptions,
  work: (ledger: Ledger, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = configOf(options)
  const ledger = await openLedger(config, options)
  try {
    // Beside --json, stdout belongs to the JSON.
    if (ledger.madeMasterKey) for (const line of masterKeyNotice(config)) console.error(line)
    return await work(ledger, config)
  } finally {
    ledger.close()
  }
}

export function masterKeyNotice({ masterKeyFile }: Config): string[] {
  return [
    `Made the master key of this ledger: ${masterKeyFile}`,
    '  → Keep a copy of it elsewhere, apart from backups of the ledger: without it nobody can read the',
    '    ledger, and whoever has both can read everything.',
  ]
}

/** Who acts, as it stands in the audit log: the account of the machine. */
export function actorOfCommandLine(): string {
  try {
    return `cli:${userInfo().username}`
  } catch {
    // An account without a name, as containers have them.
    return `cli:${process.getuid?.() ?? 'unknown'}`
  }
}

/** Prints `value` with --json, else the lines. */
export function print(options: GlobalOptions, value: unknown, lines: () => string[]) {
  if (options.json) console.log(JSON.stringify(value))
  else for (const line of lines()) console.log(line)
}

const withDryRun = new WeakSet<Command>()

/** Declares that the command keeps the promise of --dry-run. */
export function takesDryRun(command: Command): Command {
  withDryRun.add(command)
  return command
}

/** A command that would change something in spite of --dry-run is refused instead. */
export function refuseUnknownDryRun(command: Command) {
  if (!command.optsWithGlobals<GlobalOptions>().dryRun || withDryRun.has(command)) return
  throw new UsageFault(
    `kirokubo ${pathOf(command)} has no --dry-run; nothing was done.`,
    'Leave --dry-run out.',
  )
}

const withUrl = new WeakSet<Command>()

/** Declares that the command works on a ledger behind a URL too. */
export function takesUrl(command: Command): Command {
  withUrl.add(command)
  return command
}

/** A command that would work on the ledger of this machine in spite of --url is refused instead. */
export function refuseUnknownUrl(command: Command) {
  const { url, keyFile, dataDir } = command.optsWithGlobals<GlobalOptions>()
  if (url === undefined) {
    if (keyFile === undefined) return
    throw new UsageFault(
      '--key-file belongs to --url; nothing was done.',
      'Add --url, or leave it out.',
    )
  }
  if (!withUrl.has(command)) {
    throw new UsageFault(
      `kirokubo ${pathOf(command)} works on the ledger of this machine only; nothing was done.`,
      'Run it on the machine of the service, without --url.',
    )
  }
  if (dataDir === undefined) return
  throw new UsageFault(
    'A ledger is behind --url or in --data-dir, not both; nothing was done.',
    'Leave one of them out.',
  )
}

/** Asks on a terminal; without one, --yes must say so. */
export async function confirm(question: string, options: GlobalOptions): Promise<void> {
  if (options.yes) return
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageFault(`${question} Nobody is here to answer; nothing was done.`, 'Add --yes.')
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new UsageFault('Not confirmed; nothing was done.', 'Answer y, or add --yes.')
  }
}

/** npm passes on the Ctrl-C that the terminal sent already: an echo within this time is none. */
const ECHO_MS = 1_000

/** Resolves at the first signal; a second one ends the process at once. */
export function signalToStop(): Promise<void> {
  return new Promise(resolve => {
    let since: number | undefined
    const stop = () => {
      if (since !== undefined && performance.now() - since > ECHO_MS) process.exit(1)
      since ??= performance.now()
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    whenOrphanedByNpm(stop)
  })
}

/** npm passes SIGTERM to the shell of its script, and that dies without passing it on. */
function whenOrphanedByNpm(stop: () => void) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, 250)
  timer.unref()
}

/** An option that is a whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
    }
    return number
  }
}

function pathOf(command: Command): string {
  const names: string[] = []
  for (let at: Command | null = command; at?.parent; at = at.parent) names.unshift(at.name())
  return names.join(' ')
}
