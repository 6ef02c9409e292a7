// Migrations: gapless numbers, every prefix applies, and the schema they lead to is the one reviewed.

import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, migrationNames } from '../../src/runtimes/node/migrate.ts'

const names = migrationNames()

test('are numbered without a gap and say what they do', () => {
  expect(names.length).toBeGreaterThan(0)
  names.forEach((name, n) => {
    expect(name).toMatch(new RegExp(`^${String(n + 1).padStart(4, '0')}_[a-z]+(_[a-z]+)+\\.sql$`))
  })
})

test('apply from every prefix, once each', () => {
  for (let applied = 0; applied <= names.length; applied += 1) {
    const raw = new Database(':memory:')
    migrate(raw, names.slice(0, applied))
    expect(migrate(raw)).toEqual(names.slice(applied))
    expect(migrate(raw)).toEqual([])
    expect(raw.pragma('foreign_key_check')).toEqual([])
    raw.close()
  }
})

test('hold nothing that D1 or its splitter refuses', () => {
  for (const name of names) {
    const text = readFileSync(new URL(`../../migrations/${name}`, import.meta.url), 'utf8')
    expect(text).not.toContain('\r')
    expect(text).not.toMatch(/^\s*(BEGIN TRANSACTION|COMMIT|PRAGMA|VACUUM)\b/im)
  }
})

test('a record, an amendment and an audit event cannot be edited in place', () => {
  const raw = new Database(':memory:')
  migrate(raw)
  const guarded = raw
    .prepare(
      "select tbl_name from sqlite_schema where type = 'trigger' and sql like '%BEFORE UPDATE%'",
    )
    .pluck()
    .all()
  expect(guarded).toEqual(expect.arrayContaining(['record', 'amendment', 'audit_event']))
})

test('the schema is the one in schema.sql (npm run sql writes it)', () => {
  const raw = new Database(':memory:')
  migrate(raw)
  const schema = raw
    .prepare(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' and name <> 'd1_migrations' order by type, name",
    )
    .pluck()
    .all()
    .join(';\n\n')
  expect(`${schema};\n`).toBe(readFileSync(new URL('../sql/schema.sql', import.meta.url), 'utf8'))
})
