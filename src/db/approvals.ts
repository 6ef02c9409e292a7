// Approvals: every revision of a question that one person asked and another answers.

import { sql } from 'kysely'
import { APPROVAL_KINDS, SCOPE_OF_APPROVAL } from '../domain/approval.ts'
import { OFFICERS, SCOPES_OF_ROLE } from '../domain/role.ts'
import type { ApprovalPage, ApprovalStore, StoredApproval } from '../usecases/approval-ports.ts'
import { type SqlDatabase, sqlite, values } from './database.ts'
import type { Tables } from './tables.ts'

/** The approval store over any SqlDatabase. */
export function approvalStore(db: SqlDatabase): ApprovalStore {
  return {
    async find(approvalId) {
      const rows = await db.all(
        sqlite
          .selectFrom('approval as a')
          .selectAll('a')
          .select(mayAnswer.as('may_answer'))
          .where('a.approval_id', '=', approvalId)
          .orderBy('a.revision')
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
          .select(mayAnswer.as('may_answer'))
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
    // Repeats the question's own row, which breaks its key, and with it the commit.
    failUnlessApproved: approvalId =>
      sql`insert into approval select * from approval as q
        where q.approval_id = ${approvalId} and q.revision = 1 and not exists (
          select 1 from approval as a
          where a.approval_id = ${approvalId} and ${isApproved} and ${mayAnswer})`.compile(sqlite),
    use: (approvalId, { at, by }) =>
      sql`insert into approval (approval_id, revision, kind, subject, state, at, by)
        select a.approval_id, 3, a.kind, a.subject, 'used', ${at}, ${by} from approval as a
        where ${isApproved} and a.approval_id = ${approvalId}`.compile(sqlite),
    redactMarks: before =>
      sql`update approval set sealed = null
        where sealed is not null and kind in ('mark_placing', 'mark_release')
        and approval_id in (select approval_id from approval where revision = 1 and at < ${before})
        and not exists (
          select 1 from approval as use
          where use.approval_id = approval.approval_id and use.state = 'used')`.compile(sqlite),
  }
}

/** True of the answer `a` that approved, while nobody used or withdrew it. */
const isApproved = sql<boolean>`a.revision = 2 and a.state = 'approved' and not exists (
  select 1 from approval as later where later.approval_id = a.approval_id and later.revision = 3)`

const SCOPES = APPROVAL_KINDS.map(kind => `${kind} ${SCOPE_OF_APPROVAL[kind]}`)
const ROLES = APPROVAL_KINDS.flatMap(kind =>
  OFFICERS.filter(role => SCOPES_OF_ROLE[role].includes(SCOPE_OF_APPROVAL[kind])).map(
    role => `${kind} ${role}`,
  ),
)

/** True while who made the revision `a` is enabled, or not revoked, and holds the scope of its kind. */
const mayAnswer = sql<boolean>`(exists (
    select 1 from console_user as u
    where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null
    and a.kind || ' ' || u.role in ${values(ROLES)})
  or exists (
    select 1 from api_key as k, json_each(k.scopes) as scope
    where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null
    and a.kind || ' ' || scope.value in ${values(SCOPES)}))`

/** The questions of the page. */
function asked({ kinds, subject, state, after, limit }: ApprovalPage) {
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
  if (state !== undefined) {
    const answer = sql`select 1 from approval as a where a.approval_id = q.approval_id`
    query = query.where(
      state === 'asked'
        ? sql<boolean>`not exists (${answer} and a.revision = 2)`
        : sql<boolean>`exists (${answer} and ${isApproved})`,
    )
  }
  return query.orderBy('q.at', 'desc').orderBy('q.approval_id', 'desc').limit(limit)
}

function toRevision({
  approval_id: approvalId,
  may_answer: mayAnswerStill,
  ...row
}: Tables['approval'] & { may_answer: unknown }): StoredApproval {
  return { approvalId, ...row, mayAnswer: mayAnswerStill === 1 }
}
