// Applies migrations/ in order and records them in the table that wrangler uses too.

import { readdirSync, readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'

const FOLDER = new URL('../../../migrations/', import.meta.url)

/** Names of all migrations, in order. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.sql'))
    .sort()
}

/** Names of those this ledger has; none for a file that is new. */
export function appliedMigrations(raw: Database.Database): Set<string> {
  const table = raw.prepare("select 1 from sqlite_schema where name = 'd1_migrations'").get()
  if (!table) return new Set()
  return new Set(raw.prepare<[], string>('select name from d1_migrations').pluck().all())
}

/** Brings the ledger to the newest schema; returns the names it applied. */
export function migrate(raw: Database.Database, names = migrationNames()): string[] {
  return names.filter(name => raw.transaction(applyOne).immediate(raw, name))
}

/** False when it is there already: another process may have been faster. */
function applyOne(raw: Database.Database, name: string): boolean {
  raw.exec(`create table if not exists d1_migrations (
    id integer primary key autoincrement,
    name text unique,
    applied_at timestamp default current_timestamp not null
  )`)
  if (appliedMigrations(raw).has(name)) return false
  raw.exec(readFileSync(new URL(name, FOLDER), 'utf8'))
  raw.prepare('insert into d1_migrations (name) values (?)').run(name)
  return true
}
