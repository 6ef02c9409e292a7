// Writing every sealed value anew under the newest sealing key (contract 1.7), while the ledger serves.

import type { Caller, Deps } from './ports.ts'
import type { JanitorResult } from './retention-ports.ts'
import {
  amendmentContext,
  approvalContext,
  approvalRevisionContext,
  chunkContext,
  credentialContext,
  holdContext,
  letterContext,
  markContext,
  requestContext,
  stepContext,
  userContext,
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

/** Where resealing stands: after this row of this table. */
export interface ResealPlace {
  table: SealedTable
  after?: SealedRow['key'] | undefined
}

export interface ResealStep {
  sealing_key_no: number
  resealed: Partial<Record<SealedTable, number>>
  /** Null when every table was walked. */
  next: ResealPlace | null
}

type ResealDeps = Pick<Deps, 'vault' | 'clock' | 'janitor'> & {
  stores: Pick<Deps['stores'], 'sealedRows' | 'audit' | 'commit'>
}
type Actor = Pick<Caller, 'actor'>

const PAGE = 500
/** Chunks of issued documents are up to 1 MiB each. */
const CHUNK_PAGE = 8
const CHUNKS: ReadonlySet<SealedTable> = new Set(['extract_chunk', 'letter_chunk'])
/** A server that learns of a new key late may still have sealed a few values under the old one. */
const PASSES = 3
/** Well within the time and the queries that a Worker has for one call. */
const PAGES_A_STEP = 8

/**
 * May be cut at any moment and run again: what is under the newest key is left alone. Look-ups and
 * duplicates do not change, as digests keep their key. Sealed reasons inside audit events stay as they
 * are, because an audit event is never edited; the old keys stay in the ring to open them.
 */
export async function resealLedger(deps: ResealDeps, { actor }: Actor): Promise<ResealReport> {
  const { stores, vault, clock, janitor } = deps
  const resealed = Object.fromEntries(SEALED_TABLES.map(table => [table, 0])) as Record<
    SealedTable,
    number
  >
  let left = 0
  for (let pass = 1; pass <= PASSES; pass += 1) {
    left = 0
    for (let place: ResealPlace | null = FIRST; place; ) {
      const { table } = place
      const page = await resealPage(deps, place)
      resealed[table] += page.count
      left += page.count
      place = page.next
      await janitor.rest()
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

/**
 * A few pages of the same: called with `next` until that is null, and all over again until nothing was
 * resealed, it does what `resealLedger` does.
 */
export async function resealStep(
  deps: ResealDeps,
  { actor }: Actor,
  place: ResealPlace = FIRST,
): Promise<ResealStep> {
  const { stores, vault, clock, janitor } = deps
  const resealed: ResealStep['resealed'] = {}
  let next: ResealPlace | null = place
  for (let pages = 0; next && pages < PAGES_A_STEP; pages += 1) {
    if (pages > 0 && janitor.mayGoOn?.() === false) break
    const { table } = next
    const page = await resealPage(deps, next)
    if (page.count > 0) resealed[table] = (resealed[table] ?? 0) + page.count
    next = page.next
    await janitor.rest()
  }
  const step = { sealing_key_no: vault.sealingKeyNo, resealed, next }
  const { next: _place, ...detail } = step
  if (Object.keys(resealed).length > 0) {
    const event = { at: clock(), kind: 'vault.resealed' as const, actor, detail }
    await stores.commit(stores.audit.insert([event]))
  } else if (next === null) {
    // The old bytes leave the files when nothing is written anew any more.
    await janitor.finish([])
  }
  return step
}

const FIRST: ResealPlace = { table: SEALED_TABLES[0] }

/** How many values of the page were under another key, and the page after it. */
async function resealPage(
  { stores, vault }: ResealDeps,
  { table, after }: ResealPlace,
): Promise<{ count: number; next: ResealPlace | null }> {
  const limit = CHUNKS.has(table) ? CHUNK_PAGE : PAGE
  const rows = await stores.sealedRows.page(table, { after, limit })
  const old = rows.filter(({ sealed }) => vault.keyNoOf(sealed) !== vault.sealingKeyNo)
  if (old.length > 0) {
    await stores.commit(
      stores.sealedRows.replace(
        table,
        old.map(row => {
          const context = contextOf(table, row)
          const sealed = vault.seal(vault.open(row.sealed, context), context)
          return { key: row.key, was: row.sealed, sealed }
        }),
      ),
    )
  }
  const count = old.length
  if (rows.length === limit) return { count, next: { table, after: rows.at(-1)?.key } }
  const following = SEALED_TABLES[SEALED_TABLES.indexOf(table) + 1]
  return { count, next: following ? { table: following } : null }
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
    case 'letter_chunk':
      return letterContext(Number(first), String(second), Number(third))
    case 'protective_mark':
      return markContext(String(first), Number(second))
    case 'approval':
      return approvalRevisionContext(String(first), Number(second))
    case 'legal_hold':
      return holdContext(String(first), Number(second))
    case 'retention_approval':
      return approvalContext(Number(first), String(second))
    case 'erasure':
      return approvalContext(Number(second), String(bound))
    case 'console_user':
      return userContext(String(first))
    case 'credential':
      return credentialContext(String(first))
  }
}
