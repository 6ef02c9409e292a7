// What SQLite itself says of the ledger's file.

import type { SqliteDatabase } from './sqlite-database.ts'

/** Empty for a sound file. */
export function findFileFaults({ raw }: Pick<SqliteDatabase, 'raw'>): string[] {
  const integrity = raw.pragma('integrity_check') as { integrity_check: string }[]
  const orphans = raw.pragma('foreign_key_check') as { table: string; parent: string }[]
  return [
    ...integrity.map(row => row.integrity_check).filter(text => text !== 'ok'),
    ...orphans.map(({ table, parent }) => `a row of ${table} points to no row of ${parent}`),
  ]
}
