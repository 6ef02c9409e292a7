// A ledger as commands see it: on this machine, or behind a URL. One implementation of each command serves both.

import type { NewUser } from '../domain/user-schema.ts'
import type { Scope } from '../usecases/access-ports.ts'
import type { LedgerPage, LedgerState, TableCounts } from '../usecases/export-ledger.ts'
import type { ImportBeginning } from '../usecases/import-ledger.ts'
import type { CopyKey, CopyRow, LedgerTable, PagedTable } from '../usecases/ledger-copy-ports.ts'
import type { ApiKeyView, NewApiKey } from '../usecases/manage-api-keys.ts'
import type { UserView } from '../usecases/manage-users.ts'
import type { RetentionPreview } from '../usecases/preview-retention.ts'
import type { RetentionRunView } from '../usecases/retention-runs.ts'
import { localLedger } from './local-ledger.ts'
import { type GlobalOptions, withLedger } from './options.ts'
import { openRemote } from './remote.ts'
import { remoteLedger } from './remote-ledger.ts'

/** A link is a whole URL here. */
export interface UserLink {
  id: string
  link: string
  link_expires_at: string
}

export interface LedgerClient {
  /** The data directory or the URL. */
  place: string
  createKey(wanted: {
    source: string
    scopes: readonly Scope[]
    expiresInDays?: number | undefined
  }): Promise<NewApiKey>
  listKeys(): Promise<ApiKeyView[]>
  /** False when it was revoked before; undefined when there is none. */
  revokeKey(id: string): Promise<boolean | undefined>
  createUser(wanted: NewUser): Promise<UserLink>
  /** Throws not_found, like `disableUser`. */
  linkUser(id: string): Promise<UserLink>
  listUsers(): Promise<UserView[]>
  /** False when it was so before. */
  disableUser(id: string): Promise<boolean>
  previewRetention(options: { asOf?: string | undefined }): Promise<RetentionPreview>
  runRetention(options: { asOf?: string | undefined; dryRun: boolean }): Promise<RetentionRunView>
  /** `file`: where the new master key lies, when it was made here. */
  rotateMaster(): Promise<{ fingerprint: string; file?: string }>
  reseal(): Promise<{ sealing_key_no: number; resealed: Record<string, number>; left: number }>
  /** What is read within is of one moment, where the store can do that. */
  atOneMoment<Result>(read: () => Promise<Result>): Promise<Result>
  describe(): Promise<LedgerState>
  readPage(page: {
    table: LedgerTable
    after?: CopyKey | undefined
    through?: CopyKey | undefined
  }): Promise<LedgerPage>
  noteExport(tables: TableCounts): Promise<void>
  beginImport(beginning: ImportBeginning): Promise<{ begun: boolean }>
  importRows(table: PagedTable, rows: readonly CopyRow[]): Promise<{ written: number }>
  noteImport(tables: TableCounts): Promise<void>
}

/** Hands the ledger that the options name to `work`. @param create make it when it is not there. */
export async function withClient<Result>(
  options: GlobalOptions & { create?: boolean },
  work: (client: LedgerClient) => Promise<Result>,
): Promise<Result> {
  if (options.url !== undefined) return work(remoteLedger(openRemote(options)))
  return withLedger(options, (ledger, config) => work(localLedger(ledger, config)))
}
