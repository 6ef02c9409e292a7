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

/** Brings the ledger to the newest schema; returns the names it applied. */
export function migrate(raw: Database.Database, names = migrationNames()): string[] {
  raw.exec(`create table if not exists d1_migrations (
    id integer primary key autoincrement,
    name text unique,
    applied_at timestamp default current_timestamp not null
  )`)
  const applied = new Set(raw.prepare('select name from d1_migrations').pluck().all())
  const pending = names.filter(name => !applied.has(name))
  for (const name of pending) {
    raw.transaction(() => {
      raw.exec(readFileSync(new URL(name, FOLDER), 'utf8'))
      raw.prepare('insert into d1_migrations (name) values (?)').run(name)
    })()
  }
  return pending
}
