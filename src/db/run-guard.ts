// What an erasing statement asks once more: the run goes on, and nothing came that could hold what it takes.

import { sql } from 'kysely'
import { values } from './database.ts'
import { HARMLESS_KINDS } from './hold-signals.ts'

/** @param seenAuditNo the newest audit event when the holds were read. */
export function runGoesOn({ runId, seenAuditNo }: { runId: number; seenAuditNo: number }) {
  return sql`exists (
      select 1 from retention_run
      where run_id = ${runId} and state = 'running' and dry_run = 0 and stop_requested = 0)
    and not exists (
      select 1 from audit_event
      where audit_no > ${seenAuditNo} and kind not in ${values(HARMLESS_KINDS)})`
}
