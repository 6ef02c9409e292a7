// Going on with a retention run that its runtime's budget stopped: Workers erase a bounded share a tick.

import type { Deps } from './ports.ts'
import type { RetentionRunView } from './retention-runs.ts'
import { sweepRetention } from './sweep-retention.ts'

/** Undefined when the newest run was not stopped for its budget: then nothing is done. */
export async function continueRetention(deps: Deps): Promise<RetentionRunView | undefined> {
  const [newest] = await deps.stores.retention.listRuns({ dryRun: false, limit: 1 })
  const { stopped_for } = (newest?.report ?? {}) as { stopped_for?: unknown }
  if (newest?.state !== 'stopped' || stopped_for !== 'budget') return undefined
  return sweepRetention(deps, 'schedule')
}
