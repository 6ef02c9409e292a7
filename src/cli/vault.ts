// kirokubo vault: the keys under which personal data is sealed.

import type { Command } from 'commander'
import { EXIT } from './errors.ts'
import { withClient } from './ledger-client.ts'
import { type GlobalOptions, print, takesUrl } from './options.ts'

export function vaultCommand(program: Command) {
  const vault = program.command('vault').description('the keys of the ledger: rotate, reseal')

  takesUrl(
    vault
      .command('rotate-master')
      .description('wrap the data keys by a new master key; a running server serves on'),
  ).action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>()
    const rotated = await withClient(options, client => client.rotateMaster())
    print(options, rotated, () => [
      rotated.file === undefined
        ? `The new master key (fingerprint ${rotated.fingerprint}) wraps the data keys now.`
        : `The new master key (fingerprint ${rotated.fingerprint}) is in ${rotated.file}.`,
      '  → Keep a copy of it elsewhere. Backups made before today open with the old key: keep that',
      '    one as long as you keep them.',
    ])
  })

  takesUrl(
    vault
      .command('reseal')
      .description(
        'add a sealing key and write everything anew under it; a running server serves on',
      ),
  ).action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>()
    const report = await withClient(options, client => client.reseal())
    print(options, report, () => [
      `Under sealing key ${report.sealing_key_no} now: ${Object.entries(report.resealed)
        .map(([table, count]) => `${count} ${table}`)
        .join(', ')}.`,
      ...(report.left === 0
        ? []
        : [`${report.left} value(s) are still under an older key.`, '  → Run it again.']),
    ])
    if (report.left > 0) process.exitCode = EXIT.failed
  })
}
