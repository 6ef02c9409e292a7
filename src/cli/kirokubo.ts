#!/usr/bin/env node
// The command line: `kirokubo --help` lists what it does.

import { Command, CommanderError } from 'commander'
import { VERSION } from '../runtimes/node/version.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { exitCodeOf, tellError } from './errors.ts'
import { exportCommand } from './export.ts'
import { extractCommand } from './extract.ts'
import { importCommand } from './import.ts'
import { keyCommand } from './key.ts'
import { migrateCommand } from './migrate.ts'
import { refuseUnknownDryRun, refuseUnknownUrl } from './options.ts'
import { registerCommand } from './register.ts'
import { retentionCommand } from './retention.ts'
import { serveCommand } from './serve.ts'
import { templateCommand } from './template.ts'
import { userCommand } from './user.ts'
import { vaultCommand } from './vault.ts'
import { verifyCommand } from './verify.ts'

// Whatever a command writes holds personal data or keys: for its owner only.
process.umask(0o077)
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    // The reader of a pipe went away, as `| head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  })
}

const program = new Command('kirokubo')
  .description('The ledger of provisions of personal data to and from third parties (記録簿).')
  .version(VERSION)
  .option('--data-dir <folder>', 'the ledger; default KIROKUBO_DATA_DIR, then data/')
  .option('--url <url>', 'the service of a ledger elsewhere, instead of --data-dir')
  .option('--key-file <file>', 'with --url: the file (mode 0600) that holds the API key')
  .option('--json', 'print JSON for programs')
  .option('--yes', 'do not ask before what cannot be undone')
  .option('--dry-run', 'say what would be done, change nothing')
  .showHelpAfterError('(kirokubo --help lists the commands and options)')
  .hook('preAction', (_program, command) => {
    refuseUnknownDryRun(command)
    refuseUnknownUrl(command)
  })
  .exitOverride()

for (const add of [
  serveCommand,
  demoCommand,
  keyCommand,
  userCommand,
  vaultCommand,
  importCommand,
  exportCommand,
  extractCommand,
  retentionCommand,
  registerCommand,
  templateCommand,
  migrateCommand,
  verifyCommand,
  doctorCommand,
]) {
  add(program)
}
exitByThrowing(program)

try {
  await program.parseAsync()
} catch (error) {
  // Commander has told its own errors already.
  if (!(error instanceof CommanderError)) tellError(error)
  process.exitCode = exitCodeOf(error)
}

/** Commander copies exitOverride to subcommands made before it only when told so. */
function exitByThrowing(command: Command) {
  for (const sub of command.commands) {
    sub.exitOverride().showHelpAfterError('(add --help to see what this command takes)')
    exitByThrowing(sub)
  }
}
