// The keys of a ledger's vault: made at the first start, added to, and moved under another master key.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '../../usecases/ports.ts'
import { StaleWriteError } from '../../usecases/ports.ts'
import { createKeyRing } from '../../vault/key-ring.ts'
import { addRingKey, type RingUpkeep, rewrapRing } from '../../vault/ring-upkeep.ts'
import {
  createMasterKey,
  dropNextMasterKey,
  openRing,
  readMasterKey,
  replaceMasterKey,
  writeNextMasterKey,
} from './master-key.ts'

export interface NodeVaultUpkeep extends RingUpkeep {
  masterKeyFile: string
}

/** How long a running server may go on sealing under the key before (ledger-vault.ts), and a bit. */
const LEARNING_MS = 1_500

/** Makes the keys of a new ledger. True when the master key was made as well: tell where it lies. */
export async function ensureKeys({
  stores,
  masterKeyFile,
}: Pick<NodeVaultUpkeep, 'stores' | 'masterKeyFile'>): Promise<boolean> {
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
  { masterKeyFile, ...ring }: NodeVaultUpkeep,
  caller: Pick<Caller, 'actor'>,
): Promise<number> {
  const { masterKey } = openRing(await ring.stores.dataKeys.list(), masterKeyFile)
  const keyNo = await addRingKey(ring, caller, masterKey)
  await sleep(LEARNING_MS)
  return keyNo
}

/**
 * Wraps every data key by a new master key in one commit. The new key lies in its own file before the
 * commit and takes the old one's place after it; cut in between, the next opening finishes it. Sealed
 * values and digests stay as they are, and a running server serves on.
 */
export async function rotateMaster(
  { masterKeyFile, ...ring }: NodeVaultUpkeep,
  caller: Pick<Caller, 'actor'>,
): Promise<{ fingerprint: string }> {
  const { masterKey: oldMaster } = openRing(await ring.stores.dataKeys.list(), masterKeyFile)
  const newMaster = writeNextMasterKey(masterKeyFile)
  let rotated: { fingerprint: string }
  try {
    rotated = await rewrapRing(ring, caller, { oldMaster, newMaster })
  } catch (error) {
    dropNextMasterKey(masterKeyFile)
    throw error
  }
  replaceMasterKey(masterKeyFile, newMaster)
  return rotated
}
