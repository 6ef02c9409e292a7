// Holds and marks are changed by further revisions: the newest one of each counts.

import { sqlite } from './database.ts'

export function newestRevisions<Table extends 'legal_hold' | 'protective_mark'>(table: Table) {
  return sqlite
    .selectFrom(`${table} as r` as 'legal_hold as r')
    .selectAll('r')
    .where(({ eb, selectFrom }) =>
      eb(
        'r.revision',
        '=',
        selectFrom(`${table} as any` as 'legal_hold as any')
          .select(({ fn }) => fn.max('any.revision').as('revision'))
          .whereRef('any.code', '=', 'r.code'),
      ),
    )
}
