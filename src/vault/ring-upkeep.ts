// Changing the key ring of a ledger, each change with its audit event in one commit.

import type { Caller, Clock, Stores } from '../usecases/ports.ts'
import { addSealingKey, masterKeyFingerprint, rewrapKeyRing } from './key-ring.ts'

export interface RingUpkeep {
  stores: Pick<Stores, 'dataKeys' | 'audit' | 'commit'>
  clock: Clock
}

type Actor = Pick<Caller, 'actor'>

/** Adds a sealing key, the newest from then on, and returns its number. Throws VaultError, StaleWriteError. */
export async function addRingKey(
  { stores, clock }: RingUpkeep,
  { actor }: Actor,
  masterKey: Buffer,
): Promise<number> {
  const rows = await stores.dataKeys.list()
  const key = addSealingKey(rows, { masterKey })
  const detail = { key_no: key.keyNo }
  await stores.commit([
    ...stores.dataKeys.insert([key], rows),
    ...stores.audit.insert([{ at: clock(), kind: 'vault.sealing_key_added', actor, detail }]),
  ])
  return key.keyNo
}

/** Wraps every data key by the new master key. Throws VaultError, StaleWriteError. */
export async function rewrapRing(
  { stores, clock }: RingUpkeep,
  { actor }: Actor,
  masters: { oldMaster: Buffer; newMaster: Buffer },
): Promise<{ fingerprint: string }> {
  const rows = await stores.dataKeys.list()
  const fingerprint = masterKeyFingerprint(masters.newMaster)
  await stores.commit([
    ...stores.dataKeys.rewrap(rewrapKeyRing(rows, masters), rows),
    ...stores.audit.insert([
      { at: clock(), kind: 'vault.master_rotated', actor, detail: { fingerprint } },
    ]),
  ])
  return { fingerprint }
}
