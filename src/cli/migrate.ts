// kirokubo migrate: brings the ledger to the newest schema (starting the service does the same).

import type { Command } from 'commander'
import { pendingMigrations } from '../runtimes/node/open-ledger.ts'
import { configOf, type GlobalOptions, print, takesDryRun, withLedger } from './options.ts'

export function migrateCommand(program: Command) {
  takesDryRun(
    program.command('migrate').description('bring the ledger to the newest schema'),
  ).action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>()
    if (options.dryRun) {
      const pending = pendingMigrations(configOf(options))
      return print(options, { pending }, () =>
        pending.length > 0 ? ['Would apply:', ...pending.map(name => `  ${name}`)] : [UP_TO_DATE],
      )
    }
    const applied = await withLedger(
      { ...options, create: true, migrate: true },
      async ledger => ledger.applied,
    )
    print(options, { applied }, () =>
      applied.length > 0 ? ['Applied:', ...applied.map(name => `  ${name}`)] : [UP_TO_DATE],
    )
  })
}

const UP_TO_DATE = 'The ledger has the newest schema; nothing to do.'
