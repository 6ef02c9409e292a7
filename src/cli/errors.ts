// How a command fails: what happened, to which thing, what to do now, and the exit code.

import { CommanderError } from 'commander'
import { DomainError } from '../domain/domain-error.ts'
import { describeError } from '../http/describe-error.ts'
import { ConfigError } from '../runtimes/node/config.ts'
import { RuntimeFault } from '../runtimes/node/fault.ts'

import { StoreBusyError, StoreFullError } from '../usecases/ports.ts'
import { VaultError } from '../vault/vault.ts'

export const EXIT = { done: 0, failed: 1, usage: 2, verificationFailed: 3 } as const

/** The command was called in a way that cannot work. */
export class UsageFault extends RuntimeFault {
  override name = 'UsageFault'
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (error instanceof ConfigError || error instanceof UsageFault) return EXIT.usage
  return EXIT.failed
}

export function tellError(error: unknown) {
  for (const line of linesOf(error)) console.error(line)
}

function linesOf(error: unknown): string[] {
  if (error instanceof ConfigError) {
    return error.faults.flatMap(({ name, detail, fix }) => [`${name} ${detail}`, `  → ${fix}`])
  }
  if (error instanceof RuntimeFault) return [error.message, `  → ${error.fix}`]
  if (error instanceof VaultError) return [`The vault: ${error.detail}.`, `  → ${error.fix}`]
  if (error instanceof DomainError) {
    return [
      error.message,
      ...error.faults.map(({ pointer, detail }) => `  ${pointer}: ${detail}`),
      ...(error.fix ? [`  → ${error.fix}`] : []),
    ]
  }
  if (error instanceof StoreBusyError) {
    return ['The ledger is busy; nothing was written.', '  → Run the command again.']
  }
  if (error instanceof StoreFullError) {
    return [
      'The disk of the ledger is full; nothing was written.',
      '  → Free space on it, then run the command again.',
    ]
  }
  return [
    `Something unexpected happened: ${describeError(error)}`,
    '  → Run `kirokubo doctor`; if it finds nothing, report these lines.',
  ]
}
