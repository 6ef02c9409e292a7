// Upkeep of the key ring in D1: a further sealing key, and the change from MASTER_KEY to MASTER_KEY_NEXT.

import type { Deps } from '../../usecases/ports.ts'
import type { VaultUpkeep } from '../../usecases/vault-ports.ts'
import { addRingKey, rewrapRing } from '../../vault/ring-upkeep.ts'
import type { Settings } from './settings.ts'
import type { WorkerVault } from './worker-vault.ts'

/** Other isolates look for new keys once a second, as their next invocation begins. */
const UNTIL_ALL_KNOW_MS = 1_500

export function workerVaultUpkeep(
  ring: Pick<Deps, 'stores' | 'clock'>,
  vault: WorkerVault,
  { masterKey, nextMasterKey }: Pick<Settings, 'masterKey' | 'nextMasterKey'>,
): VaultUpkeep {
  return {
    async addSealingKey(caller) {
      const keyNo = await addRingKey(ring, caller, masterKey)
      await new Promise(resolve => setTimeout(resolve, UNTIL_ALL_KNOW_MS))
      await vault.refresh({ atOnce: true })
      return keyNo
    },
    ...(nextMasterKey
      ? {
          async rotateMaster(caller) {
            const masters = { oldMaster: masterKey, newMaster: nextMasterKey }
            const rotated = await rewrapRing(ring, caller, masters)
            await vault.refresh({ atOnce: true })
            return rotated
          },
        }
      : {}),
  }
}
