// How a run notices what may hold a record: every change writes its audit event in the same commit, so the
// audit log tells whether the holds must be read anew.

import type { AuditKind } from '../usecases/audit-kinds.ts'
import type { RetentionStore } from '../usecases/retention-ports.ts'
import { type SqlDatabase, sqlite, values } from './database.ts'

/** What happens all the time and can never hold a record that is old enough to go. Others count. */
export const HARMLESS_KINDS = [
  'records.recorded',
  'record.read',
  'records.searched',
  'third_party.read',
  'register.made',
  'ledger.verified',
  'letter.issued',
  'letter.read',
  'templates.checked',
  'protective_mark.read',
  'protective_mark.records_read',
  'retention.records_erased',
  'user.signed_in',
  'user.signed_out',
  'user.attempts_repeated',
  'user.recovery_code_used',
  'user.passkey_counted',
  'retention.requests_redacted',
  'approval.asked',
  'approval.approved',
  'approval.refused',
  'approval.withdrawn',
  'approval.read',
  'protective_mark.approval_asked',
  'protective_mark.approval_approved',
  'protective_mark.approval_refused',
  'protective_mark.approval_withdrawn',
  'protective_mark.approval_read',
] as const satisfies readonly AuditKind[]

export function holdSignalQueries(
  db: SqlDatabase,
): Pick<RetentionStore, 'newestAuditNo' | 'holdsMayHaveChanged' | 'findNewestAudit'> {
  return {
    async newestAuditNo() {
      const [row] = await db.all(
        sqlite
          .selectFrom('audit_event')
          .select('audit_no')
          .orderBy('audit_no', 'desc')
          .limit(1)
          .compile(),
      )
      return row?.audit_no ?? 0
    },
    async holdsMayHaveChanged(sinceAuditNo) {
      const rows = await db.all(
        sqlite
          .selectFrom('audit_event')
          .select('audit_no')
          .where('audit_no', '>', sinceAuditNo)
          .where('kind', 'not in', values(HARMLESS_KINDS))
          .limit(1)
          .compile(),
      )
      return rows.length > 0
    },
    async findNewestAudit(kind) {
      const [row] = await db.all(
        sqlite
          .selectFrom('audit_event')
          .select(['at', 'kind', 'actor', 'detail'])
          .where('kind', '=', kind)
          .orderBy('audit_no', 'desc')
          .limit(1)
          .compile(),
      )
      return row && { ...row, kind: row.kind as AuditKind, detail: JSON.parse(row.detail) }
    },
  }
}
