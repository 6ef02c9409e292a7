// The store contract on Node: better-sqlite3, a file, real migrations.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/runtimes/node/migrate.ts'
import { openSqliteDatabase } from '../../src/runtimes/node/sqlite-database.ts'
import { approvalContract } from './approval-contract.ts'
import { countContract } from './count-contract.ts'
import { markContract } from './mark-contract.ts'
import { peopleContract } from './people-contract.ts'
import { requestContract } from './request-contract.ts'
import { storeContract } from './store-contract.ts'

const openContract = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-contract-'))
  const db = openSqliteDatabase(join(folder, 'ledger.db'))
  migrate(db.raw)
  return {
    db,
    close() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

storeContract('better-sqlite3', openContract)
requestContract('better-sqlite3', openContract)
markContract('better-sqlite3', openContract)
countContract('better-sqlite3', openContract)
peopleContract('better-sqlite3', openContract)
approvalContract('better-sqlite3', openContract)
