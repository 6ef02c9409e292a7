// kirokubo vault: the keys under which personal data is sealed.

import type { Command } from 'commander'
import { addSealingKey, rotateMaster } from '../runtimes/node/vault-upkeep.ts'
import { resealLedger } from '../usecases/reseal.ts'
import { EXIT } from './errors.ts'
import { actorOfCommandLine, type GlobalOptions, print, withLedger } from './options.ts'

export function vaultCommand(program: Command) {
  const vault = program.command('vault').description('the keys of the ledger: rotate, reseal')

  vault
    .command('rotate-master')
    .description('wrap the data keys by a new master key; a running server serves on')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const caller = { actor: actorOfCommandLine() }
      const rotated = await withLedger(options, async ({ deps }, { masterKeyFile }) => {
        const upkeep = { stores: deps.stores, clock: deps.clock, masterKeyFile }
        return { ...(await rotateMaster(upkeep, caller)), file: masterKeyFile }
      })
      print(options, rotated, () => [
        `The new master key (fingerprint ${rotated.fingerprint}) is in ${rotated.file}.`,
        '  → Keep a copy of it elsewhere. Backups made before today open with the old key: keep that',
        '    one as long as you keep them.',
      ])
    })

  vault
    .command('reseal')
    .description('add a sealing key and write everything anew under it; a running server serves on')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const caller = { actor: actorOfCommandLine() }
      const report = await withLedger(options, async ({ deps }, { masterKeyFile }) => {
        await addSealingKey({ stores: deps.stores, clock: deps.clock, masterKeyFile }, caller)
        return resealLedger(deps, caller)
      })
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
