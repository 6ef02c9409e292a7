// The audit log: who did what, by ids, counts and codes.

import type { AuditStore } from '../usecases/access-ports.ts'
import { insertRows, type SqlDatabase, sqlite } from './database.ts'

export function auditStore(db: SqlDatabase): AuditStore {
  return {
    async list({ after, kind, limit }) {
      let query = sqlite.selectFrom('audit_event').selectAll().where('audit_no', '>', after)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      const rows = await db.all(query.orderBy('audit_no').limit(limit).compile())
      return rows.map(row => ({
        auditNo: row.audit_no,
        at: row.at,
        kind: row.kind,
        actor: row.actor,
        detail: JSON.parse(row.detail),
      }))
    },
    insert: events =>
      insertRows(
        'audit_event',
        ['at', 'kind', 'actor', 'detail'],
        events.map(({ at, kind, actor, detail }) => [at, kind, actor, JSON.stringify(detail)]),
      ),
  }
}
