// What can be done about D1's files after an erasure: nothing, and that is told. Cloudflare keeps them.

import type { Janitor } from '../../usecases/retention-ports.ts'
import { currentInvocation } from './invocation.ts'

/** Statements that one page of a run and its end may need at most. */
const RESERVED_QUERIES = 60

export function d1Janitor(): Janitor {
  return {
    rest: () => Promise.resolve(),
    mayGoOn: () => {
      const { budget, hasTime } = currentInvocation()
      return hasTime && budget.left > RESERVED_QUERIES
    },
    finish: async () => ({
      vacuumed: false,
      checkpointed: false,
      residue: { sought: 0, found: 0 },
      durationMs: 0,
      refused: ['secure_delete', 'vacuum', 'wal_checkpoint', 'integrity_check'],
      kept_in_backups: { where: 'D1 Time Travel', days: 30 },
    }),
  }
}
