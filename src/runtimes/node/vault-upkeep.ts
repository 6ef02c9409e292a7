// The keys of a ledger's vault: made at the first start, added to, and moved under another master key.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller, Clock, Stores } from '../../usecases/ports.ts'
import { StaleWriteError } from '../../usecases/ports.ts'
import {
  createKeyRing,
  masterKeyFingerprint,
  addSealingKey as nextSealingKey,
  rewrapKeyRing,
} from '../../vault/key-ring.ts'
import {
  createMasterKey,
  dropNextMasterKey,
  openRing,
  readMasterKey,
  replaceMasterKey,
  writeNextMasterKey,
} from './master-key.ts'

export interface VaultUpkeep {
  stores: Pick<Stores, 'dataKeys' | 'audit' | 'commit'>
  masterKeyFile: string
  clock: Clock
}

/** How long a running server may go on sealing under the key before (ledger-vault.ts), and a bit. */
const LEARNING_MS = 1_500

/** Makes the keys of a new ledger. True when the master key was made as well: tell where it lies. */
export async function ensureKeys({
  stores,
  masterKeyFile,
}: Pick<VaultUpkeep, 'stores' | 'masterKeyFile'>): Promise<boolean> {
  if ((await stores.dataKeys.list()).length > 0) return false
  const known = readMasterKey(masterKeyFile)
  const masterKey = known ?? createMasterKey(masterKeyFile)
  try {
    await stores.commit(stores.dataKeys.insert(createKeyRing(masterKey), []))
  } catch (error) {
    // Another process was faster with the first start.
    if (!(error instanceof StaleWriteError)) throw error
  }
  return known === undefined
}

/**
 * Adds a sealing key, the newest from then on, and waits until running servers have learnt of it.
 * Returns its number; `resealLedger` writes the older values anew.
 */
export async function addSealingKey(
  { stores, masterKeyFile, clock }: VaultUpkeep,
  { actor }: Pick<Caller, 'actor'>,
): Promise<number> {
  const rows = await stores.dataKeys.list()
  const { masterKey } = openRing(rows, masterKeyFile)
  const key = nextSealingKey(rows, { masterKey })
  const detail = { key_no: key.keyNo }
  await stores.commit([
    ...stores.dataKeys.insert([key], rows),
    ...stores.audit.insert([{ at: clock(), kind: 'vault.sealing_key_added', actor, detail }]),
  ])
  await sleep(LEARNING_MS)
  return key.keyNo
}

/**
 * Wraps every data key by a new master key in one commit. The new key lies in its own file before the
 * commit and takes the old one's place after it; cut in between, the next opening finishes it. Sealed
 * values and digests stay as they are, and a running server serves on.
 */
export async function rotateMaster(
  { stores, masterKeyFile, clock }: VaultUpkeep,
  { actor }: Pick<Caller, 'actor'>,
): Promise<{ fingerprint: string }> {
  const rows = await stores.dataKeys.list()
  const { masterKey: oldMaster } = openRing(rows, masterKeyFile)
  const newMaster = writeNextMasterKey(masterKeyFile)
  const fingerprint = masterKeyFingerprint(newMaster)
  try {
    await stores.commit([
      ...stores.dataKeys.rewrap(rewrapKeyRing(rows, { oldMaster, newMaster }), rows),
      ...stores.audit.insert([
        { at: clock(), kind: 'vault.master_rotated', actor, detail: { fingerprint } },
      ]),
    ])
  } catch (error) {
    dropNextMasterKey(masterKeyFile)
    throw error
  }
  replaceMasterKey(masterKeyFile, newMaster)
  return { fingerprint }
}
