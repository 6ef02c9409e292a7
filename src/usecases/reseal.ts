// Writing every sealed value anew under the newest sealing key (contract 1.7), while the ledger serves.

import type { Caller, Deps } from './ports.ts'
import type { JanitorResult } from './retention-ports.ts'
import {
  amendmentContext,
  approvalContext,
  chunkContext,
  holdContext,
  requestContext,
  stepContext,
  wordingContext,
} from './seal-contexts.ts'
import { SEALED_TABLES, type SealedRow, type SealedTable } from './vault-ports.ts'
import { keyOf } from './wordings.ts'

export interface ResealReport {
  sealing_key_no: number
  resealed: Record<SealedTable, number>
  /** Values still under an older key: somebody kept sealing with it. Run it again. */
  left: number
  files: JanitorResult
}

const PAGE = 500
/** Chunks of issued documents are up to 1 MiB each. */
const CHUNK_PAGE = 8
/** A server that learns of a new key late may still have sealed a few values under the old one. */
const PASSES = 3

/**
 * May be cut at any moment and run again: what is under the newest key is left alone. Look-ups and
 * duplicates do not change, as digests keep their key. Sealed reasons inside audit events stay as they
 * are, because an audit event is never edited; the old keys stay in the ring to open them.
 */
export async function resealLedger(
  deps: Deps,
  { actor }: Pick<Caller, 'actor'>,
): Promise<ResealReport> {
  const { stores, vault, clock, janitor } = deps
  const resealed = Object.fromEntries(SEALED_TABLES.map(table => [table, 0])) as Record<
    SealedTable,
    number
  >
  let left = 0
  for (let pass = 1; pass <= PASSES; pass += 1) {
    left = 0
    for (const table of SEALED_TABLES) {
      const count = await resealTable(deps, table)
      resealed[table] += count
      left += count
    }
    if (left === 0) break
  }
  const files = await janitor.finish([])
  const report = { sealing_key_no: vault.sealingKeyNo, resealed, left }
  await stores.commit(
    stores.audit.insert([{ at: clock(), kind: 'vault.resealed', actor, detail: report }]),
  )
  return { ...report, files }
}

/** How many values of the table were under another key. */
async function resealTable(deps: Deps, table: SealedTable): Promise<number> {
  const { stores, vault, janitor } = deps
  const limit = table === 'extract_chunk' ? CHUNK_PAGE : PAGE
  let count = 0
  let after: SealedRow['key'] | undefined
  for (;;) {
    const rows = await stores.sealedRows.page(table, { after, limit })
    const old = rows.filter(({ sealed }) => vault.keyNoOf(sealed) !== vault.sealingKeyNo)
    if (old.length > 0) {
      await stores.commit(
        stores.sealedRows.replace(
          table,
          old.map(row => {
            const context = contextOf(table, row)
            return { key: row.key, sealed: vault.seal(vault.open(row.sealed, context), context) }
          }),
        ),
      )
      count += old.length
    }
    if (rows.length < limit) return count
    after = rows.at(-1)?.key
    await janitor.rest()
  }
}

function contextOf(table: SealedTable, { key, bound }: SealedRow): string {
  const [first, second, third] = key
  switch (table) {
    case 'wording':
      return wordingContext(keyOf(bound as Uint8Array))
    case 'amendment':
      return amendmentContext(Number(first), Number(second))
    case 'disclosure_request':
      return requestContext(String(first))
    case 'disclosure_step':
      return stepContext(String(first), Number(second))
    case 'extract_chunk':
      return chunkContext(Number(first), String(second), Number(third))
    case 'legal_hold':
      return holdContext(String(first), Number(second))
    case 'retention_approval':
      return approvalContext(Number(first), String(second))
    case 'erasure':
      return approvalContext(Number(second), String(bound))
  }
}
