// Approvals: every revision of a question that one person asked and another answers.

import { sql } from 'kysely'
import type { ApprovalPage, ApprovalRevision, ApprovalStore } from '../usecases/approval-ports.ts'
import { type SqlDatabase, sqlite, values } from './database.ts'
import type { Tables } from './tables.ts'

/** The approval store over any SqlDatabase. */
export function approvalStore(db: SqlDatabase): ApprovalStore {
  return {
    async find(approvalId) {
      const rows = await db.all(
        sqlite
          .selectFrom('approval')
          .selectAll()
          .where('approval_id', '=', approvalId)
          .orderBy('revision')
          .compile(),
      )
      return rows.map(toRevision)
    },
    async list(page) {
      const rows = await db.all(
        sqlite
          .selectFrom(asked(page).as('asked'))
          .innerJoin('approval as a', 'a.approval_id', 'asked.approval_id')
          .selectAll('a')
          .orderBy('asked.at', 'desc')
          .orderBy('a.approval_id', 'desc')
          .orderBy('a.revision')
          .compile(),
      )
      return rows.map(toRevision)
    },
    insert: ({ approvalId, ...revision }) =>
      sqlite
        .insertInto('approval')
        .values({ approval_id: approvalId, ...revision })
        .compile(),
  }
}

/** The questions of the page. */
function asked({ kinds, subject, waiting, after, limit }: ApprovalPage) {
  let query = sqlite
    .selectFrom('approval as q')
    .select(['q.approval_id', 'q.at'])
    // Written out, so that the index of questions serves.
    .where(sql<boolean>`q.revision = 1`)
    .where('q.kind', 'in', values(kinds))
  if (subject !== undefined) query = query.where('q.subject', '=', subject)
  if (after) {
    query = query.where(sql<boolean>`(q.at, q.approval_id) < (${after.at}, ${after.approvalId})`)
  }
  if (waiting) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('approval as answer')
            .select('answer.revision')
            .whereRef('answer.approval_id', '=', 'q.approval_id')
            .where('answer.revision', '=', 2),
        ),
      ),
    )
  }
  return query.orderBy('q.at', 'desc').orderBy('q.approval_id', 'desc').limit(limit)
}

function toRevision({ approval_id: approvalId, ...row }: Tables['approval']): ApprovalRevision {
  return { approvalId, ...row }
}
