// Reading a whole ledger in pages, for another house: nothing is opened, what is sealed stays sealed.

import { DomainError } from '../domain/domain-error.ts'
import type { AuditKind } from './audit-kinds.ts'
import { COPY_COLUMNS, keyOfRow } from './ledger-columns.ts'
import { type CopyKey, type CopyRow, LEDGER_TABLES, type LedgerTable } from './ledger-copy-ports.ts'
import type { Caller, Deps } from './ports.ts'

export interface LedgerState {
  /** In the order in which they are to be imported; `columns` in the order of a row's cells. */
  tables: { table: LedgerTable; columns: string[]; rows: number }[]
  /** Highest numbers ever given out, by table. */
  sequences: Record<string, number>
  newest_audit_no: number
  /** Of the newest event that tells of a change; reading leaves it as it is. */
  newest_change_no: number
}

export interface LedgerPage {
  rows: CopyRow[]
  /** Where the next page begins; null after the last one. */
  next: CopyKey | null
}

export type TableCounts = Partial<Record<LedgerTable, number>>

type CopyDeps = { stores: Pick<Deps['stores'], 'ledgerCopy' | 'audit' | 'commit'> }

/** Rows of a page weigh this much together; a heavier row is a page of its own. */
const PAGE_BYTES = 400_000

/** Events of these kinds change nothing but the audit log and what stays in this house (PASSING_TABLES). */
const READ_KINDS = [
  'record.read',
  'records.searched',
  'reason.stated',
  'third_party.read',
  'legal_holds.read',
  'protective_mark.read',
  'protective_mark.records_read',
  'approval.read',
  'protective_mark.approval_read',
  'disclosure.read',
  'disclosure.matches_read',
  'extract.read',
  'extract.previewed',
  'letter.read',
  'templates.checked',
  'register.made',
  'ledger.verified',
  'retention.clock_refused',
  'ledger.exported',
  'audit.exported',
  'user.signed_in',
  'user.signed_out',
  'user.sessions_ended',
  'user.attempts_repeated',
  'user.first_link_made',
  'user.link_made',
] as const satisfies readonly AuditKind[]

export async function describeLedger({ stores }: CopyDeps): Promise<LedgerState> {
  const { ledgerCopy } = stores
  // First: an event that comes meanwhile has a number behind it.
  const newest_audit_no = await ledgerCopy.newestAuditNo()
  const tables: LedgerState['tables'] = []
  for (const table of LEDGER_TABLES) {
    const columns = [...COPY_COLUMNS[table].columns]
    tables.push({ table, columns, rows: await ledgerCopy.count(table) })
  }
  return {
    tables,
    sequences: await ledgerCopy.sequences(),
    newest_audit_no,
    newest_change_no: await ledgerCopy.newestChangeNo(READ_KINDS),
  }
}

/** @param after the key of the last row there is already. */
export async function readLedgerPage(
  { stores: { ledgerCopy } }: CopyDeps,
  { table, after, through }: { table: LedgerTable; after?: CopyKey; through?: CopyKey },
): Promise<LedgerPage> {
  for (const key of [after, through]) if (key) requireKey(COPY_COLUMNS[table].key.length, key)
  const rows = await ledgerCopy.page(table, { after, through }, PAGE_BYTES)
  const last = rows.at(-1)
  return { rows, next: last ? keyOfRow(table, last) : null }
}

export async function noteExport(
  { stores, clock }: CopyDeps & Pick<Deps, 'clock'>,
  { actor }: Pick<Caller, 'actor'>,
  tables: TableCounts,
): Promise<void> {
  await stores.commit(
    stores.audit.insert([{ at: clock(), kind: 'ledger.exported', actor, detail: { tables } }]),
  )
}

function requireKey(length: number, key: CopyKey) {
  if (key.length === length) return
  const detail = `A key of this table has ${length} cells.`
  throw new DomainError('invalid_body', detail, {
    fix: 'Give `next` as the page before answered it.',
    faults: [{ pointer: '/after', code: 'invalid', detail }],
  })
}
