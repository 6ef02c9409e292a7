// A ledger that an import makes on this machine must be made with the master key of the exported one.

import { existsSync } from 'node:fs'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { readMasterKey } from '../runtimes/node/master-key.ts'
import { ledgerFile } from '../runtimes/node/open-ledger.ts'
import { masterKeyFingerprint } from '../vault/key-ring.ts'
import type { Manifest } from './export-folder.ts'
import { configOf, type GlobalOptions } from './options.ts'

/** Before anything is made: a ledger made with another key would have to be thrown away. */
export function requireMasterKeyOf({ master_key }: Manifest, options: GlobalOptions) {
  const config = configOf(options)
  if (existsSync(ledgerFile(config))) return
  const { masterKeyFile } = config
  const masterKey = readMasterKey(masterKeyFile)
  if (masterKey && masterKeyFingerprint(masterKey) === master_key) return
  throw new RuntimeFault(
    masterKey
      ? `The master key ${masterKeyFile} is another one than that of the exported ledger (${master_key}).`
      : `There is no master key ${masterKeyFile}; the exported ledger opens with ${master_key} alone.`,
    'Put the master key of the exported ledger there (mode 0600), then import again.',
  )
}
