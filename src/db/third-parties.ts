// Third parties: the codes seen so far and the revisions of their wording.

import { sql } from 'kysely'
import type { StoredThirdParty, ThirdPartyStore } from '../usecases/third-party-ports.ts'
import { insertRows, type SqlDatabase, sqlite, values } from './database.ts'
import { isUnprotected } from './protective-marks.ts'
import type { Tables } from './tables.ts'

type Joined = Tables['third_party'] & {
  [column in keyof Tables['third_party_revision']]: Tables['third_party_revision'][column] | null
}

export function thirdPartyStore(db: SqlDatabase): ThirdPartyStore {
  return {
    async findByCodes(codes) {
      return group(await db.all(withRevisions().where('t.code', 'in', values(codes)).compile()))
    },
    async list({ codes, afterCode = '', unregistered, limit, sight }) {
      let page = sqlite
        .selectFrom('third_party as listed')
        .select('listed.third_party_id')
        .where('listed.code', '>', afterCode)
      if (codes) page = page.where('listed.code', 'in', values(codes))
      if (unregistered) page = page.where(({ exists, not }) => not(exists(registered())))
      if (sight !== 'all') {
        page = page.where(({ exists, not, or }) =>
          or([exists(registered()), exists(naming().where(isUnprotected)), not(exists(naming()))]),
        )
      }
      page = page.orderBy('listed.code').limit(limit)
      return group(await db.all(withRevisions().where('t.third_party_id', 'in', page).compile()))
    },
    insert: parties =>
      insertRows(
        'third_party',
        ['third_party_id', 'code'],
        parties.map(({ thirdPartyId, code }) => [thirdPartyId, code]),
      ),
    insertRevision: (thirdPartyId, revision) =>
      sqlite
        .insertInto('third_party_revision')
        .values({
          third_party_id: thirdPartyId,
          revision: revision.revision,
          effective_on: revision.effectiveOn,
          wording_id: revision.wordingId,
          registered_at: revision.registeredAt,
          registered_by: revision.registeredBy,
        })
        .compile(),
  }
}

function registered() {
  return sqlite
    .selectFrom('third_party_revision as v')
    .select('v.revision')
    .whereRef('v.third_party_id', '=', sql.ref('listed.third_party_id'))
}

function naming() {
  return sqlite
    .selectFrom('record as r')
    .select('r.version')
    .whereRef('r.third_party_id', '=', sql.ref('listed.third_party_id'))
}

function withRevisions() {
  return sqlite
    .selectFrom('third_party as t')
    .leftJoin('third_party_revision as r', 'r.third_party_id', 't.third_party_id')
    .select([
      't.third_party_id',
      't.code',
      'r.revision',
      'r.effective_on',
      'r.wording_id',
      'r.registered_at',
      'r.registered_by',
    ])
    .orderBy('t.code')
    .orderBy('r.revision')
}

function group(rows: readonly Joined[]): StoredThirdParty[] {
  const parties = new Map<number, StoredThirdParty>()
  for (const row of rows) {
    const party = parties.get(row.third_party_id) ?? {
      thirdPartyId: row.third_party_id,
      code: row.code,
      revisions: [],
    }
    parties.set(row.third_party_id, party)
    if (row.revision === null) continue
    party.revisions.push({
      revision: row.revision,
      effectiveOn: row.effective_on as string,
      wordingId: row.wording_id as number,
      registeredAt: row.registered_at as number,
      registeredBy: row.registered_by as string,
    })
  }
  return [...parties.values()]
}
