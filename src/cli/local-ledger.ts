// The ledger on this machine, through the use cases; a server may serve it meanwhile.

import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import { type Config, consoleUrl } from '../runtimes/node/config.ts'
import type { Ledger } from '../runtimes/node/open-ledger.ts'
import { addSealingKey, rotateMaster } from '../runtimes/node/vault-upkeep.ts'
import { describeLedger, noteExport, readLedgerPage } from '../usecases/export-ledger.ts'
import { beginImport, importRows, noteImport } from '../usecases/import-ledger.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '../usecases/manage-api-keys.ts'
import { createUser, disableUser, listUsers } from '../usecases/manage-users.ts'
import { invite, type OneTimeLink } from '../usecases/one-time-links.ts'
import { previewRetention } from '../usecases/preview-retention.ts'
import { resealLedger } from '../usecases/reseal.ts'
import { sweepRetention } from '../usecases/sweep-retention.ts'
import type { LedgerClient, UserLink } from './ledger-client.ts'
import { actorOfCommandLine } from './options.ts'

export function localLedger({ deps, database }: Ledger, config: Config): LedgerClient {
  const caller = { actor: actorOfCommandLine() }
  const { masterKeyFile } = config
  const upkeep = { stores: deps.stores, clock: deps.clock, masterKeyFile }
  return {
    place: config.dataDir,
    createKey: wanted => createApiKey(deps, caller.actor, wanted),
    listKeys: () => listApiKeys(deps),
    revokeKey: id =>
      revokeApiKey(deps, caller.actor, id).catch(error => {
        if (error instanceof DomainError && error.code === 'not_found') return undefined
        throw error
      }),
    createUser: async wanted => {
      const { id, link } = await createUser(deps, caller, wanted)
      return linkOf(config, id, link)
    },
    linkUser: async id => linkOf(config, id, await invite(deps, caller, id)),
    listUsers: () => listUsers(deps),
    disableUser: id => disableUser(deps, caller, id),
    previewRetention: ({ asOf }) => previewRetention(deps, asOf ? { asOf } : {}),
    runRetention: ({ asOf, dryRun }) =>
      sweepRetention(deps, caller, { dryRun, ...(asOf ? { asOf } : {}) }),
    rotateMaster: async () => ({ ...(await rotateMaster(upkeep, caller)), file: masterKeyFile }),
    async reseal() {
      await addSealingKey(upkeep, caller)
      return resealLedger(deps, caller)
    },
    async atOneMoment(read) {
      // Readers of a WAL keep the moment of their first read, whatever a server writes meanwhile.
      database.raw.exec('begin')
      try {
        return await read()
      } finally {
        database.raw.exec('rollback')
      }
    },
    describe: () => describeLedger(deps),
    readPage: page => readLedgerPage(deps, page),
    noteExport: tables => noteExport(deps, caller, tables),
    beginImport: beginning => beginImport(deps, caller, beginning),
    importRows: (table, rows) => importRows(deps, table, rows),
    noteImport: tables => noteImport(deps, caller, tables),
  }
}

function linkOf(config: Config, id: string, { token, expiresAt }: OneTimeLink): UserLink {
  const link = `${consoleUrl(config)}/invite/${token}`
  return { id, link, link_expires_at: formatInstant(expiresAt) }
}
