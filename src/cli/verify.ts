// kirokubo verify: whether the ledger is whole. Exit code 3 when it is not.

import type { Command } from 'commander'
import { systemCode } from '../runtimes/node/fault.ts'
import { findFileFaults } from '../runtimes/node/file-faults.ts'
import { noteVerification } from '../usecases/ledger-verification.ts'
import { verifyLedger } from '../usecases/verify-ledger.ts'
import { VaultError, type VaultFault } from '../vault/vault.ts'
import { EXIT } from './errors.ts'
import {
  actorOfCommandLine,
  type GlobalOptions,
  print,
  takesDryRun,
  withLedger,
} from './options.ts'

export function verifyCommand(program: Command) {
  takesDryRun(
    program
      .command('verify')
      .description('check the file, that everything sealed opens, and that digests fit'),
  ).action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>()
    const result = await verify(options)
    const { faults, ...counts } = result
    print(options, { ok: faults.length === 0, ...result }, () => [
      ...Object.entries(counts).map(([name, count]) => `${name.replaceAll('_', ' ')}: ${count}`),
      ...(faults.length === 0
        ? ['The file is sound, everything sealed opens, every digest fits.']
        : [
            ...faults.map(fault => `FAULT ${fault}`),
            '  → Stop the service, keep a copy of the data directory as it is, and restore a backup.',
          ]),
    ])
    if (faults.length > 0) process.exitCode = EXIT.verificationFailed
  })
}

async function verify(options: GlobalOptions): Promise<{ faults: string[] } & object> {
  try {
    return await withLedger(options, async ({ deps, database }) => {
      const fileFaults = findFileFaults(database)
      const { faults, ...counts } = await verifyLedger(deps)
      const result = { ...counts, faults: [...fileFaults, ...faults] }
      // Nothing is written into a file that is not sound.
      if (fileFaults.length === 0 && !options.dryRun) {
        await noteVerification(deps, { actor: actorOfCommandLine() }, result)
      }
      return result
    })
  } catch (error) {
    const fault = damageOf(error)
    if (fault === undefined) throw error
    return { faults: [fault] }
  }
}

/** A file too damaged to be read through, or whose keys are; undefined for any other hindrance. */
function damageOf(error: unknown): string | undefined {
  const code = systemCode(error) ?? ''
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return `the file is damaged (${code})`
  if (error instanceof VaultError && DAMAGED_KEYS.includes(error.code)) return error.detail
  return undefined
}

const DAMAGED_KEYS: readonly VaultFault[] = ['damaged_key', 'no_keys']
