// Every store over one SqlDatabase.

import type { Stores } from '../usecases/ports.ts'
import { apiKeyStore } from './api-keys.ts'
import { approvalStore } from './approvals.ts'
import { auditStore } from './audit.ts'
import { countStore } from './counts.ts'
import { dataKeyStore } from './data-keys.ts'
import type { SqlDatabase } from './database.ts'
import { disclosureStore } from './disclosures.ts'
import { ledgerCopyStore } from './ledger-copy.ts'
import { letterStore } from './letters.ts'
import { protectiveMarkStore } from './protective-marks.ts'
import { recordStore } from './records.ts'
import { registerStore } from './registers.ts'
import { requestLinkStore } from './request-links.ts'
import { retentionStore } from './retention.ts'
import { sealedRowStore } from './sealed-rows.ts'
import { sessionStore } from './sessions.ts'
import { thirdPartyStore } from './third-parties.ts'
import { userStore } from './users.ts'
import { wordingStore } from './wordings.ts'

/** The stores that the use cases ask for in usecases/ports.ts. */
export function createStores(db: SqlDatabase): Stores {
  return {
    commit: writes => db.commit(writes),
    records: recordStore(db),
    wordings: wordingStore(db),
    thirdParties: thirdPartyStore(db),
    audit: auditStore(db),
    apiKeys: apiKeyStore(db),
    retention: retentionStore(db),
    dataKeys: dataKeyStore(db),
    sealedRows: sealedRowStore(db),
    disclosures: disclosureStore(db),
    letters: letterStore(db),
    requestLinks: requestLinkStore(db),
    ledgerCopy: ledgerCopyStore(db),
    users: userStore(db),
    sessions: sessionStore(db),
    approvals: approvalStore(db),
    registers: registerStore(db),
    protectiveMarks: protectiveMarkStore(db),
    counts: countStore(db),
  }
}
